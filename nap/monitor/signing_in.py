"""Signing in: an e-mail with its password, or what a provider vouches for, enters; the token of a new session leaves.

An e-mail nobody has, a disabled account and one without a password cost the same work and get the same answer as a wrong
password.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from nap.monitor.house import House
from nap.monitor.limiting import Limit, count, is_known, limits, remember, slowed, take_back
from nap.monitor.problems import NotNow, SignInRefused
from nap.monitor.recording import record_of
from nap.monitor.sessions import begin_session
from nap.people import passwords
from nap.people.emails import folded_email
from nap.store import Transaction, links, persons

PAIR, ADDRESS, ACCOUNT = 5, 30, 50
"""Failures in a window: for one account from one address, from one address, for one account from anywhere but where its person
came in before."""


def sign_in(house: House, email: str, password: str, origin: str, browser: str = "") -> str:
    """Begin a session; returns the token for the cookie. SignInRefused: wrong, slow_down."""
    person = folded_email(email)
    proved = matched(house, person, password, origin)
    if proved is None:
        raise SignInRefused("wrong")
    better = _hashed_anew(password) if passwords.outdated(proved) else proved
    with house.store.writing() as transaction:
        if persons.password_of(transaction, person) != proved:  # it was changed this very moment
            raise SignInRefused("wrong")
        if better != proved:
            persons.set_password(transaction, person, better)
        forgive(transaction, house, person, origin)
        return begin_session(transaction, house, person, "password", origin, browser)


def sign_in_identity(house: House, email: str, verified: bool, issuer: str, origin: str, browser: str = "") -> str:
    """Begin a session of whoever the provider says it is; returns the token.

    SignInRefused: unverified, not_invited, slow_down.
    """
    person = folded_email(email)
    with house.store.writing() as transaction:
        known = persons.find_person(transaction, person)
        if verified and known is not None:
            if not known.joined:
                links.end_links_of(transaction, person, house.now())  # the invitation has done its work
            return begin_session(transaction, house, person, "identity", origin, browser, issuer=issuer)
        found = count(transaction, house, limits("identity", person, origin, ADDRESS, ADDRESS, ACCOUNT))
        if found is None or found.first:
            act = "sign_in_slowed" if found else "sign_in_failed"
            record_of(transaction, house, person if known else "", origin, act, how="identity")
    if found is not None:
        raise SignInRefused("slow_down", found.minutes)
    raise SignInRefused("not_invited" if verified else "unverified")


def matched(house: House, person: str, password: str, origin: str, how: str = "password") -> str | None:
    """The hash the password belongs to; None, counted and put on record, if it is wrong.

    `how`: what it was asked for. SignInRefused(slow_down) if it was not even tried. NotNow(busy).
    """
    limited = _limits(person, origin)
    known = _heard(house, limited)
    with working(known=known):
        kept = _counted(house, person, origin, limited, how)
        right = passwords.verify(password, kept)
    if right:
        return kept
    with house.store.writing() as transaction:
        _record_of_account(transaction, house, person, origin, "sign_in_failed", how=how)
    return None


def forgive(transaction: Transaction, house: House, person: str, origin: str) -> None:
    """The right password was given: what failed before counts no more, and what others try keeps nobody out there."""
    limited = _limits(person, origin)
    take_back(transaction, limited)
    remember(transaction, house, limited)


def _hashed_anew(password: str) -> str:
    with working():
        return passwords.hashed(password)


@contextmanager
def working(*, known: bool = False) -> Iterator[None]:
    """A place to work out hashes; never inside a transaction. NotNow(busy) if too many wait for one.

    `known`: for somebody who came in from there before.
    """
    try:
        with passwords.turn(known=known):
            yield
    except passwords.TooMany as fault:
        raise NotNow("busy") from fault


def _limits(person: str, origin: str) -> tuple[Limit, ...]:
    return limits("sign_in", person, origin, PAIR, ADDRESS, ACCOUNT)


def _heard(house: House, limited: Sequence[Limit]) -> bool:
    """Whether the person came in from there before. Whoever is slowed is refused without waiting for the writers, at no cost."""
    with house.store.reading() as transaction:
        found, known = slowed(transaction, house, limited), is_known(transaction, house, limited)
    if found is not None and not found.first:
        raise SignInRefused("slow_down", found.minutes)
    return known


def _counted(house: House, person: str, origin: str, limited: Sequence[Limit], how: str) -> str | None:
    """Count the attempt and return the hash to compare with, if there is one."""
    with house.store.writing() as transaction:
        found = count(transaction, house, limited)
        if found is None:
            return persons.password_of(transaction, person)
        if found.first:
            _record_of_account(transaction, house, person, origin, "sign_in_slowed", how=how)
    raise SignInRefused("slow_down", found.minutes)


def _record_of_account(transaction: Transaction, house: House, person: str, origin: str, act: str, **facts: str) -> None:
    """What a stranger types is not put on record; the person is named only if there is such an account."""
    known = persons.is_known(transaction, person)
    record_of(transaction, house, person if known else "", origin, act, **facts)
