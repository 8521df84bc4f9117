"""Many connections: the server takes what the system gives, and its log stays readable when that is not enough."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

import web.connections
from web.connections import MOST, more_files, told_once, watch

FULL = {"message": "socket.accept() out of system resource", "exception": OSError(24, "Too many open files")}


def test_that_no_connection_can_be_taken_is_told_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    now, loop = [0.0], asyncio.new_event_loop()
    handle = told_once(lambda: now[0])
    try:
        for moment in (0.0, 0.0, 59.0, 60.0, 119.0):
            now[0] = moment
            handle(loop, FULL)
        handle(loop, {"message": "something else"})
    finally:
        loop.close()
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert told == ["no further connection can be taken: [Errno 24] Too many open files"] * 2 + ["something else"]


@pytest.mark.parametrize(
    ("now", "allowed", "asked"),
    [
        (1024, 524_288, [(MOST, 524_288)]),
        (1024, 4096, [(4096, 4096)]),
        (1024, -1, [(MOST, -1)]),
        (MOST, MOST * 2, []),
        (-1, -1, []),
    ],
)
def test_as_many_files_as_the_system_gives(
    now: int, allowed: int, asked: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    done: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (now, allowed))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: done.append(limits))
    more_files()
    assert done == asked


class _Quiet(AutoHTTPProtocol):
    """A kind of its own, so that those of the server stay as they are."""


@contextmanager
def _server(patience: float) -> Iterator[int]:
    """A real uvicorn whose connections are watched; gives its port."""
    quiet = type("_Watched", (_Quiet,), {"connection_made": lambda self, transport: _Quiet.connection_made(self, transport)})
    watch(quiet, patience)

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"whole"})

    server = uvicorn.Server(uvicorn.Config(app, http=quiet, lifespan="off", log_config=None))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\n"])
def test_whoever_does_not_go_on_is_let_go_and_whoever_does_is_answered_by_nobody_named(begun: bytes) -> None:
    with _server(0.2) as port, socket.create_connection(("127.0.0.1", port), 20) as silent:
        silent.sendall(begun)
        told = b"".join(iter(lambda: silent.recv(4096), b""))
    assert told.count(b"whole") == begun.count(b"\r\n\r\n")
    assert b"server:" not in told.lower()


def test_a_request_that_is_still_answered_is_no_silent_one() -> None:
    ended = []
    transport = SimpleNamespace(is_closing=lambda: False, close=lambda: ended.append(1), get_protocol=lambda: connection)
    later: list[tuple[Any, ...]] = []
    loop = SimpleNamespace(call_later=lambda _, *call: later.append(call))
    head = SimpleNamespace(trailing_data=(b"", False))
    connection = SimpleNamespace(transport=transport, loop=loop, conn=head, cycle=SimpleNamespace(response_complete=False))
    web.connections._end_if_silent(connection, connection.cycle, 1)
    assert (len(ended), len(later)) == (0, 1)
    connection.cycle.response_complete = True
    (look, *facts) = later[0]
    look(*facts)
    assert (len(ended), len(later)) == (0, 2)  # kept for a next request: how long, uvicorn knows
    head.trailing_data = (b"GET / HT", False)
    look(*facts)
    assert (len(ended), len(later)) == (1, 2)


def test_what_became_a_websocket_is_left_alone() -> None:
    transport = SimpleNamespace(is_closing=lambda: False, get_protocol=object)  # neither `close` nor anything else
    web.connections._end_if_silent(SimpleNamespace(transport=transport, cycle=None), None, 1)


def test_watching_twice_is_watching_once() -> None:
    kind = type("_Twice", (), {"connection_made": lambda self, transport: None})
    watch(kind)
    made = kind.connection_made
    watch(kind)
    assert kind.connection_made is made
