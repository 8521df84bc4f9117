"""How far measures are, as returns say it: ids of returns enter; the codes and comments they give for measures leave."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import sqlalchemy as sa

from nap.store import tables as t


class MeasureNote(NamedTuple):
    """One cell of a measures sheet. `kind`: `measure` (the text is the code of a status) or `comment` (the partner's words)."""

    return_id: str
    measure: str
    kind: str
    text: str


def measure_notes(
    connection: sa.Connection, plan: str, ids: Collection[str], measures: Collection[str], *, words: bool
) -> tuple[MeasureNote, ...]:
    """What these returns of the plan say about these measures, in the order of each workbook; with `words` comments too.

    A comment on a measure names no region, so that it is never taken for one on an indicator of the same code.
    """
    given, kinds = t.notes.c, ("measure", "comment") if words else ("measure",)
    wanted = (given.plan == plan, given.return_id.in_(list(ids)), given.kind.in_(kinds), given.indicator.in_(list(measures)))
    columns = (given.return_id, given.indicator, given.kind, given.text)
    question = sa.select(*columns).where(*wanted, given.region == "").order_by(given.return_id, given.number)
    return tuple(MeasureNote(*row) for row in connection.execute(question))
