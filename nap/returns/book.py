"""What a workbook holds, as the reader gives it to the checks: a Book of Sheets of Cells.

Data only. A cell is named in two ways, by row and column counted from 1 and by the address a person sees, `F12`; both are turned
into each other here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

Value = Decimal | str | bool | date | None


class Cell(NamedTuple):
    """One filled cell. A named tuple, cheaper to make than a frozen dataclass: a bulk return has 1,500,000 of them.

    `kind` and `value`:

    - `number`: Decimal, rounded to 15 significant digits as Excel shows it (12.300000000000001 is 12.3);
    - `text`: str, exactly as stored, with its spaces and line breaks; never empty unless a formula gave it;
    - `bool`: bool;
    - `error`: the error's name as str (`#N/A`, `#REF!`);
    - `date`: date (a time of day with it is dropped from the value, kept in the text), for numbers whose format is a date;
    - `time`: Decimal, a share of a day or a number of days, for numbers whose format is hours and minutes only;
    - `formula_empty`: None, a formula that was saved without its result.

    `text` is what a person typed or sees, without thousands separators and not cut to the displayed decimals: `1280.6`, `12.5%`,
    `TRUE`, `30.06.2026`, `30.06.2026 14:30`, `07:30`. `percent` is true for a number whose format is a percentage: value 0.125,
    text `12.5%`.
    """

    kind: str
    value: Value
    text: str
    formula: bool = False
    percent: bool = False


Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; all from 1 and inclusive."""


@dataclass(frozen=True)
class Sheet:
    """One worksheet. `cells` holds only filled cells, by (row, column) from 1, in the order of the file."""

    name: str
    visibility: str
    """`visible`, `hidden` or `veryHidden`."""
    cells: Mapping[tuple[int, int], Cell] = field(repr=False)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Area, ...] = ()
    reaching: tuple[tuple[int, int], ...] = ()
    """Cells whose formula reaches outside the workbook: another file, another program, an address in the net."""

    def rows(self) -> dict[int, dict[int, Cell]]:
        """The same cells by row, then by column; rows and columns in ascending order."""
        rows: dict[int, dict[int, Cell]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, {})[column] = self.cells[row, column]
        return rows


@dataclass(frozen=True)
class Book:
    """A workbook: its sheets in the order of the tabs, chart sheets left out."""

    sheets: tuple[Sheet, ...]
    date1904: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    """Defined names and what they refer to, as written (`_lists!$A$1:$A$9`); those of one sheet as `0!name`."""
    external_links: bool = False
    """True if the file brings links to other workbooks."""
    pictures: int = 0
    """How many pictures the file carries; nobody reads them."""

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, compared as Excel compares them, without regard to case."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)


_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\Z", re.ASCII)


@lru_cache(maxsize=20_000)
def column_letters(column: int) -> str:
    """`1` → `A`, `28` → `AB`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """`A` → 1, `xfd` → 16384. The letters are taken to be A to Z."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """The Excel address of a cell: (12, 6) → `F12`."""
    return f"{column_letters(column)}{row}"


def position(text: str) -> tuple[int, int]:
    """The row and column of an Excel address, `$` allowed: `F12` → (12, 6). ValueError for anything else."""
    match = _ADDRESS.match(text)
    if match is None:
        raise ValueError(text)
    return int(match[2]), column_number(match[1])


def area(text: str) -> Area:
    """The corners of a range: `A1:C3` → (1, 1, 3, 3); a single cell is its own range. ValueError for anything else."""
    first, _, last = text.partition(":")
    top, left = position(first)
    bottom, right = position(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
