"""When a figure is far from an earlier one: two figures of a row go in, yes or no comes out. Honest change must pass.

A figure is compared with the one before it and, within a year, with the same part of the year before; the milder speaks. What a
series has done before is no surprise, small numbers swing by chance, and shares are measured in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from math import inf, log, sqrt

from nap.facts import Frequency
from nap.plan import Indicator
from nap.returns.tracks import Point, Track

TIMES = 3
"""So many times, or less than one part of it, is a jump."""
STEADY_TIMES = 2
"""For a series that was steady for so long as STEADY_FIGURES: real police figures doubled in 2016."""
STEADY_FIGURES = 4
POINTS = 25
"""Percentage points that are a jump; of an index as many hundredths of its range."""
STEADY_POINTS = 10
CHANCE = 3
"""Standard deviations: counts and shares of few people move by chance (2 and then 7 is no news)."""
YEARS_APART = 2
"""A figure further back is no neighbour: surveys come every few years."""
COUNTED = frozenset({"count", "stock", "list", "cascade"})
SHARES = frozenset({"percentage", "index"})


def rivals(track: Track, points: Sequence[Point]) -> tuple[Point, ...]:
    """The figures to compare with: the last one and, of what happens within parts of a year, the same part of the year before."""
    period = track.row.period
    near = [point for point in points if period.year - point.period.year <= YEARS_APART]
    if not near:
        return ()
    seasonal = track.row.indicator.accumulation != "snapshot" and period.frequency is not Frequency.YEAR
    same = [one for one in near if one.period.number == period.number and one.period.year == period.year - 1]
    return (near[-1], *same) if seasonal and same and same[0] is not near[-1] else (near[-1],)


def by_chance(earlier: Decimal, later: Decimal) -> bool:
    """True if two counts of things differ no more than chance may make them differ."""
    return (later - earlier) ** 2 <= CHANCE**2 * (abs(later) + abs(earlier))


def jumped(track: Track, points: Sequence[Point], earlier: Point, later: Decimal) -> bool:
    """True if `later` is far from `earlier`, and further than the series has moved before, season by season."""
    indicator, period = track.row.indicator, track.row.period
    if earlier.quality == "more_than" and later > earlier.number:
        return False
    same_season = earlier.period.number == period.number
    numbers = [point.number for point in points if not same_season or point.period.number == period.number]
    if indicator.type in SHARES:
        return _by_points(indicator, numbers, abs(later - earlier.number))
    if earlier.number <= 0 or later <= 0 or (indicator.type in COUNTED and by_chance(earlier.number, later)):
        return False
    return _by_times(numbers, abs(log(later / earlier.number)))


def _by_times(numbers: Sequence[Decimal], change: float) -> bool:
    seen = [abs(log(later / earlier)) for earlier, later in pairwise(numbers) if earlier > 0 and later > 0]
    if len(numbers) < STEADY_FIGURES:
        return change > log(TIMES)
    widest = max(seen, default=inf)
    return change > max(log(TIMES), widest) or (change > log(STEADY_TIMES) and change > 2 * widest)


def _by_points(indicator: Indicator, numbers: Sequence[Decimal], change: Decimal) -> bool:
    low, high = indicator.range or (Decimal(0), Decimal(100))
    unit = (high - low) / 100
    if len(numbers) < STEADY_FIGURES:
        return change > POINTS * unit
    widest = max(abs(later - earlier) for earlier, later in pairwise(numbers))
    return change > max(POINTS * unit, widest) or (change > STEADY_POINTS * unit and change > 3 * widest)


def shares_by_chance(earlier: tuple[Decimal, Decimal], later: tuple[Decimal, Decimal]) -> bool:
    """True if two shares, each as numerator and denominator, differ no more than chance may make them differ."""
    (first, of_first), (second, of_second) = earlier, later
    if min(of_first, of_second) <= 0:
        return True
    together = float((first + second) / (of_first + of_second))
    spread = sqrt(max(together * (1 - together), 0) * float(1 / of_first + 1 / of_second))
    return abs(float(second / of_second - first / of_first)) <= CHANCE * spread


@lru_cache(maxsize=65_536)
def digits(number: Decimal) -> int:
    """Digits that tell one number from another: 640 has two, 12,309 five, 0.376517 six."""
    return len("".join(map(str, number.normalize().as_tuple().digits)).lstrip("0"))
