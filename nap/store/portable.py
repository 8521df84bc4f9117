"""The store as one SQLite file that any program opens: for backups, whatever database it stands in.

Who is signed in and who failed to is left out: a copy that is stolen or brought back opens no session.
"""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from nap.store import chain
from nap.store.canonical import Counted, count_all
from nap.store.chain import Chain
from nap.store.engine import make_engine, reading
from nap.store.migrate import head, migrate, revision
from nap.store.moving import NotCopied, copy_store
from nap.store.release_tables import release_files

LEFT_OUT = ("attempts", "sessions")
_GUARDED = ("audit", "audit_head")
_REVISION = re.compile(r"\w+", re.ASCII)


@dataclass(frozen=True)
class Portable:
    """What stands in the file: every table counted and hashed, how far the audit trail holds, the schema."""

    schema: str
    tables: Mapping[str, Counted]
    chain: Chain


class PublishedFile(NamedTuple):
    """One file of a release."""

    plan: str
    release: int
    edition: str
    path: str
    data: bytes


def write_portable(source: sa.Engine, path: Path) -> Portable:
    """Write the file as the store is at this moment, while others work on; OSError(ENOSPC) if there is no room."""
    with _full_said():
        if source.dialect.name == "sqlite":
            _vacuum_into(source, path)
        else:
            _copy_into(source, path)
        with closing(sqlite3.connect(path)) as copy, copy:
            copy.execute("PRAGMA secure_delete=ON")
            for name in LEFT_OUT:
                copy.execute(f"DELETE FROM {name}")  # noqa: S608 - names of ours
        return look_into(path)


def look_into(path: Path) -> Portable:
    """Count, hash and examine what a file of this schema holds. NotCopied: no_database, if it is none or is damaged."""
    with opened(path) as engine:
        try:
            with reading(engine) as connection:
                if connection.scalar(sa.text("PRAGMA quick_check(1)")) != "ok":
                    raise NotCopied("no_database")
                return Portable(revision(engine) or "", count_all(connection), chain.examine(connection))
        except sa.exc.DatabaseError:
            raise NotCopied("no_database") from None


def bring_up(path: Path) -> bool:
    """Bring a file of an earlier schema to the newest; False if it is of that already. NewerSchema; NotCopied: no_database."""
    with opened(path) as engine:
        try:
            before = revision(engine)
            if before is None or not _REVISION.fullmatch(before):
                raise NotCopied("no_database")
            _stop_if_it_acts(engine)
            migrate(engine)
        except sa.exc.DatabaseError:
            raise NotCopied("no_database") from None
    return before != head()


def _stop_if_it_acts(engine: sa.Engine) -> None:
    """A file holds tables and the guards of the trail; a view in the place of a table could reckon for ever. NotCopied."""
    with reading(engine) as connection:
        found = connection.execute(sa.text("SELECT type, tbl_name, sql FROM sqlite_master")).all()
    for kind, table, sql in found:
        guard = kind == "trigger" and table in _GUARDED
        if not guard and (kind not in {"table", "index"} or str(sql or "").upper().startswith("CREATE VIRTUAL")):
            raise NotCopied("no_database")


@contextmanager
def opened(path: Path) -> Iterator[sa.Engine]:
    """An engine on the file, closed again so that nothing but the file is left."""
    engine = make_engine(f"sqlite:///{path}")
    try:
        yield engine
    finally:
        engine.dispose()


def published(path: Path) -> Iterator[PublishedFile]:
    """Every file of every release in it, one after the other."""
    with opened(path) as engine, reading(engine) as connection:
        key = [release_files.c[name] for name in ("plan", "release", "edition", "path")]
        found = connection.execute(sa.select(*key, release_files.c.data).order_by(*key), execution_options={"yield_per": 20})
        for row in found:
            yield PublishedFile(row.plan, row.release, row.edition, row.path, row.data)


@contextmanager
def _full_said() -> Iterator[None]:
    """A full disk is told as the system tells it, whoever met it."""
    try:
        yield
    except (sqlite3.OperationalError, sa.exc.OperationalError) as fault:
        code = getattr(getattr(fault, "orig", fault), "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, "no space left") from fault
        raise


def _vacuum_into(source: sa.Engine, path: Path) -> None:
    """SQLite's own copy of one moment: whole, without free pages, and without the pages of what was erased."""
    raw = source.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(path),))
    except sqlite3.OperationalError as fault:  # wrapped as the database library does, which whoever asks the store expects
        raise sa.exc.OperationalError("VACUUM INTO", None, fault) from fault
    finally:
        raw.close()


def _copy_into(source: sa.Engine, path: Path) -> None:
    with opened(path) as engine:
        copy_store(source, engine)
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE").close()  # one file, also where nobody may write
