"""Refused uploads under their incident number. The bytes, if they may be kept at all, go when their day has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from nap.facts import Finding
from nap.store import audit, rows, tables as t
from nap.store.tables import Found


@dataclass(frozen=True)
class NewIncident:
    """What to keep of one refused upload; `data` None and `filename` empty if it held personal data."""

    plan: str
    at: datetime
    person: str
    sha256: str
    findings: Sequence[Finding]
    filename: str = ""
    keep_until: date | None = None
    data: bytes | None = None
    origin: str = ""


@dataclass(frozen=True)
class StoredIncident:
    """One incident without its bytes."""

    id: str
    at: datetime
    person: str
    sha256: str
    filename: str
    keep_until: date | None
    findings: tuple[Finding, ...]


def add_incident(connection: sa.Connection, new: NewIncident) -> str:
    """Keep an incident and say so in the audit trail; returns its number."""
    count = connection.scalar(sa.select(sa.func.count()).select_from(t.incidents).where(t.incidents.c.plan == new.plan)) or 0
    id = f"I-{count + 1:04}"
    names = ("plan", "at", "person", "sha256", "filename", "keep_until", "data")
    connection.execute(sa.insert(t.incidents), {"id": id, **{name: getattr(new, name) for name in names}})
    numbered = rows.numbered(map(rows.finding_row, new.findings), plan=new.plan, incident_id=id)
    if numbered:
        connection.execute(sa.insert(t.incident_findings), numbered)
    codes = " ".join(sorted({finding.code for finding in new.findings}))
    facts = {"incident": id, "sha256": new.sha256, "codes": codes}
    audit.append(connection, new.at, new.person, "refuse", new.plan, origin=new.origin, **facts)
    return id


def find_incidents(connection: sa.Connection, plan: str) -> tuple[StoredIncident, ...]:
    """The plan's incidents, newest first."""
    by_incident: dict[str, list[Finding]] = {}
    of = t.incident_findings.c
    for row in connection.execute(sa.select(t.incident_findings).where(of.plan == plan).order_by(of.incident_id, of.number)):
        by_incident.setdefault(row.incident_id, []).append(rows.finding_of(row))
    c = t.incidents.c
    kept = (c.id, c.at, c.person, c.sha256, c.filename, c.keep_until)
    found = connection.execute(sa.select(*kept).where(c.plan == plan).order_by(c.at.desc(), c.id.desc()))
    return tuple(_stored(row, tuple(by_incident.get(row.id, ()))) for row in found)


def incident_data(connection: sa.Connection, plan: str, id: str, today: date) -> bytes | None:
    """The bytes, if they were kept and their day has not come."""
    c = t.incidents.c
    data = connection.scalar(sa.select(c.data).where(c.plan == plan, c.id == id, c.keep_until >= today))
    return None if data is None else bytes(data)


def has_expired(connection: sa.Connection, today: date) -> bool:
    """True if there are bytes whose day has come."""
    return connection.scalar(sa.select(sa.exists().where(*_expired(today)))) or False


def drop_expired(connection: sa.Connection, today: date) -> None:
    """Forget the bytes whose day has come; the incident itself stays."""
    connection.execute(sa.update(t.incidents).where(*_expired(today)).values(data=None))


def _expired(today: date) -> tuple[sa.ColumnElement[bool], ...]:
    return t.incidents.c.keep_until < today, t.incidents.c.data.is_not(None)


def _stored(row: Found, findings: tuple[Finding, ...]) -> StoredIncident:
    return StoredIncident(row.id, row.at, row.person, row.sha256, row.filename, row.keep_until, findings)
