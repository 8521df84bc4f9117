"""Checks for what is not there: blank is missing, never zero (design 5). All warn; "nothing to report" answers whole rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nap.facts import Finding, Period, Severity
from nap.plan import Owed
from nap.returns import tags
from nap.returns.checks.figures import ADDED_UP, part_values
from nap.returns.material import Material, Row


def blank_rows(material: Material) -> Iterator[Finding]:
    """Expected rows in which nothing was typed; the first cell to fill is named."""
    if material.nothing:
        return
    answered = {row.key for row in material.rows if not row.blank}
    for row in material.rows:
        if (
            row.blank
            and row.figures
            and row.key in material.expected
            and row.key not in answered
            and not material.item_count(*row.key)
        ):
            yield row.finding("missing-value", Severity.WARNING, next(iter(row.figures)), case="row")


def absent_rows(material: Material) -> Iterator[Finding]:
    """Expected rows that are not in the workbook. A row whose key could not be read may be the one; it was reported already."""
    if material.nothing:
        return
    sheets = {row.indicator.objective: row.sheet for row in material.rows}
    seen = {row.key for row in material.rows}
    for each in material.owed:
        indicator = material.plan.indicator(each.indicator)
        if indicator is None or indicator.type == "narrative" or (each.indicator, each.region, each.period) in seen:
            continue
        if not _lost(material, each):
            facts = (("period", str(each.period)),)
            sheet = sheets.get(indicator.objective)
            yield Finding("missing-value", Severity.WARNING, sheet, (), each.indicator, each.region, None, "absent", facts)


def _lost(material: Material, each: Owed) -> bool:
    """True if a row with an unreadable part of its key agrees with this one in all the other parts."""
    ways: list[tuple[str | None, str | None, Period | None]] = [
        (indicator, region, period)
        for indicator in (each.indicator, None)
        for region in (each.region, None)
        for period in (each.period, None)
    ]
    return any(way in material.lost for way in ways)


def blank_narratives(material: Material) -> Iterator[Finding]:
    """Narratives that were asked for and not written."""
    if not material.nothing:
        for sheet, cell, indicator, region in material.unwritten:
            yield Finding("missing-value", Severity.WARNING, sheet, (cell,), indicator, region or None, None, "narrative")


def blank_cells(material: Material) -> Iterator[Finding]:
    """Blank cells of rows that were begun: the other half of a ratio, a step, a total, a required category."""
    for row in material.rows:
        if row.state or row.blank or row.failed:
            continue
        if row.indicator.has_ratio:
            yield from _pair(row)
        elif row.indicator.type == "cascade":
            yield from _steps(row)
        elif row.indicator.type in ADDED_UP:
            yield from _total(row)
        yield from _required(row)


def _blank(row: Row, tag: str) -> bool:
    return tag in row.figures and row.figures[tag].blank


def _pair(row: Row) -> Iterator[Finding]:
    blank = [tag for tag in (tags.NUMERATOR, tags.DENOMINATOR) if _blank(row, tag)]
    if len(blank) == 1:
        yield row.finding("missing-value", Severity.WARNING, blank[0], case="pair")


def _steps(row: Row) -> Iterator[Finding]:
    for tag in row.figures:
        if _blank(row, tag):
            yield row.finding("missing-value", Severity.WARNING, tag, case="step")


def _total(row: Row) -> Iterator[Finding]:
    if _blank(row, tags.TOTAL):
        known = sum((figure.value for figure in row.figures.values() if figure.value is not None), Decimal(0))
        yield row.finding("missing-value", Severity.WARNING, tags.TOTAL, case="total", facts={"sum": known})


def _required(row: Row) -> Iterator[Finding]:
    """Every category but "not stated"; where the total is zero there is nobody to split."""
    total = row.figures.get(tags.TOTAL)
    if total is not None and (total.blank or total.state or total.value == 0):
        return
    for breakdown in row.indicator.breakdowns:
        if not breakdown.required:
            continue
        for category in breakdown.categories:
            tag = tags.category_tag(breakdown.by, category)
            if category != "_U" and _blank(row, tag):
                case = "category" if part_values(row, breakdown) else "breakdown"
                yield row.finding("missing-value", Severity.WARNING, tag, case=case)
