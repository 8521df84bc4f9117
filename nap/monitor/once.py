"""What takes long is made once: a key and how to make it enter, what was made leaves, for everybody who asks meanwhile."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Keeps the last `most` things made. A failure is told to all who waited for it, and never kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._under_way: dict[Hashable, Future[T]] = {}

    def known(self, key: Hashable) -> T | None:
        """What was made under this key, if it is still kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def forget(self, which: Callable[[Hashable], bool]) -> None:
        """Forget what is kept under such keys; what is being made meanwhile goes to those who wait for it."""
        with self._lock:
            for key in [key for key in self._kept if which(key)]:
                del self._kept[key]

    def made(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes; whoever comes second waits for the first. Raises what `make` raises."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            awaited = self._under_way.get(key)
            mine: Future[T] = self._under_way.setdefault(key, Future())
        return self._make(key, mine, make) if awaited is None else awaited.result()

    def _make(self, key: Hashable, mine: Future[T], make: Callable[[], T]) -> T:
        try:
            made = make()
        except BaseException as fault:
            with self._lock:
                del self._under_way[key]
            mine.set_exception(fault)
            raise
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            del self._under_way[key]
        mine.set_result(made)
        return made
