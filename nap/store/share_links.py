"""Links that open one release, or the preview of a draft, for whoever holds them; each is kept by the hash of its secret alone.

Nothing of a link ever changes but that it was taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from nap.store import release_tables as t
from nap.store.tables import Found


@dataclass(frozen=True)
class StoredShareLink:
    """One link. `purpose`: share or preview; `release`: a release's number, of a preview the draft's; `whom`: for whom it is.

    `person` made it at the moment `at`; `taken_back`: since when it opens nothing any more.
    """

    secret: str
    plan: str
    purpose: str
    release: int
    whom: str
    until: datetime
    person: str
    at: datetime
    taken_back: datetime | None = None


def add_share_link(connection: sa.Connection, link: StoredShareLink) -> None:
    """Keep a new link."""
    connection.execute(sa.insert(t.share_links), vars(link))


def find_share_link(connection: sa.Connection, secret_sha256: str) -> StoredShareLink | None:
    """The link of that secret, however it stands with it."""
    row = connection.execute(sa.select(t.share_links).where(t.share_links.c.secret == secret_sha256)).first()
    return None if row is None else _link(row)


def share_links_of(connection: sa.Connection, plan: str, purpose: str, release: int) -> tuple[StoredShareLink, ...]:
    """Every link that was ever made to a release or draft, the newest first."""
    c = t.share_links.c
    wanted = sa.select(t.share_links).where(c.plan == plan, c.release == release, c.purpose == purpose)
    return tuple(map(_link, connection.execute(wanted.order_by(c.at.desc(), c.until.desc(), c.secret))))


def take_back_share_link(connection: sa.Connection, secret_sha256: str, at: datetime) -> None:
    """From now on it opens nothing; one that was taken back before keeps its moment."""
    standing = (t.share_links.c.secret == secret_sha256, t.share_links.c.taken_back.is_(None))
    connection.execute(sa.update(t.share_links).where(*standing).values(taken_back=at))


def _link(row: Found) -> StoredShareLink:
    return StoredShareLink(**{name: getattr(row, name) for name in StoredShareLink.__dataclass_fields__})
