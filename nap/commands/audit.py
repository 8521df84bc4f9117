"""`audit verify|list`: whether the record of what was done is whole, and what stands in it."""

from __future__ import annotations

from argparse import Namespace
from typing import Any
from zoneinfo import ZoneInfo

from nap.commands.edge import Stop, in_words, lang_of, print_json, the_house, the_person
from nap.monitor import (
    Chain,
    House,
    Trace,
    chain,
    event_text,
    operator,
    origin_text,
    person_text,
    return_text,
    trail,
)
from nap.words import say


@in_words
def verify(options: Namespace) -> int:
    """Recompute the chain; exit status 1 if it does not hold. Prints what to note down elsewhere for the next `--expect`."""
    lang = lang_of(options)
    with the_house() as house:
        found = _examined(house, options.expect, lang)
    if options.json:
        print_json(_chain_json(found))
    elif not found.fault:
        print(say(lang, "cli.audit.whole", count=found.count))
        print(f"{found.number}:{found.sha256}")
    if found.fault and not options.json:
        said = say(lang, f"trail.fault.{found.fault}", number=str(found.broken))
        raise Stop(f"{say(lang, 'cli.audit.broken', number=found.broken)} {said}", status=1)
    return 1 if found.fault else 0


@in_words
def list_(options: Namespace) -> int:
    """Print events, the newest first."""
    with the_house() as house:
        viewer = the_person(house, Namespace(person=options.viewer)) if options.viewer else operator()
        names = ("person", "act", "since", "until", "return_id", "before", "limit")
        found = trail(viewer, house, **{name: getattr(options, name) for name in names})
    if options.json:
        print_json([_event_json(one) for one in found])
        return 0
    for one in found:
        print(_line(house, one, lang_of(options)))
    if not found:
        print(say(lang_of(options), "trail.none"))
    return 0


def _examined(house: House, expected: str, lang: str) -> Chain:
    try:
        return chain(operator(), house, expected)
    except ValueError:
        raise Stop(say(lang, "trail.not_noted.cli")) from None


def _line(house: House, one: Trace, lang: str) -> str:
    when = one.at.astimezone(ZoneInfo(house.plan.calendar.timezone)).strftime("%Y-%m-%d %H:%M")
    about = return_text(lang, one.return_id) if one.return_id else ""
    who = [person_text(lang, one.person), origin_text(lang, one.origin), about, event_text(lang, house.plan, one)]
    return " · ".join([f"{one.number} {when}", *filter(None, who)])


def _chain_json(found: Chain) -> dict[str, Any]:
    return {
        "whole": not found.fault,
        "events": found.count,
        "number": found.number,
        "sha256": found.sha256,
        "broken": found.broken,
        "fault": found.fault or None,
    }


def _event_json(one: Trace) -> dict[str, Any]:
    about = {"number": one.number, "at": one.at.isoformat(), "person": one.person, "origin": one.origin, "act": one.act}
    return {**about, "return": one.return_id, "status": one.status, "facts": dict(one.facts)}
