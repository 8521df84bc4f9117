"""Why an accepted observation is not in a number. The stages of its indicator and the place asked for enter, reasons leave.

Every observation of the indicator that is not among the leaves of the steps is asked, in the order in which the stages drop
what they do not take, so that nothing is forgotten silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from nap.facts import Observation
from nap.plan import Indicator, Plan
from nap.results.explanation import LeftOut, Omission, Step
from nap.results.places import ADDS_PLACES
from nap.results.spans import Span, lies_in, span_of
from nap.results.steps import Steps


@dataclass(frozen=True)
class Asked:
    """Which number is asked about, and when."""

    place: str
    span: Span
    key: str
    as_of: date


def left_out(
    plan: Plan,
    steps: Steps,
    asked: Asked,
    step: Step | None,
    observations: Iterable[Observation],
    replaced: Iterable[Observation] = (),
) -> Iterator[LeftOut]:
    """Every one of the indicator's observations that is not in the number, with the reason; `replaced` never came so far."""
    used = {id(leaf) for leaf in (step.leaves() if step else ())}
    why = _Why(plan, steps, asked)
    yield from (LeftOut(each, why.of(each)) for each in observations if id(each) not in used)
    yield from (LeftOut(each, why.of_replaced(each)) for each in replaced)


class _Why:
    def __init__(self, plan: Plan, steps: Steps, asked: Asked) -> None:
        self.steps, self.asked, self.first_year = steps, asked, plan.years[0]
        self.known = {region.code for region in plan.regions.all}

    @property
    def indicator(self) -> Indicator:
        return self.steps.indicator

    def of(self, observation: Observation) -> Omission:
        """What speaks of something else first, then in the order of the stages; the first that drops it says why."""
        span = span_of(observation.period)
        return (
            self._of_something_else(observation, span)
            or self._never_counted(observation, span)
            or self._of_another_time(observation, span)
            or self._over_places(observation, self._when(span))
            or Omission.NOT_HIGHEST
        )

    def of_replaced(self, observation: Observation) -> Omission:
        """The same of one in whose place another counts."""
        span = span_of(observation.period)
        about_else = self._of_something_else(observation, span) or self._never_counted(observation, span)
        return about_else or Omission.REPLACED

    def _of_something_else(self, observation: Observation, span: Span) -> Omission | None:
        """Of another part or place than asked for; an answer instead of a figure speaks of every part."""
        if observation.breakdown != self.asked.key and not (observation.state and not observation.breakdown):
            return Omission.OTHER_PART
        if observation.region in self.known and self.asked.place not in self.steps.places.above(observation.region):
            larger = observation.region in self.steps.places.above(self.asked.place)
            return Omission.LARGER_PLACE if larger and self._inside(span) else Omission.OTHER_PLACE
        return None if self._inside(span) or self._stands(span) else self._elsewhere(span)

    def _never_counted(self, observation: Observation, span: Span) -> Omission | None:
        found = None
        if observation.region not in self.known:
            found = Omission.UNKNOWN_PLACE
        elif self.indicator.partners == "lead_only" and observation.partner != self.indicator.lead:
            found = Omission.NOT_LEAD
        elif observation.period.end > self.asked.as_of:
            found = Omission.AFTER_AS_OF
        return self._elsewhere(span) if found and not self._inside(span) else found

    def _of_another_time(self, observation: Observation, span: Span) -> Omission | None:
        if observation.state:
            return Omission.ANSWERED if self._inside(span) else self._elsewhere(span)
        cell = (observation.partner, observation.region)
        if self.steps.cells.rows[cell][span].get(observation.breakdown) is not observation:
            return Omission.REPLACED
        if self.indicator.accumulation == "flow":
            counted = self.steps.counted(cell, piece) if (piece := self._piece(span)) else ()
            return None if span in counted else Omission.OVERLAPPING_PERIOD
        if cell not in self.steps.standing.get(self.asked.span, {}):
            return Omission.NOT_CARRIED
        if self.steps.history(cell).latest(self.asked.span[1]) != span:
            return Omission.OLDER if self._inside(span) else self._elsewhere(span)
        return Omission.REACHED if self._reached_before(observation, span) else None

    def _reached_before(self, observation: Observation, span: Span) -> bool:
        cell = (observation.partner, observation.region)
        history = self.steps.history(cell)
        if not history.reached(self.asked.span) or span == history.yes_since:
            return False
        return observation.value != 1 or self.steps.standing[self.asked.span][cell][""].carried > 0

    def _over_places(self, observation: Observation, span: Span) -> Omission | None:
        """Dropped on the way from the observation's place to the one asked for."""
        places, partner, region = self.steps.places, observation.partner, observation.region
        if region != self.asked.place and self.indicator.regions not in ADDS_PLACES:
            return Omission.PLACES_NOT_ADDED
        above = places.region_of.get(region)
        if above is not None and region != self.asked.place and self.steps.speaks((partner, above), span):
            return Omission.REGION_ROW
        if region in places.firsts and not self.steps.speaks((partner, region), span):
            return Omission.NEWER_PARTS
        if self.asked.place != places.country:
            return None
        by_parts = self.steps.by_parts(span)
        if region == places.country:
            return Omission.NEWER_PARTS if by_parts else None
        return None if by_parts else Omission.COUNTRY_ROW

    def _when(self, span: Span) -> Span:
        """The period whose standing it is a part of."""
        return self._piece(span) or span if self.indicator.accumulation == "flow" else self.asked.span

    def _piece(self, span: Span) -> Span | None:
        """The stretch it lies in, of those that make up the period asked for."""
        pieces = self.steps.pieces(self.asked.place, self.asked.span)
        return next((piece for piece in pieces if lies_in(span, piece)), None)

    def _inside(self, span: Span) -> bool:
        return lies_in(span, self.asked.span)

    def _stands(self, span: Span) -> bool:
        """True if a figure of that time may stand for the period although it is not within it."""
        if self.indicator.accumulation == "flow" or span[1] > self.asked.span[1]:
            return False
        return self.indicator.accumulation == "snapshot" or span[1] >= self.asked.span[0]

    def _elsewhere(self, span: Span) -> Omission:
        if lies_in(self.asked.span, span):
            return Omission.LONGER_PERIOD
        return Omission.HISTORY if span[0] // 12 < self.first_year <= self.asked.span[0] // 12 else Omission.OTHER_PERIOD
