"""What was expected and what came: a cell is a partner, one of its places and a period of the indicator."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tests.oracle.facts import Cell, Sheet
from tests.oracle.months import Span, cut, last_day, stop, year_of

Owed = tuple[Cell, Span]


class Came(NamedTuple):
    """Numbers of cells; `answered` are the states that were given instead of figures."""

    reported: int
    expected: int
    answered: frozenset[str]


def counted(sheet: Sheet, place: str, period: Span, breakdown: str) -> Came:
    """Coverage of a row; words are no figures and are not counted."""
    cells = owing(sheet, place) if sheet.key["type"] != "narrative" else []
    asked = [(cell, part) for cell in cells for part in parts_expected(sheet, period)]
    told = {owed: breakdowns(sheet, *owed) for owed in asked}
    states = {owed: "" if told[owed] else sheet.states.get(owed, "") for owed in asked}
    expected = [owed for owed in asked if states[owed] != "not_applicable"]
    reported = [owed for owed in expected if breakdown in told[owed]]
    return Came(len(reported), len(expected), frozenset(states.values()) - {""})


def owing(sheet: Sheet, place: str) -> list[Cell]:
    """Every partner that is asked, with each of its places inside this one for which the indicator is reported."""
    asked = [each for each in sheet.plan["partners"] if each["code"] in reporters(sheet)]
    cells = [(each["code"], where) for each in asked for where in each["regions"]]
    return [cell for cell in cells if sheet.level(cell[1]) in sheet.key["levels"] and place in sheet.around(cell[1])]


def reporters(sheet: Sheet) -> list[str]:
    """Who is asked for the figure; of those only the lead where the lead alone counts."""
    return [sheet.key["lead"]] if sheet.key["partners"] == "lead_only" else list(sheet.key["reported_by"])


def parts_expected(sheet: Sheet, period: Span) -> list[Span]:
    """Of the parts in years of the plan and while the indicator is valid: every one for a flow, else the last one."""
    parts = [part for part in cut(period, sheet.length) if is_asked(sheet, part)]
    return parts if sheet.key["accumulation"] == "flow" else parts[-1:]


def is_asked(sheet: Sheet, part: Span) -> bool:
    start, end = (date.fromisoformat(str(sheet.key[name])) if sheet.key[name] else None for name in ("valid_from", "valid_to"))
    day, (first, last) = last_day(part), sheet.years
    return first <= year_of(part) <= last and (start is None or start <= day) and (end is None or day <= end)


def breakdowns(sheet: Sheet, cell: Cell, part: Span) -> set[str]:
    """What the partner gave for the cell: in a row of the place, of a larger one, or of smaller ones that are added up."""
    partner, place = cell
    found = {name for each in sheet.around(place) for name in ending(sheet, (partner, each), part)}
    found |= of_smaller(sheet, cell, part) if sheet.adds_places else set()
    return found | {""} if found and sheet.key["type"] == "cascade" else found


def of_smaller(sheet: Sheet, cell: Cell, part: Span) -> set[str]:
    """What was given for a place by smaller ones: any district speaks for its region, all regions together for the country."""
    inside = [(cell[0], smaller) for smaller in sheet.inside(cell[1])]
    told = [ending(sheet, each, part) | of_smaller(sheet, each, part) for each in inside]
    if not told:
        return set()
    return set.intersection(*told) if cell[1] == sheet.country else set.union(*told)


def ending(sheet: Sheet, cell: Cell, part: Span) -> set[str]:
    """What was given for the period itself, or for a shorter one that ends with it."""
    spans = [(who, span) for who, span in sheet.rows if who == cell and stop(span) == stop(part) and span[1] <= part[1]]
    return {name for where in spans for name in sheet.rows[where]}
