"""Explain one number: plan, observations and a day enter, an `Explanation` leaves.

It walks the very stages of `computing` for one indicator; no figure is calculated a second time here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, localcontext

from nap.facts import Observation, Period, Status
from nap.plan import Indicator, Plan, Thresholds
from nap.results.assessment import Assessment
from nap.results.cells import gather
from nap.results.computing import EXACT, NO_COVER, line_of, result_of
from nap.results.coverage import OwedCell, answers, covers, owed_cells
from nap.results.explanation import ELSEWHERE, Explanation, Judgement, Missing, Step
from nap.results.judging import Judge, Line, Moment, Table, day_of, moments_of, pieces_of, sums_up
from nap.results.omissions import Asked, left_out
from nap.results.periods import sum_of
from nap.results.places import Places
from nap.results.spans import period_of
from nap.results.steps import Steps


def explain(
    plan: Plan,
    observations: Iterable[Observation],
    as_of: date,
    indicator: str,
    region: str,
    period: Period,
    breakdown: str = "",
    *,
    replaced: Iterable[Observation] = (),
) -> Explanation:
    """Everything there is to say about the result of that indicator, region, period and breakdown.

    `observations`: those that count, of this indicator or of all; `replaced`: accepted ones in whose place others count. KeyError
    with the name of what there is no result of: `indicator`, `region`, `period` or `breakdown`.
    """
    found = plan.indicator(indicator)
    if found is None:
        raise KeyError("indicator")
    if plan.regions.get(region) is None:
        raise KeyError("region")
    if breakdown not in ("", *found.categories):
        raise KeyError("breakdown")
    moments = moments_of(plan, found.frequency, as_of)
    moment = next((each for each in moments if each.period == period), None)
    if moment is None:
        raise KeyError("period")
    own = [each for each in observations if each.indicator == indicator]
    gone = [each for each in replaced if each.indicator == indicator]
    with localcontext(EXACT):
        return _explain(plan, found, own, gone, moments, moment, Asked(region, moment.span, breakdown, as_of))


def _explain(
    plan: Plan,
    indicator: Indicator,
    own: Sequence[Observation],
    gone: Sequence[Observation],
    moments: Sequence[Moment],
    moment: Moment,
    asked: Asked,
) -> Explanation:
    places, cells = Places(plan), gather(plan, own, asked.as_of, [indicator.code])[indicator.code]
    expected = owed_cells(plan, plan.year_of(asked.as_of)).get(indicator.code, ())
    steps = Steps(plan, indicator, places, cells, moments)
    table, judge = Table(indicator, steps.figures, covers(indicator, places, expected, cells), places.inside), Judge(plan)
    figure = steps.figures.get(asked.place, {}).get(asked.span, {}).get(asked.key)
    cover = table.covers.get(asked.place, {}).get(asked.span, NO_COVER)
    line = line_of(table, asked.place, moment, asked.key, figure, cover)
    verdict, step = judge.judge(table, line), steps.of(asked.place, asked.span, asked.key)
    omitted = list(left_out(plan, steps, asked, step, own, gone))
    return Explanation(
        result_of(table, line, verdict),
        step,
        _judgement(plan, judge, table, line, verdict, steps),
        tuple({id(each): each for each in (step.leaves() if step else ())}.values()),
        tuple(_missing(steps, asked, step, expected)),
        tuple(one for one in omitted if one.because not in ELSEWHERE),
        sum(one.because in ELSEWHERE for one in omitted),
    )


def _missing(steps: Steps, asked: Asked, step: Step | None, expected: Sequence[OwedCell]) -> Iterator[Missing]:
    """Expected cells of the place and period without the figure; those answered "not applicable" are not expected."""
    stands = _standing_in(step)
    for cell, periods, keys, answer in answers(steps.indicator, steps.places, expected, steps.cells):
        partner, region, span = cell
        inside = asked.span in periods and asked.place in steps.places.above(region)
        if inside and asked.key not in keys and answer != "not_applicable":
            yield Missing(
                partner, region, period_of(span, steps.plan.calendar.year_begins), answer, stands.get((partner, region))
            )


def _standing_in(step: Step | None) -> dict[tuple[str, str], Period]:
    """The period of each earlier figure that stands for a newer one."""
    earlier = (each for each in (step.walk() if step else ()) if each.how in {"carried", "reached"})
    return {(each.partner, each.region): each.operands[0].period for each in earlier}


def _judgement(plan: Plan, judge: Judge, table: Table, line: Line, verdict: Assessment, steps: Steps) -> Judgement:
    goal = table.goal(line.place, judge.country)
    told = Judgement(str(verdict.status), str(verdict.reason), goal, line=_line(plan.thresholds, verdict.status))
    if (verdict.progress is None and verdict.elapsed is None) or line.figure is None:
        return told
    value, since = line.value, None
    if sums_up(goal):
        pieces = pieces_of(table.indicator, goal, line.moment)
        total = sum_of(table.indicator, (steps.figures[line.place].get(piece) for piece in pieces))
        since = steps.sum_of(line.place, pieces, total)
        value = since.value if since else Decimal(0)
    return Judgement(
        told.status,
        told.reason,
        goal,
        value,
        day_of(table.indicator, line.moment, line.figure),
        verdict.progress,
        verdict.elapsed,
        verdict.expected_value,
        verdict.path,
        verdict.pace,
        told.line,
        since,
    )


def _line(lines: Thresholds, status: Status) -> Decimal | None:
    """The threshold that decided for this status."""
    return {
        Status.PARTIAL: lines.coverage,
        Status.TOO_EARLY: lines.too_early,
        Status.ON_TRACK: lines.on_track,
        Status.BEHIND: lines.behind,
        Status.OFF_TRACK: Decimal(0),
        Status.REGRESSING: Decimal(0),
    }.get(status)
