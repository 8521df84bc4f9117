"""How a return workbook looks: fonts, fills, widths, heights, protection, print. Values enter, painted cells leave."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nap.tables import FONT, Value, write_value

READABLE = 120
"""Columns are merged for running text until they hold about this many characters: what a small laptop shows without scrolling."""


@dataclass(frozen=True)
class Look:
    """One kind of cell. `unused` is hatched as well as grey, so that colour is not the only sign."""

    size: int = 10
    bold: bool = False
    italic: bool = False
    colour: str = "1F2933"
    fill: str = ""
    unused: bool = False
    border: bool = False
    locked: bool = True
    centred: bool = False
    format: str = "General"


TITLE = Look(size=15, bold=True)
HEADING = Look(size=11, bold=True)
PLAIN = Look()
SMALL = Look(size=9, colour="52606D")
BANNER = Look(bold=True, colour="7A4100", fill="FFE8B3")
HINT = Look(size=9, fill="EEF4FB")
BAND = Look(size=11, bold=True, fill="DCE6F1")
DETAIL = Look(size=9, fill="F3F6FA")
HEADER = Look(size=9, bold=True, fill="E4E7EB", border=True)
TAG = Look(size=6, colour="9AA5B1", border=True)
FIXED = Look(size=9, border=True)
LINK = Look(size=9, colour="1B4F9C", border=True)
CHECK = Look(size=9, bold=True, border=True)
LATEST = Look(size=9, italic=True, colour="7B8794", border=True)
CALCULATED = Look(size=9, colour="52606D", fill="F5F7FA", border=True)
UNUSED = Look(fill="D9DDE3", unused=True, border=True)
INPUT = Look(fill="FFF9DB", border=True, locked=False)
INPUT_TEXT = replace(INPUT, size=9)
INPUT_CODE = replace(INPUT, size=9, format="@")
INPUT_DATE = replace(INPUT, format="dd\\.mm\\.yyyy")

_LINE = Side(style="thin", color="B8C2CC")
MEND_FILL, DONE_FILL, OPEN_FILL = "FFC9C4", "D3F0D6", "FFF3C4"


class Painter:
    """Puts values with a look into one workbook; remembers the style of each look, because building styles is slow."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._styles: dict[Look, StyleArray] = {}

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, look: Look = PLAIN) -> None:
        """One cell; text is never a formula."""
        cell = sheet.cell(row, column)
        write_value(cell, value)
        quoted = cell.quotePrefix
        self.dress(sheet, row, column, look)
        if quoted:
            cell.quotePrefix = True

    def formula(self, sheet: Worksheet, row: int, column: int, formula: str, look: Look) -> None:
        """One cell with a formula of ours (without the equals sign)."""
        sheet.cell(row, column).value = f"={formula}"
        self.dress(sheet, row, column, look)

    def dress(self, sheet: Worksheet, row: int, column: int, look: Look) -> None:
        """The look alone."""
        cell: Any = sheet.cell(row, column)  # the types of openpyxl do not know _style
        if look in self._styles:
            cell._style = copy(self._styles[look])
            return
        _dress(cell, look)
        self._styles[look] = copy(cell._style)

    def line(self, sheet: Worksheet, row: int, text: str, look: Look, widths: Sequence[float], first: int = 1) -> None:
        """Running text merged over the columns from `first` on that are read without scrolling; the row as high as it needs."""
        last = _last_readable(widths, first)
        self.put(sheet, row, first, text, look)
        for column in range(first + 1, last + 1):
            self.dress(sheet, row, column, look)
        if last > first:
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
        grow(sheet, row, height(text, sum(widths[first - 1 : last]), look.size, bold=look.bold))


def height(text: str, width: float, size: int = 10, *, bold: bool = False) -> float:
    """Points a wrapped text needs in a column of that width; generous, because Excel measures files like ours not by itself."""
    room = width * 10 / size * (0.88 if bold else 0.95) - 1
    lines = sum(_lines(part, max(room, 4)) for part in text.split("\n"))
    return lines * size * 1.32 + 5


def grow(sheet: Worksheet, row: int, points: float) -> None:
    """Make the row at least that high (Excel's most is 409)."""
    sheet.row_dimensions[row].height = min(409.0, max(sheet.row_dimensions[row].height or 0.0, points))


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Column widths from A on, in characters."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def colour_checks(sheet: Worksheet, letter: str, first: int, last: int) -> None:
    """Colour the row check by its first sign: `!` to mend, `✓` complete, `○` still empty."""
    for sign, fill in (("!", MEND_FILL), ("✓", DONE_FILL), ("○", OPEN_FILL)):
        colour_if(sheet, f"{letter}{first}:{letter}{last}", f'LEFT(${letter}{first},1)="{sign}"', fill)


def colour_if(sheet: Worksheet, area: str, condition: str, fill: str) -> None:
    """Conditional format by formula, the one kind that Excel 2007 and LibreOffice read alike."""
    colour = PatternFill(bgColor=fill, fill_type="solid")
    sheet.conditional_formatting.add(area, Rule("expression", dxf=DifferentialStyle(fill=colour), formula=[condition]))


def finish(sheet: Worksheet, *, freeze: str = "", titles: str = "", portrait: bool = False) -> None:
    """Protection without password, frozen panes, rows repeated in print, one page wide."""
    guard = sheet.protection
    guard.sheet = True
    guard.formatColumns = guard.formatRows = guard.formatCells = False
    sheet.freeze_panes = freeze or None
    if titles:
        sheet.print_title_rows = titles
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait" if portrait else "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    footer: Any = sheet.oddFooter  # its parts are made by a descriptor the types do not know
    footer.right.text = "&P / &N"
    sheet.sheet_view.showGridLines = False


def _dress(cell: Cell | MergedCell, look: Look) -> None:
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, italic=look.italic, color=look.colour)
    if look.unused:
        cell.fill = PatternFill("lightUp", fgColor="9AA5B1", bgColor=look.fill)
    elif look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.border:
        cell.border = Border(_LINE, _LINE, _LINE, _LINE)
    cell.alignment = Alignment(wrap_text=True, vertical="center" if look.centred else "top")
    cell.protection = Protection(locked=look.locked)
    cell.number_format = look.format


def _last_readable(widths: Sequence[float], first: int) -> int:
    total = 0.0
    for column in range(first, len(widths) + 1):
        total += widths[column - 1]
        if total >= READABLE:
            return column
    return len(widths)


def _lines(text: str, room: float) -> int:
    count, used = 1, 0.0
    for word in text.split(" "):
        length = len(word)
        if used and used + 1 + length > room:
            count, used = count + 1, 0.0
        used += length + (1 if used else 0)
        if used > room:
            count, used = count + int(used // room), used % room
    return count
