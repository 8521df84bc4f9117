"""Zeros that may be missing figures: one place, or everything. Blank is missing, zero is a figure.

Only typed shares, rates and indices of several places are compared: a count of nothing is honest, and whoever typed a numerator
of 0 beside its denominator has looked. Poverty in Osh city was 0 for six years because the city was not surveyed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from nap.facts import Fact, Finding, Period, Severity
from nap.returns import tags
from nap.returns.material import Material, Row

_OTHERS, _LEAST = 4, 2
"""So many other places there must be, and so high each of them at least: below, 0 may be what rounding left."""
_ROWS = 6


def lone_zeros(material: Material) -> Iterator[Finding]:
    """One place has 0 where every other place has a good deal more, in one period or several."""
    groups: dict[tuple[str, Period], list[tuple[Row, Decimal]]] = defaultdict(list)
    for row in material.rows:
        if row.indicator.type in {"percentage", "rate"} and not row.indicator.has_ratio:
            value = row.value(tags.TOTAL)
            if value is not None:
                groups[row.indicator.code, row.period].append((row, value))
    for group in groups.values():
        zeros = [row for row, value in group if not value]
        others = [value for _, value in group if value]
        if len({row.region for row in zeros}) == 1 and len(others) >= _OTHERS and min(others) >= _LEAST:
            facts: dict[str, Fact] = {"low": min(others), "high": max(others)}
            yield zeros[0].finding("constant-zero", Severity.WARNING, tags.TOTAL, case="lone", facts=facts)


def nothing_but_zeros(material: Material) -> Iterator[Finding]:
    """Every figure of the return is 0: drawn down, or meant as "nothing to report"."""
    given: dict[int, tuple[Row, str]] = {}
    for row in material.rows:
        for tag in row.figures:
            if (value := row.value(tag)) is not None:
                if value:
                    return
                given.setdefault(id(row), (row, tag))
    if len(given) >= _ROWS:
        first, tag = next(iter(given.values()))
        cells = (first.figures[tag].cell,)
        yield Finding("constant-zero", Severity.WARNING, first.sheet, cells, case="all", facts=(("rows", len(given)),))
