"""Sheets of a release's workbook: columns and rows of told cells enter, sheets that read and print well stand in the workbook.

A cell is told as text, a number with its decimals, a date, or a mark. A hidden figure is a `Mark` and looks the same everywhere:
neither its face nor its number format, nor anything beside it, differs with what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nap.charts.look import LIGHT
from nap.tables import FONT, Value, row_height, sheet_name, write_value

A4, BAND_HEIGHT = 9, 20.0
_INDENT = 1
_AROUND, _SPARE = 185, 10
"""Letters of the longer text around a page, and how many ampersands may be doubled in it."""
WIDEST = 300
"""Letters that one page across can hold so that they can still be read; a wider table takes two."""
HEAD_ROWS = 2
"""The names of the columns, then their HXL tags."""


@dataclass(frozen=True)
class Column:
    """One column: its name, its HXL tag, its width in letters."""

    name: str
    tag: str = ""
    width: int = 12


@dataclass(frozen=True)
class Number:
    """A number as it stands in every file, shown with so many decimals. `at_least`: the true one is higher."""

    value: int | float
    decimals: int = 0
    at_least: bool = False
    percent: bool = False

    @property
    def format(self) -> str:
        """How Excel shows it, in the reader's own manner."""
        decimals = "." + "0" * self.decimals if self.decimals else ""
        return ('"≥ "' if self.at_least else "") + ("0" if self.percent else "#,##0") + decimals + ("%" if self.percent else "")


@dataclass(frozen=True)
class Mark:
    """A word of a face of its own: `hidden`, `nothing`, `name`, or a status."""

    word: str
    face: str


@dataclass(frozen=True)
class Band:
    """A line across the table that heads what follows."""

    text: str


Cell = str | Number | Mark | date | None
Row = Sequence[Cell] | Band


def _ink(name: str) -> str:
    return "FF" + LIGHT[name].removeprefix("#")


_GRID = Side("thin", color=_ink("grid"))
_NUMBER = Alignment(horizontal="right", vertical="top")
_TEXT = Alignment(wrap_text=True, vertical="top")


@dataclass
class Paper:
    """A workbook in the making. `head` and `foot` stand on every printed page."""

    workbook: Workbook
    head: str = ""
    foot: str = ""
    _faces: dict[tuple[str, str], Any] = field(default_factory=dict)

    def sheet(self, title: str) -> Worksheet:
        """A new, empty sheet that prints on A4 across."""
        sheet: Worksheet = self.workbook.create_sheet(sheet_name(title, self.workbook.sheetnames))
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        _print_around(sheet.oddHeader, _printed(self.head), _printed(title))
        _print_around(sheet.oddFooter, _printed(self.foot), "&P / &N")
        return sheet

    def table(self, title: str, columns: Sequence[Column], rows: Iterable[Row], fixed: int = 1) -> Worksheet:
        """A sheet with a table: names and tags of the columns stay in sight, as do the first `fixed` columns."""
        sheet = self.sheet(title)
        if sum(column.width for column in columns) > WIDEST:
            sheet.page_setup.fitToWidth, sheet.print_title_cols = 2, f"A:{get_column_letter(fixed)}"
        self.head_of(sheet, columns, fixed)
        widths = [max(4, column.width - _INDENT) for column in columns]
        for line, row in enumerate(rows, start=HEAD_ROWS + 1):
            if isinstance(row, Band):
                self._band(sheet, line, row, len(columns))
                continue
            for place, cell in enumerate(row, start=1):
                self.put(sheet, line, place, cell)
            sheet.row_dimensions[line].height = row_height([_shown(cell) for cell in row], widths)
        sheet.auto_filter.ref = f"A{HEAD_ROWS}:{get_column_letter(len(columns))}{max(sheet.max_row, HEAD_ROWS + 1)}"
        return sheet

    def head_of(self, sheet: Worksheet, columns: Sequence[Column], fixed: int = 1) -> None:
        """Names, tags and widths of the columns."""
        for place, column in enumerate(columns, start=1):
            self.put(sheet, 1, place, Mark(column.name, "head"))
            self.put(sheet, 2, place, Mark(column.tag, "tag"))
            sheet.column_dimensions[get_column_letter(place)].width = column.width
        sheet.row_dimensions[1].height = row_height([column.name for column in columns], [max(4, c.width - 3) for c in columns])
        sheet.freeze_panes = sheet.cell(HEAD_ROWS + 1, fixed + 1).coordinate
        sheet.print_title_rows = "1:1"

    def put(self, sheet: Worksheet, line: int, place: int, told: Cell) -> None:
        """Write one cell."""
        cell = sheet.cell(line, place)
        cell._style = copy(self._face(*_face_of(told)))  # type: ignore[union-attr]
        write_value(cell, _value(told))
        if isinstance(told, Number) and isinstance(told.value, float):
            cell._value = repr(told.value)  # type: ignore[union-attr]  # openpyxl writes 16 digits, and some numbers have 17

    def _band(self, sheet: Worksheet, line: int, band: Band, width: int) -> None:
        for place in range(1, width + 1):
            self.put(sheet, line, place, Mark(band.text if place == 1 else "", "band"))
        sheet.row_dimensions[line].height = BAND_HEIGHT

    def _face(self, face: str, number_format: str) -> Any:
        """As openpyxl keeps it; looking it up for every cell takes longer than all the rest."""
        if (face, number_format) not in self._faces:
            scratch = self.workbook.worksheets[0].cell(1, 1)
            before = copy(scratch._style)  # type: ignore[union-attr]
            _dress(scratch, face, number_format)
            self._faces[face, number_format] = copy(scratch._style)  # type: ignore[union-attr]
            scratch._style = before  # type: ignore[union-attr]
        return self._faces[face, number_format]


def _dress(cell: Any, face: str, number_format: str) -> None:
    cell.font, cell.number_format = _font(face), number_format
    cell.alignment = _ALIGNED.get(face, _ALIGNED["text"] if face in _STATUSES else _TEXT)
    cell.border = Border(bottom=_GRID, right=_GRID) if face not in _BARE else Border()
    if face in _FILLS:
        cell.fill = PatternFill("solid", fgColor=_ink(_FILLS[face]))


_STATUSES = frozenset(LIGHT)
_BARE = frozenset({"title", "name", "plain", "notice"})
_FILLS: Mapping[str, str] = {"head": "accent", "band": "shade-2", "tag": "panel", "notice": "shade-1"}
_ALIGNED = {
    "number": _NUMBER,
    "date": _NUMBER,
    "hidden": Alignment(horizontal="right", vertical="top", wrap_text=True),
    "nothing": Alignment(horizontal="right", vertical="top", wrap_text=True),
    "band": Alignment(vertical="center"),
    "tag": Alignment(vertical="top", shrink_to_fit=True),
    "title": Alignment(vertical="center"),
    "text": Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1),
    "head": Alignment(wrap_text=True, vertical="top", horizontal="center"),
}


def _font(face: str) -> Font:
    if face in {"head", "title", "band", "name"}:
        colour = _ink({"head": "paper", "title": "accent", "band": "accent"}.get(face, "ink"))
        return Font(name=FONT, size=16 if face == "title" else 10, bold=True, color=colour)
    if face in {"tag", "hidden", "nothing"}:
        return Font(name=FONT, size=8 if face == "tag" else 10, italic=face != "tag", color=_ink("quiet"))
    return Font(name=FONT, size=10, bold=face in LIGHT and face != "notice", color=_ink(face if face in LIGHT else "ink"))


def _face_of(told: Cell) -> tuple[str, str]:
    match told:
        case Number():
            return "number", told.format
        case Mark(_, face):
            return face, "General"
        case date():
            return "date", "yyyy-mm-dd"
        case _:
            return "text", "General"


def _value(told: Cell) -> Value:
    match told:
        case Number(value):
            return Decimal(repr(value)) if isinstance(value, float) else value
        case Mark(word, _):
            return word
        case _:
            return told


def _shown(told: Cell) -> Value:
    """What takes room; a number stands on one line."""
    match told:
        case Mark(word, _):
            return word
        case str():
            return told
        case _:
            return None


def _print_around(edge: HeaderFooterItem | None, left: str, right: str) -> None:
    if edge is not None:
        edge.left.text, edge.right.text = left, right
        edge.left.size = edge.right.size = 8


def _printed(text: str) -> str:
    """An ampersand begins a code in what Excel prints around a page, and more than 255 letters of it spoil the file."""
    short = text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]} …"
    return short.replace("&", "&&") if short.count("&") <= _SPARE else short.replace("&", "+")
