"""Checks within one row: numerator and denominator, parts and total, steps of a cascade, a state beside a value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from nap.facts import Fact, Finding, Severity
from nap.plan import Breakdown, Indicator
from nap.returns import tags
from nap.returns.checks.rounding import decimals, makes
from nap.returns.material import Material, Row
from nap.returns.numbers import tidy

ADDED_UP = frozenset({"count", "stock", "money", "list"})
"""Types whose parts add up to the total."""
_TOLERANCE = Decimal("0.1")
"""Percentage points between a typed percentage and the computed one."""
_HUNDRED = Decimal(100)


def states(material: Material) -> Iterator[Finding]:
    """A state says there is no figure: one beside a figure, or "nothing to report" beside figures, contradicts itself."""
    for row in material.rows:
        given = [tag for tag, figure in row.figures.items() if figure.value is not None and not figure.failed]
        if row.state and given:
            yield row.finding("value-and-state", Severity.ERROR, tags.STATE, *given, facts={"value": row.line.text(given[0])})
        elif given and material.nothing:
            yield row.finding("value-and-state", Severity.WARNING, given[0], case="nothing")


def ratios(material: Material) -> Iterator[Finding]:
    """Numerator over denominator, and a typed percentage against both."""
    for row in material.rows:
        if row.indicator.has_ratio:
            yield from _ratio(row)


def _ratio(row: Row) -> Iterator[Finding]:
    upper, lower = row.value(tags.NUMERATOR), row.value(tags.DENOMINATOR)
    if lower == 0:
        yield row.finding("denominator-zero", Severity.ERROR, tags.DENOMINATOR)
        return
    if upper is None or lower is None:
        yield from _alone(row)
        return
    computed = ratio(row.indicator, upper, lower)
    if row.indicator.type == "percentage" and upper > lower:
        both = (tags.NUMERATOR, tags.DENOMINATOR)
        yield row.finding(
            "numerator-exceeds-denominator", Severity.ERROR, *both, facts={"numerator": upper, "denominator": lower}
        )
    elif row.indicator.range is not None and not row.indicator.range[0] <= computed <= row.indicator.range[1]:
        low, high = row.indicator.range
        facts: dict[str, Fact] = {"number": _shown(computed, row.indicator), "low": low, "high": high}
        yield row.finding("out-of-range", Severity.ERROR, tags.NUMERATOR, tags.DENOMINATOR, case="computed", facts=facts)
    yield from _mismatch(row, computed)


def ratio(indicator: Indicator, upper: Decimal, lower: Decimal) -> Decimal:
    """Percentages in 0 to 100, rates per multiplier, ratios as they are; `lower` is not zero."""
    return upper / lower * {"percentage": Decimal(100), "rate": indicator.multiplier}.get(indicator.type, Decimal(1))


def _shown(computed: Decimal, indicator: Indicator) -> Decimal:
    return tidy(round(computed, max(indicator.precision, 1)))


def _mismatch(row: Row, computed: Decimal) -> Iterator[Finding]:
    typed = row.value(tags.TOTAL)
    if typed is not None and abs(typed - computed) > _tolerance(row.indicator, typed):
        cells = (tags.TOTAL, tags.NUMERATOR, tags.DENOMINATOR)
        yield row.finding("percentage-mismatch", Severity.ERROR, *cells, facts={"number": _shown(computed, row.indicator)})


def _tolerance(indicator: Indicator, typed: Decimal) -> Decimal:
    """A tenth of a point; rates and ratios have no points and may be rounded to the decimals typed: 412 per 1,000, 0.35."""
    if indicator.type == "percentage":
        return _TOLERANCE
    return Decimal(1).scaleb(-places) if (places := decimals(typed)) else Decimal("0.5")


def _alone(row: Row) -> Iterator[Finding]:
    """A percentage without its numerator and denominator cannot be added up with others; it is asked for, not dropped."""
    blank = all(tag not in row.figures or row.figures[tag].blank for tag in (tags.NUMERATOR, tags.DENOMINATOR))
    if row.value(tags.TOTAL) is not None and blank:
        yield row.finding("percentage-mismatch", Severity.ERROR, tags.TOTAL, tags.NUMERATOR, tags.DENOMINATOR, case="alone")


def parts(material: Material) -> Iterator[Finding]:
    """The categories of a breakdown against the total."""
    for row in material.rows:
        for breakdown in row.indicator.breakdowns:
            yield from _added_up(row, breakdown) if row.indicator.type in ADDED_UP else _between(row, breakdown)


def part_values(row: Row, breakdown: Breakdown) -> dict[str, Decimal]:
    """Tag → value of the categories with a sound figure."""
    columns = [tags.category_tag(breakdown.by, category) for category in breakdown.categories]
    return {tag: value for tag in columns if (value := row.value(tag)) is not None}


def _added_up(row: Row, breakdown: Breakdown) -> Iterator[Finding]:
    total, values = row.value(tags.TOTAL), part_values(row, breakdown)
    if total is None or not values:
        return
    sum_of_parts = sum(values.values(), Decimal(0))
    too_big = [tag for tag, value in values.items() if value > total]
    facts: dict[str, Fact] = {"sum": sum_of_parts, "total": total, "difference": total - sum_of_parts}
    if too_big or (breakdown.disjoint and sum_of_parts > total):
        cells = dict.fromkeys((*too_big, tags.TOTAL, *(values if breakdown.disjoint else ())))
        case = "" if breakdown.disjoint else "overlapping"
        yield row.finding("parts-exceed-total", Severity.ERROR, *cells, case=case, facts=facts)
    elif breakdown.disjoint and breakdown.complete and len(values) == len(breakdown.categories) and sum_of_parts != total:
        yield row.finding("parts-differ-from-total", Severity.ERROR, tags.TOTAL, *values, facts=facts)


def _between(row: Row, breakdown: Breakdown) -> Iterator[Finding]:
    """A percentage of everybody lies between those of the groups; parts of a whole make it up instead."""
    total, values = row.value(tags.TOTAL), part_values(row, breakdown)
    if total is None or row.indicator.has_ratio or len(values) < max(2, len(breakdown.categories)):
        return
    low, high = min(values.values()), max(values.values())
    if makes(values.values(), total) or makes(values.values(), _HUNDRED):
        return
    if breakdown.complete and not low <= total <= high:
        yield row.finding("total-outside-parts", Severity.WARNING, tags.TOTAL, *values, facts={"low": low, "high": high})


def cascades(material: Material) -> Iterator[Finding]:
    """Fewer, or as many, at each further step: n1 ≥ n2 ≥ n3."""
    for row in material.rows:
        columns = [tags.category_tag(tags.STEP, step.code) for step in row.indicator.steps]
        sound = [(tag, value) for tag in columns if (value := row.value(tag)) is not None]
        for (before, earlier), (after, later) in pairwise(sound):
            if later > earlier:
                yield row.finding(
                    "steps-not-falling", Severity.WARNING, after, before, facts={"later": later, "earlier": earlier}
                )
