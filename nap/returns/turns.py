"""Who reads when: a server reads a few files at once, the others wait their turn. A sender enters; the turn, or Busy, leaves.

One sender never takes every place, so that ten uploads of one do not keep another waiting; among those who wait, whoever has
fewest files being read goes first, then whoever came first.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 120
"""Seconds after which somebody who waits is told to come again; two files of the longest kind."""


class Busy(Exception):
    """So many files are being read that this one did not get its turn. Nothing is wrong with it."""


class Turns:
    """So many `places`, and how many seconds one waits for one."""

    def __init__(self, places: int, patience: float = PATIENCE) -> None:
        self._places, self._patience = places, patience
        self._changed = threading.Condition()
        self._reading: Counter[str] = Counter()
        self._waiting: dict[int, str] = {}
        self._tickets = 0

    @contextmanager
    def turn(self, sender: str = "") -> Iterator[None]:
        """Wait for a place and hold it. Busy if none came free in time. A sender without name is a whole installation's own."""
        self._enter(sender)
        try:
            yield
        finally:
            with self._changed:
                self._reading[sender] -= 1
                self._changed.notify_all()

    def waiting(self) -> int:
        """How many wait."""
        with self._changed:
            return len(self._waiting)

    def _enter(self, sender: str) -> None:
        with self._changed:
            self._tickets += 1
            ticket = self._tickets
            self._waiting[ticket] = sender
            came = self._changed.wait_for(lambda: self._next() == ticket, self._patience)
            del self._waiting[ticket]
            if came:
                self._reading[sender] += 1
            self._changed.notify_all()
        if not came:
            raise Busy

    def _next(self) -> int | None:
        """The ticket whose turn it is; None while every place is taken."""
        if self._reading.total() >= self._places:
            return None
        may = [ticket for ticket, sender in self._waiting.items() if self._has_room(sender)]
        return min(may, key=lambda ticket: (self._reading[self._waiting[ticket]], ticket), default=None)

    def _has_room(self, sender: str) -> bool:
        return not sender or self._reading[sender] < max(1, self._places - 1)


TURNS = Turns(max(2, os.cpu_count() or 2))
"""Of this process: as many files at once as there are processors, at least two."""
