"""Checks over several rows: a row given twice, running totals that fall, rules of the plan, lost decimals, lists and items."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import eq, ge, gt, le, lt

from nap.facts import Fact, Finding, Period, Severity
from nap.plan.rules import Operand, Rule, read_rule
from nap.returns import tags
from nap.returns.material import Material, Row
from nap.returns.numbers import tidy


def duplicates(material: Material) -> Iterator[Finding]:
    """The same indicator, region and period answered twice; blank copies do not matter."""
    first: dict[tuple[str, str, Period], Row] = {}
    for row in material.rows:
        if row.blank:
            continue
        earlier = first.setdefault(row.key, row)
        if earlier is not row:
            place = earlier.line.address(tags.INDICATOR) or ""
            facts: dict[str, Fact] = {"other_sheet": earlier.sheet, "other_cell": place, "period": str(row.period)}
            yield row.finding("duplicate-row", Severity.ERROR, tags.INDICATOR, found=row.indicator.code, facts=facts)


def falling_totals(material: Material) -> Iterator[Finding]:
    """Figures since January or since the start of the plan cannot fall from one period of the file to the next (domain 4.3)."""
    groups: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for row in material.rows:
        if row.indicator.accumulation in {"ytd", "since_start"}:
            year = row.period.year if row.indicator.accumulation == "ytd" else 0
            groups[row.indicator.code, row.region, year].append(row)
    for rows in groups.values():
        for before, after in pairwise(sorted(rows, key=lambda row: row.period)):
            yield from _fallen(before, after)


def _fallen(before: Row, after: Row) -> Iterator[Finding]:
    for tag in after.figures:
        earlier, later = before.value(tag), after.value(tag)
        if earlier is not None and later is not None and later < earlier and before.period != after.period and tag != tags.LEVEL:
            facts: dict[str, Fact] = {
                "earlier": earlier,
                "later": later,
                "period": str(before.period),
                "other_cell": before.line.address(tag) or "",
            }
            case = after.indicator.accumulation.replace("_", "-")
            yield after.finding("total-decreased", Severity.ERROR, tag, case=case, facts=facts)


_SIGNS = {"<=": le, ">=": ge, "=": eq, "<": lt, ">": gt}
_Side = tuple[Operand, ...]
_Places = Mapping[tuple[str, str, date], Row]


def rules(material: Material) -> Iterator[Finding]:
    """Rules of the plan between figures of one place whose periods end on the same day; all of them must be there and sound."""
    indicators = {each.code: each for each in material.plan.indicators}
    wanted = {
        text: rule
        for each in material.plan.indicators
        for text in each.rules
        if isinstance(rule := read_rule(text, indicators), Rule)
    }
    rows = {(row.indicator.code, row.region, row.period.end): row for row in material.rows}
    for text, rule in wanted.items():
        for (code, region, end), row in rows.items():
            if code == rule.left[0].indicator:
                yield from _broken(text, rule, row, rows, (region, end))


def _broken(text: str, rule: Rule, row: Row, rows: _Places, where: tuple[str, date]) -> Iterator[Finding]:
    left, right = _side(rule.left, rows, where), _side(rule.right, rows, where)
    if left is None or right is None or _SIGNS[rule.sign](sum(left), sum(right)):
        return
    other = rows[(rule.right[0].indicator, *where)]
    facts: dict[str, Fact] = {
        "other": other.indicator.code,
        "other_sheet": other.sheet,
        "other_cell": other.line.address(_tag(other, rule.right[0])) or "",
    }
    facts |= {"rule": text, "first": sum(left, Decimal(0)), "second": sum(right, Decimal(0))}
    yield row.finding("rule-broken", Severity.WARNING, _tag(row, rule.left[0]), facts=facts)


def _side(side: _Side, rows: _Places, where: tuple[str, date]) -> list[Decimal] | None:
    values = [row.value(_tag(row, each)) if (row := rows.get((each.indicator, *where))) else None for each in side]
    sound = [value for value in values if value is not None]
    return sound if len(sound) == len(side) else None


def _tag(row: Row, operand: Operand) -> str:
    """The column of a figure: a category or step, else the total, the numerator of a ratio, the level."""
    by, _, category = operand.breakdown.partition("=")
    if category:
        return tags.category_tag(by, category)
    return tags.NUMERATOR if row.indicator.has_ratio else tags.LEVEL if tags.LEVEL in row.figures else tags.TOTAL


_TIMES = 5
"""So many times the middle of the neighbours is suspicious (domain 4.8, V-DECIMAL2)."""
_NEIGHBOURS = 4


def lost_decimals(material: Material) -> Iterator[Finding]:
    """Shares and rates far above the other regions of the same period, and in line with them after ÷10 or ÷100."""
    groups: dict[tuple[str, Period, str], list[tuple[Decimal, Row]]] = defaultdict(list)
    for row in material.rows:
        if row.indicator.type in {"percentage", "rate"} and not row.indicator.has_ratio:
            for tag, figure in row.figures.items():
                if figure.value is not None and not figure.failed:
                    groups[row.indicator.code, row.period, tag].append((figure.value, row))
    for (_, _, tag), group in groups.items():
        if len(group) > _NEIGHBOURS:
            yield from _far_above(group, tag)


def _far_above(group: list[tuple[Decimal, Row]], tag: str) -> Iterator[Finding]:
    ordered = sorted(value for value, _ in group)
    for value, row in group:
        middle = _median_without(ordered, value)
        if middle <= 0 or value <= _TIMES * middle:
            continue
        smaller = [tidy(value / divisor) for divisor in (10, 100)]
        meant = next((each for each in smaller if each <= _TIMES * middle), None)
        if meant is not None:
            yield row.finding("lost-decimal", Severity.WARNING, tag, facts={"number": meant, "middle": middle})


def _median_without(ordered: list[Decimal], value: Decimal) -> Decimal:
    """The median of the others, without building their list."""
    gap, count = bisect_left(ordered, value), len(ordered) - 1
    low, high = ((count - 1) // 2, count // 2)
    return (ordered[low + (low >= gap)] + ordered[high + (high >= gap)]) / 2


def list_counts(material: Material) -> Iterator[Finding]:
    """The number of a list against the items named on the items sheet."""
    for row in material.rows:
        typed = row.value(tags.TOTAL)
        if row.indicator.type == "list" and typed is not None:
            items = material.item_count(row.indicator.code, row.region, row.period)
            if items != typed and (items or typed):
                yield row.finding("items-differ", Severity.WARNING, tags.TOTAL, facts={"items": items, "number": typed})
