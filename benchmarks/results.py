"""How long results take and how much memory: a plan of 45 indicators, a real SQLite store, generated returns of several sizes.

    python benchmarks/results.py [SIZE …]        default 10000 100000 1000000

For each size a store is filled (returns received, submitted and accepted, all but the last one), then measured in processes of
their own, the machine's load beside it:

    cold      a new process opens the house and reads the first board: every total, disclosed for the forum
    accepted  the last return is accepted in that process; the next reader's board
    again     the same board read once more, and one figure of it that was made before
    parts     the parts of one indicator, when its page asks for them; then the page's second reader
    all       every row with its parts for the coordinator, as `results --json` prints them
    files     the same from a CSV file: reading it, computing, hiding for the forum

Seconds by the clock and, in brackets, of the processor (which others on the machine disturb less); the least of three runs, each
in a new process, of one run above 200,000. Memory is the largest the process ever held.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby, islice, product
from pathlib import Path
from random import Random
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nap import monitor  # noqa: E402
from nap.charts import Bar, distribution  # noqa: E402
from nap.facts import Frequency, Observation, Period  # noqa: E402
from nap.monitor import House, Role, Viewer  # noqa: E402
from nap.plan import Plan, load_plan  # noqa: E402
from nap.results import Audience, compute, disclose, read_observations  # noqa: E402
from nap.settings import Settings  # noqa: E402
from nap.store import audit, returns  # noqa: E402

PLACES = ("KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO")
KEYS = ("", "sex=F", "sex=M", "sex=_U")
YEARS = (2021, 2030)
INDICATORS = 45
NOON = datetime(2031, 2, 1, 6, tzinfo=UTC)
TEXT = {"en": "x", "ru": "x", "ky": "x"}
SEX = [{"by": "sex", "categories": ["F", "M", "_U"], "required": False, "disjoint": True, "complete": True}]
RATIO = {"numerator": TEXT, "denominator": TEXT}
GOAL = {"baseline": {"value": 0, "date": "2020-12-31"}, "targets": [{"date": "2030-12-31", "value": 500}]}
SHARE = {**GOAL, "targets": [{"date": "2030-12-31", "value": 50}]}
KINDS: tuple[dict[str, Any], ...] = (
    {"type": "count", "counts": "people", "sensitivity": "people", "partners": "max", "breakdowns": SEX, **GOAL},
    {"type": "count", "counts": "people", "accumulation": "ytd", "breakdowns": SEX, **GOAL},
    {"type": "stock", "counts": "people", "breakdowns": SEX, **GOAL},
    {"type": "percentage", "counts": "people", "breakdowns": SEX, **RATIO, **SHARE},
    {"type": "count", "counts": "people", "accumulation": "since_start", "breakdowns": SEX, **GOAL},
)
FORUM = Viewer("forum@bench", "Forum", frozenset({Role.FORUM}), None)
COORDINATOR = Viewer("coordinator@bench", "Coordinator", frozenset({Role.COORDINATOR}), None)
T = TypeVar("T")


def partners_for(size: int) -> tuple[str, ...]:
    """So many organisations that their returns over the plan's years hold that many figures, three at least."""
    each = 2 * (YEARS[1] - YEARS[0] + 1) * INDICATORS * len(PLACES) * len(KEYS)
    return tuple(f"P{number}" for number in range(1, max(3, -(-size // each)) + 1))


def write_plan(folder: Path, size: int) -> Path:
    """A plan of 45 indicators, the kinds in turn."""
    indicators = [
        {"code": f"1.{number}", "objective": "O1", "title": TEXT, **KINDS[number % len(KINDS)]}
        for number in range(1, INDICATORS + 1)
    ]
    head = {"id": "bench", "version": 1, "status": "illustrative", "title": TEXT, "country": "KG", "years": YEARS}
    rest = {"history_from": 2012, "languages": ["ky", "ru", "en"], "currency": "KGS"}
    calendar = {"frequency": "half_year", "due_days": 15, "timezone": "Asia/Bishkek"}
    written = {
        "plan": {**head, **rest, "calendar": calendar},
        "regions": "data/regions.csv",
        "partners": [{"code": code, "name": TEXT, "regions": PLACES} for code in partners_for(size)],
        "objectives": [{"code": "O1", "title": TEXT}],
        "indicators": indicators,
    }
    file = folder / "plan.yaml"
    file.write_text(json.dumps(written), encoding="utf-8")
    return file


def observations_of(plan: Plan, size: int) -> list[Observation]:
    """That many observations, period by period and partner by partner, always the same."""
    random = Random(1325)
    periods = [Period(year, Frequency.HALF_YEAR, half) for year in range(YEARS[0], YEARS[1] + 1) for half in (1, 2)]
    cells = islice(product(periods, plan.partners, plan.indicators, PLACES, KEYS), size)
    found = []
    for period, partner, indicator, place, key in cells:
        number = Decimal(random.randrange(100))
        parts = (None, number, Decimal(100)) if indicator.has_ratio else (number, None, None)
        found.append(Observation(partner.code, indicator.code, place, period, key, *parts))
    return found


def as_csv(observations: list[Observation]) -> bytes:
    """The observations in the format of the contract."""
    lines = ["partner,indicator,region,period,breakdown,value,numerator,denominator,state"]
    for each in observations:
        numbers = ("" if number is None else str(number) for number in (each.value, each.numerator, each.denominator))
        lines.append(",".join((each.partner, each.indicator, each.region, str(each.period), each.breakdown, *numbers, "")))
    return "\n".join(lines).encode()


def the_house(folder: Path) -> House:
    """The installation in that folder, on a day after the plan's end."""
    address = f"sqlite:///{folder / 'nap.sqlite'}"
    settings = Settings(folder, address, folder / "plan.yaml", "http://127.0.0.1", demo=False)
    return monitor.open_house(settings, now=lambda: NOON)


def fill(folder: Path, size: int) -> None:
    """Every return received, submitted and accepted; the last one waits for acceptance."""
    write_plan(folder, size)
    house = the_house(folder)
    by_return = groupby(observations_of(house.plan, size), key=lambda each: (each.partner, each.period))
    with house.store.writing() as transaction:
        before = ""
        for (partner, period), observations in by_return:
            if before:
                audit.append(transaction, NOON, COORDINATOR.person, "accept", house.plan.id, before, "accepted")
            before = returns.add_return(transaction, _return(partner, period, tuple(observations))).id
            audit.append(transaction, NOON, "partner", "submit", house.plan.id, before, "submitted")
    monitor.close(house)


def _return(partner: str, period: Period, observations: tuple[Observation, ...]) -> returns.NewReturn:
    sent = ("bench", 1, partner, period, f"{partner} {period}", b"", "return.xlsx", NOON, False, "partner", "en", "clean")
    return returns.NewReturn(*sent, len(observations), nothing_to_report=False, errors=0, warnings=0, observations=observations)


def timed(name: str, work: Callable[[], T], repeats: int = 1) -> tuple[dict[str, float], T]:
    """The least seconds of some runs, by the clock and of the processor, and what the work gave."""
    clock, processor, result = float("inf"), float("inf"), None
    for _ in range(repeats):
        start, spent = time.perf_counter(), time.process_time()
        result = work()
        clock, processor = min(clock, time.perf_counter() - start), min(processor, time.process_time() - spent)
    assert result is not None
    return {name: clock, f"{name}*": processor}, result


def visit(folder: Path) -> dict[str, float]:
    """cold, accepted, again, parts: one server process."""
    cold, house = timed("cold", lambda: _opened(folder))
    (waiting,) = monitor.waiting_returns(COORDINATOR, house)
    monitor.accept(COORDINATOR, house, waiting.receipt.id)
    accepted, board = timed("accepted", lambda: monitor.browse(FORUM, house).board())
    _page(house)
    again, _ = timed("again", lambda: _page(house), 50)
    indicator, period = board.plan.indicators[-1], Period(YEARS[0], Frequency.HALF_YEAR, 1)
    total = board.at(indicator, "KG", period)
    assert total is not None
    parts, found = timed("parts", lambda: board.parts(total))
    assert len(found) == 3, found
    parts_again, _ = timed("parts again", lambda: monitor.browse(FORUM, house).board().parts(total), 50)
    return {**cold, **accepted, **again, **parts, **parts_again, **_peak()}


def _opened(folder: Path) -> House:
    house = the_house(folder)
    monitor.browse(FORUM, house).board()
    return house


def _page(house: House) -> object:
    shelf = monitor.browse(FORUM, house)
    board, period = shelf.board(), Period(YEARS[0], Frequency.HALF_YEAR, 2)
    bar = lambda: Bar("x", board.tally(board.indicators(), "KG", period), address="")  # noqa: E731
    return shelf.made("bars", lambda: distribution("en", [bar()], title="x", what="x", name="x"))


def everything(folder: Path) -> dict[str, float]:
    """all: every row for the coordinator, in a new process."""
    house = the_house(folder)
    seconds, rows = timed("all", lambda: monitor.results_for(COORDINATOR, house))
    return {**seconds, "rows": len(rows), **_peak()}


def files(folder: Path) -> dict[str, float]:
    """files: CSV → observations → results → the forum's, without a store."""
    plan, _ = load_plan(folder / "plan.yaml")
    assert plan is not None
    data = (folder / "observations.csv").read_bytes()
    reading, (observations, faults) = timed("read", lambda: read_observations(data, plan))
    assert not faults, faults[:3]
    computing, rows = timed("compute", lambda: compute(plan, observations, date(2030, 12, 31)))
    hiding, _ = timed("hide", lambda: disclose(plan, rows, Audience("forum")))
    return {**reading, **computing, **hiding, "rows": len(rows), **_peak()}


def _peak() -> dict[str, float]:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"MB": kilobytes / (1024 * 1024 if sys.platform == "darwin" else 1024)}


STAGES: dict[str, Callable[[Path], dict[str, float]]] = {"visit": visit, "everything": everything, "files": files}


def measured(stage: str, folder: Path, runs: int) -> dict[str, float]:
    """One stage in processes of its own, each on a fresh copy of the store; the least of each figure."""
    found: list[dict[str, float]] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(dir=folder.parent) as name:
            for file in folder.iterdir():
                os.link(file, Path(name) / file.name) if file.suffix != ".sqlite" else _copy(file, Path(name))
            done = subprocess.run(
                [sys.executable, __file__, "--stage", stage, name], stdout=subprocess.PIPE, text=True, check=True
            )
        found.append(json.loads(done.stdout))
    return {key: min(each[key] for each in found) for key in found[0]}


def _copy(file: Path, folder: Path) -> None:
    (folder / file.name).write_bytes(file.read_bytes())


def report(size: int, runs: int) -> None:
    """Measure one size and print a line for each stage."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "filled"
        folder.mkdir()
        subprocess.run([sys.executable, __file__, "--fill", str(folder), str(size)], check=True)
        megabytes = (folder / "nap.sqlite").stat().st_size / 1024 / 1024
        print(f"{size:,} observations, store {megabytes:.0f} MB, load {os.getloadavg()[0]:.1f}", flush=True)
        for stage in STAGES:
            found = measured(stage, folder, runs)
            told = "  ".join(_told(key, value, found) for key, value in found.items() if not key.endswith("*"))
            print(f"  {stage:10} {told}", flush=True)


def _told(key: str, value: float, found: dict[str, float]) -> str:
    if key in {"rows", "MB"}:
        return f"{value:,.0f} {key}"
    return f"{key} {_seconds(value)} ({_seconds(found[f'{key}*'])})"


def _seconds(value: float) -> str:
    return f"{value * 1000:.2f} ms" if value < 0.1 else f"{value:.2f} s"


def main(arguments: list[str]) -> None:
    """Measure each size; `--fill` and `--stage` are the processes it starts."""
    if arguments[:1] == ["--fill"]:
        folder, size = Path(arguments[1]), int(arguments[2])
        fill(folder, size)
        plan, _ = load_plan(folder / "plan.yaml")
        assert plan is not None
        (folder / "observations.csv").write_bytes(as_csv(observations_of(plan, size)))
    elif arguments[:1] == ["--stage"]:
        print(json.dumps(STAGES[arguments[1]](Path(arguments[2]))))
    else:
        for size in [int(each) for each in arguments] or [10_000, 100_000, 1_000_000]:
            report(size, 1 if size > 200_000 else 3)


if __name__ == "__main__":
    main(sys.argv[1:])
