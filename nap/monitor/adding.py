"""The figures that are added up: those that count, of which what two partners share by a joint activity is counted once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from nap.facts import Observation
from nap.monitor.counting import Counting
from nap.monitor.house import House
from nap.results.joint import Mark, lessen
from nap.store import joint


class Adding:
    """What counts (or would, as `counting` supposes), with the marks of joint activities known to the house."""

    def __init__(self, counting: Counting, house: House) -> None:
        self.counting, self.plan = counting, house.plan
        self.marks = joint.standing(joint.history(counting.transaction, house.plan.id, house.until))

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
