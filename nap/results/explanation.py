"""What there is to say about one number: the steps that made it, what it is made of, what is missing, what was left out.

Data only, no sentences and no decisions: `explaining` makes it, `withholding` takes out what an audience may not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nap.facts import Observation, Period, Result
from nap.results.assessment import Goal

STEPS = (
    "observation",
    "sum",
    "pooled",
    "highest",
    "agreed",
    "differ",
    "last",
    "carried",
    "reached",
    "year_to_date",
    "running_total",
    "whole",
    "share",
    "rule",
)
"""Ways in which a step comes about; what each does to its operands is told at `Step`."""
AXES = ("", "periods", "regions", "partners", "districts")
"""What a step goes over."""


@dataclass(frozen=True)
class Step:
    """One number on the way, and how it comes about from its operands.

    `how`: `observation` (as reported), `sum`, `pooled` (numerators and denominators summed), `highest` (operands that are not
    do not count), `agreed` (all say the same), `differ` (they do not, so there is no number), `last` (the last figure within
    the period), `carried` (the last one known from before it), `reached` (a milestone once reached), `year_to_date` (first
    minus second operand), `running_total` (the first operand; `increment` is that minus the second), `whole` (reported for
    the place itself, stands before its parts, which are in `beside`), `share` (numerator × `times` ÷ denominator), `rule` (the
    operands are not for this reader). `over` is one of AXES. Numbers are unrounded, in the indicator's unit, None where there
    is none and `problem` says why. `counts`: false for an operand that its step compared and did not take.
    """

    how: str
    region: str
    period: Period
    over: str = ""
    partner: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    increment: Decimal | None = None
    times: Decimal | None = None
    problem: str = ""
    operands: tuple[Step, ...] = ()
    beside: Step | None = None
    observation: Observation | None = None
    counts: bool = True

    def leaves(self) -> Iterator[Observation]:
        """The observations that are in the number."""
        if self.observation is not None:
            yield self.observation
        for operand in self.operands:
            if operand.counts:
                yield from operand.leaves()

    def walk(self) -> Iterator[Step]:
        """This step and every one below and beside it."""
        yield self
        for operand in (*self.operands, *([self.beside] if self.beside else [])):
            yield from operand.walk()


class Omission(StrEnum):
    """Why an accepted observation of the indicator is not in the number. Words: `explain.omission.<value>`."""

    OTHER_PART = "other_part"
    """Of another category, or of the total."""
    OTHER_PLACE = "other_place"
    OTHER_PERIOD = "other_period"
    HISTORY = "history"
    """Of a period before the plan."""
    UNKNOWN_PLACE = "unknown_place"
    """The plan does not know its place."""
    NOT_LEAD = "not_lead"
    """Evidence: only the lead's figure counts."""
    AFTER_AS_OF = "after_as_of"
    """Of a period that ends after the day asked for."""
    REPLACED = "replaced"
    """A later one for the same place and period counts."""
    ANSWERED = "answered"
    """An answer instead of a figure: no data, not applicable, not safe."""
    LARGER_PLACE = "larger_place"
    """Given for a larger place; it cannot be divided among smaller ones."""
    LONGER_PERIOD = "longer_period"
    """Given for a longer period; it cannot be divided among shorter ones."""
    OVERLAPPING_PERIOD = "overlapping_period"
    """Its time is in the number already, by figures of periods that come first."""
    OLDER = "older"
    """A later figure of the same period's time counts."""
    REACHED = "reached"
    """The milestone was reached by an earlier figure; once reached it stays so."""
    NOT_CARRIED = "not_carried"
    """Too old to stand for the period, or an answer has come since."""
    PLACES_NOT_ADDED = "places_not_added"
    """The plan does not add this indicator up over places."""
    COUNTRY_ROW = "country_row"
    """The figure reported for the country itself counts."""
    REGION_ROW = "region_row"
    """The same partner's figure for the whole region counts."""
    NEWER_PARTS = "newer_parts"
    """An old figure of the whole gives way to new ones of its parts."""
    NOT_HIGHEST = "not_highest"
    """Several partners may count the same people, so the highest figure counts."""


ELSEWHERE = frozenset({Omission.OTHER_PART, Omission.OTHER_PLACE, Omission.OTHER_PERIOD, Omission.HISTORY})
"""Observations that speak of something else; they are counted, not listed."""


@dataclass(frozen=True)
class LeftOut:
    """One accepted observation that is not in the number."""

    observation: Observation
    because: Omission


@dataclass(frozen=True)
class Missing:
    """One expected cell without the figure. `answer`: what was answered instead, empty if nothing came.

    `stands`: the period of the earlier figure that stands for it meanwhile, if one does.
    """

    partner: str
    region: str
    period: Period
    answer: str = ""
    stands: Period | None = None


@dataclass(frozen=True)
class Judgement:
    """How the status came about: the value compared (`since` where it is a sum since the baseline), on which day, the goal.

    `line` is the threshold that decided, None where none did. `elapsed`, `path`, `progress`, `pace` are ratios.
    """

    status: str
    reason: str
    goal: Goal
    value: Decimal | None = None
    on: date | None = None
    progress: Decimal | None = None
    elapsed: Decimal | None = None
    expected_value: Decimal | None = None
    path: Decimal | None = None
    pace: Decimal | None = None
    line: Decimal | None = None
    since: Step | None = None


@dataclass(frozen=True)
class Explanation:
    """One result and everything there is to say about it. `step` is None where nothing adds up to a figure.

    `made_of`: the observations in the number, each once, in the order of the steps. `elsewhere`: how many observations of the
    indicator speak of another part, place or time. `hidden`: the reason, if this reader may not see the figure; then there is
    nothing else in it. `withheld`: true if this reader sees formulas with disclosed figures only, and her own observations.
    """

    result: Result
    step: Step | None = None
    judgement: Judgement | None = None
    made_of: tuple[Observation, ...] = ()
    missing: tuple[Missing, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    elsewhere: int = 0
    hidden: str = ""
    withheld: bool = False
