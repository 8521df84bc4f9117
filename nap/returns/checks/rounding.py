"""How far rounding may carry a sum of figures that were typed with few decimals."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from nap.returns.numbers import tidy

LEAST = Decimal("0.1")


def decimals(value: Decimal) -> int:
    """How many decimals were typed; zeros at the end are no more than those of a whole number."""
    return max(-int(tidy(value).as_tuple().exponent), 0)


def rounding(values: Collection[Decimal]) -> Decimal:
    """Half a unit of the last decimal for each figure, in whole units: three shares with one decimal may miss by 0.2."""
    unit = Decimal(1).scaleb(-max(map(decimals, values), default=0))
    return max(unit * -(-len(values) // 2), LEAST)


def makes(values: Collection[Decimal], whole: Decimal) -> bool:
    """True if the figures add up to the whole but for rounding."""
    return abs(sum(values, Decimal(0)) - whole) <= rounding(values)
