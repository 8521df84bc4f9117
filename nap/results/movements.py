"""All that changed in one place: figures newly there, gone, moved, judged otherwise. Boards of two moments enter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nap.facts import Period, Result, Status
from nap.plan import Indicator
from nap.results.board import Board, judged
from nap.results.comparing import Comparison, Obstacle, compare_boards
from nap.results.completeness import lacking

KINDS = ("worse", "better", "rated", "unrated", "moved", "unequal", "status", "new", "gone")
"""A changed judgement first; then the others. `unequal`: what is known or what is missing is another, so it is not
compared. `status`: the figure is the same, what is said of it is not."""


@dataclass(frozen=True)
class Movement:
    """One indicator that is not what it was; `kind` is one of `KINDS`."""

    kind: str
    comparison: Comparison

    @property
    def indicator(self) -> Indicator:
        """Whose figure it is."""
        return self.comparison.indicator


def movements(
    old: Board, new: Board, indicators: Iterable[Indicator], region: str, then: Period, now: Period
) -> Sequence[Movement]:
    """What `new` shows for `now` otherwise than `old` for `then`, in the order of `KINDS`, else of the plan.

    Where the two are of different days, a figure that either hides is left out: whether it changed cannot be told.
    """
    compared = [compare_boards(old, new, indicator, region, then, now) for indicator in indicators]
    told = compared if old is new else [one for one in compared if not kept_back(one)]
    found = [Movement(kind, one) for one in told if (kind := _kind(one))]
    return sorted(found, key=lambda movement: KINDS.index(movement.kind))


def kept_back(one: Comparison) -> bool:
    """True if either side is hidden."""
    return any(side is not None and side.status is Status.SUPPRESSED for side in (one.before, one.after))


def _kind(one: Comparison) -> str:
    before, after = one.before, one.after
    if kind := judged(before, after):
        return kind
    there, here = _figure(before), _figure(after)
    if there != here:
        # Hidden is not gone: the figure is there, for others to see.
        return "" if kept_back(one) else "new" if here else "gone"
    if one.change:
        return "moved"
    if one.obstacle == Obstacle.INCOMPLETE and _known(before) != _known(after):
        return "unequal"
    same = before is None or after is None or before.status is after.status
    return "" if same or not here else "status"


def _known(result: Result | None) -> tuple[Decimal | None, int]:
    return (None, 0) if result is None else (result.value, lacking(result))


def _figure(result: Result | None) -> bool:
    return result is not None and result.value is not None
