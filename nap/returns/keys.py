"""Which indicator, place and period a row is about: what was typed goes in; the key comes out, or a finding why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from nap.facts import Fact, Finding, Frequency, Period, Severity
from nap.plan import Indicator, Owed, Plan, owed, return_period
from nap.returns import tags
from nap.returns.cells import Problem
from nap.returns.codes import Codes, fold_code
from nap.returns.columns import Line
from nap.returns.identity import is_history
from nap.returns.periods import read_period
from nap.returns.places import Places

Findings = list[Finding]
KEY_TAGS = frozenset({tags.INDICATOR, tags.REGION, tags.REGION_NAME, tags.PERIOD})


def place(problem: Problem, line: Line, tag: str, indicator: str | None = None, region: str | None = None) -> Finding:
    """The finding for this row; the cell is that column's, else that of the first key column the sheet has."""
    cell = line.address(tag) or line.address(tags.REGION_NAME) or line.address(tags.INDICATOR)
    cells, found = (cell,) if cell else (), line.text(tag) or _stray(line)
    return Finding(
        problem.code, problem.severity, line.table.sheet.name, cells, indicator, region, found, problem.case, problem.facts
    )


def _stray(line: Line) -> str | None:
    """The first number in a row whose key is empty, with its cell: else nobody knows what the row was meant for."""
    others = line.table.columns.keys() - KEY_TAGS
    numbers = ((tag, line.cell(tag)) for tag in sorted(others, key=line.table.columns.__getitem__))
    tag = next((tag for tag, cell in numbers if cell is not None and cell.kind == "number"), None)
    return f"{line.text(tag)} ({line.address(tag)})" if tag else None


@dataclass(frozen=True)
class Keys:
    """Reads the keys of the rows of one return; remembers what it found out."""

    plan: Plan
    partner: str
    period: Period
    _periods: dict[tuple[str, str], tuple[Period | None, Problem | None]] = field(default_factory=dict)

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """The rows expected in this return."""
        return owed(self.plan, self.partner, self.period)

    @cached_property
    def _codes(self) -> Codes:
        return Codes(self.plan)

    @cached_property
    def _places(self) -> Places:
        found: dict[str, set[str]] = {}
        for row in self.owed:
            found.setdefault(row.indicator, set()).add(row.region)
        return Places(self.plan, self.partner, found, self.period)

    def indicator(self, line: Line) -> tuple[Indicator | None, Findings]:
        """The indicator of a row. A code that only looks different is taken and said; anything else is asked for."""
        if tags.INDICATOR not in line.table.columns:
            return None, []
        text = line.text(tags.INDICATOR)
        exact = self.plan.indicator(text)
        if exact is not None and text in self._taken_away:
            return None, [place(Problem("unknown-indicator", "not-yours"), line, tags.INDICATOR, text)]
        if exact is not None:
            return exact, []
        code, problem = self._codes.read(text, line.cell(tags.INDICATOR))
        found = [place(problem, line, tags.INDICATOR, code)] if problem else []
        return self.plan.indicator(code) if code else None, found

    @cached_property
    def _taken_away(self) -> frozenset[str]:
        """What was asked of the partner in other periods only: somebody else may count it now."""
        partner = self.plan.partner(self.partner)
        term = partner.term(self.period) if partner else None
        if partner is None or term is None:
            return frozenset()
        return frozenset(code for each in partner.terms for code in each.indicators) - frozenset(term.indicators)

    def region(self, line: Line, indicator: Indicator) -> tuple[str | None, Findings]:
        """The region code of a row. A column that is not there was reported once, as a missing column."""
        if not {tags.REGION, tags.REGION_NAME} & line.table.columns.keys():
            return None, []
        code, name = line.text(tags.REGION), line.text(tags.REGION_NAME)
        region, problem = self._places.read(code, name, indicator.code)
        if problem is None:
            return region, []
        finding = place(problem, line, tags.REGION if code or not name else tags.REGION_NAME, indicator.code, region)
        where = line.address(tags.REGION)
        return region, [replace(finding, cells=(where,)) if where and _offers(problem) else finding]

    def when(self, line: Line, indicator: Indicator) -> tuple[Period | None, Findings]:
        """The period of a row: one that ends in this return, or one of the years before the plan."""
        if tags.PERIOD not in line.table.columns:
            return None, []
        text = line.text(tags.PERIOD)
        cell = line.cell(tags.PERIOD)
        if cell is not None and cell.kind == "date" and isinstance(cell.value, date) and indicator.frequency is Frequency.MONTH:
            text = f"{cell.value:%Y-%m}"
        if (text, indicator.code) not in self._periods:
            self._periods[text, indicator.code] = self._period(text, indicator)
        period, problem = self._periods[text, indicator.code]
        return period, [place(problem, line, tags.PERIOD, indicator.code)] if problem else []

    def _period(self, text: str, indicator: Indicator) -> tuple[Period | None, Problem | None]:
        mine = _ending_in(self.period, indicator.frequency)
        period, perhaps = _parse(self.plan, text, mine)
        if not mine and (period is None or not is_history(self.plan, period)):
            return None, _retired(indicator)
        if period is None:
            return None, _unread(text, mine, perhaps)
        if period in mine or is_history(self.plan, period):
            return (period, _corrected(text, period)) if indicator.valid_in(period) else (None, _retired(indicator))
        return None, self._elsewhere(period, indicator, mine)

    def _elsewhere(self, period: Period, indicator: Indicator, mine: tuple[Period, ...]) -> Problem:
        facts: tuple[tuple[str, Fact], ...] = (("periods", "|".join(map(str, mine))),)
        if period.frequency is not indicator.frequency:
            return Problem("wrong-period", "frequency", facts)
        inside = self.plan.years[0] <= period.year <= self.plan.years[1]
        other: tuple[tuple[str, Fact], ...] = (("return_period", str(return_period(self.plan, period))),)
        return Problem("wrong-period", "other-return" if inside else "outside", (*facts, *other))


def _retired(indicator: Indicator) -> Problem:
    return Problem("wrong-period", "retired", (("valid_from", indicator.valid_from), ("valid_to", indicator.valid_to)))


def _ending_in(period: Period, frequency: Frequency) -> tuple[Period, ...]:
    """The periods of that frequency whose last day lies in this return."""
    if frequency.months <= period.frequency.months:
        return period.parts(frequency)
    longer = period.within(frequency)
    return (longer,) if longer.end == period.end else ()


def _parse(plan: Plan, text: str, mine: Iterable[Period]) -> tuple[Period | None, tuple[Period, ...]]:
    """The period a text certainly means, else those of `mine` it may mean."""
    try:
        return plan.period(fold_code(text)), ()
    except ValueError:
        written = read_period(text, mine, plan.calendar.year_begins)
        return written.certain, written.perhaps


def _unread(text: str, mine: tuple[Period, ...], perhaps: tuple[Period, ...]) -> Problem:
    """Asked for; the one period it may mean is offered, and the one of this return where the cell is empty."""
    facts: tuple[tuple[str, Fact], ...] = (("periods", "|".join(map(str, mine))),)
    likely = perhaps if text else mine
    offer: tuple[tuple[str, Fact], ...] = (("offer", str(likely[0])),) if len(likely) == 1 else ()
    if text and offer:
        return Problem("wrong-period", "near", (*facts, ("period", str(likely[0])), *offer))
    return Problem("wrong-period", "format" if text else "blank", (*facts, *offer))


def _corrected(text: str, period: Period) -> Problem | None:
    """Certain, but written in another way: taken and said."""
    if text == str(period):
        return None
    return Problem("code-corrected", "period", (("code", str(period)), ("period", str(period))), Severity.FIXED)


def _offers(problem: Problem) -> bool:
    return any(name == "offer" for name, _ in problem.facts)
