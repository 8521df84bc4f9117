"""A database address enters, an open `Store` leaves: migrated, ready to be read and written in whole transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import sqlalchemy as sa

from nap.store import audit, closings, hidings, joint, releases
from nap.store.engine import make_engine, reading, sweep, writing
from nap.store.erasures import ERASE
from nap.store.installations import ADOPT
from nap.store.migrate import migrate, revision
from nap.store.overrides import ACTS
from nap.store.partner_entries import EVENTS
from nap.store.unavailable import Unanswered, Unavailable, told
from nap.tallies import STORE_SECONDS

Transaction = sa.Connection
"""What the functions of this room work in; others only pass it on."""

LONGEST_TURN = 60.0
"""Seconds a writer waits for those of the same process before her; a return of 2,000 rows is kept in about one."""

COUNTING_ACTS = (
    *("submit", "send_back", "accept", "undo", "withdraw", "reactivate"),
    *(ADOPT, ERASE, *ACTS, *joint.ACTS, *hidings.ACTS, *EVENTS.values()),
    *(closings.CLOSE, releases.PUBLISH),
)
"""The events that change results or what is said of them: which returns count, what the missing ones wait for, which version of
the plan is in force, what a coordinator overrides, hides or marks as the same activity, what is asked of partners, and which
edition is read."""


class Store:
    """The one way to the tables. Every question is asked inside `reading()`, every change made inside `writing()`.

    Both raise what `unavailable` makes if the disk is full, the store locked or out of reach; then nothing was changed.
    Writing raises what `unanswered` makes if the line was cut while it was kept: only asking again tells whether it is.
    """

    def __init__(
        self,
        engine: sa.Engine,
        *,
        read_only: bool = False,
        unavailable: Callable[[], Exception] = Unavailable,
        unanswered: Callable[[], Exception] = Unanswered,
    ) -> None:
        self.engine, self.read_only = engine, read_only
        self.unavailable, self.unanswered = unavailable, unanswered
        self._turn = Lock()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """One unchanging picture of the store."""
        with STORE_SECONDS.timed("read"), told(self.unavailable), reading(self.engine) as transaction:
            yield transaction

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """One transaction, all or nothing; writers take turns. RuntimeError where it is only read."""
        if self.read_only:
            raise RuntimeError("this view of the store is only read")
        with (
            STORE_SECONDS.timed("write"),
            self._in_turn(),
            told(self.unavailable, self.unanswered),
            writing(self.engine) as transaction,
        ):
            yield transaction

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """The writers of this process wait here, where none holds a connection: a database gives up on writers that wait for it
        long before the last of fifty has had her turn."""
        if not self._turn.acquire(timeout=LONGEST_TURN):
            raise self.unavailable()
        try:
            yield
        finally:
            self._turn.release()

    def for_reading(self) -> Store:
        """The same store, to be read only: what is known of an earlier day cannot be changed."""
        return Store(self.engine, read_only=True, unavailable=self.unavailable, unanswered=self.unanswered)

    def version(self) -> int:
        """The number of the last audit event: whatever was read at the same version is still true."""
        with self.reading() as transaction:
            return audit.version(transaction)

    def counting_version(self) -> int:
        """The number of the last event that changed results: they stay true as long as it stands."""
        with self.reading() as transaction:
            return audit.version(transaction, COUNTING_ACTS)

    def revision(self) -> str | None:
        """The schema's revision."""
        return revision(self.engine)

    def file(self) -> Path | None:
        """The file of an SQLite database; None for other databases."""
        name = self.engine.url.database
        return Path(name) if self.engine.dialect.name == "sqlite" and name else None

    def bytes(self) -> int | None:
        """The size of an SQLite file and what waits to be merged into it; None for other databases."""
        name = self.file()
        return sum(path.stat().st_size for path in (name, Path(f"{name}-wal")) if path.is_file()) if name else None

    def sweep(self) -> bool:
        """Leave nothing behind in the database of what was taken out; False if somebody was in the way."""
        return sweep(self.engine)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_store(
    url: str, unavailable: Callable[[], Exception] = Unavailable, unanswered: Callable[[], Exception] = Unanswered
) -> Store:
    """Open and, if need be, migrate the store at that address.

    `unavailable` makes what is raised if it cannot be used now, `unanswered` if nobody knows whether something was kept.
    """
    store = Store(make_engine(url), unavailable=unavailable, unanswered=unanswered)
    with told(unavailable, unanswered):
        migrate(store.engine)
    return store
