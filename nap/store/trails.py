"""The audit trail as people read it: what is asked for enters, events leave, newest first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
    asked: tuple[tuple[object, Callable[[Any], sa.ColumnElement[bool]]], ...] = (
        (wanted.person, lambda person: c.person == person),
        (wanted.acts or None, lambda acts: c.act.in_(tuple(acts))),
        (wanted.since, lambda moment: c.at >= moment),
        (wanted.until, lambda moment: c.at < moment),
        (wanted.return_id or None, lambda id: c.return_id == id),
        (wanted.before, lambda number: c.number < number),
    )
    return [condition(value) for value, condition in asked if value is not None]
