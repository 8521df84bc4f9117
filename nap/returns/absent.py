"""Value columns that are gone: rows go in; a finding comes out for each column without which some of them cannot be answered.

Whatever stood there would be lost without a word: nothing is blank where there is no cell. Said once a sheet, not once a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nap.facts import Finding, Severity
from nap.returns import tags
from nap.returns.book import address
from nap.returns.checks.blanks import UNKNOWN
from nap.returns.columns import Table
from nap.returns.material import Row
from nap.returns.rows import GRADED


def absent_columns(rows: Iterable[Row], told: Iterable[Finding]) -> Iterator[Finding]:
    """`missing-column` for each; `told` are the findings about heads, so that none is asked for twice."""
    asked = {(each.sheet, dict(each.facts).get("column")) for each in told if each.code == "missing-column"}
    for row in rows:
        for tag in () if row.state else _needed(row):
            if tag not in row.line.table.columns and (row.sheet, tag) not in asked:
                asked.add((row.sheet, tag))
                yield _gone(row.line.table, tag)


def _needed(row: Row) -> Iterator[str]:
    """The columns of an honest answer: parts that nobody is obliged to give, and "not stated", may be left out."""
    indicator = row.indicator
    if indicator.has_ratio:
        yield from (tags.NUMERATOR, tags.DENOMINATOR)
    elif indicator.type in GRADED:
        yield from () if tags.TOTAL in row.figures else (tags.LEVEL,)
    elif indicator.type == "cascade":
        yield from (tags.category_tag(tags.STEP, step.code) for step in indicator.steps)
    elif indicator.type != "narrative":
        yield tags.TOTAL
    for each in indicator.breakdowns:
        yield from (tags.category_tag(each.by, code) for code in each.categories if each.required and code != UNKNOWN)


def _gone(table: Table, tag: str) -> Finding:
    place = (address(max(table.skip), min(table.columns.values())),)
    return Finding("missing-column", Severity.ERROR, table.sheet.name, place, case="values", facts=(("column", tag),))
