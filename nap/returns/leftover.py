"""The one place left: findings about unread places go in; they come out with its code offered where it is nearly certain.

That is where exactly one row of an indicator is gone and exactly one row of it has a place that was not understood.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from nap.facts import Finding, Period, Severity
from nap.plan import Owed
from nap.returns import tags
from nap.returns.book import address, position
from nap.returns.columns import Table
from nap.returns.material import Lost, Row

_UNREAD = {("unknown-region", "not-yours"), ("unknown-region", "none"), ("unknown-region", "near"), ("unknown-region", "blank")}
_UNREAD |= {("unknown-region", "none-yours"), ("ambiguous-region", "several")}


def with_the_place_left(
    findings: Iterable[Finding], rows: Iterable[Row], lost: Iterable[Lost], owed: Iterable[Owed], tables: Sequence[Table]
) -> list[Finding]:
    """The same findings; nothing but the offer is added, at the cell of the region's code."""
    left = _left(rows, list(lost), owed)
    columns = {
        each.sheet.name: each.columns[tags.REGION] for each in tables if each.kind == "data" and tags.REGION in each.columns
    }
    return [_offered(each, left, columns) for each in findings]


def _left(rows: Iterable[Row], lost: Sequence[Lost], owed: Iterable[Owed]) -> dict[str, str]:
    """Indicator → the region that must have been meant; without those of which it is not certain."""
    if any(indicator is None for indicator, _, _ in lost):
        return {}
    gone = _gone(owed, {row.key for row in rows} | set(lost))
    meant: dict[str, set[str | None]] = defaultdict(set)
    for (indicator, period), unread in Counter((each[0], each[2]) for each in lost if each[1] is None).items():
        regions = gone[indicator, period] if unread == 1 else []
        meant[indicator or ""].add(regions[0] if len(regions) == 1 else None)
    return {code: only for code, (only, *more) in meant.items() if only and not more}


def _gone(owed: Iterable[Owed], seen: Collection[Lost]) -> dict[tuple[str | None, Period | None], list[str]]:
    """Indicator and period → the regions expected of which no row was understood."""
    found: dict[tuple[str | None, Period | None], list[str]] = defaultdict(list)
    for each in owed:
        if (each.indicator, each.region, each.period) not in seen and (each.indicator, each.region, None) not in seen:
            found[each.indicator, each.period].append(each.region)
    return found


def _offered(finding: Finding, left: dict[str, str], columns: dict[str, int]) -> Finding:
    code, column = left.get(finding.indicator or ""), columns.get(finding.sheet or "")
    asked = (finding.code, finding.case) in _UNREAD and finding.severity is Severity.ERROR
    if not (asked and code and column and len(finding.cells) == 1) or any(name == "offer" for name, _ in finding.facts):
        return finding
    row, _ = position(finding.cells[0])
    return replace(finding, cells=(address(row, column),), facts=(*finding.facts, ("offer", code)))
