"""Connections: as many as the system allows, one line a minute in the log while it allows no more, an end to those that say
nothing, and no word of what serves them.

Enters the running event loop. Whoever only opens connections and never speaks must fill neither what the system gives a process
at first (1,024 files on most) nor the disk: asyncio would write thousands of tracebacks a second.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

MOST = 65_536
"""Open files; as many connections as one address can begin."""
_EVERY = 60.0
_FULL = "socket.accept() out of system resource"
"""What asyncio calls it."""
PATIENCE = 30.0
"""Seconds in which the head of a request must have come: enough for the largest at 20 kbit/s. Uvicorn waits for ever."""
_BANNER = b"server"
_LOG = logging.getLogger("nap.web")


def ready_for_many() -> None:
    """Call it once, inside the server's event loop."""
    more_files()
    watch(AutoHTTPProtocol)
    asyncio.get_running_loop().set_exception_handler(told_once())


def more_files() -> None:
    """Take what the system would give for the asking."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    now, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST if allowed == resource.RLIM_INFINITY else min(MOST, allowed)
    if 0 <= now < wanted:
        with suppress(ValueError, OSError):  # a system may refuse what it says it allows
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, allowed))


def told_once(clock: Callable[[], float] = time.monotonic) -> Callable[[asyncio.AbstractEventLoop, dict[str, Any]], None]:
    """What an event loop does with failures nobody catches: that no connection can be taken is told once a minute, all else
    as always."""
    told = float("-inf")

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        nonlocal told
        if context.get("message") != _FULL:
            loop.default_exception_handler(context)
        elif clock() - told >= _EVERY:
            told = clock()
            _LOG.error("no further connection can be taken: %s", context.get("exception"))

    return handle


def watch(protocol: type[Any], patience: float = PATIENCE) -> None:
    """Have connections of that kind of uvicorn's ended when no head of a request comes whole, and its name left out of answers.

    It has no setting for either that Streamlit passes on. A protocol that is watched already stays as it is.
    """
    made = protocol.connection_made
    if hasattr(made, "watched"):
        return

    def connection_made(self: Any, transport: asyncio.Transport) -> None:
        made(self, transport)
        _leave_unnamed(self.config, self.server_state)
        self.loop.call_later(patience, _end_if_silent, self, None, patience)

    connection_made.watched = True  # type: ignore[attr-defined]
    protocol.connection_made = connection_made


def _end_if_silent(connection: Any, before: Any, patience: float) -> None:
    """Close it if no request has begun since it was looked at `before`; else look again later. Not what became a WebSocket.

    Nor what is kept for a next request and says nothing: a proxy may be about to send a form into it (`web/limits.py`).
    """
    transport, cycle = connection.transport, connection.cycle
    if transport.is_closing() or transport.get_protocol() is not connection:
        return
    if cycle is before and (cycle is None or (cycle.response_complete and connection.conn.trailing_data[0])):
        transport.close()
        return
    connection.loop.call_later(patience, _end_if_silent, connection, cycle, patience)


def _leave_unnamed(config: Any, state: Any) -> None:
    """Which program answers is nobody's business; it is written into every answer from these two lists."""
    for kept in (config.encoded_headers, state.default_headers):
        kept[:] = [pair for pair in kept if pair[0] != _BANNER]
