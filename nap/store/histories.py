"""What counts, asked for comparing: the accepted returns of a plan, and of some of them the figures alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import type_coerce
from sqlalchemy.types import NullType

from nap.facts import Period
from nap.store import returns, tables as t
from nap.store.rows import number_of, period_of


@dataclass(frozen=True)
class Accepted:
    """One return that counts."""

    id: str
    partner: str
    period: Period
    version: int
    mapping: str = ""


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
    """Every return of the plan that counts now, the one accepted last at the end."""
    ids = returns.accepted_ids(connection, plan)
    given = t.returns.c
    question = sa.select(given.id, given.partner, given.period, given.version, given.mapping).where(given.plan == plan)
    known = {
        id: Accepted(id, partner, period_of(period), version, mapping)
        for id, partner, period, version, mapping in connection.execute(question)
    }
    return tuple(known[id] for id in ids)


def figures(
    connection: sa.Connection,
    plan: str,
    ids: Collection[str],
    indicators: Collection[str] | None = None,
    *,
    only_years: bool = False,
) -> Iterator[Kept]:
    """The figures of these returns of the plan, in no order; of these indicators only, or (None) of all.

    `only_years`: no figures of shorter periods.
    """
    given = t.observations.c
    numbers = (type_coerce(number, NullType) for number in (given.value, given.numerator, given.denominator))
    key = (given.return_id, given.indicator, given.region, given.period, given.breakdown)
    wanted = [given.plan == plan, given.return_id.in_(ids)]
    wanted += [] if indicators is None else [given.indicator.in_(indicators)]
    wanted += [sa.func.length(given.period) == len("2026")] if only_years else []
    question = sa.select(*key, *numbers, given.state, given.quality).where(*wanted)
    for id, indicator, region, period, breakdown, value, upper, lower, state, quality in connection.execute(question):
        three = number_of(value), number_of(upper), number_of(lower)
        yield Kept(id, indicator, region, period_of(period), breakdown, *three, state, quality)
