"""Runs of pages: a number for the log, how long each took, how many tabs are open, and waiting for the last ones at the end.

Streamlit runs a script in a thread of its own for each tab; what is known of those threads here stands in its pinned version.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from streamlit import runtime

from nap.logs import begin_request, new_id
from nap.tallies import PAGE_SECONDS

PATIENCE = 15.0
"""Seconds in which runs may end once the server ends: the largest return is checked and kept in less."""
_THREAD = "ScriptRunner.scriptThread"
"""What Streamlit calls them."""


class Run:
    """One run; `page` is said as soon as it is known."""

    def __init__(self) -> None:
        self.page = "none"


@contextmanager
def one_run() -> Iterator[Run]:
    """Number a run and count it. The number stays until the next run: what fails is told after it."""
    begin_request(new_id())
    run, begun = Run(), time.perf_counter()
    try:
        yield run
    finally:
        PAGE_SECONDS.add(time.perf_counter() - begun, run.page)


def tabs() -> Iterable[tuple[str, str, int]]:
    """How many tabs are open, and how many are kept because their line was cut: name, what it says, number."""
    sessions = runtime.get_instance()._session_mgr if runtime.exists() else None
    open_ = len(sessions.list_active_sessions()) if sessions else 0
    kept = len(sessions.list_sessions()) - open_ if sessions else 0
    yield "nap_tabs", "Tabs of browsers that are open.", open_
    yield "nap_tabs_waited_for", "Tabs whose line was cut and which may come back.", max(0, kept)
    yield "nap_runs", "Pages that are being drawn.", running()


def running() -> int:
    """How many scripts run just now."""
    return sum(thread.name == _THREAD for thread in threading.enumerate())


async def ended(patience: float = PATIENCE) -> bool:
    """Wait until no script runs any more, what it was storing included; False if that takes too long."""
    until = time.monotonic() + patience
    while running() and time.monotonic() < until:
        await asyncio.sleep(0.05)
    return not running()
