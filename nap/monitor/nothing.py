"""Returns without a workbook filled in by hand: nothing to report, or nothing that could be collected safely.

Organisation and period enter, the receipt of a return like any other leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nap.facts import Period
from nap.monitor.house import House
from nap.monitor.problems import NotNow
from nap.monitor.reasons import fit
from nap.monitor.sending import receive
from nap.monitor.templates import template
from nap.monitor.views import Download, Received
from nap.people import Viewer
from nap.returns import tags
from nap.returns.book import Book, Sheet, address
from nap.returns.fields import Spot
from nap.returns.reader import open_book
from nap.returns.surgery import with_values
from nap.words import say

LONGEST_NOT_SAFE = 300
"""Letters of why figures could not be collected safely."""


def report_nothing(viewer: Viewer, house: House, partner: str, period: Period, lang: str, because: str = "") -> Received:
    """Receive the template with its one answer “nothing to report”, as if it had been filled in and sent: a draft like any other.

    Unknown: partner, period, language, as for a template; NotNow as for `receive`.
    """
    blank = template(viewer, house, partner, period, lang)
    return _received(viewer, house, blank, {_place(blank.data): say(lang, "workbook.yes")}, because, lang)


def report_not_safe(
    viewer: Viewer, house: House, partner: str, period: Period, lang: str, why: str, because: str = ""
) -> Received:
    """The same for a period in which it was not safe to collect anything: every row that is owed answers so.

    `why` stands as the comment of the first row, which only the organisation itself and coordinators read.
    Unknown as for a template; NotNow: reason_needed, reason_too_long, reason_personal, no_rows, and as for `receive`.
    """
    said = fit(why, house.plan.privacy, NotNow, LONGEST_NOT_SAFE, needed=True)
    blank = template(viewer, house, partner, period, lang)
    answers = list(_cells(blank.data, tags.STATE))
    if not answers:
        raise NotNow("no_rows")
    values = dict.fromkeys(answers, say(lang, "workbook.state.not_safe"))
    return _received(viewer, house, blank, values | {next(_cells(blank.data, tags.COMMENT)): said}, because, lang)


def _received(viewer: Viewer, house: House, blank: Download, values: Mapping[Spot, str], because: str, lang: str) -> Received:
    # The file is our own, so it is read in this process.
    return receive(viewer, house, with_values(blank.data, values), blank.name, because, lang, safely=False)


def _place(data: bytes) -> Spot:
    """The cell of the answer: two columns to the right of its tag."""
    cells = ((sheet, *where, cell) for sheet in _book(data).sheets for where, cell in sheet.cells.items())
    return next((sheet.name, address(row, column + 2)) for sheet, row, column, cell in cells if cell.text.strip() == tags.NOTHING)


def _cells(data: bytes, tag: str) -> Iterator[Spot]:
    """The cells of that column in every row of figures."""
    for sheet in _book(data).sheets:
        columns = {cell.text.strip(): (row, column) for (row, column), cell in sheet.cells.items() if cell.text.startswith("#")}
        if tag in columns and columns.keys() >= set(tags.DATA_TAGS):
            yield from ((sheet.name, address(row, columns[tag][1])) for row in _rows(sheet, columns[tags.INDICATOR]))


def _rows(sheet: Sheet, tagged: tuple[int, int]) -> list[int]:
    """Those that name an indicator, below the tags."""
    return sorted(
        row for (row, column), cell in sheet.cells.items() if column == tagged[1] and row > tagged[0] and cell.text.strip()
    )


def _book(data: bytes) -> Book:
    book = open_book(data)
    assert isinstance(book, Book)
    return book
