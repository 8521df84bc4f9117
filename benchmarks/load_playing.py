"""One scenario from an empty folder to what it came to: a server starts, people come, something breaks, all is looked for."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.load_database import Cluster, Line, cluster
from benchmarks.load_faults import FAULTS, Mark, Scene
from benchmarks.load_ledger import Ledger
from benchmarks.load_lost import counted, losses
from benchmarks.load_people import Person, Reader, Reviewer, Sender, Stage, Villain
from benchmarks.load_place import Place, place
from benchmarks.load_report import Memory, Outcome, Recovery
from benchmarks.load_scenarios import Scenario, Sizes, faketime
from benchmarks.load_tabs import Looker, TabSender
from benchmarks.load_world import HOSTILE, World, hostile_files, make_world
from tests.store.postgres import binaries

FORUM_PAGES = ("overview", "indicator", "tracking", "coverage", "compare", "summary")
COORDINATOR_PAGES = ("review", "overview", "periods", "trail")
PATIENCE = 200.0
"""Seconds in which people may finish what they began."""
REST = 10.0
"""Seconds after which the memory is looked at once more."""
SLEEP = "import select, time\ntime.sleep = lambda seconds: select.select([], [], [], seconds) and None\n"
DISK = 96
"""Megabytes of the small disk."""
UPLOADS, PAGES = ("upload", "upload by page"), ("page", "click", "plain /light")


def play(scenario: Scenario, sizes: Sizes, logs: Path | None = None) -> Outcome:
    """Play it. Whatever was started is ended. `logs`: where the server's logs are kept."""
    sizes = sizes.lighter() if scenario.fault else sizes
    with ExitStack() as kept:
        folder = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="nap-load-")))
        store = folder / "store"
        store.mkdir()
        if scenario.fault == "disk-full":
            kept.enter_context(small_disk(store))
        world = make_world(folder, sizes.partners, sizes.rows)
        database = kept.enter_context(cluster(binaries() or Path())) if scenario.postgresql else None
        try:
            return asyncio.run(_played(scenario, sizes, store, world, database))
        finally:
            for log in store.glob("server-*.log") if logs else ():
                shutil.copy(log, (logs or store) / f"{scenario.name}-{log.name}")


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """The folder is a disk of its own with little room."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def people_of(stage: Stage, sizes: Sizes, scenario: Scenario, files: dict[str, bytes]) -> list[Person]:
    """Everybody who takes part."""
    crowd = not scenario.fault
    return [*_senders(stage, sizes, crowd=crowd), *_readers(stage, sizes), *_others(stage, files, crowd=crowd)]


def _senders(stage: Stage, sizes: Sizes, *, crowd: bool) -> Iterator[Person]:
    """In the crowd each sends one file at a moment of the minute; during a fault again and again."""
    for number, partner in enumerate(stage.world.partners):
        kind = TabSender if number % 5 == 0 else Sender
        wait = stage.chance.uniform(0, min(60.0, sizes.seconds)) if crowd else stage.chance.uniform(0, 2)
        most, pause, first = (1, 8.0, number % 10) if crowd else (0, 1.0, 0)
        yield kind(stage, f"{partner.lower()}@demo", partner=partner, wait=wait, most=most, pause=pause, number=first)


def _readers(stage: Stage, sizes: Sizes) -> Iterator[Person]:
    for number in range(sizes.readers):
        if number % 10 < 6:
            yield Looker(stage, "forum@demo", pages=FORUM_PAGES)
        elif number % 10 == 6:
            yield Looker(stage, "coordinator@demo", pages=COORDINATOR_PAGES)
        else:
            yield Reader(stage, f"{stage.world.partners[number % len(stage.world.partners)].lower()}@demo")


def _others(stage: Stage, files: dict[str, bytes], *, crowd: bool) -> Iterator[Person]:
    yield Reviewer(stage, "coordinator@demo", pause=5.0 if crowd else 2.0)
    for number, partner in enumerate(HOSTILE):
        pause = float(len(HOSTILE)) if crowd else 5.0 * len(HOSTILE)
        yield Villain(stage, f"{partner.lower()}@demo", files=files, pause=pause, turn=number, wait=number * pause / len(HOSTILE))


async def _played(scenario: Scenario, sizes: Sizes, store: Path, world: World, database: Cluster | None) -> Outcome:
    line = Line(database.port) if database and scenario.fault == "network-cut" else None
    if line:
        await line.begin()
    clock = store.parent / "clock" if scenario.fault == "clock-jumped" else None
    address = database.address(line.port if line else 0) if database else ""
    served = place(store, world.plan, address, scenario.processes, **(shifted(clock) if clock else {}))
    there = await asyncio.to_thread(served.__enter__)
    try:
        stage = Stage(there.address, world, Ledger(), random.Random(1325))
        scene = Scene(there, stage, database, line, clock, sizes.kills)
        begun, before = time.perf_counter(), there.memory()
        peak, cpu = await _live(scenario, sizes, scene)
        spent = time.perf_counter() - begun
        await asyncio.sleep(REST)
        memory = Memory(before, max(peak, before), there.memory())
    finally:
        await asyncio.to_thread(served.__exit__, None, None, None)
        if line:
            await line.end()
    direct = database.address() if database else there.database
    return _outcome(scenario, scene, direct, spent, memory, cpu)


def shifted(clock: Path) -> dict[str, str]:
    """Settings of a process whose clock is wrong by what stands in that file; clocks that only count go on as they are.

    With those left alone faketime breaks the call by which Python sleeps, so that in this process it sleeps by another one.
    """
    clock.write_text("+0")
    own = {"FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    (clock.parent / "sleep").mkdir()
    (clock.parent / "sleep" / "sitecustomize.py").write_text(SLEEP)
    return {"LD_PRELOAD": str(faketime()), "PYTHONPATH": str(clock.parent / "sleep"), **own}


async def _live(scenario: Scenario, sizes: Sizes, scene: Scene) -> tuple[float, float]:
    """Everybody comes, something breaks, everybody goes; the most memory and the processor time of the server meanwhile."""
    stage, begun = scene.stage, scene.place.cpu()
    people = people_of(stage, sizes, scenario, hostile_files(stage.world.sound))
    tasks = [asyncio.create_task(person.live()) for person in people]
    peak = asyncio.create_task(_peak(scene.place, stage))
    start = time.perf_counter()
    await FAULTS[scenario.fault](scene)
    if not scenario.fault:
        await _until_sent(people, start + sizes.seconds)
    stage.over.set()
    _, late = await asyncio.wait(tasks, timeout=PATIENCE)
    for task in late:
        task.cancel()
    for task in tasks:
        if task.done() and not task.cancelled() and (fault := task.exception()):
            stage.ledger.contradictions.append(f"the benchmark itself failed: {type(fault).__name__}: {fault}")
    if late:
        stage.ledger.contradictions.append(f"{len(late)} people were still not answered after {PATIENCE:.0f} s")
    return await peak, scene.place.cpu() - begun


async def _until_sent(people: Iterable[Person], end: float) -> None:
    """Until the time is over and every file was taken, a while longer at most."""
    senders = [person for person in people if isinstance(person, Sender)]
    while (now := time.perf_counter()) < end + PATIENCE:
        if now >= end and all(one.sent for one in senders):
            return
        await asyncio.sleep(0.5)


async def _peak(place: Place, stage: Stage) -> float:
    """The most memory until all is over."""
    most = 0.0
    while not stage.over.is_set():
        most = max(most, place.memory())
        await asyncio.sleep(0.25)
    return most


def _outcome(scenario: Scenario, scene: Scene, database: str, spent: float, memory: Memory, cpu: float) -> Outcome:
    ledger = scene.stage.ledger
    lost = (*ledger.contradictions, *losses(database, ledger.given.values(), ledger.done))
    marks = () if scenario.fault == "power-cut" else tuple(scene.marks)
    return Outcome(
        scenario.name,
        scenario.about,
        spent,
        os.getloadavg()[0],
        cpu,
        tuple(ledger.figures()),
        memory,
        len(ledger.given),
        len(ledger.done),
        counted(database),
        lost,
        tuple(ledger.told((mark.began, mark.ended) for mark in scene.marks)),
        tuple(Counter(scene.place.lines_of_trouble()).most_common()),
        tuple(_recovery(ledger, mark) for mark in marks),
        tuple(scene.starts),
        scene.place.ended_well,
    )


def _recovery(ledger: Ledger, mark: Mark) -> Recovery:
    upload, page = (ledger.first_answer(kinds, mark.ended) for kinds in (UPLOADS, PAGES))
    return Recovery(mark.name, mark.ended - mark.began, upload, page)
