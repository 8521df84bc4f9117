"""`organisations list|import`: the directory of organisations."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from nap.commands.edge import Stop, in_words, lang_of, print_json, the_house, the_person
from nap.facts import Finding
from nap.finding_texts import finding_text
from nap.monitor import (
    LONGEST_ORGANISATION,
    ListFault,
    Organisation,
    OrganisationCodes,
    bring_in,
    directory,
    operator,
    organisation_codes,
    read_organisations,
)
from nap.words import pick, say


@in_words
def list(options: Namespace) -> int:
    """Print the organisations, by name."""
    lang = lang_of(options)
    with the_house() as house:
        viewer = the_person(house, options) if options.person else operator()
        codes = organisation_codes(house)
        found = directory(viewer, house, region=options.region, kind=options.kind, field=options.field)
    if options.json:
        print_json([_json(one) for one in found.organisations])
        return 0
    for one in found.organisations:
        print(_line(lang, codes, one))
    print(say(lang, "organisations.cli.count", n=len(found.organisations)))
    return 0


@in_words
def bring(options: Namespace) -> int:
    """Bring a list in; with any fault every one is told, with its line, and nothing is kept."""
    lang, file = lang_of(options), Path(options.file)
    if not file.is_file():
        raise Stop(say(lang, "organisations.cli.no_file", found=str(file)))
    with the_house() as house:
        viewer = the_person(house, options) if options.person else operator()
        found = read_organisations(viewer, house, file.read_bytes())
        if isinstance(found, Finding):
            raise Stop(finding_text(found, lang).sentence)
        for fault in found.faults:
            print(_fault(lang, fault))
        if found.faults:
            return 1
        print(say(lang, "organisations.cli.brought_in", n=bring_in(viewer, house, found)))
    return 0


def _fault(lang: str, fault: ListFault) -> str:
    said = say(
        lang, f"organisations.refused.{fault.code}", found=fault.found, there=", ".join(fault.there), n=LONGEST_ORGANISATION
    )
    return f"{say(lang, 'organisations.cli.line', line=fault.line)}: {said}" if fault.line else said


def _line(lang: str, codes: OrganisationCodes, one: Organisation) -> str:
    fields = ", ".join(codes.word(lang, code) for code in one.fields)
    return "  ".join([one.id, pick(one.name, lang), one.region, codes.word(lang, one.kind), fields])


def _json(one: Organisation) -> dict[str, Any]:
    plain = {"id": one.id, "name": dict(one.name), "region": one.region, "kind": one.kind, "fields": [*one.fields]}
    return plain | {"named": one.named, "partner": one.partner or None}
