"""Where a series breaks, and which indicators continue one another. A plan enters; days, periods and indicators leave."""

from __future__ import annotations

from datetime import date, timedelta

from nap.facts import Period
from nap.plan import Indicator, Plan


def break_day(plan: Plan, indicator: Indicator) -> date | None:
    """The first day of figures that cannot be compared with earlier ones; None where the plan calls the series comparable.

    That is the day the indicator begins if it begins after its baseline, else the day after the baseline, else the plan's first.
    """
    if indicator.comparable:
        return None
    measured = indicator.baseline.date if indicator.baseline else None
    if indicator.valid_from and (measured is None or indicator.valid_from > measured):
        return indicator.valid_from
    return measured + timedelta(days=1) if measured else plan.year(plan.years[0]).start


def broken_between(plan: Plan, indicator: Indicator, earlier: Period, later: Period) -> bool:
    """True if the break lies after the first and not after the second of two periods."""
    day = break_day(plan, indicator)
    return day is not None and earlier.end < day <= later.end


def predecessor(plan: Plan, indicator: Indicator) -> Indicator | None:
    """The indicator that this one continues."""
    return plan.indicator(indicator.successor_of) if indicator.successor_of else None


def successors(plan: Plan, indicator: Indicator) -> tuple[Indicator, ...]:
    """The indicators that continue this one, in the plan's order."""
    return tuple(other for other in plan.indicators if other.successor_of == indicator.code)
