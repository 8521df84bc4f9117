"""How long the whole store takes to be backed up, looked at, brought back and moved, and how large it becomes, on both databases.

    python -m benchmarks.backup [--returns 1000 10000] [--kilobytes 30] [--short] [--out FILE.json]

Made-up returns, each a file of random bytes with 40 figures, two comments and three events. PostgreSQL is a cluster of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pyrage
import sqlalchemy as sa

from nap.monitor import backup, close, look_backup, move, open_house, operator, restore, sealing_key, unsealing_key
from nap.settings import Settings
from nap.store import audit, tables as t
from tests.store.postgres import binaries, cluster

FIGURES = 40
_AT = datetime(2026, 11, 15, 9, tzinfo=UTC)


def main() -> None:
    """Measure, print a table, perhaps write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", nargs="*", type=int, default=[1000, 10000])
    parser.add_argument("--kilobytes", type=int, default=30)
    parser.add_argument("--short", action="store_true", help="each thing once: nothing sealed, each restore on its own database")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    folder = binaries()
    if folder is None:
        raise SystemExit("there is no PostgreSQL here")
    found = []
    with cluster(folder) as address, tempfile.TemporaryDirectory(prefix="nap-backup-") as room:
        for count in options.returns:
            for line in _measured(Path(room), address, count, options.kilobytes, short=options.short):
                print("  ".join(f"{name} {value}" for name, value in line.items()), flush=True)
                found.append(line)
    if options.out:
        options.out.write_text(json.dumps(found, indent=1) + "\n")


def _measured(room: Path, address: str, count: int, kilobytes: int, *, short: bool) -> Iterator[dict[str, Any]]:
    lite = Settings.read({"NAP_DATA": str(room / f"sqlite-{count}"), "NAP_DEMO": "0"})
    seconds, _ = _timed(lambda: _fill(lite, count, kilobytes))
    size = (lite.data / "nap.sqlite").stat().st_size
    yield {"returns": count, "what": "filled", "seconds": seconds, "store MB": round(size / 1e6, 1)}
    big = replace(lite, data=room / f"pg-{count}", database_url=_database(address, f"b{count}"))
    house = open_house(lite)
    yield _line(count, "move sqlite → postgresql", lambda: move(operator(), house, big.database_url))
    close(house)
    for name, settings in (("sqlite", lite), ("postgresql", big)):
        yield from _of_one(room, address, name, settings, count, short=short)
    if not short:
        house = open_house(big)
        back = f"sqlite:///{room / f'back-{count}.sqlite'}"
        yield _line(count, "move postgresql → sqlite", lambda: move(operator(), house, back))
        close(house)
    shutil.rmtree(lite.data)


def _of_one(room: Path, address: str, name: str, settings: Settings, count: int, *, short: bool) -> Iterator[dict[str, Any]]:
    identity = pyrage.x25519.Identity.generate()
    keyfile = room / "key.txt"
    keyfile.write_text(f"{identity}\n")
    plain, sealed = room / "nap.zip", room / "nap.zip.age"
    house = open_house(settings)
    yield _line(count, f"backup of {name}", lambda: backup(operator(), house, plain), plain)
    key = sealing_key([str(identity.to_public())], None)
    if not short:
        yield _line(count, f"backup of {name}, sealed", lambda: backup(operator(), house, sealed, key), sealed)
    close(house)
    lite = replace(settings, data=room / "again", database_url=f"sqlite:///{room / 'again' / 'nap.sqlite'}")
    big = replace(settings, data=room / "again-pg", database_url=_database(address, f"r{name}{count}"))
    yield _line(count, f"check of that of {name}", lambda: look_backup(lite, plain))
    opens, file = unsealing_key(keyfile, None), plain if short else sealed
    if name == "sqlite" or not short:
        yield _line(count, f"restore of {name}{'' if short else ', sealed'} → sqlite", lambda: restore(lite, file, opens))
    if name == "postgresql" or not short:
        yield _line(count, f"restore of {name} → postgresql", lambda: restore(big, plain))
    for each in (plain, sealed):
        each.unlink(missing_ok=True)
    shutil.rmtree(room / "again", ignore_errors=True)
    shutil.rmtree(room / "again-pg", ignore_errors=True)


def _line(count: int, what: str, act: Callable[[], object], file: Path | None = None) -> dict[str, Any]:
    seconds, cpu = _timed(act)
    told = {"returns": count, "what": what, "seconds": seconds, "cpu": cpu}
    told["peak MB so far"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    return told | ({"file MB": round(file.stat().st_size / 1e6, 1)} if file else {})


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    begun, cpu = time.perf_counter(), time.process_time()
    act()
    return round(time.perf_counter() - begun, 1), round(time.process_time() - cpu, 1)


def _database(address: str, name: str) -> str:
    with psycopg.connect(address.format(name="postgres").replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return address.format(name=name)


def _fill(settings: Settings, count: int, kilobytes: int) -> None:
    house = open_house(settings)
    plan, version, places = house.plan.id, house.plan.version, [region.code for region in house.plan.regions.all]
    with house.store.writing() as transaction:
        for begin in range(0, count, 100):
            ids = range(begin, min(begin + 100, count))
            _put(transaction, t.returns, [_return(plan, version, number) for number in ids])
            files = [{"plan": plan, "return_id": _id(plan, one), "data": os.urandom(kilobytes * 1000)} for one in ids]
            _put(transaction, t.originals, files)
            _put(transaction, t.observations, [_figure(plan, one, each, places) for one in ids for each in range(FIGURES)])
            _put(transaction, t.notes, [_note(plan, one, each) for one in ids for each in range(2)])
            for one in ids:
                for act, status in (("receive", "draft"), ("submit", "submitted"), ("accept", "accepted")):
                    at = _AT + timedelta(seconds=one)
                    audit.append(transaction, at, "somebody@example.org", act, plan, _id(plan, one), status)
    close(house)


def _put(transaction: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    transaction.execute(sa.insert(table), rows)


def _id(plan: str, number: int) -> str:
    return f"{plan}.P{number}.2026-H1.1"


def _return(plan: str, version: int, number: int) -> dict[str, Any]:
    texts = {"sha256": f"{number:064x}", "filename": "return.xlsx", "person": "somebody@example.org", "language": "ky"}
    about = {"id": _id(plan, number), "plan": plan, "plan_version": version, "partner": f"P{number}", "period": "2026-H1"}
    counts = {"version": 1, "rows": FIGURES, "errors": 0, "warnings": 0}
    return (
        about | texts | counts | {"received": _AT, "late": False, "verdict": "clean", "nothing_to_report": False, "mapping": ""}
    )


def _figure(plan: str, number: int, row: int, places: list[str]) -> dict[str, Any]:
    where = {"partner": f"P{number}", "indicator": f"2.{row % 9}", "region": places[row % len(places)], "period": "2026-H1"}
    value = {"value": Decimal(number * row) / 8, "numerator": None, "denominator": None, "state": "reported", "quality": "final"}
    cell = {"breakdown": "", "source": "own records", "sheet": "O2", "cell": f"F{row}", "typed": str(number * row)}
    return {"plan": plan, "return_id": _id(plan, number), "number": row} | where | value | cell


def _note(plan: str, number: int, row: int) -> dict[str, Any]:
    said = {"kind": "comment", "text": "Айыл өкмөтүндөгү комитет ишин баштады. " * 4, "indicator": "2.2", "region": "KG"}
    return {"plan": plan, "return_id": _id(plan, number), "number": row, "sheet": "O2", "cell": f"H{row}"} | said


if __name__ == "__main__":
    main()
