"""What goes wrong during a load, by name. A scene enters, the marks of what was done to it and when leave.

A mark lasts while something is broken; what people are answered from its end on shows how long it takes to recover.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.load_database import Cluster, Line
from benchmarks.load_people import Stage
from benchmarks.load_place import Place

CALM = 5.0
"""Seconds of ordinary work before and after whatever happens."""


@dataclass(frozen=True)
class Mark:
    """Something was broken from then to then (`time.perf_counter`)."""

    name: str
    began: float
    ended: float


@dataclass
class Scene:
    """What a fault can be done to. `clock`: the file that says how wrong the server's clock is; `kills`: how many power cuts."""

    place: Place
    stage: Stage
    cluster: Cluster | None = None
    line: Line | None = None
    clock: Path | None = None
    kills: int = 20
    hold: float = 8.0
    marks: list[Mark] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    """Seconds that each start took until the server was healthy again."""

    async def broken(self, name: str, breaks: Callable[[], object], mends: Callable[[], object], hold: float) -> None:
        """Break it, wait, mend it, wait."""
        began = time.perf_counter()
        await asyncio.to_thread(breaks)
        await asyncio.sleep(hold)
        await asyncio.to_thread(mends)
        self.marks.append(Mark(name, began, time.perf_counter()))
        await asyncio.sleep(2 * CALM)


async def nothing(scene: Scene) -> None:
    """Only load."""


async def disk_full(scene: Scene) -> None:
    """The folder's disk has not one byte left, for a while."""
    ballast = scene.place.folder / "ballast"

    def fill() -> None:
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(65_536))
        with suppress(OSError), ballast.open("ab", buffering=0) as file:
            while True:
                file.write(bytes(64))

    await asyncio.sleep(CALM)
    await scene.broken("disk full", fill, ballast.unlink, scene.hold)


async def file_limit(scene: Scene) -> None:
    """No file of the server may grow any more, where nobody may mount a small disk."""
    await _limited(scene, "files may not grow", "RLIMIT_FSIZE", lambda: (scene.place.folder / "nap.sqlite").stat().st_size)


async def memory_short(scene: Scene) -> None:
    """The server may take hardly more memory than it has, for a while."""

    def most() -> int:
        process = scene.place.processes[0].running
        assert process is not None
        return int(Path(f"/proc/{process.pid}/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE") + 4 * 1024**2

    await _limited(scene, "memory short", "RLIMIT_AS", most)


async def _limited(scene: Scene, name: str, what: str, most: Callable[[], int]) -> None:
    import resource

    limit = getattr(resource, what)
    process = scene.place.processes[0].running
    assert process is not None
    _, ceiling = resource.prlimit(process.pid, limit)
    await asyncio.sleep(CALM)
    await scene.broken(
        name,
        lambda: resource.prlimit(process.pid, limit, (most(), ceiling)),
        lambda: resource.prlimit(process.pid, limit, (ceiling, ceiling)),
        scene.hold,
    )


async def database_restarted(scene: Scene) -> None:
    """The database is stopped and started, first in order, then as if its power were cut."""
    cluster = scene.cluster
    assert cluster is not None
    await asyncio.sleep(CALM)
    for mode in ("fast", "immediate"):
        await scene.broken(f"database stopped ({mode})", lambda mode=mode: cluster.stop(mode), cluster.start, 3.0)  # type: ignore[misc]


async def network_cut(scene: Scene) -> None:
    """The line to the database is cut, then hangs without a word."""
    line = scene.line
    assert line is not None

    def to(state: str) -> Callable[[], object]:
        return lambda: setattr(line, "state", state)

    loop = asyncio.get_running_loop()
    await asyncio.sleep(CALM)
    await scene.broken("line cut", lambda: loop.call_soon_threadsafe(line.cut), to("open"), scene.hold)
    await scene.broken("line hangs", to("hangs"), to("open"), 2 * scene.hold)


async def clock_jumped(scene: Scene) -> None:
    """The server's clock goes a day forward, then back to an hour before now."""
    clock = scene.clock
    assert clock is not None
    await asyncio.sleep(CALM)
    for name, shift in (("clock a day ahead", "+1d"), ("clock an hour behind", "-1h")):
        await scene.broken(name, lambda shift=shift: clock.write_text(shift), lambda: None, 2 * CALM)  # type: ignore[misc]


async def power_cut(scene: Scene) -> None:
    """The server is killed at random moments, also while it starts, and started again each time."""
    chance, process = random.Random(1325), scene.place.processes[0]
    for number in range(scene.kills):
        await asyncio.sleep(chance.uniform(0.2, 4))
        began = time.perf_counter()
        process.kill()
        if number % 5 == 4:
            process.start()
            await asyncio.sleep(chance.uniform(0.1, 3))
            process.kill()
        process.start()
        scene.starts.append(await asyncio.to_thread(process.until_healthy))
        scene.marks.append(Mark("power cut", began, time.perf_counter()))
    await asyncio.sleep(CALM)


async def slow_clients(scene: Scene) -> None:
    """A hundred connections that say a byte a second, in head or body of a request, or do not read what they asked for."""
    await asyncio.sleep(CALM)
    began = time.perf_counter()
    tasks = [asyncio.create_task(_slow(scene, number)) for number in range(100)]
    await asyncio.sleep(3 * scene.hold)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    scene.marks.append(Mark("slow clients", began, time.perf_counter()))
    await asyncio.sleep(CALM)


async def _slow(scene: Scene, number: int) -> None:
    host, port = scene.stage.address.removeprefix("http://").split(":")
    heads = (
        f"GET /sign-in HTTP/1.1\r\nHost: {host}:{port}\r\n",
        f"POST /sign-in HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 4000\r\n\r\n",
        f"GET /nap.css HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n" * 50,
    )
    reader, writer = await asyncio.open_connection(host, int(port), limit=64)
    try:
        writer.write(heads[number % 3].encode())
        while number % 3 < 2 and not reader.at_eof():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(1)
        await asyncio.sleep(3600)
    finally:
        writer.transport.abort()


FAULTS: dict[str, Callable[[Scene], Awaitable[None]]] = {
    "": nothing,
    "disk-full": disk_full,
    "files-limited": file_limit,
    "memory": memory_short,
    "database-restarted": database_restarted,
    "network-cut": network_cut,
    "clock-jumped": clock_jumped,
    "power-cut": power_cut,
    "slow-clients": slow_clients,
}
