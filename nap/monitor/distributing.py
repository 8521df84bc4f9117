"""How scores are spread, for those who may not see them one by one. Latest scores of one area enter, bands with counts leave.

Whoever knows all scores but one can always take them out of the counts; what is left tells the band of the last one. So a band is
never narrower than a third of the scale and never holds less than two whole scores, nor fewer than three organisations; and
nothing is said of fewer than five organisations. No mean, no lowest and no highest score is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from itertools import pairwise

FEWEST = 5
"""Organisations that are spoken of together."""
FEWEST_IN_BAND = 3
_THIRDS = (Fraction(0), Fraction(1, 3), Fraction(2, 3), Fraction(1))

Scored = tuple[Decimal, Decimal]
"""A score and what it is out of."""


@dataclass(frozen=True)
class Band:
    """Organisations whose score is at least `low` and below `high` (shares of the scale; the last band has its end too)."""

    low: Fraction
    high: Fraction
    count: int


def distribution(scores: Sequence[Scored]) -> tuple[Band, ...]:
    """The bands from the lowest to the highest; empty where nothing may be said."""
    if len(scores) < FEWEST:
        return ()
    shares = [Fraction(score) / Fraction(highest) for score, highest in scores]
    edges = _edges(min(highest for _, highest in scores))
    bands = [Band(low, high, 0) for low, high in pairwise(edges)]
    bands = [Band(one.low, one.high, sum(_inside(share, one) for share in shares)) for one in bands]
    while (
        len(bands) > 1
        and (few := next((place for place, one in enumerate(bands) if one.count < FEWEST_IN_BAND), None)) is not None
    ):
        bands = _merged(bands, few)
    return tuple(bands)


def _edges(scale: Decimal) -> tuple[Fraction, ...]:
    """Thirds of the scale, joined until each holds two whole scores. Whatever the scores are: else it would tell."""
    edges = list(_THIRDS)
    while len(edges) > 2:
        bands = [Band(low, high, 0) for low, high in pairwise(edges)]
        narrow = next((place for place, one in enumerate(bands) if _whole_scores(one, scale) < 2), None)
        if narrow is None:
            break
        del edges[narrow or 1]
    return tuple(edges)


def _inside(share: Fraction, band: Band) -> bool:
    return band.low <= share and (share < band.high or (share == band.high == 1))


def _whole_scores(band: Band, scale: Decimal) -> int:
    most = int(scale.to_integral_value(ROUND_CEILING))
    return sum(_inside(Fraction(score) / Fraction(scale), band) for score in range(most + 1) if score <= scale)


def _merged(bands: list[Band], place: int) -> list[Band]:
    """With the smaller of its neighbours, the lower one of two alike."""
    beside = [each for each in (place - 1, place + 1) if 0 <= each < len(bands)]
    other = min(beside, key=lambda each: (bands[each].count, each))
    first, last = sorted((place, other))
    joined = Band(bands[first].low, bands[last].high, bands[first].count + bands[last].count)
    return [*bands[:first], joined, *bands[last + 1 :]]
