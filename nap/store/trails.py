"""The audit trail as people read it: what is asked for enters, events leave, newest first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from nap.store import audit, tables as t
from nap.store.audit import AuditEvent


@dataclass(frozen=True)
class Wanted:
    """Which events: of that person (None: anybody), of these acts (empty: all), from `since` on and before `until`, about that
    return, with a number below `before`."""

    person: str | None = None
    acts: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    return_id: str = ""
    before: int | None = None


def find(connection: sa.Connection, wanted: Wanted, limit: int) -> tuple[AuditEvent, ...]:
    """At most `limit` events, the newest first."""
    question = sa.select(t.audit).where(*_where(wanted)).order_by(t.audit.c.number.desc()).limit(limit)
    return audit.read(connection, question)


def people(connection: sa.Connection) -> tuple[str, ...]:
    """Everybody who ever did anything, in order."""
    person = t.audit.c.person
    return tuple(connection.scalars(sa.select(person).where(person != "").distinct().order_by(person)))


def _where(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    c = t.audit.c
    asked = (
        (wanted.person is not None, c.person == wanted.person),
        (bool(wanted.acts), c.act.in_(tuple(wanted.acts))),
        (wanted.since is not None, c.at >= wanted.since),
        (wanted.until is not None, c.at < wanted.until),
        (bool(wanted.return_id), c.return_id == wanted.return_id),
        (wanted.before is not None, c.number < wanted.before),
    )
    return [condition for given, condition in asked if given]
