"""The figures that are added up: those that count, of which what two partners share by a joint activity is counted once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nap.facts import Observation
from nap.monitor.counting import Counting
from nap.monitor.house import House
from nap.results.joint import Mark, lessen, taken
from nap.store import joint


@dataclass(frozen=True)
class CountedOnce:
    """One figure of which a part is counted once: `of` reported it, `beside` counted `same` of it too, `added` is added up.

    `reason`: the coordinator's, for the mark `number`.
    """

    of: str
    beside: str
    observation: Observation
    same: Decimal
    added: Decimal
    reason: str
    number: int


class Adding:
    """What counts (or would, as `counting` supposes), with the marks of joint activities known to the house."""

    def __init__(self, counting: Counting, house: House) -> None:
        self.counting, self.plan = counting, house.plan
        self.history = joint.history(counting.transaction, house.plan.id, house.until)
        self.marks = joint.standing(self.history)

    def marks_of(self, indicator: str) -> tuple[Mark, ...]:
        """The marks in rows of the indicator that nobody took back, whether they hold or not."""
        return tuple(mark for mark in self.marks if mark.indicator == indicator)

    def made_from(self, indicator: str) -> Hashable:
        """All that its results depend on beside the plan: while this is the same, so are they."""
        return self.counting.telling_of(indicator), self.marks_of(indicator)

    def figures(self, indicator: str, *, parts: bool = True) -> Sequence[Observation]:
        """What is to be added up; without `parts` what the totals of results need."""
        marks, found = self.marks_of(indicator), self.plan.indicator(indicator)
        if not marks or found is None:
            return self.counting.figures(indicator) if parts else self.counting.totals(indicator)
        # Whether a mark holds is seen by whole rows, so that totals alone are never lessened otherwise than with their parts.
        return lessen(found, self.counting.figures(indicator), marks)

    def once(self, indicator: str, observations: Sequence[Observation]) -> Once:
        """The same for figures that were read already, with what was taken off which of them."""
        marks, found = self.marks_of(indicator), self.plan.indicator(indicator)
        if not marks or found is None:
            return Once(observations)
        reasons = {one.mark.number: one.reason for one in self.history}
        off = taken(found, observations, marks)
        added = {id(one.reported): one.added for one in off}
        return Once(
            [added.get(id(each), each) for each in observations],
            {id(one.added): one.reported for one in off},
            {id(one.added): _counted_once(one.mark, one.reported, one.added, reasons) for one in off},
        )


@dataclass(frozen=True)
class Once:
    """Figures to be added up. By the identity of those that were lessened: the figure as reported, and what was taken off."""

    observations: Sequence[Observation]
    reported: Mapping[int, Observation] = field(default_factory=dict)
    counted: Mapping[int, CountedOnce] = field(default_factory=dict)

    def as_reported(self, observation: Observation) -> Observation:
        """The figure as its partner gave it."""
        return self.reported.get(id(observation), observation)

    def among(self, observations: Iterable[Observation]) -> tuple[CountedOnce, ...]:
        """What was taken off these."""
        return tuple(self.counted[id(each)] for each in observations if id(each) in self.counted)


def _counted_once(mark: Mark, reported: Observation, added: Observation, reasons: Mapping[int, str]) -> CountedOnce:
    (beside,) = mark.partners - {reported.partner}
    left = added.value or Decimal(0)
    taken_off = (reported.value or Decimal(0)) - left
    return CountedOnce(reported.partner, beside, reported, taken_off, left, reasons.get(mark.number, ""), mark.number)
