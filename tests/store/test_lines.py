"""A PostgreSQL that is restarted, falls silent or is cut off: it is said, soon, and the next question after it is answered."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

import nap.monitor.sending
import nap.store.postgresql
from nap.monitor import NotNow, check, close, receive
from nap.store import Store, Unavailable, open_store
from nap.store.audit import append, version
from nap.store.unavailable import Unanswered
from tests.journeys.filling import fill
from tests.monitor.building import WPN, a_house
from tests.monitor.test_mending import BAD, blank
from tests.store.databases import emptied
from tests.store.lines import END_OF_COMMIT, Line, line_to
from tests.store.postgres import OWNER
from tests.store.samples import NOON, PLAN


@pytest.fixture
def line(postgres: str) -> Iterator[Line]:
    folder = Path(postgres.partition("host=")[2])
    with line_to(folder / ".s.PGSQL.5432") as found:
        yield found


@pytest.fixture
def address(postgres: str, line: Line) -> str:
    emptied(postgres)
    return f"postgresql+psycopg://{OWNER}@127.0.0.1:{line.port}/migrated"


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = open_store(address)
    yield opened
    opened.close()


def write(store: Store) -> int:
    with store.writing() as transaction:
        return append(transaction, NOON, "x", "look", PLAN.plan)


def read(store: Store) -> int:
    with store.reading() as transaction:
        return version(transaction)


def test_a_line_that_is_cut_in_the_middle_of_writing_keeps_nothing(store: Store, line: Line) -> None:
    write(store)
    with pytest.raises(Unavailable), store.writing() as transaction:  # noqa: PT012 - the first thing need not be what fails
        append(transaction, NOON, "x", "look", PLAN.plan)
        line.cut()
        while True:  # until it is noticed
            read_within(transaction)
    assert read(store) == 1


def read_within(transaction: sa.Connection) -> None:
    transaction.execute(sa.text("SELECT 1"))
    time.sleep(0.01)


def test_connections_that_ended_meanwhile_are_made_anew(store: Store, line: Line, postgres: str) -> None:
    assert write(store) == 1
    line.cut()
    assert (read(store), write(store)) == (1, 2)
    end_every_connection(postgres)
    assert (read(store), write(store)) == (2, 3)


def end_every_connection(postgres: str) -> None:
    """What a restart does to those who are connected."""
    with psycopg.connect(postgres.format(name="postgres").replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'migrated'")


def test_a_database_that_says_goodbye_in_the_middle_is_said(store: Store, postgres: str) -> None:
    with pytest.raises(Unavailable), store.reading() as transaction:  # noqa: PT012 - the first thing need not be what fails
        end_every_connection(postgres)
        version(transaction)
    assert read(store) == 0


def test_a_line_that_falls_silent_is_given_up_soon_and_taken_up_again(
    store: Store, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(store)
    monkeypatch.setattr(nap.store.postgresql.Patient, "patience", 0.2)
    monkeypatch.setitem(nap.store.postgresql.LINE, "connect_timeout", 2)
    line.silent = True
    with pytest.raises(Unavailable):
        read(store)
    line.silent = False
    line.cut()
    assert read(store) == 0


def test_a_commit_without_an_answer_is_neither_told_as_kept_nor_as_lost(store: Store, line: Line) -> None:
    write(store)
    line.lose = END_OF_COMMIT
    with pytest.raises(Unanswered):
        write(store)
    line.lose = b""
    assert read(store) == 2  # here it was kept; whoever was told so without an answer might have been told wrong


def test_the_same_file_after_a_commit_without_an_answer_gets_the_same_receipt(
    address: str, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = a_house(address)
    data = fill(blank(house.plan), BAD)[0]
    checked = check(WPN, house, data)
    monkeypatch.setattr(nap.monitor.sending, "examined", lambda *_, **__: checked)  # only what writes is lost
    line.lose = END_OF_COMMIT
    with pytest.raises(NotNow) as caught:
        receive(WPN, house, data, "r.xlsx")
    line.lose = b""
    again = receive(WPN, house, data, "r.xlsx")
    close(house)
    assert caught.value.code == "store_unanswered"
    assert again.again
    assert again.receipt is not None


def test_a_writer_waits_for_its_turn_and_no_longer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    short = nap.store.postgresql.LOCK.replace(f"'{nap.store.postgresql.TURN}s'", "'50ms'")
    assert short != nap.store.postgresql.LOCK
    monkeypatch.setattr(nap.store.postgresql, "LOCK", short)
    elsewhere = Store(store.engine)  # as another process has it
    with store.writing() as transaction:
        append(transaction, NOON, "x", "look", PLAN.plan)
        with pytest.raises(Unavailable):
            write(elsewhere)
        assert read(store) == 0  # readers wait for nobody
    assert write(store) == 2


def test_what_a_writer_reads_is_what_the_one_before_it_left(store: Store) -> None:
    """Its picture is not that of the moment at which it began to wait."""
    begun, numbers = threading.Event(), list[int]()

    def second() -> None:
        begun.set()
        numbers.append(write(store))

    with store.writing() as transaction:
        waiting = threading.Thread(target=second)
        waiting.start()
        begun.wait()
        numbers.append(append(transaction, NOON, "x", "look", PLAN.plan))
    waiting.join()
    assert numbers == [1, 2]


def test_a_copy_that_only_reads_is_said(store: Store) -> None:
    with pytest.raises(Unavailable), store.writing() as transaction:  # noqa: PT012 - the first thing need not be what fails
        transaction.execute(sa.text("SET TRANSACTION READ ONLY"))
        append(transaction, NOON, "x", "look", PLAN.plan)


def test_a_question_that_is_wrong_stays_a_mistake_of_ours(store: Store) -> None:
    with pytest.raises(sa.exc.ProgrammingError), store.reading() as transaction:
        transaction.execute(sa.text("SELECT 1 FROM nowhere"))


def test_a_writer_that_does_nothing_any_more_keeps_nobody_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    short = nap.store.postgresql.LOCK.replace(f"'{nap.store.postgresql.IDLE}s'", "'50ms'")
    monkeypatch.setattr(nap.store.postgresql, "LOCK", short)
    with pytest.raises(Unavailable), store.writing() as gone:  # noqa: PT012 - the first thing need not be what fails
        monkeypatch.undo()
        assert write(Store(store.engine)) == 1  # as another process does
        append(gone, NOON, "x", "look", PLAN.plan)
    assert read(store) == 1
