"""The status rules in the order of design.md §7, for one row that is not hidden. A row enters, an assessment leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nap.facts import Frequency, Period, Status
from nap.plan import Indicator, Plan, due_date
from nap.results.assessment import Assessment, Goal, assess, goal_of
from nap.results.coverage import Cover, Covers
from nap.results.figures import Figure, Figures, number
from nap.results.periods import enough, since, sum_of
from nap.results.reasons import Reason
from nap.results.spans import YEAR, Span, last_day, span_of

_NOT_NUMERIC = frozenset({"list", "narrative"})
_RATIOS_AND_STATES = frozenset({"percentage", "rate", "ratio", "index", "ordinal"})


@dataclass(slots=True)
class Table:
    """Everything known of one indicator: figures and coverage by place and period."""

    indicator: Indicator
    figures: dict[str, dict[Span, Figures]]
    covers: Covers
    goals: dict[str, Goal] = field(default_factory=dict)

    def goal(self, place: str, country: str) -> Goal:
        """The goal of a place."""
        if place not in self.goals:
            self.goals[place] = goal_of(self.indicator, place, country)
        return self.goals[place]


@dataclass(slots=True)
class Line:
    """One row before it is judged: the figure with its number, cells reported and expected, answers instead of figures."""

    place: str
    period: Period
    key: str
    figure: Figure | None
    value: Decimal | None
    reported: int
    expected: int
    states: set[str]


class Judge:
    """Applies the rules for one plan on one day."""

    def __init__(self, plan: Plan, as_of: date) -> None:
        self.plan = plan
        self.as_of = as_of
        self.country = plan.regions.country.code
        self.first_day = date(plan.years[0], 1, 1)
        self._due: dict[Period, bool] = {}

    def judge(self, table: Table, line: Line) -> Assessment:
        """Rules 2 to 12; rule 1 belongs to disclosure control."""
        indicator = table.indicator
        if indicator.type in _NOT_NUMERIC:
            return Assessment(Status.NOT_ASSESSABLE, Reason.NOT_NUMERIC)
        if line.figure is None and not line.reported:
            return self._nothing(line)
        if _adds_up(indicator) and not enough(line.reported, line.expected, self.plan.thresholds.coverage):
            return Assessment(Status.PARTIAL, Reason.NOT_SAFE if "not_safe" in line.states else "")
        if line.value is None or line.figure is None:
            status = Status.CONTEXT if indicator.direction == "none" else Status.NOT_ASSESSABLE
            return Assessment(status, _problem(indicator, line.figure))
        return self._rated(table, line, line.figure, line.value)

    def nothing_due(self, period: Period) -> bool:
        """True if the return that carries the period is not due yet."""
        if period not in self._due:
            self._due[period] = due_date(self.plan, period) > self.as_of
        return self._due[period]

    def _nothing(self, line: Line) -> Assessment:
        if line.states:
            return Assessment(Status.NO_DATA, _answer(line))
        return Assessment(Status.NOT_DUE if self.nothing_due(line.period) else Status.NO_DATA)

    def _rated(self, table: Table, line: Line, figure: Figure, value: Decimal) -> Assessment:
        goal, on = table.goal(line.place, self.country), self._day(table.indicator, line.period, figure)
        hindrance = self._hindrance(goal, line)
        if goal.over != "plan" or goal.baseline is None or hindrance or goal.direction == "none":
            return assess(goal, value, on, self.plan.thresholds, hindrance)
        return self._since_baseline(table, line, goal, on)

    def _since_baseline(self, table: Table, line: Line, goal: Goal, on: date) -> Assessment:
        """A target over the plan is compared with the sum since the day of the baseline (design.md §4)."""
        assert goal.baseline is not None
        first = goal.baseline.date.year * YEAR + goal.baseline.date.month
        pieces = since(first, span_of(line.period), table.indicator.frequency.months)
        figures, covers = table.figures[line.place], table.covers.get(line.place, {})
        total = sum_of(table.indicator, (figures.get(piece) for piece in pieces))
        value = number(table.indicator, total) if total is not None else Decimal(0)
        if value is None:
            return Assessment(Status.NOT_ASSESSABLE, _problem(table.indicator, total))
        verdict = assess(goal, value, on, self.plan.thresholds)
        known = [covers[piece] for piece in pieces if piece in covers]
        if verdict.status is not Status.NOT_ASSESSABLE and not _complete(known, self.plan.thresholds.coverage):
            return Assessment(Status.PARTIAL, Reason.EARLIER_PERIODS_PARTIAL)
        return verdict

    def _hindrance(self, goal: Goal, line: Line) -> str:
        if line.key:
            return Reason.OF_THE_TOTAL
        if goal.over == "year" and (line.period.frequency is not Frequency.YEAR or line.period.end > self.as_of):
            return Reason.PART_OF_YEAR
        return Reason.HISTORY if line.period.start < self.first_day else ""

    def _day(self, indicator: Indicator, period: Period, figure: Figure) -> date:
        """The end of the value's period; of the period it was carried from, if nothing in it is newer."""
        lasting = indicator.accumulation == "flow" or indicator.type == "milestone" or figure.fresh
        return period.end if lasting and period.end <= self.as_of else min(period.end, last_day(figure.until))


def _adds_up(indicator: Indicator) -> bool:
    """Where a missing part makes the figure too low; running totals since the start are sums like the others."""
    return indicator.additive or (indicator.accumulation == "since_start" and indicator.type not in _RATIOS_AND_STATES)


def _complete(covers: list[Cover], line: Decimal) -> bool:
    return enough(sum(cover.reported.get("", 0) for cover in covers), sum(cover.expected for cover in covers), line)


def _problem(indicator: Indicator, figure: Figure | None) -> str:
    if figure is None:
        return Reason.NOT_NUMERIC if indicator.type == "cascade" else Reason.NOT_ADDED_UP
    return figure.problem or (Reason.DENOMINATOR_ZERO if figure.denominator is not None else Reason.NOT_COMBINED)


def _answer(line: Line) -> Reason:
    if not line.expected:
        return Reason.NOT_APPLICABLE
    return Reason.NOT_SAFE if "not_safe" in line.states else Reason.ANSWERED_NO_DATA
