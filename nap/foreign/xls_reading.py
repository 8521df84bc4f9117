"""A workbook of the old Excel (.xls, 1990 to 2003). Bytes enter; its sheets as a Book and all its text for the search leave.

xlrd reads the cells: of the libraries that can, it alone tells number formats (12.5 % from 0.125), errors, and hidden rows. It is
loaded in the worker only. Which cells are formulas it does not tell: saved results are read as if they had been typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

import xlrd
from xlrd.book import Book as XlsBook
from xlrd.sheet import Sheet as XlsSheet

from nap.foreign.taken import Taken, sound
from nap.foreign.xls_storage import Sink, brought_along, by_library, storage_of
from nap.foreign.xls_text import all_text
from nap.returns.book import Book, Cell, Sheet, address
from nap.returns.formats import DATE, NUMBER, meaning, number_cell
from nap.returns.gate import refusal
from nap.returns.reader import CELL_LIMIT, MERGES_LIMIT, TEXT_LIMIT

_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
_VISIBILITY = {0: "visible", 1: "hidden", 2: "veryHidden"}


def read_xls(data: bytes) -> Taken:
    """The workbook. Raises Refused."""
    storage = storage_of(data)
    brought = brought_along(storage.workbook)
    opened = by_library(lambda: _opened(data))
    sheets = by_library(lambda: tuple(_sheets(opened)))
    book = sound(Book(sheets, opened.datemode == 1, {}, brought.external_links, brought.pictures))
    return Taken(book, all_text(book, opened, storage))


def _opened(data: bytes) -> XlsBook:
    """On demand, so that the table of texts is still there when deleted ones are searched for."""
    return xlrd.open_workbook(
        file_contents=data, logfile=Sink(), use_mmap=False, formatting_info=True, ragged_rows=True, on_demand=True
    )


def _sheets(opened: XlsBook) -> Iterator[Sheet]:
    left = CELL_LIMIT
    for sheet in opened.sheets():
        made = _sheet(opened, sheet, left)
        left -= len(made.cells)
        yield made


def _sheet(opened: XlsBook, sheet: XlsSheet, left: int) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    for at, cell in _cells(opened, sheet):
        if len(cells) >= left:
            raise refusal("too-many-cells", "count", sheet=sheet.name, limit=CELL_LIMIT)
        if len(cell.text) > TEXT_LIMIT:
            raise refusal("too-many-cells", "long-text", sheet=sheet.name, cells=(address(*at),), limit=TEXT_LIMIT)
        cells[at] = cell
    rows = frozenset(row + 1 for row, about in sheet.rowinfo_map.items() if about.hidden or about.height == 0)
    columns = frozenset(column + 1 for column, about in sheet.colinfo_map.items() if about.hidden or about.width == 0)
    merges = tuple((top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells[:MERGES_LIMIT])
    return Sheet(sheet.name, _VISIBILITY.get(sheet.visibility, "hidden"), cells, rows, columns, merges)


def _cells(opened: XlsBook, sheet: XlsSheet) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Filled cells, equal ones as one object."""
    made = lru_cache(maxsize=100_000)(partial(_cell, opened))
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind = sheet.cell_type(row, column)
            if kind not in _EMPTY:
                cell = made(kind, sheet.cell_value(row, column), sheet.cell_xf_index(row, column))
                if cell.text:
                    yield (row + 1, column + 1), cell


def _cell(opened: XlsBook, kind: int, value: float | str, style: int) -> Cell:
    if kind == xlrd.XL_CELL_TEXT:
        text = str(value).replace("\0", "\ufffd")
        return Cell("text", text, text)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Cell("bool", bool(value), "TRUE" if value else "FALSE")
    if kind == xlrd.XL_CELL_ERROR:
        name = xlrd.error_text_from_code.get(int(value), "#N/A")
        return Cell("error", name, name)
    return number_cell(repr(value), _meaning(opened, style, kind), False, opened.datemode == 1)


def _meaning(opened: XlsBook, style: int, kind: int) -> str:
    """What the number format says; formats of some languages are known to the library by number only."""
    said = meaning(opened.format_map[opened.xf_list[style].format_key].format_str)
    return DATE if said == NUMBER and kind == xlrd.XL_CELL_DATE else said
