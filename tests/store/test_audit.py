"""The audit trail: what is changed, taken out or put in breaks the chain at that very event."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa

from nap.store import Store, audit, tables as t
from tests.store.samples import NOON


@pytest.fixture
def five(store: Store) -> Store:
    """A store with five events."""
    with store.writing() as transaction:
        for number in range(1, 6):
            assert (
                audit.append(transaction, NOON, "jyldyz@example.org", "look", "kg-example", reason=f"№ {number} — «ө»") == number
            )
    return store


def verified(store: Store) -> tuple[int | None, int]:
    with store.reading() as transaction:
        return audit.verify(transaction)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("person", "somebody@example.org"),
        ("act", "accept"),
        ("plan", "other"),
        ("status", "accepted"),
        ("facts", '{"reason":"none"}'),
        ("at", NOON.replace(hour=13)),
        ("previous", "0" * 64),
        ("sha256", "f" * 64),
        ("number", 30),
    ],
)
def test_a_changed_event_is_found(five: Store, column: str, value: object) -> None:
    with five.writing() as transaction:
        transaction.execute(sa.update(t.audit).where(t.audit.c.number == 3).values({column: value}))
    # An event moved away is missed at the one that now stands in its place.
    assert verified(five)[0] == (4 if column == "number" else 3)


def test_an_event_taken_out_is_missed(five: Store) -> None:
    with five.writing() as transaction:
        transaction.execute(sa.delete(t.audit).where(t.audit.c.number == 2))
    assert verified(five) == (3, 2)


def test_an_untouched_chain_holds(five: Store) -> None:
    assert verified(five) == (None, 5)


def test_an_empty_chain_holds(store: Store) -> None:
    assert verified(store) == (None, 0)
    assert store.version() == 0


def test_many_writers_at_once_make_one_chain(store: Store) -> None:
    def write() -> None:
        for _ in range(5):
            with store.writing() as transaction:
                audit.append(transaction, NOON, "x", "look", "kg-example")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verified(store) == (None, 20)
    assert store.version() == 20
