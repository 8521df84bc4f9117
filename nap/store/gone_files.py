"""Files that are no longer kept: which bytes are still there and since when their return stands as it does, and the tombstones
of those that are gone. The return itself stays, with its figures, its hash and its history.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from nap.store import tables as t
from nap.store.life_tables import gone_files


@dataclass(frozen=True)
class Held:
    """A return whose bytes are kept: its status, and since when it has it."""

    return_id: str
    status: str
    since: datetime


@dataclass(frozen=True)
class Gone:
    """The tombstone of one file. `why`: `retention` or `erased`; `backups_until`: when the last backup loses it, if known."""

    return_id: str
    sha256: str
    why: str
    at: datetime
    backups_until: date | None = None


def held(connection: sa.Connection, plan: str) -> tuple[Held, ...]:
    """Every return of the plan whose bytes are kept, by its number."""
    last = (
        sa.select(sa.func.max(t.audit.c.number).label("number"))
        .where(t.audit.c.plan == plan, t.audit.c.return_id.is_not(None), t.audit.c.status.is_not(None))
        .group_by(t.audit.c.return_id)
        .subquery()
    )
    question = (
        sa.select(t.audit.c.return_id, t.audit.c.status, t.audit.c.at)
        .join(last, last.c.number == t.audit.c.number)
        .join(t.originals, sa.and_(t.originals.c.plan == t.audit.c.plan, t.originals.c.return_id == t.audit.c.return_id))
    )
    return tuple(Held(*row) for row in connection.execute(question.order_by(t.audit.c.return_id)))


def tombstones(connection: sa.Connection, plan: str) -> tuple[Gone, ...]:
    """Every file of the plan that is gone, the latest first."""
    found = connection.execute(sa.select(gone_files).where(gone_files.c.plan == plan).order_by(gone_files.c.at.desc()))
    return tuple(Gone(row.return_id, row.sha256, row.why, row.at, row.backups_until) for row in found)


def remove(connection: sa.Connection, plan: str, gone: Gone) -> None:
    """Take the bytes out and leave a tombstone; where one stands already, this is what it says from now on."""
    for table in (t.originals, gone_files):
        connection.execute(sa.delete(table).where(table.c.plan == plan, table.c.return_id == gone.return_id))
    connection.execute(sa.insert(gone_files), {"plan": plan, **vars(gone)})
