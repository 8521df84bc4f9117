"""Checks for what is not there: blank is missing, never zero. All warn; "nothing to report" answers whole rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from nap.facts import Fact, Finding, Period, Severity
from nap.plan import Breakdown, Owed
from nap.returns import tags
from nap.returns.checks.figures import ADDED_UP, part_values
from nap.returns.material import Material, Row

UNKNOWN = "_U"
"""The category of those of whom it is not stated; blank means none."""


def blank_rows(material: Material) -> Iterator[Finding]:
    """Expected rows in which nothing was typed; the first cell to fill is named."""
    if material.nothing:
        return
    blank = [row for row in material.rows if row.blank and row.figures and row.key in material.expected]
    answered = {row.key for row in material.rows if not row.blank} if blank else set()
    for row in blank:
        if (
            row.key not in answered
            and not material.item_count(*row.key)
            and not material.unread & {(row.indicator.code, row.region), (row.indicator.code, None)}
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
        yield from _categories(row)


def _blank(row: Row, tag: str) -> bool:
    return tag in row.figures and row.figures[tag].blank


def _pair(row: Row) -> Iterator[Finding]:
    blank = [tag for tag in (tags.NUMERATOR, tags.DENOMINATOR) if _blank(row, tag)]
    if len(blank) == 1:
        yield row.finding("missing-value", Severity.WARNING, blank[0], case="pair")


def _steps(row: Row) -> Iterator[Finding]:
    """Where nobody came as far as one step, nobody came further: 0 is offered for what is blank behind it."""
    none_left = False
    for tag in row.figures:
        none_left = none_left or row.value(tag) == 0
        if _blank(row, tag) and none_left:
            yield row.finding("missing-value", Severity.WARNING, tag, case="after-zero", facts={"offer": "0"})
        elif _blank(row, tag):
            yield row.finding("missing-value", Severity.WARNING, tag, case="step")


def _total(row: Row) -> Iterator[Finding]:
    """The sum of one breakdown is named, never of several; it is offered where only those not stated are blank."""
    if not _blank(row, tags.TOTAL):
        return
    sums = {each.by: part_values(row, each) for each in row.indicator.breakdowns}
    known = max((sum(values.values(), Decimal(0)) for values in sums.values()), default=Decimal(0))
    facts: dict[str, Fact] = {"sum": known}
    named = (each for each in row.indicator.breakdowns if each.disjoint and each.complete and _all_but_unknown(row, each))
    if {sum(sums[each.by].values(), Decimal(0)) for each in named} == {known}:
        facts |= {"offer": format(known, "f")}
    yield row.finding("missing-value", Severity.WARNING, tags.TOTAL, case="total", facts=facts)


def _all_but_unknown(row: Row, breakdown: Breakdown) -> bool:
    wanted = [tags.category_tag(breakdown.by, each) for each in breakdown.categories if each != UNKNOWN]
    return all(row.value(tag) is not None for tag in wanted)


def _categories(row: Row) -> Iterator[Finding]:
    """Every required category but "not stated"; where the total is zero there is nobody to split.

    What can only be one number is offered, also of a breakdown that is not required: men 12 of 12, and women blank.
    """
    total = row.figures.get(tags.TOTAL)
    if total is not None and (total.blank or total.state or total.value == 0):
        return
    for breakdown in row.indicator.breakdowns:
        wanted = (tags.category_tag(breakdown.by, each) for each in breakdown.categories if each != UNKNOWN)
        blank = [tag for tag in wanted if _blank(row, tag)]
        if not blank:
            continue
        values = part_values(row, breakdown)
        left = _left(row, breakdown, values)
        for tag in blank:
            if left == 0:
                facts: dict[str, Fact] = {"total": row.value(tags.TOTAL), "offer": "0"}
                yield row.finding("missing-value", Severity.WARNING, tag, case="nothing-left", facts=facts)
            elif breakdown.required:
                yield _category(row, tag, bool(values), left if len(blank) == 1 and _unknown_given(row, breakdown) else None)


def _category(row: Row, tag: str, begun: bool, left: Decimal | None) -> Finding:
    if left is None or left < 0:
        return row.finding("missing-value", Severity.WARNING, tag, case="category" if begun else "breakdown")
    facts: dict[str, Fact] = {"number": left, "total": row.value(tags.TOTAL), "offer": format(left, "f")}
    return row.finding("missing-value", Severity.WARNING, tag, case="left", facts=facts)


def _left(row: Row, breakdown: Breakdown, values: Mapping[str, Decimal]) -> Decimal | None:
    """What the filled parts of a whole breakdown leave of the total; None where parts overlap or there are none."""
    total = row.value(tags.TOTAL)
    if total is None or not values or row.indicator.type not in ADDED_UP or not (breakdown.disjoint and breakdown.complete):
        return None
    if any(row.figures[tag].failed for tag in row.figures):
        return None
    return total - sum(values.values(), Decimal(0))


def _unknown_given(row: Row, breakdown: Breakdown) -> bool:
    tag = tags.category_tag(breakdown.by, UNKNOWN)
    return UNKNOWN not in breakdown.categories or row.value(tag) is not None
