"""A coordinator's own assessment in place of the computed one. Results and judgements enter, the same results leave: other
statuses on the rows that were judged, never another number.

A judgement is of one figure. It holds as long as value and status are computed as they were when it was made; after that the
row shows what is computed, as if nobody had judged it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum

from nap.facts import Overridden, Period, Result, Status
from nap.plan import Plan
from nap.results.board import RATED

CHOICES = (*RATED, Status.TOO_EARLY, Status.NOT_ASSESSABLE)
"""What a coordinator may choose, the best first."""

Key = tuple[str, str, Period]
"""Indicator, region, period: the row of a total."""


class NoJudgement(StrEnum):
    """Why a row cannot be judged by hand."""

    PART = "part"
    """Progress and status are of the total."""
    EMPTY = "empty"
    """There is no number: nothing came, nothing is due, or it cannot be added up."""
    HIDDEN = "hidden"
    CONTEXT = "context"
    """The plan says that neither more nor less of it is better."""
    HISTORY = "history"
    """It lies before the plan."""


@dataclass(frozen=True)
class Judgement:
    """A status given by hand, with the reason, and the computed value and status it was made upon."""

    indicator: str
    region: str
    period: Period
    status: Status
    because: str
    upon_value: Decimal
    upon_status: Status

    @property
    def key(self) -> Key:
        """The row it is of."""
        return self.indicator, self.region, self.period


def hindrance(plan: Plan, result: Result) -> NoJudgement | None:
    """Why this row, as it was computed, cannot be judged by hand; None if it can."""
    if result.status is Status.SUPPRESSED:
        return NoJudgement.HIDDEN
    if result.breakdown:
        return NoJudgement.PART
    if result.value is None:
        return NoJudgement.EMPTY
    if result.status is Status.CONTEXT:
        return NoJudgement.CONTEXT
    return NoJudgement.HISTORY if result.period.year < plan.years[0] else None


def holds(judgement: Judgement, computed: Result) -> bool:
    """True if that row still stands as it did when it was judged."""
    same = computed.value is not None and _told(computed.value) == _told(judgement.upon_value)
    return same and computed.status is judgement.upon_status and not computed.breakdown


def override(results: Iterable[Result], judgements: Mapping[Key, Judgement]) -> list[Result]:
    """The same results in the same order, with the statuses that hold in place of the computed ones."""
    if not judgements:
        return list(results)
    judged = {indicator for indicator, _, _ in judgements}
    return [_set(result, judgements) if result.indicator in judged else result for result in results]


def computed(result: Result) -> Result:
    """The row as it was before anybody set its status."""
    before = result.overridden
    return replace(result, status=before.status, reason=before.reason, overridden=None) if before else result


def _set(result: Result, judgements: Mapping[Key, Judgement]) -> Result:
    found = judgements.get((result.indicator, result.region, result.period))
    if found is None or not holds(found, result):
        return result
    before = Overridden(result.status, result.reason, found.because)
    return replace(result, status=found.status, reason="", overridden=before)


_DIGITS = Context(prec=15)


def _told(value: Decimal) -> Decimal:
    # A quotient ends somewhere; where exactly is a matter of the method, not of the figure.
    return _DIGITS.plus(value)
