"""What is not a figure: items of lists, narratives, comments, measures, and the one cell that says "nothing to report"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from nap.facts import Fact, Finding, Item, Note, Place, Severity
from nap.plan import Indicator, Plan
from nap.returns import choices, tags
from nap.returns.asides import noted_aside
from nap.returns.book import Book, Cell, address
from nap.returns.columns import Line
from nap.returns.keys import Keys
from nap.returns.periods import read_day

_DATE = re.compile(
    r"(?:(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4}|\d{2})|(?P<Y>\d{4})-(?P<M>\d{1,2})-(?P<D>\d{1,2}))г?\.?\Z", re.ASCII
)
_CENTURY = 2000
"""Of a year that was typed with two digits."""
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""Excel's day numbers of the years 2000 to 2099; with the day 0 of its calendar below."""
_DAY_ZERO = date(1899, 12, 30)


@dataclass
class Words:
    """Everything in words that a return holds."""

    items: list[Item] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unwritten: list[tuple[str, str, str, str]] = field(default_factory=list)
    """(sheet, cell, indicator, region) of narratives that were left empty."""
    unread: list[tuple[str, str | None]] = field(default_factory=list)
    """Indicator and region of items that could not be read."""
    findings: list[Finding] = field(default_factory=list)


def read_item(line: Line, keys: Keys, words: Words) -> None:
    """One row of the items sheet. Its indicator must be a list, its dates dates; the rest is read all the same."""
    indicator, findings = keys.indicator(line)
    if indicator is None:
        words.findings += noted_aside(line, findings)
        return
    words.findings += findings
    if indicator.type != "list":
        words.findings.append(_finding(line, "unknown-indicator", tags.INDICATOR, indicator, case="not-a-list"))
        return
    region, findings = keys.region(line, indicator)
    words.findings += findings
    started = _day(line, tags.ITEM_STARTED, indicator, words)
    answered = _day(line, tags.ITEM_ANSWERED, indicator, words)
    if started is None and not line.text(tags.ITEM_STARTED):
        words.findings.append(_finding(line, "missing-value", tags.ITEM_STARTED, indicator, Severity.ERROR, "item-date"))
    if started is None or region is None:
        words.unread.append((indicator.code, region))
        return
    if not keys.period.start <= started <= keys.period.end:
        facts: dict[str, Fact] = {"first": keys.period.start, "last": keys.period.end}
        words.findings.append(_finding(line, "date-outside-period", tags.ITEM_STARTED, indicator, Severity.WARNING, facts=facts))
    words.items.append(_item(line, indicator, region, started, answered))


def _item(line: Line, indicator: Indicator, region: str, started: date, answered: date | None) -> Item:
    cell = line.address(tags.ITEM_TITLE) or line.address(tags.INDICATOR) or ""
    return Item(
        indicator.code,
        region,
        started,
        title=line.words(tags.ITEM_TITLE),
        addressee=line.words(tags.ITEM_ADDRESSEE),
        subject=line.words(tags.ITEM_SUBJECT),
        answered_recipient=line.words(tags.ITEM_RECIPIENT),
        answered_network=line.words(tags.ITEM_NETWORK),
        answered=answered,
        source=line.words(tags.SOURCE),
        place=Place(line.table.sheet.name, cell),
    )


def _day(line: Line, tag: str, indicator: Indicator, words: Words) -> date | None:
    cell = line.cell(tag)
    if cell is None or not cell.text.strip():
        return None
    found = cell.value if isinstance(cell.value, date) else _typed_date(cell.text)
    if found is None:
        words.findings.append(_not_a_date(line, tag, cell, indicator))
    return found


def _typed_date(text: str) -> date | None:
    """A date typed as text: 30.06.2026, 30/06/26, 2026-06-30, 30 июня 2026; the day stands before the month."""
    match = _DATE.match("".join(text.split()))
    if match is None:
        return read_day(text)
    year, month, day = (match[upper] or match[lower] for upper, lower in ("Yy", "Mm", "Dd"))
    try:
        return date(int(year) + _CENTURY * (len(year) == 2), int(month), int(day))
    except ValueError:
        return None


def _not_a_date(line: Line, tag: str, cell: Cell, indicator: Indicator) -> Finding:
    """45000 is a day whose cell lost its format; the advice names it."""
    if isinstance(cell.value, Decimal) and _FIRST_SERIAL <= cell.value <= _LAST_SERIAL:
        return _finding(
            line, "not-a-date", tag, indicator, case="serial", facts={"day": _DAY_ZERO + timedelta(days=int(cell.value))}
        )
    return _finding(line, "not-a-date", tag, indicator)


def read_narrative(line: Line, keys: Keys, words: Words) -> None:
    """One row of the narrative sheet: its text becomes a note; a row prefilled with codes and left empty is no answer."""
    indicator, findings = keys.indicator(line)
    if indicator is None:
        words.findings += noted_aside(line, findings)
        return
    words.findings += findings
    region, findings = keys.region(line, indicator) if line.text(tags.REGION) or line.text(tags.REGION_NAME) else ("", [])
    words.findings += findings
    if region is None:
        return
    for kind, tag in (("narrative", tags.TEXT), ("comment", tags.COMMENT), ("explanation", tags.EXPLANATION)):
        _note(line, kind, tag, indicator.code, region, words)
    if not line.words(tags.TEXT) and not line.text(tags.STATE):
        words.unwritten.append((line.table.sheet.name, line.address(tags.TEXT) or "", indicator.code, region))


def read_measure(line: Line, plan: Plan, words: Words) -> None:
    """One row of the measures sheet: status and comment become notes; the measure's code stands as their indicator."""
    status, code = line.text(tags.MEASURE_STATUS), line.text(tags.MEASURE)
    meant = choices.measure_status(status) if status else None
    if status and meant is None:
        place = Place(line.table.sheet.name, line.address(tags.MEASURE_STATUS) or "")
        facts = _named(code, plan)
        words.findings.append(
            Finding("unknown-choice", Severity.ERROR, place.sheet, (place.cell,), found=status, case="measure", facts=facts)
        )
    if meant:
        words.notes.append(
            Note("measure", meant, code, place=Place(line.table.sheet.name, line.address(tags.MEASURE_STATUS) or ""))
        )
    for kind, tag in (("comment", tags.COMMENT), ("comment", tags.TEXT), ("explanation", tags.EXPLANATION)):
        _note(line, kind, tag, code, "", words)


def _named(code: str, plan: Plan) -> tuple[tuple[str, Fact], ...]:
    """The measure as a reader knows it, by code and title, in every language of the plan."""
    titles: Mapping[str, str] = next((measure.title for measure in plan.measures if measure.code == code), {})
    return tuple((f"measure:{lang}", f"{code} {title}") for lang, title in titles.items()) or (("measure", code),)


def read_notes(line: Line, indicator: str, region: str, words: Words) -> None:
    """Comment and explanation of a data row."""
    _note(line, "comment", tags.COMMENT, indicator, region, words)
    _note(line, "explanation", tags.EXPLANATION, indicator, region, words)


def _note(line: Line, kind: str, tag: str, indicator: str, region: str, words: Words) -> None:
    text = line.words(tag)
    if text:
        words.notes.append(Note(kind, text, indicator, region, Place(line.table.sheet.name, line.address(tag) or "")))


def nothing_to_report(book: Book) -> tuple[bool, Iterator[Finding]]:
    """The answer of the one cell two columns to the right of its tag, and a finding if it is neither yes nor no."""
    for sheet in book.sheets:
        for (row, column), cell in sheet.cells.items():
            if cell.kind == "text" and cell.text.strip().lower() == tags.NOTHING:
                answer = sheet.cells.get((row, column + 2))
                text = answer.text.strip() if answer is not None else ""
                said = choices.yes_no(text) if text else False
                place = Finding(
                    "unknown-choice", Severity.ERROR, sheet.name, (address(row, column + 2),), found=text, case="nothing"
                )
                return bool(said), iter([place] if said is None else [])
    return False, iter(())


def _finding(
    line: Line,
    code: str,
    tag: str,
    indicator: Indicator,
    severity: Severity = Severity.ERROR,
    case: str = "",
    facts: Mapping[str, Fact] = MappingProxyType({}),
) -> Finding:
    cells, found = (line.address(tag) or line.address(tags.INDICATOR) or "",), line.text(tag) or None
    region = line.text(tags.REGION) or None
    return Finding(code, severity, line.table.sheet.name, cells, indicator.code, region, found, case, tuple(facts.items()))
