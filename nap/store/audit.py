"""The audit trail: one row per event, each bound to the one before by sha256(previous hash + canonical JSON of the event).

The trail is also where the status of a return lives: the last event of a return that names a status gives it. Nothing is ever
updated, so whoever changes a status or an event breaks the chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from nap.store import tables as t
from nap.store.tables import Found

START = "0" * 64
"""What stands for the hash before the first event."""
ORIGIN = "origin"
"""The fact that says from where; an event without it was made by a rule, or before it was noted."""


@dataclass(frozen=True)
class AuditEvent:
    """One event. `facts` are texts by name; `status` is the return's status from here on, if the event gives it one."""

    number: int
    at: datetime
    person: str
    act: str
    plan: str
    return_id: str | None
    status: str | None
    facts: Mapping[str, str]


def append(
    connection: sa.Connection,
    at: datetime,
    person: str,
    act: str,
    plan: str,
    return_id: str | None = None,
    status: str | None = None,
    origin: str = "",
    **facts: str,
) -> int:
    """Add one event at the end of the chain, inside the writer's transaction; returns its number.

    `origin`: from where the person did it; empty for what a rule does by itself.
    """
    facts |= {ORIGIN: origin} if origin else {}
    last = connection.execute(sa.select(t.audit.c.number, t.audit.c.sha256).order_by(t.audit.c.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.sha256) if last else (1, START)
    event = AuditEvent(number, at.astimezone(UTC), person, act, plan, return_id, status, facts)
    row = {**_plain(event), "at": event.at, "facts": _json(facts), "previous": previous, "sha256": _digest(previous, event)}
    connection.execute(sa.insert(t.audit), row)
    return number


def version(connection: sa.Connection, acts: tuple[str, ...] = ()) -> int:
    """The number of the last event (of one of these acts), 0 if there is none."""
    question = sa.select(sa.func.max(t.audit.c.number))
    if acts:
        question = question.where(t.audit.c.act.in_(acts))
    return connection.scalar(question) or 0


def events(connection: sa.Connection, return_id: str | None = None) -> tuple[AuditEvent, ...]:
    """All events in order, or those of one return."""
    question = sa.select(t.audit).order_by(t.audit.c.number)
    if return_id is not None:
        question = question.where(t.audit.c.return_id == return_id)
    return read(connection, question)


def since(connection: sa.Connection, plan: str, moment: datetime, acts: Sequence[str]) -> tuple[AuditEvent, ...]:
    """The plan's events of these acts from `moment` on, in order."""
    wanted = (t.audit.c.plan == plan, t.audit.c.at >= moment, t.audit.c.act.in_(acts))
    return read(connection, sa.select(t.audit).where(*wanted).order_by(t.audit.c.number))


def read(connection: sa.Connection, question: sa.Select[Any]) -> tuple[AuditEvent, ...]:
    """The events a question about the audit table finds."""
    return tuple(_event(row) for row in connection.execute(question))


def verify(connection: sa.Connection) -> tuple[int | None, int]:
    """(number of the first event that does not fit the chain or None, events looked at).

    An event changed, removed from the middle or put in is found. What was cut off at the end needs a number noted elsewhere.
    """
    previous, count = START, 0
    for row in connection.execute(sa.select(t.audit).order_by(t.audit.c.number)):
        count += 1
        if row.number != count or row.previous != previous or row.sha256 != _digest(previous, _event(row)):
            return row.number, count
        previous = row.sha256
    return None, count


def _event(row: Found) -> AuditEvent:
    return AuditEvent(row.number, row.at, row.person, row.act, row.plan, row.return_id, row.status, json.loads(row.facts))


def _plain(event: AuditEvent) -> dict[str, Any]:
    names = ("number", "person", "act", "plan", "return_id", "status")
    return {name: getattr(event, name) for name in names}


def _digest(previous: str, event: AuditEvent) -> str:
    content = {**_plain(event), "at": event.at.isoformat(timespec="microseconds"), "facts": dict(event.facts)}
    return hashlib.sha256((previous + _json(content)).encode()).hexdigest()


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
