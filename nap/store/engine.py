"""A database address enters, an engine leaves: SQLite or PostgreSQL set up so that both keep the same promises.

SQLite: every transaction begins explicitly (otherwise the driver commits table changes on its own and a failing migration leaves
half its work), foreign keys are on, and a commit survives a power cut.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlalchemy as sa

from nap.store.unavailable import Unanswered

BUSY_MS = 15_000
"""How long a writer on SQLite waits for the one before it; whole demo fills take less."""
MOST_AT_ONCE = 80
"""Who may ask at the same time, more than there are threads: a reader must never wait for those who wait to write. A PostgreSQL
takes a hundred unless told otherwise."""
_KEPT = 10
"""Connections kept open when nobody needs them."""
_POOL = {"pool_size": _KEPT, "max_overflow": MOST_AT_ONCE - _KEPT, "pool_timeout": 10}
_WRITES = {"writes": True}


def make_engine(url: str) -> sa.Engine:
    """The engine for `sqlite:///…` or `postgresql+psycopg://…`; the folder of an SQLite file is made if need be."""
    address = sa.make_url(url)
    if address.get_backend_name() != "sqlite":
        engine = sa.create_engine(address, pool_pre_ping=True, hide_parameters=True, **_POOL)  # what is typed belongs in no log
        _lines().be_patient(engine)
        return engine
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = sa.create_engine(address, hide_parameters=True, **_POOL)
    sa.event.listen(engine, "do_connect", _ours_alone)
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_for_us(path: str | Path) -> None:
    """Make an empty file that nobody else may read, unless there is one."""
    if not os.path.lexists(path):
        with suppress(OSError):  # another process was faster; or it cannot be made, which SQLite says as it does everywhere
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One unchanging picture of the store for as long as the block lasts."""
    if engine.dialect.name != "sqlite":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction; writers take turns, so what a writer reads stays true until it commits.

    Unanswered if the line was cut while it was kept: only asking again tells whether it is.
    """
    sqlite = engine.dialect.name == "sqlite"
    options = _WRITES if sqlite else {"isolation_level": "READ COMMITTED"}
    with engine.connect().execution_options(**options) as connection, connection.begin() as transaction:
        if not sqlite:
            _lines().take_turn(connection)
        yield connection
        _commit(transaction)


@contextmanager
def upgrading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """The same for changes of the schema, also where there is none yet: for as long as they take."""
    if engine.dialect.name == "sqlite":
        with writing(engine) as connection:
            yield connection
        return
    there = sa.inspect(engine).has_table("alembic_version")
    with (writing if there else sa.Engine.begin)(engine) as connection, _lines().without_hurry(connection):
        yield connection


def _commit(transaction: sa.Transaction) -> None:
    try:
        transaction.commit()
    except sa.exc.DBAPIError as fault:
        if fault.connection_invalidated:
            raise Unanswered from fault
        raise


def _lines() -> ModuleType:
    # Its library takes a tenth of a second to import, which most who start a command on SQLite need not wait for.
    from nap.store import postgresql

    return postgresql


def _ours_alone(_dialect: object, _record: object, told: Sequence[str], _named: object) -> None:
    """A file that SQLite would make for everybody to read is made for us alone; those it puts beside it get the same rights."""
    if told[0] != ":memory:":
        make_for_us(told[0])


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
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection, _lines().without_hurry(connection):
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
