"""How it stands with a database, asked without changing it: an address enters, what it says of itself leaves.

Nothing is migrated, no file is made, and no exception holds the password of the address.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from nap.store.engine import MOST_AT_ONCE
from nap.store.migrate import head

_PATIENCE = 5
"""Seconds a server may take to answer."""
_MOST_TOLD = 160


_PROBE = ("SELECT 1", "SELECT count(*) FROM sqlite_master")
"""What a connection must be able to answer: SQLite opens any file, and reads it only when asked."""


class NotReached(Exception):
    """It cannot be asked. `why`: `address` (it is none), `none` (no such file yet) or `refused`; `said`: by the database."""

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(why)
        self.why, self.said = why, said


@dataclass(frozen=True)
class Vitals:
    """`kind`: sqlite or postgresql. `revision`: None for a database without tables of ours. `newest`: the revision we know.

    `most` connections are allowed, `others` are open besides ours, `pool` is what one process of ours may take; 0 where nothing
    limits them. `now`: by the database's own clock.
    """

    kind: str
    version: str
    encoding: str
    revision: str | None
    newest: str
    now: datetime
    most: int = 0
    others: int = 0
    pool: int = MOST_AT_ONCE


def shown(url: str) -> str:
    """The address without its password; empty for what is none."""
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except (sa.exc.ArgumentError, ValueError):
        return ""


@contextmanager
def asked(url: str) -> Iterator[sa.Connection]:
    """A connection that is only read from. NotReached if there is none."""
    engine = _engine(url)
    try:
        try:
            connection = engine.connect()
            connection.execute(sa.text(_PROBE[connection.dialect.name == "sqlite"]))
        except sa.exc.SQLAlchemyError as problem:
            raise NotReached("refused", _said(url, problem)) from None  # its text may hold the address
        with connection:
            yield connection
    finally:
        engine.dispose()


def vitals(connection: sa.Connection) -> Vitals:
    """What it says of itself."""
    known = sa.inspect(connection).has_table("alembic_version")
    revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version")) if known else None
    if connection.dialect.name == "sqlite":
        encoding, number = (connection.scalar(sa.text(each)) for each in ("PRAGMA encoding", "SELECT sqlite_version()"))
        return Vitals("sqlite", str(number), str(encoding), revision, head(), datetime.now(UTC))
    names = ("server_version", "server_encoding", "max_connections")
    number, encoding, most = (connection.scalar(sa.text(f"SHOW {name}")) for name in names)
    others = connection.scalar(sa.text("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")) or 1
    now = connection.scalar(sa.text("SELECT clock_timestamp()"))
    return Vitals("postgresql", str(number), str(encoding), revision, head(), now, int(most or 0), int(others) - 1)


def quick_check(connection: sa.Connection) -> str:
    """SQLite's own look at the whole file: empty if it is sound, else what it says first. Others look by themselves."""
    if connection.dialect.name != "sqlite":
        return ""
    try:
        said = str(connection.scalar(sa.text("PRAGMA quick_check(1)")))
    except sa.exc.DatabaseError as problem:
        said = str(problem.orig)
    return "" if said == "ok" else said[:_MOST_TOLD]


def _engine(url: str) -> sa.Engine:
    try:
        address = sa.make_url(url)
        if address.get_backend_name() != "sqlite":
            return sa.create_engine(
                address, poolclass=sa.NullPool, hide_parameters=True, connect_args={"connect_timeout": _PATIENCE}
            )
    except (sa.exc.SQLAlchemyError, ImportError, ValueError):
        raise NotReached("address") from None
    if not address.database or not Path(address.database).is_file():
        raise NotReached("none")
    file = Path(address.database).resolve().as_uri()
    return sa.create_engine(f"sqlite:///{file}?mode=ro&uri=true", poolclass=sa.NullPool, hide_parameters=True)


def _said(url: str, problem: sa.exc.SQLAlchemyError) -> str:
    """The first line of what the database said, never with the password in it."""
    said = str(getattr(problem, "orig", None) or type(problem).__name__).strip().partition("\n")[0]
    password = sa.make_url(url).password
    return (said.replace(password, "***") if password else said)[:_MOST_TOLD]
