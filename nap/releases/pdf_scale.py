"""Shapes from shown numbers: axes with round steps, bars as shares. Values enter, fractions of a width or height leave.

Fractions are made of the numbers as rounded for readers, so that no drawing can be measured more finely than its labels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nap.plan import Indicator

_LINES = 4
_FINE = 4
"""Decimals of a fraction: finer than print shows."""


@dataclass(frozen=True)
class Scale:
    """An axis from `low` to `high` with a line at every tick."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def at(self, value: Decimal | float) -> float:
        """How far up the axis, 0 to 1."""
        return round((float(value) - self.low) / (self.high - self.low), _FINE)


def shown(indicator: Indicator, value: Decimal) -> Decimal:
    """The number as readers see it."""
    return round(value, indicator.precision)


def axis(indicator: Indicator, values: Sequence[Decimal], *, zero: bool) -> Scale:
    """An axis around these values with about four lines; one of levels has a line at each level."""
    if indicator.scale:
        top = len(indicator.scale) - 1
        return Scale(0, max(top, 1), tuple(float(level) for level in range(top + 1)))
    low, high = float(min(values)), float(max(values))
    low, high = (min(0.0, low), max(0.0, high)) if zero else (low, high)
    step = _step((high - low) or abs(high) or 1, whole=not indicator.precision and indicator.type != "percentage")
    first, last = math.floor(low / step), max(math.ceil(high / step), math.floor(low / step) + 1)
    return Scale(first * step, last * step, tuple(round(place * step, 9) for place in range(first, last + 1)))


def _step(span: float, *, whole: bool) -> float:
    size = 10.0 ** math.floor(math.log10(span / _LINES))
    found = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= span / _LINES * 0.999)
    return max(float(math.ceil(found)), 1.0) if whole else found


def shares(indicator: Indicator, values: Iterable[Decimal | None]) -> list[float | None]:
    """Lengths of bars from zero, 0 to 1 of the longest; of percentages a share of the whole. None where there is no bar:
    without a value, and for all of them where one is below zero."""
    known = [None if value is None else float(shown(indicator, value)) for value in values]
    found = [value for value in known if value is not None]
    if not found or min(found) < 0:
        return [None] * len(known)
    top = max(found)
    if indicator.scale:
        top = max(top, len(indicator.scale) - 1, 1)
    elif indicator.type == "percentage" and 25 < top <= 100:
        top = 100
    return [None if value is None else round(value / (top or 1), _FINE) for value in known]
