"""What a figure lacks, and which smaller places can be compared where the whole cannot. Results of two moments enter.

A missing report is no zero: sums are compared where nothing is missing, and else place by place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from nap.facts import Result, Status


@dataclass(frozen=True)
class Side:
    """One smaller place at two moments; None where nothing was asked of it. `change` is told where both are complete."""

    place: str
    before: Result | None
    after: Result | None
    change: Fraction | None = None

    @property
    def missing_then(self) -> bool:
        """Something was expected of it at the first moment and is not there."""
        return _missing(self.before)

    @property
    def missing_now(self) -> bool:
        """The same of the second."""
        return _missing(self.after)


def lacking(result: Result) -> int:
    """So many expected figures are neither there nor carried forward."""
    return max(0, (result.expected or 0) - (result.reported or 0) - (result.carried or 0))


def lack_the_same(before: Result, after: Result, then: Mapping[str, Result], now: Mapping[str, Result]) -> bool:
    """True if, as far as can be told, exactly the same figures are missing from two results of one period."""
    alike = _figures(before) == _figures(after) and before.contributors == after.contributors
    return alike and {place: _figures(part) for place, part in then.items()} == {
        place: _figures(part) for place, part in now.items()
    }


def _figures(result: Result) -> tuple[int | None, int | None, int | None]:
    return result.expected, result.reported, result.carried


def sides_of(then: Mapping[str, Result], now: Mapping[str, Result]) -> tuple[Side, ...]:
    """Every place asked at either moment; where one is hidden only those that lack something, as figures could be subtracted."""
    found = tuple(_side(place, then.get(place), now.get(place)) for place in dict.fromkeys((*then, *now)))
    if any(part.status is Status.SUPPRESSED for part in (*then.values(), *now.values())):
        return tuple(side for side in found if side.missing_then or side.missing_now)
    return found


def _side(place: str, before: Result | None, after: Result | None) -> Side:
    if before is None or after is None or before.value is None or after.value is None:
        return Side(place, before, after)
    change = None if lacking(before) or lacking(after) else Fraction(after.value) - Fraction(before.value)
    return Side(place, before, after, change)


def _missing(result: Result | None) -> bool:
    if result is None or result.status is Status.SUPPRESSED:
        return False
    return bool(lacking(result)) or (result.value is None and bool(result.expected))
