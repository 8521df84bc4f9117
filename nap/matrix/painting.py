"""How the matrix looks: faces, widths, drop-downs, print. Sheets of openpyxl enter and are changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nap.matrix.layout import Column
from nap.plan import Plan
from nap.plan.shapes import Choice, Day, ListOf, Number, Shape, Words, YesNo
from nap.tables import FONT, Value, write_value
from nap.words import pick, say

MORE = 200
"""Rows below the last one that have drop-downs too: somebody adds some."""
_LINE = 13.0
_TALLEST = 400.0
_PAGE = 190
"""Letters across a sheet of A4 that lies, small but to be read."""
_PARTS = ("what", "texts", "rows", "codes", "lists", "dates", "back", "hidden")

_HEAD_FILL = PatternFill("solid", fgColor="E7ECF2")
_LINE_BELOW = Border(bottom=Side("hair", color="9A9199"))
_TOP = Alignment(wrap_text=True, vertical="top")
_LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")


def put(sheet: Worksheet, row: int, column: int, value: Value, *, head: bool = False) -> None:
    """One value, as text, number or date; a text is never a formula."""
    cell = sheet.cell(row, column)
    write_value(cell, value)
    cell.font, cell.alignment = Font(name=FONT, size=10, bold=head), _TOP
    if head:
        cell.fill = _HEAD_FILL
    else:
        cell.border = _LINE_BELOW
    if isinstance(value, str):
        cell.number_format = "@"
    elif value is not None and not isinstance(value, bool):
        cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "General"
        if isinstance(value, date):
            cell.alignment = _LEFT


def help_with(sheet: Worksheet, column: int, shape: Shape, first: int) -> None:
    """A drop-down of the words that may stand there; anything else may be typed, and is told when the workbook comes back."""
    words = shape.words if isinstance(shape, Choice) else ("true", "false") if isinstance(shape, YesNo) else ()
    if words:
        rule = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(column)
        rule.add(f"{letter}{first}:{letter}{sheet.max_row + MORE}")
        sheet.add_data_validation(rule)


def dress(sheet: Worksheet, columns: Sequence[Column], first: int) -> None:
    """Widths, heights, the hidden row of tags, frozen panes, print on A4 across."""
    widths = [_width(sheet, number, column, first) for number, column in enumerate(columns, start=1)]
    for number, (column, width) in enumerate(zip(columns, widths, strict=True), start=1):
        dimension: Any = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = width
        if not isinstance(column.shape, Number | Day):
            dimension.number_format = "@"  # what is typed below stays as typed: 1.10 is no number there
    for row in range(first - 1, sheet.max_row + 1):
        sheet.row_dimensions[row].height = _height(sheet, row, widths)
    sheet.row_dimensions[1].hidden = True
    sheet.freeze_panes = f"B{first}"
    sheet.print_title_rows, sheet.print_title_cols = f"{first - 1}:{first - 1}", "A:A"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = max(1, ceil(sum(widths) / _PAGE)), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def read_me(sheet: Worksheet, plan: Plan, lang: str) -> None:
    """The sheet to read first: which plan, and how to fill the others."""
    put(sheet, 1, 1, pick(plan.title, lang), head=True)
    sheet.cell(1, 1).font = Font(name=FONT, size=14, bold=True)
    lines = [say(lang, "matrix.read.version", version=str(plan.version), plan=plan.id)]
    lines += [say(lang, f"matrix.read.{part}") for part in _PARTS]
    for row, line in enumerate(lines, start=3):
        put(sheet, row, 1, line)
        sheet.row_dimensions[row].height = _LINE * (1 + len(line) // 95) + 6
    sheet.row_dimensions[1].height = 20.0 * (1 + len(pick(plan.title, lang)) // 60)
    sheet.column_dimensions["A"].width = 100
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9


def _width(sheet: Worksheet, number: int, column: Column, first: int) -> int:
    longest = max((len(str(sheet.cell(row, number).value or "")) for row in range(first, sheet.max_row + 1)), default=0)
    most = 50 if isinstance(column.shape, Words) else 26 if isinstance(column.shape, ListOf) else 30
    word = max(len(part) for part in str(sheet.cell(first - 1, number).value or "-").split())
    return min(most, max(12, longest + 2, word + 3))


def _height(sheet: Worksheet, row: int, widths: Sequence[int]) -> float:
    texts = (str(sheet.cell(row, number).value or "") for number in range(1, len(widths) + 1))
    lines = max(
        sum(1 + int(len(part) * 1.15 / width) for part in text.split("\n")) for text, width in zip(texts, widths, strict=True)
    )
    return min(_TALLEST, _LINE * lines + 3)
