"""What makes houses quick to open for the tests: plans and files read without delay, the demo told once for all workers.

These are fixtures; the folders whose tests open houses name them in their conftest.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nap.facts import Finding, Observation, Period
from nap.monitor import close, fill_demo, open_house
from nap.plan import Plan, load_plan
from nap.returns.book import Book
from nap.returns.gate import Refused
from nap.returns.personal import scan
from nap.returns.reader import open_book
from nap.returns.template import NOTHING_KNOWN, make_template
from nap.settings import ROOT, Settings
from nap.store.engine import _set_up_sqlite as set_up_sqlite
from tests.conftest import SAMPLES

KNOWN = (SAMPLES / "example-plan.yaml", ROOT / "indicators.yaml")
"""The plan files of the project, which no test changes."""

read_once = cache(load_plan)


def load(path: Path, *, adopted: bool = False) -> object:
    """`load_plan`, which for the plans of the project gives what it gave the first time."""
    return (read_once if path in KNOWN else load_plan)(path, adopted=adopted)


@cache
def template_once(
    plan: Plan, partner: str, period: Period, lang: str, latest: tuple[tuple[tuple[str, str], Observation], ...]
) -> bytes:
    """`make_template`, which gives the same bytes for the same question."""
    return make_template(plan, partner, period, lang, dict(latest))


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    """Plans and templates: to read or to make one takes longer than most tests, and each test of a house wants them."""

    def template(*about: Any, latest: Mapping[tuple[str, str], Observation] = NOTHING_KNOWN) -> bytes:
        return template_once(*about[:4], tuple((about[4] if about[4:] else latest).items()))

    with pytest.MonkeyPatch.context() as patch:
        for module in ("house", "alone"):
            patch.setattr(f"nap.monitor.{module}.load_plan", load)
        patch.setattr("nap.returns.template.make_template", template)
        patch.setattr("nap.store.engine._set_up_sqlite", without_waiting)
        yield


@pytest.fixture(scope="session")
def parser_once() -> Iterator[None]:
    """The parser of the command line, which is the same for every command: to build it takes longer than most refusals."""
    import nap.cli

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nap.cli, "_parser", cache(nap.cli._parser))
        yield


def without_waiting(dbapi: sqlite3.Connection, record: object) -> None:
    """A store is set up, but nobody waits for the disk: what a power cut would leave is for other tests, as with PostgreSQL."""
    set_up_sqlite(dbapi, record)
    dbapi.execute("PRAGMA synchronous=OFF").close()


def open_here(data: bytes) -> Book | Finding:
    """`open_book_safely`, but in this process."""
    try:
        return open_book(data)
    except Refused as refused:
        return refused.finding


@pytest.fixture(autouse=True)
def reading_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process; the mark `worker` is for tests of what the process of their own is for.

    Two interpreters are started for every file otherwise, which takes ten times as long as reading it.
    """
    if request.node.get_closest_marker("worker") is None:
        for module in ("returns.check", "monitor.mending", "monitor.named_cells", "monitor.plan_files"):
            monkeypatch.setattr(f"nap.{module}.open_book_safely", open_here)
        monkeypatch.setattr("nap.returns.check.scan_safely", scan)


@pytest.fixture(scope="session")
def filled_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo store, to be copied; the first worker that asks for it fills it for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "filled-demo"
    with alone(folder.with_suffix(".lock")):
        if not folder.exists():
            half = folder.with_suffix(".half")
            house = open_house(Settings.read({"NAP_DATA": str(half)}))
            assert fill_demo(house) > 50
            close(house)
            half.rename(folder)
    return folder


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process at a time. SQLite has a lock that waits, on every system."""
    with closing(sqlite3.connect(lock, timeout=300, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield


def copied(filled: Path, folder: Path) -> Path:
    """A demo store of one's own in that folder."""
    shutil.copytree(filled, folder, dirs_exist_ok=True)
    return folder
