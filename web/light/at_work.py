"""How many requests of one person are worked on at the same time, so that whoever sends many keeps nobody else waiting.

Enters a person, leaves a place. A workbook that waits to be read holds a thread of the server all the while, and everybody
else's pages need one too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from nap.monitor import NotNow


class AtWork:
    """At most `most` requests of each person."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._count: Counter[str] = Counter()

    @contextmanager
    def place(self, person: str) -> Iterator[None]:
        """Hold a place as long as the block lasts. NotNow(busy) at once if the person has none left."""
        with self._lock:
            if self._count[person] >= self._most:
                raise NotNow("busy")
            self._count[person] += 1
        try:
            yield
        finally:
            with self._lock:
                self._count[person] -= 1
                self._count += Counter()
