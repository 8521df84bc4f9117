"""One value cell: what was typed and what the indicator demands go in; a figure, a state or one problem comes out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from nap.facts import Fact, Severity
from nap.plan import Indicator
from nap.returns import besides, choices
from nap.returns.accidents import meant_by
from nap.returns.book import Cell
from nap.returns.numbers import DIGITS, Blank, NoData, NotANumber, Number, plainly, read_number, tidy

WHOLE = frozenset({"people", "events", "documents", "organisations"})
"""What is counted one by one; half a person is a mistake."""


class Demand(NamedTuple):
    """What a value must be: whole or not, a percentage or not, its limits (None: no limit), words that may stand beside it."""

    whole: bool = False
    percent: bool = False
    low: Decimal | None = Decimal(0)
    high: Decimal | None = None
    units: frozenset[str] = frozenset()

    def allows(self, value: Decimal) -> bool:
        """True within the limits."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


class Problem(NamedTuple):
    """A finding before it knows its place: code, severity, case and facts."""

    code: str
    case: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()
    severity: Severity = Severity.ERROR


class Reading(NamedTuple):
    """What one cell says: a value, or a state, or nothing (all empty: blank). A `problem` of severity error: nothing."""

    value: Decimal | None = None
    state: str = ""
    problem: Problem | None = None


def demand_of(indicator: Indicator) -> Demand:
    """What the total and each category of this indicator must be (`range`; percentages without one lie in 0 to 100)."""
    percent = indicator.type == "percentage"
    whole = indicator.type in {"count", "stock", "list", "cascade"} and not indicator.has_ratio
    units = _units(indicator)
    if indicator.range is not None:
        return Demand(whole, percent, *indicator.range, units)
    if indicator.type == "index":
        return Demand(low=None, units=units)
    return Demand(whole, percent, Decimal(0), Decimal(100) if percent else None, units)


def _units(indicator: Indicator) -> frozenset[str]:
    """Words that say of a figure only what the plan says of it already; beside an amount of money that is its own currency."""
    if indicator.type == "money":
        return besides.units_of(indicator.currency or "")
    own = frozenset(map(besides.shape, indicator.unit.values()))
    return own | (besides.percents() if indicator.type == "percentage" else besides.units_of(None))


def demand_of_pair(indicator: Indicator) -> Demand:
    """What numerator and denominator must be: people and events are counted whole, hours and money may have decimals."""
    whole = indicator.type in {"percentage", "rate"} and indicator.counts in WHOLE
    return Demand(whole, units=besides.units_of(None) if whole else frozenset())


def read_cell(cell: Cell | None, demand: Demand, *, date1904: bool = False) -> Reading:
    """Read one value cell. Blank is blank, never zero. `date1904`: the workbook counts its days from 1904."""
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
            return _date(cell, demand, date1904)
        case "bool":
            return _wrong("not-a-number", "truth")
        case _:
            return _wrong("not-a-number", "time")


@lru_cache(maxsize=4_000)
def _number(cell: Cell, demand: Demand) -> Reading:
    """Remembered: the same few numbers fill a column."""
    assert isinstance(cell.value, Decimal)
    if cell.value.adjusted() >= DIGITS:
        return _wrong("not-a-number", "too-long")
    if not cell.percent:
        return _bounded(tidy(cell.value), demand)
    if demand.percent:
        return _bounded(tidy(cell.value * 100), demand)
    return _percent(tidy(cell.value * 100), demand)


def _text(text: str, demand: Demand) -> Reading:
    match read_number(text):
        case Blank():
            return Reading()
        case NoData():
            return _marked("no_data")
        case Number(value, percent, foreign):
            if percent and not demand.percent:
                return _percent(value, demand)
            return _rewritten(_bounded(value, demand)) if foreign else _bounded(value, demand)
        case NotANumber("ambiguous", (decimal, thousands), words):
            return _ambiguous(decimal, thousands, demand, bare=not words)
        case NotANumber() as unclear:
            state = choices.mark(text)
            return _marked(state) if state else _no_number(unclear, demand)


def _percent(value: Decimal, demand: Demand) -> Reading:
    """Where things are counted 50 % is no 50: how many there are cannot be told from a share."""
    if demand.whole or (demand.low is not None and demand.high is None):
        return _wrong("not-a-number", "share")
    return _wrong("not-a-number", "percent", number=value)


def _rewritten(reading: Reading) -> Reading:
    """Digits of another script are certain; they are read, and said."""
    if reading.problem is not None or reading.value is None:
        return reading
    return reading._replace(problem=Problem("digits-corrected", "", (("number", reading.value),), Severity.FIXED))


def _ambiguous(decimal: Decimal, thousands: Decimal, demand: Demand, *, bare: bool) -> Reading:
    """Asked about, unless the limits leave the decimal reading alone: 12,345 per cent is no twelve thousand."""
    if bare and not demand.allows(thousands) and demand.allows(decimal) and not demand.whole:
        return Reading(decimal)
    return _wrong("not-a-number", "ambiguous", first=decimal, second=thousands)


def _marked(state: str) -> Reading:
    return Reading(state=state, problem=Problem("no-data-mark", state.replace("_", "-"), severity=Severity.FIXED))


_NUMBERLESS = frozenset({"several", "too-long", "text"})
_NEARLY_CERTAIN = frozenset({"bracket", "exponent", "foreign-digits", "fraction", "letters", "point", "word"})
_WITH_UNIT = frozenset({"extra", "multiplier"})


def _no_number(unclear: NotANumber, demand: Demand) -> Reading:
    """The advice names the numbers; where none could be made out, it is the plain one."""
    reason, numbers = unclear.reason, unclear.numbers
    if reason == "error":
        return _wrong("error-cell", "")
    if len(numbers) < (2 if reason in {"range", "sign"} else 1) and reason not in _NUMBERLESS:
        reason, numbers = "text", ()
    reason = "first" if reason == "several" and numbers else reason
    facts: dict[str, Fact] = dict(zip(("number", "second"), numbers, strict=False))
    if numbers and _is_offered(unclear, demand):
        facts["offer"] = plainly(numbers[0])
    return _wrong("not-a-number", reason, **facts)


def _is_offered(unclear: NotANumber, demand: Demand) -> bool:
    """True where hardly anything else can have been meant, and the number would be right in this cell."""
    if unclear.reason in _WITH_UNIT:
        clear = unclear.words in demand.units or (not unclear.words and unclear.reason == "multiplier")
    else:
        clear = unclear.reason in _NEARLY_CERTAIN and not unclear.words
    return clear and _bounded(unclear.numbers[0], demand).problem is None


def _date(cell: Cell, demand: Demand, date1904: bool) -> Reading:
    """What was typed before Excel made a date of it; offered where one number alone is left."""
    assert isinstance(cell.value, date)
    case, numbers = meant_by(cell, date1904=date1904)
    if demand.whole and all(number % 1 for number in numbers):
        low, high = sorted((cell.value.day, cell.value.month))
        return _wrong("date-not-number", "whole", low=low, high=high)
    facts: dict[str, Fact] = dict(zip(("first", "second", "third"), numbers, strict=False))
    if len(numbers) == 1 and _bounded(numbers[0], demand).problem is None:
        facts["offer"] = plainly(numbers[0])
    return _wrong("date-not-number", case, **facts)


def _bounded(value: Decimal, demand: Demand) -> Reading:
    if not demand.allows(value):
        return _outside(value, demand)
    if demand.whole and value != value.to_integral_value():
        case = "share" if 0 < value < 1 else "fraction"  # the nearest whole number would be 0 or 1, which nobody meant
        return _wrong("out-of-range", case, number=value, near=value.quantize(Decimal(1)))
    return Reading(value)


def _outside(value: Decimal, demand: Demand) -> Reading:
    """Right after ÷10 or ÷100 stays out of range, and the advice names the number: 946 per cent is 94.6."""
    limits: dict[str, Fact] = {"low": demand.low, "high": demand.high}
    if demand.high is None:
        return _wrong("out-of-range", "negative" if demand.low == 0 else "minimum", number=abs(value), **limits)
    for divisor in (10, 100):
        smaller = tidy(value / divisor)
        if demand.allows(smaller) and value > demand.high and not (demand.whole and smaller % 1):
            return _wrong("out-of-range", "shifted", number=smaller, **limits, offer=plainly(smaller))
    return _wrong("out-of-range", "maximum" if demand.low is None else "limits", **limits)


def _wrong(code: str, case: str, **facts: Fact) -> Reading:
    return Reading(problem=Problem(code, case, facts=tuple(facts.items())))
