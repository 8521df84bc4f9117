"""Of what returns speak: ids of returns enter; each indicator, place and breakdown they give figures for leaves, counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from nap.store import tables as t


@dataclass(frozen=True)
class Said:
    """So many figures of one return about one indicator, place and breakdown (empty: the total)."""

    return_id: str
    indicator: str
    region: str
    breakdown: str
    figures: int


def said(connection: sa.Connection, plan: str, ids: Collection[str]) -> tuple[Said, ...]:
    """Everything these returns of the plan give figures for, by return, indicator, place and breakdown; answers without a
    figure are none."""
    given = t.observations.c
    about = (given.return_id, given.indicator, given.region, given.breakdown)
    wanted = (given.plan == plan, given.return_id.in_(list(ids)), given.state == "")
    found = connection.execute(sa.select(*about, sa.func.count()).where(*wanted).group_by(*about).order_by(*about))
    return tuple(Said(*row) for row in found)
