"""Observations as CSV (docs/results.md). Bytes and a plan enter; observations and every fault leave, faults as data."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from nap.facts import STATES, Observation, Period
from nap.plan import Indicator, Plan
from nap.plan.model import WHOLE_NUMBERS
from nap.words import say

HEADER = ("partner", "indicator", "region", "period", "breakdown", "value", "numerator", "denominator", "state")
CODES = (
    "not_utf8",
    "not_csv",
    "bad_header",
    "wrong_width",
    "unknown_partner",
    "unknown_indicator",
    "unknown_region",
    "unknown_breakdown",
    "unknown_state",
    "bad_period",
    "before_history",
    "after_plan",
    "bad_number",
    "not_allowed",
    "no_figure",
    "half_ratio",
    "figure_and_state",
    "ratio_differs",
    "out_of_range",
    "repeated_key",
)
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,15})?\Z", re.ASCII)
_ROUNDING = Decimal("0.1")
_NUMBERS = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class CsvFault:
    """One thing wrong in the file: what (one of `CODES`), on which line (the header is 1), in which column, what stands there."""

    code: str
    line: int
    column: str = ""
    found: str = ""


def read_observations(data: bytes, plan: Plan) -> tuple[tuple[Observation, ...], tuple[CsvFault, ...]]:
    """Read the whole file; all faults at once. With any fault the observations are those of the lines without one.

    The columns may stand in any order; a byte order mark and empty lines do not matter.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return (), (CsvFault("not_utf8", data.count(b"\n", 0, error.start) + 1),)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = tuple(name.strip() for name in next(reader, []))
        if sorted(header) != sorted(HEADER):
            return (), (CsvFault("bad_header", 1, "", ",".join(header)),)
        return _Reading(plan).read(reader, header)
    except csv.Error as error:
        return (), (CsvFault("not_csv", reader.line_num, "", str(error)),)


def csv_fault_text(fault: CsvFault, lang: str) -> str:
    """The fault as a sentence: where, what was found, what to do."""
    return say(lang, f"results.csv.{fault.code}", line=str(fault.line), column=fault.column, found=fault.found)


class _Reading:
    """One pass over the lines; remembers keys and periods already met."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.partners = {partner.code for partner in plan.partners}
        self.breakdowns = {indicator.code: set(indicator.categories) for indicator in plan.indicators}
        self.seen: dict[tuple[str, ...], int] = {}
        self.periods: dict[str, Period | None] = {}
        self.faults: list[CsvFault] = []

    def read(self, reader: Iterator[list[str]], header: tuple[str, ...]) -> tuple[tuple[Observation, ...], tuple[CsvFault, ...]]:
        observations = []
        places = [header.index(name) for name in HEADER]
        for line, cells in enumerate(reader, start=2):
            if not any(cells):
                continue
            if len(cells) != len(HEADER):
                self.faults.append(CsvFault("wrong_width", line, "", str(len(cells))))
                continue
            observation = self._line(line, [cells[place].strip() for place in places])
            if observation is not None:
                observations.append(observation)
        return tuple(observations), tuple(self.faults)

    def _line(self, line: int, cells: list[str]) -> Observation | None:
        before = len(self.faults)
        row = dict(zip(HEADER, cells, strict=True))
        indicator, period = self.plan.indicator(row["indicator"]), self._read_period(row["period"])
        self._codes(line, row, indicator)
        self._period(line, row["period"], period)
        self._key(line, tuple(cells[:5]))
        numbers = self._numbers(line, row)
        if len(self.faults) == before and indicator is not None:
            self._figure(line, row, indicator, numbers)
        if len(self.faults) > before or period is None:
            return None
        value, numerator, denominator = numbers
        partner, code, region, _, breakdown, *_, state = cells
        return Observation(partner, code, region, period, breakdown, value, numerator, denominator, state)

    def _fault(self, code: str, line: int, row: Mapping[str, str], column: str) -> None:
        self.faults.append(CsvFault(code, line, column, row[column]))

    def _codes(self, line: int, row: Mapping[str, str], indicator: Indicator | None) -> None:
        if row["partner"] not in self.partners:
            self._fault("unknown_partner", line, row, "partner")
        if indicator is None:
            self._fault("unknown_indicator", line, row, "indicator")
        elif indicator.type == "narrative":
            self._fault("not_allowed", line, row, "indicator")
        elif row["breakdown"] and not self._declared(indicator, row["breakdown"]):
            self._fault("unknown_breakdown", line, row, "breakdown")
        if self.plan.regions.get(row["region"]) is None:
            self._fault("unknown_region", line, row, "region")
        if row["state"] not in STATES:
            self._fault("unknown_state", line, row, "state")

    def _declared(self, indicator: Indicator, breakdown: str) -> bool:
        """Each part of a crossing is a declared category, each breakdown once, in order of the plan."""
        parts = breakdown.split(";")
        if not self.breakdowns[indicator.code].issuperset(parts):
            return False
        order = [split.by for split in indicator.breakdowns]
        places = [order.index(by) if by in order else len(order) for by, _, _ in (part.partition("=") for part in parts)]
        return all(earlier < later for earlier, later in pairwise(places))

    def _read_period(self, text: str) -> Period | None:
        if text not in self.periods:
            try:
                self.periods[text] = self.plan.period(text)
            except ValueError:
                self.periods[text] = None
        return self.periods[text]

    def _period(self, line: int, text: str, period: Period | None) -> None:
        if period is None:
            self.faults.append(CsvFault("bad_period", line, "period", text))
        elif period.year < self.plan.history_from:
            self.faults.append(CsvFault("before_history", line, "period", text))
        elif period.year > self.plan.years[1]:
            self.faults.append(CsvFault("after_plan", line, "period", text))

    def _key(self, line: int, key: tuple[str, ...]) -> None:
        first = self.seen.setdefault(key, line)
        if first != line:
            self.faults.append(CsvFault("repeated_key", line, "", str(first)))

    def _numbers(self, line: int, row: Mapping[str, str]) -> list[Decimal | None]:
        numbers: list[Decimal | None] = []
        for column in _NUMBERS:
            text = row[column]
            if text and not _NUMBER.match(text):
                self._fault("bad_number", line, row, column)
            numbers.append(Decimal(text) if text and _NUMBER.match(text) else None)
        return numbers

    def _figure(self, line: int, row: Mapping[str, str], indicator: Indicator, numbers: list[Decimal | None]) -> None:
        value, numerator, denominator = numbers
        if (numerator is None) != (denominator is None):
            self._fault("half_ratio", line, row, "denominator" if denominator is None else "numerator")
        elif value is None and numerator is None:
            if not row["state"]:
                self._fault("no_figure", line, row, "value")
        elif row["state"]:
            self._fault("figure_and_state", line, row, "state")
        elif value is not None and not _allowed(indicator, value):
            self._fault("not_allowed", line, row, "value")
        elif value is not None and not _in_range(indicator, value):
            self._fault("out_of_range", line, row, "value")
        elif _differs(indicator, *numbers):
            self._fault("ratio_differs", line, row, "value")


def _in_range(indicator: Indicator, value: Decimal) -> bool:
    """Within the range the plan gives; without one, numbers of things are at least nothing."""
    if indicator.range is not None:
        return indicator.range[0] <= value <= indicator.range[1]
    return value >= 0 or indicator.type not in WHOLE_NUMBERS


def _differs(indicator: Indicator, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None) -> bool:
    """True for a percentage that is not what its own numerator and denominator give (within 0.1 points)."""
    if indicator.type != "percentage" or value is None or numerator is None or not denominator:
        return False
    return abs(100 * numerator / denominator - value) > _ROUNDING


def _allowed(indicator: Indicator, value: Decimal) -> bool:
    """A milestone is 1 or 0, an ordinal one of its levels counted from 0, a list has a whole number of items."""
    match indicator.type:
        case "milestone":
            return value in (0, 1)
        case "ordinal":
            return value in range(len(indicator.scale))
        case "list":
            return value >= 0 and value == value.to_integral_value()
        case _:
            return True
