"""A table saved as text. Bytes enter; its rows as a Book leave, and every field as text for the search.

The separator and the decimal sign are found by what stands in the file, never by its name. A number is made of a field only where
it can be read in one way; everything else stays as it was typed, so that whoever reads the table asks.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from nap.foreign.csv_numbers import decimal_sign, field_cell
from nap.foreign.csv_text import LOST, decoded
from nap.foreign.taken import Taken
from nap.returns.book import Book, Cell, Sheet, address
from nap.returns.gate import Refused, refusal
from nap.returns.reader import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, TEXT_LIMIT
from nap.returns.xmltext import Passage

Field = tuple[tuple[int, int], str]
"""Row and column from 1, and what was typed."""
SHEET = "csv"
"""The name of the one sheet; a text has none, and the file's own changes from year to year."""
SEPARATORS = "\t;|,"
"""Where two divide the rows equally well the first one does: a comma may be a decimal sign."""
_LOOKED_AT = 200_000
"""Letters from the beginning by which the separator is found."""
_SAID = re.compile(r'"?sep=([\t;,|:^~])"?[;,|\t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
"""A first line by which Excel is told the separator; Excel shows no row for it."""


def read_csv(data: bytes) -> Taken:
    """The table. Raises Refused."""
    text, lost = decoded(data)
    separator, start = _separator(text)
    fields = list(_fields(text[start:], separator))
    sheet = Sheet(SHEET, "visible", dict(_cells(fields)))
    remarks: tuple[dict[str, Any], ...] = ({"code": "letters-lost", "sheet": SHEET, "cells": _lossy(fields)},) if lost else ()
    return Taken(Book((sheet,)), (Passage("", SHEET, address(*at), field) for at, field in fields), remarks)


def _separator(text: str) -> tuple[str, int]:
    """The separator, and where the rows begin."""
    if said := _SAID.match(text):
        return said[1], said.end()
    beginning = text[:_LOOKED_AT]
    return max(SEPARATORS, key=lambda separator: _divides(beginning, separator)), 0


def _divides(text: str, separator: str) -> tuple[int, int]:
    """How many rows this separator divides into the same number of fields, more than one; then how many of no content."""
    widths, hollow = Counter[int](), 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            widths[len(row)] += any(row)
            hollow += len(row) > 1 and not any(row)
    except csv.Error:
        return 0, 0  # one field of more letters than the module takes: it divides nothing
    return max((count for width, count in widths.items() if width > 1), default=0), hollow


def _fields(text: str, separator: str) -> Iterator[Field]:
    """The filled fields. Raises Refused for marks without a partner, and beyond the limits of every workbook."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = row = count = 0
    try:
        for row, line in enumerate(reader, 1):
            begun = reader.line_num
            for column, field in enumerate(line, 1):
                if field:
                    count += 1
                    _check_limits(row, column, count, field)
                    yield (row, column), field
    except csv.Error as fault:
        raise _not_divided(text, begun, row + 1) from fault


def _check_limits(row: int, column: int, count: int, field: str) -> None:
    if row > ROW_LIMIT or column > COLUMN_LIMIT:
        cells = (address(row, column),)
        raise refusal("too-many-cells", "outside", sheet=SHEET, cells=cells, rows=ROW_LIMIT, columns=COLUMN_LIMIT)
    if count > CELL_LIMIT:
        raise refusal("too-many-cells", "count", sheet=SHEET, limit=CELL_LIMIT)
    if len(field) > TEXT_LIMIT:
        raise _too_long(row, column)


def _not_divided(text: str, lines: int, row: int) -> Refused:
    """A quotation mark without its partner, or a field beyond all measure."""
    line = next((each for number, each in enumerate(io.StringIO(text, newline="")) if number == lines), "")
    if '"' in line:
        return refusal("file-unreadable", "quote", line=row)
    return _too_long(row, 1)


def _too_long(row: int, column: int) -> Refused:
    return refusal("too-many-cells", "long-text", sheet=SHEET, cells=(address(row, column),), limit=TEXT_LIMIT)


def _cells(fields: Sequence[Field]) -> Iterator[tuple[tuple[int, int], Cell]]:
    """The cells, equal ones as one object."""
    cell = lru_cache(maxsize=100_000)(partial(field_cell, sign=decimal_sign(field for _, field in fields)))
    return ((at, cell(field)) for at, field in fields)


_MOST_NAMED = 20


def _lossy(fields: Iterable[Field]) -> tuple[str, ...]:
    """The first cells in which letters are missing."""
    return tuple(islice((address(*at) for at, field in fields if LOST.search(field)), _MOST_NAMED))
