"""A plan with one indicator of every kind, and what was accepted of its one partner before: for the checks of the history."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache

from nap.facts import Finding, Period
from nap.plan import Plan, load_plan, read_plan
from nap.returns import tags
from nap.returns.book import Book, Cell, position
from nap.returns.check import Checked, Context, check_book
from nap.returns.past import Given, Past, order_of
from nap.returns.reader import open_book
from tests.returns.workbooks import SAMPLES, Return

PLACES = "KG-B, KG-J, KG-Y, KG-N, KG-O, KG-T, KG-C, KG-GB, KG-GO"
SEX = "breakdowns: [{by: sex, categories: [F, M, _U]}]"
KINDS = {
    "1.1": f"type: count, counts: people, sensitivity: people, {SEX}",
    "1.2": "type: stock, counts: organisations",
    "1.3": f"type: percentage, counts: people, regions: none, range: [0, 100], frequency: year, precision: 2, {SEX}",
    "1.4": "type: percentage, counts: people, numerator: {en: women}, denominator: {en: all}, range: [0, 100], frequency: year",
    "1.5": f"type: count, counts: people, accumulation: ytd, sensitivity: sensitive, {SEX}",
    "1.6": "type: count, counts: events, frequency: quarter",
    "1.7": "type: count, counts: people, accumulation: since_start, sensitivity: people",
    "1.8": "type: money, counts: money, currency: KGS, frequency: year",
    "1.9": f"type: count, counts: people, frequency: year, {SEX}",
    "1.10": "type: index, range: [-100, 100], frequency: year",
    "1.11": "type: count, counts: events, frequency: month",
    "1.12": "type: percentage, counts: people, numerator: {en: women}, denominator: {en: all}, accumulation: flow",
    "1.13": "type: count, counts: events, partners: max",
    "1.14": "type: cascade, counts: events, steps: [{code: SENT, title: {en: sent}}, {code: BACK, title: {en: back}}]",
    "1.15": "type: milestone, frequency: year",
}
HEAD = """
plan:
  {{id: past, version: 1, status: draft, title: {{en: Past}}, country: KG,
    years: [2025, 2027], history_from: 2005, languages: [en]}}
regions: data/regions.csv
partners:
  - {{code: P1, name: {{en: Partner}}, regions: [{places}]}}
objectives:
  - {{code: O1, title: {{en: Objective}}}}
indicators:
"""
CODES = {
    "already-accepted",
    "large-jump",
    "copied-unchanged",
    "lost-decimal",
    "looks-cumulative",
    "total-decreased",
    "constant-zero",
    "denominator-leap",
    "given-by-others",
    "check-failed",
}
"""What the history stage may say."""
AFTERWARDS = date(2027, 12, 31)
Number = int | str | tuple[int, int]


@cache
def past_plan() -> Plan:
    """The plan, read once."""
    example, _ = load_plan(SAMPLES / "example-plan.yaml")
    assert example is not None
    lines = [f"  - {{code: '{code}', objective: O1, title: {{en: Indicator {code}}}, {kind}}}" for code, kind in KINDS.items()]
    source = HEAD.format(places=PLACES) + "\n".join(lines)
    plan, faults = read_plan(source.encode(), "past.yaml", example.regions)
    assert plan is not None, faults
    return plan


@dataclass(frozen=True)
class Told:
    """A history that is told, not stored."""

    known: Past = field(default_factory=Past)

    def past(self, plan: Plan, partner: str, period: Period, indicators: Collection[str]) -> Past:
        """The same whoever asks."""
        return self.known


def given(period: str, number: Number, quality: str = "") -> Given:
    """One accepted figure; a pair is numerator and denominator, a word a state."""
    when = Period.parse(period)
    if isinstance(number, tuple):
        return Given(order_of(when), when, None, Decimal(number[0]), Decimal(number[1]), "", quality)
    if isinstance(number, str) and number[0].isalpha():
        return Given(order_of(when), when, state=number)
    return Given(order_of(when), when, Decimal(number), quality=quality)


Known = dict[tuple[str, str], dict[str, list[Given]]]


def series(code: str, place: str = "KG-B", breakdown: str = "", **numbers: Number) -> Known:
    """The figures of one place by period: `p2025_H1=12`."""
    return {(code, place): {breakdown: [given(period[1:].replace("_", "-"), number) for period, number in numbers.items()]}}


def together(*several: Known) -> Known:
    """Several series as one past."""
    found: Known = {}
    for one in several:
        for place, parts in one.items():
            for breakdown, figures in parts.items():
                found.setdefault(place, {}).setdefault(breakdown, []).extend(figures)
    return found


@dataclass(frozen=True)
class Typed:
    """A workbook in which some cells are filled. Many are made in a test, so it is changed as it was read, not as a file."""

    blank: Return
    book: Book
    at: str | None = None

    def where(self, code: str, place: str, tag: str) -> tuple[str, str]:
        """The sheet and address of a cell."""
        return _cell(self.blank, code, place, tag, self.at)


@cache
def _blank(period: str) -> tuple[Return, Book]:
    made = Return(past_plan(), "P1", period, "en", filled=False)
    book = open_book(made.data())
    assert isinstance(book, Book), book
    return made, book


@cache
def _cell(blank: Return, code: str, place: str, tag: str, at: str | None) -> tuple[str, str]:
    sheet, address = blank.where(code, place, tag, at)
    return sheet.title, address


def typed(period: str, *cells: tuple[str, str, str, object], at: str | None = None) -> Typed:
    """A return with only these cells filled: (indicator, place, tag, value)."""
    blank, book = _blank(period)
    sheets = {sheet.name: dict(sheet.cells) for sheet in book.sheets}
    for code, place, tag, value in cells:
        sheet, address = _cell(blank, code, place, tag, at)
        text = str(value)
        sheets[sheet][position(address)] = Cell("text" if isinstance(value, str) else "number", _stored(value), text)
    return Typed(blank, replace(book, sheets=tuple(replace(each, cells=sheets[each.name]) for each in book.sheets)), at)


def _stored(value: object) -> str | Decimal:
    return value if isinstance(value, str) else Decimal(str(value))


def compared(made: Typed, past: Past | None = None, **changes: object) -> Checked:
    """Checked against that past, on a day on which every period may be sent."""
    known = {"plans": {}, "current": past_plan(), "today": AFTERWARDS, "history": Told(past or Past())} | changes
    return check_book(made.book, Context(**known))  # type: ignore[arg-type]


def of_history(checked: Checked) -> list[Finding]:
    """What the history stage said."""
    return [finding for finding in checked.findings if finding.code in CODES]


def asked(code: str, number: object, *, period: str = "2026-H2", at: str | None = None, **past: Number) -> list[Finding]:
    """What is said of one figure typed in Batken after that past (`p2025=12`)."""
    made = typed(period, (code, "KG-B", tags.TOTAL, number), at=at)
    return of_history(compared(made, Past(series(code, **past))))
