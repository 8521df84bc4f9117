"""How often releases are read: a release's number and a path enter, a count per day leaves. Nothing about by whom is known here.

Counts are gathered in memory and written together, so that a burst of readers is one write; a clean end loses none of them.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import Lock, Timer
from typing import NamedTuple
from weakref import WeakKeyDictionary

from nap.monitor.house import House
from nap.monitor.later import GATHERED, soon
from nap.monitor.permission import require
from nap.people import Verb, Viewer
from nap.store import Store, release_reads
from nap.store.release_reads import Read

EVERY = 20.0
"""Seconds that a count waits for others at most; what a server that is killed can lose."""


class ReadCount(NamedTuple):
    """How often a file was read on a day. A path of the forum's edition begins with `forum/`."""

    day: date
    path: str
    times: int


class _Gathered:
    """The counts of one store that are not written yet."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.counts: Counter[tuple[str, Read]] = Counter()
        self.timer: Timer | None = None

    def add(self, store: Store, plan: str, read: Read) -> None:
        """Count one; the first of a batch sees to it that the batch is written."""
        with self.lock:
            self.counts[plan, read] += 1
            if self.timer is None:
                self.timer = Timer(EVERY, _write, (store,))
                self.timer.daemon = True
                self.timer.start()

    def taken(self) -> Counter[tuple[str, Read]]:
        """All of them; a new batch begins."""
        with self.lock:
            taken, self.counts = self.counts, Counter()
            if self.timer is not None:
                self.timer.cancel()
                self.timer = None
            return taken


_GATHERED: WeakKeyDictionary[Store, _Gathered] = WeakKeyDictionary()
_NEW = Lock()


def count_read(house: House, plan: str, release: int, path: str) -> None:
    """One reading more of that file today. Writes nothing yet, so it neither waits nor fails."""
    with _NEW:
        gathered = _GATHERED.setdefault(house.store, _Gathered())
    gathered.add(house.store, plan, Read(release, house.today(), path))


def reads_of_release(viewer: Viewer, house: House, release: int) -> tuple[ReadCount, ...]:
    """How often each file of a release was read, by day and path."""
    require(viewer, Verb.PUBLISH)
    _write(house.store, patience=5.0)
    with house.store.reading() as transaction:
        found = release_reads.reads_of(transaction, house.plan.id, release)
    return tuple(ReadCount(one.day, one.path, times) for one, times in found.items())


def _write(store: Store, patience: float = 0.0) -> None:
    gathered = _GATHERED.get(store)
    taken = gathered.taken() if gathered else None
    if taken:
        soon(lambda: _put(store, taken), "counts of reading", patience)


def _put(store: Store, counts: Counter[tuple[str, Read]]) -> None:
    with store.writing() as transaction:
        for plan in {plan for plan, _ in counts}:
            release_reads.add_reads(transaction, plan, {read: times for (of, read), times in counts.items() if of == plan})


def _write_all() -> None:
    for store in list(_GATHERED):
        _write(store)


GATHERED.append(_write_all)
