"""From the figures of a foreign table to a checked return: what was drawn enters, a `Checked` with every finding leaves.

A figure goes through the checks that a row of the return workbook goes through, and every finding points to its cell in the
foreign sheet. What a template asks for (missing rows, blank cells, lists, the due date) is not asked of a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from nap.facts import Fact, Finding, Observation, Period, Severity
from nap.foreign.drawing import Drawn
from nap.foreign.model import Remark
from nap.foreign.standing import figures_that_differ, no_data_beside_figures, parts_left_behind
from nap.plan import Indicator, Plan, return_period
from nap.returns import tags
from nap.returns.book import Book, Cell, Sheet, position
from nap.returns.cells import Problem, demand_of, demand_of_pair, read_cell
from nap.returns.check import Checked, History, judged
from nap.returns.checks import figures, run
from nap.returns.checks.copies import copied_figures
from nap.returns.checks.decimals import lost_decimals
from nap.returns.checks.history import fallen_totals, large_jumps, leaping_denominators, unmoved_totals
from nap.returns.checks.history_accepted import shared_places
from nap.returns.checks.history_copies import constant_zeros, copies, taken_from_elsewhere
from nap.returns.checks.history_slips import far_from_others, running_totals, shifted
from nap.returns.checks.periods import falling_totals, periods_in_periods
from nap.returns.checks.places import places_in_places
from nap.returns.checks.rules import rules
from nap.returns.checks.whole import hidden_content, no_history, small_cells
from nap.returns.checks.wholes import shares_of_a_whole
from nap.returns.checks.zeros import lone_zeros, nothing_but_zeros
from nap.returns.columns import Line, Table
from nap.returns.material import Figure, Material, Row
from nap.returns.past import Past
from nap.returns.rows import GRADED

CHECKS: tuple[Callable[[Material], Iterable[Finding]], ...] = (
    *(figures.ratios, figures.parts, figures.cascades),
    *(falling_totals, periods_in_periods, places_in_places, rules, shares_of_a_whole, lost_decimals, copied_figures),
    *(lone_zeros, nothing_but_zeros, hidden_content, small_cells),
    *(no_history, figures_that_differ, no_data_beside_figures, parts_left_behind, shifted, far_from_others, running_totals),
    *(fallen_totals, unmoved_totals, large_jumps, copies, taken_from_elsewhere, constant_zeros, leaping_denominators),
    shared_places,
)
"""Those of a return (`nap.returns.checks`) that are about figures, and what a table says beside what is accepted."""


def table_period(plan: Plan, observations: Iterable[Observation]) -> Period | None:
    """The period of the return that a table becomes: the one in which its newest period ends, before the plan that whole year.

    None without figures.
    """
    newest = max((each.period for each in observations), default=None)
    if newest is None or newest.year < plan.years[0]:
        return None if newest is None else plan.year(newest.year)
    return return_period(plan, newest)


def checked_table(
    drawn: Drawn,
    book: Book,
    plan: Plan,
    partner: str,
    period: Period,
    today: date,
    history: History | None,
    language: str,
    personal: Sequence[Finding] = (),
) -> Checked:
    """The figures of a table with all that was found about them. `personal`: what is known of the file as a whole."""
    rows = tuple(rows_of(drawn.observations, book, plan))
    indicators = {row.indicator.code for row in rows}
    remember = None if history is None else partial(_past, history, plan, partner, period, indicators)
    material = Material(plan, partner, period, today, book, (), rows, remember=remember)
    findings = [*_asked(drawn.remarks), *_out_of_range(rows), *_not_begun(rows, today), *run(CHECKS, material), *personal]
    checked = Checked("", plan, partner, period, language, len(rows), drawn.observations)
    return judged(checked, book, [_placed(each) for each in findings])


def _past(history: History, plan: Plan, partner: str, period: Period, indicators: frozenset[str] | set[str]) -> Past:
    return history.past(plan, partner, period, indicators)


def _placed(finding: Finding) -> Finding:
    """Without cells of another sheet, which a finding cannot name."""
    cells = tuple(cell for cell in finding.cells if cell)
    return finding if cells == finding.cells else replace(finding, cells=cells)


# --- rows that stand on foreign cells


def rows_of(observations: Iterable[Observation], book: Book, plan: Plan) -> Iterator[Row]:
    """One row for each indicator, region and period, with its total and parts wherever they stand."""
    groups: dict[tuple[str, str, Period], list[Observation]] = defaultdict(list)
    for each in observations:
        groups[each.indicator, each.region, each.period].append(each)
    for (code, region, period), several in groups.items():
        indicator = plan.indicator(code)
        if indicator is not None:
            yield _row(indicator, region, period, several, book)


def _row(indicator: Indicator, region: str, period: Period, several: Sequence[Observation], book: Book) -> Row:
    name = next((each.place.sheet for each in several if each.place), "")
    sheet = book.sheet(name) or Sheet(name, "visible", {})
    given = {tag: figure for each in several for tag, figure in _figures(indicator, each, sheet)}
    apart = {tag: (figure.cell, _cell(sheet, figure)) for tag, figure in given.items()}
    first = next(iter(apart.values()), None)
    if first is not None:
        apart[tags.INDICATOR] = first
    number = position(first[0])[0] if first is not None and first[0] else 0
    line = Line(Table(sheet, "data", {}), number, {}, apart)
    quality = next((each.quality for each in several if each.quality), "")
    return Row(line, indicator, region, period, given, "", quality, several[0].source)


def _figures(indicator: Indicator, each: Observation, sheet: Sheet) -> Iterator[tuple[str, Figure]]:
    """The figures of one observation by their tags; of a ratio two."""
    places = [(_on(sheet, each, cell), typed) for cell, typed in each.typed] or [(each.place.cell if each.place else "", "")]
    if each.numerator is not None or each.denominator is not None:
        halves = ((tags.NUMERATOR, each.numerator), (tags.DENOMINATOR, each.denominator))
        for (tag, value), (cell, typed) in zip(halves, (*places, places[-1])[:2], strict=True):
            yield tag, Figure(cell, typed, value)
        return
    column = _tag(indicator, each.breakdown)
    if column is not None:
        yield column, Figure(*places[0], each.value, each.state)


def _tag(indicator: Indicator, breakdown: str) -> str | None:
    if not breakdown:
        return tags.LEVEL if indicator.type in GRADED else tags.TOTAL
    return next((tag for tag, key in tags.parts_by_tag(indicator).items() if key == breakdown), None)


def _on(sheet: Sheet, each: Observation, cell: str) -> str:
    """The address, empty where it stands on another sheet than the row's."""
    there = "!" in cell or (each.place is not None and each.place.sheet.casefold() != sheet.name.casefold())
    return "" if there else cell


def _cell(sheet: Sheet, figure: Figure) -> Cell:
    found = sheet.cells.get(position(figure.cell)) if figure.cell else None
    return found or Cell("text", figure.typed, figure.typed)


# --- what is found besides


def _asked(remarks: Iterable[Remark]) -> Iterator[Finding]:
    """What a person has still to decide was left out, and has to be explained."""
    for each in remarks:
        if each.asks:
            facts = (("remark", each.code), ("count", max(len(each.cells), 1)))
            yield Finding(
                "missing-value", Severity.WARNING, each.sheet or None, each.cells, found=each.found, case="undecided", facts=facts
            )


def _out_of_range(rows: Iterable[Row]) -> Iterator[Finding]:
    """Figures that the plan's limits do not allow."""
    for row in rows:
        for tag, figure in row.figures.items():
            if figure.value is not None and (problem := _problem(row.indicator, tag, figure)) is not None:
                yield row.finding(problem.code, problem.severity, tag, case=problem.case, facts=dict(problem.facts))


def _problem(indicator: Indicator, tag: str, figure: Figure) -> Problem | None:
    pair = tag in {tags.NUMERATOR, tags.DENOMINATOR}
    demand = demand_of_pair(indicator) if pair else demand_of(indicator)
    return read_cell(Cell("number", figure.value, figure.typed), demand).problem


def _not_begun(rows: Iterable[Row], today: date) -> Iterator[Finding]:
    """Figures of a time to come: a forecast is no observation."""
    for row in rows:
        if row.period.start > today:
            facts: Mapping[str, Fact] = {"period": str(row.period)}
            yield row.finding(
                "wrong-period", Severity.ERROR, next(iter(row.figures), tags.INDICATOR), case="to-come", facts=facts
            )
