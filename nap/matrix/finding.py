"""Where the tables of a matrix are: a workbook enters, each table with its columns and rows leaves. By tag, never by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nap.matrix.faults import MatrixFault
from nap.matrix.tree import Place
from nap.returns.book import Book, Cell, Sheet as BookSheet, address

_HEAD = 30
"""Rows in which the tags are looked for."""


@dataclass(frozen=True)
class Row:
    """The filled cells of one row by tag, and its number."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]

    def place(self, tag: str) -> Place:
        """The cell of that column in this row, filled or not."""
        return Place(self.sheet, address(self.number, self.columns[tag]))


@dataclass(frozen=True)
class Found:
    """A table that is there: the name of its sheet, its columns by tag, its rows with anything in them."""

    sheet: str
    columns: Mapping[str, int]
    rows: tuple[Row, ...]


def find(book: Book, names: Sequence[str], faults: list[MatrixFault]) -> dict[str, Found]:
    """The tables of these names; of two sheets with the same table the first, and a fault."""
    found: dict[str, Found] = {}
    for sheet in book.sheets:
        for name in names:
            row = _tag_row(sheet, f"#{name}+")
            if row is None:
                continue
            if name in found:
                faults.append(MatrixFault("error", "sheet-twice", sheet.name, facts=(("other", found[name].sheet),)))
                continue
            found[name] = _table(sheet, row, f"#{name}+", faults)
    return found


def _tag_row(sheet: BookSheet, start: str) -> int | None:
    rows = {row for (row, _), cell in sheet.cells.items() if row <= _HEAD and cell.text.strip().startswith(start)}
    return min(rows, default=None)


def _table(sheet: BookSheet, tagged: int, start: str, faults: list[MatrixFault]) -> Found:
    columns: dict[str, int] = {}
    for (row, column), cell in sheet.cells.items():
        tag = cell.text.strip()
        if row != tagged or not tag.startswith(start):
            continue
        if tag in columns:
            faults.append(MatrixFault("error", "column-twice", sheet.name, address(row, column), (("tag", tag),)))
        columns.setdefault(tag, column)
    return Found(sheet.name, columns, tuple(_rows(sheet, tagged + 1, columns)))


def _rows(sheet: BookSheet, tagged: int, columns: Mapping[str, int]) -> Iterator[Row]:
    """Everything under the row of headings, which stands right below the tags."""
    tags = {column: tag for tag, column in columns.items()}
    for number, cells in sheet.rows().items():
        if number <= tagged:
            continue
        filled = {tags[column]: cell for column, cell in cells.items() if column in tags and _says(cell)}
        if filled:
            yield Row(sheet.name, number, filled, columns)


def _says(cell: Cell) -> bool:
    return bool(cell.text.strip()) or cell.formula or cell.kind == "error"
