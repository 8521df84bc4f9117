"""`--postgresql`: every house of the tests stands on a database of its own in one real PostgreSQL, started for all workers.

Where a test names an SQLite file, a database is made instead and its name written into that file. So whoever copies the file gets
a copy of the database, as with SQLite. The mark `sqlite` keeps a test, or whatever opens under `there_stays()`, on the file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from tests.store.postgres import binaries, cluster

ADDRESS = "NAP_TESTS_POSTGRESQL"
"""Where the workers find the cluster: the address up to the name."""
MARK = "postgresql database "
_MADE: dict[Path, str] = {}
_staying: list[bool] = []


def begin(config: pytest.Config) -> None:
    """Start the cluster, in the process that starts the workers alone; it is stopped at the end of the tests."""
    if ADDRESS in os.environ:
        return
    folder = binaries()
    if folder is None:
        raise pytest.UsageError("--postgresql: no PostgreSQL found here")
    running = ExitStack()
    os.environ[ADDRESS] = running.enter_context(cluster(folder, connections=400))
    config.add_cleanup(lambda: (os.environ.pop(ADDRESS), running.close()))


@contextmanager
def there_stays() -> Iterator[None]:
    """What is opened within stays in its file."""
    _staying.append(True)
    try:
        yield
    finally:
        _staying.pop()


@contextmanager
def instead_of_files() -> Iterator[None]:
    """Every store that is opened at a file is opened in a database."""
    import nap.store.opening as opening

    make = opening.make_engine
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "make_engine", lambda url: make(address_of(url)))
        yield


def address_of(url: str) -> str:
    """The database in the place of that file; any other address stays as it is."""
    file = sa.make_url(url).database
    if _staying or not url.startswith("sqlite:///") or not file or file == ":memory:":
        return url
    return _database(Path(file).resolve())


def of_a_server(environment: Mapping[str, str], data: Path) -> dict[str, str]:
    """The environment of a server process whose store would be a file in that folder."""
    if ADDRESS not in os.environ or _staying or "NAP_DATABASE_URL" in environment:
        return dict(environment)
    return {"NAP_DEMO": "1", **environment, "NAP_DATABASE_URL": _database(data / "nap.sqlite")}


def forget(below: Path) -> None:
    """Drop every database made for a file in that folder: a test leaves its files for a look, databases are too large."""
    gone = [file for file in _MADE if file.is_relative_to(below)]
    for name in (_MADE.pop(file) for file in gone):
        _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _database(file: Path) -> str:
    name = "t" + hashlib.sha256(str(file).encode()).hexdigest()[:24]
    known = _named_in(file)
    if known != name:
        _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        if known:
            _ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{known}'")
        _ask(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{known}" STRATEGY file_copy' if known else ""))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(MARK + name)
    _MADE[file] = name
    return os.environ[ADDRESS].format(name=name)


def _named_in(file: Path) -> str:
    if not file.is_file() or not file.stat().st_size:
        return ""
    data = file.read_bytes()
    assert data.startswith(MARK.encode()), f"{file} is a store of SQLite: a test that means one has the mark `sqlite`"
    return data.decode().removeprefix(MARK)


def _ask(statement: str) -> None:
    with psycopg.connect(os.environ[ADDRESS].format(name="postgres").replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


@pytest.fixture(scope="session", autouse=True)
def databases(request: pytest.FixtureRequest) -> Iterator[None]:
    """For all tests of this process."""
    if not request.config.getoption("--postgresql"):
        yield
        return
    with instead_of_files():
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What runs once on each database anyway need not run on PostgreSQL twice."""
    twice = [item for item in items if "sqlite" in _databases_of(item)]
    items[:] = [item for item in items if "sqlite" not in _databases_of(item)]
    config.hook.pytest_deselected(items=twice)


def _databases_of(item: pytest.Item) -> set[object]:
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    return {parameters.get(name) for name in ("address", "empty_address")}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    """Keep those with the mark on their files; drop what the test left."""
    with ExitStack() as around:
        if item.get_closest_marker("sqlite"):
            around.enter_context(there_stays())
        done = yield
    folder: Callable[[], Path] | Path | None = getattr(item, "funcargs", None) and item.funcargs.get("tmp_path")
    if isinstance(folder, Path) and ADDRESS in os.environ:
        forget(folder)
    return done
