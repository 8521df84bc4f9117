"""What one observation costs in the store: SQLite and a PostgreSQL of this machine, side by side, as ratios.

    .venv/bin/python benchmarks/store.py [OBSERVATIONS …]

Starts a PostgreSQL of its own in a temporary folder, which waits for the disk as a real one does, and ends it again. What is
measured: keeping returns of a thousand rows (findings, original bytes, event and all), reading them back as results do, reading
one indicator, bytes on the disk, and how many writers come through in a second.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from nap.facts import Observation, Place
from nap.store import Store, audit, open_store, returns
from tests.store.postgres import binaries, cluster
from tests.store.samples import H1, NOON, PLAN, adopted, new_return

ROWS = 1_000
"""Observations of one return."""
WRITERS = 200
FILE = bytes(range(256)) * 160
"""The original bytes of a return: 40 kB, as a workbook of so many rows has."""


def a_return(number: int) -> Any:
    """A return of a thousand observations, twenty indicators in fifty places."""
    place = Place("O2", "F12")
    figures = tuple(
        Observation(
            f"P{number:05}",
            f"{row % 20}.1",
            f"R{row // 20}",
            H1,
            "",
            Decimal(f"{row}.25"),
            source="register",
            place=place,
            typed=(("F12", f"{row},25"),),
        )
        for row in range(ROWS)
    )
    data = FILE + str(number).encode()
    return replace(new_return(data), partner=f"P{number:05}", observations=figures, items=(), notes=())


def measured(store: Store, size: Callable[[], int], observations: int) -> dict[str, float]:
    """Milliseconds and bytes for one observation, and writers a second."""
    adopted(store)
    before, many = size(), observations // ROWS or 1
    kept, ids = timed(lambda: [keep(store, number) for number in range(many)])
    grown = size() - before
    totals, _ = timed(lambda: [read(store, returns.totals, id) for id in ids])
    one, found = timed(lambda: read(store, lambda reader, _: returns.figures(reader, ids, "3.1"), ""))
    writing, _ = timed(lambda: [note(store) for _ in range(WRITERS)])
    each = many * ROWS
    return {
        "kept, ms a row": kept / each * 1000,
        "bytes a row": grown / each,
        "read as results do, ms a row": totals / each * 1000,
        "read one indicator, ms a row": one / max(1, len(found)) * 1000,
        "writers a second": WRITERS / writing,
        "one click asks (version), ms": statistics.median(timed(store.version)[0] for _ in range(50)) * 1000,
    }


def keep(store: Store, number: int) -> str:
    with store.writing() as transaction:
        return returns.add_return(transaction, a_return(number)).id


def read(store: Store, what: Callable[..., Any], id: str) -> Any:
    with store.reading() as transaction:
        return what(transaction, id)


def note(store: Store) -> None:
    with store.writing() as transaction:
        audit.append(transaction, NOON, "x", "look", PLAN.plan)


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    done = act()
    return time.perf_counter() - begun, done


@contextmanager
def a_file(folder: Path) -> Iterator[tuple[Store, Callable[[], int]]]:
    store = open_store(f"sqlite:///{folder / 'nap.sqlite'}")
    yield store, lambda: store.bytes() or 0
    store.close()


@contextmanager
def a_database(address: str) -> Iterator[tuple[Store, Callable[[], int]]]:
    name = f"bench{time.time_ns()}"
    with sa.create_engine(address.format(name="postgres"), isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
        store = open_store(address.format(name=name))
        yield store, lambda: connection.scalar(sa.text(f"SELECT pg_database_size('{name}')")) or 0
        store.close()


def main() -> int:
    """Print a table for each number of observations."""
    wanted = [int(each) for each in sys.argv[1:]] or [1_000, 10_000, 100_000]
    folder = binaries()
    if folder is None:
        print("no PostgreSQL found here")
        return 1
    with cluster(folder, fsync="on") as address:
        for observations in wanted:
            with tempfile.TemporaryDirectory() as here, a_file(Path(here)) as (store, size):
                sqlite = measured(store, size, observations)
            with a_database(address) as (store, size):
                postgresql = measured(store, size, observations)
            print(f"\n{observations:,} observations            SQLite   PostgreSQL   ratio")
            for name, value in sqlite.items():
                print(f"{name:<32}{value:10.3f} {postgresql[name]:10.3f} {postgresql[name] / value:9.2f}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
