"""One-time links, kept by the hash of their secret. A link is over once it was used or a newer one took its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from nap.store import tables as t
from nap.store.tables import Found


@dataclass(frozen=True)
class StoredLink:
    """One link. `over`: when it was used or replaced; None while it waits."""

    secret_sha256: str
    person: str
    purpose: str
    made: datetime
    ends: datetime
    over: datetime | None = None


def add_link(connection: sa.Connection, link: StoredLink) -> bool:
    """Keep a new link if its person has an active account; False if not. The same work either way."""
    values = {name: sa.bindparam(name, type_=t.links.c[name].type) for name in vars(link)}
    whom = sa.select(*values.values()).where(sa.exists().where(t.people.c.person == values["person"], t.people.c.active))
    into = sa.insert(t.links).from_select(list(values), whom).execution_options(preserve_rowcount=True)
    return connection.execute(into, vars(link)).rowcount == 1


def find_link(connection: sa.Connection, secret_sha256: str) -> StoredLink | None:
    """The link of that secret, however it stands with it."""
    row = connection.execute(sa.select(t.links).where(t.links.c.secret_sha256 == secret_sha256)).first()
    return None if row is None else _link(row)


def open_links(connection: sa.Connection) -> dict[str, StoredLink]:
    """Of each person the link that lasts longest among those neither used nor replaced, by e-mail; it may have expired."""
    question = sa.select(t.links).where(t.links.c.over.is_(None)).order_by(t.links.c.ends)
    return {row.person: _link(row) for row in connection.execute(question)}


def end_links_of(connection: sa.Connection, person: str, at: datetime) -> None:
    """No link of that person works any more."""
    waiting = (t.links.c.person == person, t.links.c.over.is_(None))
    connection.execute(sa.update(t.links).where(*waiting).values(over=at))


def drop_old_links(connection: sa.Connection, before: datetime) -> None:
    """Forget every link whose time was over before that moment."""
    connection.execute(sa.delete(t.links).where(t.links.c.ends < before))


def _link(row: Found) -> StoredLink:
    return StoredLink(row.secret_sha256, row.person, row.purpose, row.made, row.ends, row.over)
