"""Several plans side by side: the one in force, and those that were before it in the same installation, to be read.

Every table holds the plan's id in its keys, so what was sent for an earlier plan stays what it was. Nothing can be sent or
decided there any more: the house of another plan is only read.
"""

from __future__ import annotations

from dataclasses import replace

from nap.monitor.house import House
from nap.monitor.memory import Memory
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.people import Verb, Viewer
from nap.plan import Indicator, Plan
from nap.plan.register import fold
from nap.store import partner_entries


def plans_beside(viewer: Viewer, house: House) -> tuple[Plan, ...]:
    """The other plans of this installation, each in its last adopted version, the latest first; none in most."""
    require(viewer, Verb.READ_PLAN)
    now = house.as_it_is
    newest = {id: now.plans[id, _last(now, id)] for id, _ in now.plans if id != now.plan.id}
    return tuple(sorted(newest.values(), key=lambda plan: plan.years, reverse=True))


def plan_house(viewer: Viewer, house: House, id: str) -> House:
    """The house as it stands for that plan, only to be read; the house itself for the plan in force. Unknown: plan."""
    require(viewer, Verb.READ_PLAN)
    now = house.as_it_is
    if not any(id == other for other, _ in now.plans):
        raise Unknown("plan", id)
    return house_of(now, id)


def house_of(house: House, id: str) -> House:
    """The same for whoever reads what is published of it: the house itself for the plan in force."""
    now = house.as_it_is
    if id == now.plan.id:
        return now
    with now.memory.lock:
        now.memory.turn_to(now.store.counting_version())
        if ("plan", id) not in now.memory.beside:
            now.memory.beside["plan", id] = _other(now, id)
        other: House = now.memory.beside["plan", id]
        return other


def houses_of_all(house: House) -> tuple[House, ...]:
    """The house for every plan of the installation, the one in force first."""
    now = house.as_it_is
    return tuple(house_of(now, id) for id in dict.fromkeys((now.plan.id, *(id for id, _ in now.plans))))


def continued_in(viewer: Viewer, house: House, indicator: str) -> tuple[tuple[Plan, Indicator], ...]:
    """Indicators of other plans that continue this one of the house's plan; they name it as `plan-id:code`."""
    require(viewer, Verb.READ_PLAN)
    named = f"{house.plan.id}:{indicator}"
    found = ((plan, one) for plan in _others(viewer, house) for one in plan.indicators if one.successor_of == named)
    return tuple(found)


def continues_from(viewer: Viewer, house: House, indicator: Indicator) -> tuple[Plan, Indicator] | None:
    """The indicator of another plan that this one continues; None where it continues none, or that plan is not here."""
    require(viewer, Verb.READ_PLAN)
    id, separated, code = (indicator.successor_of or "").partition(":")
    plan = next((one for one in _others(viewer, house) if one.id == id), None) if separated else None
    before = plan.indicator(code) if plan else None
    return (plan, before) if plan and before else None


def _others(viewer: Viewer, house: House) -> tuple[Plan, ...]:
    """Every plan but the one the house shows."""
    now = house.as_it_is
    return tuple(one for one in (now.plan, *plans_beside(viewer, house)) if one.id != house.plan.id)


def _last(house: House, id: str) -> int:
    return max(version for other, version in house.plans if other == id)


def _other(house: House, id: str) -> House:
    with house.store.reading() as transaction:
        entries = partner_entries.told(transaction, id)
    plans = {key: fold(plan, entries) if key[0] == id else plan for key, plan in house.plans.items()}
    return replace(
        house,
        store=house.store.for_reading(),
        plan=plans[id, _last(house, id)],
        plans=plans,
        entries=entries,
        present=house,
        memory=Memory(),
    )
