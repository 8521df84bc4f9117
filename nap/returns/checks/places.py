"""Places inside places: the row of a country or region against the rows of the places in it, as one sender gives them.

Numbers of things and money add up where all places are given; percentages and indices lie between those of the places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice

from nap.facts import Fact, Finding, Period, Severity
from nap.returns import tags
from nap.returns.material import Material, Row

_GRADED = frozenset({"milestone", "ordinal", "list", "narrative"})
_LITTLE = 100
"""A hundredth in no region, with a word of comment beside it, is how registers are: told, not asked about."""


def places_in_places(material: Material) -> Iterator[Finding]:
    """Every row of a place against the rows of the places directly inside it; where the total differs, its parts follow."""
    regions = material.plan.regions
    inside: dict[str, list[str]] = defaultdict(list)
    for region in regions.all:
        inside[region.parent or ""].append(region.code)
    groups: dict[tuple[str, Period], dict[str, Row]] = defaultdict(dict)
    for row in material.rows:
        if row.indicator.type not in _GRADED and not row.blank:
            groups[row.indicator.code, row.period].setdefault(row.region, row)
    for group in groups.values():
        for row in group.values():
            within = inside.get(row.region, ())
            rows = [group[code] for code in within if code in group]
            if rows:
                yield from islice(_compared(row, rows, every=len(rows) == len(within)), 1)


def _compared(whole: Row, rows: list[Row], *, every: bool) -> Iterator[Finding]:
    """Where a place is missing the others can only be too many; where one gave no figure, it is missing."""
    for tag in whole.figures:
        total, values = whole.value(tag), [value for row in rows if (value := row.value(tag)) is not None]
        if total is None or not values or (tag == tags.TOTAL and whole.indicator.has_ratio):
            continue
        full = every and len(values) == len(rows)
        if not (whole.indicator.additive or whole.indicator.has_ratio):
            if full and len(values) > 1 and not min(values) <= total <= max(values):
                facts: dict[str, Fact] = {"low": min(values), "high": max(values)}
                yield _finding(whole, tag, rows, Severity.WARNING, "range", facts)
        elif whole.indicator.regions in {"sum", "pooled"}:
            yield from _added(whole, tag, rows, total, sum(values, Decimal(0)), full=full)


def _added(whole: Row, tag: str, rows: list[Row], total: Decimal, added: Decimal, *, full: bool) -> Iterator[Finding]:
    if added == total or (added < total and not full):
        return
    little = added < total and (total - added) * _LITTLE <= total and whole.line.words(tags.COMMENT)
    facts: dict[str, Fact] = {"sum": added, "total": total, "difference": abs(total - added)}
    yield _finding(whole, tag, rows, Severity.INFO if little else Severity.WARNING, "more" if added > total else "less", facts)


def _finding(whole: Row, tag: str, rows: list[Row], severity: Severity, case: str, facts: Mapping[str, Fact]) -> Finding:
    """At the figure of the whole, with those of the places on the same sheet."""
    cells = (whole.figures[tag].cell, *(row.figures[tag].cell for row in rows if row.sheet == whole.sheet and tag in row.figures))
    place = (whole.sheet, cells, whole.indicator.code, whole.region)
    return Finding("places-differ", severity, *place, whole.line.text(tag) or None, case, tuple(facts.items()))
