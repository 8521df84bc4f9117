"""`foreign mappings list|show|export|import|delete`: what is kept of how foreign tables are read."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from zoneinfo import ZoneInfo

from nap.commands.edge import in_words, lang_of, print_json, read_file, the_house, the_person
from nap.commands.foreign import in_own_words
from nap.commands.foreign_print import print_mapping
from nap.commands.handing import write
from nap.monitor import House, KnownMapping, delete_mapping, import_mapping, operator, table_mapping, table_mappings
from nap.words import say


@in_words
def list(options: Namespace) -> int:
    """Print every mapping there is: the installation's own and those that came with the program."""
    with the_house() as house:
        known = [_on_our_clock(each, house) for each in table_mappings(operator(), house)]
    if options.json:
        print_json([_json(each) for each in known])
        return 0
    for each in known:
        print_mapping(each, lang_of(options))
    if not known:
        print(say(lang_of(options), "foreign.mappings.none"))
    return 0


@in_words
def show(options: Namespace) -> int:
    """Print one mapping: what it is of, then each table it takes."""
    lang = lang_of(options)
    with the_house() as house:
        known = _on_our_clock(table_mapping(operator(), house, options.name), house)
    print_mapping(known, lang)
    for table in known.mapping.tables if known.mapping is not None else ():
        words = " · ".join(next(iter(text.values())) for text in (table.title, table.heading, table.unit) if text)
        print(f"  {say(lang, 'foreign.mappings.table', indicator=table.choice.indicator, words=words)}")
    return 0


@in_words
def export(options: Namespace) -> int:
    """Print the file of a mapping, or write it."""
    with the_house() as house:
        known = table_mapping(operator(), house, options.name)
    if options.output is None:
        print(known.text, end="")
        return 0
    write(options.output, known.text.encode(), lang_of(options))
    print(options.output)
    return 0


@in_words
def import_(options: Namespace) -> int:
    """Keep the mapping of a file; with faults nothing is kept, all of them are told and the exit status is 1."""
    data = read_file(options.file, lang_of(options))
    with the_house() as house, in_own_words(lang_of(options)):
        print_mapping(import_mapping(the_person(house, options), house, data, options.file.name), lang_of(options))
    return 0


@in_words
def delete(options: Namespace) -> int:
    """Take a mapping away; returns that came by it stay as they are."""
    with the_house() as house:
        delete_mapping(the_person(house, options), house, options.name)
    print(say(lang_of(options), "foreign.mappings.deleted", name=options.name))
    return 0


def _on_our_clock(known: KnownMapping, house: House) -> KnownMapping:
    """Saved when, on the clock of the plan's country."""
    return replace(known, at=known.at.astimezone(ZoneInfo(house.plan.calendar.timezone))) if known.at else known


def _json(known: KnownMapping) -> dict[str, object]:
    tables = known.mapping.tables if known.mapping is not None else ()
    return {
        "name": known.name,
        "partner": known.partner,
        "indicators": [*dict.fromkeys(table.choice.indicator for table in tables)],
        "tables": len(tables),
        "shipped": known.shipped,
        "version": known.version,
        "by": known.person or None,
        "at": known.at.isoformat() if known.at else None,
    }
