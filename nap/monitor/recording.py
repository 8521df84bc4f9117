"""What is put on record: an act, who did it and from where, as one event at the end of the audit chain."""

from __future__ import annotations

from nap.monitor.house import House
from nap.people import Viewer
from nap.store import Transaction, audit


def record(
    transaction: Transaction,
    house: House,
    viewer: Viewer,
    act: str,
    return_id: str | None = None,
    status: str | None = None,
    **facts: str,
) -> int:
    """Append one event of the plan in force, inside the writer's transaction; returns its number."""
    return record_of(transaction, house, viewer.person, viewer.origin, act, return_id, status, **facts)


def record_of(
    transaction: Transaction,
    house: House,
    person: str,
    origin: str,
    act: str,
    return_id: str | None = None,
    status: str | None = None,
    **facts: str,
) -> int:
    """The same for somebody who is not signed in. `person` may be empty: what a stranger types is not put on record."""
    return audit.append(transaction, house.moment(), person, act, house.plan.id, return_id, status, origin, **facts)
