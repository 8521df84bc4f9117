"""Figures on their way from a baseline to a target, and how to look for a number among results."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from nap.facts import Result
from nap.results.computing import EXACT
from tests.results.building import a_plan, row, seen


def way(
    direction: str, baseline: object, target: object, *, years: tuple[int, int] = (2018, 2024), **more: Any
) -> dict[str, Any]:
    """A yearly figure of the country on its way from the end of one year to the end of another."""
    return {
        "type": "index",
        "frequency": "year",
        "direction": direction,
        "baseline": {"value": baseline, "date": f"{years[0]}-12-31"},
        "targets": [{"value": target, "date": f"{years[1]}-12-31"}],
        **more,
    }


def judged(indicator: dict[str, Any], *values: tuple[int, object]) -> Result:
    """What becomes of the last of these yearly values."""
    plan = a_plan(indicator, partners={"P1": ["KG"]}, years=(2019, 2027), history_from=2012)
    return row(plan, [seen("P1", "KG", year, value) for year, value in values], "KG", values[-1][0])


def close(found: Decimal | None, wanted: str) -> bool:
    return found is not None and abs(found - Decimal(wanted)) < Decimal("0.0005")


def share(numerator: int, denominator: int) -> Decimal:
    """The percentage, with as many digits as results have."""
    return EXACT.divide(Decimal(100 * numerator), Decimal(denominator))


def occurs(number: str, results: list[Result]) -> bool:
    """True if some row shows that number, to three decimals."""
    shown = [(each.value, each.increment, each.parts_sum, each.progress, each.expected_value, each.pace) for each in results]
    return any(close(each, number) for numbers in shown for each in numbers)
