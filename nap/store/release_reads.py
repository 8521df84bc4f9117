"""How often a file of a release was read on a day. Nothing about by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from nap.store import release_tables as t


class Read(NamedTuple):
    """What was read on which day: a release's number and the path of one of its files."""

    release: int
    day: date
    path: str


def add_reads(connection: sa.Connection, plan: str, read: Mapping[Read, int]) -> None:
    """Count so many readings more."""
    c = t.release_reads.c
    for one, times in read.items():
        key = (c.plan == plan, c.release == one.release, c.day == one.day, c.path == one.path)
        more = sa.update(t.release_reads).where(*key).values(times=c.times + times)
        if not connection.execute(more).rowcount:
            connection.execute(sa.insert(t.release_reads), {**one._asdict(), "plan": plan, "times": times})


def reads_of(connection: sa.Connection, plan: str, release: int) -> Mapping[Read, int]:
    """How often each file of a release was read on each day."""
    c = t.release_reads.c
    found = connection.execute(sa.select(t.release_reads).where(c.plan == plan, c.release == release).order_by(c.day, c.path))
    return {Read(row.release, row.day, row.path): row.times for row in found}
