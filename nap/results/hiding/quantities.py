"""The numbers of people that stand in a row, and what else they give away: a result enters, named numbers leave."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from nap.facts import Result
from nap.plan import Indicator
from nap.plan.model import PARTS

VALUE, ABOVE, BELOW = "v", "n", "d"
"""What is counted; numerator and denominator of a ratio."""
REST, STEP = "c", "i"
"""What is missing from a numerator to its denominator: it follows from the two. What a running total grew by: it is told beside
the total, unless the total before it is hidden."""
DERIVED = frozenset({REST})
_NO_NUMBER_OF_THINGS = PARTS | {"index", "ordinal", "narrative", "milestone"}


def quantities(indicator: Indicator, result: Result) -> Mapping[str, Decimal]:
    """Every number of people of the row by its name; nothing where there is none, or the row counts nothing."""
    if result.numerator is not None and result.denominator is not None:
        parts = {ABOVE: result.numerator, BELOW: result.denominator}
        rest = result.denominator - result.numerator
        return {**parts, REST: rest} if indicator.type == "percentage" and rest >= 0 else parts
    if result.value is None or indicator.type in _NO_NUMBER_OF_THINGS:
        return {}
    if indicator.accumulation == "since_start" and result.increment is not None:
        return {VALUE: result.value, STEP: result.increment}
    return {VALUE: result.value}
