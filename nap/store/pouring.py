"""Many rows are poured into a table at once: rows in the order of its columns' names enter; one that does not fit is told.

PostgreSQL takes them by `COPY`, a seventh of the time of single statements; its triggers are asked for each row all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from nap.store.canonical import names, plain


class Unfit(Exception):
    """A row that this database cannot hold."""


def pour(connection: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Put them in. Unfit; OperationalError if the database is full or out of reach."""
    if connection.dialect.name == "sqlite":
        _insert(connection, table, rows)
    else:
        _copy(connection, table, rows)


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    columns = names(table)
    try:
        connection.execute(sa.insert(plain(table)), [dict(zip(columns, row, strict=True)) for row in rows])
    except (sa.exc.DataError, sa.exc.IntegrityError, ValueError) as fault:
        raise Unfit from fault


def _copy(connection: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    import psycopg

    columns = ", ".join(f'"{name}"' for name in names(table))
    line: Any = connection.connection.driver_connection
    statement = f'COPY "{table.name}" ({columns}) FROM STDIN'
    try:
        with line.cursor() as cursor, cursor.copy(statement) as into:
            for row in rows:
                into.write_row(row)
    except (psycopg.DataError, psycopg.IntegrityError) as fault:
        raise Unfit from fault
    except psycopg.OperationalError as fault:  # told as the database library tells it
        raise sa.exc.OperationalError(statement, None, fault) from fault
