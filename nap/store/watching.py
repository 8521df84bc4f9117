"""What whoever watches the store is told of it: numbers of events by their act, live sessions, size. No names, no contents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from nap.store import tables as t


class ActSeen(NamedTuple):
    """How often an act stands in the trail, the number of its last event and when that was."""

    act: str
    times: int
    number: int
    at: datetime


def acts_after(connection: sa.Connection, number: int) -> Iterable[ActSeen]:
    """Every act among the events that came after that number."""
    event = t.audit.c
    newest = sa.func.max(event.at, type_=t.Moment())
    question = sa.select(event.act, sa.func.count(), sa.func.max(event.number), newest).where(event.number > number)
    return [ActSeen(*row) for row in connection.execute(question.group_by(event.act))]


def live_sessions(connection: sa.Connection, unused_since: datetime, begun_before: datetime) -> int:
    """Sessions used since, and not begun before."""
    kept = t.sessions.c
    question = sa.select(sa.func.count()).where(kept.seen >= unused_since, kept.created >= begun_before)
    return connection.scalar(question) or 0


def size(connection: sa.Connection) -> int | None:
    """Bytes of a PostgreSQL database; None for others, whose file can be looked at."""
    if connection.dialect.name != "postgresql":
        return None
    found: int | None = connection.scalar(sa.text("SELECT pg_database_size(current_database())"))
    return found
