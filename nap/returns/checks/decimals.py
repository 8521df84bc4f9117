"""Lost decimal points: shares and amounts far from those of the other places in the same period.

In goes the material of a return; out come warnings with the number that was probably meant. Counts are left alone: they have no
decimals, and one region honestly has fifty times the cases of another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nap.facts import Fact, Finding, Period, Severity
from nap.plan import Indicator
from nap.returns.checks.rounding import decimals
from nap.returns.material import Material, Row
from nap.returns.numbers import tidy

_TIMES = 5
"""So many times the middle of the neighbours is suspicious."""
_FAR = 200
"""Amounts of money differ widely; so many times the middle is a matter of thousands or millions."""
_CLOSE = 3
"""Only where the highest of the others is at most so many times the lowest, one far below them is suspicious."""
_WITHIN = Decimal("1.25")
_OTHERS = 4
"""So many other places there must be."""
_SHARES, _UNITS = (10, 100), (1000, 1_000_000)


@dataclass(frozen=True)
class _Suspicion:
    case: str
    meant: Decimal
    facts: Mapping[str, Fact]


_Group = list[tuple[Decimal, Row]]
_Doubt = Callable[[list[Decimal], Decimal], _Suspicion | None]


def lost_decimals(material: Material) -> Iterator[Finding]:
    """Figures far above or below those of the other places, and in line with them after moving the decimal point."""
    groups: dict[tuple[str, Period, str], _Group] = defaultdict(list)
    for row in material.rows:
        if _has_decimals(row.indicator):
            for tag, figure in row.figures.items():
                if figure.value is not None and not figure.failed:
                    groups[row.indicator.code, row.period, tag].append((figure.value, row))
    for (_, _, tag), group in groups.items():
        if len(group) > _OTHERS:
            for row, doubt in _doubtful(group):
                facts = {"number": doubt.meant, **doubt.facts, "offer": format(doubt.meant, "f")}
                yield row.finding("lost-decimal", Severity.WARNING, tag, case=doubt.case, facts=facts)


def _has_decimals(indicator: Indicator) -> bool:
    """Typed shares, rates and amounts. Numerators and denominators are counts; an index below zero has no ratio to others."""
    if indicator.has_ratio:
        return False
    positive = indicator.range is not None and indicator.range[0] >= 0
    return indicator.type in {"percentage", "rate", "ratio", "money"} or (indicator.type == "index" and positive)


def _doubtful(group: _Group) -> Iterator[tuple[Row, _Suspicion]]:
    ordered = sorted(value for value, _ in group)
    doubts: tuple[_Doubt, ...] = (_other_unit,) if group[0][1].indicator.type == "money" else (_far_above, _far_below)
    for value, row in group:
        found = next((found for doubt in doubts if (found := doubt(ordered, value))), None)
        if found is not None:
            yield row, found


def _far_above(ordered: list[Decimal], value: Decimal) -> _Suspicion | None:
    middle = _median_without(ordered, value)
    if middle <= 0 or value <= _TIMES * middle:
        return None
    smaller = (tidy(value / divisor) for divisor in _SHARES)
    meant = next((each for each in smaller if each <= _TIMES * middle), None)
    return None if meant is None else _Suspicion("", meant, {"middle": middle})


def _far_below(ordered: list[Decimal], value: Decimal) -> _Suspicion | None:
    """Small shares are often honest: the others must agree among themselves, and the number meant must stand among them.

    A decimal more than the others have is a sign that the point moved: 8.67 beside 63.7, 46.2 and 31.2.
    """
    low, high = (ordered[1], ordered[-1]) if value == ordered[0] else (ordered[0], ordered[-1])
    if not 0 < value * _CLOSE < low or high > _CLOSE * low:
        return None
    if value * _TIMES >= low and decimals(value) <= max(decimals(each) for each in ordered if each != value):
        return None
    larger = (tidy(value * factor) for factor in _SHARES)
    meant = next((each for each in larger if low <= each * _WITHIN and each <= high * _WITHIN), None)
    return None if meant is None else _Suspicion("below", meant, {"low": low, "high": high})


def _other_unit(ordered: list[Decimal], value: Decimal) -> _Suspicion | None:
    middle = _median_without(ordered, value)
    if not value > 0 or middle <= 0 or (middle <= value * _FAR and value <= middle * _FAR):
        return None
    others = (tidy(value * unit if value < middle else value / unit) for unit in _UNITS)
    meant = next((each for each in others if middle <= each * _TIMES and each <= middle * _TIMES), None)
    return None if meant is None else _Suspicion("unit", meant, {"middle": middle})


def _median_without(ordered: list[Decimal], value: Decimal) -> Decimal:
    """The median of the others, without building their list."""
    gap, count = bisect_left(ordered, value), len(ordered) - 1
    low, high = ((count - 1) // 2, count // 2)
    return (ordered[low + (low >= gap)] + ordered[high + (high >= gap)]) / 2
