"""One case through both calculations: the rows in which they differ, as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from nap.facts import Observation, Period, Result
from nap.plan import Plan, Regions, read_plan
from nap.results import compute
from tests.oracle.generating import TABLE
from tests.oracle.oracle import results

NUMBERS = ("value", "increment", "numerator", "denominator", "parts_sum", "progress", "expected_value", "pace")
RATIOS = ("progress", "expected_value", "pace")
"""Made with divisions on the way, which decimals of 50 digits cannot always write."""
OTHERS = ("reported", "expected", "carried", "at_least", "status", "reason")
Key = tuple[str, str, str, str]
"""Indicator, region, period, breakdown."""
Difference = tuple[Key, str, Any, Any]
"""Row, field, the oracle's, the monitor's."""


def planned(plan: dict[str, Any]) -> tuple[Plan | None, list[str]]:
    """The plan as the monitor reads it, None with the codes of the faults if it refuses it."""
    read, faults = read_plan(json.dumps(plan).encode(), "generated.yaml", _regions())
    return read, [fault.code for fault in faults if fault.severity == "error"]


@cache
def _regions() -> Regions:
    lines = [f"{code},{parent},{level},{level},{code}" for code, parent, level in TABLE]
    return Regions.read("\n".join(["code,parent,level,kind,name_en", *lines]))


def observed(rows: list[dict[str, Any]]) -> list[Observation]:
    """Plain rows as the monitor takes them."""
    return [Observation(**{**row, "period": Period.parse(row["period"]), **_decimals(row)}) for row in rows]


def _decimals(row: dict[str, Any]) -> dict[str, Decimal]:
    return {name: Decimal(row[name]) for name in ("value", "numerator", "denominator") if name in row}


def rows_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The oracle's rows."""
    return results(case["plan"], TABLE, case["observations"], date.fromisoformat(case["as_of"]))


def differences(case: dict[str, Any], plan: Plan, mine: list[dict[str, Any]]) -> list[Difference]:
    """Wherever the oracle's rows and the monitor's differ; rows that only one of them has; another order."""
    theirs = compute(plan, observed(case["observations"]), date.fromisoformat(case["as_of"]))
    keys = [key_of(row) for row in mine]
    found = [(each.indicator, each.region, str(each.period), each.breakdown) for each in theirs]
    if set(keys) != set(found):
        alone = [(key, "only the oracle's", True, False) for key in keys if key not in found]
        return alone + [(key, "only the monitor's", False, True) for key in found if key not in keys]
    if keys != found:
        return [(keys[0], "order", keys, found)]
    return [difference for row, each in zip(mine, theirs, strict=True) for difference in _of_row(row, each)]


def key_of(row: dict[str, Any]) -> Key:
    return row["indicator"], row["region"], row["period"], row["breakdown"]


def _of_row(row: dict[str, Any], each: Result) -> Iterator[Difference]:
    for name in NUMBERS:
        if not same(row[name], getattr(each, name), exact=name not in RATIOS):
            yield key_of(row), name, row[name], getattr(each, name)
    for name in OTHERS:
        if row[name] != getattr(each, name):
            yield key_of(row), name, row[name], getattr(each, name)


def same(mine: Fraction | None, theirs: Decimal | None, *, exact: bool) -> bool:
    """Equal; within one in a million millions where a division cannot be written with decimals."""
    if mine is None or theirs is None:
        return mine is None and theirs is None
    other = Fraction(theirs)
    if exact and _finite(mine):
        return mine == other
    return abs(mine - other) <= abs(mine) * Fraction(1, 10**12)


def _finite(number: Fraction) -> bool:
    """Whether the number can be written with decimals."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
