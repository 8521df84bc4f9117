"""What a coordinator says about one place of a return, remarks and waivers: only added; the last word on a place holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from nap.store import life_tables, tables as t
from nap.store.answers import Spot

WAIVERS, REMARKS = life_tables.waivers, life_tables.remarks
_PLACE = ("code", "sheet", "cell", "indicator", "region")


@dataclass(frozen=True)
class Word:
    """What was said of one place: of the finding of that code there or, without a code, of the cell. Empty: taken back."""

    spot: Spot
    text: str
    person: str
    at: datetime


def add(connection: sa.Connection, table: sa.Table, plan: str, return_id: str, words: Iterable[Word]) -> None:
    """Keep further words with a return, after those it has."""
    last = connection.scalar(sa.select(sa.func.max(table.c.number)).where(*_of(table, plan, return_id))) or 0
    new = [{**_columns(one), "plan": plan, "return_id": return_id} for one in words]
    if new:
        connection.execute(sa.insert(table), [{**row, "number": last + each} for each, row in enumerate(new, start=1)])


def find(connection: sa.Connection, table: sa.Table, plan: str, return_id: str) -> tuple[Word, ...]:
    """The words that hold: the last one for each place, without those taken back."""
    found = connection.execute(sa.select(table).where(*_of(table, plan, return_id)).order_by(table.c.number))
    last = {one.spot: one for one in map(_word, found)}
    return tuple(one for one in last.values() if one.text)


def _of(table: sa.Table, plan: str, return_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.plan == plan, table.c.return_id == return_id


def _columns(one: Word) -> dict[str, Any]:
    return {**dict(zip(_PLACE, one.spot, strict=True)), "text": one.text, "person": one.person, "at": one.at}


def _word(row: t.Found) -> Word:
    code, sheet, cell, indicator, region = (getattr(row, name) for name in _PLACE)
    return Word((code, sheet, cell, indicator, region), row.text, row.person, row.at)
