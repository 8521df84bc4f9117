"""People with accounts for the tests, a clock that can be put on, and what was said to the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from nap import monitor
from nap.monitor import Account, House, NewPerson, SignInRefused, Viewer, operator
from nap.store.audit import AuditEvent, events
from tests.monitor.building import CLOCK

AIDA, BEK = "aida@example.org", "bek@example.org"
GOOD, BETTER = "лес шумит за рекой", "звёзды над перевалом"
HERE, THERE = "10.0.0.1", "10.0.0.2"
MINUTE = timedelta(minutes=1)


def later(house: House, wait: timedelta) -> House:
    """The same house, so much later."""
    return replace(house, now=lambda: CLOCK + wait)


def new(email: str = AIDA, *roles: str, **known: Any) -> NewPerson:
    """Somebody to invite: a forum member unless told otherwise."""
    return NewPerson(email, **{"name": "Айда Бекова", "roles": frozenset(roles or {"forum"}), "language": "ky"} | known)


def invited(house: House, email: str = AIDA, *roles: str, **known: Any) -> str:
    """Invite somebody; the secret of the link."""
    return monitor.invite(operator(), house, new(email, *roles, **known)).secret


def joined(house: House, email: str = AIDA, *roles: str, **known: Any) -> str:
    """Invite somebody who comes in and sets the password GOOD; the token of her session."""
    return monitor.set_password(house, invited(house, email, *roles, **known), GOOD, GOOD, HERE, "Firefox")


def viewer(house: House, token: str, origin: str = HERE) -> Viewer:
    """The viewer behind a token that holds."""
    found = monitor.viewer_of(house, token, origin)
    assert found is not None
    return found


def coordinator(house: House, email: str = BEK) -> Viewer:
    """A coordinator with an account."""
    return viewer(house, joined(house, email, "coordinator"))


def account(house: House, email: str = AIDA) -> Account:
    """The account of that e-mail as a coordinator sees it."""
    (found,) = (one for one in monitor.people(operator(), house) if one.person == email)
    return found


def outcome(act: Callable[[], object]) -> str:
    """The code of the refusal, or `in` if there was none."""
    try:
        act()
    except SignInRefused as refusal:
        return refusal.code
    return "in"


def acts(house: House) -> list[tuple[str, str]]:
    """Who did what, in order, without what was there when the house opened."""
    return [(one.person, one.act) for one in trail(house) if one.act != "adopt_plan"]


def trail(house: House) -> tuple[AuditEvent, ...]:
    """The whole trail."""
    with house.store.reading() as transaction:
        return events(transaction)


@contextmanager
def said_to_the_store(house: House) -> Iterator[list[str]]:
    """Every statement sent to the database meanwhile, without what was filled into it."""
    said: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    sa.event.listen(house.store.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(house.store.engine, "before_cursor_execute", note)
