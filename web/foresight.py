"""What the next reader will ask for is made before she comes: a house enters, a thread looks for new results until it is stopped.

After a start, and whenever other returns count (whoever accepted them, in this process or another), the board that forum and
partners read is made, and the newest release is read. Whoever accepts does not wait for it, nor does whoever stops the server.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Event, Thread

from nap.monitor import House, Role, Unknown, Viewer, browse, operator, released_house

LOOK = 2.0
"""Seconds between two looks at the version of the results; it must stand so long: who accepts one often accepts more."""
_LOG = logging.getLogger("nap.foresight")


class Foresight:
    """One thread that makes what will be read. `house` gives the house as it stands at the moment."""

    def __init__(self, house: Callable[[], House], look: float = LOOK) -> None:
        self._house, self._look = house, look
        self._over = Event()
        self._thread = Thread(target=self._work, name="foresight", daemon=True)

    def begin(self) -> None:
        """Make what is read first, now, beside whatever else is done."""
        self._thread.start()

    def end(self) -> None:
        """Look no more. What is being made is left to itself: nobody waits for it."""
        self._over.set()

    def _work(self) -> None:
        made, seen = None, None
        while True:
            try:
                now = _state(house := self._house())
                if now != made and (made is None or now == seen):
                    make_ready(house)
                    made = now
                seen = now
            except Exception as fault:  # whoever reads is told what is wrong; this thread only comes before her
                if not self._over.is_set():
                    _LOG.warning("not made ahead: %s", type(fault).__name__)
            if self._over.wait(self._look):
                return


def _state(house: House) -> tuple[Hashable, ...]:
    """While this is the same, so are the results."""
    return house.store.counting_version(), house.today(), house.plan.sha256, house.plan.register


def make_ready(house: House) -> None:
    """The forum's board, which partners' hiding is shared with, and the newest release if there is one."""
    reader = reader_of()
    browse(reader, house).board()
    try:
        released_house(reader, house)
    except Unknown:
        return


def reader_of() -> Viewer:
    """Somebody of the forum, who reads what the forum reads."""
    return replace(operator(), roles=frozenset({Role.FORUM}), partner=None)
