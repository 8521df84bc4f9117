"""The indicator tracking table as data: a board, a place and a period enter; for each indicator the way from its baseline leaves.

Screen and workbook, live figures and a release, are made of it, so that they say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from nap.facts import Period, Result
from nap.plan import Baseline, Indicator, Level, Plan, Target
from nap.results.assessment import goal_of
from nap.results.board import Board
from nap.results.since_start import Since, since_start


@dataclass(frozen=True)
class Track:
    """What the table is of: these indicators of the board, in one place, up to the end of a period."""

    board: Board
    place: str
    period: Period
    indicators: tuple[Indicator, ...]

    @property
    def plan(self) -> Plan:
        """The plan of the board."""
        return self.board.plan

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years for which one of the indicators has a target there."""
        return tuple(sorted({self.plan.year_of(target.date) for one in self.indicators for target in self.targets(one)}))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods of returns, and whole years, that have figures since the plan began and are over by then."""
        first, end = self.plan.years[0], self.period.end
        told = self.board.periods(self.plan.calendar.frequency)
        return tuple(period for period in told if period.year >= first and period.end <= end)

    def of(self, objective: str) -> list[Indicator]:
        """Those of one objective, in the plan's order."""
        return [one for one in self.indicators if one.objective == objective]

    def baseline(self, indicator: Indicator) -> Baseline | None:
        """Where the place started: its own baseline, or the country's where figures of the place are held against that."""
        if self.place == self.plan.country:
            return indicator.baseline
        own, goal = indicator.regional_baselines.get(self.place), goal_of(indicator, self.place, self.plan.country)
        added = bool(goal.targets) and goal.targets[-1].over == "plan"
        return goal.baseline if goal.targets and not added else own

    def targets(self, indicator: Indicator) -> tuple[Target, ...]:
        """What the plan promises the place; a national target is not a region's."""
        return indicator.targets if self.place == self.plan.country else tuple(indicator.regional_targets.get(self.place, ()))

    def target(self, indicator: Indicator, year: int) -> Target | None:
        """The last one of the year."""
        found = (each for each in self.targets(indicator) if self.plan.year_of(each.date) == year)
        return max(found, key=lambda each: each.date, default=None)

    def now(self, indicator: Indicator) -> Result | None:
        """What stands at the end of the period."""
        return self.board.at(indicator, self.place, self.period)

    def value(self, indicator: Indicator, period: Period) -> Result | None:
        """The figure of exactly that period."""
        return self.board.of_period(indicator, self.place, period)

    def step(self, indicator: Indicator, step: Level, period: Period) -> Result | None:
        """The same of one step of a cascade, which has no figure as a whole."""
        parts = self.board.split(indicator.code).get((self.place, period), ())
        return next((one for one in parts if one.breakdown == f"step={step.code}"), None)

    def since(self, indicator: Indicator) -> Since | None:
        """What it adds up to since the plan began; a milestone counts places, which are not added."""
        return None if indicator.type == "milestone" else since_start(self.board, indicator, self.place, self.period)
