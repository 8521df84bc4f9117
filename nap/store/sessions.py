"""Sessions. Each is kept by the hash of its token, so that a copy of the store opens no door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from nap.store import tables as t
from nap.store.tables import Found


@dataclass(frozen=True)
class Session:
    """One signed-in browser: from where it signed in, and what it says of itself."""

    token_sha256: str
    person: str
    created: datetime
    seen: datetime
    origin: str = ""
    browser: str = ""


def begin_session(connection: sa.Connection, session: Session) -> None:
    """Keep a new session."""
    connection.execute(sa.insert(t.sessions), vars(session))


def find_session(connection: sa.Connection, token_sha256: str) -> Session | None:
    """The session of that token, however old."""
    row = connection.execute(sa.select(t.sessions).where(t.sessions.c.token_sha256 == token_sha256)).first()
    return None if row is None else _session(row)


def sessions_of(connection: sa.Connection, person: str) -> tuple[Session, ...]:
    """Every session of the person, however old, the last used first."""
    question = sa.select(t.sessions).where(t.sessions.c.person == person)
    return tuple(map(_session, connection.execute(question.order_by(t.sessions.c.seen.desc(), t.sessions.c.token_sha256))))


def last_seen(connection: sa.Connection) -> dict[str, datetime]:
    """When each person with a session last used one."""
    question = sa.select(t.sessions.c.person, sa.func.max(t.sessions.c.seen, type_=t.Moment())).group_by(t.sessions.c.person)
    return {row[0]: row[1] for row in connection.execute(question)}


def touch_session(connection: sa.Connection, token_sha256: str, at: datetime) -> None:
    """Note that the session was used."""
    connection.execute(sa.update(t.sessions).where(t.sessions.c.token_sha256 == token_sha256).values(seen=at))


def end_session(connection: sa.Connection, token_sha256: str) -> None:
    """Forget the session; one that is not there is forgotten already."""
    connection.execute(sa.delete(t.sessions).where(t.sessions.c.token_sha256 == token_sha256))


def end_sessions_of(connection: sa.Connection, person: str, but: str = "") -> int:
    """Forget every session of the person, except the one of the token with the hash `but`; returns how many."""
    gone = sa.delete(t.sessions).where(t.sessions.c.person == person, t.sessions.c.token_sha256 != but)
    return connection.execute(gone).rowcount


def end_old_sessions(connection: sa.Connection, unused_since: datetime, begun_before: datetime) -> None:
    """Forget every session not used since, and every one begun before."""
    old = sa.or_(t.sessions.c.seen < unused_since, t.sessions.c.created < begun_before)
    connection.execute(sa.delete(t.sessions).where(old))


def _session(row: Found) -> Session:
    return Session(row.token_sha256, row.person, row.created, row.seen, row.origin, row.browser)
