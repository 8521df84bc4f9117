"""Whoever sends slowly is given up in time; a signal to end does not cut off who is being answered."""

from __future__ import annotations

import asyncio
import os
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from uvicorn import Config
from uvicorn.lifespan.on import LifespanOn

from web.limits import ENDING, KEPT, LARGEST_MESSAGE, Limits, bounded
from web.patience import Patience
from web.systemd import tell


async def reads_all(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the length of the body, or not at all where it breaks off."""
    length, message = 0, await receive()
    while message["type"] == "http.request":
        length += len(message.get("body", b""))
        if not message.get("more_body"):
            await PlainTextResponse(str(length))(scope, receive, send)
            return
        message = await receive()


def answered(pieces: list[bytes], method: str = "POST", *, idle: float = 5, whole: float = 5) -> list[Message]:
    """What comes of a request that never sends its last piece."""
    sent: list[Message] = []

    async def receive() -> Message:
        if pieces:
            return {"type": "http.request", "body": pieces.pop(0), "more_body": True}
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": "/account", "headers": []}
    asyncio.run(asyncio.wait_for(Patience(reads_all, idle, whole)(scope, receive, send), 20))
    return sent


@pytest.mark.parametrize(("idle", "whole"), [(0.01, 60), (60, 0.01)])
def test_a_body_that_does_not_end_is_given_up(idle: float, whole: float) -> None:
    sent = answered([b"abc"], idle=idle, whole=whole)
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


def test_a_body_that_comes_whole_is_answered_and_waiting_for_a_reader_to_go_has_no_end() -> None:
    async def ask() -> tuple[list[Message], Message]:
        sent: list[Message] = []
        messages = [{"type": "http.request", "body": b"ab"}]
        heard: list[Message] = []

        async def receive() -> Message:
            if messages:
                return messages.pop()
            await asyncio.sleep(0.05)
            return {"type": "http.disconnect"}

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await reads_all(scope, receive, send)
            heard.append(await receive())

        async def send(message: Message) -> None:
            sent.append(message)

        await Patience(app, idle=0.01, whole=0.01)({"type": "http", "method": "POST", "path": "/"}, receive, send)
        return sent, heard[0]

    sent, heard = asyncio.run(ask())
    assert (sent[0]["status"], sent[1]["body"], heard["type"]) == (200, b"2", "http.disconnect")


def test_a_failure_of_ours_is_not_taken_for_a_slow_sender() -> None:
    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        asyncio.run(Patience(fails)({"type": "http", "method": "POST", "path": "/"}, None, None))  # type: ignore[arg-type]


def test_the_limits_reach_the_server_by_its_lifespan_and_no_other_server() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        return

    config = Config(Limits(app), log_config=None)
    config.load()
    asyncio.run(Limits(app)({"type": "lifespan"}, LifespanOn(config).receive, None))  # type: ignore[arg-type]
    assert (config.timeout_graceful_shutdown, config.ws_max_size) == (ENDING, LARGEST_MESSAGE)
    assert config.timeout_keep_alive == KEPT > 120  # what Caddy keeps; nginx keeps them for half as long
    others: list[Any] = [None, SimpleNamespace(), SimpleNamespace(http_protocol_class=object)]
    assert [bounded(other) for other in others] == [False] * 3


@pytest.mark.skipif(os.name != "posix", reason="systemd is of Linux")
def test_systemd_is_told_if_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert not tell("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    assert not tell("READY=1")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "told"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "told"))
        assert tell("READY=1")
        assert listening.recv(100) == b"READY=1"
