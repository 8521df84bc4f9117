"""One sheet of a workbook of LibreOffice, row by row. Elements of its table enter; a Sheet leaves.

Nothing is believed of how often a cell or row is said to repeat: empty ones are stepped over, filled ones are counted before they
are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from nap.foreign.ods_values import TABLE
from nap.returns.book import Area, Cell, Sheet, address
from nap.returns.gate import refusal
from nap.returns.reader import CELL_LIMIT, COLUMN_LIMIT, MERGES_LIMIT, ROW_LIMIT, TEXT_LIMIT

_HIDDEN = frozenset({"collapse", "filter"})
_ROW, _COLUMN = f"{TABLE}table-row", f"{TABLE}table-column"


class _Filled(NamedTuple):
    """One filled cell of the row being read, and in how many columns it stands."""

    column: int
    times: int
    cell: Cell
    reaches: bool


class OdsSheet:
    """The state of one table."""

    def __init__(self, name: str, visibility: str) -> None:
        self.name, self._visibility = name, visibility
        self.is_copy = name.startswith("'") and "'#" in name
        """LibreOffice keeps what it last saw of another file as a table that nobody sees."""
        self._cells: dict[tuple[int, int], Cell] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merges: list[Area] = []
        self._reaching: list[tuple[int, int]] = []
        self._row = self._columns = self._column = 0
        self._times = 1
        self._filled: list[_Filled] = []

    def place(self) -> str:
        """The address of the cell being read."""
        return address(self._row, self._column + 1)

    def begins(self, name: str, attributes: Mapping[str, str]) -> bool:
        """A row or column begins; false if this is no matter of the sheet."""
        if name == _ROW:
            self._on_row(attributes)
        elif name == _COLUMN:
            self._on_column(attributes)
        return name in (_ROW, _COLUMN)

    def ends(self, name: str) -> None:
        """At the end of a row its cells are made, as often as it repeats. Raises Refused."""
        if name != _ROW:
            return
        if self._filled:
            self._check_room()
            for row in range(self._row, self._row + self._times):
                self._make(row)
        self._row += self._times - 1

    def add(self, said: Mapping[str, str], cell: Cell, reaches: bool) -> None:
        """The next cell of the row. Raises Refused."""
        first, times = self._column + 1, _times(said, "columns")
        self._column += times
        self._merge(said, first)
        if self.is_copy or not (cell.text or cell.formula):
            return
        if first + times - 1 > COLUMN_LIMIT:
            self._refuse("outside", max(first, COLUMN_LIMIT + 1), rows=ROW_LIMIT, columns=COLUMN_LIMIT)
        if len(cell.text) > TEXT_LIMIT:
            self._refuse("long-text", first, limit=TEXT_LIMIT)
        self._filled.append(_Filled(first, times, cell, reaches))

    def _merge(self, said: Mapping[str, str], first: int) -> None:
        down, across = (int(said.get(f"{TABLE}number-{what}-spanned", 1)) for what in ("rows", "columns"))
        if (down > 1 or across > 1) and len(self._merges) < MERGES_LIMIT:
            self._merges.append((self._row, first, self._row + down - 1, first + across - 1))

    def made(self, before: Iterable[Sheet]) -> Sheet:
        """The sheet. Raises Refused if the workbook then has more cells than it may."""
        if len(self._cells) + sum(len(sheet.cells) for sheet in before) > CELL_LIMIT:
            raise refusal("too-many-cells", "count", sheet=self.name, limit=CELL_LIMIT)
        hidden = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
        return Sheet(self.name, self._visibility, self._cells, *hidden, tuple(self._merges), tuple(self._reaching))

    def _on_row(self, attributes: Mapping[str, str]) -> None:
        self._row, self._column, self._times = self._row + 1, 0, _times(attributes, "rows")
        self._filled.clear()
        if attributes.get(f"{TABLE}visibility") in _HIDDEN:
            self._hidden_rows.update(range(self._row, min(self._row + self._times, ROW_LIMIT + 1)))

    def _on_column(self, attributes: Mapping[str, str]) -> None:
        first, times = self._columns + 1, _times(attributes, "columns")
        self._columns += times
        if attributes.get(f"{TABLE}visibility") in _HIDDEN:
            self._hidden_columns.update(range(first, min(first + times, COLUMN_LIMIT + 1)))

    def _check_room(self) -> None:
        if self._row + self._times - 1 > ROW_LIMIT:
            self._refuse("outside", self._filled[0].column, rows=ROW_LIMIT, columns=COLUMN_LIMIT)
        if len(self._cells) + self._times * sum(each.times for each in self._filled) > CELL_LIMIT:
            raise refusal("too-many-cells", "count", sheet=self.name, limit=CELL_LIMIT)

    def _refuse(self, case: str, column: int, **facts: int) -> None:
        row = max(self._row, ROW_LIMIT + 1) if case == "outside" and column <= COLUMN_LIMIT else self._row
        raise refusal("too-many-cells", case, sheet=self.name, cells=(address(row, column),), **facts)

    def _make(self, row: int) -> None:
        for column, times, cell, reaches in self._filled:
            for each in range(column, column + times):
                self._cells[row, each] = cell
                if reaches:
                    self._reaching.append((row, each))


def _times(said: Mapping[str, str], what: str) -> int:
    """How often it repeats. ValueError for what is no such number."""
    times = int(said.get(f"{TABLE}number-{what}-repeated", 1))
    if times < 1:
        raise ValueError(times)
    return times
