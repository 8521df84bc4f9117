"""One value cell: what was typed and what the indicator demands go in; a figure, a state or one problem comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nap.facts import Fact, Severity
from nap.plan import Indicator
from nap.returns import choices
from nap.returns.book import Cell
from nap.returns.numbers import DIGITS, Blank, NoData, NotANumber, Number, read_number, tidy

WHOLE = frozenset({"people", "events", "documents", "organisations"})
"""What is counted one by one; half a person is a mistake."""


@dataclass(frozen=True)
class Demand:
    """What a value must be: whole or not, a percentage or not, and its limits (None: no limit)."""

    whole: bool = False
    percent: bool = False
    low: Decimal | None = Decimal(0)
    high: Decimal | None = None

    def allows(self, value: Decimal) -> bool:
        """True within the limits."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Problem:
    """A finding before it knows its place: code, severity, case and facts."""

    code: str
    case: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Reading:
    """What one cell says: a value, or a state, or nothing (all empty: blank). A `problem` of severity error: nothing."""

    value: Decimal | None = None
    state: str = ""
    problem: Problem | None = None


def demand_of(indicator: Indicator) -> Demand:
    """What the total and each category of this indicator must be (design 4: `range`; percentages without one lie in 0 to 100)."""
    percent = indicator.type == "percentage"
    whole = indicator.type in {"count", "stock", "list", "cascade"} and not indicator.has_ratio
    if indicator.range is not None:
        return Demand(whole, percent, *indicator.range)
    if indicator.type == "index":
        return Demand(low=None)
    return Demand(whole, percent, Decimal(0), Decimal(100) if percent else None)


def demand_of_pair(indicator: Indicator) -> Demand:
    """What numerator and denominator must be: people and events are counted whole, hours and money may have decimals."""
    return Demand(whole=indicator.type in {"percentage", "rate"} and indicator.counts in WHOLE)


def read_cell(cell: Cell | None, demand: Demand) -> Reading:
    """Read one value cell. Blank is blank, never zero (design 5)."""
    if cell is None:
        return Reading()
    match cell.kind:
        case "number":
            return _number(cell, demand)
        case "text":
            return _text(cell.text, demand)
        case "error":
            return _wrong("error-cell", "")
        case "formula_empty":
            return _wrong("formula-without-value", "")
        case "date":
            return _date(cell.value)
        case "bool":
            return _wrong("not-a-number", "truth")
        case _:
            return _wrong("not-a-number", "time")


def _number(cell: Cell, demand: Demand) -> Reading:
    assert isinstance(cell.value, Decimal)
    if cell.value.adjusted() >= DIGITS:
        return _wrong("not-a-number", "too-long")
    if not cell.percent:
        return _bounded(tidy(cell.value), demand)
    if demand.percent:
        return _bounded(tidy(cell.value * 100), demand)
    return _wrong("not-a-number", "percent", number=tidy(cell.value * 100))


def _text(text: str, demand: Demand) -> Reading:
    match read_number(text):
        case Blank():
            return Reading()
        case NoData():
            return _marked("no_data")
        case Number(value, percent):
            return _wrong("not-a-number", "percent", number=value) if percent and not demand.percent else _bounded(value, demand)
        case NotANumber("ambiguous", (decimal, thousands)):
            return _ambiguous(decimal, thousands, demand)
        case NotANumber(reason, numbers):
            state = choices.mark(text)
            return _marked(state) if state else _no_number(reason, numbers)


def _ambiguous(decimal: Decimal, thousands: Decimal, demand: Demand) -> Reading:
    """Asked about, unless the limits leave the decimal reading alone: 12,345 per cent is no twelve thousand."""
    if not demand.allows(thousands) and demand.allows(decimal) and not demand.whole:
        return Reading(decimal)
    return _wrong("not-a-number", "ambiguous", first=decimal, second=thousands)


def _marked(state: str) -> Reading:
    return Reading(state=state, problem=Problem("no-data-mark", state.replace("_", "-"), severity=Severity.FIXED))


_NUMBERLESS = frozenset({"several", "too-long", "text"})


def _no_number(reason: str, numbers: tuple[Decimal, ...]) -> Reading:
    """The advice names the numbers; where none could be made out, it is the plain one."""
    if len(numbers) < (2 if reason == "range" else 1) and reason not in _NUMBERLESS:
        reason, numbers = "text", ()
    return _wrong("not-a-number", reason, **dict(zip(("number", "second"), numbers, strict=False)))


def _date(value: object) -> Reading:
    """Excel made 3.4 (or 3/4) the third of April: day and month, in both orders, are what may have been typed."""
    assert isinstance(value, date)
    first, second = Decimal(f"{value.day}.{value.month}"), Decimal(f"{value.month}.{value.day}")
    return _wrong("date-not-number", "", first=first, second=second)


def _bounded(value: Decimal, demand: Demand) -> Reading:
    if not demand.allows(value):
        return _outside(value, demand)
    if demand.whole and value != value.to_integral_value():
        case = "share" if 0 < value < 1 else "fraction"  # the nearest whole number would be 0 or 1, which nobody meant
        return _wrong("out-of-range", case, number=value, near=value.quantize(Decimal(1)))
    return Reading(value)


def _outside(value: Decimal, demand: Demand) -> Reading:
    """Right after ÷10 or ÷100 stays out of range, and the advice names the number (design 6): 946 per cent is 94.6."""
    limits: dict[str, Fact] = {"low": demand.low, "high": demand.high}
    if demand.high is None:
        return _wrong("out-of-range", "negative" if demand.low == 0 else "minimum", number=abs(value), **limits)
    for divisor in (10, 100):
        smaller = tidy(value / divisor)
        if demand.allows(smaller) and value > demand.high and not (demand.whole and smaller % 1):
            return _wrong("out-of-range", "shifted", number=smaller, **limits)
    return _wrong("out-of-range", "maximum" if demand.low is None else "limits", **limits)


def _wrong(code: str, case: str, **facts: Fact) -> Reading:
    return Reading(problem=Problem(code, case, facts=tuple(facts.items())))
