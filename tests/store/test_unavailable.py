"""A store that is full, locked or out of reach: one exception that says so, nothing half kept; mistakes of ours stay mistakes."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

import nap.store.engine
import nap.store.opening
from nap.monitor import House, NotNow, mend, receive
from nap.store import Store, Unavailable, open_store
from tests.journeys.filling import fill
from tests.monitor.building import WPN, a_house
from tests.monitor.test_mending import BAD, blank, sent, total


@pytest.fixture
def house(migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(nap.store.engine, "BUSY_MS", 1)
    shutil.copy(migrated_file, tmp_path / "nap.sqlite")
    opened = a_house(f"sqlite:///{tmp_path / 'nap.sqlite'}")
    yield opened
    opened.store.close()


def counts(store: Store) -> list[int]:
    """How many rows stand in every table."""
    with store.reading() as transaction:
        names = sa.inspect(transaction).get_table_names()
        return [transaction.execute(sa.text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in sorted(names)]


def fill_disk(store: Store) -> None:
    """From here on the store may not grow."""

    def full(dbapi: sqlite3.Connection, *_: object) -> None:
        pages = dbapi.execute("PRAGMA page_count").fetchone()[0]
        dbapi.execute(f"PRAGMA max_page_count={pages}").close()

    store.engine.dispose()
    sa.event.listen(store.engine, "connect", full)


def test_a_full_disk_keeps_nothing_by_half(house: House) -> None:
    receipt, places = sent(house)
    before = counts(house.store)
    fill_disk(house.store)
    with pytest.raises(NotNow) as caught:
        receive(WPN, house, fill(blank(house.plan), {("2.1", "KG-J"): {"#value+total": 12}})[0], "r.xlsx")
    assert caught.value.code == "store_unavailable"
    with pytest.raises(NotNow):
        mend(WPN, house, receipt.id, {total(places): "12"})
    assert counts(house.store) == before


def test_a_locked_store_is_said_and_nothing_is_kept(house: House) -> None:
    before = counts(house.store)
    other = sqlite3.connect(house.store.engine.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotNow) as caught:
        receive(WPN, house, fill(blank(house.plan), BAD)[0], "r.xlsx")
    other.execute("ROLLBACK")
    other.close()
    assert caught.value.code == "store_unavailable"
    assert counts(house.store) == before


def test_a_store_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "nap.sqlite").mkdir()
    with pytest.raises(Unavailable):
        open_store(f"sqlite:///{tmp_path / 'nap.sqlite'}")


def test_a_question_that_is_wrong_stays_a_mistake_of_ours(house: House) -> None:
    with pytest.raises(sa.exc.OperationalError, match="no such table"), house.store.reading() as transaction:
        transaction.execute(sa.text("SELECT 1 FROM nowhere"))


def test_a_reader_is_answered_while_every_thread_of_the_server_asks(house: House) -> None:
    """The door itself reads: had it to wait for a connection, nobody at all were answered while strangers wait to write."""
    assert nap.store.engine.MOST_AT_ONCE > 40 + 15  # threads of the server's pool; screens and what is done later
    with ExitStack() as asking:
        for _ in range(nap.store.engine.MOST_AT_ONCE):
            asking.enter_context(house.store.reading())


def test_a_writer_waits_for_those_of_her_own_process_and_is_told_when_it_takes_too_long(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nap.store.opening, "LONGEST_TURN", 0.01)
    with house.store.writing(), pytest.raises(NotNow, match="store_unavailable"), house.store.writing():
        raise AssertionError("two wrote at once")
    with house.store.writing():  # and the turn comes back
        pass
