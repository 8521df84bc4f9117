"""What people were reminded of. One row a thing and person, whose id is made of both, so that nothing stands here twice.

A row is written before the letter goes and told afterwards how it went: what was begun is never begun again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from nap.store import life_tables as t


@dataclass(frozen=True)
class StoredReminder:
    """`whom`: e-mail. `kind`: the step. `way`: mail, or copied. `outcome`: sending, sent, passed on, or why it was not taken."""

    id: str
    plan: str
    whom: str
    kind: str
    partner: str
    period: str
    return_id: str
    way: str
    outcome: str
    day: date
    at: datetime


def outcomes(connection: sa.Connection, plan: str) -> dict[str, str]:
    """How it went with each reminder there is, by id."""
    rows = connection.execute(sa.select(t.reminders.c.id, t.reminders.c.outcome).where(t.reminders.c.plan == plan))
    return {row.id: row.outcome for row in rows}


def put(connection: sa.Connection, reminder: StoredReminder) -> None:
    """Keep it, in place of an attempt before that did not go."""
    connection.execute(sa.delete(t.reminders).where(t.reminders.c.id == reminder.id))
    connection.execute(sa.insert(t.reminders), asdict(reminder))


def tell(connection: sa.Connection, ids: tuple[str, ...], outcome: str, at: datetime) -> None:
    """Say how it went with these."""
    connection.execute(sa.update(t.reminders).where(t.reminders.c.id.in_(ids)).values(outcome=outcome, at=at))


def last_at(connection: sa.Connection) -> datetime | None:
    """When the last one was begun or passed on; None if there was none."""
    found: datetime | None = connection.scalar(sa.select(sa.func.max(t.reminders.c.at)))
    return found


def latest(connection: sa.Connection, plan: str, most: int) -> tuple[StoredReminder, ...]:
    """The newest reminders of that plan, at most so many."""
    given = t.reminders.c
    question = sa.select(t.reminders).where(given.plan == plan).order_by(given.at.desc(), given.id).limit(most)
    return tuple(_stored(row._mapping) for row in connection.execute(question))


def _stored(row: Any) -> StoredReminder:
    return StoredReminder(**{name: row[name] for name in StoredReminder.__dataclass_fields__})
