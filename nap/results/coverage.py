"""What was expected and what came. The plan's calendar and cells enter; counts per place and period leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from nap.facts import Observation, Period
from nap.plan import Indicator, Plan, owed, return_period, return_periods
from nap.results.cells import Cell, Cells, gather
from nap.results.places import ADDS_PLACES, Places
from nap.results.spans import Span, holders, period_of, span_of

OwedCell = tuple[str, str, Span]
"""Partner, region and period of a figure that is expected."""

Given = Mapping[Cell, Mapping[Span, set[str]]]
"""Which breakdowns each partner gave for each place and period."""

WORDS_ONLY = "narrative"
"""The one type that brings no figure, and so is no expected cell."""


Missing = tuple[str, Span, str, str]
"""Partner, period, answer and place of an expected cell without any figure."""
Lot = Sequence[Missing]
"""Cells of one place that are expected for the same periods and were answered alike."""
_Alike = tuple[str, tuple[Span, ...], frozenset[str], str]
"""Place, periods they are expected for, breakdowns given, answer."""
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Cover:
    """Of one place and period: cells expected, cells with a figure by breakdown, what was answered instead of a figure.

    `missing`: the expected cells without any figure, in lots: the same lot is missing in its place, in the larger ones and in
    every period that holds it.
    """

    expected: int = 0
    reported: dict[str, int] = field(default_factory=dict)
    states: set[str] = field(default_factory=set)
    missing: list[Lot] = field(default_factory=list)


Covers = dict[str, dict[Span, Cover]]
"""By place, then by period."""


@dataclass(frozen=True)
class PartnerCoverage:
    """How much of one partner's return for a period came: cells with a figure, of the cells expected.

    A cell answered "not applicable" is not expected; one answered "no data" or "not safe" is, and is not reported.
    """

    partner: str
    period: Period
    expected: int
    reported: int


@dataclass(frozen=True, slots=True)
class ExpectedCell:
    """One figure that is expected of one partner: `given`, or what was answered instead (empty: nothing)."""

    partner: str
    indicator: str
    region: str
    period: Period
    given: bool
    answer: str = ""


def owed_cells(plan: Plan, last_year: int) -> Mapping[str, Sequence[OwedCell]]:
    """Every cell and narrative the plan expects up to the end of that year, in order of time."""
    return _owed_cells(plan, min(last_year, plan.years[1]))


@lru_cache(maxsize=8)
def _owed_cells(plan: Plan, last_year: int) -> Mapping[str, Sequence[OwedCell]]:
    """Kept, as a plan never changes."""
    found: dict[str, list[OwedCell]] = {indicator.code: [] for indicator in plan.indicators}
    # Where the lead alone counts, what others give is evidence: welcome, and never missing.
    leads = {indicator.code: indicator.lead for indicator in plan.indicators if indicator.partners == "lead_only"}
    for period in (each for each in return_periods(plan) if each.year <= last_year):
        for partner in plan.partners:
            for each in owed(plan, partner.code, period):
                if leads.get(each.indicator, partner.code) == partner.code:
                    found[each.indicator].append((partner.code, each.region, span_of(each.period)))
    return {code: tuple(cells) for code, cells in found.items()}


def covers(indicator: Indicator, places: Places, expected: Sequence[OwedCell], cells: Cells) -> Covers:
    """Coverage of every place and period: for a flow each of its parts is expected, otherwise the last one (docs/results.md)."""
    found: Covers = {region: {} for _, region, _ in expected}
    alike: dict[_Alike, list[Missing]] = {}
    for (partner, region, span), periods, keys, state in answers(indicator, places, expected, cells):
        alike.setdefault((region, tuple(periods), frozenset(keys), state), []).append((partner, span, state, region))
    for (region, periods, keys, state), several in alike.items():
        for place in places.above(region):
            by_period = found.setdefault(place, {})
            for period in periods:
                _count(by_period.setdefault(period, Cover()), several, keys, state)
    return found


def answers(
    indicator: Indicator, places: Places, expected: Sequence[OwedCell], cells: Cells
) -> Iterator[tuple[OwedCell, Sequence[Span], Set[str], str]]:
    """Each expected cell with the periods it is expected for, the breakdowns given, and what was answered instead of a figure."""
    if indicator.type == WORDS_ONLY:
        return
    months = indicator.frequency.months
    given = cells.given(months)
    smaller = _by_smaller(indicator, places, expected, given)
    spoke = {partner for partner, _ in (*given, *smaller)}
    for cell, periods in _periods_of(tuple(expected), months, indicator.accumulation == "flow"):
        keys = _answered(indicator, places, given, smaller, cell) if cell[0] in spoke else _NOTHING
        yield cell, periods, keys, "" if keys or not cells.states else cells.states.get(cell[:2], {}).get(cell[2], "")


def coverage(plan: Plan, observations: Iterable[Observation], as_of: date) -> tuple[PartnerCoverage, ...]:
    """Per partner and return period that has begun by `as_of`: cells expected and cells with a figure, in order of the plan."""
    counts: dict[tuple[str, Period], list[int]] = {}
    for cell in expected_cells(plan, observations, as_of):
        if cell.answer != "not_applicable":
            count = counts.setdefault((cell.partner, return_period(plan, cell.period)), [0, 0])
            count[0] += 1
            count[1] += cell.given
    begun = [period for period in return_periods(plan) if period.start <= as_of]
    return tuple(
        PartnerCoverage(partner.code, period, *counts.get((partner.code, period), (0, 0)))
        for partner in plan.partners
        for period in begun
    )


def expected_cells(plan: Plan, observations: Iterable[Observation], as_of: date) -> Iterator[ExpectedCell]:
    """Every cell the plan expects up to the end of the year of `as_of`, by indicator in order of the plan."""
    places, expected = Places(plan), owed_cells(plan, plan.year_of(as_of))
    for code, cells in gather(plan, observations, as_of).items():
        indicator = plan.indicator(code)
        assert indicator is not None
        for (partner, region, span), _, keys, answer in answers(indicator, places, expected.get(code, ()), cells):
            yield ExpectedCell(partner, code, region, period_of(span, plan.calendar.year_begins), "" in keys, answer)


@lru_cache(maxsize=1_000)
def _periods_of(expected: tuple[OwedCell, ...], months: int, every: bool) -> Sequence[tuple[OwedCell, Sequence[Span]]]:
    """Each cell with the periods it is expected for: every one that holds it, or those of which it is the last. Kept: it is the
    plan alone that says so."""
    if every:
        return [(cell, holders(cell[2], months)) for cell in expected]
    last: dict[tuple[str, str, Span], OwedCell] = {}
    for cell in expected:
        for period in holders(cell[2], months):
            last[(cell[0], cell[1], period)] = cell
    wanted: dict[OwedCell, list[Span]] = {}
    for (_, _, period), cell in last.items():
        wanted.setdefault(cell, []).append(period)
    return list(wanted.items())


def _by_smaller(indicator: Indicator, places: Places, expected: Sequence[OwedCell], given: Given) -> Given:
    """What partners answered for expected places by smaller ones, where these are added up.

    Districts speak for their region; for the country only regions that are all there.
    """
    if indicator.regions not in ADDS_PLACES:
        return {}
    found: dict[Cell, Mapping[Span, set[str]]] = {}
    for (partner, code), ends in given.items():
        if code in places.region_of:
            region = (partner, places.region_of[code])
            found[region] = _joined(found.get(region, {}), ends)
    for partner in {partner for partner, place, _ in expected if place == places.country}:
        regions = ((partner, region) for region in places.firsts)
        found[partner, places.country] = _in_all([_joined(given.get(each, {}), found.get(each, {})) for each in regions])
    return found


def _joined(one: Mapping[Span, set[str]], other: Mapping[Span, set[str]]) -> Mapping[Span, set[str]]:
    return {**one, **{span: one.get(span, set()) | keys for span, keys in other.items()}}


def _in_all(several: Sequence[Mapping[Span, set[str]]]) -> Mapping[Span, set[str]]:
    first, *rest = several
    return {span: keys.intersection(*(each.get(span, set()) for each in rest)) for span, keys in first.items()}


def _answered(indicator: Indicator, places: Places, given: Given, smaller: Given, cell: OwedCell) -> set[str]:
    """Breakdowns this partner gave for the place, a larger one or the smaller ones in it; a cascade's total with its steps."""
    partner, region, span = cell
    found = smaller.get((partner, region), {}).get(span, set())
    for place in places.above(region):
        ends = given.get((partner, place))
        if ends is not None and span in ends:
            found = found | ends[span] if found else ends[span]
    return found | {""} if found and indicator.type == "cascade" else found


def _count(cover: Cover, several: Lot, keys: Set[str], state: str) -> None:
    if state:
        cover.states.add(state)
    if state == "not_applicable":
        return
    cover.expected += len(several)
    if not keys:
        cover.missing.append(several)
    for key in keys:
        cover.reported[key] = cover.reported.get(key, 0) + len(several)
