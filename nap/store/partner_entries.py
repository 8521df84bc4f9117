"""What is on record of partners on top of the plan file: entries go in with who, when and why; they leave in the order made.

Rows are only added. How they make the plan is `nap.plan.register`'s affair.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from nap.facts import Period
from nap.plan.register import ADD, BRING_BACK, CHANGE, END, REMOVE, Entry
from nap.store import life_tables as t, tables

EVENTS: Mapping[str, str] = {
    ADD: "partner_added",
    CHANGE: "partner_changed",
    END: "partner_ended",
    REMOVE: "partner_removed",
    BRING_BACK: "partner_back",
}
"""The events of the audit trail, by the act of an entry."""


@dataclass(frozen=True)
class StoredEntry:
    """An entry with who made it, when (UTC) and why."""

    entry: Entry
    person: str
    at: datetime
    reason: str


def add(connection: sa.Connection, plan: str, entry: Entry, person: str, at: datetime, reason: str) -> int:
    """Keep the next entry of that plan; returns its number."""
    number = last(connection, plan) + 1
    row = {
        "plan": plan,
        "number": number,
        "code": entry.code,
        "act": entry.act,
        "name": _json(dict(entry.name)),
        "regions": _json(entry.regions),
        "indicators": _json({code: code in entry.indicators for code in entry.known}),
        "since": str(entry.since or ""),
        "until": str(entry.until or ""),
        "reason": reason,
        "person": person,
        "at": at,
    }
    connection.execute(sa.insert(t.partner_entries), row)
    return number


def last(connection: sa.Connection, plan: str) -> int:
    """The number of the last entry; 0 before the first."""
    mine = t.partner_entries.c.plan == plan
    return connection.scalar(sa.select(sa.func.max(t.partner_entries.c.number)).where(mine)) or 0


def stands(connection: sa.Connection, plan: str) -> tuple[int | None, int]:
    """The newest version of the plan and the number of the last entry, in one question: while both are the same, all is."""
    newest, number = connection.execute(_STANDS, {"of": plan}).one()
    return newest, number or 0


def _highest(column: sa.Column[Any], plan: sa.Column[Any]) -> sa.ScalarSelect[Any]:
    return sa.select(sa.func.max(column)).where(plan == sa.bindparam("of")).scalar_subquery()


_STANDS = sa.select(
    _highest(tables.plans.c.version, tables.plans.c.plan),
    _highest(t.partner_entries.c.number, t.partner_entries.c.plan),
)
"""Made once: it is asked at every request."""


def history(connection: sa.Connection, plan: str, code: str = "") -> tuple[StoredEntry, ...]:
    """Every entry of that plan, or those about one partner, with who and why; the first one first."""
    column = t.partner_entries.c
    wanted = [column.plan == plan, *([column.code == code] if code else [])]
    found = connection.execute(sa.select(t.partner_entries).where(*wanted).order_by(column.number))
    return tuple(StoredEntry(_entry(row), row.person, row.at, row.reason) for row in found)


def told(connection: sa.Connection, plan: str, until: datetime | None = None) -> tuple[Entry, ...]:
    """Every entry of that plan in the order made, or those made before the moment `until`."""
    column = t.partner_entries.c
    wanted = [column.plan == plan, *([column.at < until] if until else [])]
    found = connection.execute(sa.select(t.partner_entries).where(*wanted).order_by(column.number))
    return tuple(map(_entry, found))


def _entry(row: sa.Row[Any]) -> Entry:
    indicators: dict[str, bool] = json.loads(row.indicators)
    return Entry(
        row.code,
        row.act,
        json.loads(row.name),
        tuple(json.loads(row.regions)),
        tuple(code for code, reported in indicators.items() if reported),
        tuple(indicators),
        _period(row.since),
        _period(row.until),
        row.number,
    )


def _period(text: str) -> Period | None:
    return Period.parse(text) if text else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
