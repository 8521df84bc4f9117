"""The tracking table of figures as they stand, as an Excel workbook: a table and what to know of it enter, bytes leave.

The same sheet as in a release's workbook, before it a page that says what the figures are and how far they may be relied on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from openpyxl import Workbook

from nap.charts.look import SIGNS
from nap.facts import Status
from nap.plan import Indicator
from nap.plan.responsible import responsible
from nap.releases.sources import unnamed
from nap.releases.workbook_paper import WIDEST, Column, Paper
from nap.releases.workbook_readme import fill_readme
from nap.releases.workbook_tracking import Beside, TrackingTable
from nap.results.tracking import Track
from nap.tables import plain_properties, workbook_bytes
from nap.words import pick, say

Pair = tuple[str, str]
A3, WIDE, WIDEST_ON_A3 = 8, 170, 420
"""A table of more letters across is set up for the larger paper, on one page of which so many can still be read."""
_READING = ("hidden", "empty", "at_least", "numbers", "since")


def live_table(lang: str, track: Track) -> TrackingTable:
    """The table with what a release tells elsewhere: the source of each baseline, who answers for the indicator."""
    source = Column(say(lang, "formats.column.baseline_source"), "#meta+baseline+source", 20)
    body = Column(say(lang, "tracking.column.responsible"), "#org+responsible", 32)

    def named(indicator: Indicator) -> str:
        found = (track.plan.partner(code) for code in responsible(track.plan, indicator))
        return "; ".join(pick(one.name, lang) for one in found if one is not None)

    def measured(indicator: Indicator) -> str | None:
        baseline = track.baseline(indicator)
        return unnamed(track.plan, indicator, baseline.source or "") if baseline else None

    return TrackingTable(lang, track, beside=(Beside(source, measured), Beside(body, named)))


def tracking_workbook(table: TrackingTable, day: date, standing: str, about: Sequence[Pair]) -> bytes:
    """`standing`: whether the figures are released, printed on every page; `about`: what was asked for, by name."""
    lang, moment = table.lang, datetime.combine(day, time())
    book, title = Workbook(), say(lang, "formats.sheet.tracking")
    plain_properties(book, moment)
    book.properties.title, book.properties.language = title, lang
    paper, columns = Paper(book, standing, f"{pick(table.track.plan.title, lang)} · {_place(table)}"), _roomy(table)
    front = book.worksheets[0]
    sheet = paper.table(title, columns, table.rows(), fixed=2)
    letters = sum(column.width for column in columns)
    if letters > WIDE:
        sheet.page_setup.paperSize = A3
    if WIDEST < letters <= WIDEST_ON_A3:
        sheet.page_setup.fitToWidth, sheet.print_title_cols = 1, None
    fill_readme(paper, front, title, lang, _readme(table, day, standing, about))
    return workbook_bytes(book, moment)


def _roomy(table: TrackingTable) -> list[Column]:
    """Columns of words are wider than in a release, whose files stay as they are: no line of theirs is cut."""
    return [replace(one, width=max(one.width, _ROOM.get(one.tag, 0))) for one in table.columns]


_ROOM = {"#indicator+target+type": 17, "#meta+source": 32}


def _place(table: TrackingTable) -> str:
    region = table.track.plan.regions.get(table.track.place)
    return pick(region.names, table.lang) if region else table.track.place


def _readme(table: TrackingTable, day: date, standing: str, about: Sequence[Pair]) -> list[Pair]:
    lang, plan = table.lang, table.track.plan
    notices = [standing, say(lang, "board.not_official")]
    notices += [say(lang, "common.illustrative")] if plan.status == "illustrative" else []
    stamp = [
        ("plan", say(lang, "formats.readme.version", title=plan.title, id=plan.id, version=str(plan.version))),
        ("period", say(lang, "formats.readme.until", period=table.track.period)),
        ("as_of", say(lang, "formats.readme.day", date=day)),
    ]
    reading = [(_named(lang, name), say(lang, f"formats.readme.{name}.text")) for name in _READING]
    file = [(_named(lang, name), say(lang, f"tracking.readme.{name}")) for name in ("tags", "print")]
    return [
        *(("", each) for each in notices),
        *((_named(lang, name), text) for name, text in stamp),
        *about,
        ("", ""),
        *_signs(lang),
        ("", ""),
        *reading,
        *file,
    ]


def _named(lang: str, name: str) -> str:
    return say(lang, f"formats.readme.{name}")


def _signs(lang: str) -> list[Pair]:
    """What each sign means; that of a hidden figure is a word of its own."""
    told = [(f"{sign} {say(lang, f'common.status.{one.value}')}", one) for one, sign in SIGNS.items()]
    return [(word, say(lang, f"board.meaning.{one.value}")) for word, one in told if one is not Status.SUPPRESSED]
