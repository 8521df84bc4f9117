"""Erasing what a file said for a person's sake: who asks and who confirms goes in, what is asked for leaves; and the erasing.

Of a return everything goes that a person typed as words or that quotes the file; its figures stay and go on counting. Of a
refused upload the bytes go, its name and what was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from nap.store import audit, tables as t
from nap.store.life_tables import confirmations, erasures, handovers, left_out, remarks, waivers

ASK, ERASE, DROP = "erase_ask", "erase", "erase_drop"
"""The events of an erasure: somebody asks, a second person does it, or it is dropped."""
_TAKEN_OUT = (t.mapped, t.notes, t.findings, t.mends, t.answers)
"""What says nothing without the words that go."""
_EMPTIED: tuple[tuple[sa.Table, tuple[str, ...]], ...] = (
    (t.observations, ("typed", "source")),
    (t.items, ("title", "addressee", "subject", "answered_recipient", "answered_network", "source")),
    (remarks, ("text",)),
    (waivers, ("text",)),
    (left_out, ("reason",)),
    (handovers, ("whom", "note")),
    (confirmations, ("said",)),
)
_PLACES = (t.observations, t.items)
"""Where cells are told with the name of their sheet, which people choose."""


@dataclass(frozen=True)
class Request:
    """Somebody asks that a file be erased. `subject`: the number of a return or of a refused upload."""

    subject: str
    person: str
    at: datetime
    reason: str


def say(connection: sa.Connection, plan: str, return_id: str, act: str, person: str, at: datetime, reason: str) -> None:
    """Keep one step of the erasure of a return: `ask`, `confirm` or `drop`."""
    of_it = (erasures.c.plan == plan, erasures.c.return_id == return_id)
    last = connection.scalar(sa.select(sa.func.max(erasures.c.number)).where(*of_it)) or 0
    row = {"plan": plan, "return_id": return_id, "number": last + 1, "act": act, "person": person, "at": at, "reason": reason}
    connection.execute(sa.insert(erasures), row)


def asked(connection: sa.Connection, plan: str) -> tuple[Request, ...]:
    """What is asked for and neither done nor dropped, the oldest first."""
    standing: dict[str, Request] = {}
    rows = connection.execute(
        sa.select(erasures).where(erasures.c.plan == plan).order_by(erasures.c.return_id, erasures.c.number)
    )
    for row in rows:
        standing.pop(row.return_id, None)
        if row.act == "ask":
            standing[row.return_id] = Request(row.return_id, row.person, row.at, row.reason)
    told = (t.audit.c.plan == plan, t.audit.c.act.in_((ASK, ERASE, DROP)), t.audit.c.return_id.is_(None))
    for event in audit.read(connection, sa.select(t.audit).where(*told).order_by(t.audit.c.number)):
        incident = event.facts["incident"]  # refused uploads belong to no return, so the trail alone tells of them
        standing.pop(incident, None)
        if event.act == ASK:
            standing[incident] = Request(incident, event.person, event.at, event.facts["reason"])
    return tuple(sorted(standing.values(), key=lambda one: (one.at, one.subject)))


def wipe(connection: sa.Connection, plan: str, return_id: str) -> None:
    """Take every word of the file and about it out of the store; its bytes are `gone_files.remove`'s."""
    for table in _TAKEN_OUT:
        connection.execute(sa.delete(table).where(table.c.plan == plan, table.c.return_id == return_id))
    for table, columns in _EMPTIED:
        _set(connection, table, plan, return_id, dict.fromkeys(columns, ""))
    for table in _PLACES:
        _set(connection, table, plan, return_id, {"sheet": None, "cell": None})
    connection.execute(sa.update(t.returns).where(t.returns.c.id == return_id).values(filename=""))


def wipe_incident(connection: sa.Connection, plan: str, id: str) -> None:
    """Take the bytes of a refused upload out of the store, its name and what was found in it."""
    found, kept = t.incident_findings.c, t.incidents.c
    connection.execute(sa.delete(t.incident_findings).where(found.plan == plan, found.incident_id == id))
    connection.execute(sa.update(t.incidents).where(kept.plan == plan, kept.id == id).values(data=None, filename=""))


def _set(connection: sa.Connection, table: sa.Table, plan: str, return_id: str, values: dict[str, str | None]) -> None:
    connection.execute(sa.update(table).where(table.c.plan == plan, table.c.return_id == return_id).values(values))
