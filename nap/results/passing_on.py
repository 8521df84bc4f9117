"""Which of its own figures an organisation can pass on without anybody being found in them.

A plan and figures enter, the places to leave out leave.

This is not disclosure control of what the monitor publishes (`results.disclosure`): the figures are the organisation's own, and
whoever it gives them to sees nothing else of the monitor's. So it is enough that no small number stands there or can be worked
out from what stands beside it: a smaller place or period from the larger one, a part from the total and the other parts, a step
of a running total from the step before. The smallest numbers are those of the plan (docs/disclosure.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from nap.facts import Observation, Period
from nap.plan import Indicator, Plan


class Row(NamedTuple):
    """One row of one organisation: what it says of an indicator, a place and a period, parts included."""

    indicator: str
    region: str
    period: Period


Key = tuple[Row, str]
"""A row and a breakdown: one figure."""


def kept_back(plan: Plan, figures: Iterable[Observation]) -> frozenset[Key]:
    """Row and breakdown of every figure to leave out; `figures` are of one organisation, one for each row and breakdown."""
    by_indicator: dict[str, list[Observation]] = defaultdict(list)
    for one in figures:
        by_indicator[one.indicator].append(one)
    found: set[Key] = set()
    for code, several in by_indicator.items():
        indicator = plan.indicator(code)
        if indicator is not None and (least := plan.thresholds.minimum_cell(indicator)):
            found |= _of_one(plan, indicator, several, least)
    return frozenset(found)


def row_of(one: Observation) -> Row:
    """The row a figure stands in."""
    return Row(one.indicator, one.region, one.period)


def _of_one(plan: Plan, indicator: Indicator, figures: Sequence[Observation], least: int) -> set[Key]:
    parts: dict[Row, set[str]] = defaultdict(set)
    for one in figures:
        parts[row_of(one)].add(one.breakdown)
    inside = _inside(plan, parts)
    hidden: set[Key] = set()
    found = {(row_of(one), one.breakdown) for one in figures if _is_small(one, least)}
    found |= _small_steps(indicator, figures, least)
    while found:
        hidden |= found
        found = {each for row, part in found for each in _beside(parts, inside, row, part)} - hidden
    return hidden


def _is_small(one: Observation, least: int) -> bool:
    if one.numerator is not None and one.denominator is not None:
        return any(0 < each < least for each in (one.numerator, one.denominator, one.denominator - one.numerator))
    return one.value is not None and 0 < one.value < least


def _small_steps(indicator: Indicator, figures: Iterable[Observation], least: int) -> set[Key]:
    """Of a running total what it grew by, where that is a small number; a year's running total starts anew each year."""
    if indicator.accumulation not in {"ytd", "since_start"}:
        return set()
    series: dict[object, list[Observation]] = defaultdict(list)
    for one in figures:
        year = one.period.year if indicator.accumulation == "ytd" else 0
        series[one.region, one.breakdown, year].append(one)
    return _grown_by_little(series.values(), least)


def _grown_by_little(series: Iterable[list[Observation]], least: int) -> set[Key]:
    found = set()
    for several in series:
        known = sorted((one for one in several if one.value is not None), key=lambda one: (one.period.end, one.period))
        for earlier, later in pairwise(known):
            grown = (later.value or Decimal(0)) - (earlier.value or Decimal(0))
            if 0 < abs(grown) < least:
                found.add((row_of(later), later.breakdown))
    return found


def _beside(parts: Mapping[Row, Set[str]], inside: Mapping[Row, Set[Row]], row: Row, part: str) -> Iterable[Key]:
    """What has to go with a figure that is left out, so that nobody works it out: the other parts of its split, of a total all
    its parts; where a larger place or period stands beside it, every smaller one within that."""
    split = part.partition("=")[0]
    yield from ((row, each) for each in parts[row] if not part or (each and each.partition("=")[0] == split))
    for larger, smaller in inside.items():
        if row in smaller and part in parts[larger]:
            yield from ((one, part) for one in smaller if part in parts[one])


def _inside(plan: Plan, rows: Collection[Row]) -> Mapping[Row, Set[Row]]:
    """The rows whose place lies in that of a larger one, and whose period in its period."""
    above = {row.region: {row.region, *_above(plan, row.region)} for row in rows}
    return {
        larger: {
            one
            for one in rows
            if one != larger
            and larger.region in above[one.region]
            and larger.period.start <= one.period.start
            and one.period.end <= larger.period.end
        }
        for larger in rows
    }


def _above(plan: Plan, region: str) -> Iterable[str]:
    place = plan.regions.get(region)
    while place is not None and place.parent:
        yield place.parent
        place = plan.regions.get(place.parent)
