"""Fixtures: whoever asks for `address` or `store` runs once on SQLite and once on a real PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from nap.store import Store, open_store
from nap.store.audit import START
from nap.store.migrate import head
from nap.store.tables import metadata
from tests.store.postgres import binaries, cluster

MIGRATED = "migrated"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL with `{name}` for the database; one, `migrated`, has the tables."""
    folder = binaries()
    if folder is None:
        pytest.skip("NO POSTGRESQL FOUND: what is promised for both databases is proved for SQLite alone")
    with cluster(folder) as address:
        make_database(address, MIGRATED)
        open_store(address.format(name=MIGRATED)).close()
        yield address
        for connection in _KEPT.values():
            connection.close()
        _KEPT.clear()


def make_database(address: str, name: str) -> str:
    """Make a database and return its address."""
    with psycopg.connect(address.format(name="postgres").replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return address.format(name=name)


def emptied(address: str) -> str:
    """The migrated database without what the test before left in it.

    Most tests leave rows in a few tables: to truncate all of them takes far longer.
    """
    migrated = address.format(name=MIGRATED)
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in metadata.tables)
    with _past_triggers(migrated.replace("+psycopg", "")) as connection:
        filled = [name for (name,) in connection.execute(asked, prepare=True)]
        with connection.pipeline():
            for table in filled:
                connection.execute(f'DELETE FROM "{table}"')
            connection.execute("INSERT INTO audit_head VALUES (1, 0, %s)", (START,))
            connection.execute("UPDATE alembic_version SET version_num = %s", (head(),))
    return migrated


_KEPT: dict[str, psycopg.Connection] = {}


@contextmanager
def _past_triggers(migrated: str) -> Iterator[psycopg.Connection]:
    """A connection that the triggers do not stop (the audit trail refuses to be emptied); the same one for all tests."""
    connection = _KEPT.get(migrated)
    if connection is None or _cut(connection):
        connection = _KEPT[migrated] = psycopg.connect(migrated, autocommit=True)
        connection.execute("SET session_replication_role = replica")
    yield connection


def _cut(connection: psycopg.Connection) -> bool:
    """Whether the database ended it, as tests of lines make it do."""
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        connection.close()
        return True
    return False


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to be copied."""
    path = tmp_path_factory.mktemp("store") / "migrated.sqlite"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'nap.sqlite'}"
    return make_database(request.getfixturevalue("postgres"), f"t{abs(hash(request.node.nodeid))}")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated, empty store."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "nap.sqlite")
        return f"sqlite:///{tmp_path / 'nap.sqlite'}"
    return emptied(request.getfixturevalue("postgres"))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open, empty store."""
    opened = open_store(address)
    yield opened
    opened.close()
