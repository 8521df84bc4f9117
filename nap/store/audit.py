"""The audit trail: one row per event, each bound to the one before by sha256(previous hash + canonical JSON of the event).

The trail is also where the status of a return lives: the last event of a return that names a status gives it. Nothing is ever
updated or deleted, and the database refuses it. Number and hash of the last event stand once more in a table of their own, so
that its end cannot be cut off unseen. `nap.store.chain` looks whether all of it holds.
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
DOWNLOAD = "download"
"""The event that tells of reading: it names a return and is no part of that return's life."""
BACKUP = "backup"
"""The event that a backup was made: no more is known of it once the file is away."""
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


@dataclass(frozen=True)
class Head:
    """The end of the chain: number and hash of the last event; 0 and `START` before the first one."""

    number: int
    sha256: str


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
    last = head(connection) or _last(connection)
    number, text, when = last.number + 1, _json(facts), at.astimezone(UTC)
    plain = {"number": number, "person": person, "act": act, "plan": plan, "return_id": return_id, "status": status}
    sha256 = digest(last.sha256, plain, moment_text(when), text)
    kept = {**plain, "at": when, "facts": text, "previous": last.sha256, "sha256": sha256}
    connection.execute(sa.insert(t.audit), kept)
    connection.execute(sa.update(t.audit_head).values(number=number, sha256=sha256))
    return number


def head(connection: sa.Connection) -> Head | None:
    """What the table of its own says of the end of the chain; None if somebody took that away."""
    row = connection.execute(sa.select(t.audit_head)).first()
    return None if row is None else Head(row.number, row.sha256)


def _last(connection: sa.Connection) -> Head:
    row = connection.execute(sa.select(t.audit.c.number, t.audit.c.sha256).order_by(t.audit.c.number.desc()).limit(1)).first()
    return Head(row.number, row.sha256) if row else Head(0, START)


def version(connection: sa.Connection, acts: tuple[str, ...] = ()) -> int:
    """The number of the last event (of one of these acts), 0 if there is none."""
    question = sa.select(sa.func.max(t.audit.c.number))
    if acts:
        question = question.where(t.audit.c.act.in_(acts))
    return connection.scalar(question) or 0


def last_facts(connection: sa.Connection, act: str) -> Mapping[str, str] | None:
    """The facts of the last event of that act; None if there was none."""
    found = last_event(connection, act)
    return found.facts if found else None


def last_event(connection: sa.Connection, act: str) -> AuditEvent | None:
    """The last event of that act; None if there was none."""
    found = read(connection, sa.select(t.audit).where(t.audit.c.act == act).order_by(t.audit.c.number.desc()).limit(1))
    return found[0] if found else None


def last_at(connection: sa.Connection, act: str = "") -> datetime | None:
    """The moment of the last event (of that act); None if there was none."""
    question = sa.select(t.audit.c.at).order_by(t.audit.c.number.desc()).limit(1)
    found: datetime | None = connection.scalar(question.where(t.audit.c.act == act) if act else question)
    return found


def events(connection: sa.Connection, return_id: str | None = None) -> tuple[AuditEvent, ...]:
    """All events in order, or those of one return's life."""
    question = sa.select(t.audit).order_by(t.audit.c.number)
    if return_id is not None:
        question = question.where(t.audit.c.return_id == return_id, t.audit.c.act != DOWNLOAD)
    return read(connection, question)


def since(connection: sa.Connection, plan: str, moment: datetime, acts: Sequence[str]) -> tuple[AuditEvent, ...]:
    """The plan's events of these acts from `moment` on, in order."""
    wanted = (t.audit.c.plan == plan, t.audit.c.at >= moment, t.audit.c.act.in_(acts))
    return read(connection, sa.select(t.audit).where(*wanted).order_by(t.audit.c.number))


def read(connection: sa.Connection, question: sa.Select[Any]) -> tuple[AuditEvent, ...]:
    """The events a question about the audit table finds."""
    return tuple(_event(row) for row in connection.execute(question))


def _event(row: Found) -> AuditEvent:
    return AuditEvent(row.number, row.at, row.person, row.act, row.plan, row.return_id, row.status, json.loads(row.facts))


def digest(previous: str, plain: Mapping[str, Any], at: str, facts: str) -> str:
    """The hash of an event: `plain` are number, person, act, plan, return and status; `at` and `facts` as they are kept.

    The text that is hashed is the JSON of all of them in the order of their names, without a space between.
    """
    head, tail = _json({"act": plain["act"], "at": at}), _json({name: plain[name] for name in plain if name != "act"})
    return hashlib.sha256(f'{previous}{head[:-1]},"facts":{facts},{tail[1:]}'.encode()).hexdigest()


def moment_text(at: datetime) -> str:
    """A moment in UTC as it is kept and hashed."""
    return at.isoformat(timespec="microseconds")


_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
