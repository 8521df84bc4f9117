"""A release as an Excel workbook in one language: read-me, tracking table, tables, every figure, dictionary, crosswalks.

A release and a language enter, bytes leave; the same release gives the same bytes. No text can become a formula. A hidden figure
is one mark, and nothing about it stands anywhere else: no comment, no name, no format, no property tells of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nap.releases.frameworks import framework_name
from nap.releases.release import Release
from nap.releases.sentences import sentence
from nap.releases.summary import changes
from nap.releases.workbook_figures import figure_columns, figure_rows, with_rows
from nap.releases.workbook_links import frameworks, link_columns, link_rows
from nap.releases.workbook_paper import Cell, Column, Paper, Row
from nap.releases.workbook_places import (
    breakdown_columns,
    breakdown_rows,
    district_columns,
    district_rows,
    region_columns,
    region_rows,
    regions_of,
)
from nap.releases.workbook_readme import fill_readme
from nap.releases.workbook_tracking import released_table
from nap.releases.workbook_words import (
    change_columns,
    code_columns,
    code_rows,
    dictionary_columns,
    dictionary_rows,
    readme,
)
from nap.tables import plain_properties, workbook_bytes
from nap.words import pick, say

EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001 (a zip knows no earlier day, and no zone)


@dataclass(frozen=True)
class Sheet:
    """A table that stands on a sheet of its own. `subject` names it in the words; `title`, if it has a name of its own."""

    subject: str
    columns: list[Column]
    rows: Iterable[Row]
    fixed: int = 2
    title: str = ""


def workbook(release: Release, lang: str, rows: bytes | None = None) -> bytes:
    """The workbook. `rows`: what `figure_rows(release)` gave, for whoever makes it in several languages."""
    book, moment = Workbook(), _moment(release)
    plain_properties(book, moment)
    book.properties.title, book.properties.language = pick(release.title, lang), lang
    paper = Paper(book, _head(release, lang), _foot(release, lang))
    front = book.worksheets[0]
    made = [(_table(paper, lang, one).title, one.subject) for one in _sheets(release, lang)]
    figures = _figures(paper, release, lang)
    fill_readme(paper, front, pick(release.title, lang), lang, readme(release, lang, [*made, (figures.title, "figures")]))
    where = f"xl/worksheets/sheet{book.sheetnames.index(figures.title) + 1}.xml"
    mend = with_rows(len(release.lines), figure_rows(release) if rows is None else rows)
    return workbook_bytes(book, moment, {where: mend})


def _sheets(release: Release, lang: str) -> Iterator[Sheet]:
    tracked = released_table(release, lang)
    yield Sheet("tracking", tracked.columns, tracked.rows())
    yield Sheet("sentences", _sentence_columns(lang), _sentences(release, lang), fixed=1)
    if release.moved:
        yield Sheet("changes", change_columns(lang), _changes(release, lang), fixed=1)
    if regions_of(release, "region"):
        yield Sheet("regions", region_columns(release, lang), region_rows(release, lang), fixed=3)
    if regions_of(release, "district"):
        yield Sheet("districts", district_columns(lang), district_rows(release, lang), fixed=4)
    if any(line.result.breakdown for line in release.lines):
        yield Sheet("groups", breakdown_columns(lang), breakdown_rows(release, lang), fixed=2)
    yield Sheet("dictionary", dictionary_columns(lang), dictionary_rows(release, lang))
    yield Sheet("codes", code_columns(lang), code_rows(release, lang), fixed=1)
    for one in frameworks(release):
        yield Sheet("crosswalk", link_columns(lang), link_rows(release, lang, one), 1, framework_name(lang, one))


def _table(paper: Paper, lang: str, one: Sheet) -> Worksheet:
    return paper.table(one.title or say(lang, f"formats.sheet.{one.subject}"), one.columns, one.rows, one.fixed)


def _figures(paper: Paper, release: Release, lang: str) -> Worksheet:
    """The sheet of all figures, its rows still to come."""
    sheet = paper.sheet(say(lang, "formats.sheet.figures"))
    columns = figure_columns()
    paper.head_of(sheet, columns)
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(columns))}{max(3, 2 + len(release.lines))}"
    return sheet


def _sentence_columns(lang: str) -> list[Column]:
    heads = (("code", "#indicator+code", 8), ("sentence", "#description+sentence", 120), ("figure", "#meta+figure+id", 10))
    return [Column(say(lang, f"formats.column.{name}"), tag, width) for name, tag, width in heads]


def _sentences(release: Release, lang: str) -> Iterator[list[Cell]]:
    """One for each indicator: what stands for the country at the end of the period."""
    for indicator in release.indicators:
        now = release.board.at(indicator, release.plan.country, release.period)
        line = None if now is None else release.line(now.indicator, now.region, now.period)
        if line is not None:
            yield [indicator.code, sentence(release, lang, line), release.name(line)]


def _changes(release: Release, lang: str) -> Iterator[list[Cell]]:
    for told in changes(release, lang):
        yield [told.name, told.title, told.about, told.before, told.after, told.why]


def _moment(release: Release) -> datetime:
    return max(EARLIEST, datetime.combine(release.as_of, time()))


def _head(release: Release, lang: str) -> str:
    """On every printed page: what must be known of all figures."""
    said = ["draft"] * release.draft + ["illustrative"] * release.illustrative + ["kind"]
    return " · ".join(say(lang, f"release.notice.{name}").removesuffix(".") for name in said)


def _foot(release: Release, lang: str) -> str:
    told = say(lang, "formats.foot", n=str(release.number), period=release.period, date=release.as_of)
    return f"{told} · {pick(release.title, lang)}"
