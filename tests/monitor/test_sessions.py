"""Who is looking: sessions end, roles are looked up each time, demo people live in a demo only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from nap import monitor
from nap.monitor import House, Unknown, close
from nap.people import Role
from nap.store import persons, tables as t
from nap.store.persons import Person
from tests.monitor.accounts_made import MINUTE, later, said_to_the_store, trail
from tests.monitor.building import CLOCK, a_house


def test_a_token_nobody_was_given_opens_nothing(quick_house: House) -> None:
    for token in ("", "guess", "wpn@demo"):
        assert monitor.viewer_of(quick_house, token) is None


def test_only_demo_people_sign_in_without_a_password(quick_house: House) -> None:
    with quick_house.store.writing() as transaction:
        persons.add_person(transaction, Person("aida@example.org", "Aida", frozenset({"coordinator"})))
    for person in ("aida@example.org", "stranger@demo", ""):
        with pytest.raises(Unknown):
            monitor.sign_in_demo(quick_house, person)


def test_there_are_no_demo_people_unless_both_store_and_settings_say_demo(quick_house: House) -> None:
    token = monitor.sign_in_demo(quick_house, "coordinator@demo")
    switched_off = replace(quick_house, settings=replace(quick_house.settings, demo=False))
    assert monitor.demo_people(switched_off) == ()
    assert monitor.viewer_of(switched_off, token) is None
    assert monitor.person_viewer(switched_off, "coordinator@demo") is None
    monitor.start_empty(quick_house)
    assert monitor.demo_people(quick_house) == ()
    assert monitor.viewer_of(quick_house, token) is None


def test_a_session_ends_when_its_person_signs_out(quick_house: House) -> None:
    token, other = (monitor.sign_in_demo(quick_house, "wpn@demo") for _ in range(2))
    monitor.sign_out(quick_house, token)
    with said_to_the_store(quick_house) as said:
        monitor.sign_out(quick_house, token)
        monitor.sign_out(quick_house, "")
    assert "BEGIN IMMEDIATE" not in said, "who has no session would keep the writers waiting"
    assert monitor.viewer_of(quick_house, token) is None
    assert monitor.viewer_of(quick_house, other) is not None


def test_a_session_not_used_for_a_working_day_has_ended(quick_house: House) -> None:
    token = monitor.sign_in_demo(quick_house, "wpn@demo")
    assert monitor.viewer_of(later(quick_house, timedelta(hours=8, minutes=1)), token) is None
    assert monitor.viewer_of(later(quick_house, timedelta(hours=8)), token) is not None


def test_a_session_in_use_lasts_a_week_and_no_longer(house: House) -> None:
    token = monitor.sign_in_demo(house, "wpn@demo")
    alive = [monitor.viewer_of(later(house, timedelta(hours=hours)), token) is not None for hours in range(0, 176, 7)]
    assert alive == [hours <= 7 * 24 for hours in range(0, 176, 7)]


def test_use_is_noted_every_few_minutes_only(quick_house: House) -> None:
    token = monitor.sign_in_demo(quick_house, "wpn@demo")
    seen = []
    for minutes in (4, 6):
        monitor.viewer_of(later(quick_house, minutes * MINUTE), token)
        with quick_house.store.reading() as transaction:
            seen.append(transaction.scalar(sa.select(t.sessions.c.seen)))
    assert seen == [CLOCK, CLOCK + 6 * MINUTE]


def test_the_store_keeps_no_token(quick_house: House) -> None:
    token = monitor.sign_in_demo(quick_house, "wpn@demo")
    with quick_house.store.reading() as transaction:
        assert token not in str(transaction.execute(sa.select(t.sessions)).all())
    assert monitor.sign_in_demo(quick_house, "wpn@demo") != token


def test_old_sessions_are_forgotten_at_the_next_sign_in(quick_house: House) -> None:
    monitor.sign_in_demo(quick_house, "wpn@demo")
    monitor.sign_in_demo(later(quick_house, timedelta(days=2)), "wpn@demo")
    with quick_house.store.reading() as transaction:
        assert transaction.scalar(sa.select(sa.func.count()).select_from(t.sessions)) == 1


def test_the_viewer_is_who_signed_in(house: House) -> None:
    viewer = monitor.viewer_of(house, monitor.sign_in_demo(house, "wpn@demo"))
    assert viewer is not None
    assert (viewer.person, viewer.roles, viewer.partner) == ("wpn@demo", {Role.PARTNER}, "WPN")


def test_an_account_that_is_disabled_stops_at_once(address: str) -> None:
    house = a_house(address, demo=False)
    with house.store.writing() as transaction:
        persons.add_person(transaction, Person("aida@example.org", "Aida", frozenset({"forum"})))
    found = monitor.person_viewer(house, " AIDA@example.org")
    assert found is not None
    assert found.roles == {Role.FORUM}
    with house.store.writing() as transaction:
        persons.set_active(transaction, "aida@example.org", False)
    assert monitor.person_viewer(house, "aida@example.org") is None
    close(house)


def test_demo_people_are_named_in_whatever_case(quick_house: House) -> None:
    found = monitor.person_viewer(quick_house, "Coordinator@DEMO")
    assert found is not None
    assert found.person == "coordinator@demo"


def test_signing_out_is_on_record_once_and_a_token_nobody_has_never(quick_house: House) -> None:
    token = monitor.sign_in_demo(quick_house, "wpn@demo", "10.0.0.1")
    for ended in (token, token, "guess", ""):
        monitor.sign_out(quick_house, ended, "10.0.0.2")
    told = [(one.person, one.act, one.facts["origin"]) for one in trail(quick_house)[1:]]
    assert told == [("wpn@demo", "sign_in", "10.0.0.1"), ("wpn@demo", "sign_out", "10.0.0.2")]


def test_where_one_is_signed_in_shows_only_sessions_that_last(house: House) -> None:
    old = monitor.sign_in_demo(house, "wpn@demo", "10.0.0.1", "Old")
    here = monitor.sign_in_demo(later(house, timedelta(hours=6)), "wpn@demo", "10.0.0.2", "Fire\x00fox")
    monitor.sign_in_demo(house, "mia@demo")
    viewer = monitor.viewer_of(house, here)
    assert viewer is not None
    lines = monitor.my_sessions(viewer, later(house, timedelta(hours=7)), here)
    assert [(line.origin, line.browser, line.here) for line in lines] == [
        ("10.0.0.2", "Firefox", True),
        ("10.0.0.1", "Old", False),
    ]
    lines = monitor.my_sessions(viewer, later(house, timedelta(hours=9)), old)
    assert [(line.origin, line.here) for line in lines] == [("10.0.0.2", False)]


def test_signing_out_everywhere_else_or_here_too(house: House) -> None:
    here, *others = [monitor.sign_in_demo(house, "wpn@demo") for _ in range(3)]
    stranger = monitor.sign_in_demo(house, "mia@demo")
    viewer = monitor.viewer_of(house, here)
    assert viewer is not None
    assert monitor.sign_out_everywhere(viewer, house, here) == 2
    assert [monitor.viewer_of(house, token) is None for token in (here, *others)] == [False, True, True]
    assert monitor.sign_out_everywhere(viewer, house, here) == 0
    assert monitor.sign_out_everywhere(viewer, house, here, here=True) == 1
    assert monitor.viewer_of(house, here) is None
    assert monitor.viewer_of(house, stranger) is not None
    assert [one.facts["sessions"] for one in trail(house) if one.act == "sign_out_everywhere"] == ["2", "1"]


def test_from_where_somebody_asks_is_no_part_of_who_they_are(quick_house: House) -> None:
    token = monitor.sign_in_demo(quick_house, "wpn@demo")
    here, there = monitor.viewer_of(quick_house, token, "10.0.0.1"), monitor.viewer_of(quick_house, token, "10.0.0.2")
    assert here is not None
    assert there is not None
    assert (here.origin, there.origin, here == there) == ("10.0.0.1", "10.0.0.2", True)
