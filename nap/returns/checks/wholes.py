"""Shares of a whole that do not make 100: 3.1 + 2.3 + 946.

A breakdown of a percentage holds rates of groups (women 95.7, men 92.2) or parts of a whole; the plan says so by a rule, or the
other rows of the indicator show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from nap.facts import Fact, Finding, Severity
from nap.plan import Breakdown
from nap.returns.checks.figures import part_values
from nap.returns.checks.rounding import makes
from nap.returns.material import Material, Row
from nap.returns.numbers import tidy

HUNDRED = Decimal(100)
_ROWS = 3
"""So many other rows whose parts make 100 show what the parts are."""


def shares_of_a_whole(material: Material) -> Iterator[Finding]:
    """Rows whose shares do not make 100 where those of the other rows of the indicator do."""
    for rows, breakdown in _breakdowns(material):
        whole = [(row, values) for row in rows if len(values := part_values(row, breakdown)) == len(breakdown.categories)]
        broken = [(row, values) for row, values in whole if not makes(values.values(), HUNDRED)]
        if len(whole) - len(broken) >= _ROWS and len(broken) * 2 < len(whole):
            for row, values in broken:
                yield _broken(row, values)


def _breakdowns(material: Material) -> Iterator[tuple[list[Row], Breakdown]]:
    """Breakdowns of typed percentages into three categories or more that may be parts, each with its rows."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in material.rows:
        if row.indicator.type == "percentage" and not row.indicator.has_ratio and row.indicator.breakdowns:
            rows[row.indicator.code].append(row)
    for group in rows.values():
        for breakdown in group[0].indicator.breakdowns:
            if breakdown.disjoint and breakdown.complete and len(breakdown.categories) > 1:
                yield group, breakdown


def _broken(row: Row, values: dict[str, Decimal]) -> Finding:
    facts: dict[str, Fact] = {"sum": sum(values.values(), Decimal(0)), "total": HUNDRED}
    tag, meant = moved(values, HUNDRED)
    if meant is None:
        return row.finding("shares-not-whole", Severity.WARNING, *values, facts=facts)
    facts |= {"typed": values[tag], "number": meant, "offer": format(meant, "f")}
    columns = dict.fromkeys((tag, *values))
    return row.finding("shares-not-whole", Severity.WARNING, *columns, case="moved", facts=facts)


def moved(values: dict[str, Decimal], whole: Decimal) -> tuple[str, Decimal | None]:
    """The one part whose decimal point moved: with it back in its place the parts make the whole. No part where several could."""
    found = [
        (tag, meant)
        for tag, value in values.items()
        for factor in (Decimal("0.1"), Decimal("0.01"), Decimal(10), Decimal(100))
        if value and makes([*(other for name, other in values.items() if name != tag), meant := tidy(value * factor)], whole)
    ]
    return found[0] if len(found) == 1 else (next(iter(values)), None)
