"""Releases and their drafts: rows go in and are never changed; of a draft the last row holds. What is decided of a published
release afterwards (who may read it, that it is withdrawn) is kept in the audit trail and folded from there.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from nap.facts import Period
from nap.store import audit, release_tables as t, tables
from nap.store.audit import AuditEvent
from nap.store.tables import Found

BEGIN, CHANGE, DROP, BUILT = "begin", "change", "drop", "built"
"""What a row of a draft does."""
PUBLISH, WITHDRAW, VISIBLE = "publish_release", "withdraw_release", "release_visible"
ACTS = (PUBLISH, WITHDRAW, VISIBLE)
"""The events of a release's life."""
Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class StoredDraft:
    """One state of a draft: `change` counts them, the first is 1. `replaces`: a release's number, else 0."""

    number: int
    change: int
    act: str
    period: Period
    title: Mapping[str, str]
    texts: Texts
    included: tuple[str, ...]
    because: Mapping[str, str]
    visible: str
    reason: str
    replaces: int
    answer_by: date | None
    person: str
    at: datetime


@dataclass(frozen=True)
class StoredRelease:
    """A published release without its files. `facts`: what else its files were made from, as JSON values."""

    number: int
    kind: str
    period: Period
    title: Mapping[str, str]
    texts: Texts
    included: tuple[str, ...]
    because: Mapping[str, str]
    register: str
    sha256: str
    edition: int
    draft: int
    version: int
    method: int
    previous: int
    replaces: int
    as_of: date
    person: str
    at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Fate:
    """What was decided of a release since: for whom it is visible now, and, if it was withdrawn, when, by whom and why.

    `published_for`: for whom it was visible first.
    """

    visible: str
    withdrawn: datetime | None = None
    person: str = ""
    reason: str = ""
    published_for: str = ""


def add_draft(connection: sa.Connection, plan: str, draft: StoredDraft) -> None:
    """Keep one state of a draft."""
    connection.execute(sa.insert(t.release_drafts), {"plan": plan, **_texts(vars(draft))})


def draft_states(connection: sa.Connection, plan: str, number: int | None = None) -> tuple[StoredDraft, ...]:
    """Every state of every draft, or of one, in the order made."""
    wanted = [t.release_drafts.c.plan == plan, *([t.release_drafts.c.number == number] if number is not None else [])]
    question = sa.select(t.release_drafts).where(*wanted).order_by(t.release_drafts.c.number, t.release_drafts.c.change)
    return tuple(map(_draft, connection.execute(question)))


def next_draft(connection: sa.Connection, plan: str) -> int:
    """The number of a new draft."""
    return _last(connection, t.release_drafts, plan) + 1


def add_release(connection: sa.Connection, plan: str, release: StoredRelease) -> None:
    """Keep a published release."""
    row = {**_texts(vars(release)), "facts": zlib.compress(_json(release.facts).encode())}
    connection.execute(sa.insert(t.releases), {"plan": plan, **row})


def add_files(connection: sa.Connection, plan: str, release: int, edition: str, files: Mapping[str, tuple[str, bytes]]) -> None:
    """Keep every file of one of its editions, by path: SHA-256 and bytes."""
    rows = [
        {"plan": plan, "release": release, "edition": edition, "path": path, "sha256": sha256, "size": len(data), "data": data}
        for path, (sha256, data) in sorted(files.items())
    ]
    connection.execute(sa.insert(t.release_files), rows)


def find_releases(connection: sa.Connection, plan: str) -> tuple[StoredRelease, ...]:
    """Every published release of that plan, the first one first."""
    question = sa.select(t.releases).where(t.releases.c.plan == plan).order_by(t.releases.c.number)
    return tuple(map(_release, connection.execute(question)))


def find_release(connection: sa.Connection, plan: str, number: int) -> StoredRelease | None:
    """The release of that number."""
    question = sa.select(t.releases).where(t.releases.c.plan == plan, t.releases.c.number == number)
    row = connection.execute(question).first()
    return None if row is None else _release(row)


def last_release(connection: sa.Connection) -> int:
    """The highest number given; 0 before the first release."""
    return connection.scalar(sa.select(sa.func.max(t.releases.c.number))) or 0


def plan_of_release(connection: sa.Connection, number: int, sooner: str) -> str | None:
    """The id of the plan that release is of; of `sooner` if it has one of that number. None for one that there is not."""
    found = connection.scalars(sa.select(t.releases.c.plan).where(t.releases.c.number == number)).all()
    return sooner if sooner in found else next(iter(found), None)


def files_of(connection: sa.Connection, plan: str, release: int, edition: str) -> Mapping[str, bytes]:
    """Every file of one edition of a release, by path."""
    of_it = _of_edition(plan, release, edition)
    question = sa.select(t.release_files.c.path, t.release_files.c.data).where(*of_it).order_by(t.release_files.c.path)
    return {row.path: bytes(row.data) for row in connection.execute(question)}


def file_of(connection: sa.Connection, plan: str, release: int, edition: str, path: str) -> tuple[str, bytes] | None:
    """One file: its SHA-256 and bytes; None if there is none such."""
    of_it = (*_of_edition(plan, release, edition), t.release_files.c.path == path)
    row = connection.execute(sa.select(t.release_files.c.sha256, t.release_files.c.data).where(*of_it)).first()
    return None if row is None else (row.sha256, bytes(row.data))


def fates(connection: sa.Connection, plan: str) -> Mapping[int, Fate]:
    """How it stands with every published release."""
    wanted = (tables.audit.c.plan == plan, tables.audit.c.act.in_(ACTS))
    return folded(audit.read(connection, sa.select(tables.audit).where(*wanted).order_by(tables.audit.c.number)))


def folded(events: Iterable[AuditEvent]) -> Mapping[int, Fate]:
    """What holds after these events, in order. A withdrawal is final: a release that is withdrawn stays so."""
    found: dict[int, Fate] = {}
    for event in events:
        number = int(event.facts["release"])
        before = found.get(number, Fate("link"))
        if event.act == WITHDRAW:
            found[number] = replace(before, withdrawn=event.at, person=event.person, reason=event.facts["reason"])
        else:
            first = before.published_for or event.facts["visible"]
            found[number] = replace(before, visible=event.facts["visible"], published_for=first)
    return found


def _of_edition(plan: str, release: int, edition: str) -> tuple[sa.ColumnElement[bool], ...]:
    files = t.release_files.c
    return files.plan == plan, files.release == release, files.edition == edition


def _last(connection: sa.Connection, table: sa.Table, plan: str) -> int:
    return connection.scalar(sa.select(sa.func.max(table.c.number)).where(table.c.plan == plan)) or 0


def _json(value: object) -> str:
    # In the order given: files are made again from what is kept, and have to come out the same.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_AS_JSON = ("title", "texts", "included", "because")


def _texts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "period": str(row["period"]), **{name: _json(row[name]) for name in _AS_JSON}}


def _read(row: Found, names: Iterable[str]) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in names}
    found |= {name: json.loads(found[name]) for name in _AS_JSON}
    return {**found, "period": Period.parse(found["period"]), "included": tuple(found["included"])}


def _draft(row: Found) -> StoredDraft:
    return StoredDraft(**_read(row, StoredDraft.__dataclass_fields__))


def _release(row: Found) -> StoredRelease:
    found = _read(row, StoredRelease.__dataclass_fields__)
    return StoredRelease(**{**found, "facts": json.loads(zlib.decompress(row.facts))})
