"""Returns in the store: whole or not at all, nothing lost, versions without gaps, only the accepted count."""

from __future__ import annotations

import threading
from dataclasses import asdict
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given, strategies as st
from sqlalchemy.exc import IntegrityError

from nap.facts import Period
from nap.store import Store, audit, counted, returns, tables as t
from nap.store.tables import Exact
from tests.store.samples import FINDING, H1, ITEM, NOON, NOTE, PLAN, adopted, new_return, observation


def test_a_return_that_fails_half_way_is_not_there_at_all(store: Store) -> None:
    adopted(store)
    twice_the_bytes_of_nobody = new_return(observations=(observation(value=Decimal("NaN")),))
    with pytest.raises(sa.exc.StatementError), store.writing() as transaction:
        returns.add_return(transaction, twice_the_bytes_of_nobody)
    with store.reading() as transaction:
        assert returns.find_returns(transaction, PLAN.plan) == ()
        for table in (t.returns, t.originals, t.findings, t.observations, t.items, t.notes):
            assert transaction.scalar(sa.select(sa.func.count()).select_from(table)) == 0
        assert audit.version(transaction) == 1


def test_a_return_of_a_plan_nobody_adopted_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as transaction:
        returns.add_return(transaction, new_return())


def test_asking_for_a_return_that_is_not_there(store: Store) -> None:
    with store.reading() as transaction:
        for question in (returns.get_return, returns.original):
            with pytest.raises(KeyError):
                question(transaction, "kg-example.WPN.2026-H1.1")


def test_everything_comes_back_as_it_went_in(store: Store) -> None:
    adopted(store)
    new = new_return()
    with store.writing() as transaction:
        kept = returns.add_return(transaction, new)
    with store.reading() as transaction:
        held = returns.contents(transaction, kept.id)
        assert returns.original(transaction, kept.id) == new.data
        assert returns.get_return(transaction, kept.id) == kept
    assert held == returns.Contents((FINDING,), tuple(new.observations), (ITEM,), (NOTE,))
    assert [str(one.value) for one in held.observations] == ["12.50", "None"]
    assert [one.typed for one in held.observations] == [(("F12", "«12,50»"), ("G12", "")), ()]
    same = {name: value for name, value in asdict(kept).items() if name in asdict(new)}
    assert same == {name: asdict(new)[name] for name in same}


def test_versions_are_counted_within_one_partner_and_period(store: Store) -> None:
    adopted(store)
    others = ({}, {}, {"partner": "MIA"}, {"period": Period.parse("2026-H2")}, {})
    with store.writing() as transaction:
        kept = [returns.add_return(transaction, new_return(**changes)) for changes in others]
    assert [one.version for one in kept] == [1, 2, 1, 1, 3]
    assert len({one.id for one in kept}) == 5


def test_two_senders_at_once_get_two_versions(store: Store) -> None:
    adopted(store)
    both = threading.Barrier(2)
    versions: list[int] = []

    def send(data: bytes) -> None:
        both.wait()
        with store.writing() as transaction:
            versions.append(returns.add_return(transaction, new_return(data)).version)

    threads = [threading.Thread(target=send, args=(data,)) for data in (b"one", b"two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(versions) == [1, 2]


def test_only_accepted_returns_count(store: Store) -> None:
    adopted(store)
    with store.writing() as transaction:
        for partner, status in (("A", "submitted"), ("B", "accepted"), ("C", "returned"), ("D", "superseded")):
            kept = returns.add_return(transaction, new_return(partner=partner))
            audit.append(transaction, NOON, "x", "act", PLAN.plan, kept.id, "accepted")
            audit.append(transaction, NOON, "x", "act", PLAN.plan, kept.id, status)
            audit.append(transaction, NOON, "x", "look", PLAN.plan, kept.id)
        assert counted.accepted_ids(transaction, PLAN.plan) == (f"kg-example.B.{H1}.1",)
        assert counted.observations(transaction, PLAN.plan) == tuple(new_return().observations)
        assert counted.observations(transaction, "another-plan") == ()


def test_a_reader_sees_one_unchanging_picture(store: Store) -> None:
    adopted(store)
    with store.reading() as before:
        assert audit.version(before) == 1
        with store.writing() as transaction:
            returns.add_return(transaction, new_return())
        assert audit.version(before) == 1
        assert returns.find_returns(before, PLAN.plan) == ()
    assert store.version() == 2


numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=12)


@given(number=numbers)
def test_a_number_is_kept_digit_for_digit_as_text(number: Decimal) -> None:
    dialect = sa.create_engine("sqlite://").dialect
    written = Exact().process_bind_param(number, dialect)
    assert isinstance(written, str)
    assert Exact().process_result_value(written, dialect) == number


def test_a_number_is_the_same_on_every_database(store: Store) -> None:
    adopted(store)
    figures = ("0", "-0.10", "12345678901234567890.123456789", "1E+3", "0.1", "99999999999999999999999999")
    values = tuple(observation(breakdown=f"age={figure}", value=Decimal(figure)) for figure in figures)
    with store.writing() as transaction:
        kept = returns.add_return(transaction, new_return(observations=values))
        assert returns.observations(transaction, kept.id) == values
