"""Who owes which figures in which return, and when it is due. In: a plan; out: periods, dates, expected rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from nap.facts import Frequency, Period
from nap.plan.model import Indicator, Plan


@dataclass(frozen=True)
class Owed:
    """One row a partner's return is expected to hold."""

    indicator: str
    region: str
    period: Period


def return_periods(plan: Plan) -> tuple[Period, ...]:
    """The periods of the plan's years for which returns are sent, in order."""
    first, last = plan.years
    return tuple(period for year in range(first, last + 1) for period in plan.year(year).parts(plan.calendar.frequency))


def return_period(plan: Plan, period: Period) -> Period:
    """The return that carries an indicator period: the one on whose last day, or before, that period ends."""
    return period.within(plan.calendar.frequency)


def due_date(plan: Plan, period: Period) -> date:
    """The last day on which the return that carries this period is in time."""
    return return_period(plan, period).end + timedelta(days=plan.calendar.due_days)


def reporters(plan: Plan, indicator: Indicator) -> tuple[str, ...]:
    """Codes of the partners that report the indicator, in order of the plan."""
    return tuple(partner.code for partner in plan.partners if partner.code in indicator.reported_by)


def owed(plan: Plan, partner: str, period: Period) -> tuple[Owed, ...]:
    """Every row expected in that partner's return for `period`, in order of the plan.

    Empty for an unknown partner or one of whom nothing is asked then, for a period that is no return period of the plan, and for
    history.
    """
    return tuple(_rows(plan, partner, period))


def is_owed(plan: Plan, partner: str, period: Period) -> bool:
    """Whether any row is expected in that partner's return for `period`."""
    return next(_rows(plan, partner, period), None) is not None


def _rows(plan: Plan, partner: str, period: Period) -> Iterator[Owed]:
    sender = plan.partner(partner)
    if sender is None or not _is_asked(plan, period):
        return
    task = sender.term(period) if sender.terms else None
    if sender.terms and task is None:
        return
    regions = task.regions if task else sender.regions
    for indicator in plan.indicators:
        if indicator.code in task.indicators if task else partner in indicator.reported_by:
            valid = [each for each in _ending_in(period, indicator.frequency) if indicator.valid_in(each)]
            for region in _regions(plan, regions, indicator):
                yield from (Owed(indicator.code, region, each) for each in valid)


def _is_asked(plan: Plan, period: Period) -> bool:
    """Whether returns are sent for the period: one of the plan's calendar, within its years."""
    same = (period.frequency, period.begins) == (plan.calendar.frequency, plan.calendar.year_begins)
    return same and plan.years[0] <= period.year <= plan.years[1]


def _regions(plan: Plan, codes: Iterable[str], indicator: Indicator) -> tuple[str, ...]:
    known = ((code, plan.regions.get(code)) for code in codes)
    return tuple(code for code, region in known if region is not None and region.level in indicator.levels)


@cache
def _ending_in(period: Period, frequency: Frequency) -> tuple[Period, ...]:
    if frequency.months <= period.frequency.months:
        return period.parts(frequency)
    longer = period.within(frequency)
    return (longer,) if longer.end == period.end else ()
