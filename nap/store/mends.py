"""What was mended on the screen: which cell, from what to what, by whom, and which version that made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from nap.store import rows, tables as t


@dataclass(frozen=True)
class Mend:
    """One cell mended on the screen. `version` is the one it made; `offered`: the value was one that the check had offered.

    A version holds the mends it was made with and those of the versions it came from, back to the file as it was sent.
    """

    sheet: str
    cell: str
    before: str
    after: str
    version: int
    offered: bool
    person: str
    at: datetime


def add_mends(connection: sa.Connection, plan: str, return_id: str, mends: Iterable[Mend]) -> None:
    """Keep the mends of a version that was just added."""
    numbered = rows.numbered(map(vars, mends), plan=plan, return_id=return_id)
    if numbered:
        connection.execute(sa.insert(t.mends), numbered)


def find_mends(connection: sa.Connection, plan: str, return_id: str) -> tuple[Mend, ...]:
    """Every mend since the file as it was sent, in the order made; none for a version that is a file as sent."""
    of_it = (t.mends.c.plan == plan, t.mends.c.return_id == return_id)
    found = connection.execute(sa.select(t.mends).where(*of_it).order_by(t.mends.c.number))
    return tuple(Mend(**{name: getattr(row, name) for name in Mend.__dataclass_fields__}) for row in found)
