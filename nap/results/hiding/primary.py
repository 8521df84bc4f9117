"""Which cells are too small or too revealing themselves, whatever stands around them. Rows enter, cells leave.

Source: docs/disclosure.md (percentages by numerator and complement, increments, differences between editions).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from nap.facts import Result
from nap.plan import Indicator, Plan
from nap.results.hiding.model import Cell, Past, Withdrawn, cell_of
from nap.results.hiding.quantities import quantities

Own = Mapping[str, Mapping[Cell, Result]]
"""By partner what its own figures alone would give."""


def by_partner(own: Mapping[str, Iterable[Result]]) -> Own:
    """The results of each partner's own figures, ready to be looked up; rows without a figure are left out."""
    return {
        partner: {cell_of(each): each for each in results if each.value is not None or each.numerator is not None}
        for partner, results in own.items()
    }


def primary_cells(
    plan: Plan, rows: Mapping[Cell, Result], own: Own, past: Sequence[Past], withdrawn: Withdrawn
) -> frozenset[Cell]:
    """Every cell of `rows` that must be hidden for its own sake."""
    hidden = set[Cell]()
    for cell, result in rows.items():
        indicator = plan.indicator(cell[0])
        if indicator is None:
            continue
        if is_withdrawn(plan, cell, withdrawn) and says_something(result):
            hidden.add(cell)
        elif plan.thresholds.minimum_cell(indicator) and says_something(result):
            total = rows.get((*cell[:3], "")) if cell[3] else None
            if _reveals(plan, indicator, result, total, own, past):
                hidden.add(cell)
    return frozenset(hidden)


def is_withdrawn(plan: Plan, cell: Cell, withdrawn: Withdrawn) -> bool:
    """True if the indicator or the place (or the region it lies in) is withdrawn for the moment."""
    if cell[0] in withdrawn.indicators or cell[1] in withdrawn.regions:
        return True
    region = plan.regions.parent_region(cell[1]) if withdrawn.regions else None
    return region is not None and region.code in withdrawn.regions


def is_primary(plan: Plan, indicator: Indicator, result: Result, total: Decimal | None = None) -> bool:
    """True if the figure itself is too small to be shown; `total` is the value of the same row without breakdown.

    A number of people from 1 up to below the minimum cell is too small: as value, increment or sum of smaller places, as
    numerator or denominator of a ratio, as what is missing from a part to its total. Zero is not. Sensitive figures are also too
    revealing below region level and when too few partners stand behind them.
    """
    least = plan.thresholds.minimum_cell(indicator)
    if not least:
        return False
    if any(0 < abs(count) < least for count in _counts(indicator, result, total)):
        return True
    return indicator.sensitivity == "sensitive" and _too_revealing(plan, result)


def says_something(result: Result) -> bool:
    """Whether there is anything in the row that could be hidden."""
    return result.value is not None or result.numerator is not None or bool(result.contributors)


def _reveals(plan: Plan, indicator: Indicator, result: Result, total: Result | None, own: Own, past: Sequence[Past]) -> bool:
    least = plan.thresholds.minimum_cell(indicator)
    whole = total.value if total is not None else None
    return (
        is_primary(plan, indicator, result, whole)
        or _leaves_few(indicator, result, own, least)
        or any(_differs_by_few(plan, indicator, result, each) for each in past)
    )


def _leaves_few(indicator: Indicator, result: Result, own: Own, least: int) -> bool:
    """True if a partner that takes its own people off is left with few of others."""
    if len(result.contributors) < 2:
        return False
    whole = quantities(indicator, result)
    for partner in result.contributors:
        mine = own.get(partner, {}).get(cell_of(result))
        if mine is None:
            continue
        part = quantities(indicator, mine)
        if any(0 < value - part.get(name, Decimal(0)) < least for name, value in whole.items()):
            return True
    return False


def _differs_by_few(plan: Plan, indicator: Indicator, result: Result, past: Past) -> bool:
    """True if an earlier edition showed another number of the same thing, and the two differ by few people or few partners."""
    cell = cell_of(result)
    before = past.rows.get(cell)
    if before is None or cell in past.hidden:
        return False
    now, then, least = quantities(indicator, result), quantities(indicator, before), plan.thresholds.minimum_cell(indicator)
    if any(0 < abs(value - then.get(name, value)) < least for name, value in now.items()):
        return True
    if indicator.sensitivity != "sensitive" or not then or (now == then and indicator.partners != "sum"):
        return False
    return 0 < len(result.contributors ^ before.contributors) < plan.thresholds.contributors_sensitive


def _counts(indicator: Indicator, result: Result, total: Decimal | None) -> list[Decimal]:
    """Every number of people that the row gives away."""
    if result.numerator is not None and result.denominator is not None:
        parts = [result.numerator, result.denominator]
        return [*parts, result.denominator - result.numerator] if indicator.type == "percentage" else parts
    if indicator.type in {"percentage", "rate", "ratio", "index"}:
        return []
    shown = [each for each in (result.value, result.increment, result.parts_sum) if each is not None]
    if result.breakdown and total is not None and result.value is not None:
        shown.append(total - result.value)
    return shown


def _too_revealing(plan: Plan, result: Result) -> bool:
    region = plan.regions.get(result.region)
    below_region = region is None or region.level == "district"
    return below_region or (bool(result.contributors) and len(result.contributors) < plan.thresholds.contributors_sensitive)
