"""A Book as bytes and back, for the pipe from the worker. In `marshal`: quicker than pickle, and it can hold data only.

Equal cells travel once: a table of distinct cells, and per sheet three arrays of rows, columns and places in that table.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from nap.facts import Finding, Severity
from nap.returns.book import Book, Cell, Sheet, Value

OUT_OF_MEMORY, FAILED = 3, 4
"""Exit statuses of the worker: not enough memory; a failure of our own, and then the answer is where."""
Plain = Any
"""What `marshal` knows: numbers, text, bytes, tuples, lists, dictionaries."""


def pack(answer: Book | Finding) -> bytes:
    """The bytes of a book or a finding."""
    return marshal.dumps(_plain_finding(answer) if isinstance(answer, Finding) else _plain_book(answer))


def unpack(data: bytes) -> Book | Finding:
    """The book or finding of `pack`. ValueError, EOFError, TypeError or LookupError for anything else."""
    kind, *rest = marshal.loads(data)  # noqa: S302 - from our own worker; marshal builds data, it runs nothing
    return _finding(*rest) if kind == "finding" else _book(*rest)


def _plain_finding(finding: Finding) -> Plain:
    return ("finding", finding.code, finding.sheet, finding.cells, finding.case, finding.facts)


def _finding(code: str, sheet: str | None, cells: tuple[str, ...], case: str, facts: Plain) -> Finding:
    return Finding(code, Severity.REFUSED, sheet=sheet, cells=cells, case=case, facts=facts)


def _plain_book(book: Book) -> Plain:
    # By identity: the reader gives equal cells as one object, and hashing a million Decimals takes as long as reading them.
    distinct = {id(cell): cell for sheet in book.sheets for cell in sheet.cells.values()}
    places = {key: place for place, key in enumerate(distinct)}
    sheets = [_plain_sheet(sheet, places) for sheet in book.sheets]
    cells = [(cell.kind, _plain_value(cell.value), cell.text, cell.formula, cell.percent) for cell in distinct.values()]
    return ("book", cells, sheets, book.date1904, dict(book.names), book.external_links, book.pictures)


def _plain_sheet(sheet: Sheet, table: dict[int, int]) -> Plain:
    rows = array("L", [row for row, _ in sheet.cells]).tobytes()
    columns = array("L", [column for _, column in sheet.cells]).tobytes()
    places = array("L", [table[id(cell)] for cell in sheet.cells.values()]).tobytes()
    hidden = (tuple(sheet.hidden_rows), tuple(sheet.hidden_columns))
    return (sheet.name, sheet.visibility, rows, columns, places, *hidden, sheet.merges, sheet.reaching)


def _book(cells: Plain, sheets: Plain, date1904: bool, *rest: Plain) -> Book:
    table = [Cell(kind, _value(kind, value), text, formula, percent) for kind, value, text, formula, percent in cells]
    names, external_links, pictures = rest
    return Book(tuple(_sheet(table, *sheet) for sheet in sheets), date1904, names, external_links, pictures)


def _sheet(table: list[Cell], name: str, visibility: str, rows: bytes, columns: bytes, places: bytes, *rest: Plain) -> Sheet:
    hidden_rows, hidden_columns, merges, reaching = rest
    cells = dict(zip(zip(_numbers(rows), _numbers(columns), strict=True), map(table.__getitem__, _numbers(places)), strict=True))
    return Sheet(name, visibility, cells, frozenset(hidden_rows), frozenset(hidden_columns), merges, reaching)


def _numbers(data: bytes) -> Iterable[int]:
    numbers = array("L")
    numbers.frombytes(data)
    return numbers


def _plain_value(value: Value) -> Plain:
    if isinstance(value, date):
        return value.toordinal()
    return str(value) if isinstance(value, Decimal) else value


def _value(kind: str, value: Plain) -> Value:
    if kind in ("number", "time"):
        return Decimal(value)
    return date.fromordinal(value) if kind == "date" else value
