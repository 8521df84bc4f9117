"""Mappings of foreign tables: versions are only added, the last of a name holds; one without text says that it was deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from nap.store import audit, tables as t

SAVE, DELETE = "save_mapping", "delete_mapping"
"""The events of the audit trail."""


@dataclass(frozen=True)
class StoredMapping:
    """One version: the text of the file, whose figures it is about, who saved it when (UTC)."""

    name: str
    version: int
    partner: str
    text: str
    person: str
    at: datetime

    @property
    def deleted(self) -> bool:
        """True if this version takes the mapping away."""
        return not self.text


def add(
    connection: sa.Connection, plan: str, at: datetime, person: str, name: str, partner: str, text: str, origin: str = ""
) -> StoredMapping:
    """Add the next version of that name; an empty text deletes it. The event names version and partner, and from where."""
    of_it = (t.mappings.c.plan == plan, t.mappings.c.name == name)
    version = (connection.scalar(sa.select(sa.func.max(t.mappings.c.version)).where(*of_it)) or 0) + 1
    stored = StoredMapping(name, version, partner, text, person, at)
    connection.execute(sa.insert(t.mappings), {**vars(stored), "plan": plan})
    act = SAVE if text else DELETE
    audit.append(connection, at, person, act, plan, origin=origin, name=name, version=str(version), partner=partner)
    return stored


def versions(connection: sa.Connection, plan: str, name: str) -> tuple[StoredMapping, ...]:
    """Every version of a name, the first one first."""
    wanted = (t.mappings.c.plan == plan, t.mappings.c.name == name)
    found = connection.execute(sa.select(t.mappings).where(*wanted).order_by(t.mappings.c.version))
    return tuple(map(_stored, found))


def newest(connection: sa.Connection, plan: str) -> tuple[StoredMapping, ...]:
    """The last version of each name, deleted ones too, in order of their names."""
    column = t.mappings.c
    last = sa.select(column.name, sa.func.max(column.version).label("version")).where(column.plan == plan).group_by(column.name)
    of_last = last.subquery()
    same = sa.and_(column.name == of_last.c.name, column.version == of_last.c.version, column.plan == plan)
    found = connection.execute(sa.select(t.mappings).join(of_last, same))
    return tuple(sorted(map(_stored, found), key=lambda each: each.name))


def _stored(row: t.Found) -> StoredMapping:
    return StoredMapping(*(getattr(row, name) for name in ("name", "version", "partner", "text", "person", "at")))
