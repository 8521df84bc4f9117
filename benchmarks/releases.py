"""How long a release takes to build, how large its files are, and how fast one of its pages is served.

    python benchmarks/releases.py [--only demo,large,serving] [--seconds 5] [--readers 20] [--json FILE]

    demo      what the demo's store holds on its day, from computing and hiding to every file of the donors' edition
    large     100 indicators in 66 places over 12 periods (`benchmarks/release_made.py`): 79,200 figures, all of them shown
    serving   a published release of the demo on `python -m nap serve`, asked by `wrk`, a public load tool, in turns with a page
              of Streamlit on the same server, re-run over its WebSocket as any click does (`benchmarks/visitor.py`)

Seconds by the clock and of the processor, which others on the machine disturb less. Sizes are those of the file and, where the
server compresses it, as sent (gzip). Server and load tool share the machine: rates understate what the server could do.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.release_made import AS_OF, LAST, made_observations, made_plan
from benchmarks.servers import Server, View, our_server
from benchmarks.wrk import WRK, Rate, asked, mean
from nap.monitor import (
    DraftContent,
    Release,
    begin_release,
    build_alone,
    close,
    draft_of,
    fill_demo,
    last_over,
    open_house,
    operator,
    publish,
    release_files_made,
    usual_title,
    would_be,
)
from nap.monitor.served import Body
from nap.releases.as_json import release_json
from nap.releases.figures_csv import figures_csv
from nap.releases.html import pages
from nap.releases.pdf import pdf
from nap.releases.png import pictures
from nap.releases.release import Kind
from nap.releases.workbook import workbook
from nap.releases.workbook_figures import figure_rows
from nap.settings import Settings

T = TypeVar("T")
AT = datetime(2027, 3, 1, 6, tzinfo=UTC)
LANG = "ru"
SLICES = 4
PAGE = f"/releases/1/{LANG}/index.html"
SCREEN = View("donor@demo", "summary")
BUDGET_BYTES, WANTED = 250_000, 500


@dataclass(frozen=True)
class Step:
    """One step of building: seconds by the clock and of the processor."""

    name: str
    seconds: float
    cpu: float


@dataclass(frozen=True)
class Size:
    """A kind of file: how many, the largest with its bytes, and of these as sent."""

    kind: str
    count: int
    largest: str
    bytes: int
    sent: int
    together: int


class Stopwatch:
    """Measures steps and prints each as it is done."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def take(self, name: str, make: Callable[[], T]) -> T:
        """What `make` makes."""
        clock, cpu = time.perf_counter(), time.process_time()
        made = make()
        self.steps.append(Step(name, time.perf_counter() - clock, time.process_time() - cpu))
        print(f"  {name:44} {self.steps[-1].seconds:7.2f} s {self.steps[-1].cpu:7.2f} s", flush=True)
        return made


def demo() -> dict[str, Any]:
    """The demo's release, as it would be published on its day."""
    with tempfile.TemporaryDirectory() as name:
        house = open_house(Settings.read({"NAP_DATA": name}))
        fill_demo(house)
        upto, watch = last_over(house.plan, house.today()), Stopwatch()
        content = DraftContent(upto, usual_title(house.plan, upto))
        print("demo")
        made = watch.take("compute, hide, audit; the release as data", lambda: would_be(operator(), house, content))
        close(house)
        return _files(watch, made.releases[Kind.DONOR])


def large() -> dict[str, Any]:
    """The made-up one, from its observations."""
    with tempfile.TemporaryDirectory() as name:
        plan, watch = made_plan(Path(name)), Stopwatch()
        given = made_observations(plan)
        print("large")
        release = watch.take(
            "compute, hide, audit; the release as data", lambda: build_alone(plan, given, period=LAST, as_of=AS_OF)
        )
        return _files(watch, release)


def _files(watch: Stopwatch, release: Release) -> dict[str, Any]:
    """Every format by itself in one language, then everything as it is published."""
    rows = watch.take("its rows for workbooks, once", lambda: figure_rows(release))
    formats: dict[str, Callable[[], object]] = {
        "figures.csv": lambda: figures_csv(release),
        "release.json": lambda: release_json(release),
        f"{LANG}/release.xlsx": lambda: workbook(release, LANG, rows),
        f"{LANG}/release.pdf": lambda: pdf(release, LANG),
        f"{LANG}/png, every indicator": lambda: pictures(release, LANG),
        "pages in three languages": lambda: pages(release, {}),
    }
    for name, make in formats.items():
        watch.take(name, make)
    built = watch.take("every file in three languages", lambda: release_files_made(release, AT))
    sizes = _sizes(built)
    hidden, figures = sum(line.result.status.value == "suppressed" for line in release.lines), len(release.lines)
    print(f"  {len(release.indicators)} indicators, {figures:,} figures, {hidden:,} of them hidden; {len(built)} files")
    for one in sizes:
        print(
            f"  {one.kind:5} {one.count:4} files {one.together / 1e6:7.2f} MB; largest {one.bytes / 1e3:9.1f} kB, "
            f"as sent {one.sent / 1e3:8.1f} kB  {one.largest}"
        )
    page = next(one for one in sizes if one.kind == "html")
    print(f"  largest page as sent: {page.sent / BUDGET_BYTES:.2f} of the {BUDGET_BYTES // 1000} kB it may have\n")
    return {"steps": [asdict(one) for one in watch.steps], "sizes": [asdict(one) for one in sizes], "figures": figures}


def _sizes(built: Mapping[str, bytes]) -> list[Size]:
    found: dict[str, list[tuple[int, str]]] = {}
    for path, data in built.items():
        body = Body.of(path, data)
        found.setdefault(path.rpartition(".")[2], []).append((len(body.packed or data), path))
    return [
        Size(kind, len(several), path, len(built[path]), sent, sum(len(built[each]) for _, each in several))
        for kind, several in sorted(found.items())
        for sent, path in [max(several)]
    ]


def serving(seconds: float, readers: int) -> dict[str, Any]:
    """A page of a release and a page of Streamlit on one server, in turns."""
    if not shutil.which(WRK):
        raise SystemExit("wrk is not here: https://github.com/wg/wrk, or the package of that name")
    with tempfile.TemporaryDirectory() as name:
        _publish(Path(name))
        with our_server(Path(name)) as server:
            found = asyncio.run(_in_turns(server, seconds, readers))
            if said := server.troubles():
                raise SystemExit(f"the server is in trouble:\n{said}")
    return found


def _publish(folder: Path) -> None:
    """The demo with one release that everybody may read."""
    house = open_house(Settings.read({"NAP_DATA": str(folder)}))
    fill_demo(house)
    upto = last_over(house.plan, house.today())
    # For those of survivors each organisation would have to be asked first.
    codes = tuple(one.code for one in house.plan.indicators if one.sensitivity != "sensitive")
    content = DraftContent(upto, usual_title(house.plan, upto), included=codes, visible="everybody")
    draft = begin_release(operator(), house, upto, content)
    publish(operator(), house, draft, "measured only", seen=draft_of(operator(), house, draft).seen)
    close(house)


async def _in_turns(server: Server, seconds: float, readers: int) -> dict[str, Any]:
    from benchmarks.pages import Tally, opened

    tabs, _ = await opened(server, readers, SCREEN)
    screen, page, known = Tally(server), list[Rate](), list[Rate]()
    tag = asked(server, PAGE, 1, readers).tag
    for _ in range(SLICES):
        page.append(asked(server, PAGE, seconds / SLICES, readers))
        known.append(asked(server, PAGE, seconds / SLICES, readers, tag=tag))
        await screen.slice(tabs, seconds / SLICES)
    for tab in tabs:
        tab.close()
    load = screen.load(readers)
    streamlit = Rate(load.per_second, load.p50, load.cpu, load.bytes, "")
    told = {
        "page of Streamlit (summary), re-run": streamlit,
        "page of a release": mean(page),
        "the same, known already (304)": mean(known),
    }
    print(f"serving, {readers} readers at once; ×: as many as of Streamlit, by the clock and by the server's processor time")
    for name, rate in told.items():
        print(
            f"  {name:36} {rate.per_second:7.0f} /s {rate.per_second / streamlit.per_second:6.1f} ×   p50 {rate.p50:7.1f} ms   "
            f"processor {rate.cpu:6.2f} ms {streamlit.cpu / rate.cpu:6.1f} ×   {rate.bytes / 1000:6.1f} kB"
        )
    got = told["page of a release"]
    print(f"  of the {WANTED} /s wanted: {got.per_second / WANTED:.2f}; with a processor to itself {1000 / got.cpu / WANTED:.2f}")
    return {name: asdict(rate) for name, rate in told.items()}


def main() -> None:
    """Read the options, measure, keep the figures if asked to."""
    options = _options()
    wanted: dict[str, Callable[[], dict[str, Any]]] = {
        "demo": demo,
        "large": large,
        "serving": lambda: serving(options.seconds, options.readers),
    }
    found = {name: measure() for name, measure in wanted.items() if not options.only or name in options.only.split(",")}
    if options.json:
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build time, sizes and rates of releases.")
    parser.add_argument("--only", default="", help="demo, large, serving; several with commas between them")
    parser.add_argument("--seconds", type=float, default=8.0, help="of asking for each page")
    parser.add_argument("--readers", type=int, default=20, help="how many ask at once")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    return parser.parse_args()


if __name__ == "__main__":
    gc.freeze()
    main()
