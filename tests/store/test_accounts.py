"""What accounts leave in the store: roles, passwords, links, sessions and attempts, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from nap.store import Store, attempts, links, persons, sessions
from nap.store.links import StoredLink
from nap.store.persons import Person
from nap.store.sessions import Session
from tests.store.samples import NOON

AIDA = Person("aida@example.org", "Айда", frozenset({"coordinator", "forum"}), "WPN", "ky")
LINK = StoredLink("ab" * 32, AIDA.person, "invitation", NOON, NOON + timedelta(days=7))
MINUTE = timedelta(minutes=1)


@pytest.fixture
def peopled(store: Store) -> Store:
    with store.writing() as transaction:
        persons.add_person(transaction, AIDA, invited_by="system", invited=NOON)
    return store


def test_what_is_done_to_an_account_that_is_not_there_does_nothing(store: Store) -> None:
    with store.writing() as transaction:
        persons.set_password(transaction, "nobody@example.org", "hash")
        persons.note_asked(transaction, "nobody@example.org", NOON)
        persons.came_in(transaction, "nobody@example.org", NOON)
        assert persons.all_people(transaction) == ()
        assert persons.password_of(transaction, "nobody@example.org") is None
        assert not persons.is_known(transaction, "nobody@example.org")
        assert not links.add_link(transaction, LINK)
        assert links.find_link(transaction, LINK.secret_sha256) is None


def test_a_disabled_account_has_no_password_and_gets_no_link(peopled: Store) -> None:
    with peopled.writing() as transaction:
        persons.set_password(transaction, AIDA.person, "hash")
        persons.set_active(transaction, AIDA.person, False)
        persons.note_asked(transaction, AIDA.person, NOON)
        assert persons.password_of(transaction, AIDA.person) is None
        assert persons.is_known(transaction, AIDA.person)
        assert not persons.is_known(transaction, AIDA.person, active=True)
        assert not links.add_link(transaction, LINK)
        story = persons.stories(transaction)[AIDA.person]
        assert (story.password, story.asked) == (True, None)
        persons.set_active(transaction, AIDA.person, True)
        assert persons.password_of(transaction, AIDA.person) == "hash"


def test_an_account_is_changed_whole_and_keeps_its_story(peopled: Store) -> None:
    after = Person(AIDA.person, "Айда Б.", frozenset({"donor"}), None, "ru")
    with peopled.writing() as transaction:
        persons.set_password(transaction, AIDA.person, "hash")
        persons.change_person(transaction, after)
        assert persons.find_account(transaction, AIDA.person) == after
        story = persons.stories(transaction)[AIDA.person]
        assert story == persons.Story(True, "system", NOON, None, None)


def test_whoever_came_in_has_forgotten_nothing(peopled: Store) -> None:
    with peopled.writing() as transaction:
        persons.note_asked(transaction, AIDA.person, NOON)
        assert persons.stories(transaction)[AIDA.person].asked == NOON
        persons.came_in(transaction, AIDA.person, NOON + MINUTE)
        story = persons.stories(transaction)[AIDA.person]
        assert (story.asked, story.seen) == (None, NOON + MINUTE)


def test_a_secret_is_kept_once_and_a_link_ends(peopled: Store) -> None:
    longer = replace(LINK, secret_sha256="cd" * 32, ends=LINK.ends + MINUTE)
    with peopled.writing() as transaction:
        assert links.add_link(transaction, LINK)
        assert links.add_link(transaction, longer)
        assert links.open_links(transaction) == {AIDA.person: longer}
        links.end_links_of(transaction, AIDA.person, NOON + MINUTE)
        links.end_links_of(transaction, AIDA.person, NOON + 2 * MINUTE)
        assert links.find_link(transaction, LINK.secret_sha256) == replace(LINK, over=NOON + MINUTE)
        assert links.open_links(transaction) == {}
        links.drop_old_links(transaction, LINK.ends + MINUTE)
        assert links.find_link(transaction, LINK.secret_sha256) is None
        assert links.find_link(transaction, longer.secret_sha256) is not None
    with pytest.raises(IntegrityError), peopled.writing() as transaction:
        links.add_link(transaction, longer)


def test_sessions_of_one_person_end_and_those_of_others_stay(store: Store) -> None:
    with store.writing() as transaction:
        for token, person, age in (("a", "aida", 3), ("b", "aida", 1), ("c", "aida", 2), ("d", "bek", 0)):
            sessions.begin_session(transaction, Session(token, person, NOON, NOON - age * MINUTE, "10.0.0.1", "Firefox"))
        assert [one.token_sha256 for one in sessions.sessions_of(transaction, "aida")] == ["b", "c", "a"]
        assert sessions.last_seen(transaction) == {"aida": NOON - MINUTE, "bek": NOON}
        assert sessions.end_sessions_of(transaction, "aida", but="c") == 2
        assert [one.token_sha256 for one in sessions.sessions_of(transaction, "aida")] == ["c"]
        assert sessions.end_sessions_of(transaction, "aida") == 1
        assert sessions.end_sessions_of(transaction, "aida") == 0
        assert sessions.find_session(transaction, "d") is not None


def test_a_session_grows_too_old_by_use_or_by_age(store: Store) -> None:
    with store.writing() as transaction:
        for token, begun, seen in (("unused", 9, 9), ("old", 99, 0), ("good", 9, 0)):
            sessions.begin_session(transaction, Session(token, "aida", NOON - begun * MINUTE, NOON - seen * MINUTE))
        sessions.end_old_sessions(transaction, unused_since=NOON - 5 * MINUTE, begun_before=NOON - 50 * MINUTE)
        assert [one.token_sha256 for one in sessions.sessions_of(transaction, "aida")] == ["good"]


def test_attempts_count_under_each_of_their_keys_and_are_forgotten_together(store: Store) -> None:
    with store.writing() as transaction:
        for number in range(3):
            attempts.add_attempt(transaction, f"a{number}", ["pair", "address"], NOON + number * MINUTE)
        attempts.add_attempt(transaction, "b", ["other", "address"], NOON)
        assert attempts.nth_newest(transaction, "pair", 3, NOON - MINUTE) == NOON
        assert attempts.nth_newest(transaction, "pair", 3, NOON) is None
        assert attempts.nth_newest(transaction, "pair", 4, NOON - MINUTE) is None
        assert attempts.nth_newest(transaction, "address", 4, NOON - MINUTE) == NOON
        attempts.forget_attempts(transaction, "pair")
        assert attempts.nth_newest(transaction, "pair", 1, NOON - MINUTE) is None
        assert attempts.nth_newest(transaction, "address", 1, NOON - MINUTE) == NOON
        attempts.drop_old_attempts(transaction, NOON)
        assert attempts.nth_newest(transaction, "other", 1, NOON - MINUTE) == NOON
        attempts.drop_old_attempts(transaction, NOON + MINUTE)
        assert attempts.nth_newest(transaction, "other", 1, NOON - MINUTE) is None
