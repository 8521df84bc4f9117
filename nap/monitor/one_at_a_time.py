"""One at a time for each key: a key enters, a block leaves that nobody else is in under the same key. Other keys go on."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, RLock


@dataclass
class _Turn:
    lock: RLock = field(default_factory=RLock)
    wanted: int = 0


class Turns:
    """Unlike `Once` it hands on neither results nor failures: a reader whose page was stopped must not stop the others'."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._turns: dict[Hashable, _Turn] = {}

    @contextmanager
    def of(self, key: Hashable) -> Iterator[None]:
        """Wait for those who came first; the same thread may take its turn again within it."""
        with self._lock:
            turn = self._turns.setdefault(key, _Turn())
            turn.wanted += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._lock:
                turn.wanted -= 1
                if not turn.wanted:
                    del self._turns[key]
