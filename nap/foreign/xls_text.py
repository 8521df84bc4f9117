"""All text of an old Excel file, with its place where it has one. The book and the streams enter; Passages leave.

What the cells say is known; of everything else (drawings, headers, formulas, properties, embedded documents) the rows of letters
are read, as from every old binary document. Left out is who saved the file, which Excel writes by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlrd.book import Book as XlsBook

from nap.foreign.xls_storage import CONTINUE, DRAWINGS, Storage, records
from nap.returns.book import Book, address
from nap.returns.partstext import HALF_SEEN, letters, passages
from nap.returns.xmltext import Passage, whole_number

WORKBOOK = "Workbook"
_NUMBERS = frozenset({0x203, 0x27E, 0xBD, 0xBE, 0x201, 0x03, 0x02, 0x7E})
_TEXTS = frozenset({0xFC, 0xFD, 0xFF, 0x204, 0x04, 0xD6})
"""Texts of cells, and the table that they share."""
_SAVED_BY = 0x5C
_UNREAD = _NUMBERS | _TEXTS | {_SAVED_BY, DRAWINGS}


def all_text(book: Book, opened: XlsBook, storage: Storage) -> Iterator[Passage]:
    """Every passage. Raises Refused for an archive inside that is damaged or too large."""
    shown: set[str] = set()
    for sheet in book.sheets:
        for at, cell in sheet.cells.items():
            text = whole_number(str(cell.value)) if cell.kind == "number" else cell.text
            shown.add(cell.text)
            if text:
                yield Passage(WORKBOOK, sheet.name, address(*at), text)
    notes = list(_notes(opened))
    yield from notes
    shared: list[str] = opened._sharedstrings  # type: ignore[attr-defined]  # the library keeps the table for itself
    yield from (Passage(WORKBOOK, None, None, text) for text in shared if text not in shown)
    said = "\n".join(note.text for note in notes)
    for content in elsewhere(storage.workbook):
        yield from (each for each in letters(WORKBOOK, None, content) if each.text not in said)
    yield from passages(storage.others)
    if storage.embedded:
        yield Passage(WORKBOOK, None, None, "", HALF_SEEN)


def _notes(opened: XlsBook) -> Iterator[Passage]:
    for sheet in opened.sheets():
        for (row, column), note in sheet.cell_note_map.items():
            yield Passage(WORKBOOK, sheet.name, address(row + 1, column + 1), note.text)


def elsewhere(stream: bytes) -> Iterator[bytes]:
    """Records that may hold words and are no cells; what continues a record goes with it."""
    read = True
    for number, content in records(stream):
        read = read if number == CONTINUE else number not in _UNREAD
        if read:
            yield content
