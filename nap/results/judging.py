"""The status rules in the order of docs/results.md, for one row that is not hidden. A row enters, an assessment leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from nap.facts import Frequency, Period, Status
from nap.plan import Indicator, Plan, due_date
from nap.results.assessment import Assessment, Goal, assess, goal_of
from nap.results.coverage import Cover, Covers, Lot
from nap.results.figures import Figure, Figures, number
from nap.results.periods import enough, since, sum_of, years_since
from nap.results.places import ADDS_PLACES
from nap.results.reasons import Reason
from nap.results.spans import Span, last_day, month_of, shown_periods, span_of

_NOT_NUMERIC = frozenset({"list", "narrative"})

# The same for most rows of a table, so made once.
_NO_DATA, _NOT_DUE, _CONTEXT = Assessment(Status.NO_DATA), Assessment(Status.NOT_DUE), Assessment(Status.CONTEXT)
_WORDS = Assessment(Status.NOT_ASSESSABLE, Reason.NOT_NUMERIC)
_OF_THE_TOTAL = Assessment(Status.NOT_ASSESSABLE, Reason.OF_THE_TOTAL)


@dataclass(slots=True)
class Table:
    """Everything known of one indicator: figures and coverage by place and period."""

    indicator: Indicator
    figures: dict[str, dict[Span, Figures]]
    covers: Covers
    inside: Mapping[str, Sequence[str]]
    """Of each place the smaller ones within it."""
    goals: dict[str, Goal] = field(default_factory=dict)

    def below(self, place: str, span: Span, key: str) -> int:
        """Figures that came for smaller places within a place that has none; where places are added up there are no such."""
        if self.indicator.regions in ADDS_PLACES:
            return 0
        rows = (self.figures.get(code, {}).get(span, {}) for code in self.inside.get(place, ()))
        return sum(row[key].cells for row in rows if key in row)

    def goal(self, place: str, country: str) -> Goal:
        """The goal of a place."""
        if place not in self.goals:
            self.goals[place] = goal_of(self.indicator, place, country)
        return self.goals[place]


@dataclass(frozen=True, slots=True)
class Moment:
    """A period that has rows, with what the rules ask of it on the day of `as_of`."""

    period: Period
    span: Span
    end: date
    not_due: bool
    """The return that carries it is not due yet."""
    running: bool
    """It ends after `as_of`."""
    history: bool
    """It lies before the plan."""


@lru_cache(maxsize=64)
def moments_of(plan: Plan, frequency: Frequency, as_of: date, known: date | None = None) -> tuple[Moment, ...]:
    """Every period of the frequency and of each longer one up to the year, from the plan's history to the running ones.

    `known`: the day that decides what is due, if it is another one.
    """
    return tuple(
        Moment(
            period,
            span_of(period),
            period.end,
            not_due=due_date(plan, period) > (known or as_of),
            running=period.end > as_of,
            history=period.year < plan.years[0],
        )
        for period in shown_periods(plan.year(plan.history_from), frequency, as_of)
    )


@dataclass(slots=True)
class Line:
    """One row before it is judged: the figure with its number, cells reported and expected, answers instead of figures."""

    place: str
    moment: Moment
    key: str
    figure: Figure | None
    value: Decimal | None
    reported: int
    expected: int
    states: set[str]
    below: bool = False
    """Smaller places within this one have a figure."""
    missing: Sequence[Lot] = ()


class Judge:
    """Applies the rules of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.lines = plan.thresholds
        self.country = plan.regions.country.code

    def judge(self, table: Table, line: Line) -> Assessment:
        """Rules 2 to 12; rule 1 belongs to disclosure control."""
        indicator = table.indicator
        if indicator.type in _NOT_NUMERIC:
            return _WORDS
        if line.figure is None and not line.reported:
            return nothing(line)
        if indicator.additive and not enough(line.reported, line.expected, self.lines.coverage):
            return Assessment(Status.PARTIAL, Reason.NOT_SAFE if "not_safe" in line.states else "")
        if line.value is None or line.figure is None:
            status = Status.CONTEXT if indicator.direction == "none" else Status.NOT_ASSESSABLE
            return Assessment(status, _problem(line.figure) if line.figure else _elsewhere(indicator, line))
        return self._rated(table, line, line.figure, line.value)

    def _rated(self, table: Table, line: Line, figure: Figure, value: Decimal) -> Assessment:
        if line.key:
            return _part_of_total(table.indicator)
        goal, on = table.goal(line.place, self.country), day_of(table.indicator, line.moment, figure)
        hindrance = _hindrance(goal, line.moment)
        if not sums_up(goal) or hindrance:
            return assess(goal, value, on, self.lines, hindrance)
        return self._since_baseline(table, line, goal, on)

    def _since_baseline(self, table: Table, line: Line, goal: Goal, on: date) -> Assessment:
        """A target over the plan is compared with the sum since the day of the baseline (docs/plan-file.md)."""
        pieces = pieces_of(table.indicator, goal, line.moment)
        figures, covers = table.figures[line.place], table.covers.get(line.place, {})
        total = sum_of(table.indicator, (figures.get(piece) for piece in pieces))
        value = number(table.indicator, total) if total is not None else Decimal(0)
        if value is None:
            return Assessment(Status.NOT_ASSESSABLE, _problem(total) if total else "")
        verdict = assess(goal, value, on, self.lines)
        known = [covers[piece] for piece in pieces if piece in covers]
        if verdict.status is not Status.NOT_ASSESSABLE and not _complete(known, self.lines.coverage):
            return Assessment(Status.PARTIAL, Reason.EARLIER_PERIODS_PARTIAL)
        return verdict


def sums_up(goal: Goal) -> bool:
    """True if not the figure itself is compared with the target, but the sum since the baseline."""
    return goal.over == "plan" and goal.baseline is not None and goal.direction != "none"


def pieces_of(indicator: Indicator, goal: Goal, moment: Moment) -> list[Span]:
    """The periods of that sum: from the month after the baseline to the end of this one."""
    assert goal.baseline is not None
    first = month_of(goal.baseline.date, moment.period.begins) + 1
    if indicator.accumulation == "ytd":
        return years_since(first, moment.span)
    return since(first, moment.span, indicator.frequency.months)


def spans_asked(indicator: Indicator, moments: Iterable[Moment]) -> list[Span]:
    """Every period that has rows, by its end, and for year-to-date figures the times that sums over the plan are made of."""
    asked = tuple(moments)
    spans = {moment.span for moment in asked}
    targets = (*indicator.targets, *(target for several in indicator.regional_targets.values() for target in several))
    if indicator.accumulation == "ytd" and any(target.over == "plan" for target in targets):
        begins = next((moment.period.begins for moment in asked), 1)
        stood = [each for each in (indicator.baseline, *indicator.regional_baselines.values()) if each is not None]
        firsts = {month_of(each.date, begins) + 1 for each in stood}
        spans |= {piece for first in firsts for span in tuple(spans) for piece in years_since(first, span)}
    return sorted(spans, key=lambda span: (span[1], -span[0]))


def nothing(line: Line) -> Assessment:
    """Rule 3: nothing was accepted. An answer instead of a figure is no data, whether or not it is due."""
    answers = line.states - {"not_applicable"} if line.expected else line.states
    if answers:
        return Assessment(Status.NO_DATA, _answer(line))
    return _NOT_DUE if line.moment.not_due else _NO_DATA


def _part_of_total(indicator: Indicator) -> Assessment:
    """Progress, pace and status are of the total (docs/results.md)."""
    return _CONTEXT if indicator.direction == "none" else _OF_THE_TOTAL


def _hindrance(goal: Goal, moment: Moment) -> str:
    if goal.over == "year" and (moment.running or moment.period.frequency is not Frequency.YEAR):
        return Reason.PART_OF_YEAR
    return Reason.HISTORY if moment.history else ""


def day_of(indicator: Indicator, moment: Moment, figure: Figure) -> date:
    """The end of the value's period; of the period it was carried from, if nothing in it is newer."""
    lasting = figure.fresh or figure.lasting or indicator.accumulation == "flow"
    return moment.end if lasting and not moment.running else min(moment.end, last_day(figure.until, moment.period.begins))


def _complete(covers: list[Cover], line: Decimal) -> bool:
    return enough(sum(cover.reported.get("", 0) for cover in covers), sum(cover.expected for cover in covers), line)


def _problem(figure: Figure) -> str:
    return figure.problem or (Reason.DENOMINATOR_ZERO if figure.denominator is not None else Reason.NOT_COMBINED)


def _elsewhere(indicator: Indicator, line: Line) -> str:
    """Somebody reported, and yet no figure stands here: a cascade has only its steps, or another place was reported."""
    if indicator.type == "cascade" and not line.key:
        return Reason.NOT_NUMERIC
    return Reason.NOT_ADDED_UP if line.below else Reason.OF_LARGER_PLACE


def _answer(line: Line) -> Reason:
    if not line.expected:
        return Reason.NOT_APPLICABLE
    return Reason.NOT_SAFE if "not_safe" in line.states else Reason.ANSWERED_NO_DATA
