"""Is the audit trail whole? The trail enters, what holds and the first thing that does not leaves. Reads every event once.

Whoever holds the whole database can write all of it anew, with hashes that fit. Only a number with its hash that was noted
elsewhere tells of that: it is compared if it is given.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from nap.store import tables as t
from nap.store.audit import START, Head, digest, head

FAULTS = ("altered", "missing", "added", "cut", "head", "rewritten")
"""What can be wrong at `broken`: an event is not as it was written; one is missing before others; one was put in that nobody
recorded; the last ones are missing; what the store keeps of the end of the chain does not fit; the event is another one than was
noted elsewhere."""
_AT_ONCE = 1000
_NAMES = ("number", "person", "act", "plan", "return_id", "status", "facts", "previous", "sha256")
_PLAIN = _NAMES[:6]


@dataclass(frozen=True)
class Chain:
    """How far it holds: events looked at, number and hash of the last one that fits; `broken` and `fault` tell of the first
    that does not (None and empty: all of it holds)."""

    count: int
    number: int
    sha256: str
    broken: int | None = None
    fault: str = ""

    @property
    def end(self) -> str:
        """Number and hash of the last event that fits as one word, `NUMBER:HASH`."""
        return f"{self.number}:{self.sha256}"


def examine(connection: sa.Connection, noted: Head | None = None) -> Chain:
    """Recompute the chain. `noted`: a number and its hash, or the hash's beginning, as somebody wrote them down elsewhere."""
    with closing(_rows(connection)) as rows:
        found = _walked(rows, noted)
    return found if found.fault else _end(found, head(connection), noted)


def _walked(rows: Iterable[dict[str, Any]], noted: Head | None) -> Chain:
    found = Chain(0, 0, START)
    for row in rows:
        fault, count = _fault(found, row), found.count + 1
        if fault:
            return replace(found, count=count, broken=found.number + 1 if fault == "missing" else row["number"], fault=fault)
        found = Chain(count, row["number"], row["sha256"])
        if noted and noted.number == found.number and not found.sha256.startswith(noted.sha256):
            return replace(found, broken=found.number, fault="rewritten")
    return found


def _rows(connection: sa.Connection) -> Generator[dict[str, Any]]:
    """Every event in order as plain texts, a few at a time."""
    c = t.audit.c
    question = sa.select(*(c[name] for name in _NAMES), sa.type_coerce(c.at, sa.Text).label("at")).order_by(c.number)
    with connection.execute(question.execution_options(yield_per=_AT_ONCE)) as found:
        for row in found:
            yield dict(zip((*_NAMES, "at"), row, strict=True))


def _fault(before: Chain, row: dict[str, Any]) -> str:
    if row["number"] != before.number + 1:
        return "missing" if row["number"] > before.number else "added"
    plain = {name: row[name] for name in _PLAIN}
    fits = row["previous"] == before.sha256 and row["sha256"] == digest(before.sha256, plain, row["at"], row["facts"])
    return "" if fits else "altered"


def _end(found: Chain, kept: Head | None, noted: Head | None) -> Chain:
    if kept is None or (kept.number == found.number and kept.sha256 != found.sha256):
        return replace(found, broken=found.number, fault="head")
    last = max(kept.number, noted.number if noted else 0)
    if found.number < last:
        return replace(found, broken=found.number + 1, fault="cut")
    return replace(found, broken=kept.number + 1, fault="added") if found.number > kept.number else found
