"""What is lost if a cell is hidden: the less readers miss it, the sooner it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import log2

from nap.facts import Result
from nap.plan import Plan
from nap.results.hiding.model import Cell, Past

_TOTAL, _COUNTRY, _REGION, _LONGER, _HIDDEN_BEFORE = 8.0, 20.0, 2.0, 3.0, 0.2


def losing(plan: Plan, rows: Mapping[Cell, Result], past: Sequence[Past]) -> Callable[[Cell], float]:
    """The loss of a cell: a total weighs more than a part, the country more than a region, a year more than a half, a large
    number more than a small one; a cell that was hidden before costs little, and hiding it again tells nothing new."""
    before = frozenset[Cell]().union(*(each.hidden for each in past)) if past else frozenset[Cell]()

    def loss(cell: Cell) -> float:
        indicator, result = plan.indicator(cell[0]), rows[cell]
        weight = 1.0 if cell[3] else _TOTAL
        region = plan.regions.get(cell[1])
        if cell[1] == plan.country:
            weight *= _COUNTRY
        elif region is not None and region.level == "region":
            weight *= _REGION
        if indicator is not None and cell[2].frequency is not indicator.frequency:
            weight *= _LONGER
        if cell in before:
            weight *= _HIDDEN_BEFORE
        amount = result.denominator if result.denominator is not None else result.value
        return weight * (1.0 + log2(1.0 + abs(float(amount or 0))))

    return loss
