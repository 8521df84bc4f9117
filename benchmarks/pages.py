"""How fast the screens are, beside an empty page on an untuned Streamlit server of the same version, in the same run.

    python benchmarks/pages.py [--pages overview,indicator] [--people forum] [--visitors 1,20,50] [--seconds 3]
                               [--observations 1000000] [--json FILE]

Both servers are real processes on free loopback ports: ours as `python -m nap serve` with a new demo store, the other as
`streamlit run` of an empty page that imports pandas, altair and pyarrow, with no setting but "no browser here". The screens are
those the menu offers to one person of each role, plain and with filters in the address.

What is measured, from outside, over Streamlit's own WebSocket: from sending the question to `script_finished`. The first visit
of a screen after the start of the server is told apart ("cold"); "first" is the median first run of later sessions; a re-run
asks again for what is shown, as any click does, the next one following at once. Empty page and screen take turns in short
slices, so that a machine that grows slower slows both. Bytes are those on the wire. CPU is the server's own processor time per
re-run, which other work on the machine disturbs least. Visitors with 20 tabs are 20 sessions, each in a closed loop, without any
pause to read: nobody clicks like this, so 20 stand for several hundred readers.

`--observations N` measures on a store of its own: the plan of benchmarks/results.py with 45 indicators in all first-level
regions, returns of 2021 to 2030 as the tables keep them. The monitor looks at it on today's date, so later periods are stored and
not shown.

The client shares the machine: one process, its garbage collection off; what it costs is printed at the end of each row (share of
one core). With 20 visitors it takes time from both servers alike, so ratios understate the quicker one.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.servers import Server, View, empty_server, our_server, sign_in, views
from benchmarks.visitor import Run, Visitor
from nap.settings import ROOT

FIRST_RUNS = 5
SLICES = 4


@dataclass(frozen=True)
class Load:
    """Re-runs of so many visitors: milliseconds, `cpu` the server's per re-run, `client` the client's share of a core."""

    visitors: int
    runs: int
    per_second: float
    p50: float
    p95: float
    cpu: float
    bytes: int
    messages: int
    client: float


@dataclass(frozen=True)
class Measured:
    """One screen: its first visit ever, later first runs (milliseconds, bytes), re-runs beside those of the empty page."""

    view: str
    cold: float
    first: float
    first_bytes: int
    first_messages: int
    ours: tuple[Load, ...]
    empty: tuple[Load, ...]


class Tally:
    """Collects the slices of one side."""

    def __init__(self, server: Server) -> None:
        self.server, self.runs = server, list[Run]()
        self.seconds = self.cpu = self.client = 0.0

    async def slice(self, tabs: list[Visitor], seconds: float) -> None:
        """Every tab re-runs until the time is over."""
        cpu, client, start = self.server.cpu(), time.process_time(), time.perf_counter()
        done = await asyncio.gather(*(_keep_on(tab, start + seconds) for tab in tabs))
        self.seconds += time.perf_counter() - start
        self.client += time.process_time() - client
        self.cpu += self.server.cpu() - cpu
        self.runs += [run for runs in done for run in runs]

    def load(self, visitors: int) -> Load:
        """The sum of the slices."""
        times = sorted(run.seconds * 1000 for run in self.runs)
        return Load(
            visitors,
            len(times),
            len(times) / self.seconds,
            statistics.median(times),
            times[int(len(times) * 0.95)],
            self.cpu * 1000 / len(times),
            round(statistics.median(run.bytes for run in self.runs)),
            round(statistics.median(run.messages for run in self.runs)),
            self.client / self.seconds,
        )


async def _keep_on(tab: Visitor, end: float) -> list[Run]:
    runs = [await tab.run()]
    while time.perf_counter() < end:
        runs.append(await tab.run())
    return runs


async def opened(server: Server, count: int, view: View | None = None) -> tuple[list[Visitor], list[Run]]:
    """So many tabs, each of a session of its own, and their first runs, one after the other."""
    tabs = []
    for _ in range(count):
        cookie = sign_in(server.address, view.person) if view else ""
        tabs.append(Visitor(server.address, cookie, view.page, view.query) if view else Visitor(server.address))
        await tabs[-1].open()
    return tabs, [await tab.run() for tab in tabs]


async def measure(ours: Server, empty: Server, idle: list[Visitor], view: View, visitors: list[int], seconds: float) -> Measured:
    """One screen, with each number of visitors; `idle` are tabs of the empty page, open already."""
    (cold,), (first_ever,) = await opened(ours, 1, view)
    cold.close()
    tabs, firsts = await opened(ours, max(FIRST_RUNS, *visitors), view)
    loads = [await _loads(ours, empty, tabs[:count], idle[:count], seconds) for count in visitors]
    for tab in tabs:
        tab.close()
    if said := ours.troubles():
        raise SystemExit(f"{view}: the server is in trouble:\n{said}")
    first = statistics.median(run.seconds * 1000 for run in firsts)
    mine, theirs = zip(*loads, strict=True)
    return Measured(str(view), first_ever.seconds * 1000, first, firsts[-1].bytes, firsts[-1].messages, mine, theirs)


async def _loads(ours: Server, empty: Server, tabs: list[Visitor], idle: list[Visitor], seconds: float) -> tuple[Load, Load]:
    mine, theirs = Tally(ours), Tally(empty)
    for number in range(SLICES):
        turns = [(theirs, idle), (mine, tabs)]
        for tally, asking in turns if number % 2 else reversed(turns):
            await tally.slice(asking, seconds / SLICES)
    return mine.load(len(tabs)), theirs.load(len(idle))


def heading(visitors: list[int]) -> str:
    """What the columns are; `×` are ratios to the empty page."""
    loads = "".join(f" | {f'{n}: p50':>7} {'p95':>6} {'CPU':>6} {'runs/s':>6} {'× p50':>6} {'× /s':>5}" for n in visitors)
    return f"{'milliseconds; bytes in kB':44} {'cold':>6} {'first':>6} {'kB':>6} {'again':>6} {'msgs':>5}{loads} | client"


def line(row: Measured) -> str:
    """One screen as a line of the table."""
    loads = "".join(
        f" | {mine.p50:7.0f} {mine.p95:6.0f} {mine.cpu:6.1f} {mine.per_second:6.1f} {mine.p50 / idle.p50:6.2f}"
        f" {mine.per_second / idle.per_second:5.1f}"
        for mine, idle in zip(row.ours, row.empty, strict=True)
    )
    again = row.ours[0]
    sizes = f"{row.first_bytes / 1000:6.1f} {again.bytes / 1000:6.1f} {again.messages:5}"
    return f"{row.view:44} {row.cold:6.0f} {row.first:6.0f} {sizes}{loads} | {max(one.client for one in row.ours):6.0%}"


def empty_line(rows: list[Measured]) -> str:
    """The empty page over the whole run: medians of what each row saw."""
    said = ""
    for number in range(len(rows[0].empty)):
        p50, p95, cpu, rate = (
            statistics.median(getattr(row.empty[number], name) for row in rows) for name in ("p50", "p95", "cpu", "per_second")
        )
        said += f" | {p50:7.0f} {p95:6.0f} {cpu:6.1f} {rate:6.1f} {1:6.2f} {1:5.1f}"
    first = rows[0].empty[0]
    return f"{'an empty page, untuned':44} {'':6} {'':6} {'':6} {first.bytes / 1000:6.1f} {first.messages:5}{said}"


async def run(options: argparse.Namespace) -> list[Measured]:
    """Fill the store, measure every screen asked for and print its line at once."""
    with tempfile.TemporaryDirectory() as name:
        plan = filled(Path(name), options.observations)
        return await compared(options, Path(name), plan)


def filled(folder: Path, observations: int) -> Path | None:
    """A store with so many observations, through the ordinary tables, and its plan; for none the server fills in its demo."""
    if not observations:
        return None
    begun = time.perf_counter()
    subprocess.run([sys.executable, ROOT / "benchmarks" / "results.py", "--fill", str(folder), str(observations)], check=True)
    (folder / "observations.csv").unlink()
    size = (folder / "nap.sqlite").stat().st_size / 1e6
    print(f"{observations:,} observations filled in {time.perf_counter() - begun:.0f} s, store {size:.0f} MB", flush=True)
    return folder / "plan.yaml"


async def compared(options: argparse.Namespace, folder: Path, plan: Path | None) -> list[Measured]:
    """Both servers, and every screen on ours beside the empty page."""
    chosen, rows, begun = views(options.pages, options.people, plan or ROOT / "indicators.yaml"), [], time.perf_counter()
    with our_server(folder, plan) as ours, empty_server(folder) as empty:
        print(f"both servers answer after {time.perf_counter() - begun:.1f} s, ours with the first board made", flush=True)
        idle, _ = await opened(empty, max(options.visitors))
        print(heading(options.visitors), flush=True)
        for view in chosen:
            rows.append(await measure(ours, empty, idle, view, options.visitors, options.seconds))
            print(line(rows[-1]), flush=True)
        print(empty_line(rows))
        print(f"memory of the process: ours {ours.memory():.0f} MB, empty page {empty.memory():.0f} MB")
        for tab in idle:
            tab.close()
    return rows


def main() -> None:
    """Read the options, measure, keep the figures if asked to."""
    gc.disable()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # whoever stops the client means its servers too
    options = _options()
    rows = asyncio.run(run(options))
    if options.json:
        written: list[dict[str, Any]] = [asdict(row) for row in rows]
        options.json.write_text(json.dumps(written, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast the screens are, beside an empty page on an untuned server.")
    parser.add_argument("--pages", type=_names, default=[], help="only these screens, e.g. overview,indicator")
    parser.add_argument("--people", type=_names, default=[], help="only these people, e.g. coordinator,forum")
    parser.add_argument("--visitors", type=lambda text: [int(part) for part in text.split(",")], default=[1, 20, 50])
    parser.add_argument("--observations", type=int, default=0, help="a store of so many, e.g. 1000000, instead of the demo")
    parser.add_argument("--seconds", type=float, default=3.0, help="of re-runs for each screen, number of visitors and server")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    return parser.parse_args()


def _names(text: str) -> list[str]:
    return [part for part in text.split(",") if part]


if __name__ == "__main__":
    main()
