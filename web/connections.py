"""Connections: as many as the system allows, and one line a minute in the log while it allows no more.

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

MOST = 65_536
"""Open files; as many connections as one address can begin."""
_EVERY = 60.0
_FULL = "socket.accept() out of system resource"
"""What asyncio calls it."""
_LOG = logging.getLogger("nap.web")


def ready_for_many() -> None:
    """Call it once, inside the server's event loop."""
    more_files()
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
