"""The nouns all rooms share: Period, Observation, Item, Note, Finding, Result. Frozen data, no behaviour beyond their meaning."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, total_ordering
from typing import NamedTuple

Fact = str | int | Decimal | date | None
"""One thing a finding or fault knows: what was found, a limit, a neighbour's value. Turned into words at the edge."""


class Frequency(StrEnum):
    """How often an indicator is reported. Values are the plan file's words (SDMX FREQ M, Q, S, A)."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Length in months: 1, 3, 6 or 12."""
        return _MONTHS[self]


_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF_YEAR: 6, Frequency.YEAR: 12}
_MARKS = {Frequency.MONTH: "-{:02}", Frequency.QUARTER: "-Q{}", Frequency.HALF_YEAR: "-H{}", Frequency.YEAR: ""}
_PATTERN = re.compile(
    r"(?:FY(?P<begins>0[2-9]|1[0-2])-)?(?P<year>\d{4})(?:-(?:H(?P<half_year>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?\Z",
    re.ASCII,
)
_NO_YEARS = frozenset({"0000", "0001", "9999"})
"""What no date, or no fiscal year around it, can have."""


@total_ordering
@dataclass(frozen=True)
class Period:
    """A year or an equal part of it: `2026`, `2026-H1`, `2026-Q2`, `2026-03`.

    `begins`: the month in which the year begins. A fiscal year bears the number of the calendar year it begins in, and says its
    month in every code, so that no code means two times: `FY04-2026` is April 2026 to March 2027, `FY04-2026-H2` October to
    March; a month keeps the name of the calendar, `FY04-2027-03` is the last one of that year.

    Order: by end, then shorter first, so that a year follows its own last quarter.
    """

    year: int
    frequency: Frequency = Frequency.YEAR
    number: int = 1
    begins: int = 1

    @classmethod
    def parse(cls, text: str, begins: int = 1) -> Period:
        """Read the code exactly as written above; ValueError for anything else.

        `begins`: how a code without `FY` is meant.
        """
        match = _PATTERN.match(text)
        if match is None or match["year"] in _NO_YEARS:
            raise ValueError(text)
        year, begins = int(match["year"]), int(match["begins"] or begins)
        if match["month"]:
            return cls.around(date(year, int(match["month"]), 1), Frequency.MONTH, begins)
        for frequency in (Frequency.HALF_YEAR, Frequency.QUARTER):
            if match[frequency.value]:
                return cls(year, frequency, int(match[frequency.value]), begins)
        return cls(year, begins=begins)

    @classmethod
    def around(cls, day: date, frequency: Frequency, begins: int = 1) -> Period:
        """The period of that frequency in which the day lies."""
        year, month = divmod(day.year * 12 + day.month - begins, 12)
        return cls(year, frequency, month // frequency.months + 1, begins)

    def __str__(self) -> str:
        fiscal = f"FY{self.begins:02}-" if self.begins > 1 else ""
        if self.frequency is Frequency.MONTH:
            return f"{fiscal}{self.start.year:04}-{self.start.month:02}"
        return f"{fiscal}{self.year:04}{_MARKS[self.frequency].format(self.number)}"

    def __lt__(self, other: Period) -> bool:
        return (self.end, self.frequency.months) < (other.end, other.frequency.months)

    @property
    def start(self) -> date:
        """First day."""
        return _days(self.year, self._months_before + 1)[0]

    @property
    def end(self) -> date:
        """Last day."""
        return _days(self.year, self.begins - 1 + self.number * self.frequency.months)[1]

    @property
    def _months_before(self) -> int:
        """Months from January of its year to its first day."""
        return self.begins - 1 + (self.number - 1) * self.frequency.months

    @property
    def year_label(self) -> str:
        """Its year as people write it: `2026`, a fiscal one `2026/27`."""
        return str(self.year) if self.begins == 1 else f"{self.year}/{(self.year + 1) % 100:02}"

    def contains(self, other: Period) -> bool:
        """True if every day of `other` lies in this period (a period contains itself)."""
        return self.start <= other.start and other.end <= self.end

    def parts(self, frequency: Frequency) -> tuple[Period, ...]:
        """The periods of that frequency inside this one, in order; empty if it is longer than this period."""
        count = self.frequency.months // frequency.months
        first = (self.number - 1) * self.frequency.months // frequency.months + 1
        return tuple(Period(self.year, frequency, first + step, self.begins) for step in range(count))

    def within(self, frequency: Frequency) -> Period:
        """The period of that (equal or longer) frequency that contains this one."""
        return Period(self.year, frequency, (self.number * self.frequency.months - 1) // frequency.months + 1, self.begins)

    def previous(self) -> Period:
        """The period of the same frequency that ends the day before this one starts."""
        if self.number > 1:
            return Period(self.year, self.frequency, self.number - 1, self.begins)
        return Period(self.year - 1, self.frequency, 12 // self.frequency.months, self.begins)

    def in_years_from(self, begins: int) -> Period | None:
        """The period of the same days in years that begin in that month; None if there is none."""
        if self.begins == begins:
            return self
        same = Period.around(self.start, self.frequency, begins)
        return same if same.start == self.start else None


@lru_cache(maxsize=2_000)
def _days(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month counted from January of that year, which may lie in the next one.

    Asked for so often, whenever periods are compared, that asking the calendar each time was half the cost of a board.
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


class Place(NamedTuple):
    """Where in a workbook: the sheet's name and the Excel address."""

    sheet: str
    cell: str


STATES = ("", "no_data", "not_applicable", "not_safe")
QUALITIES = ("", "provisional", "estimated", "more_than")
UNSURE = frozenset({"provisional", "estimated"})
"""The qualities that say how far a figure may still change, without making it higher or lower."""
MEASURE_STATUSES = ("not_begun", "in_progress", "done")
"""`more_than`: the true figure is higher than the value ("over 40,000"); a result with such a part is shown as "at least"."""


@dataclass(frozen=True)
class Observation:
    """One value: partner × indicator × region × period × breakdown.

    `breakdown` is `""` for the total, else `sex=F` (crossings joined by `;` in plan order), `step=<code>` for cascades.
    Exactly one of `value`, (`numerator` with `denominator`), `state` speaks; a milestone is 1 or 0, an ordinal the level number
    from 0, a list the number of items. `place` is None for figures that do not come from a workbook.

    `typed` says what stood in the cells it was read from, as (address, text): numerator and denominator of a ratio are two, a
    total that was filled in for the sender is one with an empty text. It is kept with the figure, not looked up again in the
    original: it shows what this reading saw, even after the reading has learnt better. It is no part of the figure: two that
    differ in it alone are equal.
    """

    partner: str
    indicator: str
    region: str
    period: Period
    breakdown: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    state: str = ""
    quality: str = ""
    source: str = ""
    place: Place | None = None
    typed: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Item:
    """One entry of a list indicator, as the items sheet gives it (for coordinators only, docs/disclosure.md)."""

    indicator: str
    region: str
    started: date
    title: str
    addressee: str = ""
    subject: str = ""
    answered_recipient: str = ""
    answered_network: str = ""
    answered: date | None = None
    source: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class Note:
    """Words of a partner: a narrative, a comment or an explanation (for coordinators only, docs/disclosure.md)."""

    kind: str
    """`narrative`, `comment`, `explanation` or `measure`."""
    text: str
    indicator: str = ""
    region: str = ""
    place: Place | None = None


class Severity(StrEnum):
    """What a finding does: `error` keeps a return a draft, `warning` wants an explanation, `info` tells, `fixed` was mended."""

    REFUSED = "refused"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    FIXED = "fixed"


@dataclass(frozen=True)
class Finding:
    """One problem in a return, as data; `nap.words` makes the sentences.

    `code` is stable and kebab-case; `case` picks the wording among the kinds of one code (`not-a-number` / `more-than`).
    `cells` are Excel addresses on `sheet`, the first is the one to mend. `found` is what was typed, as text. `facts` are the
    named values the sentences of this code and case need, e.g. `(("low", Decimal(0)), ("high", Decimal(100)))`.
    """

    code: str
    severity: Severity
    sheet: str | None = None
    cells: tuple[str, ...] = ()
    indicator: str | None = None
    region: str | None = None
    found: str | None = None
    case: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()


class Status(StrEnum):
    """How a result stands; the rules and their order are docs/results.md."""

    SUPPRESSED = "suppressed"
    NOT_ASSESSABLE = "not_assessable"
    NOT_DUE = "not_due"
    NO_DATA = "no_data"
    PARTIAL = "partial"
    CONTEXT = "context"
    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not_achieved"
    TOO_EARLY = "too_early"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    OFF_TRACK = "off_track"
    REGRESSING = "regressing"


@dataclass(frozen=True)
class Overridden:
    """The assessment that stood in a result before a coordinator set another status, and the coordinator's reason for that.

    `status` and `reason` are what was computed; `because` is free text, shown wherever the status is.
    """

    status: Status
    reason: str
    because: str


@dataclass(frozen=True)
class Gap:
    """Expected figures that a result lacks for one reason: `kind` is a `nap.results.Reason`, `cells` how many there are.

    `due`: for figures that are not due, the day until which the first of them is in time.
    """

    kind: str
    cells: int
    due: date | None = None


@dataclass(frozen=True)
class Result:
    """The aggregated value of one indicator × region × period × breakdown, with coverage and status (docs/results.md).

    Percentages are 0 to 100; `progress` and `pace` are ratios; None where there is none. Unrounded. `carried` counts the
    cells carried forward, never part of `reported`. A suppressed result has None in every number.
    """

    indicator: str
    region: str
    period: Period
    breakdown: str = ""
    value: Decimal | None = None
    increment: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reported: int | None = 0
    expected: int | None = 0
    carried: int | None = 0
    at_least: bool | None = False
    parts_sum: Decimal | None = None
    progress: Decimal | None = None
    expected_value: Decimal | None = None
    pace: Decimal | None = None
    status: Status = Status.NO_DATA
    reason: str = ""
    overridden: Overridden | None = None
    """Not None where `status` was set by a coordinator."""
    contributors: frozenset[str] = field(default=frozenset(), repr=False)
    """Partners whose figures are in it; disclosure control needs them, no reader sees them."""
    missing: Sequence[Sequence[tuple[str, tuple[int, int], str, str]]] = field(default=(), repr=False, compare=False)
    """Expected cells without a figure, in lots: partner, first and last month, what was answered instead, place. Made into `gaps`
    and taken out before any reader sees it."""
    gaps: tuple[Gap, ...] = ()
    """What those cells wait for, the most telling first; only where it is known how the returns stand."""
    flags: frozenset[str] = field(default=frozenset(), compare=False)
    """Which of `UNSURE` hold for figures in the value. They say how sure it is, not what it is: equality does without them."""

    @property
    def incomplete(self) -> bool:
        """True if parts of the figure are missing, whichever status a coordinator has set."""
        return (self.overridden.status if self.overridden else self.status) is Status.PARTIAL
