"""The results of a plan, computed a second time: slowly, with fractions, from the written rules alone.

In: a plan as it stands in its file, the table of places as (code, parent, level), observations as plain maps, a day.
Out: plain maps with the names of `python -m nap results --json`. It shares no code with the monitor: where the two differ, one
is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.oracle.coverage import counted, is_asked, owing
from tests.oracle.facts import Place, Sheet, sheet
from tests.oracle.figures import Figure, worth
from tests.oracle.months import LENGTHS, Span, code, cut, first_day, stop
from tests.oracle.rating import Row, judged
from tests.oracle.together import made


def results(plan: dict[str, Any], table: list[Place], seen: list[dict[str, Any]], as_of: date) -> list[dict[str, Any]]:
    """Every row, in order of plan, region, period, breakdown."""
    return [row for written in plan["indicators"] for row in of_indicator(sheet(plan, table, written, seen, as_of), seen)]


def of_indicator(asked: Sheet, seen: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for place in rows_for(asked):
        for period in periods(asked):
            for breakdown in ("", *categories(asked.key)):
                yield row(asked, place, period, breakdown)


def rows_for(asked: Sheet) -> list[str]:
    """The country, its regions, the districts somebody is asked for by the end of the year, or reported."""
    first, end = asked.years[0] * 12, (asked.as_of.year + 1) * 12
    ever = any(is_asked(asked, part) for part in cut((first, max(end - first, 0)), asked.length))
    assigned = {place for _, place in owing(asked, asked.country)} if ever else set()
    reported = {place for _, place in asked.cells()}
    return [each for each, _, level in asked.places if level != "district" or each in assigned | reported]


def periods(asked: Sheet) -> list[Span]:
    """The indicator's own periods and longer ones up to the year, from the first year of history to those begun by the day."""
    first = asked.plan["plan"].get("history_from", asked.years[0]) * 12
    end = (asked.as_of.year + 1) * 12
    lengths = [length for length in LENGTHS.values() if length >= asked.length]
    every = [part for length in lengths for part in cut((first, end - first), length)]
    return sorted((part for part in every if first_day(part) <= asked.as_of), key=lambda part: (stop(part), part[1]))


def categories(key: dict[str, Any]) -> list[str]:
    """Each declared part of the total."""
    splits = [f"{split['by']}={category}" for split in key["breakdowns"] for category in split["categories"]]
    return splits + [f"step={step['code']}" for step in key["steps"]]


def row(asked: Sheet, place: str, period: Span, breakdown: str) -> dict[str, Any]:
    """One result."""
    found, came = made(asked, place, period), counted(asked, place, period, breakdown)
    figure = found.row.get(breakdown)
    came = came if came.expected else came._replace(reported=what_came(asked, place, period, breakdown, figure))
    verdict = judged(asked, Row(place, period, breakdown, figure, came))
    parts = found.parts.get(breakdown)
    return {
        "indicator": asked.key["code"],
        "region": place,
        "period": code(period),
        "breakdown": breakdown,
        "value": worth(asked, figure),
        "increment": figure.increment if figure else None,
        "numerator": figure.numerator if figure else None,
        "denominator": figure.denominator if figure else None,
        "reported": came.reported,
        "expected": came.expected,
        "carried": figure.carried if figure else 0,
        "at_least": (figure.more or figure.others) if figure else False,
        "parts_sum": worth(asked, parts),
        "progress": verdict.progress,
        "expected_value": verdict.expected_value,
        "pace": verdict.pace,
        "status": verdict.status,
        "reason": verdict.reason,
    }


def what_came(asked: Sheet, place: str, period: Span, breakdown: str, figure: Figure | None) -> int:
    """Where nothing is expected: the rows behind the figure, or, where smaller places are not added up, their rows."""
    if figure is not None or asked.adds_places:
        return figure.came if figure is not None else 0
    inside = [made(asked, smaller, period).row.get(breakdown) for smaller in asked.within(place)]
    return sum(each.came for each in inside if each is not None)
