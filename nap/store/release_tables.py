"""The tables of what is published: editions, releases, their files, consents, links, how often something was read.

They stand beside those of `nap.store.tables`; like them they are made in `migrations/`. An edition, a release and its files are
written once and never changed; of consents and links the last row for a key is the one that holds.
"""

from __future__ import annotations

import sqlalchemy as sa

from nap.store.life_tables import by_whom, numbered, text
from nap.store.tables import Day, Moment, metadata

editions = sa.Table(
    "editions",
    metadata,
    text("plan", primary_key=True),
    numbered(),
    *(text(name) for name in ("cause", "period", "register", "sha256")),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("method", sa.Integer, nullable=False),
    sa.Column("as_of", Day, nullable=False),
    sa.Column("rows", sa.LargeBinary, nullable=False),
    sa.Column("hidden", sa.LargeBinary, nullable=False),
    *by_whom(),
)
"""Results at one moment with the pattern of what is hidden. `cause`: `closing` or `release`; `rows` and `hidden` as compressed
JSON, `rows` with the numbers as they are (for coordinators, and for the patterns of later editions); `sha256` of both."""

release_drafts = sa.Table(
    "release_drafts",
    metadata,
    text("plan", primary_key=True),
    numbered(),
    sa.Column("change", sa.Integer, primary_key=True, autoincrement=False),
    *(text(name) for name in ("act", "period", "title", "texts", "included", "because", "visible", "reason")),
    sa.Column("replaces", sa.Integer, nullable=False),
    sa.Column("answer_by", Day),
    *by_whom(),
)
"""A release in the making: each change is a row of its own, the last one holds. `title`, `texts`, `because` as JSON by language,
`included` as JSON list of indicators; `act`: begin, change, drop, built; `replaces`: a release's number, else 0."""

releases = sa.Table(
    "releases",
    metadata,
    text("plan", primary_key=True),
    numbered(),
    *(text(name) for name in ("kind", "period", "title", "texts", "included", "because", "register", "sha256")),
    sa.Column("edition", sa.Integer, nullable=False),
    sa.Column("draft", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("method", sa.Integer, nullable=False),
    sa.Column("previous", sa.Integer, nullable=False),
    sa.Column("replaces", sa.Integer, nullable=False),
    sa.Column("as_of", Day, nullable=False),
    sa.Column("facts", sa.LargeBinary, nullable=False),
    *by_whom(),
)
"""A published release: what it was made from, so that it can be made again byte by byte. `facts`: compressed JSON of what else
its files say (coverage, what moved and why); `sha256`: the content hash of the manifest; 0 where there is none before."""

release_files = sa.Table(
    "release_files",
    metadata,
    text("plan", primary_key=True),
    sa.Column("release", sa.Integer, primary_key=True, autoincrement=False),
    text("edition", primary_key=True),
    text("path", primary_key=True),
    text("sha256"),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
"""Every file of a release: `edition` is `donor` or `forum`, `path` relative with slashes, `data` as served uncompressed."""

consents = sa.Table(
    "consents",
    metadata,
    text("plan", primary_key=True),
    text("partner", primary_key=True),
    numbered(),
    sa.Column("draft", sa.Integer, nullable=False),
    *(text(name) for name in ("answer", "said")),
    *by_whom(),
)
"""What a partner says to a draft (or, with draft 0, at any time): `agree`, `hold`, `ask`, `free` (takes back a hold)."""

share_links = sa.Table(
    "share_links",
    metadata,
    text("secret", primary_key=True),
    *(text(name) for name in ("plan", "purpose", "whom")),
    sa.Column("release", sa.Integer, nullable=False),
    sa.Column("until", Moment, nullable=False),
    sa.Column("taken_back", Moment),
    *by_whom(),
    sa.Index("links_of_a_release", "plan", "release"),
)
"""A link that opens one release (`purpose` share) or the preview of a draft (`preview`, `release` is then the draft's number)
until a moment. `secret` is its SHA-256: the link itself is kept by nobody."""

release_reads = sa.Table(
    "release_reads",
    metadata,
    text("plan", primary_key=True),
    sa.Column("release", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("day", Day, primary_key=True),
    text("path", primary_key=True),
    sa.Column("times", sa.Integer, nullable=False),
)
"""How often a file was handed out on a day; nothing about by whom."""
