"""Return workbooks with differing figures, made in a moment.

A template enters and is filled in once; then only the figure is changed.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from nap.returns.book import Book, address
from nap.returns.reader import open_book
from nap.returns.surgery import with_values
from nap.returns.tags import INDICATOR, TOTAL

COMMITTEES = "2.2"
"""The indicator of the example plan that every organisation counts."""
_MARK = "7654321"


@dataclass(frozen=True)
class Filled:
    """A workbook whose every count of committees is the mark."""

    data: bytes

    def with_figure(self, figure: int) -> bytes:
        """The same with this figure; one below zero is an error."""
        saved = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.data)) as source, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as target:
            for part in source.infolist():
                data = source.read(part)
                if part.filename.startswith("xl/worksheets/"):
                    data = data.replace(f"<v>{_MARK}</v>".encode(), f"<v>{figure}</v>".encode())
                target.writestr(part, data)
        return saved.getvalue()


def filled(template: bytes) -> Filled:
    """The template of any organisation and period, ready to be given figures."""
    book = open_book(template)
    assert isinstance(book, Book)
    places = {}
    for sheet in book.sheets:
        columns: dict[str, int] = {}
        for row, cells in sheet.rows().items():
            tags = {cell.text: column for column, cell in cells.items() if cell.text.startswith("#")}
            columns = tags if INDICATOR in tags and TOTAL in tags else columns
            if columns and (named := cells.get(columns[INDICATOR])) and named.text == COMMITTEES:
                places[sheet.name, address(row, columns[TOTAL])] = _MARK
    assert places
    return Filled(with_values(template, places))
