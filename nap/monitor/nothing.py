"""A return that says there is nothing to report, without a workbook: organisation and period enter, its receipt leaves."""

from __future__ import annotations

from nap.facts import Period
from nap.monitor.house import House
from nap.monitor.sending import receive
from nap.monitor.templates import template
from nap.monitor.views import Received
from nap.people import Viewer
from nap.returns import tags
from nap.returns.book import Book, address
from nap.returns.fields import Spot
from nap.returns.reader import open_book
from nap.returns.surgery import with_values
from nap.words import say


def report_nothing(viewer: Viewer, house: House, partner: str, period: Period, lang: str, because: str = "") -> Received:
    """Receive the template with its one answer “nothing to report”, as if it had been filled in and sent: a draft like any other.

    Unknown: partner, period, language, as for a template; NotNow as for `receive`.
    """
    blank = template(viewer, house, partner, period, lang)
    filled = with_values(blank.data, {_place(blank.data): say(lang, "workbook.yes")})
    return receive(viewer, house, filled, blank.name, because, lang, safely=False)  # the file is our own


def _place(data: bytes) -> Spot:
    """The cell of the answer: two columns to the right of its tag."""
    book = open_book(data)
    assert isinstance(book, Book)
    cells = ((sheet, *where, cell) for sheet in book.sheets for where, cell in sheet.cells.items())
    return next((sheet.name, address(row, column + 2)) for sheet, row, column, cell in cells if cell.text.strip() == tags.NOTHING)
