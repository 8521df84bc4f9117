"""Who is looking: sessions and people. A token enters, a Viewer with the roles of this very moment leaves."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from nap import people
from nap.monitor.house import House, installed
from nap.monitor.problems import Unknown
from nap.people import Role, Viewer
from nap.store import Transaction, persons

IDLE = timedelta(hours=8)
"""A session not used for a working day has ended."""
LONGEST = timedelta(days=7)
"""However busy it is."""
TOUCH = timedelta(minutes=5)
"""How often use is noted; more often would write on every click."""


def demo_people(house: House) -> tuple[Viewer, ...]:
    """The demo people; empty unless the store is a demo store and the settings allow them."""
    with house.store.reading() as transaction:
        return _demo_people(transaction, house)


def sign_in_demo(house: House, person: str) -> str:
    """Begin a session of a demo person; returns the token for the cookie. Unknown(person) for anybody else."""
    if person not in {viewer.person for viewer in demo_people(house)}:
        raise Unknown("person", person)
    token, now = secrets.token_urlsafe(32), house.now()
    with house.store.writing() as transaction:
        persons.end_old_sessions(transaction, now - IDLE)
        persons.begin_session(transaction, _key(token), person, now)
    return token


def viewer_of(house: House, token: str) -> Viewer | None:
    """The viewer behind a token, roles looked up now; None for an unknown, ended or expired session or a disabled account."""
    key, now = _key(token), house.now()
    with house.store.reading() as transaction:
        session = persons.find_session(transaction, key)
        if session is None or now - session.seen > IDLE or now - session.created > LONGEST:
            return None
        viewer = find_viewer(transaction, house, session.person)
    if viewer is not None and now - session.seen > TOUCH:
        with house.store.writing() as transaction:
            persons.touch_session(transaction, key, now)
    return viewer


def sign_out(house: House, token: str) -> None:
    """End the session; one that has ended stays ended."""
    with house.store.writing() as transaction:
        persons.end_session(transaction, _key(token))


def person_viewer(house: House, email: str) -> Viewer | None:
    """The person of that e-mail, in whatever case it is written; None if there is no active account."""
    with house.store.reading() as transaction:
        return find_viewer(transaction, house, email)


def find_viewer(transaction: Transaction, house: House, email: str) -> Viewer | None:
    """The same, inside a transaction."""
    wanted = email.strip().lower()
    everybody = {viewer.person: viewer for viewer in active_viewers(transaction, house)}
    return everybody.get(wanted)


def active_viewers(transaction: Transaction, house: House) -> tuple[Viewer, ...]:
    """Everybody who could sign in now."""
    accounts = (
        Viewer(one.person, one.name, frozenset(map(Role, one.roles)), one.partner, one.language)
        for one in persons.active_people(transaction)
    )
    return (*_demo_people(transaction, house), *accounts)


def _demo_people(transaction: Transaction, house: House) -> tuple[Viewer, ...]:
    allowed = house.settings.demo and installed(transaction, house.settings).demo
    return people.demo_people(house.plan) if allowed else ()


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
