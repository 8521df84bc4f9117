"""`foreign look|map|send`: tables in a layout of their own by command line."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from nap.commands.edge import Stop, in_words, lang_of, period_in, print_json, read_file, the_house, the_person, the_settings
from nap.commands.foreign_choosing import choice_of, partner_of
from nap.commands.foreign_print import drawn_json, print_drawn, print_findings, print_looked, print_remarks
from nap.commands.returns import print_receipt
from nap.finding_texts import finding_text
from nap.monitor import (
    Checked,
    House,
    Looked,
    MappingRefused,
    TableDrawn,
    TableMapping,
    Unknown,
    Viewer,
    blocks_json,
    draw,
    draw_table,
    joined,
    look_alone,
    look_table,
    mapping_fault_text,
    mapping_of,
    operator,
    save_mapping,
    send_table,
    table_mapping,
)
from nap.words import say


@in_words
def look(options: Namespace) -> int:
    """Print what was understood of a file; 1 if no table was found in it, 2 if it cannot be read."""
    looked = look_alone(the_settings(), read_file(options.file, lang_of(options)))
    if looked.understood is None:
        return _refused(looked, options)
    if options.json:
        print_json(blocks_json(looked.understood, options.lang))
    else:
        print_findings(looked.findings, lang_of(options))
        print_looked(looked, lang_of(options))
    return 0 if looked.understood.blocks else 1


@in_words
def map(options: Namespace) -> int:
    """Take a block for an indicator, keep that as a mapping and print what would come out; 1 if nothing would."""
    lang, data = lang_of(options), read_file(options.file, lang_of(options))
    with the_house() as house, in_own_words(lang):
        viewer = the_person(house, options) if options.person else operator()
        looked = look_table(viewer, house, data, options.file.name)
        if looked.understood is None:
            return _refused(looked, options)
        made = _made(options, viewer, house, looked)
        if made is None:
            return 1
        kept = save_mapping(viewer, house, made)
        found = draw_table(viewer, house, data, options.file.name, made, lang=lang)
    if options.json:
        print_json(drawn_json(found, lang))
    else:
        _print_drawn(found, lang)
        print(say(lang, "foreign.cli.saved", name=kept.name, version=kept.version, count=len(made.tables)))
    return 0


def _made(options: Namespace, viewer: Viewer, house: House, looked: Looked) -> TableMapping | None:
    """The mapping with this block in it, or None, and why on standard error, where not one of its figures can be taken."""
    assert looked.understood is not None
    lang, before = lang_of(options), _before(viewer, house, options.save)
    choice = choice_of(options, house.plan)
    partner = options.partner or (before.partner if before else partner_of(house.plan, choice.indicator, lang))
    if before is not None and before.partner != partner:
        raise Stop(say(lang, "foreign.cli.other_partner", name=before.name, partner=before.partner), 1)
    made, told = mapping_of(options.save, partner, looked.understood, {options.block: choice}, source=options.source)
    drawn = draw(looked.understood, {options.block: choice}, house.plan, partner)
    halves = choice.measures != "value" and all(each.code == "half-of-a-ratio" for each in drawn.remarks)
    print_remarks(told if drawn.observations else (*drawn.remarks, *told), lang, sys.stderr)
    if not drawn.observations and not halves:
        return None
    return made if before is None else joined(before, made)


def _before(viewer: Viewer, house: House, name: str) -> TableMapping | None:
    try:
        return table_mapping(viewer, house, name).mapping
    except Unknown:
        return None


@in_words
def send(options: Namespace) -> int:
    """Send a file by a mapping as a return of the mapping's partner; prints the receipt, exit status as `submit`.

    What has changed in the sheet since it was mapped, and what is not taken of it, is told on standard error.
    """
    data = read_file(options.file, lang_of(options))
    with the_house() as house, in_own_words(lang_of(options)):
        viewer = the_person(house, options)
        mapping = _readable(table_mapping(viewer, house, options.mapping).mapping, options)
        period = period_in(house.plan, options.period, lang_of(options)) if options.period else None
        beside = draw_table(viewer, house, data, options.file.name, mapping, period=period, lang=lang_of(options))
        print_remarks(beside.looked.remarks, lang_of(options), sys.stderr)
        received = send_table(viewer, house, data, options.file.name, mapping, options.because, period=period, lang=options.lang)
    return print_receipt(received, received.receipt, data, options)


def _readable(mapping: TableMapping | None, options: Namespace) -> TableMapping:
    if mapping is None:
        raise Stop(say(lang_of(options), "foreign.cli.unreadable", name=options.mapping))
    return mapping


def _print_drawn(found: TableDrawn, lang: str) -> None:
    checked: Checked | None = found.checked
    print_drawn(found, lang)
    print_findings(checked.findings if checked is not None else found.looked.findings, lang)


def _refused(looked: Looked, options: Namespace) -> int:
    if getattr(options, "json", False):
        print_json([])
    for each in looked.findings:
        text = finding_text(each, lang_of(options))
        print(" ".join(filter(None, (text.message, text.fix))), file=sys.stderr)
    return 2


@contextmanager
def in_own_words(lang: str) -> Iterator[None]:
    """What refuses a mapping, in words."""
    try:
        yield
    except MappingRefused as problem:
        faults = [mapping_fault_text(fault, lang) for fault in problem.faults]
        raise Stop("\n".join(faults) or say(lang, f"foreign.refused.{problem.code}"), 1 if faults else 2) from problem
