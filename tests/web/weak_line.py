"""A server of the light lane on a port of its own, and a line before it that is slow or breaks."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import uvicorn

from nap.monitor import House
from tests.web.light import app_of
from tests.web.server import free_port
from web.light.routes import PATIENT
from web.light.upload import Limits

_STEP = 1_000
"""Bytes of one piece on a slow line."""


@contextmanager
def lane(house: House, limits: Limits = PATIENT) -> Iterator[int]:
    """The light lane of that house, answering on 127.0.0.1; gives the port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        server = uvicorn.Server(uvicorn.Config(app_of(house, limits), log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield int(listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(10)


@dataclass
class Line:
    """How a line behaves: bits a second towards the server, the byte after which it breaks, whether the answer comes through."""

    port: int
    bits: int = 0
    breaks_after: int | None = None
    answers: bool = True


@contextmanager
def weak(line: Line) -> Iterator[int]:
    """The line, as a port of its own before the one it leads to."""
    port, begun, ended = free_port(), threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def carry() -> None:
        loops.append(asyncio.get_running_loop())
        server = await asyncio.start_server(lambda reader, writer: _carry(line, reader, writer), "127.0.0.1", port)
        begun.set()
        await ended.wait()
        server.close()

    thread = threading.Thread(target=asyncio.run, args=(carry(),), daemon=True)
    thread.start()
    assert begun.wait(10)
    try:
        yield port
    finally:
        loops[0].call_soon_threadsafe(ended.set)
        thread.join(10)


async def _carry(line: Line, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One connection: both ways until one of its ends, or the line, gives up."""
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", line.port)
    back = asyncio.create_task(_back(line, far_reader, writer))
    try:
        with suppress(ConnectionError):
            if not await _there(line, reader, far_writer):
                writer.transport.abort()
                far_writer.transport.abort()
        await back
    finally:
        back.cancel()
        writer.close()
        far_writer.close()


async def _there(line: Line, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Carry what is sent; False if the line broke."""
    left = line.breaks_after
    while piece := await reader.read(_STEP if line.bits else 65_536):
        writer.write(piece if left is None else piece[:left])
        await writer.drain()
        if left is not None:
            left -= len(piece)
            if left <= 0:
                return False
        if line.bits:
            await asyncio.sleep(len(piece) * 8 / line.bits)
    return True


async def _back(line: Line, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while piece := await reader.read(65_536):
            if not line.answers:
                break
            writer.write(piece)
            await writer.drain()
    writer.close()
