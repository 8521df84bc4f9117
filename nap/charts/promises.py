"""What the plan promises one place: what of it can be drawn beside the values, and all of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from nap.charts.texts import amount_text, goals
from nap.facts import Frequency, Period, Result
from nap.plan import Indicator, Plan
from nap.results import Goal, goal_of
from nap.results.breaks import break_day
from nap.words import say


@dataclass(frozen=True)
class Stop:
    """A point of the way: the baseline or a target. `rises` tells whether the way to it leads upwards."""

    what: str
    day: date
    value: Decimal
    rises: bool = True

    def label(self, lang: str, indicator: Indicator) -> str:
        """The same beside an axis; one that names levels already says which."""
        return say(lang, f"pages.column.{self.what}") if indicator.scale else self.said(lang, indicator)

    def said(self, lang: str, indicator: Indicator) -> str:
        """As `Target 38 %`."""
        return say(lang, f"figures.{self.what}", value=amount_text(lang, indicator, self.value))


def stops(plan: Plan, indicator: Indicator, region: str, frequency: Frequency) -> list[Stop]:
    """Baseline and targets of the place that can be compared with values of that frequency, in order of time.

    A target over the whole plan cannot, it speaks of a sum since the baseline; a target for a year needs values of years.
    """
    goal = _goal(plan, indicator, region)
    if goal.over == "plan" or (goal.over == "year" and frequency is not Frequency.YEAR):
        return []
    yearly = frequency is Frequency.YEAR or indicator.accumulation not in {"flow", "ytd"}
    start = [Stop("baseline", goal.baseline.date, goal.baseline.value)] if goal.baseline and (goal.targets or yearly) else []
    after = [target for target in goal.targets if not start or target.date > start[0].day]
    found = [*start, *(Stop("target", target.date, target.value) for target in after)]
    return found[:1] + [replace(stop, rises=stop.value >= before.value) for before, stop in pairwise(found)]


def path_value(plan: Plan, indicator: Indicator, result: Result) -> Decimal | None:
    """Where the path stood at the end of the value's period; None where it speaks of a sum since the baseline."""
    return None if _goal(plan, indicator, result.region).over == "plan" else result.expected_value


def next_target(plan: Plan, indicator: Indicator, region: str, period: Period) -> Stop | None:
    """The place's own target for this period, else the next one, else the last; None where there is none to compare with."""
    found = [stop for stop in stops(plan, indicator, region, period.frequency) if stop.what == "target"]
    return next((stop for stop in found if stop.day >= period.start), found[-1] if found else None)


def promised(lang: str, plan: Plan, indicator: Indicator, region: str) -> list[str]:
    """Baseline and targets of the place in words, one sentence each; a national target is not a region's."""
    if region == plan.country:
        return goals(lang, indicator)
    goal = _goal(plan, indicator, region)
    baseline = indicator.regional_baselines.get(region) if goal.over == "plan" else goal.baseline
    return goals(lang, replace(indicator, baseline=baseline, targets=goal.targets))


def beyond(found: Sequence[Stop], periods: Sequence[Period]) -> list[Stop]:
    """The stops that lie in none of the periods."""
    return [stop for stop in found if not any(period.start <= stop.day <= period.end for period in periods)]


def break_before(plan: Plan, indicator: Indicator, periods: Sequence[Period]) -> Period | None:
    """The first of the periods after the break in the series; None where it does not break, or not among them."""
    first = break_day(plan, indicator)
    return next((period for period in periods if first is not None and period.start >= first), None)


def _goal(plan: Plan, indicator: Indicator, region: str) -> Goal:
    return goal_of(indicator, region, plan.country)
