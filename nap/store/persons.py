"""People with accounts. E-mails enter as the monitor has normalised them; passwords are kept as hashes and handed out as such."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from nap.store import tables as t
from nap.store.tables import Found


@dataclass(frozen=True)
class Person:
    """One account; `person` is the e-mail in lower case, `roles` are codes.

    `active`: not disabled. `joined`: was here at least once, or was entered by hand; somebody invited has not.
    """

    person: str
    name: str
    roles: frozenset[str]
    partner: str | None = None
    language: str | None = None
    active: bool = True
    joined: bool = True


@dataclass(frozen=True)
class Story:
    """What an account has lived through, in UTC. `password`: whether there is one. `asked`: it was said to be forgotten."""

    password: bool
    invited_by: str
    invited: datetime | None
    seen: datetime | None
    asked: datetime | None


def find_person(connection: sa.Connection, person: str) -> Person | None:
    """The active account of exactly that e-mail."""
    found = find_account(connection, person)
    return found if found is not None and found.active else None


def find_account(connection: sa.Connection, person: str) -> Person | None:
    """The account of exactly that e-mail, disabled or not."""
    row = connection.execute(sa.select(t.people).where(t.people.c.person == person)).first()
    if row is None:
        return None
    roles = connection.execute(sa.select(t.person_roles.c.role).where(t.person_roles.c.person == person))
    return _person(row, roles.scalars())


def invited_by(connection: sa.Connection, person: str) -> str:
    """Who made the account of that e-mail; empty if nobody is known to have."""
    return connection.scalar(sa.select(t.people.c.invited_by).where(t.people.c.person == person)) or ""


def active_people(connection: sa.Connection) -> tuple[Person, ...]:
    """Everybody whose account is not disabled, by e-mail."""
    return tuple(person for person in all_people(connection) if person.active)


def is_known(connection: sa.Connection, person: str, *, active: bool = False) -> bool:
    """Whether there is such an account; with `active` one that is not disabled. The same work either way."""
    wanted = sa.exists().where(t.people.c.person == person, sa.or_(t.people.c.active, sa.literal(not active)))
    return bool(connection.scalar(sa.select(wanted)))


def all_people(connection: sa.Connection) -> tuple[Person, ...]:
    """Every account, by e-mail."""
    roles: dict[str, set[str]] = {}
    for row in connection.execute(sa.select(t.person_roles)):
        roles.setdefault(row.person, set()).add(row.role)
    rows = connection.execute(sa.select(t.people).order_by(t.people.c.person))
    return tuple(_person(row, roles.get(row.person, ())) for row in rows)


def stories(connection: sa.Connection) -> dict[str, Story]:
    """What each account has lived through, by e-mail."""
    rows = connection.execute(sa.select(t.people))
    return {row.person: Story(row.password is not None, row.invited_by, row.invited, row.seen, row.asked) for row in rows}


def add_person(connection: sa.Connection, person: Person, *, invited_by: str = "", invited: datetime | None = None) -> None:
    """Keep a new account."""
    row = {**_columns(person), "person": person.person, "joined": person.joined, "active": person.active}
    connection.execute(sa.insert(t.people), row | {"invited_by": invited_by, "invited": invited})
    _give_roles(connection, person.person, person.roles)


def change_person(connection: sa.Connection, person: Person) -> None:
    """Replace name, roles, organisation and language of the account of that e-mail."""
    _update(connection, person.person, **_columns(person))
    connection.execute(sa.delete(t.person_roles).where(t.person_roles.c.person == person.person))
    _give_roles(connection, person.person, person.roles)


def set_active(connection: sa.Connection, person: str, active: bool) -> None:
    """Let an account sign in, or not any more."""
    _update(connection, person, active=active)


def password_of(connection: sa.Connection, person: str) -> str | None:
    """The hash of the password of an active account; None without either."""
    wanted = (t.people.c.person == person, t.people.c.active)
    found: str | None = connection.scalar(sa.select(t.people.c.password).where(*wanted))
    return found


def set_password(connection: sa.Connection, person: str, hashed: str) -> None:
    """Keep the hash of a password."""
    _update(connection, person, password=hashed)


def came_in(connection: sa.Connection, person: str, at: datetime) -> None:
    """The person proved who they are: a password said to be forgotten is so no longer."""
    _update(connection, person, joined=True, asked=None, seen=at)


def note_seen(connection: sa.Connection, person: str, at: datetime) -> None:
    """The person was here."""
    _update(connection, person, seen=at)


def note_asked(connection: sa.Connection, person: str, at: datetime) -> None:
    """It was said that the password is forgotten; without an active account nothing is noted. The same work either way."""
    asks = sa.update(t.people).where(t.people.c.person == person, t.people.c.active)
    connection.execute(asks.values(asked=at))


def note_answered(connection: sa.Connection, person: str) -> None:
    """Whoever forgot the password waits no longer."""
    _update(connection, person, asked=None)


def _update(connection: sa.Connection, person: str, **values: Any) -> None:
    connection.execute(sa.update(t.people).where(t.people.c.person == person).values(**values))


def _give_roles(connection: sa.Connection, person: str, roles: Iterable[str]) -> None:
    for role in sorted(roles):
        connection.execute(sa.insert(t.person_roles), {"person": person, "role": role})


def _columns(person: Person) -> dict[str, Any]:
    return {"name": person.name, "partner": person.partner, "language": person.language}


def _person(row: Found, roles: Iterable[str]) -> Person:
    return Person(row.person, row.name, frozenset(roles), row.partner, row.language, row.active, row.joined)
