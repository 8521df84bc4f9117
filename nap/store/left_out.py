"""Rows of returns that do not count: what was held back or declined goes in and comes out, as it stands or stood.

Entries are only added, the last one for a row holds. A row that is left out may have a return that counts in its place: the
figures that counted before the acceptance, which for this row alone go on counting (`nap.store.counted`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from nap.facts import Period
from nap.store import rows, tables as t
from nap.store.life_tables import left_out as table

Row = tuple[str, str, Period]
"""Indicator, region and period: a total with its parts, or an answer, and the entries of a list."""
LeftOutOf = Mapping[str, Mapping[Row, str]]
"""By return its rows that do not count, each with the return that counts in its place; empty where there is none."""
HELD, DECLINED = "held", "declined"


@dataclass(frozen=True)
class LeftOut:
    """One row of a return that does not count: `kind` is `held` or `declined`, or empty for one that counts again.

    `instead`: the return whose row counts in its place, known once the return is accepted.
    """

    row: Row
    kind: str
    reason: str
    person: str
    at: datetime
    instead: str = ""


def add(connection: sa.Connection, plan: str, return_id: str, entries: Iterable[LeftOut]) -> None:
    """Keep further entries with a return, after those it has."""
    last = connection.scalar(sa.select(sa.func.max(table.c.number)).where(*_of(plan, return_id))) or 0
    new = [{**_columns(one), "plan": plan, "return_id": return_id} for one in entries]
    if new:
        connection.execute(sa.insert(table), [{**row, "number": last + each} for each, row in enumerate(new, start=1)])


def find(connection: sa.Connection, plan: str, return_id: str, until: datetime | None = None) -> tuple[LeftOut, ...]:
    """The rows of that return that do not count, in the order they were named, as known just before the moment `until`."""
    known = [*_of(plan, return_id), *([table.c.at < until] if until else [])]
    found = connection.execute(sa.select(table).where(*known).order_by(table.c.number))
    last = {one.row: one for one in map(_entry, found)}
    return tuple(one for one in last.values() if one.kind)


def everything(connection: sa.Connection, plan: str, until: datetime | None = None) -> Mapping[str, Mapping[Row, LeftOut]]:
    """By return of the plan the rows that do not count, as known just before the moment `until`."""
    known = [table.c.plan == plan, *([table.c.at < until] if until else [])]
    found: dict[str, dict[Row, LeftOut]] = {}
    for row in connection.execute(sa.select(table).where(*known).order_by(table.c.return_id, table.c.number)):
        entry = _entry(row)
        found.setdefault(row.return_id, {})[entry.row] = entry
    return {id: {row: one for row, one in entries.items() if one.kind} for id, entries in found.items()}


def instead_of(everything: Mapping[str, Mapping[Row, LeftOut]]) -> LeftOutOf:
    """The same with nothing but what counts in the place of each row."""
    return {id: {row: one.instead for row, one in entries.items()} for id, entries in everything.items()}


def _of(plan: str, return_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.plan == plan, table.c.return_id == return_id


def _columns(one: LeftOut) -> rows.Row:
    indicator, region, period = one.row
    row: dict[str, Any] = {"indicator": indicator, "region": region, "period": str(period), "kind": one.kind}
    return {**row, "reason": one.reason, "instead": one.instead, "person": one.person, "at": one.at}


def _entry(row: t.Found) -> LeftOut:
    place = (row.indicator, row.region, rows.period_of(row.period))
    return LeftOut(place, row.kind, row.reason, row.person, row.at, row.instead)
