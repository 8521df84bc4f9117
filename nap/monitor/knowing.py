"""What was known at the end of an earlier day: a house and a day enter, the same house as it stood then leaves.

It holds the version of the plan that was in force then, with the partners on record then, and counts the returns that counted
then; every verb that reads may be given it, none that writes. What protects people is not undone by looking back: of two versions
of the plan the stricter rule holds, and earlier states of figures that count people, or tell of survivors, are for coordinators:
two states side by side show what one return added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nap.monitor.house import House
from nap.monitor.memory import Memory
from nap.plan import Indicator, Plan
from nap.plan.register import fold
from nap.store import installations, partner_entries

EARLIER_DAYS = 4
"""Earlier states kept in memory; which day is asked for is the visitor's choice."""


def as_known(house: House, day: date) -> House:
    """The house as it stood at the end of `day`; the house itself for its own today and any later day."""
    if day >= house.today():
        return house
    memory = house.memory
    with memory.lock:
        known: dict[date, House] = memory.earlier
        if day not in known:
            if len(known) >= EARLIER_DAYS:
                known.pop(next(iter(known)))
            known[day] = _then(house, day)
        return known[day]


def as_it_was(house: House, day: date) -> House:
    """The same without anything kept back: for what coordinators read, and for editions, which have a protection of their own."""
    return house if day >= house.today() else _known(house, day, lambda then: then)


def end_of(plan: Plan, day: date) -> datetime:
    """The moment at which `day` is over where the plan is at home."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(plan.calendar.timezone))


def _then(house: House, day: date) -> House:
    return _known(house, day, lambda then: protected(then, house.plan))


def _known(house: House, day: date, protect: Callable[[Plan], Plan]) -> House:
    until = end_of(house.plan, day)
    with house.store.reading() as transaction:
        first, *_ = installations.adoptions(transaction, house.plan.id)
        before = installations.adoptions(transaction, house.plan.id, until)
        entries = partner_entries.told(transaction, house.plan.id, until)
    # What was known before the first adoption was known under the first version: a demo is told after the event.
    then = house.plans[house.plan.id, (before[-1] if before else first).version]
    plan = protect(fold(then, entries))
    return replace(
        house,
        store=house.store.for_reading(),
        plan=plan,
        entries=entries,
        today=lambda: day,
        until=until,
        present=house,
        memory=Memory(totals=house.memory.totals),
    )


def protected(then: Plan, now: Plan) -> Plan:
    """An earlier version, to be shown today: no smaller cell is shown than now, and figures about people are kept back."""
    lines = {name: max(getattr(then.thresholds, name), getattr(now.thresholds, name)) for name in _CELLS}
    kept = tuple(_kept_back(indicator, now.indicator(indicator.code)) for indicator in then.indicators)
    return replace(then, thresholds=replace(then.thresholds, **lines), indicators=kept)


_CELLS = ("cell_people", "cell_sensitive", "contributors_sensitive")


def _kept_back(indicator: Indicator, now: Indicator | None) -> Indicator:
    return replace(indicator, sensitivity="sensitive") if _about_people(indicator, now or indicator) else indicator


def of_no_people(indicator: Indicator, now: Plan) -> bool:
    """Whether figures of others may be spoken of: neither an earlier version nor the one in force protects people there."""
    in_force = now.indicator(indicator.code)
    return in_force is not None and not _about_people(indicator, in_force)


def _about_people(*versions: Indicator) -> bool:
    return any(one.about_people for one in versions)
