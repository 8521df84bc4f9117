"""What the first visit and single clicks send over a slow line, and how long they take there, in a real Chromium.

    python benchmarks/slow_line.py [--address http://127.0.0.1:8501] [--bits 400000] [--latency 400] [--person forum@demo]

Enters a running demo server (without `--address` one of its own with a new store); leaves a line for each step: requests, kB that
arrived, kB that were sent, seconds until the page is drawn. The line is a relay before the server: all connections of the browser
share its bits per second, each way has half the latency, a new connection costs one latency more, as TCP does. So frames
of the WebSocket are slowed and counted as they are on the wire, which the emulation of Chromium does not do. The browser
itself runs on this machine; a phone needs a few times as long to parse the scripts.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.servers import free_port, our_server
from tests.journeys.browsing import settle, start

_PIECE = 4_096
_MOST = 180_000
"""Milliseconds for a page to be drawn on the slowest line."""


@dataclass
class Way:
    """One direction of the line, shared by all connections: when it is free again, and how many bytes it has carried."""

    bits: int
    latency: float
    free_at: float = 0.0
    bytes: int = 0

    def arrival(self, size: int, now: float) -> float:
        """When so many bytes that are sent now arrive."""
        self.bytes += size
        self.free_at = max(now, self.free_at) + (size * 8 / self.bits if self.bits else 0.0)
        return self.free_at + self.latency


@dataclass
class Relay:
    """The line before a server."""

    target: tuple[str, int]
    up: Way
    down: Way
    opened: int = 0
    carrying: list[asyncio.Future[None]] = field(default_factory=list)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, port: int, begun: threading.Event) -> None:
        """Relay until `ended` is set."""
        server = await asyncio.start_server(self._accepted, "127.0.0.1", port)
        begun.set()
        await self.ended.wait()
        server.close()

    def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.carrying.append(asyncio.ensure_future(self._connection(reader, writer)))

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        await asyncio.sleep(self.up.latency + self.down.latency)
        far_reader, far_writer = await asyncio.open_connection(*self.target)
        await asyncio.gather(_carry(self.up, reader, far_writer), _carry(self.down, far_reader, writer))


async def _carry(way: Way, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(16)
    delivering = asyncio.create_task(_deliver(queue, writer))
    with suppress(ConnectionError):
        while piece := await reader.read(_PIECE):
            await queue.put((way.arrival(len(piece), time.monotonic()), piece))
    await queue.put((0.0, b""))
    await delivering


async def _deliver(queue: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while (due := await queue.get())[1]:
            await asyncio.sleep(max(0.0, due[0] - time.monotonic()))
            writer.write(due[1])
            await writer.drain()
    writer.close()


def _run(loop: asyncio.AbstractEventLoop, relay: Relay, port: int, begun: threading.Event) -> None:
    loop.run_until_complete(relay.run(port, begun))
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left))
    loop.close()


@contextmanager
def slow(address: str, bits: int, latency: float) -> Iterator[tuple[str, Relay]]:
    """The line before the server at that address: its own address, and its counts."""
    parts, port, begun = urlsplit(address), free_port(), threading.Event()
    relay = Relay((parts.hostname or "127.0.0.1", parts.port or 80), Way(bits, latency / 2), Way(bits, latency / 2))
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=_run, args=(loop, relay, port, begun), daemon=True)
    thread.start()
    assert begun.wait(10)
    try:
        yield f"http://127.0.0.1:{port}", relay
    finally:
        loop.call_soon_threadsafe(relay.ended.set)
        thread.join(10)


class Told:
    """Prints what each step cost."""

    def __init__(self, page: Page, relay: Relay) -> None:
        self.page, self.relay, self.requests = page, relay, list[str]()
        page.on("request", lambda request: self.requests.append(request.url))

    def step(self, name: str, act: Callable[[], object], *, drawn: bool = True) -> None:
        """Do it, wait until the page is drawn, say what it took."""
        self.requests.clear()
        before, begun = (self.relay.down.bytes, self.relay.up.bytes, self.relay.opened), time.monotonic()
        act()
        if drawn:
            settle(self.page)
        seconds = time.monotonic() - begun
        self.page.wait_for_timeout(1500)  # what is still on its way belongs to this step
        down, up, opened = (now - was for now, was in zip(self._now(), before, strict=True))
        asked = len([url for url in self.requests if url.startswith("http")])
        print(f"{name:52} {asked:4} {opened:5} {down / 1000:8.1f} {up / 1000:7.1f} {seconds:7.1f}", flush=True)

    def _now(self) -> tuple[int, int, int]:
        return self.relay.down.bytes, self.relay.up.bytes, self.relay.opened


def journey(page: Page, told: Told, person: str, typing: int) -> None:
    """A reader who was never here: sign-in, the overview, an objective, an indicator and back; then on the next day."""
    page.set_default_timeout(_MOST)
    told.step("sign-in page, nothing kept", lambda: page.goto("/sign-in?next=/overview"), drawn=False)
    page.wait_for_timeout(typing * 1000)
    told.step(f"the overview, {typing} s later", lambda: _enter(page, person))
    told.step("click: an objective", lambda: _follow(page, "/objective?"))
    told.step("click: an indicator", lambda: _follow(page, "/indicator?"))
    told.step("back: the objective", lambda: _back(page))
    told.step("menu: region", lambda: _menu(page, "/region"))
    told.step("the overview on another day, files kept", lambda: page.goto("/overview"))


def _enter(page: Page, person: str) -> None:
    page.locator(f'button[value="{person}"]').click()
    page.wait_for_selector("[data-testid=stMain] h1", timeout=_MOST)


def _follow(page: Page, path: str) -> None:
    _until_new(page, lambda: page.locator(f'.stHtml a[href^="{path}"]').first.evaluate("link => link.click()"))


def _back(page: Page) -> None:
    _until_new(page, page.go_back)


def _menu(page: Page, path: str) -> None:
    _until_new(page, lambda: page.locator(f'[data-testid=stSidebarNavLink][href$="{path}"]').evaluate("link => link.click()"))


def _until_new(page: Page, act: Callable[[], object]) -> None:
    before = page.locator("h1").first.inner_text()
    act()
    page.wait_for_function("was => { const now = document.querySelector('h1'); return now && now.innerText !== was }", arg=before)


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description="What a visit sends over a slow line.")
    parser.add_argument("--address", default="", help="a demo that runs already")
    parser.add_argument("--bits", type=int, default=400_000, help="bits a second each way")
    parser.add_argument("--latency", type=int, default=400, help="milliseconds there and back")
    parser.add_argument("--person", default="forum@demo")
    parser.add_argument("--typing", type=int, default=10, help="seconds that a reader spends on the page of sign-in")
    parser.add_argument("--width", type=int, default=1280)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        own = nullcontext(None) if options.address else our_server(Path(name))
        with own as server, sync_playwright() as playwright:
            address = server.address if server else options.address
            with slow(address, options.bits, options.latency / 1000) as (front, relay):
                page = start(playwright).new_page(base_url=front, viewport={"width": options.width, "height": 900})
                print(f"{'':52} asked  conn  kB down   kB up seconds", flush=True)
                journey(page, Told(page, relay), options.person, options.typing)


if __name__ == "__main__":
    main()
