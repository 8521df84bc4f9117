"""Many connections: the server takes what the system gives, and its log stays readable when that is not enough."""

from __future__ import annotations

import asyncio
import logging

import pytest

from web.connections import MOST, more_files, told_once

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
