"""Who is looking: sessions and people. A token enters, a Viewer with the roles of this very moment leaves."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from nap import people
from nap.monitor.account_views import SessionLine
from nap.monitor.house import House, installed
from nap.monitor.later import soon
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.recording import record, record_of
from nap.people import Role, Verb, Viewer
from nap.people.emails import folded_email
from nap.store import Transaction, persons, sessions
from nap.store.persons import Person
from nap.store.sessions import Session

IDLE = timedelta(hours=8)
"""A session not used for a working day has ended."""
LONGEST = timedelta(days=7)
"""However busy it is."""
TOUCH = timedelta(minutes=5)
"""How often use is noted; more often would write on every click."""
LONGEST_BROWSER = 160
"""Letters kept of what a browser says of itself."""


def demo_people(house: House) -> tuple[Viewer, ...]:
    """The demo people; empty unless the store is a demo store and the settings allow them."""
    with house.store.reading() as transaction:
        return demo_viewers(transaction, house)


def sign_in_demo(house: House, person: str, origin: str = "", browser: str = "") -> str:
    """Begin a session of a demo person; returns the token for the cookie. Unknown(person) for anybody else."""
    with house.store.writing() as transaction:
        if person not in {viewer.person for viewer in demo_viewers(transaction, house)}:
            raise Unknown("person", person)
        return begin_session(transaction, house, person, "demo", origin, browser)


def begin_session(transaction: Transaction, house: House, person: str, how: str, origin: str, browser: str, **facts: str) -> str:
    """Begin a session of somebody who has proved who they are; `how` goes on record. Returns the token for the cookie."""
    token, now = secrets.token_urlsafe(32), house.now()
    sessions.end_old_sessions(transaction, now - IDLE, now - LONGEST)
    sessions.begin_session(transaction, Session(key_of(token), person, now, now, _plain(origin), _plain(browser)))
    persons.came_in(transaction, person, now)
    record_of(transaction, house, person, origin, "sign_in", how=how, **facts)
    return token


def viewer_of(house: House, token: str, origin: str = "") -> Viewer | None:
    """The viewer behind a token, roles looked up now; None for an unknown, ended or expired session or a disabled account."""
    key, now = key_of(token), house.now()
    with house.store.reading() as transaction:
        session = sessions.find_session(transaction, key)
        if session is None or not _lasts(session, house):
            return None
        viewer = find_viewer(transaction, house, session.person)
    if viewer is not None and now - session.seen > TOUCH:
        soon(partial(_touch, house, key, session.person, now), "use of a session")  # who only reads waits for no writer
    return None if viewer is None else replace(viewer, origin=origin)


def _touch(house: House, key: str, person: str, now: datetime) -> None:
    with house.store.writing() as transaction:
        sessions.touch_session(transaction, key, now)
        persons.note_seen(transaction, person, now)


def sign_out(house: House, token: str, origin: str = "") -> None:
    """End the session; one that has ended stays ended. Who has none does not wait for the writers, nor do they for her."""
    with house.store.reading() as transaction:
        if sessions.find_session(transaction, key_of(token)) is None:
            return
    with house.store.writing() as transaction:
        session = sessions.find_session(transaction, key_of(token))
        if session is not None:
            sessions.end_session(transaction, session.token_sha256)
            record_of(transaction, house, session.person, origin, "sign_out")


def my_sessions(viewer: Viewer, house: House, token: str) -> tuple[SessionLine, ...]:
    """Where the viewer is signed in now, the last used first; `token` is the session that asks."""
    require(viewer, Verb.OWN_ACCOUNT)
    with house.store.reading() as transaction:
        found = [one for one in sessions.sessions_of(transaction, viewer.person) if _lasts(one, house)]
    here = key_of(token)
    return tuple(SessionLine(one.created, one.seen, one.origin, one.browser, one.token_sha256 == here) for one in found)


def sign_out_everywhere(viewer: Viewer, house: House, token: str = "", *, here: bool = False) -> int:
    """End every other session of the viewer, and with `here` the one of `token` too; returns how many have ended."""
    require(viewer, Verb.OWN_ACCOUNT)
    with house.store.writing() as transaction:
        ended = sessions.end_sessions_of(transaction, viewer.person, but="" if here else key_of(token))
        if ended:
            record(transaction, house, viewer, "sign_out_everywhere", sessions=str(ended))
    return ended


def person_viewer(house: House, email: str) -> Viewer | None:
    """The person of that e-mail, in whatever case it is written; None if there is no active account."""
    with house.store.reading() as transaction:
        return find_viewer(transaction, house, email)


def find_viewer(transaction: Transaction, house: House, email: str) -> Viewer | None:
    """The same, inside a transaction."""
    wanted = folded_email(email)
    demo = {viewer.person: viewer for viewer in demo_viewers(transaction, house)}
    person = None if wanted in demo else persons.find_person(transaction, wanted)
    return demo.get(wanted) if person is None else _viewer(person)


def active_viewers(transaction: Transaction, house: House) -> tuple[Viewer, ...]:
    """Everybody who could sign in now; whoever was invited and never came could not."""
    accounts = (_viewer(one) for one in persons.active_people(transaction) if one.joined)
    return (*demo_viewers(transaction, house), *accounts)


def demo_viewers(transaction: Transaction, house: House) -> tuple[Viewer, ...]:
    """The demo people, inside a transaction."""
    allowed = house.settings.demo and installed(transaction, house.settings).demo
    return people.demo_people(house.plan) if allowed else ()


def key_of(secret: str) -> str:
    """The hash under which a token or a link's secret is kept."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _lasts(session: Session, house: House) -> bool:
    now = house.now()
    return now - session.seen <= IDLE and now - session.created <= LONGEST


def _viewer(person: Person) -> Viewer:
    return Viewer(person.person, person.name, frozenset(map(Role, person.roles)), person.partner, person.language)


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:LONGEST_BROWSER]
