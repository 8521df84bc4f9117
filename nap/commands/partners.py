"""`partners list|add|change|end|remove|bring-back|history`: who reports what for which places, by command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from nap.commands.edge import Stop, in_words, lang_of, print_json, the_house, the_person
from nap.monitor import (
    House,
    PartnerEntry,
    PartnerLine,
    PartnerRefused,
    PartnerTyped,
    Viewer,
    add_partner,
    bring_back,
    change_partner,
    current,
    end_partner,
    operator,
    partner_changes,
    partner_fault_texts,
    partner_history,
    partner_line,
    partner_lines,
    partner_owing,
    partner_time,
    person_text,
    remove_partner,
)
from nap.words import day, pick, say


@in_words
def list(options: Namespace) -> int:
    """Print every partner on record, and what each owes next."""
    with the_house() as house:
        found = partner_lines(_viewer(house, options), house)
    if options.json:
        print_json([_json(line) for line in found])
        return 0
    for line in found:
        print(_line(lang_of(options), line))
    return 0


@in_words
def add(options: Namespace) -> int:
    """Put a new partner on record."""

    def act(viewer: Viewer, house: House) -> int:
        typed = PartnerTyped(
            options.code, _names(options), _several(options.regions), _several(options.indicators), options.since, options.until
        )
        return add_partner(viewer, house, typed, options.reason)

    return _act(options, act)


@in_words
def change(options: Namespace) -> int:
    """Change what is given: names, places (all of them anew), indicators (all of them anew)."""

    def act(viewer: Viewer, house: House) -> int:
        line = partner_line(viewer, house, options.code)
        typed = PartnerTyped(line.code, {**line.name, **_names(options)}, line.regions, line.indicators, options.since)
        typed = replace(typed, regions=_several(options.regions)) if options.regions else typed
        typed = replace(typed, indicators=_several(options.indicators)) if options.indicators else typed
        return change_partner(viewer, house, typed, options.reason, seen=line.seen)

    return _act(options, act)


@in_words
def end(options: Namespace) -> int:
    """Ask nothing of a partner after that return period."""
    return _act(options, lambda viewer, house: end_partner(viewer, house, options.code, options.until, options.reason))


@in_words
def remove(options: Namespace) -> int:
    """Take out a partner that has sent nothing."""
    return _act(options, lambda viewer, house: remove_partner(viewer, house, options.code, options.reason))


@in_words
def back(options: Namespace) -> int:
    """Ask a partner again that had ended or was taken out."""
    return _act(options, lambda viewer, house: bring_back(viewer, house, options.code, options.reason, since=options.since))


@in_words
def history(options: Namespace) -> int:
    """Print what was put on record, the latest first."""
    lang = lang_of(options)
    with the_house() as house:
        told = partner_history(_viewer(house, options), house, options.code)
        plan = house.plan
    if options.json:
        print_json([_entry_json(entry) for entry in told])
        return 0
    for entry in told:
        done = "; ".join(partner_changes(lang, plan, entry))
        on = entry.at.astimezone(ZoneInfo(plan.calendar.timezone)).date()
        print(f"{on}  {entry.code}  {done}  “{entry.reason}”  {person_text(lang, entry.person)}")
    if not told:
        print(say(lang, "partners.cli.none"))
    return 0


def _act(options: Namespace, act: Callable[[Viewer, House], int]) -> int:
    with the_house() as house:
        viewer = _viewer(house, options)
        try:
            act(viewer, house)
        except PartnerRefused as problem:
            raise Stop("\n".join(partner_fault_texts(lang_of(options), problem))) from problem
        line = partner_line(viewer, current(house), options.code.strip())
    if options.json:
        print_json(_json(line))
    else:
        print(_line(lang_of(options), line))
    return 0


def _viewer(house: House, options: Namespace) -> Viewer:
    return the_person(house, options) if options.person else operator()


def _names(options: Namespace) -> dict[str, str]:
    """`--name ky=…` for each language."""
    pairs = (one.partition("=") for one in options.name or ())
    return {language.strip(): name for language, _, name in pairs}


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _line(lang: str, line: PartnerLine) -> str:
    owing = partner_owing(lang, line, day(lang, line.next.due)) if line.next else ""
    state = say(lang, f"partners.state.{line.state}")
    about = [state] if line.state == "removed" else [state, partner_time(lang, line.since, line.until)]
    regions, indicators = ", ".join(line.regions), ", ".join(line.indicators)
    return "  ".join(
        [line.code, pick(line.name, lang), f"[{'; '.join(about)}]", f"[{regions}]", f"[{indicators}]", owing]
    ).rstrip()


def _json(line: PartnerLine) -> Mapping[str, Any]:
    owing = line.next
    return {
        "code": line.code,
        "name": dict(line.name),
        "state": line.state,
        "regions": [*line.regions],
        "indicators": [*line.indicators],
        "since": str(line.since) if line.since else None,
        "until": str(line.until) if line.until else None,
        "next": {"period": str(owing.period), "due": owing.due.isoformat(), "rows": owing.rows, "status": owing.status or None}
        if owing
        else None,
        "differs": [*line.differs],
    }


def _entry_json(entry: PartnerEntry) -> Mapping[str, Any]:
    return {
        "number": entry.number,
        "code": entry.code,
        "act": entry.act,
        "since": str(entry.since) if entry.since else None,
        "until": str(entry.until) if entry.until else None,
        "name": dict(entry.name),
        "more_regions": [*entry.more_regions],
        "fewer_regions": [*entry.fewer_regions],
        "more_indicators": [*entry.more_indicators],
        "fewer_indicators": [*entry.fewer_indicators],
        "reason": entry.reason,
        "person": entry.person,
        "at": entry.at.isoformat(),
    }
