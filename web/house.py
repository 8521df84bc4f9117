"""The one open house of this process: enters the environment, leaves the `House` that web and ui ask everything of."""

from __future__ import annotations

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
        """Asks the store, so that what another process adopted is in force here too, without a restart."""
        with self._lock:
            self._house = current(self._house)
            return self._house


@cache
def _door() -> _Door:
    return _Door()


def the_house() -> House:
    """The house of this process, opened at the first call (the server opens it before it answers anybody)."""
    return _door().house()
