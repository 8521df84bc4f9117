"""Every table in one form that does not depend on the database: rows in the order of their key, counted and hashed.

The form: one line of JSON for each row, its values in the order of the columns' names, no space between them, UTF-8, `\\n` behind
it. Text, moments and days are strings as they are kept; exact numbers are strings without exponent; bytes are their number and
their SHA-256 with a colon between. The first line holds the names of the columns. The hash is the SHA-256 of all lines.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from nap.store import life_tables, release_tables
from nap.store.tables import Day, Moment, metadata

LARGE, SMALL = 8, 1000
"""Rows that are held at once: of tables with files in them, each up to megabytes, and of all others."""
KNOWN = (life_tables, release_tables)
"""Modules that add tables to those of `nap.store.tables`: all are known from here on."""


@dataclass(frozen=True)
class Counted:
    """What a table holds: how many rows, and the hash over all of them."""

    rows: int
    sha256: str


class Count:
    """Counts and hashes rows as they come by, in the order of their key."""

    def __init__(self, table: sa.Table) -> None:
        self.rows, self._sha256 = 0, hashlib.sha256(line(names(table)))

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Take the next rows in."""
        for row in rows:
            self.rows += 1
            self._sha256.update(line(row))

    def counted(self) -> Counted:
        """What came by until now."""
        return Counted(self.rows, self._sha256.hexdigest())


def tables() -> tuple[sa.Table, ...]:
    """Every table, those that others point to before them."""
    return tuple(metadata.sorted_tables)


def names(table: sa.Table) -> tuple[str, ...]:
    """The names of its columns in the order of the alphabet."""
    return tuple(sorted(column.name for column in table.columns))


def plain(table: sa.Table) -> sa.TableClause:
    """The same table with moments and days as the texts they are kept as: nothing is read and written anew on the way."""
    return sa.table(table.name, *(sa.column(name, _plain_type(table.c[name].type)) for name in names(table)))


def batches(connection: sa.Connection, table: sa.Table) -> Iterator[Sequence[sa.Row[Any]]]:
    """Its rows in the order of the key, a few at a time."""
    kept = plain(table)
    question = sa.select(*kept.columns).order_by(*(_key(connection, kept.c[column.name]) for column in table.primary_key))
    at_once = LARGE if any(isinstance(column.type, sa.LargeBinary) for column in table.columns) else SMALL
    with connection.execute(question, execution_options={"yield_per": at_once}) as found:
        yield from found.partitions()


def count(connection: sa.Connection, table: sa.Table) -> Counted:
    """Count and hash one table."""
    counting = Count(table)
    for rows in batches(connection, table):
        counting.add(rows)
    return counting.counted()


def count_all(connection: sa.Connection) -> dict[str, Counted]:
    """Count and hash every table, by name."""
    return {table.name: count(connection, table) for table in sorted(tables(), key=lambda each: each.name)}


def line(values: Iterable[Any]) -> bytes:
    """One row in the form that is hashed."""
    return _json([_told(value) for value in values]).encode() + b"\n"


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _told(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"{len(value)}:{hashlib.sha256(value).hexdigest()}"
    # One database keeps the sign of a zero and the exponent as it was typed, the other does not.
    return format(value if value else abs(value), "f") if isinstance(value, Decimal) else value


def _plain_type(kind: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    return sa.Text() if isinstance(kind, (Moment, Day)) else kind


def _key(connection: sa.Connection, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """In the order of the bytes: on PostgreSQL text is sorted by a language otherwise."""
    text = isinstance(column.type, sa.Text) and connection.dialect.name != "sqlite"
    return sa.collate(column, "C") if text else column
