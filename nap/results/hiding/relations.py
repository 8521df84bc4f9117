"""Which numbers of a table add up to which: the knowledge that everybody has who looks at it. Rows enter, relations leave.

What holds in the figures is taken as known; where parts leave something over, that rest is unknown but not below zero. A sum that
does not hold (a reported total below its parts) tells nobody anything and is no relation.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nap.facts import Frequency, Period, Result
from nap.plan import Indicator, Plan
from nap.plan.rules import Rule, read_rule
from nap.results.hiding.model import Cell
from nap.results.hiding.quantities import ABOVE, BELOW, REST, STEP, VALUE, quantities
from nap.results.places import ADDS_PLACES

Number = tuple[Cell, str]
"""One number of one row."""
Numbers = Mapping[Number, Decimal]
_FLOWS = frozenset({"flow", "ytd"})
_LONGEST_FIRST = (Frequency.YEAR, Frequency.HALF_YEAR, Frequency.QUARTER, Frequency.MONTH)
_ADDED = (VALUE, ABOVE, BELOW, STEP)


@dataclass(frozen=True)
class Relation:
    """The left numbers together are the right ones and `rest`, which is never below zero. A rest of 0 is known to be none, unless
    the relation is `open`."""

    left: tuple[Number, ...]
    right: tuple[Number, ...]
    rest: Decimal = Decimal(0)
    open: bool = False


def numbers_of(plan: Plan, rows: Mapping[Cell, Result]) -> dict[Number, Decimal]:
    """Every number of people in these rows."""
    found: dict[Number, Decimal] = {}
    for cell, result in rows.items():
        indicator = plan.indicator(cell[0])
        if indicator is not None:
            found.update({(cell, name): value for name, value in quantities(indicator, result).items()})
    return found


def relations_of(plan: Plan, rows: Mapping[Cell, Result], numbers: Numbers) -> Iterator[Relation]:
    """Every relation between these numbers: within rows, over breakdowns, places and periods, and by the plan's rules."""
    by_indicator: dict[str, list[Cell]] = defaultdict(list)
    for cell in rows:
        by_indicator[cell[0]].append(cell)
    for code, cells in by_indicator.items():
        indicator = plan.indicator(code)
        if indicator is not None:
            yield from _within(numbers, cells)
            yield from _over_breakdowns(indicator, numbers, cells)
            yield from _over_places(plan, indicator, numbers, cells)
            yield from _over_periods(indicator, rows, numbers, cells)
    yield from _by_rules(plan, by_indicator, numbers)


def _sum(numbers: Numbers, whole: Number, parts: Iterable[Number], *, exactly: bool = False) -> Iterator[Relation]:
    """The relation of a whole to its parts, if there is one; with `exactly` only if nothing is left over."""
    known = tuple(part for part in parts if part in numbers)
    if not known or whole not in numbers:
        return
    rest = numbers[whole] - sum((numbers[part] for part in known), Decimal(0))
    if rest == 0 or (rest > 0 and not exactly):
        yield Relation((whole,), known, rest)


def _within(numbers: Numbers, cells: Iterable[Cell]) -> Iterator[Relation]:
    for cell in cells:
        if (cell, REST) in numbers:
            yield Relation(((cell, BELOW),), ((cell, ABOVE), (cell, REST)))


def _over_breakdowns(indicator: Indicator, numbers: Numbers, cells: Iterable[Cell]) -> Iterator[Relation]:
    if not indicator.categories:
        return
    splits = [[f"{each.by}={category}" for category in each.categories] for each in indicator.breakdowns]
    steps = ["", *(f"step={step.code}" for step in indicator.steps)]
    for code, region, period, key in cells:
        if key:
            continue
        for name in _ADDED:
            total = ((code, region, period, ""), name)
            for keys in splits:
                yield from _sum(numbers, total, [((code, region, period, each), name) for each in keys])
            for above, below in itertools.pairwise(steps):
                yield from _sum(numbers, ((code, region, period, above), name), [((code, region, period, below), name)])


def _over_places(plan: Plan, indicator: Indicator, numbers: Numbers, cells: Iterable[Cell]) -> Iterator[Relation]:
    inside: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        above = holder(plan, cell[1])
        if above:
            inside[cell[0], above, cell[2], cell[3]].append(cell)
    exactly = indicator.regions not in ADDS_PLACES
    for whole, parts in inside.items():
        if exactly and len(parts) < 2:
            continue
        for name in _ADDED:
            yield from _sum(numbers, (whole, name), [(part, name) for part in parts], exactly=exactly)


def holder(plan: Plan, region: str) -> str:
    """The place in whose sum this one is: a district's region, a region's country; empty for the country."""
    if region == plan.country:
        return ""
    parent = plan.regions.parent_region(region)
    return plan.country if parent is None or parent.code == region else parent.code


def _over_periods(
    indicator: Indicator, rows: Mapping[Cell, Result], numbers: Numbers, cells: Iterable[Cell]
) -> Iterator[Relation]:
    lines: dict[tuple[str, str, str], list[Period]] = defaultdict(list)
    for code, region, period, key in cells:
        lines[code, region, key].append(period)
    for (code, region, key), periods in lines.items():
        at = {period: (code, region, period, key) for period in periods}
        for period, parts in _nested(periods):
            for name in _ADDED:
                pieces = [(at[part], name) for part in parts]
                if indicator.accumulation in _FLOWS or name == STEP:
                    yield from _sum(numbers, (at[period], name), pieces)
                else:
                    yield from _sum(numbers, (at[period], name), pieces[-1:], exactly=True)
        yield from _steps(indicator, rows, numbers, at)


def _nested(periods: Sequence[Period]) -> Iterator[tuple[Period, list[Period]]]:
    """Each longer period with those of the next shorter length inside it, in order."""
    by_length = [sorted(one for one in periods if one.frequency is each) for each in _LONGEST_FIRST]
    present = [each for each in by_length if each]
    for longer, shorter in itertools.pairwise(present):
        for period in longer:
            yield period, [one for one in shorter if period.contains(one)]


def _steps(indicator: Indicator, rows: Mapping[Cell, Result], numbers: Numbers, at: Mapping[Period, Cell]) -> Iterator[Relation]:
    """A running total is the one before and what it grew by, or at least the one before; what was carried forward is the same."""
    for period, cell in at.items():
        before = at.get(period.previous())
        if before is None or ((before, VALUE) not in numbers and (before, ABOVE) not in numbers):
            continue
        if (cell, STEP) in numbers:
            yield from _sum(numbers, (cell, VALUE), [(before, VALUE), (cell, STEP)], exactly=True)
        elif rows[cell].carried:
            for name in _ADDED:
                yield from _sum(numbers, (cell, name), [(before, name)], exactly=True)
        grown = numbers.get((cell, VALUE), Decimal(-1)) - numbers.get((before, VALUE), Decimal(0))
        if indicator.accumulation == "since_start" and grown >= 0:
            yield Relation(((cell, VALUE),), ((before, VALUE),), grown, open=True)


def _by_rules(plan: Plan, by_indicator: Mapping[str, Sequence[Cell]], numbers: Numbers) -> Iterator[Relation]:
    for rule in rules_of(plan, by_indicator):
        operand = rule.left[0]
        for _, region, period, key in by_indicator.get(operand.indicator, ()):
            if key != operand.breakdown:
                continue
            left, right = (
                tuple(((each.indicator, region, period, each.breakdown), VALUE) for each in side)
                for side in (rule.left, rule.right)
            )
            if all(one in numbers for one in (*left, *right)):
                yield from _compared(numbers, left, rule.sign, right)


def _compared(numbers: Numbers, left: tuple[Number, ...], sign: str, right: tuple[Number, ...]) -> Iterator[Relation]:
    rest = sum((numbers[one] for one in left), Decimal(0)) - sum((numbers[one] for one in right), Decimal(0))
    if sign == "=" and rest == 0:
        yield Relation(left, right)
    if sign in {">", ">="} and rest >= 0:
        yield Relation(left, right, rest, open=True)
    if sign in {"<", "<="} and rest <= 0:
        yield Relation(right, left, -rest, open=True)


def rules_of(plan: Plan, codes: Iterable[str]) -> list[Rule]:
    """The plan's rules that compare figures of these indicators with one another."""
    wanted, every = set(codes), {indicator.code: indicator for indicator in plan.indicators}
    read = (read_rule(text, every) for code in wanted for text in every[code].rules if code in every)
    return [
        rule
        for rule in read
        if isinstance(rule, Rule) and rule.right and {each.indicator for each in (*rule.left, *rule.right)} <= wanted
    ]
