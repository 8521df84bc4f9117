"""What counts, asked for comparing: the returns of a plan from which something counts, and of some of them the figures alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import type_coerce
from sqlalchemy.types import NullType

from nap.facts import Period
from nap.store import tables as t
from nap.store.counted import Share, shares
from nap.store.rows import number_of, period_of


@dataclass(frozen=True)
class Accepted:
    """One return that counts, or (`standing_in`) of which some rows do in the place of rows left out of a later version."""

    share: Share
    partner: str
    period: Period
    version: int
    mapping: str = ""

    @property
    def id(self) -> str:
        """The return."""
        return self.share.id

    @property
    def standing_in(self) -> bool:
        """Whether it is no accepted return itself."""
        return self.share.only is not None


class Kept(NamedTuple):
    """One figure of a kept return."""

    return_id: str
    indicator: str
    region: str
    period: Period
    breakdown: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    state: str
    quality: str


def accepted(connection: sa.Connection, plan: str) -> tuple[Accepted, ...]:
    """Every return of the plan from which something counts now, what was accepted last at the end."""
    given = t.returns.c
    question = sa.select(given.id, given.partner, given.period, given.version, given.mapping).where(given.plan == plan)
    known = {
        id: (partner, period_of(period), version, mapping)
        for id, partner, period, version, mapping in connection.execute(question)
    }
    return tuple(Accepted(share, *known[share.id]) for share in shares(connection, plan))


def figures(
    connection: sa.Connection,
    plan: str,
    counting: Collection[Accepted],
    indicators: Collection[str] | None = None,
    *,
    only_years: bool = False,
) -> Iterator[Kept]:
    """The figures that count of these returns of the plan, in no order; of these indicators only, or (None) of all.

    `only_years`: no figures of shorter periods.
    """
    given = t.observations.c
    numbers = (type_coerce(number, NullType) for number in (given.value, given.numerator, given.denominator))
    key = (given.return_id, given.indicator, given.region, given.period, given.breakdown)
    parts = {one.id: one.share for one in counting if not one.share.whole}
    wanted = [given.plan == plan, given.return_id.in_([one.id for one in counting])]
    wanted += [] if indicators is None else [given.indicator.in_(indicators)]
    wanted += [sa.func.length(given.period) == len("2026")] if only_years else []
    question = sa.select(*key, *numbers, given.state, given.quality).where(*wanted)
    for id, indicator, region, period, breakdown, value, upper, lower, state, quality in connection.execute(question):
        if id in parts and not parts[id].has((indicator, region, period_of(period))):
            continue
        three = number_of(value), number_of(upper), number_of(lower)
        yield Kept(id, indicator, region, period_of(period), breakdown, *three, state, quality)
