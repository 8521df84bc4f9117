"""What several files came to, as one workbook: checked files go in; the bytes of an .xlsx in the reader's language come out.

Sheets: one row per file; one row per finding; what was read; about it. Nothing a partner typed becomes a formula.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from nap.facts import Finding, Observation, Severity
from nap.finding_texts import finding_text
from nap.plan import Indicator
from nap.plan.parts import breakdown_name
from nap.returns.report import region_names
from nap.returns.several import Tried, partner_of, remarks
from nap.tables import Table, Value, to_workbook
from nap.words import day, number, period_name, pick, say

MOST_ROWS = 50_000
"""Rows of findings, and of figures; more would take minutes to write and to open. How many there are is said."""
_MOST_CELLS = 60
_COUNTED = (Severity.INFO, Severity.FIXED)


def summary(tried: Sequence[Tried], lang: str, today: date) -> bytes:
    """The workbook of these files, checked on the day `today`."""
    found = sum(len(each.checked.findings) for each in tried)
    read = sum(len(each.checked.observations) for each in tried)
    return to_workbook([_files(tried, lang), _findings(tried, lang), _read(tried, lang)], _about(tried, lang, today, found, read))


def _files(tried: Sequence[Tried], lang: str) -> Table:
    words = ("checking.column.file", "pages.column.partner", "pages.column.period", "checking.column.verdict")
    counts = ("checking.column.to_mend", "checking.column.to_explain", "checking.column.told", "checking.column.mended")
    header = [say(lang, key) for key in (*words, *counts, "checking.column.rows", "pages.column.remark")]
    remarked = remarks(tried, lang)
    rows = (_file(each, lang, remarked.get(each.name, "")) for each in tried)
    return Table(say(lang, "checking.sheet.files"), header, rows, (28, 24, 14, 24, 12, 15, 13, 16, 13, 34))


def _file(one: Tried, lang: str, remark: str) -> list[Value]:
    counted = Counter(each.severity for each in one.checked.findings)
    when = period_name(lang, one.checked.period) if one.checked.period else ""
    verdict = say(lang, f"common.verdict.{one.checked.verdict}")
    counts = (one.to_mend, one.to_explain, *(counted[each] for each in _COUNTED), one.checked.rows)
    return [one.name, partner_of(one, lang), when, verdict, *counts, remark]


def _findings(tried: Iterable[Tried], lang: str) -> Table:
    own = ("checking.column.file", "checking.column.sheet", "pages.column.cell", "pages.column.kind")
    shared = [f"pages.column.{name}" for name in ("indicator", "region")]
    words = ("checking.column.message", "pages.column.found", "pages.column.expected", "pages.column.fix")
    rows = (row for each in tried for row in _findings_of(each, lang))
    header = [say(lang, key) for key in (*own, *shared, *words)]
    return Table(say(lang, "checking.sheet.findings"), header, islice(rows, MOST_ROWS), (20, 20, 9, 18, 12, 18, 38, 16, 26, 40))


def _findings_of(one: Tried, lang: str) -> Iterator[list[Value]]:
    names = region_names(one.checked, lang)
    for each in one.checked.findings:
        texts = finding_text(each, lang, names)
        where = [each.sheet or say(lang, "pages.whole_file"), _cells(each), say(lang, f"common.severity.{each.severity}")]
        about = [each.indicator or "", names.get(each.region or "", each.region or "")]
        yield [one.name, *where, *about, texts.sentence, each.found or "", texts.expected, texts.fix]


def _cells(finding: Finding) -> str:
    more = " …" if len(finding.cells) > _MOST_CELLS else ""
    return ", ".join(finding.cells[:_MOST_CELLS]) + more


def _read(tried: Iterable[Tried], lang: str) -> Table:
    own = ["checking.column.file", "checking.column.sheet"]
    names = ("cell", "indicator", "region", "period", "breakdown", "typed", "understood", "numerator", "denominator")
    header = [say(lang, key) for key in (*own, *(f"pages.column.{name}" for name in names))]
    rows = (row for each in tried for row in _read_of(each, lang))
    return Table(say(lang, "checking.sheet.read"), header, islice(rows, MOST_ROWS), (20, 20, 8, 32, 18, 16, 16, 14, 14, 12, 14))


def _read_of(one: Tried, lang: str) -> Iterator[list[Value]]:
    plan, regions = one.checked.plan, region_names(one.checked, lang)
    for each in one.checked.observations:
        indicator = plan.indicator(each.indicator) if plan else None
        title = f"{each.indicator} {pick(indicator.title, lang)}" if indicator else each.indicator
        of_whom = breakdown_name(lang, indicator, each.breakdown)
        where = [each.place.sheet, each.place.cell] if each.place else ["", ""]
        about = [title, regions.get(each.region, each.region), period_name(lang, each.period), of_whom]
        typed = " / ".join(text for _, text in each.typed if text)
        yield [one.name, *where, *about, typed, _understood(each, indicator, lang), each.numerator, each.denominator]


def _understood(one: Observation, indicator: Indicator | None, lang: str) -> Value:
    """A number as a number, so that it can be added up; states, levels, yes and no in words."""
    if one.state:
        return say(lang, f"workbook.state.{one.state}")
    if one.value is None or indicator is None or one.breakdown:
        return one.value
    if indicator.type == "milestone":
        return say(lang, "workbook.yes" if one.value else "workbook.no")
    if indicator.type == "ordinal" and 0 <= one.value < len(indicator.scale):
        return pick(indicator.scale[int(one.value)].title, lang)
    return one.value


def _about(tried: Sequence[Tried], lang: str, today: date, found: int, read: int) -> list[tuple[str, str]]:
    plans = dict.fromkeys(each.checked.plan for each in tried if each.checked.plan)
    named = [f"{pick(plan.title, lang)} ({plan.id}.{plan.version})" for plan in plans]
    least = f"{number(lang, MOST_ROWS)} / {number(lang, max(found, read))}" if max(found, read) > MOST_ROWS else ""
    pairs = [
        (say(lang, "checking.about"), say(lang, "checking.about.told")),
        (say(lang, "checking.about.day"), day(lang, today)),
        (say(lang, "checking.about.plan"), "\n".join(named)),
        (say(lang, "checking.about.left_out"), least),
    ]
    return [pair for pair in pairs if pair[1]]
