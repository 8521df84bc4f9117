"""Accounts, sessions, the kind of store, plans, and refused uploads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from nap.facts import Finding, Severity
from nap.store import Store, incidents, installations, persons, sessions
from nap.store.incidents import NewIncident
from nap.store.persons import Person
from nap.store.sessions import Session
from tests.store.samples import NOON, PLAN, adopted

AIDA = Person("aida@example.org", "Айда", frozenset({"coordinator", "forum"}), "WPN", "ky")
REFUSAL = (Finding("file-unreadable", Severity.REFUSED),)
DAY = date(2026, 7, 24)


def test_an_account_that_is_not_active_is_not_found(store: Store) -> None:
    with store.writing() as transaction:
        persons.add_person(transaction, AIDA)
        persons.set_active(transaction, AIDA.person, False)
        assert persons.find_person(transaction, AIDA.person) is None
        assert persons.active_people(transaction) == ()


def test_an_e_mail_has_one_account(store: Store) -> None:
    with store.writing() as transaction:
        persons.add_person(transaction, AIDA)
        assert persons.find_person(transaction, AIDA.person) == AIDA
        with pytest.raises(IntegrityError):
            persons.add_person(transaction, AIDA)


def test_a_session_is_kept_used_and_forgotten(store: Store) -> None:
    later = NOON + timedelta(minutes=7)
    with store.writing() as transaction:
        sessions.begin_session(transaction, Session("hash", "aida@example.org", NOON, NOON, "10.0.0.1", "Firefox"))
        sessions.begin_session(transaction, Session("other", "aida@example.org", NOON, NOON))
        sessions.touch_session(transaction, "hash", later)
        found = sessions.find_session(transaction, "hash")
        assert found == Session("hash", "aida@example.org", NOON, later, "10.0.0.1", "Firefox")
        sessions.end_old_sessions(transaction, unused_since=later, begun_before=NOON)
        assert sessions.find_session(transaction, "other") is None
        sessions.end_session(transaction, "hash")
        sessions.end_session(transaction, "hash")
        assert sessions.find_session(transaction, "hash") is None


def test_what_a_store_is_can_be_decided_once(store: Store) -> None:
    with store.writing() as transaction:
        assert installations.begun(transaction) is None
        first = installations.begin(transaction, NOON, demo=True, today=DAY)
        assert installations.begin(transaction, NOON, demo=False, today=None) == first
        assert installations.begun(transaction) == installations.Begun(True, DAY, NOON)


def test_a_plan_is_kept_whole(store: Store) -> None:
    adopted(store)
    with store.reading() as transaction:
        assert installations.stored_plans(transaction) == {("kg-example", 1): PLAN}


def test_a_plan_cannot_be_adopted_twice(store: Store) -> None:
    adopted(store)
    with pytest.raises(IntegrityError):
        adopted(store)


def test_the_bytes_of_a_refused_file_go_when_their_day_has_come(store: Store) -> None:
    new = NewIncident(PLAN.plan, NOON, "wpn@demo", "cd" * 32, REFUSAL, "a.xls", DAY, b"\xd0\xcf")
    with store.writing() as transaction:
        number = incidents.add_incident(transaction, new)
        assert incidents.incident_data(transaction, PLAN.plan, number, DAY) == b"\xd0\xcf"
        assert incidents.incident_data(transaction, PLAN.plan, number, DAY + timedelta(days=1)) is None
        assert not incidents.has_expired(transaction, DAY)
        assert incidents.has_expired(transaction, DAY + timedelta(days=1))
        incidents.drop_expired(transaction, DAY)
        assert incidents.incident_data(transaction, PLAN.plan, number, DAY) == b"\xd0\xcf"
        incidents.drop_expired(transaction, DAY + timedelta(days=1))
        assert not incidents.has_expired(transaction, DAY + timedelta(days=1))
        assert incidents.incident_data(transaction, PLAN.plan, number, DAY) is None


def test_incidents_are_numbered_and_listed_newest_first(store: Store) -> None:
    bare = NewIncident(PLAN.plan, NOON, "wpn@demo", "cd" * 32, REFUSAL)
    with store.writing() as transaction:
        numbers = [incidents.add_incident(transaction, bare) for _ in range(2)]
        found = incidents.find_incidents(transaction, PLAN.plan)
        assert incidents.incident_data(transaction, PLAN.plan, numbers[0], DAY) is None
        assert incidents.find_incidents(transaction, "other") == ()
    assert numbers == ["I-0001", "I-0002"]
    assert [one.id for one in found] == ["I-0002", "I-0001"]
    assert {one.findings for one in found} == {REFUSAL}
