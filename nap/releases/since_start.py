"""What an indicator adds up to since the plan began, worked out of the published figures alone. A release enters, a sum leaves.

Nothing else is used, so that it can tell no more than the figures themselves; where one of them is hidden, it is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nap.facts import Period, Result
from nap.plan import Indicator
from nap.releases.lines import hidden
from nap.releases.release import Release

_ADDED_OVER_TIME = frozenset({"flow", "ytd"})
_NEVER_ADDED = frozenset({"milestone", "ordinal", "cascade", "narrative", "index"})


@dataclass(frozen=True)
class Since:
    """The sum, or the latest state; None where it is hidden. `at_least`: some of its parts are missing or may be higher."""

    value: Decimal | None
    at_least: bool = False


def since_start(release: Release, indicator: Indicator) -> Since | None:
    """For the country, up to the end of the release's period; None where nothing was published since the plan began."""
    if indicator.accumulation not in _ADDED_OVER_TIME or indicator.type in _NEVER_ADDED:
        return _latest(release, indicator)
    found = list(_pieces(release, indicator))
    if any(map(hidden, found)):
        return Since(None)
    told = [each for each in found if each.value is not None]
    if not told:
        return None
    if not indicator.additive:
        return _pooled(indicator, told)
    gaps = len(told) < len(found) or any(each.at_least or each.incomplete for each in told)
    return Since(sum((each.value for each in told if each.value is not None), Decimal(0)), gaps)


def _latest(release: Release, indicator: Indicator) -> Since | None:
    result = release.board.at(indicator, release.plan.country, release.period)
    if result is None or result.period.year < release.plan.years[0]:
        return None
    if hidden(result):
        return Since(None)
    return None if result.value is None else Since(result.value, bool(result.at_least))


def _pieces(release: Release, indicator: Indicator) -> Iterator[Result]:
    """Whole years, then the parts of the running one; what nobody was asked for is no piece."""
    for period in _periods(release, indicator):
        result = release.board.of_period(indicator, release.plan.country, period)
        if result is not None:
            yield result


def _periods(release: Release, indicator: Indicator) -> Iterator[Period]:
    end = release.period.end
    for year in (Period(number) for number in range(release.plan.years[0], release.period.year + 1)):
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
