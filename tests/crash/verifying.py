"""What a fresh process finds in a store after its server was killed.

The ledger enters, every contradiction leaves as a sentence.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import Any

import sqlalchemy as sa

from nap import cli
from nap.monitor import House, close, demo_people, open_house
from nap.monitor.sending import examined
from nap.settings import Settings
from nap.store import audit, returns, tables as t
from nap.store.returns import StoredReturn
from tests.crash.app import settle_in
from tests.crash.ledger import ACCEPTED, SENT_BACK, SUBMITTED

_AT_LEAST = {
    SUBMITTED: {"submitted", "accepted", "returned", "superseded"},
    ACCEPTED: {"accepted", "superseded"},
    SENT_BACK: {"returned", "superseded"},
}


@dataclass(frozen=True)
class Found:
    """`looked`: the returns that stand in the store, each with what its file holds compared once. `events`: of the trail."""

    faults: tuple[str, ...]
    looked: tuple[str, ...]
    events: int


def verify(
    environment: Mapping[str, str],
    given: Mapping[str, str],
    done: Collection[tuple[str, str]],
    sent: Mapping[str, tuple[str, str]],
    looked: Collection[str] = (),
) -> Found:
    """`given`, `done`, `sent`: the ledger's; `looked`: returns whose content was compared before."""
    settle_in(environment)
    settings = Settings.read()
    faults = [*_whole(settings), *_trail()]
    house = open_house(settings)
    try:
        with house.store.writing() as transaction:  # nobody holds the store any more
            kept = returns.find_returns(transaction, house.plan.id)
            events = audit.events(transaction)
            faults += [*_rows(transaction, kept), *_answered(kept, events, given, done), *_once(kept, events, sent)]
            originals = {one.id: _original(transaction, one.id) for one in kept if one.id not in looked}
            faults += _bytes(kept, originals)
            stored = {id: returns.contents(transaction, id) for id in originals}
        by_id = {one.id: one for one in kept}
        faults += [fault for id, data in originals.items() for fault in _content(house, by_id[id], data, stored[id])]
    finally:
        close(house)
    return Found(tuple(faults), tuple(by_id), len(events))


def _whole(settings: Settings) -> Iterator[str]:
    """What SQLite itself says of its file."""
    if not settings.database_url.startswith("sqlite"):
        return
    with closing(sqlite3.connect(settings.data / "nap.sqlite", timeout=0)) as store:
        if (told := store.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
            yield f"integrity: {told}"
        if broken := store.execute("PRAGMA foreign_key_check").fetchall():
            yield f"foreign keys: {broken}"


def _trail() -> Iterator[str]:
    told = BytesIO()
    stream = TextIOWrapper(told, encoding="utf-8", write_through=True)
    with redirect_stdout(stream), redirect_stderr(stream):
        status = cli.main(["audit", "verify"])
    if status:
        yield f"audit verify: {status} {told.getvalue().decode()}"


def _rows(transaction: sa.Connection, kept: Iterable[StoredReturn]) -> Iterator[str]:
    """No row without its return, no return without its event, no gap between versions."""
    ids = set(transaction.scalars(sa.select(t.returns.c.id)))
    if ids != {one.id for one in kept}:
        yield f"returns without an event: {ids - {one.id for one in kept}}"
    for table in (t.originals, t.observations, t.items, t.notes, t.findings, t.mends, t.answers):
        if alone := set(transaction.scalars(sa.select(table.c.return_id))) - ids:
            yield f"{table.name} without their return: {alone}"
    versions: dict[tuple[str, str], list[int]] = {}
    for one in kept:
        versions.setdefault((one.partner, str(one.period)), []).append(one.version)
    for whose, numbers in versions.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"versions of {whose}: {numbers}"


def _answered(
    kept: Iterable[StoredReturn],
    events: Iterable[audit.AuditEvent],
    given: Mapping[str, str],
    done: Iterable[tuple[str, str]],
) -> Iterator[str]:
    """Everything a client was told is so."""
    by_id = {one.id: one for one in kept}
    acts = Counter((event.return_id, event.act) for event in events)
    for id, sha256 in given.items():
        if id not in by_id or by_id[id].sha256 != sha256:
            yield f"receipt {id} was given, and the store knows {by_id[id].sha256 if id in by_id else 'nothing'}"
    for id, act in done:
        if id not in by_id or by_id[id].standing.status not in _AT_LEAST[act] or acts[id, act] != 1:
            where = by_id[id].standing.status if id in by_id else "nowhere"
            yield f"{act} of {id} was answered {acts[id, act]} times on record, and it stands {where}"


def _once(kept: Iterable[StoredReturn], events: Iterable[audit.AuditEvent], sent: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """One return for each file, none that nobody sent, and nothing of it twice on record."""
    acts = Counter((event.return_id, event.act) for event in events)
    for one in kept:
        if acts[one.id, "receive"] != 1 or any(acts[one.id, act] > 1 for act in _AT_LEAST):
            yield f"{one.id} stands on record: {[(act, many) for (id, act), many in acts.items() if id == one.id]}"
    for sha256, many in Counter(one.sha256 for one in kept).items():
        if many > 1:
            yield f"{many} returns of one file {sha256}"
    for one in kept:
        if sent.get(one.sha256) != (one.partner, str(one.period)):
            yield f"{one.id} is a file nobody sent"


def _original(transaction: sa.Connection, id: str) -> bytes:
    """Its bytes; none of a return that is only half there."""
    try:
        return returns.original(transaction, id)
    except KeyError:
        return b""


def _bytes(kept: Iterable[StoredReturn], originals: Mapping[str, bytes]) -> Iterator[str]:
    for one in kept:
        if one.id in originals and hashlib.sha256(originals[one.id]).hexdigest() != one.sha256:
            yield f"the bytes of {one.id} are others"


def _content(house: House, one: StoredReturn, data: bytes, stored: returns.Contents) -> Iterator[str]:
    """What is kept of a return is what its bytes say."""
    sender: Any = next(person for person in demo_people(house) if person.partner == one.partner)
    checked = examined(sender, house, data, one.language, safely=False)
    if (checked.partner, checked.period) != (one.partner, one.period):
        yield f"{one.id} is a file of {checked.partner} {checked.period}"
    lacks = not stored.observations and one.verdict != "errors"
    if lacks or tuple(checked.observations) != stored.observations:
        yield f"{one.id} holds {len(stored.observations)} figures, its file {len(checked.observations)}"
    if (one.verdict == "errors") != bool(one.errors) or bool(one.errors + one.warnings) > bool(stored.findings):
        yield f"{one.id} has {one.errors} errors and {len(stored.findings)} findings and is {one.verdict}"
