"""One-time links hold for a while, once, for one person; asking for one tells nobody whether there is an account."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from nap import monitor
from nap.monitor import House, LinkRefused, PasswordRefused, Purpose, operator
from nap.settings import Mail
from tests.hashing import quick_hashes
from tests.monitor.accounts_made import (
    AIDA,
    BEK,
    BETTER,
    GOOD,
    HERE,
    MINUTE,
    THERE,
    account,
    acts,
    invited,
    joined,
    later,
    outcome,
    said_to_the_store,
    trail,
    viewer,
)
from tests.monitor.building import CLOCK

__all__ = ["quick_hashes"]
pytestmark = pytest.mark.usefixtures("quick_hashes")
MAIL = Mail("localhost", 25, "", "", "nap@example.org", "none")


def with_mail(house: House) -> House:
    return replace(house, settings=replace(house.settings, mail=MAIL))


def refusal(house: House, secret: str) -> str:
    """Why the link does not work, whether it is only looked at or used."""
    with pytest.raises(LinkRefused) as looked:
        monitor.bidden(house, secret)
    with pytest.raises(LinkRefused) as used:
        monitor.set_password(house, secret, GOOD, GOOD, HERE)
    assert looked.value.code == used.value.code
    return looked.value.code


@pytest.mark.parametrize("secret", ["", "guess", "x" * 10_000, "../people", "\x00", "ключ\ud800"])
def test_a_link_nobody_made(quick_house: House, secret: str) -> None:
    invited(quick_house)
    assert refusal(quick_house, secret) == "unknown"


def test_an_invitation_holds_for_seven_days(quick_house: House) -> None:
    secret = invited(quick_house)
    found = monitor.bidden(later(quick_house, timedelta(days=7)), secret)
    assert (found.person, found.name, found.purpose, found.language) == (AIDA, "Айда Бекова", Purpose.INVITATION, "ky")
    assert refusal(later(quick_house, timedelta(days=7, seconds=1)), secret) == "expired"
    assert refusal(later(quick_house, timedelta(days=36)), secret) == "expired"


def test_a_link_works_once(house: House) -> None:
    secret = invited(house)
    for _ in range(2):
        monitor.bidden(house, secret)
    assert viewer(house, monitor.set_password(house, secret, GOOD, GOOD, HERE)).person == AIDA
    assert refusal(house, secret) == "used"
    assert refusal(later(house, timedelta(days=9)), secret) == "used"


def test_a_newer_link_replaces_the_older(quick_house: House) -> None:
    first = invited(quick_house)
    second = monitor.new_link(operator(), quick_house, AIDA)
    assert (second.purpose, second.ends) == (Purpose.INVITATION, CLOCK + timedelta(days=7))
    assert refusal(quick_house, first) == "used"
    assert monitor.bidden(quick_house, second.secret).person == AIDA


def test_a_link_of_a_disabled_account_is_none(quick_house: House) -> None:
    secret = invited(quick_house)
    monitor.disable_person(operator(), quick_house, AIDA, "left")
    assert refusal(quick_house, secret) == "unknown"
    monitor.enable_person(operator(), quick_house, AIDA)
    assert refusal(quick_house, secret) == "used"


@pytest.mark.parametrize(
    ("new", "again", "code"),
    [("short", "short", "too_short"), ("Айда Бекова 2", "Айда Бекова 2", "personal"), (GOOD, BETTER, "differs")],
)
def test_a_password_that_is_not_taken_leaves_the_link_as_it_was(quick_house: House, new: str, again: str, code: str) -> None:
    secret = invited(quick_house)
    with pytest.raises(PasswordRefused, match=code):
        monitor.set_password(quick_house, secret, new, again, HERE)
    assert monitor.set_password(quick_house, secret, GOOD, GOOD, HERE)


def test_a_reset_holds_for_a_day_and_ends_every_session(house: House) -> None:
    token = joined(house)
    link = monitor.new_link(operator(), house, AIDA)
    assert (link.purpose, link.ends) == (Purpose.RESET, CLOCK + timedelta(hours=24))
    assert monitor.viewer_of(house, token) is not None
    with pytest.raises(PasswordRefused, match="same"):
        monitor.set_password(house, link.secret, GOOD, GOOD, HERE)
    fresh = monitor.set_password(house, link.secret, BETTER, BETTER, THERE, "Firefox")
    assert monitor.viewer_of(house, token) is None
    assert [line.origin for line in monitor.my_sessions(viewer(house, fresh), house, fresh)] == [THERE]
    assert outcome(lambda: monitor.sign_in(house, AIDA, GOOD, HERE)) == "wrong"
    assert acts(house)[-4:-1] == [("operator", "link_made"), (AIDA, "password_set"), (AIDA, "sign_in")]


@pytest.mark.parametrize("mail", [False, True])
def test_asking_takes_the_same_work_whoever_is_named(house: House, mail: bool) -> None:
    asked = with_mail(house) if mail else house
    joined(house)
    invited(house, BEK)
    monitor.disable_person(operator(), house, BEK, "left")
    work, given = [], []
    for email in (AIDA, BEK, "stranger@example.org", "no e-mail at all"):
        with said_to_the_store(house) as said:
            given.append(monitor.forgot_password(asked, email, HERE) is not None)
        work.append(list(said))
    assert given == [mail, False, False, False]
    assert all(each == work[0] for each in work)
    assert acts(house)[-4:] == [(person, "password_forgotten") for person in (AIDA, "", "", "")]


def test_a_link_by_mail_holds_for_two_hours_and_leaves_others_alone(house: House) -> None:
    invitation = invited(house)
    link = monitor.forgot_password(with_mail(house), " AIDA@example.org", HERE)
    assert link is not None
    assert (link.person, link.purpose, link.ends) == (AIDA, Purpose.RESET, CLOCK + timedelta(hours=2))
    assert monitor.bidden(house, invitation).purpose is Purpose.INVITATION
    assert refusal(later(house, timedelta(hours=2, seconds=1)), link.secret) == "expired"
    assert monitor.set_password(house, link.secret, GOOD, GOOD, HERE)
    assert refusal(house, invitation) == "used"


def test_who_forgot_the_password_is_seen_until_a_link_is_made_or_she_is_in(quick_house: House) -> None:
    joined(quick_house)
    assert monitor.forgot_password(quick_house, AIDA, HERE) is None
    assert account(quick_house).asked == CLOCK
    monitor.new_link(operator(), quick_house, AIDA)
    assert account(quick_house).asked is None
    monitor.forgot_password(quick_house, AIDA, HERE)
    monitor.sign_in(quick_house, AIDA, GOOD, HERE)
    assert account(quick_house).asked is None


def test_asking_too_often_is_not_heard(quick_house: House) -> None:
    joined(quick_house)
    mailed = with_mail(quick_house)
    given = [monitor.forgot_password(mailed, AIDA, HERE) is not None for _ in range(5)]
    assert given == [True] * 3 + [False] * 2
    assert monitor.forgot_password(mailed, AIDA, THERE) is not None
    assert [act for _, act in acts(quick_house)].count("password_forgotten") == 4
    assert monitor.forgot_password(later(mailed, 15 * MINUTE), AIDA, HERE) is not None


def test_who_asks_too_often_keeps_no_writer_waiting(quick_house: House) -> None:
    for _ in range(3):
        monitor.forgot_password(quick_house, AIDA, HERE)
    with said_to_the_store(quick_house) as said:
        assert monitor.forgot_password(with_mail(quick_house), AIDA, HERE) is None
    assert "BEGIN" in said
    assert "BEGIN IMMEDIATE" not in said


def test_asking_does_not_slow_down_signing_in(quick_house: House) -> None:
    joined(quick_house)
    for _ in range(12):
        monitor.forgot_password(quick_house, AIDA, HERE)
    assert outcome(lambda: monitor.sign_in(quick_house, AIDA, GOOD, HERE)) == "in"


def test_old_links_are_forgotten_after_a_month(quick_house: House) -> None:
    secret = invited(quick_house)
    invited(later(quick_house, timedelta(days=38)), BEK)
    assert refusal(quick_house, secret) == "unknown"


def test_no_secret_stands_in_the_trail(quick_house: House) -> None:
    secret = invited(quick_house)
    link = monitor.forgot_password(with_mail(quick_house), AIDA, HERE)
    assert link is not None
    monitor.set_password(quick_house, link.secret, GOOD, GOOD, HERE)
    told = repr(trail(quick_house))
    assert not any(hidden in told for hidden in (secret, link.secret, GOOD))
