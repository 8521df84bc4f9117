"""Every table as others may read it: without passwords, secrets of links, and who is signed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from nap.store.canonical import batches, names, tables

NEVER = ("attempts", "links", "sessions")
"""Tables that hold nothing but ways in."""
SECRET: Mapping[str, tuple[str, ...]] = {
    "people": ("password",),
    "confirmations": ("secret_sha256",),
    "share_links": ("secret",),
}


def outward() -> dict[str, tuple[str, ...]]:
    """The columns of every table that is given away: the key first, then as the table has them."""
    given = {table.name: table for table in tables() if table.name not in NEVER}
    return {name: _columns(given[name]) for name in sorted(given)}


def rows_of(connection: sa.Connection, name: str) -> Iterator[dict[str, Any]]:
    """The rows of one of them in the order of the key, moments and days as the texts they are kept as."""
    (table,) = (each for each in tables() if each.name == name)
    wanted = [(column, names(table).index(column)) for column in _columns(table)]
    for rows in batches(connection, table):
        for row in rows:
            yield {column: row[place] for column, place in wanted}


def _columns(table: sa.Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.name not in SECRET.get(table.name, ()))
