"""Where wanted cells stand in the bytes of a sheet. A part enters; a Scan leaves, which `cellwriting` works from.

Addresses are told as the reader tells them: rows and cells without one follow those before them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from nap.returns.book import column_number
from nap.returns.gate import refusal
from nap.returns.spans import Node, Source, closing, drive, tag_end

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})\Z")
At = tuple[int, int]
"""Row and column, from 1."""


class Spot(NamedTuple):
    """One cell element; `formula` is true if it has one."""

    start: int
    end: int
    attributes: Mapping[str, str]
    formula: bool


class RowSpot(NamedTuple):
    """One row element: start tag from `start` to `inside`, end tag from `close` to `end` (one tag: both at `inside`)."""

    number: int
    start: int
    inside: int
    close: int
    end: int
    attributes: Mapping[str, str]


class FormulaSpot(NamedTuple):
    """A formula; by itself the scan tells those that speak for more cells than their own or borrow: shared, array, data table."""

    at: At
    start: int
    end: int
    attributes: Mapping[str, str]
    text: str


@dataclass
class Scan:
    """What one pass found. `columns`: column and place of every cell in a wanted row, in the order of the file."""

    rows: list[RowSpot] = field(default_factory=list)
    spots: dict[At, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    columns: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    formulas: list[FormulaSpot] = field(default_factory=list)


def scan(part: Source, prefix: str, wanted: frozenset[At], *, all_formulas: bool = False) -> Scan:
    """One pass over a sheet whose elements have this prefix. Raises Refused."""
    scanner = _Scanner(part, prefix, wanted, all_formulas)
    drive(part, scanner.start, scanner.end, scanner.text.append)
    return scanner.found


_ROW = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?row(?=[\s/>])([^>]*)>")
_SAYS = re.compile(rb"\s(r|ht|hidden)\s*=\s*[\"']([^\"']*)[\"']")


def row_attributes(part: Source, root: Node) -> dict[int, dict[str, str]]:
    """Number, height and hiding of the rows that have either. A quick look, for what is only shown and never decided by."""
    data = root.find("sheetData")
    found: dict[int, dict[str, str]] = {}
    number = 0
    for row in _ROW.finditer(part.text, data.inside, data.close) if data else ():
        says = {name.decode(): value.decode() for name, value in _SAYS.findall(row[1])}
        number = int(given) if (given := says.pop("r", "")).isdecimal() else number + 1
        if says:
            found[number] = says
    return found


class _Scanner:
    def __init__(self, part: Source, prefix: str, wanted: frozenset[At], all_formulas: bool) -> None:
        self.found = Scan()
        self.text: list[str] = []
        self._part, self._bytes, self._wanted = part.name, part.text, wanted
        self._all_formulas = all_formulas
        self._wanted_rows = frozenset(row for row, _ in wanted)
        self._c, self._r, self._f, self._v = (prefix + name for name in ("c", "row", "f", "v"))
        self._row = self._column = 0
        self._open_row: tuple[int, int, int, Mapping[str, str]] | None = None
        self._cell: tuple[int, Mapping[str, str]] | None = None
        self._formula: tuple[int, Mapping[str, str]] | None = None
        self._has_formula = False

    def start(self, name: str, attributes: dict[str, str], place: int) -> None:
        if name == self._c:
            self._on_cell(attributes, place)
        elif name == self._r:
            self._row, self._column = int(attributes.get("r") or self._row + 1), 0
            self._open_row = (self._row, place, tag_end(self._bytes, place), attributes)
        elif name == self._f:
            self._has_formula = True
            told = self._all_formulas or attributes.get("t", "normal") != "normal"
            self._formula = (place, attributes) if told else None
        self.text.clear()

    def end(self, name: str, place: int) -> None:
        if name == self._c and self._cell is not None:
            start, attributes = self._cell
            end = closing(self._bytes, tag_end(self._bytes, start), place)[1]
            self.found.spots[self._row, self._column].append(Spot(start, end, attributes, self._has_formula))
        elif name == self._f and self._formula is not None:
            start, attributes = self._formula
            end = closing(self._bytes, tag_end(self._bytes, start), place)[1]
            spot = FormulaSpot((self._row, self._column), start, end, attributes, "".join(self.text))
            self.found.formulas.append(spot)
        elif name == self._r and self._open_row is not None:
            number, start, inside, attributes = self._open_row
            self.found.rows.append(RowSpot(number, start, inside, *closing(self._bytes, inside, place), attributes))

    def _on_cell(self, attributes: dict[str, str], place: int) -> None:
        self._column += 1
        if reference := attributes.get("r"):
            match = _REFERENCE.match(reference)
            if match is None:
                raise refusal("file-unreadable", "xml", part=self._part)
            self._row, self._column = int(match[2]), column_number(match[1])
        self._has_formula = False
        self._cell = (place, attributes) if (self._row, self._column) in self._wanted else None
        if self._row in self._wanted_rows:
            self.found.columns[self._row].append((self._column, place))
