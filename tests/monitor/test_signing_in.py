"""Signing in: nobody learns who has an account, guessing is slowed for the one who guesses, and not for others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

import pytest
import sqlalchemy as sa
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from nap import monitor
from nap.monitor import House, PasswordRefused, SignInRefused, close, operator, signing_in
from nap.monitor.limiting import WINDOW
from nap.people import passwords
from nap.store import persons, tables as t
from tests.hashing import QUICK, quick_hashes
from tests.monitor.accounts_made import (
    AIDA,
    BEK,
    BETTER,
    GOOD,
    HERE,
    MINUTE,
    THERE,
    acts,
    invited,
    joined,
    later,
    outcome,
    said_to_the_store,
    trail,
    viewer,
)
from tests.monitor.building import CLOCK, a_house

__all__ = ["quick_hashes"]
pytestmark = pytest.mark.usefixtures("quick_hashes")


def refused(house: House, email: str, password: str = "wrong", origin: str = HERE) -> str:
    return outcome(lambda: monitor.sign_in(house, email, password, origin))


def disabled(house: House) -> None:
    joined(house)
    monitor.disable_person(operator(), house, AIDA, "left")


CLOSED: dict[str, Callable[[House], object]] = {
    "nobody": lambda house: None,
    "never came": invited,
    "disabled": disabled,
    "wrong password": joined,
}


@pytest.mark.parametrize("kind", CLOSED)
def test_whoever_is_not_let_in_learns_nothing_of_the_account(quick_house: House, kind: str) -> None:
    CLOSED[kind](quick_house)
    before = len(trail(quick_house))
    typed = BETTER if kind == "wrong password" else GOOD
    with pytest.raises(SignInRefused) as caught:
        monitor.sign_in(quick_house, AIDA, typed, HERE)
    assert (caught.value.code, caught.value.minutes) == ("wrong", 0)
    (event,) = trail(quick_house)[before:]
    assert (event.act, event.person) == ("sign_in_failed", "" if kind == "nobody" else AIDA)


@pytest.mark.parametrize("kind", CLOSED)
def test_it_takes_the_same_work_whoever_is_named(quick_house: House, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    joined(quick_house, BEK)
    CLOSED[kind](quick_house)
    hashes: list[str] = []
    monkeypatch.setattr(passwords, "HASHER", Counting(hashes))
    work = []
    for email in (BEK, AIDA):
        hashes.clear()
        with said_to_the_store(quick_house) as said:
            assert refused(quick_house, email) == "wrong"
        work.append((list(hashes), list(said)))
    assert work[0] == work[1]
    assert work[0][0].count("verify") == 1


class Counting:
    """A hasher that notes what is asked of it."""

    def __init__(self, asked: list[str]) -> None:
        self.asked, self.current_hasher = asked, QUICK.current_hasher

    def verify(self, password: bytes, kept: str) -> bool:
        self.asked.append("verify")
        return QUICK.verify(password, kept)

    def hash(self, password: bytes) -> str:
        return QUICK.hash(password)


def test_guessing_one_account_from_one_address_is_slowed(house: House) -> None:
    joined(house)
    assert [refused(house, AIDA) for _ in range(6)] == ["wrong"] * 5 + ["slow_down"]
    with pytest.raises(SignInRefused) as caught:
        monitor.sign_in(house, AIDA, GOOD, HERE)
    assert (caught.value.code, caught.value.minutes) == ("slow_down", 15)
    assert monitor.sign_in(house, AIDA, GOOD, THERE)


def test_an_e_mail_nobody_has_is_slowed_just_the_same(quick_house: House) -> None:
    assert [refused(quick_house, "nobody@example.org") for _ in range(6)] == ["wrong"] * 5 + ["slow_down"]


def test_whoever_is_slowed_may_try_again_when_the_first_failures_are_old(quick_house: House) -> None:
    joined(quick_house)
    for minute in range(5):
        refused(later(quick_house, minute * MINUTE), AIDA)
    with pytest.raises(SignInRefused) as caught:
        monitor.sign_in(later(quick_house, 10 * MINUTE), AIDA, GOOD, HERE)
    assert caught.value.minutes == 5
    for minute in range(11, 15):
        assert refused(later(quick_house, minute * MINUTE), AIDA, GOOD) == "slow_down"
    assert refused(later(quick_house, 15 * MINUTE), AIDA, GOOD) == "in"


def test_the_limits_are_those_agreed_on() -> None:
    assert (signing_in.PAIR, signing_in.ADDRESS, signing_in.ACCOUNT, WINDOW) == (5, 30, 50, 15 * MINUTE)


def test_one_address_tries_so_often_whomever_it_names(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "ADDRESS", 7)
    found = [refused(quick_house, f"p{number}@example.org") for number in range(8)]
    assert found == ["wrong"] * 7 + ["slow_down"]
    assert refused(quick_house, "p0@example.org", origin=THERE) == "wrong"


def test_a_household_of_addresses_is_one_address(quick_house: House) -> None:
    found = [refused(quick_house, AIDA, origin=f"2001:db8:0:{number:x}::9") for number in range(6)]
    assert found == ["wrong"] * 5 + ["slow_down"]
    assert refused(quick_house, AIDA, origin="2001:db8:0:108::1") == "wrong"


def test_one_account_is_tried_so_often_from_anywhere(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "ACCOUNT", 8)
    joined(quick_house)
    found = [refused(quick_house, AIDA, origin=f"10.1.0.{number}") for number in range(9)]
    assert found == ["wrong"] * 8 + ["slow_down"]
    assert refused(quick_house, BEK, origin="10.1.0.0") == "wrong"


def test_nobody_is_locked_out_where_she_came_in_before(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "ACCOUNT", 8)
    joined(quick_house)
    strangers = [refused(quick_house, AIDA, origin=f"10.1.0.{number}") for number in range(9)]
    assert strangers[-1] == "slow_down"
    assert refused(quick_house, AIDA, GOOD, THERE) == "slow_down", "a place nobody knows her from"
    assert refused(quick_house, AIDA, GOOD) == "in", "where she used her invitation"
    assert [refused(quick_house, AIDA) for _ in range(6)] == ["wrong"] * 5 + ["slow_down"], "guessing there is slow all the same"


def test_where_somebody_came_in_is_known_for_a_month_and_kept_once(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "ACCOUNT", 3)
    joined(quick_house)
    for days, found in ((1, "in"), (30, "in"), (61, "slow_down")):
        then = later(quick_house, timedelta(days=days))
        strangers = [refused(then, AIDA, origin=f"10.1.0.{number}") for number in range(4)]
        assert strangers == ["wrong"] * 3 + ["slow_down"]
        assert refused(then, AIDA, GOOD) == found
        with quick_house.store.reading() as transaction:
            places = transaction.scalar(sa.select(sa.func.count()).where(t.attempts.c.at > CLOCK + timedelta(days=days)))
        assert places == (found == "in")


def test_the_right_password_wipes_out_what_failed_before_it(quick_house: House) -> None:
    joined(quick_house)
    for _ in range(3):
        assert [refused(quick_house, AIDA) for _ in range(4)] == ["wrong"] * 4
        assert refused(quick_house, AIDA, GOOD) == "in"


def test_being_slowed_is_put_on_record_once(quick_house: House) -> None:
    joined(quick_house)
    before = len(acts(quick_house))
    for _ in range(9):
        refused(quick_house, AIDA)
    assert acts(quick_house)[before:] == [(AIDA, "sign_in_failed")] * 5 + [(AIDA, "sign_in_slowed")]
    for _ in range(9):
        refused(later(quick_house, 16 * MINUTE), AIDA)
    assert acts(quick_house)[before + 6 :] == [(AIDA, "sign_in_failed")] * 5 + [(AIDA, "sign_in_slowed")]


def test_whoever_is_slowed_and_knows_it_writes_nothing_any_more(quick_house: House) -> None:
    for _ in range(6):
        refused(quick_house, AIDA)
    with said_to_the_store(quick_house) as said:
        assert refused(quick_house, AIDA) == "slow_down"
    assert [statement for statement in said if not statement.startswith(("SELECT", "BEGIN"))] == []
    assert "BEGIN IMMEDIATE" not in said


def test_nothing_a_stranger_types_is_kept(quick_house: House) -> None:
    typed = "stranger-7f3a@example.org"
    for _ in range(7):
        refused(quick_house, typed, "secret-7f3a-password")
    with quick_house.store.reading() as transaction:
        dump = "\n".join(transaction.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert "7f3a" not in dump
    assert "sign_in_failed" in dump


def test_the_store_keeps_neither_password_nor_secret(quick_house: House) -> None:
    secret = invited(quick_house)
    monitor.set_password(quick_house, secret, GOOD, GOOD, HERE)
    token = monitor.sign_in(quick_house, AIDA, GOOD, HERE)
    with quick_house.store.reading() as transaction:
        dump = "\n".join(transaction.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    for hidden in (secret, token, GOOD):
        assert hidden not in dump
    assert "$argon2id$" in dump


def test_signing_in_makes_a_session_of_its_own(house: House) -> None:
    first = joined(house)
    second = monitor.sign_in(house, "  AIDA@Example.org ", GOOD, THERE, "Opera Mini\n" + "x" * 300)
    assert first != second
    lines = monitor.my_sessions(viewer(house, second), house, second)
    assert {(line.origin, line.here, len(line.browser)) for line in lines} == {(HERE, False, 7), (THERE, True, 160)}
    assert viewer(house, second, "10.9.9.9").origin == "10.9.9.9"
    events = [(one.act, one.facts["how"], one.facts["origin"]) for one in trail(house) if one.act == "sign_in"]
    assert events == [("sign_in", "invitation", HERE), ("sign_in", "password", THERE)]


def test_a_password_changed_while_it_was_tried_lets_nobody_in(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    token, verify = joined(quick_house), passwords.verify

    def meanwhile(password: str, kept: str | None) -> bool:
        monkeypatch.setattr(passwords, "verify", verify)
        monitor.change_password(viewer(quick_house, token, THERE), quick_house, token, GOOD, BETTER, BETTER)
        return verify(password, kept)

    monkeypatch.setattr(passwords, "verify", meanwhile)
    assert refused(quick_house, AIDA, GOOD) == "wrong"
    assert refused(quick_house, AIDA, BETTER) == "in"


def test_a_hash_of_former_parameters_is_made_anew(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    joined(quick_house)
    kept = hash_of(quick_house)
    dearer = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=16, parallelism=1),))
    monkeypatch.setattr(passwords, "HASHER", dearer)
    assert refused(quick_house, AIDA, GOOD) == "in"
    assert ("t=1" in kept, "t=2" in hash_of(quick_house)) == (True, True)
    assert refused(quick_house, AIDA, GOOD) == "in"


def hash_of(house: House) -> str:
    with house.store.reading() as transaction:
        kept = persons.password_of(transaction, AIDA)
    assert kept is not None
    return kept


@pytest.mark.parametrize(
    ("email", "verified", "code"),
    [
        (AIDA, False, "unverified"),
        ("stranger@example.org", True, "not_invited"),
        ("stranger@example.org", False, "unverified"),
        ("wpn@demo", True, "not_invited"),
        ("", True, "not_invited"),
    ],
)
def test_a_provider_lets_in_nobody_it_does_not_vouch_for_or_we_did_not_invite(
    quick_house: House, email: str, verified: bool, code: str
) -> None:
    invited(quick_house)
    found = outcome(lambda: monitor.sign_in_identity(quick_house, email, verified, "https://id.example", HERE))
    assert found == code
    assert acts(quick_house)[-1] == (AIDA if email == AIDA else "", "sign_in_failed")


def test_strangers_with_a_providers_word_are_slowed_and_keep_out_nobody_who_was_invited(quick_house: House) -> None:
    def come(email: str, origin: str) -> str:
        return outcome(lambda: monitor.sign_in_identity(quick_house, email, True, "https://id.example", origin))

    invited(quick_house)
    before = len(trail(quick_house))
    told = [come(f"stranger{number}@example.org", HERE) for number in range(signing_in.ADDRESS + 10)]
    assert told == ["not_invited"] * signing_in.ADDRESS + ["slow_down"] * 10
    assert [event.act for event in trail(quick_house)[before:]] == ["sign_in_failed"] * signing_in.ADDRESS + ["sign_in_slowed"]
    assert come("stranger1@example.org", THERE) == "not_invited"
    assert come(AIDA, HERE) == "in"


def test_whoever_came_in_from_there_waits_in_a_place_of_her_own(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    waited = []

    def turn(*, known: bool = False) -> AbstractContextManager[None]:
        waited.append(known)
        return nullcontext()

    joined(quick_house)
    monkeypatch.setattr(passwords, "turn", turn)
    for _ in range(2):
        monitor.sign_in(quick_house, AIDA, GOOD, THERE)
    assert outcome(lambda: monitor.sign_in(quick_house, BEK, GOOD, THERE)) == "wrong"
    assert waited == [False, True, False]


def test_a_disabled_person_is_not_let_in_by_a_provider_either(quick_house: House) -> None:
    disabled(quick_house)
    assert outcome(lambda: monitor.sign_in_identity(quick_house, AIDA, True, "https://id.example", HERE)) == "not_invited"


def test_whoever_comes_by_a_provider_needs_no_invitation_any_more(house: House) -> None:
    secret = invited(house)
    token = monitor.sign_in_identity(house, "AIDA@example.org", True, "https://id.example", HERE, "Firefox")
    assert viewer(house, token).person == AIDA
    with pytest.raises(monitor.LinkRefused, match="used"):
        monitor.bidden(house, secret)
    event = trail(house)[-1]
    assert (event.act, event.facts["how"], event.facts["issuer"]) == ("sign_in", "identity", "https://id.example")


@pytest.mark.parametrize(
    ("new", "again", "code"),
    [
        ("short", "short", "too_short"),
        ("x7" * 65, "x7" * 65, "too_long"),
        ("парольпароль", "парольпароль", "guessable"),
        ("Айда Бекова 2", "Айда Бекова 2", "personal"),
        (BETTER, BETTER + ".", "differs"),
        (GOOD, GOOD, "same"),
    ],
)
def test_a_new_password_that_is_not_taken_changes_nothing(quick_house: House, new: str, again: str, code: str) -> None:
    token = joined(quick_house)
    kept = hash_of(quick_house)
    with pytest.raises(PasswordRefused) as caught:
        monitor.change_password(viewer(quick_house, token), quick_house, token, GOOD, new, again)
    assert (caught.value.code, bool(caught.value.limit)) == (code, code in {"too_short", "too_long"})
    assert hash_of(quick_house) == kept


def test_the_old_password_is_guessed_no_faster_by_changing_it(quick_house: House) -> None:
    token = joined(quick_house)
    found = []
    for _ in range(6):
        try:
            monitor.change_password(viewer(quick_house, token), quick_house, token, "wrong", BETTER, BETTER)
        except (PasswordRefused, SignInRefused) as refusal:
            found.append(refusal.code)
    assert found == ["wrong_old"] * 5 + ["slow_down"]
    assert refused(quick_house, AIDA, GOOD) == "slow_down"


def test_changing_the_password_ends_every_other_session_and_link(house: House) -> None:
    token = joined(house)
    other = monitor.sign_in(house, AIDA, GOOD, THERE)
    link = monitor.new_link(operator(), house, AIDA)
    monitor.change_password(viewer(house, token), house, token, GOOD, BETTER, BETTER)
    assert monitor.viewer_of(house, other) is None
    assert monitor.viewer_of(house, token) is not None
    with pytest.raises(monitor.LinkRefused, match="used"):
        monitor.bidden(house, link.secret)
    assert refused(house, AIDA, GOOD) == "wrong"
    assert refused(house, AIDA, BETTER) == "in"
    assert (AIDA, "password_changed") in acts(house)


def test_a_demo_person_has_no_password_to_change(quick_house: House) -> None:
    token = monitor.sign_in_demo(quick_house, "wpn@demo", HERE)
    with pytest.raises(PasswordRefused, match="wrong_old"):
        monitor.change_password(viewer(quick_house, token), quick_house, token, "", BETTER, BETTER)


def test_attempts_are_forgotten_when_their_time_is_over(quick_house: House) -> None:
    for _ in range(7):
        refused(quick_house, AIDA)
    refused(later(quick_house, timedelta(hours=1)), BEK)
    with quick_house.store.reading() as transaction:
        assert set(transaction.scalars(sa.select(t.attempts.c.at))) == {CLOCK + timedelta(hours=1)}


def test_limits_hold_for_several_processes(address: str) -> None:
    first, second = a_house(address), a_house(address)
    try:
        found = [refused(house, AIDA) for house in (first, second) * 3]
    finally:
        close(first)
        close(second)
    assert found == ["wrong"] * 5 + ["slow_down"]
