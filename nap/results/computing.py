"""Results from accepted observations: the whole way of docs/results.md up to the status. Plan, figures and day are arguments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Context, localcontext

from nap.facts import Observation, Period, Result
from nap.plan import Indicator, Plan
from nap.results.accumulation import standing_at
from nap.results.assessment import Assessment
from nap.results.cells import Cells, gather
from nap.results.coverage import Cover, OwedCell, covers, owed_cells
from nap.results.figures import Figure, Figures, number
from nap.results.judging import Judge, Line, Moment, Table, moments_of, spans_asked
from nap.results.periods import over_periods
from nap.results.places import Places, over_places
from nap.results.spans import Span
from nap.results.stretches import reported

EXACT = Context(prec=50)
"""Sums and products of reported figures never lose a digit; only quotients end somewhere."""

NO_COVER = Cover()


def compute(
    plan: Plan,
    observations: Iterable[Observation],
    as_of: date,
    *,
    indicators: Collection[str] | None = None,
    parts: bool = True,
    known: date | None = None,
) -> list[Result]:
    """Every row docs/results.md names, in order of plan, region, period, breakdown.

    `observations`: the latest accepted ones, in any order. `indicators`: codes to compute, None for all. Rows: the country,
    each first-level region and the districts assigned or reported; from `history_from` to the periods that have begun by
    `as_of`; the total and, if `parts` are asked for, each declared category. A row's parts say nothing about its total but that
    the row was given: for totals alone one part of a row without a total does instead of all of them. `known`: the day that
    decides what is due; `as_of` if left out.
    """
    with localcontext(EXACT):
        places, judge = Places(plan), Judge(plan)
        expected = owed_cells(plan, plan.year_of(as_of))
        frequencies = {each.frequency for each in plan.indicators}
        moments = {frequency: moments_of(plan, frequency, as_of, known) for frequency in frequencies}
        found: list[Result] = []
        for code, cells in gather(plan, observations, as_of, indicators).items():
            indicator = plan.indicator(code)
            assert indicator is not None
            table = _table(plan, indicator, places, moments[indicator.frequency], cells, expected.get(code, ()))
            keys = ("", *indicator.categories) if parts else ("",)
            for place in _shown_places(places, table):
                found.extend(_rows(judge, table, place, moments[indicator.frequency], keys))
        return found


def _table(
    plan: Plan, indicator: Indicator, places: Places, moments: Sequence[Moment], cells: Cells, expected: Sequence[OwedCell]
) -> Table:
    figures = _figures(plan, indicator, places, cells, moments)
    return Table(indicator, figures, covers(indicator, places, expected, cells), places.inside)


def _figures(
    plan: Plan, indicator: Indicator, places: Places, cells: Cells, moments: Sequence[Moment]
) -> dict[str, dict[Span, Figures]]:
    """By place, then by period."""
    if indicator.accumulation != "flow":
        standing = standing_at(plan, indicator, cells, spans_asked(indicator, moments))
        return by_place(indicator, places, standing)
    flows = reported(indicator, cells)
    longer, found = flows.longer_at(places), by_place(indicator, places, flows.standing)
    return {place: over_periods(indicator, by_period, longer.get(place, ())) for place, by_period in found.items()}


def by_place(
    indicator: Indicator, places: Places, standing: dict[Span, dict[tuple[str, str], Figures]]
) -> dict[str, dict[Span, Figures]]:
    """The figures of every place, by place, then by period, from what stands in the cells of each period."""
    found: dict[str, dict[Span, Figures]] = {}
    for span, cells in standing.items():
        for place, figures in over_places(indicator, places, cells).items():
            found.setdefault(place, {})[span] = figures
    return found


def _shown_places(places: Places, table: Table) -> list[str]:
    """The country, every first-level region, and the districts that are assigned or were reported."""
    always = {places.country, *places.firsts}
    return sorted(always | table.figures.keys() | table.covers.keys(), key=places.order.__getitem__)


def _rows(judge: Judge, table: Table, place: str, moments: Sequence[Moment], keys: tuple[str, ...]) -> Iterator[Result]:
    by_span, covered = table.figures.get(place, {}), table.covers.get(place, {})
    for moment in moments:
        figures, cover = by_span.get(moment.span), covered.get(moment.span, NO_COVER)
        for key in keys:
            line = line_of(table, place, moment, key, figures.get(key) if figures else None, cover)
            yield result_of(table, line, judge.judge(table, line))


def line_of(table: Table, place: str, moment: Moment, key: str, figure: Figure | None, cover: Cover) -> Line:
    """One row before it is judged."""
    came = cover.reported.get(key, 0)
    if figure is None:
        below = table.below(place, moment.span, key)
        came = came if cover.expected else below
        return Line(place, moment, key, None, None, came, cover.expected, cover.states, below > 0, cover.missing)
    # Where nothing is expected (history, places nobody is asked for) what came is counted.
    came = came if cover.expected else figure.cells
    value = number(table.indicator, figure)
    return Line(place, moment, key, figure, value, came, cover.expected, cover.states, missing=cover.missing)


def result_of(table: Table, line: Line, verdict: Assessment) -> Result:
    """The same with its verdict."""
    if line.figure is None:
        return _bare(table.indicator, line, verdict)
    return _full(table.indicator, line, line.figure, verdict)


def _bare(indicator: Indicator, line: Line, verdict: Assessment) -> Result:
    return _made(
        indicator=indicator.code,
        region=line.place,
        period=line.moment.period,
        breakdown=line.key,
        reported=line.reported,
        expected=line.expected,
        status=verdict.status,
        reason=verdict.reason,
        missing=line.missing,
    )


def _full(indicator: Indicator, line: Line, figure: Figure, verdict: Assessment) -> Result:
    return _made(
        indicator=indicator.code,
        region=line.place,
        period=line.moment.period,
        breakdown=line.key,
        value=line.value,
        increment=figure.increment,
        numerator=figure.numerator,
        denominator=figure.denominator,
        reported=line.reported,
        expected=line.expected,
        carried=figure.carried,
        at_least=figure.lower or figure.overlap,
        parts_sum=number(indicator, figure.parts) if figure.parts is not None else None,
        progress=verdict.progress,
        expected_value=verdict.expected_value,
        pace=verdict.pace,
        status=verdict.status,
        reason=verdict.reason,
        contributors=figure.partners,
        missing=line.missing,
        flags=figure.flags,
    )


_EMPTY = vars(Result("", "", Period(1)))


def _made(**fields: object) -> Result:
    # A frozen dataclass sets its fields one by one and slowly; with 100,000 rows that is a third of the whole time.
    result = object.__new__(Result)
    vars(result).update(_EMPTY, **fields)
    return result
