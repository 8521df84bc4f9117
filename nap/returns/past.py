"""What was accepted before, as the history stage reads it: whoever has a store makes a `Past`, the checks compare with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from nap.facts import Period


class OutOfReach(Exception):
    """What was accepted before cannot be asked for just now: nothing is said of the file, rather than that it was compared."""


class Given(NamedTuple):
    """One accepted figure. `order` sorts by the period's end, shorter periods first; sorting a series needs nothing else."""

    order: int
    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    state: str = ""
    quality: str = ""


@lru_cache(maxsize=4_096)
def order_of(period: Period) -> int:
    """A number for each period that sorts as periods do."""
    return (period.end.year * 12 + period.end.month) * 16 + period.frequency.months


Series = Mapping[tuple[str, str], Mapping[str, Sequence[Given]]]
"""(Indicator, region) → breakdown → the figures of earlier returns, in any order."""


@dataclass(frozen=True)
class Past:
    """What the store has accepted of one organisation up to one return period, and what little may be said of the others.

    `version` and `own`: the accepted return for this very period and its figures by (indicator, region, period) and breakdown;
    None and empty where none was accepted. `elsewhere`: accepted figures of other organisations by indicator, period and
    breakdown, of `public` indicators only, without region or name. `shared`: rows of public indicators that another
    organisation has given too.
    """

    series: Series = field(default_factory=dict)
    version: int | None = None
    own: Mapping[tuple[str, str, Period], Mapping[str, Given]] = field(default_factory=dict)
    elsewhere: Mapping[tuple[str, Period, str], Sequence[Decimal]] = field(default_factory=dict)
    shared: frozenset[tuple[str, str, Period]] = frozenset()
