"""People with accounts, and sessions. A session is kept by the hash of its token, so that a copy of the store opens no door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from nap.store import tables as t


@dataclass(frozen=True)
class Person:
    """One account; `person` is the e-mail in lower case, `roles` are codes."""

    person: str
    name: str
    roles: frozenset[str]
    partner: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Session:
    """One signed-in browser."""

    person: str
    created: datetime
    seen: datetime


def find_person(connection: sa.Connection, person: str) -> Person | None:
    """The active account of that e-mail, in whatever case it is written."""
    found = [one for one in active_people(connection) if one.person == person.strip().lower()]
    return found[0] if found else None


def active_people(connection: sa.Connection) -> tuple[Person, ...]:
    """Everybody whose account is active, by e-mail."""
    roles: dict[str, set[str]] = {}
    for row in connection.execute(sa.select(t.person_roles)):
        roles.setdefault(row.person, set()).add(row.role)
    rows = connection.execute(sa.select(t.people).where(t.people.c.active).order_by(t.people.c.person))
    return tuple(Person(row.person, row.name, frozenset(roles.get(row.person, ())), row.partner, row.language) for row in rows)


def add_person(connection: sa.Connection, person: Person) -> None:
    """Keep a new, active account."""
    email = person.person.strip().lower()
    row = {"person": email, "name": person.name, "partner": person.partner, "language": person.language, "active": True}
    connection.execute(sa.insert(t.people), row)
    for role in sorted(person.roles):
        connection.execute(sa.insert(t.person_roles), {"person": email, "role": role})


def set_active(connection: sa.Connection, person: str, active: bool) -> None:
    """Let an account sign in, or not any more."""
    connection.execute(sa.update(t.people).where(t.people.c.person == person).values(active=active))


def begin_session(connection: sa.Connection, token_sha256: str, person: str, at: datetime) -> None:
    """Keep a new session."""
    row = {"token_sha256": token_sha256, "person": person, "created": at, "seen": at}
    connection.execute(sa.insert(t.sessions), row)


def find_session(connection: sa.Connection, token_sha256: str) -> Session | None:
    """The session of that token, however old."""
    row = connection.execute(sa.select(t.sessions).where(t.sessions.c.token_sha256 == token_sha256)).first()
    return None if row is None else Session(row.person, row.created, row.seen)


def touch_session(connection: sa.Connection, token_sha256: str, at: datetime) -> None:
    """Note that the session was used."""
    connection.execute(sa.update(t.sessions).where(t.sessions.c.token_sha256 == token_sha256).values(seen=at))


def end_session(connection: sa.Connection, token_sha256: str) -> None:
    """Forget the session; one that is not there is forgotten already."""
    connection.execute(sa.delete(t.sessions).where(t.sessions.c.token_sha256 == token_sha256))


def end_old_sessions(connection: sa.Connection, before: datetime) -> None:
    """Forget every session not used since."""
    connection.execute(sa.delete(t.sessions).where(t.sessions.c.seen < before))
