"""A database address enters, an engine leaves: SQLite or PostgreSQL set up so that both keep the same promises.

SQLite: every transaction begins explicitly (otherwise the driver commits table changes on its own and a failing migration leaves
half its work), foreign keys are on, and a commit survives a power cut.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

BUSY_MS = 15_000
"""How long a writer on SQLite waits for the one before it; whole demo fills take less."""
MOST_AT_ONCE = 80
"""Who may ask at the same time, more than there are threads: a reader must never wait for those who wait to write. A PostgreSQL
takes a hundred unless told otherwise."""
_KEPT = 10
"""Connections kept open when nobody needs them."""
_POOL = {"pool_size": _KEPT, "max_overflow": MOST_AT_ONCE - _KEPT}
_WRITES = {"writes": True}
_WRITERS = 1325
"""The advisory lock on PostgreSQL that lets one writer in at a time, as SQLite does by itself."""


def make_engine(url: str) -> sa.Engine:
    """The engine for `sqlite:///…` or `postgresql+psycopg://…`; the folder of an SQLite file is made if need be."""
    address = sa.make_url(url)
    if address.get_backend_name() != "sqlite":
        return sa.create_engine(address, pool_pre_ping=True, hide_parameters=True, **_POOL)  # what is typed belongs in no log
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, hide_parameters=True, **_POOL)
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One unchanging picture of the store for as long as the block lasts."""
    if engine.dialect.name != "sqlite":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction; writers take turns, so what a writer reads stays true until it commits."""
    with engine.execution_options(**_WRITES).begin() as connection:
        if engine.dialect.name != "sqlite":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITERS)))
        yield connection


def _set_up_sqlite(dbapi: Any, _record: object) -> None:
    dbapi.isolation_level = None
    for pragma in ("foreign_keys=ON", f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        dbapi.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # A reader that turns writer half-way can only fail when another writes; who means to write says so at once.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def sweep(engine: sa.Engine) -> bool:
    """Leave nothing behind of rows that were taken out: outside of any transaction, once that is committed.

    True if it is done; False if somebody reads or writes just now, so that it has to be tried again. Files outside of the
    database (backups, copies made before an upgrade) are not touched.
    """
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM"))
        return True
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM")
        busy, *_ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        raw.close()
    return not busy
