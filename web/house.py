"""The one open house of this process: enters the environment, leaves the `House` that web and ui ask everything of."""

from __future__ import annotations

import asyncio
from functools import cache
from threading import Lock

from nap.monitor import House, current, open_house, tidy_at_start
from nap.settings import Settings


class _Door:
    """The house as it stands: another one once a later version of the plan is in force."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._house = open_house(Settings.read())
        tidy_at_start(self._house)

    def house(self) -> House:
        """Asks the store, so that what another process adopted is in force here too, without a restart.

        Inside the server's event loop nobody is waited for, or a store that does not answer would hold up everybody: there the
        house is as a thread last found it. One asks for every request of somebody signed in, and every two seconds besides.
        """
        if _in_event_loop():
            return self._house
        with self._lock:
            self._house = current(self._house)
            return self._house


def _in_event_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


@cache
def _door() -> _Door:
    return _Door()


def the_house() -> House:
    """The house of this process, opened at the first call (the server opens it before it answers anybody)."""
    return _door().house()
