"""What a partner answers to a warning, in one line: only added, never changed; the last word on a place is the one that holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from nap.facts import Finding
from nap.store import tables as t


@dataclass(frozen=True)
class Answer:
    """One answer: to the finding of that code at that place. `cell` is the finding's first one; empty texts where it has none.

    An empty `text` takes an earlier answer back.
    """

    code: str
    sheet: str
    cell: str
    indicator: str
    region: str
    text: str
    person: str
    at: datetime


Spot = tuple[str, str, str, str, str]
"""What an answer belongs to: code, sheet, first cell, indicator, region."""


def spot(asked: Finding | Answer) -> Spot:
    """Where a finding stands, or an answer."""
    if isinstance(asked, Answer):
        return asked.code, asked.sheet, asked.cell, asked.indicator, asked.region
    return asked.code, asked.sheet or "", next(iter(asked.cells), ""), asked.indicator or "", asked.region or ""


def add_answers(connection: sa.Connection, plan: str, return_id: str, answers: Iterable[Answer]) -> None:
    """Keep further answers with a return, after those it has."""
    of_it = (t.answers.c.plan == plan, t.answers.c.return_id == return_id)
    last = connection.scalar(sa.select(sa.func.max(t.answers.c.number)).where(*of_it)) or 0
    new = [{**vars(one), "plan": plan, "return_id": return_id} for one in answers]
    if new:
        connection.execute(sa.insert(t.answers), [{**row, "number": last + each} for each, row in enumerate(new, start=1)])


def find_answers(connection: sa.Connection, plan: str, return_id: str) -> tuple[Answer, ...]:
    """The answers that hold: the last one for each place, without those taken back."""
    of_it = (t.answers.c.plan == plan, t.answers.c.return_id == return_id)
    found = connection.execute(sa.select(t.answers).where(*of_it).order_by(t.answers.c.number))
    last = {spot(one): one for one in map(_answer, found)}
    return tuple(one for one in last.values() if one.text)


def _answer(row: t.Found) -> Answer:
    return Answer(*(getattr(row, name) for name in ("code", *_PLACE, "text", "person", "at")))


_PLACE = ("sheet", "cell", "indicator", "region")
