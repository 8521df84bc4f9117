"""Marks of coordinators that two rows are about the same activity: set and taken back; the last act of each pair holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

import sqlalchemy as sa

from nap.facts import Period
from nap.results.joint import Mark
from nap.store import life_tables as t
from nap.store.tables import Found

MARK, LIFT = "mark_joint", "lift_joint"
ACTS = (MARK, LIFT)
"""The events by which a mark is set and taken back."""


class Lifted(NamedTuple):
    """By whom and when (UTC) a mark was taken back, and why."""

    person: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class StoredMark:
    """One mark with who made it when (UTC) and why; `lifted` once somebody took it back."""

    mark: Mark
    reason: str
    person: str
    at: datetime
    lifted: Lifted | None = None


def add(connection: sa.Connection, plan: str, act: str, mark: Mark, reason: str, person: str, at: datetime) -> None:
    """Keep one act (`mark` or `lift`) as the plan's next."""
    column = t.joint_activities.c
    last = connection.scalar(sa.select(sa.func.max(column.number)).where(column.plan == plan)) or 0
    row = {"plan": plan, "number": last + 1, "act": act, "indicator": mark.indicator, "region": mark.region}
    row |= {"period": str(mark.period), "first": mark.first, "second": mark.second, "same": _json(mark.same)}
    row |= {"upon": json.dumps([_plain(each) for each in mark.upon]), "reason": reason, "person": person, "at": at}
    connection.execute(sa.insert(t.joint_activities), row)


def history(connection: sa.Connection, plan: str, until: datetime | None = None) -> tuple[StoredMark, ...]:
    """Every mark of the plan in the order made, as known just before the moment `until`."""
    column = t.joint_activities.c
    told = [column.plan == plan, *([column.at < until] if until else [])]
    return _folded(connection.execute(sa.select(t.joint_activities).where(*told).order_by(column.number)))


def standing(marks: Iterable[StoredMark]) -> tuple[Mark, ...]:
    """Those that nobody took back."""
    return tuple(one.mark for one in marks if one.lifted is None)


def _folded(rows: Iterable[Found]) -> tuple[StoredMark, ...]:
    found: dict[int, StoredMark] = {}
    open_: dict[object, int] = {}
    for row in rows:
        mark = _mark(row)
        key = (mark.spot, mark.partners)
        if row.act == "mark":
            open_[key] = row.number
            found[row.number] = StoredMark(mark, row.reason, row.person, row.at)
        elif key in open_:
            number = open_.pop(key)
            found[number] = replace(found[number], lifted=Lifted(row.person, row.at, row.reason))
    return tuple(found.values())


def _mark(row: Found) -> Mark:
    first, second = (_pairs(each) for each in json.loads(row.upon))
    about = (row.indicator, row.region, Period.parse(row.period), row.first, row.second)
    return Mark(*about, _pairs(json.loads(row.same)), (first, second), row.number)


def _json(pairs: Sequence[tuple[str, Decimal]]) -> str:
    return json.dumps(_plain(pairs))


def _plain(pairs: Sequence[tuple[str, Decimal]]) -> dict[str, str]:
    return {key: str(amount) for key, amount in pairs}


def _pairs(plain: dict[str, str]) -> tuple[tuple[str, Decimal], ...]:
    return tuple(sorted((key, Decimal(amount)) for key, amount in plain.items()))
