"""The audit trail: the database refuses to change it, and whoever changes it all the same is found out at that very event."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, strategies as st

from nap.store import Store, audit, open_store, tables as t
from nap.store.audit import START, Head
from nap.store.chain import Chain, examine
from tests.store.samples import NOON
from tests.store.tampering import GUARDS, unguarded

NUMBERS = range(1, 6)
FIELDS: dict[str, Any] = {
    "person": "somebody@example.org",
    "act": "accept",
    "plan": "other",
    "status": "accepted",
    "facts": '{"reason":"none"}',
    "at": NOON.replace(hour=13),
    "previous": "0" * 63 + "1",
    "sha256": "f" * 64,
}


def filled(store: Store) -> Store:
    """The store with five events."""
    with store.writing() as transaction:
        for number in NUMBERS:
            reason = f"№ {number} — «ө»"
            about = ("jyldyz@example.org", "look", "kg-example")
            assert audit.append(transaction, NOON, *about, origin="192.0.2.7", reason=reason) == number
    return store


@pytest.fixture
def five(store: Store) -> Store:
    return filled(store)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Five events on SQLite, for many looks; what is done to them is undone."""
    store = filled(open_store(f"sqlite:///{tmp_path_factory.mktemp('audit') / 'nap.sqlite'}"))
    yield store
    store.close()


def looked_at(store: Store, noted: Head | None = None) -> Chain:
    with store.reading() as transaction:
        return examine(transaction, noted)


def found(transaction: sa.Connection, *statements: sa.Executable) -> tuple[int | None, str]:
    """What is found once these are done to the trail; then they are undone."""
    with transaction.begin_nested() as point:
        for statement in statements:
            transaction.execute(statement)
        chain = examine(transaction)
        point.rollback()
    return chain.broken, chain.fault


def changed(number: int, /, **values: object) -> sa.Executable:
    return sa.update(t.audit).where(t.audit.c.number == number).values(**values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET person = 'x' WHERE number = 3",
        "UPDATE audit SET facts = facts",
        "DELETE FROM audit WHERE number = 5",
        "INSERT INTO audit SELECT 2, at, person, act, plan, return_id, status, facts, previous, sha256 FROM audit",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET number = 4",
        "UPDATE audit_head SET sha256 = 'x'",
        "INSERT INTO audit_head VALUES (2, 9, 'x')",
    ],
)
def test_the_database_refuses_to_change_or_shorten_the_trail(five: Store, statement: str) -> None:
    with five.engine.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="only added to"):
        connection.execute(sa.text(statement))
    assert looked_at(five).broken is None


def test_the_database_refuses_to_put_an_event_in_place_of_another(kept: Store) -> None:
    statement = "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 5"
    with kept.engine.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="only added to"):
        connection.execute(sa.text(statement))


def test_the_database_refuses_to_empty_the_trail(five: Store) -> None:
    if five.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    for table in ("audit", "audit_head"):
        with five.engine.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="only added to"):
            connection.execute(sa.text(f"TRUNCATE {table}"))


def test_every_changed_field_of_every_event_is_found(five: Store) -> None:
    with unguarded(five) as transaction:
        for number in NUMBERS:
            for field, value in FIELDS.items():
                assert found(transaction, changed(number, **{field: value})) == (number, "altered"), (number, field)
            beyond = found(transaction, changed(number, number=30))
            assert beyond == (number, "missing"), number


def test_every_event_taken_out_is_missed(five: Store) -> None:
    with unguarded(five) as transaction:
        for number in NUMBERS:
            expected = (number, "cut" if number == 5 else "missing")
            assert found(transaction, sa.delete(t.audit).where(t.audit.c.number == number)) == expected


def test_an_end_cut_off_is_missed_however_long(five: Store) -> None:
    with unguarded(five) as transaction:
        for number in NUMBERS:
            expected = (number, "cut")
            assert found(transaction, sa.delete(t.audit).where(t.audit.c.number >= number)) == expected


def test_any_two_that_change_places_are_found(five: Store) -> None:
    with unguarded(five) as transaction:
        for one, other in permutations(NUMBERS, 2):
            swap = (changed(one, number=90), changed(other, number=one), changed(90, number=other))
            assert found(transaction, *swap) == (min(one, other), "altered")


def test_an_event_put_in_before_the_first_or_behind_the_last_is_found(five: Store) -> None:
    row = dict(at=NOON, person="x", act="look", plan="kg-example", facts="{}", previous=looked_at(five).sha256)
    plain = {"number": 6, "person": "x", "act": "look", "plan": "kg-example", "return_id": None, "status": None}
    fitting = audit.digest(row["previous"], plain, audit.moment_text(NOON), "{}")
    with unguarded(five) as transaction:
        assert found(transaction, sa.insert(t.audit).values(number=0, sha256=fitting, **row)) == (0, "added")
        assert found(transaction, sa.insert(t.audit).values(number=6, sha256=fitting, **row)) == (6, "added")


def test_a_head_taken_away_or_changed_is_found(five: Store) -> None:
    with unguarded(five) as transaction:
        assert found(transaction, sa.delete(t.audit_head)) == (5, "head")
        assert found(transaction, sa.update(t.audit_head).values(sha256="x")) == (5, "head")
        assert found(transaction, sa.update(t.audit_head).values(number=7)) == (6, "cut")
        assert found(transaction, sa.update(t.audit_head).values(number=3)) == (4, "added")


def test_what_is_recorded_after_an_end_was_cut_off_does_not_hide_it(five: Store) -> None:
    with unguarded(five) as transaction:
        transaction.execute(sa.delete(t.audit).where(t.audit.c.number == 5))
        assert audit.append(transaction, NOON, "x", "look", "kg-example") == 6
        chain = examine(transaction)
    assert (chain.broken, chain.fault) == (5, "missing")


def test_a_trail_written_anew_is_found_by_a_number_and_hash_noted_elsewhere(five: Store) -> None:
    noted = looked_at(five)
    with unguarded(five) as transaction:
        transaction.execute(sa.delete(t.audit))
        transaction.execute(sa.update(t.audit_head).values(number=0, sha256=START))
        for _ in NUMBERS:
            audit.append(transaction, NOON, "x", "look", "kg-example")
        assert examine(transaction).broken is None
        chain = examine(transaction, Head(noted.number, noted.sha256[:16]))
    assert (chain.broken, chain.fault) == (5, "rewritten")


def test_a_trail_shorter_than_what_was_noted_elsewhere_is_found(five: Store) -> None:
    assert looked_at(five, Head(7, "ab")) == Chain(5, 5, looked_at(five).sha256, 6, "cut")


def test_an_untouched_trail_holds_also_against_what_was_noted_earlier(five: Store) -> None:
    chain = looked_at(five)
    assert (chain.count, chain.number, chain.broken, chain.fault) == (5, 5, None, "")
    assert looked_at(five, Head(5, chain.sha256)) == looked_at(five, Head(5, chain.sha256[:12])) == chain


def test_an_empty_trail_holds(store: Store) -> None:
    assert looked_at(store) == Chain(0, 0, START)
    assert store.version() == 0


TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)


@given(st.sampled_from(NUMBERS), st.sampled_from(["person", "act", "plan", "status", "facts", "previous", "sha256"]), TEXTS)
def test_whatever_a_field_is_changed_into_is_found(kept: Store, number: int, field: str, value: str) -> None:
    with unguarded(kept) as transaction:
        now = transaction.scalar(sa.select(t.audit.c[field]).where(t.audit.c.number == number))
        broken, _ = found(transaction, changed(number, **{field: value}))
    assert broken == (number if value != now else None)


NAMES = st.from_regex(r"[a-z]{1,8}\Z").filter(lambda name: name not in audit.append.__annotations__)


@given(st.dictionaries(NAMES, TEXTS), TEXTS)
def test_the_hash_is_what_the_document_says_it_is(kept: Store, facts: dict[str, str], person: str) -> None:
    with unguarded(kept) as transaction:
        number = audit.append(transaction, NOON, person, "look", "kg-example", **facts)
        row = transaction.execute(sa.select(t.audit).where(t.audit.c.number == number)).one()
        assert examine(transaction).broken is None
    about = {"act": "look", "at": "2026-07-10T12:00:00.000000+00:00", "facts": facts, "number": number, "person": person}
    content = {**about, "plan": "kg-example", "return_id": None, "status": None}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert row.sha256 == hashlib.sha256((row.previous + text).encode()).hexdigest()


def test_the_tests_know_every_guard(kept: Store) -> None:
    with kept.reading() as transaction:
        there = transaction.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'"))
        assert set(there) == set(GUARDS)


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
    chain = looked_at(store)
    assert (chain.count, chain.broken) == (20, None)
    assert store.version() == 20


def test_two_processes_at_once_make_one_chain(tmp_path: Path) -> None:
    import subprocess
    import sys

    address = f"sqlite:///{tmp_path / 'nap.sqlite'}"
    store = open_store(address)
    script = (
        "import sys; from datetime import UTC, datetime; from nap.store import audit, open_store; s = open_store(sys.argv[1])\n"
        "for _ in range(20):\n"
        "    with s.writing() as t: audit.append(t, datetime.now(UTC), 'x', 'look', 'kg-example')\n"
        "s.close()"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, address]) for _ in range(2)]
    assert [each.wait() for each in running] == [0, 0]
    chain = looked_at(store)
    store.close()
    assert (chain.count, chain.broken) == (40, None)
