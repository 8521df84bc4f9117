"""How one value stands against baseline and targets. A value, its day and a goal enter; progress, pace and status leave.

The rules are those of docs/results.md. Nothing is compared rounded: shares are compared by
multiplying out, so that 0.9499 is never 0.95.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from nap.facts import Status
from nap.plan.model import Baseline, Indicator, Target, Thresholds
from nap.results.reasons import Reason

Fraction = tuple[Decimal, Decimal]
"""Numerator and denominator, never divided before a comparison."""


@dataclass(frozen=True)
class Goal:
    """What one place is held to. `targets` in order of date, all of one kind (`over`), the last one is the final target."""

    direction: str
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    tolerance: Decimal = Decimal(0)
    comparable: bool = True

    @property
    def over(self) -> str | None:
        """`year`, `plan`, or None where the value is compared as it stands (docs/plan-file.md)."""
        return self.targets[-1].over if self.targets else None


@dataclass(frozen=True)
class Assessment:
    """The verdict. `progress`, `elapsed`, `path` and `pace` are ratios, None where there is none.

    `elapsed`: share of the days from the baseline to the final target. `expected_value`: where the path through the interim
    targets stands on that day. `path`: that value's share of the way. `pace`: progress divided by path.
    """

    status: Status
    reason: str = ""
    progress: Decimal | None = None
    elapsed: Decimal | None = None
    expected_value: Decimal | None = None
    path: Decimal | None = None
    pace: Decimal | None = None


def goal_of(indicator: Indicator, region: str, country: str) -> Goal:
    """The goal of one place: the national targets are the country's, any other place has its regional targets or none.

    A region without a baseline of its own stands where the country stood; of what adds up, only if that was at zero, since the
    share of a region in a national sum is not known.
    """
    targets = indicator.targets if region == country else indicator.regional_targets.get(region, ())
    ordered = sorted(targets, key=lambda target: target.date)
    alike = tuple(target for target in ordered if target.over == ordered[-1].over)
    own = indicator.baseline if region == country else indicator.regional_baselines.get(region)
    baseline = own or indicator.baseline
    if baseline is not None and alike and alike[-1].over == "plan":
        # What is added up since the baseline starts from nothing, whatever the year before the plan brought.
        baseline = Baseline(Decimal(0), baseline.date, baseline.source)
    elif own is None and baseline is not None and baseline.value and indicator.additive:
        baseline = None
    return Goal(indicator.direction, baseline, alike, indicator.tolerance, _comparable(indicator, baseline))


def _comparable(indicator: Indicator, baseline: Baseline | None) -> bool:
    """True unless the series is broken between the baseline and now: a baseline of the new series lies behind the break."""
    since = indicator.valid_from
    return indicator.comparable or (since is not None and baseline is not None and baseline.date >= since)


def assess(goal: Goal, value: Decimal, on: date, thresholds: Thresholds, hindrance: str = "") -> Assessment:
    """Judge `value`, known for the period that ends `on`.

    `hindrance` is a reason of rule 6 that the value cannot know itself (`part_of_year`, `history` …); the goal's own reasons
    come first in the order of docs/results.md.
    """
    if goal.direction == "none":
        return Assessment(Status.CONTEXT)
    reason = _unrated(goal, on, hindrance)
    if reason or goal.baseline is None:
        return Assessment(Status.NOT_ASSESSABLE, reason)
    measured = _measure(goal, goal.baseline, value, on)
    status, reason = _verdict(goal, goal.baseline, value, on, thresholds)
    pace = None if status is Status.TOO_EARLY else measured.pace
    return Assessment(status, reason, measured.progress, measured.elapsed, measured.expected_value, measured.path, pace)


def _unrated(goal: Goal, on: date, hindrance: str) -> str:
    if goal.baseline is None:
        return Reason.NO_BASELINE
    if not goal.targets:
        return Reason.NO_TARGET
    if hindrance == Reason.PART_OF_YEAR:
        return hindrance
    if not goal.comparable:
        return Reason.BREAK_IN_SERIES
    if on <= goal.baseline.date:
        return Reason.BEFORE_BASELINE
    return hindrance


def _verdict(goal: Goal, baseline: Baseline, value: Decimal, on: date, lines: Thresholds) -> tuple[Status, str]:
    final = goal.targets[-1]
    if _met(goal, value, final.value):
        return Status.ACHIEVED, ""
    if on >= final.date:
        return Status.NOT_ACHIEVED, ""
    if goal.direction == "maintain":
        return Status.OFF_TRACK, ""
    if final.value == baseline.value:
        return Status.NOT_ASSESSABLE, Reason.BASELINE_EQUALS_TARGET
    way, days = _way(goal, baseline, on)
    if way == 0 or not _reaches((way, days * (final.value - baseline.value)), lines.too_early):
        return Status.TOO_EARLY, ""
    return _by_pace(((value - baseline.value) * days, way), lines), ""


def _met(goal: Goal, value: Decimal, target: Decimal) -> bool:
    if goal.direction == "maintain":
        return abs(value - target) <= goal.tolerance
    return value <= target if goal.direction == "decrease" else value >= target


def _by_pace(pace: Fraction, lines: Thresholds) -> Status:
    if _reaches(pace, lines.on_track):
        return Status.ON_TRACK
    if _reaches(pace, lines.behind):
        return Status.BEHIND
    return Status.OFF_TRACK if _reaches(pace, Decimal(0)) else Status.REGRESSING


def _reaches(share: Fraction, line: Decimal) -> bool:
    top, bottom = share if share[1] > 0 else (-share[0], -share[1])
    return top >= line * bottom


def _measure(goal: Goal, baseline: Baseline, value: Decimal, on: date) -> Assessment:
    final = goal.targets[-1]
    total = (final.date - baseline.date).days
    elapsed = Decimal((on - baseline.date).days) / total if total > 0 else None
    if goal.direction == "maintain" or final.value == baseline.value:
        return Assessment(Status.NOT_ASSESSABLE, elapsed=elapsed)
    way, days = _way(goal, baseline, on)
    gained, wanted = value - baseline.value, final.value - baseline.value
    return Assessment(
        Status.NOT_ASSESSABLE,
        progress=gained / wanted,
        elapsed=elapsed,
        expected_value=baseline.value + way / days,
        path=way / (days * wanted),
        pace=gained * days / way if way else None,
    )


def _way(goal: Goal, baseline: Baseline, on: date) -> Fraction:
    """Expected value minus baseline, as (numerator, days): the line between the two neighbouring targets."""
    stops = [(baseline.date, baseline.value), *((target.date, target.value) for target in goal.targets)]
    stops = [stop for place, stop in enumerate(stops) if place == 0 or stop[0] > baseline.date]
    for (start, low), (end, high) in pairwise(stops):
        if on <= end:
            days = (end - start).days
            return (low - baseline.value) * days + (high - low) * (on - start).days, Decimal(days)
    return stops[-1][1] - baseline.value, Decimal(1)
