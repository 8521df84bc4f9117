"""The house as it stands now: a house enters, the same one leaves, or one with what has come into force since.

Versions of the plan and partners on record change here and in other processes; asking is one cheap question to the store.
"""

from __future__ import annotations

from dataclasses import replace

from nap.monitor.house import House, read_stored
from nap.monitor.memory import Memory
from nap.store import installations


def current(house: House) -> House:
    """The house with the version in force: the same one unless a later version was adopted, here or by another process."""
    with house.store.reading() as transaction:
        if installations.newest_version(transaction, house.plan.id) == house.plan.version:
            return house
        stored = installations.stored_plans(transaction)
    plans = read_stored(stored, house.plan, house.plans)
    newest = max(version for id, version in plans if id == house.plan.id)
    # A memory of its own: whoever still holds the house before must not leave results of the old plan in it.
    return replace(house, plan=plans[house.plan.id, newest], plans=plans, memory=Memory(totals=house.memory.totals))
