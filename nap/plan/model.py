"""What a plan promises, as frozen data with every default resolved (docs/plan-file.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from nap.facts import Frequency, Period
from nap.plan.regions import Regions
from nap.words import Text

WHOLE_NUMBERS = frozenset({"count", "stock", "list", "milestone", "ordinal", "cascade"})
PARTS = frozenset({"percentage", "rate", "ratio"})
"""Types that may be given as numerator and denominator."""


@dataclass(frozen=True)
class Calendar:
    """How often partners send a return, and by when: `due_days` after the period's end, on the clock of `timezone`.

    `year_begins`: the month in which the plan's years begin; 4 for a fiscal year from April.
    """

    frequency: Frequency = Frequency.HALF_YEAR
    due_days: int = 15
    timezone: str = "UTC"
    year_begins: int = 1


@dataclass(frozen=True)
class Thresholds:
    """Lines of the assessment (ratios) and smallest cells that may be shown, in people (docs/results.md)."""

    on_track: Decimal = Decimal("0.95")
    behind: Decimal = Decimal("0.60")
    too_early: Decimal = Decimal("0.10")
    coverage: Decimal = Decimal("0.80")
    cell_people: int = 5
    cell_sensitive: int = 10
    contributors_sensitive: int = 3

    def minimum_cell(self, indicator: Indicator) -> int:
        """The smallest number of people that may be shown of the indicator; 0 where no people are counted."""
        if indicator.sensitivity == "sensitive":
            return self.cell_sensitive
        return self.cell_people if indicator.about_people else 0


@dataclass(frozen=True)
class PrivacyPattern:
    """A regular expression that finds personal data; `block`, `ask` or `strip`."""

    name: str
    pattern: str
    level: str
    note: str = ""


@dataclass(frozen=True)
class Term:
    """From which to which return period (None: open) a partner reports which indicators for which regions."""

    since: Period | None
    until: Period | None
    regions: tuple[str, ...]
    indicators: tuple[str, ...]

    def holds(self, period: Period) -> bool:
        """True if the last day of the period lies in the term."""
        first, last = self.since or period, self.until or period
        return first.start <= period.end <= last.end


@dataclass(frozen=True)
class Partner:
    """An organisation that sends returns, for the regions it is responsible for.

    `terms`: what was its task when, one after the other, where coordinators have put that on record; `regions` are then those of
    all terms together, and `Indicator.reported_by` names it if it reports the indicator in any of them. Empty: it is always the
    same.
    """

    code: str
    name: Text
    regions: tuple[str, ...]
    terms: tuple[Term, ...] = ()

    def term(self, period: Period) -> Term | None:
        """The term in force on the last day of the period; None outside of all terms, and for a partner without any."""
        return next((term for term in self.terms if term.holds(period)), None)

    @property
    def since(self) -> Period | None:
        """The first return period it is asked for; None from the beginning."""
        return self.terms[0].since if self.terms else None

    @property
    def until(self) -> Period | None:
        """The last return period it is asked for; None as long as the plan lasts."""
        return self.terms[-1].until if self.terms else None


@dataclass(frozen=True)
class Objective:
    """A goal of the plan."""

    code: str
    title: Text


@dataclass(frozen=True)
class Measure:
    """A task with who leads it, who helps, and until when (None: continuous or not said)."""

    code: str
    objective: str
    title: Text
    task: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    deadline: date | None = None
    continuous: bool = False
    form: str = ""
    funding: str = ""


@dataclass(frozen=True)
class Breakdown:
    """A split of the total. `disjoint`: nobody stands in two categories; `complete`: the categories together are everybody."""

    by: str
    categories: tuple[str, ...]
    required: bool = False
    disjoint: bool = True
    complete: bool = False


@dataclass(frozen=True)
class Level:
    """One step of an ordinal scale or of a cascade, lowest or first one first."""

    code: str
    title: Text


@dataclass(frozen=True)
class Baseline:
    """Where the indicator stood before the plan."""

    value: Decimal
    date: date
    source: str = ""


@dataclass(frozen=True)
class Target:
    """What is promised for a day. `over`: `year` or `plan` for figures that add up over time, None for states."""

    date: date
    value: Decimal
    over: str | None = None
    hypothetical: bool = False


@dataclass(frozen=True)
class Indicator:
    """One thing that is measured. Values in the unit that is reported, percentages 0 to 100."""

    code: str
    objective: str
    type: str
    title: Text
    definition: Text = field(default_factory=dict)
    unit: Text = field(default_factory=dict)
    verification: Text = field(default_factory=dict)
    counts: str | None = None
    numerator: Text = field(default_factory=dict)
    denominator: Text = field(default_factory=dict)
    multiplier: Decimal = Decimal(1)
    partners: str = "sum"
    lead: str | None = None
    reported_by: tuple[str, ...] = ()
    levels: tuple[str, ...] = ("country", "region", "district")
    regions: str = "sum"
    accumulation: str = "flow"
    direction: str = "increase"
    breakdowns: tuple[Breakdown, ...] = ()
    scale: tuple[Level, ...] = ()
    steps: tuple[Level, ...] = ()
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    regional_targets: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    regional_baselines: Mapping[str, Baseline] = field(default_factory=dict)
    range: tuple[Decimal, Decimal] | None = None
    tolerance: Decimal = Decimal(0)
    frequency: Frequency = Frequency.YEAR
    precision: int = 0
    currency: str | None = None
    sensitivity: str = "public"
    rules: tuple[str, ...] = ()
    maps_to: tuple[str, ...] = ()
    measure: str | None = None
    successor_of: str | None = None
    comparable: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    kind: str | None = None

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def has_ratio(self) -> bool:
        """True if reported as numerator and denominator; a percentage without them is a plain share."""
        return self.type in PARTS and bool(self.numerator) and bool(self.denominator)

    @property
    def about_people(self) -> bool:
        """True if its figures count people or tell of survivors: what protects people holds for it everywhere."""
        return self.sensitivity != "public" or self.counts == "people"

    @property
    def categories(self) -> tuple[str, ...]:
        """Keys of every part as they stand in `Observation.breakdown`: `sex=F`, for a cascade `step=REPORTED`."""
        split = tuple(f"{breakdown.by}={category}" for breakdown in self.breakdowns for category in breakdown.categories)
        return split + tuple(f"step={step.code}" for step in self.steps)

    @property
    def additive(self) -> bool:
        """True for numbers of things and money, however they are counted over time: with a part missing their sum is too low."""
        return self.type not in PARTS | {"index", "ordinal", "narrative"}

    def valid_in(self, period: Period) -> bool:
        """True if the period ends while the indicator is valid, so that of two in succession exactly one is asked for."""
        return (self.valid_from or date.min) <= period.end <= (self.valid_to or date.max)


@dataclass(frozen=True)
class Plan:
    """The whole plan file. `years` are the first and the last; `sha256` and `source` are of the bytes it was read from.

    `register` stands for what coordinators have put on record of its partners (`nap.plan.register`), `filed` is then the plan as
    the file alone says it.
    """

    id: str
    version: int
    status: str
    title: Text
    country: str
    years: tuple[int, int]
    history_from: int
    languages: tuple[str, ...]
    currency: str | None
    calendar: Calendar
    thresholds: Thresholds
    retention_months: int
    privacy: tuple[PrivacyPattern, ...]
    partners: tuple[Partner, ...]
    objectives: tuple[Objective, ...]
    measures: tuple[Measure, ...]
    indicators: tuple[Indicator, ...]
    regions: Regions
    sha256: str
    source: bytes = field(repr=False)
    register: str = ""
    filed: Plan | None = field(default=None, repr=False, compare=False)

    def __hash__(self) -> int:
        return hash((self.sha256, self.register))

    def indicator(self, code: str) -> Indicator | None:
        """The indicator of that code."""
        return self._indicators.get(code)

    def partner(self, code: str) -> Partner | None:
        """The partner of that code."""
        return self._partners.get(code)

    def year(self, number: int) -> Period:
        """That year of the plan's calendar; a fiscal year bears the number of the calendar year it begins in."""
        return Period(number, begins=self.calendar.year_begins)

    def year_of(self, day: date) -> int:
        """The number of the plan's year in which the day lies."""
        return Period.around(day, Frequency.YEAR, self.calendar.year_begins).year

    def period(self, text: str) -> Period:
        """What a person means by a period's code in the plan's calendar, with or without `FY`; ValueError for anything else."""
        found = Period.parse(text, self.calendar.year_begins)
        if found.begins != self.calendar.year_begins:
            raise ValueError(text)
        return found

    def objective(self, code: str) -> Objective | None:
        """The objective of that code."""
        return next((objective for objective in self.objectives if objective.code == code), None)

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def _partners(self) -> dict[str, Partner]:
        return {partner.code: partner for partner in self.partners}
