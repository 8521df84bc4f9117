"""What comparing with earlier returns costs: one check as a process of its own, offline and with a store of 100,000 figures.

    python benchmarks/check_history.py [ROWS ...]     default 2000

The store holds only returns of the sender, half a year each, as many as make 100,000 figures: nobody has more to compare with.
Medians of five runs, in turn, and the seconds of the processor within each.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.reading import REGIONS, make_files  # noqa: E402
from nap.facts import Observation, Period  # noqa: E402
from nap.monitor import close, open_house  # noqa: E402
from nap.returns.check import Context, check_return  # noqa: E402
from nap.settings import Settings  # noqa: E402
from nap.store import audit, returns  # noqa: E402
from nap.store.returns import NewReturn  # noqa: E402

RUNS = 5
FIGURES = 100_000
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def fill(folder: Path, plan_file: Path, filled: Path) -> int:
    """Put accepted returns of the half-years before into the store; how many figures it holds then."""
    settings = Settings(folder, f"sqlite:///{folder / 'nap.sqlite'}", plan_file, "http://127.0.0.1", True)
    house = open_house(settings)
    known = check_return(filled.read_bytes(), Context({}, house.plan, NOON.date(), safely=False)).observations
    period, total = Period.parse("2026-H1"), 0
    with house.store.writing() as transaction:
        while total < FIGURES:
            period = period.previous()
            figures = [_earlier(one, period) for one in known]
            new = NewReturn(
                *(house.plan.id, 1, "P1", period, f"{total:064}", b"", "", NOON, False, "p1@demo", "en", "clean"),
                *(len(known), False, 0, 0),
                observations=figures,
            )
            id = returns.add_return(transaction, new).id
            audit.append(transaction, NOON, "c@demo", "accept", house.plan.id, id, "accepted")
            total += len(figures)
    close(house)
    return total


def _earlier(one: Observation, period: Period) -> Observation:
    assert one.value is not None
    swing = Decimal(97 + REGIONS.index(one.region)) / 100
    return replace(one, period=period, value=(one.value * swing).quantize(Decimal(1)))


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """One run of a whole process; the file has a few errors on purpose, so that it ends with 1."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr[-2000:]
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and what the comparison adds."""
    for rows in [int(text) for text in sys.argv[1:]] or [2000]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            files = make_files(folder, rows)
            total = fill(folder, files["plan"], files["return"])
            environment = {**os.environ, "NAP_PLAN": str(files["plan"]), "NAP_DATA": name}
            plain = [sys.executable, "-m", "nap", "check", str(files["return"]), "--json"]
            times: dict[str, list[tuple[float, float]]] = {"offline": [], "with history": []}
            for _ in range(RUNS + 1):
                for label, command in (("offline", [*plain, "--offline"]), ("with history", plain)):
                    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
                    spent = seconds(command, environment)
                    times[label].append((spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before))
        print(f"{rows} rows, {total} figures in the store:")
        for label, runs in times.items():
            spent, worked = (statistics.median(run[part] for run in runs[1:]) for part in (0, 1))
            print(f"  {label:13} {spent:.2f} s ({worked:.2f} s of the processor)")


if __name__ == "__main__":
    main()
