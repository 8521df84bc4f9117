"""Figures of one indicator side by side: what differs, by how much, and what speaks against comparing. Disclosed results enter.

Nothing is sorted and nothing hidden is worked out: a difference is told only where both figures are shown and complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from nap.plan.model import PARTS
from nap.results.board import Board
from nap.results.breaks import break_day
from nap.results.comparing import Comparison, compare
from nap.results.completeness import lacking


class Caution(StrEnum):
    """What speaks against comparing."""

    COVERAGE = "coverage"
    """Figures are missing from some of them."""
    CARRIED = "carried"
    AT_LEAST = "at_least"
    BREAK = "break"
    """Figures before and after a day were not measured alike."""
    LENGTH = "length"
    """Periods of different length: what adds up over time differs already by that."""
    POPULATION = "population"
    """Absolute numbers of places with more and with fewer people."""


@dataclass(frozen=True)
class Warned:
    """A caution with the places (or parts) it is about, in the order given; `day` is the first of figures measured anew."""

    caution: Caution
    names: tuple[str, ...] = ()
    day: date | None = None


Side = tuple[str, Sequence[Result]]
"""A name with its disclosed results."""


def is_share(indicator: Indicator) -> bool:
    """True where places of any size, and the country as a whole, can be measured by one scale: percentages, rates, ratios."""
    return indicator.type in PARTS


def cautions(plan: Plan, indicator: Indicator, sides: Sequence[Side], *, places: bool) -> tuple[Warned, ...]:
    """What a reader must know before comparing these. `places`: they are places and not parts of one."""
    found = [
        Warned(caution, tuple(name for name, results in sides if any(picked(one) for one in results)))
        for caution, picked in _MARKED
    ]
    warned = [one for one in found if one.names]
    periods = {one.period for _, results in sides for one in results if one.value is not None}
    warned += [Warned(Caution.BREAK, day=day) for day in _breaks(plan, indicator, periods)]
    if len({period.frequency for period in periods}) > 1 and indicator.accumulation in {"flow", "ytd"}:
        warned.append(Warned(Caution.LENGTH))
    if places and indicator.additive and indicator.type != "milestone" and len(sides) > 1:
        warned.append(Warned(Caution.POPULATION))
    return tuple(warned)


_MARKED: tuple[tuple[Caution, Callable[[Result], object]], ...] = (
    (Caution.COVERAGE, lambda one: one.value is not None and (one.incomplete or lacking(one))),
    (Caution.CARRIED, lambda one: one.value is not None and bool(one.carried)),
    (Caution.AT_LEAST, lambda one: one.value is not None and bool(one.at_least)),
)


def _breaks(plan: Plan, indicator: Indicator, periods: Iterable[Period]) -> Iterator[date]:
    day = break_day(plan, indicator)
    found = list(periods)
    if day is not None and any(period.end < day for period in found) and any(period.end >= day for period in found):
        yield day


def moved(board: Board, indicator: Indicator, region: str, then: Period, now: Period) -> Comparison:
    """The results of exactly these two periods: what stands for a period because it is the latest is no figure of it."""
    before, after = (board.of_period(indicator, region, period) for period in (then, now))
    return compare(board.plan, indicator, before, after, {}, {})


def from_whole(indicator: Indicator, result: Result | None, whole: Result | None) -> Fraction | None:
    """By how much a place differs from the country, in percentage points or in the unit; None where that says nothing: of what
    is no share, of different periods, and where either is hidden, missing or not complete."""
    if result is None or whole is None or not is_share(indicator) or result.period != whole.period:
        return None
    if any(not _sound(one) for one in (result, whole)):
        return None
    return _exact(indicator, result) - _exact(indicator, whole)


def _sound(result: Result) -> bool:
    return result.status is not Status.SUPPRESSED and result.value is not None and not lacking(result) and not result.at_least


def _exact(indicator: Indicator, result: Result) -> Fraction:
    """Of a share with both its numbers without the rounding of a division."""
    if result.numerator is not None and result.denominator:
        times = Fraction(100) if indicator.type == "percentage" else Fraction(indicator.multiplier)
        return times * Fraction(result.numerator) / Fraction(result.denominator)
    return Fraction(result.value or 0)


def span(indicator: Indicator, results: Sequence[Result | None]) -> tuple[Decimal, Decimal] | None:
    """The lowest and the highest of these figures; None for what is sensitive, and where any is hidden, missing or incomplete,
    because the ends could be others then."""
    values = [one.value for one in results if one is not None and one.value is not None and not one.incomplete]
    if indicator.sensitivity == "sensitive" or indicator.scale or len(values) < 2 or len(values) < len(results):
        return None
    return min(values), max(values)
