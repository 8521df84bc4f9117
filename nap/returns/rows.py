"""One data row of the workbook: a line goes in; a Row with its figures and state comes out, and every finding about its cells.

A cell that cannot be read is left out, the rest of the row is still read and checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from nap.facts import Fact, Finding, Severity
from nap.plan import Indicator, Plan
from nap.returns import choices, tags
from nap.returns.asides import aside
from nap.returns.cells import Demand, Problem, Reading, demand_of, demand_of_pair, read_cell
from nap.returns.columns import Line
from nap.returns.keys import Keys
from nap.returns.material import Figure, Lost, Row
from nap.returns.numbers import NoData, read_number

GRADED = frozenset({"milestone", "ordinal"})


@dataclass(frozen=True)
class Inputs:
    """What an indicator's row may hold: for each value column its demand; `parts` are the breakdown keys by tag."""

    indicator: Indicator

    @cached_property
    def parts(self) -> dict[str, str]:
        """Tag → breakdown key, in order of the plan: `#value+f` → `sex=F`."""
        return tags.parts_by_tag(self.indicator)

    @cached_property
    def demands(self) -> dict[str, Demand]:
        """Tag → demand for every open value column of this indicator."""
        total = demand_of(self.indicator)
        if self.indicator.has_ratio:
            pair = demand_of_pair(self.indicator)
            return {tags.NUMERATOR: pair, tags.DENOMINATOR: pair, **dict.fromkeys(self.parts, total)}
        if self.indicator.type in GRADED:
            return {tags.LEVEL: total, **dict.fromkeys(self.parts, total)}
        if self.indicator.type in {"cascade", "narrative"}:
            return dict.fromkeys(self.parts, total)
        return {tags.TOTAL: total, **dict.fromkeys(self.parts, total)}


@dataclass(frozen=True)
class RowReader:
    """Reads the data rows of one return."""

    plan: Plan
    keys: Keys
    _inputs: dict[str, Inputs] = field(default_factory=dict)

    def inputs(self, indicator: Indicator) -> Inputs:
        """The columns of that indicator, worked out once."""
        if indicator.code not in self._inputs:
            self._inputs[indicator.code] = Inputs(indicator)
        return self._inputs[indicator.code]

    def read(self, line: Line) -> tuple[Row | Lost | None, list[Finding]]:
        """The row, or what is known of its key where a part is not; all three parts are looked at before giving up.

        None for a line that is no row: a note, a line of totals.
        """
        indicator, findings = self.keys.indicator(line)
        if indicator is None:
            if (said := aside(line, findings)) is not None:
                return None, said
            known = self.plan.regions.get(line.text(tags.REGION))
            return (None, known.code if known else None, None), findings
        region, about_region = self.keys.region(line, indicator)
        period, about_period = self.keys.when(line, indicator)
        findings += about_region + about_period
        figures, problems = self._figures(line, indicator)
        state, about_state = _choice(line, tags.STATE, choices.state, "state")
        quality, about_quality = _choice(line, tags.QUALITY, choices.quality, "quality")
        failed = bool(about_state)
        problems += about_state + about_quality
        row = Row(
            line, indicator, region or "", period or self.keys.period, figures, state, quality, line.words(tags.SOURCE), failed
        )
        findings += [_found(row, tag, problem) for tag, problem in problems]
        return (row if region and period else (indicator.code, region, period)), findings

    def _figures(self, line: Line, indicator: Indicator) -> tuple[dict[str, Figure], list[tuple[str, Problem]]]:
        demands = dict(self.inputs(indicator).demands)
        tag_of_level = _level_column(line, indicator)
        if tag_of_level == tags.TOTAL:
            demands[tags.TOTAL] = demands.pop(tags.LEVEL)
        figures: dict[str, Figure] = {}
        problems: list[tuple[str, Problem]] = []
        for tag, demand in demands.items():
            if (place := line.address(tag)) is None:
                continue
            reading = _level(line, tag, indicator) if tag == tag_of_level else _read(line, tag, demand)
            bad = reading.problem is not None and reading.problem.severity is Severity.ERROR
            figures[tag] = Figure(place, line.text(tag), reading.value, reading.state, bad)
            if reading.problem is not None:
                problems.append((tag, reading.problem))
        typed, more = self._typed_percentage(line, indicator)
        return figures | typed, problems + more + list(_not_allowed(line, indicator, demands))

    def _typed_percentage(self, line: Line, indicator: Indicator) -> tuple[dict[str, Figure], list[tuple[str, Problem]]]:
        """A total typed over the locked column is kept only to be compared; our own formula there is never read."""
        if not indicator.has_ratio:
            return {}, []
        cell = line.cell(tags.TOTAL)
        place = line.address(tags.TOTAL)
        if cell is None or cell.formula or place is None:
            return {}, []
        reading = _read(line, tags.TOTAL, demand_of(indicator))
        bad = reading.problem is not None and reading.problem.severity is Severity.ERROR
        return {tags.TOTAL: Figure(place, line.text(tags.TOTAL), reading.value, "", bad)}, [
            (tags.TOTAL, reading.problem)
        ] if reading.problem else []


def _read(line: Line, tag: str, demand: Demand) -> Reading:
    return read_cell(line.cell(tag), demand, date1904=line.table.date1904)


def _level_column(line: Line, indicator: Indicator) -> str | None:
    """Where the answer of a milestone or ordinal stands: its own column, else the total, where many would put it."""
    if indicator.type not in GRADED:
        return None
    total = line.cell(tags.TOTAL)
    return (
        tags.TOTAL if not line.text(tags.LEVEL) and total is not None and total.text.strip() and not total.formula else tags.LEVEL
    )


def _level(line: Line, tag: str, indicator: Indicator) -> Reading:
    cell = line.cell(tag)
    if cell is None or not cell.text.strip() or cell.kind in {"error", "formula_empty", "date"}:
        return _read(line, tag, Demand())
    text = line.text(tag)
    value = _milestone(text) if indicator.type == "milestone" else _ordinal(text, indicator)
    if value is not None:
        return Reading(value)
    state = "no_data" if isinstance(read_number(text), NoData) else choices.mark(text)
    if state:
        return Reading(state=state, problem=Problem("no-data-mark", state.replace("_", "-"), severity=Severity.FIXED))
    return Reading(problem=_no_answer(indicator))


def _milestone(text: str) -> Decimal | None:
    answer = choices.yes_no(text)
    return None if answer is None else Decimal(int(answer))


def _ordinal(text: str, indicator: Indicator) -> Decimal | None:
    """By code, by title in any language, or by the number of the level from 0 (docs/results.md)."""
    shape = choices.answer(text)
    for number, level in enumerate(indicator.scale):
        if shape in {str(number), choices.fold(level.code), *map(choices.fold, level.title.values())}:
            return Decimal(number)
    return None


def _no_answer(indicator: Indicator) -> Problem:
    if indicator.type == "milestone":
        return Problem("not-a-number", "yes-no")
    titles: dict[str, list[str]] = {}
    for level in indicator.scale:
        for lang, title in level.title.items():
            titles.setdefault(lang, []).append(title)
    facts: list[tuple[str, Fact]] = [(f"levels:{lang}", "; ".join(each)) for lang, each in titles.items()]
    return Problem("not-a-number", "level", facts=(*facts, ("top", len(indicator.scale) - 1)))


def _not_allowed(line: Line, indicator: Indicator, demands: Mapping[str, Demand]) -> Iterator[tuple[str, Problem]]:
    """Figures in columns that are not this indicator's; formulas there are ours or nobody's, a dash says nothing."""
    for tag, column in line.table.columns.items():
        cell = line.cells.get(column)
        if cell is None or cell.formula or tag in demands or not tag.startswith("#value+") or tag in {tags.STATE, tags.TEXT}:
            continue
        if (indicator.has_ratio and tag == tags.TOTAL) or not cell.text.strip() or isinstance(read_number(cell.text), NoData):
            continue
        part = tag not in {tags.TOTAL, tags.NUMERATOR, tags.DENOMINATOR, tags.LEVEL}
        yield tag, Problem("breakdown-not-allowed", "" if part else "column", facts=(("column", tag),))


def _choice(line: Line, tag: str, meaning: choices.Meaning, case: str) -> tuple[str, list[tuple[str, Problem]]]:
    text = line.text(tag)
    if not text or isinstance(read_number(text), NoData):
        return "", []
    code = meaning(text) or (choices.mark(text) if tag == tags.STATE else None)
    if code:
        return code, []
    near = choices.near_label(case, text)
    return "", [(tag, Problem("unknown-choice", case, (("offer", near),) if near else ()))]


def _found(row: Row, tag: str, problem: Problem) -> Finding:
    return row.finding(problem.code, problem.severity, tag, case=problem.case, facts=dict(problem.facts))
