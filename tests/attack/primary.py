"""What must stay unknown, by a definition of its own written from the promise: few people, few contributors, small places.

A result and its total enter, the amounts that are protected leave: each a sum of fields (`{"denominator": 1, "numerator": -1}` is
who is left over), with the width that the range of it must keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from nap.facts import Result
from nap.plan import Indicator, Plan

COUNTED = frozenset({"count", "stock", "cascade", "list"})
SHARES = frozenset({"percentage"})
"""Ratios whose numerator is a part of the denominator; who is left over there is counted too."""


class Amount(NamedTuple):
    """A protected amount of one row: how much of each field it takes, and the width its range must keep."""

    fields: tuple[tuple[str, int], ...]
    needed: int

    def is_in(self, result: Result) -> bool:
        """True if the row has numbers for it."""
        return all(getattr(result, name) is not None for name, _ in self.fields)

    def of(self, result: Result) -> Decimal:
        return sum((times * getattr(result, name) for name, times in self.fields), Decimal(0))


VALUE, INCREMENT = (("value", 1),), (("increment", 1),)
TOP, BOTTOM = (("numerator", 1),), (("denominator", 1),)
LEFT_OVER = (("denominator", 1), ("numerator", -1))


def protected(plan: Plan, result: Result) -> tuple[Amount, ...]:
    """The amounts of this row that nobody may come close to; none if it may be shown for itself."""
    indicator = plan.indicator(result.indicator)
    assert indicator is not None
    needed = plan.thresholds.minimum_cell(indicator)
    if not needed:
        return ()
    found = tuple(Amount(fields, needed) for fields in _amounts(indicator, result))
    if _too_revealing(plan, indicator, result):
        return tuple(each for each in found if each.fields not in (BOTTOM, LEFT_OVER))
    return tuple(each for each in found if 0 < each.of(result) < needed)


def _amounts(indicator: Indicator, result: Result) -> Iterator[tuple[tuple[str, int], ...]]:
    if result.numerator is not None and result.denominator is not None:
        yield from (TOP, BOTTOM)
        if indicator.type in SHARES:
            yield LEFT_OVER
    elif indicator.type in COUNTED and result.value is not None:
        yield VALUE
        if indicator.accumulation == "since_start" and result.increment is not None:
            yield INCREMENT


def _too_revealing(plan: Plan, indicator: Indicator, result: Result) -> bool:
    """A sensitive figure of a small place, or behind which too few organisations stand."""
    if indicator.sensitivity != "sensitive" or not result.contributors:
        return False
    place = plan.regions.get(result.region)
    return (place is not None and place.level == "district") or len(result.contributors) < plan.thresholds.contributors_sensitive
