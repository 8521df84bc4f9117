"""How much it says when two figures are equal: 12,309 twice is a copy, 12 twice is chance."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from math import log10

_CHANCE = 2
"""Equal figures are asked about where chance alone would make them so in fewer than one file of a hundred (powers of ten)."""


@lru_cache(maxsize=65_536)
def weight(value: Decimal) -> float:
    """The powers of ten that chance would need to hit on this figure: its significant digits, a little less for the first.

    Zeros at the end count for nothing (40 is as common as 4), and a figure of one digit has no weight at all.
    """
    digits = len(value.normalize().as_tuple().digits)
    return digits - 0.5 if digits > 1 else 0.0


def needed(comparisons: int) -> float:
    """The weight from which equality is no chance among so many comparisons."""
    return _CHANCE + log10(max(comparisons, 1))
