"""What an indicator adds up to since the plan began, worked out of shown figures alone. A board enters, a sum leaves.

Nothing else is used, so that it can tell no more than the figures themselves; where one of them is hidden, it is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nap.facts import Period, Result, Status
from nap.plan import Indicator
from nap.results.board import Board

_ADDED_OVER_TIME = frozenset({"flow", "ytd"})
_NEVER_ADDED = frozenset({"milestone", "ordinal", "cascade", "narrative", "index"})


@dataclass(frozen=True)
class Since:
    """The sum, or the latest state; None where it is hidden. `at_least`: some of its parts are missing or may be higher."""

    value: Decimal | None
    at_least: bool = False


def since_start(board: Board, indicator: Indicator, place: str, end: Period) -> Since | None:
    """For the place, up to the end of that period; None where nothing was shown since the plan began."""
    if indicator.accumulation not in _ADDED_OVER_TIME or indicator.type in _NEVER_ADDED:
        return _latest(board, indicator, place, end)
    found = list(_pieces(board, indicator, place, end))
    if any(map(_hidden, found)):
        return Since(None)
    told = [each for each in found if each.value is not None]
    if not told:
        return None
    if not indicator.additive:
        return _pooled(indicator, told)
    gaps = len(told) < len(found) or any(each.at_least or each.incomplete for each in told)
    return Since(sum((each.value for each in told if each.value is not None), Decimal(0)), gaps)


def _hidden(result: Result) -> bool:
    return result.status is Status.SUPPRESSED


def _latest(board: Board, indicator: Indicator, place: str, end: Period) -> Since | None:
    result = board.at(indicator, place, end)
    if result is None or result.period.year < board.plan.years[0]:
        return None
    if _hidden(result):
        return Since(None)
    return None if result.value is None else Since(result.value, bool(result.at_least))


def _pieces(board: Board, indicator: Indicator, place: str, end: Period) -> Iterator[Result]:
    """Whole years, then the parts of the running one; what nobody was asked for is no piece."""
    for period in _periods(board, indicator, end):
        result = board.of_period(indicator, place, period)
        if result is not None:
            yield result


def _periods(board: Board, indicator: Indicator, last: Period) -> Iterator[Period]:
    end = last.end
    for year in map(board.plan.year, range(board.plan.years[0], last.year + 1)):
        pieces = (year,) if year.end <= end else year.parts(indicator.frequency)
        yield from (piece for piece in pieces if piece.end <= end)


def _pooled(indicator: Indicator, told: Sequence[Result]) -> Since | None:
    """A share of everything since the beginning: numerators and denominators are added up first, then divided."""
    pairs = [(one.numerator, one.denominator) for one in told if one.numerator is not None and one.denominator is not None]
    top, bottom = sum((each[0] for each in pairs), Decimal(0)), sum((each[1] for each in pairs), Decimal(0))
    if len(pairs) < len(told) or not bottom:
        return None
    times = Decimal(100) if indicator.type == "percentage" else indicator.multiplier
    return Since(top * times / bottom)
