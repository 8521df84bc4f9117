"""One indicator in one region over time, with baseline and targets. Enters disclosed results, leaves a `Figure`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nap.charts.cells import Amount, Cell, Mark
from nap.charts.figure import Figure
from nap.charts.gaps import why
from nap.charts.look import SIGNS
from nap.charts.points import as_history, discreet
from nap.charts.promises import Stop, beyond, break_before, path_value, stops
from nap.charts.seriesflags import flags_told
from nap.charts.seriespicture import draw
from nap.charts.serieswords import words
from nap.charts.texts import amount_text, by_hand, coverage_text, explained_cell, plain_status
from nap.charts.timeline import period_of, timeline
from nap.facts import Period, Result
from nap.plan import Indicator, Plan
from nap.words import period_name, pick, say


def series(
    lang: str, plan: Plan, indicator: Indicator, place: str, results: Sequence[Result], earlier: Sequence[Result] = ()
) -> Figure:
    """One indicator in one region over time, with the baseline and targets of that region.

    `place` is the region's name, `results` are disclosed totals (`breakdown == ""`) of one frequency in order of time, `earlier`
    those of the indicator it continues, for the time before: joined if they can be compared, else apart by a break.
    """
    results = [as_history(plan, discreet(result)) for result in (*earlier, *results)]
    way = stops(plan, indicator, results[0].region, results[0].period.frequency) if results else []
    columns = ("period", "value", "status", "coverage")
    header = (*(say(lang, f"pages.column.{name}") for name in columns), say(lang, "figures.column.goal"))
    return Figure(
        title=f"{indicator.code} {pick(indicator.title, lang)}: {place}",
        words=words(lang, plan, indicator, place, results, way),
        caption=say(lang, "pages.indicator.table"),
        header=header,
        rows=tuple(_rows(lang, plan, indicator, results, way)),
        name="-".join(["indicator", indicator.code, *(result.region for result in results[:1])]),
        spec=draw(lang, plan, indicator, results, way),
    )


def status_mark(lang: str, result: Result) -> Mark:
    """Sign and word of a status for a table; below it the reason (a coordinator's, if she set it), and what is carried
    forward where no coverage tells it."""
    below = [why(lang, result)] if result.reason else by_hand(lang, result)
    if result.value is not None and result.carried and not coverage_text(lang, result):
        below.append(say(lang, "pages.carried", n=result.carried))
    return Mark(SIGNS[result.status], plain_status(lang, result), result.status.value, small="\n".join(below))


def _rows(lang: str, plan: Plan, indicator: Indicator, results: Sequence[Result], way: Sequence[Stop]) -> list[tuple[Cell, ...]]:
    """One row per result, and one for each period without a result in which a baseline or target is drawn, in order of time."""
    periods = [result.period for result in results]
    like = periods[0] if periods else plan.year(plan.years[0])
    broken = _after_break(plan, indicator, results, way)
    rows = [(one.period, _row(lang, plan, indicator, one, way, broken=one is broken)) for one in results]
    for stop in beyond(way, periods):
        period = period_of(stop.day, like)
        rows.append((period, (period_name(lang, period), "", _beyond(lang, period, periods), "", _stop(lang, indicator, stop))))
    return [row for _, row in sorted(rows, key=lambda entry: entry[0])]


def _beyond(lang: str, period: Period, periods: Sequence[Period]) -> str:
    """Why there is nothing but a baseline or a target in a period."""
    return say(lang, "coverage.not_begun" if periods and period > periods[-1] else "common.reason.before_plan")


def _after_break(plan: Plan, indicator: Indicator, results: Sequence[Result], way: Sequence[Stop]) -> Result | None:
    """The first result after a break in the series, if it does not give that as its reason anyway."""
    if indicator.comparable or not results:
        return None
    first = break_before(plan, indicator, timeline(results, [stop.day for stop in way]))
    after = next((result for result in results if first is not None and result.period >= first), None)
    return None if after is None or after.reason == "break_in_series" else after


def _row(lang: str, plan: Plan, indicator: Indicator, result: Result, way: Sequence[Stop], *, broken: bool) -> tuple[Cell, ...]:
    value, status = explained_cell(lang, indicator, result), status_mark(lang, result)
    if broken:
        status = replace(status, small="\n".join(part for part in (say(lang, "figures.break"), status.small) if part))
    here = [stop for stop in way if result.period.start <= stop.day <= result.period.end]
    promised, path = any(stop.what == "target" for stop in way), path_value(plan, indicator, result)
    goal: Cell = _stop(lang, indicator, here[-1]) if here else _path(lang, indicator, path, promised=promised)
    period = period_name(lang, result.period)
    if result.indicator != indicator.code:
        period = say(lang, "changes.series.as", period=period, code=result.indicator)
    coverage = "\n".join(filter(None, [coverage_text(lang, result), ", ".join(flags_told(lang, result))]))
    return period, value, status, coverage, goal


def _stop(lang: str, indicator: Indicator, stop: Stop) -> Amount:
    return Amount(stop.said(lang, indicator), round(stop.value, indicator.precision))


def _path(lang: str, indicator: Indicator, path: Decimal | None, *, promised: bool) -> Cell:
    if path is None:
        return "" if promised else say(lang, "coverage.no_target")
    return Amount(say(lang, "figures.path", value=amount_text(lang, indicator, path)), round(path, indicator.precision))
