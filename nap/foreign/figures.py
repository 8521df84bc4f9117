"""One figure of a foreign table: what stands there and what was chosen enter; a figure of the plan, or why it is none, leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from functools import cached_property
from typing import NamedTuple

from nap.facts import Fact, Period
from nap.foreign.model import Axis, Block, Choice, Given, Label, Line
from nap.plan import Indicator, Plan
from nap.returns.choices import fold

TOTAL = "total"
"""In `Choice.parts`: this part of the table is the whole of the indicator."""
EXACT = Context(prec=100)
"""Fifteen digits times any scale fit into it: nothing is ever rounded here."""

Key = tuple[str, str, Period, str]
"""Indicator, region, period, breakdown."""


class Left(NamedTuple):
    """Why a figure was not taken, as the code of a remark. `found` is what stood there."""

    code: str
    asks: bool = False
    found: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()


class Taken(NamedTuple):
    """A figure of the plan with the cell it stands in. `measure`: `value`, `numerator` or `denominator`."""

    sheet: str
    block: int
    given: Given
    key: Key
    measure: str
    value: Decimal | None
    state: str
    zero: bool = False
    """A dash that was said to mean zero."""


@dataclass(frozen=True)
class Taker:
    """Takes the figures of one block for one indicator. `unit` is the block's unit as a label was understood."""

    plan: Plan
    indicator: Indicator
    block: Block
    choice: Choice
    unit: Label | None = None

    def take(self, given: Given) -> Taken | Left:
        """The figure, or the first thing that stands in its way; what was left out by choice asks nothing further."""
        if self._names(given) & self.choice.leave_out:
            return Left("left-out", found=_label(given))
        part = self._part(given)
        if isinstance(part, Left):
            return part
        region = self._region(given)
        if isinstance(region, Left):
            return region
        period = self._period(given)
        if isinstance(period, Left):
            return period
        return self._measured(given, (self.indicator.code, region, period, part))

    # --- which part of the total

    def _part(self, given: Given) -> str | Left:
        found = given.breakdown
        if found is None:
            key = next((name for name in sorted(self._names(given)) if name in self.choice.parts), None)
            if key is None:
                return Left("part-unknown", found=_label(given))
            found = self.choice.parts[key]
        elif found in self.choice.parts:
            found = self.choice.parts[found]
        else:
            found = found or TOTAL
        if not found:
            return Left("left-out", found=_label(given))
        return self._declared(merged("" if found == TOTAL else found, self.choice.breakdown), given)

    def _declared(self, part: str | None, given: Given) -> str | Left:
        if part is None:
            facts = (("part", given.breakdown or ""), ("said", self.choice.breakdown))
            return Left("part-contradicts", asks=True, found=_label(given), facts=facts)
        if part and part not in self.indicator.categories:
            return Left("part-not-in-plan", found=_label(given), facts=(("part", part),))
        if not part and self.indicator.type == "cascade":
            return Left("part-not-in-plan", found=_label(given), facts=(("part", TOTAL),))
        return part

    def _names(self, given: Given) -> frozenset[str]:
        """Every name of its lines, folded: of its row and column and of what these stand under."""
        lines = [line for key in ((Axis.ROW, given.row), (Axis.COLUMN, given.column)) if (line := self._lines.get(key))]
        texts = [given.labels, *(line.labels for line in lines), *(line.under for line in lines)]
        unknown = {line.meaning.unknown_part for line in lines}
        return frozenset(filter(None, {fold(words) for text in texts for words in text.values()} | unknown))

    @cached_property
    def _lines(self) -> Mapping[tuple[Axis, int], Line]:
        return {(line.axis, line.index): line for line in self.block.lines}

    # --- where and when

    def _region(self, given: Given) -> str | Left:
        code = self._place(given)
        if code is None:
            return Left("place-unknown", asks=True, found=_label(given))
        region = self.plan.regions.get(code)
        if region is None:
            return Left("no-such-region", asks=True, found=code)
        if region.level not in self.indicator.levels:
            return Left("level-not-asked", facts=(("level", region.level),))
        return code

    def _place(self, given: Given) -> str | None:
        """The place it names; where it names none, the one chosen for the block, else what the table says as a whole."""
        lines = [line for key in ((Axis.ROW, given.row), (Axis.COLUMN, given.column)) if (line := self._lines.get(key))]
        if any(line.candidates for line in lines) and given.region is None:
            return None
        named = any(line.meaning.region for line in lines) or given.region not in (None, self.plan.country)
        return given.region if named or self.choice.region is None else self.choice.region

    def _period(self, given: Given) -> Period | Left:
        period, indicator = given.period, self.indicator
        if period is None:
            return Left("period-unknown", asks=True, found=given.typed)
        period = period.in_years_from(self.plan.calendar.year_begins)
        if period is None:
            return Left("other-calendar", facts=(("period", str(given.period)),))
        if period.frequency is not indicator.frequency:
            facts = (("frequency", period.frequency.value), ("expected", indicator.frequency.value))
            return Left("period-not-of-indicator", facts=facts)
        if period.year < self.plan.history_from:
            return Left("before-history", facts=(("year", str(self.plan.history_from)),))
        return period if indicator.valid_in(period) else Left("not-valid-then")

    # --- how much

    def _measured(self, given: Given, key: Key) -> Taken | Left:
        measure = self.choice.measures
        if self.indicator.has_ratio and measure != "value" and key[3]:
            return Left("part-of-a-ratio", facts=(("part", key[3]),))
        if self.indicator.has_ratio and measure == "value" and not key[3]:
            return Left("needs-two-counts", asks=True)
        if given.mark == "dash" and self.choice.dash == "zero":
            return Taken(self.block.sheet, self.block.number, given, key, measure, Decimal(0), "", zero=True)
        if given.value is None:
            if not given.state:
                return Left("figure-unread", asks=True, found=given.typed, facts=(("reason", given.problem),))
            return Taken(self.block.sheet, self.block.number, given, key, measure, None, given.state)
        value = self._value(given, given.value)
        if isinstance(value, Left):
            return value
        return Taken(self.block.sheet, self.block.number, given, key, measure, value, "")

    def _value(self, given: Given, value: Decimal) -> Decimal | Left:
        """In the unit of the plan: percentages in points, thousands multiplied out; never rounded."""
        percent_unit = self.unit is not None and self.unit.unit == "percent"
        if "%" in given.typed or percent_unit:
            if self.indicator.additive or self.choice.measures != "value":
                return Left("percent-for-a-number", asks=True, found=given.typed)
            if "%" in given.typed and self.indicator.type == "percentage":
                points = _points(given.typed, value)
                if points is None:
                    return Left("figure-unread", asks=True, found=given.typed, facts=(("reason", "percent"),))
                value = points
        if self.unit is not None and self.unit.scale != 1 and self.choice.scale == 1 and self.indicator.type != "money":
            return Left("unit-of-many", asks=True, facts=(("scale", self.unit.scale),))
        return EXACT.multiply(value, self.choice.scale) if self.choice.scale != 1 else value


def merged(part: str, more: str) -> str | None:
    """Two breakdowns said of one figure: crossings in their fixed order; None where they contradict each other."""
    dimensions: dict[str, str] = {}
    for each in filter(None, (*part.split(";"), *more.split(";"))):
        name, _, category = each.partition("=")
        if dimensions.setdefault(name, category) != category:
            return None
    return ";".join(f"{name}={dimensions[name]}" for name in sorted(dimensions, key=_order))


def _order(name: str) -> tuple[int, str]:
    return ({"sex": 0, "age": 1}.get(name, 2), name)


_SHOWN = re.compile(r"\d[\d.,\s]*", re.ASCII)


def _points(typed: str, value: Decimal) -> Decimal | None:
    """Percentage points of a cell shown with a percent sign: the file may hold a share (0.579 shown 57.9%) or the points."""
    match = _SHOWN.search(typed)
    try:
        shown = Decimal("".join(match[0].split()).replace(",", ".").rstrip(".")) if match else None
    except InvalidOperation:
        return None
    return next((each for each in (value, EXACT.multiply(value, Decimal(100))) if abs(each) == shown), None)


def _label(given: Given) -> str:
    return next(iter(given.labels.values()), "")


def cells(givens: Iterable[Given]) -> tuple[str, ...]:
    """Their addresses, each once."""
    return tuple(dict.fromkeys(each.cell for each in givens))
