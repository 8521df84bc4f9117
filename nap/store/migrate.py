"""The schema is brought up to date when the house opens: the file is copied first, then all steps run in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Lock

import sqlalchemy as sa

from nap.store.engine import make_for_us, upgrading

MIGRATIONS = Path(__file__).parent / "migrations"
_ALONE = Lock()
"""Alembic keeps what it works on for the whole process: one thread after the other."""


class NewerSchema(Exception):
    """The store was written by a later version of the monitor; `revision` is what it holds."""

    def __init__(self, revision: str) -> None:
        super().__init__(revision)
        self.revision = revision


def head(folder: Path = MIGRATIONS) -> str:
    """The newest revision; files are `0001_<what>.py`, so the name tells without importing Alembic."""
    return max(path.name.partition("_")[0] for path in (folder / "versions").glob("[0-9]*.py"))


def revision(engine: sa.Engine) -> str | None:
    """The revision the store stands at, None if it is empty."""
    with engine.connect() as connection:
        return _standing(connection)


def _standing(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return found


def migrate(engine: sa.Engine, folder: Path = MIGRATIONS) -> None:
    """Bring the schema to the head. A failing step leaves nothing behind; an SQLite file is copied beside itself before."""
    now = revision(engine)
    if _fits(now, folder):
        return
    try:
        with _ALONE:
            _run(engine, folder)
    except sa.exc.DBAPIError:
        # Two who find an empty database make the same tables: the second one waits for the first, and finds them made.
        if now is not None or revision(engine) != head(folder):
            raise


def _fits(now: str | None, folder: Path) -> bool:
    if now is not None and now > head(folder):
        raise NewerSchema(now)
    return now == head(folder)


def copy_before(engine: sa.Engine, now: str) -> Path | None:
    """Copy an SQLite file to `<name>.before-leaving-<revision>`; other databases have their own backups (None)."""
    if engine.dialect.name != "sqlite" or not engine.url.database or engine.url.database == ":memory:":
        return None
    source = Path(engine.url.database)
    target = source.with_name(f"{source.name}.before-leaving-{now}")
    make_for_us(target)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return target


def _run(engine: sa.Engine, folder: Path) -> None:
    # Alembic takes a third of a second to import and is needed on the first start and after an upgrade only.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with upgrading(engine) as connection:
        now = _standing(connection)
        if _fits(now, folder):
            return  # another process was faster: what it copied before stays
        if now is not None:
            copy_before(engine, now)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
