"""A whole store is taken along: from one database to an empty other one, SQLite or PostgreSQL, with proof that all arrived.

Two engines enter, counts and hashes of every table leave. The source is read in one unchanging picture, the target written in
one transaction; both are then counted and hashed alike. With any difference the target is left as it was found. The triggers
that guard the audit trail stay on: events go in one behind the other, as they were written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from nap.store import chain, tables as t
from nap.store.audit import START, append, version
from nap.store.canonical import Count, Counted, batches, count, tables
from nap.store.chain import Chain
from nap.store.engine import make_engine, reading, writing
from nap.store.migrate import NewerSchema, migrate, revision
from nap.store.pouring import Unfit, pour

NOT_COPIED = (
    *("not_empty", "not_ours", "newer", "same", "unfit", "differs", "trail_differs", "no_database"),
    *("written_meanwhile", "address", "unreachable"),
)
"""Every code of `NotCopied`: something stands in the target; tables of another program stand there; it was written by a later
version; it is the source itself; a row that the target cannot hold; counts or hashes of a table differ afterwards; the audit
trail does; what stands at the address is no database; somebody wrote into the source meanwhile; the address is none
of a database we know; nobody answers there, or nobody lets us in."""
_KNOWN = ("sqlite", "sqlite+pysqlite", "postgresql+psycopg")


class NotCopied(Exception):
    """Nothing was changed in the target. `code`: one of `NOT_COPIED`; `about`: the table or the revision it is about."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code, about)
        self.code, self.about = code, about


@dataclass(frozen=True)
class Copied:
    """What arrived: every table by name, how far the audit trail holds (as it does in the source), its last number."""

    tables: Mapping[str, Counted]
    chain: Chain
    last: int


Then = Callable[[sa.Connection, Copied], None]
"""What is still done in the transaction of the target, once everything has arrived."""


def copy_store(source: sa.Engine, target: sa.Engine, then: Then | None = None) -> Copied:
    """Copy everything. NotCopied: all but `no_database`."""
    if source.url == target.url:
        raise NotCopied("same")
    make_ready(target)
    with reading(source) as there, writing(target) as here, _unhurried(there), _unhurried(here):
        _stop_unless_empty(here)
        counted = {table.name: _copied(there, here, table) for table in tables()}
        copied = Copied(dict(sorted(counted.items())), _proved(there, here, counted), version(here))
        if then is not None:
            then(here, copied)
    return copied


def make_ready(target: sa.Engine) -> None:
    """Bring an empty target to the newest schema. NotCopied: not_empty, not_ours, newer, no_database; then it is as it was."""
    try:
        now = revision(target)
        with target.connect() as connection:
            _stop_unless_ours(connection, now)
        migrate(target)
    except NewerSchema as newer:
        raise NotCopied("newer", newer.revision) from None
    except sa.exc.DatabaseError as fault:
        if "not a database" not in str(fault.orig):
            raise
        raise NotCopied("no_database") from None


@contextmanager
def target_at(url: str) -> Iterator[sa.Engine]:
    """The engine of the target for as long as the block lasts. If it fails, an SQLite file that was not there before is gone.

    NotCopied: address, unreachable.
    """
    address = _address(url)
    file = Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None
    made = [] if file is None or file.exists() else [file, *(each for each in file.parents if not each.exists())]
    if file is not None and file.is_file():
        _stop_unless_ours_by(file)
    engine = _reached(url)
    try:
        yield engine
    except BaseException:
        engine.dispose()
        _remove(made)
        raise
    engine.dispose()


def _address(url: str) -> sa.URL:
    try:
        address = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise NotCopied("address") from None
    if address.drivername not in _KNOWN or not address.database or address.database == ":memory:":
        raise NotCopied("address")
    return address


def _stop_unless_ours_by(file: Path) -> None:
    """Look into an SQLite file without a trace: merely to open it for writing changes the file of another program."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as looked:
            there = {name for (name,) in looked.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as fault:
        raise NotCopied("no_database" if "not a database" in str(fault) else "unreachable") from None
    if there and "alembic_version" not in there:
        raise NotCopied("not_ours", min(there))


def _reached(url: str) -> sa.Engine:
    try:
        engine = make_engine(url)
        engine.connect().close()
    except sa.exc.DatabaseError as fault:
        raise NotCopied("no_database" if "not a database" in str(fault.orig) else "unreachable") from None
    except OSError as fault:
        raise NotCopied("unreachable", fault.strerror or "") from None
    return engine


def _remove(made: Sequence[Path]) -> None:
    """Take away a file and the folders that were made for it; what else came to stand in them stays."""
    for file in made[:1]:
        for end in ("", "-wal", "-shm", "-journal"):
            file.with_name(f"{file.name}{end}").unlink(missing_ok=True)
    for folder in made[1:]:
        with suppress(OSError):
            folder.rmdir()


def note(connection: sa.Connection, at: datetime, plan: str, act: str, **facts: str) -> None:
    """Put on record, at the end of the trail that arrived, how it came here."""
    append(connection, at, "operator", act, plan, origin="cli", **facts)


def end_links(connection: sa.Connection, at: datetime) -> int:
    """No one-time link that was open works any more: what was used since would work a second time. How many."""
    return connection.execute(sa.update(t.links).where(t.links.c.over.is_(None)).values(over=at)).rowcount


def _stop_unless_ours(connection: sa.Connection, now: str | None) -> None:
    there = set(sa.inspect(connection).get_table_names())
    if now is None and there:
        raise NotCopied("not_ours", min(there))
    _stop_unless_empty(connection, there)


def _stop_unless_empty(connection: sa.Connection, there: Iterable[str] | None = None) -> None:
    known = {table.name for table in tables()} if there is None else {table.name for table in tables()} & set(there)
    for table in tables():
        if table.name in known and connection.execute(sa.select(*_found(table)).limit(1)).first() not in (None, _UNBEGUN):
            raise NotCopied("not_empty", table.name)


_UNBEGUN = (1, 0, START)
"""The one row of `audit_head` before the first event."""


def _found(table: sa.Table) -> Iterable[sa.ColumnElement[Any]]:
    """The columns of the end of the trail; of other tables one: an earlier schema may lack some."""
    if table is t.audit_head:
        return t.audit_head.c.id, t.audit_head.c.number, t.audit_head.c.sha256
    return (next(iter(table.primary_key)),)


@contextmanager
def _unhurried(connection: sa.Connection) -> Iterator[None]:
    """A PostgreSQL gives up neither a long statement nor a side that waits for the other one."""
    if connection.dialect.name == "sqlite":
        yield
        return
    from nap.store.postgresql import without_hurry

    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    with without_hurry(connection):
        yield


def _copied(there: sa.Connection, here: sa.Connection, table: sa.Table) -> Counted:
    counting = Count(table)
    for rows in batches(there, table):
        counting.add(rows)
        _put(here, table, rows)
    return counting.counted()


def _put(here: sa.Connection, table: sa.Table, rows: Sequence[sa.Row[Any]]) -> None:
    if table is t.audit_head:
        _set_head(here, [dict(row._mapping) for row in rows])
        return
    try:
        pour(here, table, rows)
    except Unfit as unfit:
        raise NotCopied("unfit", table.name) from unfit


def _set_head(here: sa.Connection, rows: list[dict[str, Any]]) -> None:
    """The target has the row already, and lets it only go on."""
    for row in rows:
        if row["number"] > 0:
            here.execute(sa.update(t.audit_head).where(t.audit_head.c.id == row["id"]).values(row))


def _proved(there: sa.Connection, here: sa.Connection, counted: Mapping[str, Counted]) -> Chain:
    for table in tables():
        if count(here, table) != counted[table.name]:
            raise NotCopied("differs", table.name)
    found = chain.examine(here)
    if found != chain.examine(there):
        raise NotCopied("trail_differs")
    return found
