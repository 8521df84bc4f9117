"""The house as it stands now: a house enters, the same one leaves, or one with what has come into force since.

Versions of the plan and partners on record change here and in other processes; asking is one cheap question to the store.
"""

from __future__ import annotations

from dataclasses import replace

from nap.monitor.house import House, read_stored, with_entries
from nap.monitor.memory import Memory
from nap.store import installations, partner_entries


def current(house: House) -> House:
    """The house with version and partners in force: the same one unless there are others, made here or by another process."""
    with house.store.reading() as transaction:
        if partner_entries.stands(transaction, house.plan.id) == (house.plan.version, last_entry(house)):
            return house
        stored = installations.stored_plans(transaction)
        entries = partner_entries.told(transaction, house.plan.id)
    plans = with_entries(read_stored(stored, house.plan, house.plans), house.plan.id, entries)
    newest = max(version for id, version in plans if id == house.plan.id)
    # A memory of its own: whoever still holds the house before must not leave results of the old plan in it.
    memory = Memory(totals=house.memory.totals)
    return replace(house, plan=plans[house.plan.id, newest], plans=plans, entries=entries, memory=memory)


def last_entry(house: House) -> int:
    """The number of the last entry about partners that this house knows; 0 before the first."""
    return house.entries[-1].number if house.entries else 0
