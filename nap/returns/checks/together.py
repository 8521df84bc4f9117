"""Checks over several rows and sheets: a row given twice, lists against their items."""

from __future__ import annotations

from collections.abc import Iterator

from nap.facts import Fact, Finding, Period, Severity
from nap.returns import tags
from nap.returns.material import Material, Row


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


def list_counts(material: Material) -> Iterator[Finding]:
    """The number of a list against the items named on the items sheet."""
    for row in material.rows:
        typed = row.value(tags.TOTAL)
        if row.indicator.type == "list" and typed is not None:
            items = material.item_count(row.indicator.code, row.region, row.period)
            if items != typed and (items or typed):
                yield row.finding("items-differ", Severity.WARNING, tags.TOTAL, facts={"items": items, "number": typed})
