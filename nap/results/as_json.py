"""A result as `python -m nap results --json` prints it (docs/results.md)."""

from __future__ import annotations

from decimal import Decimal

from nap.facts import Result

Value = str | int | float | bool | None


def to_json(result: Result) -> dict[str, Value]:
    """The fields of the contract in their order. Whole numbers stay whole; None where there is no number and no reason."""
    return {
        "indicator": result.indicator,
        "region": result.region,
        "period": str(result.period),
        "breakdown": result.breakdown,
        "value": _number(result.value),
        "increment": _number(result.increment),
        "numerator": _number(result.numerator),
        "denominator": _number(result.denominator),
        "reported": result.reported,
        "expected": result.expected,
        "carried": result.carried,
        "at_least": result.at_least,
        "parts_sum": _number(result.parts_sum),
        "progress": _number(result.progress),
        "expected_value": _number(result.expected_value),
        "pace": _number(result.pace),
        "status": result.status.value,
        "reason": str(result.reason) or None,
        "overridden_from": result.overridden.status.value if result.overridden else None,
        "override_reason": result.overridden.because if result.overridden else None,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
