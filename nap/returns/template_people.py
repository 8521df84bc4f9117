"""The list of people to invite, to be filled in: a plan and a language enter, a workbook with drop-downs leaves."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nap.plan import Plan
from nap.returns.people_words import COLUMNS
from nap.tables import FONT, plain_properties, sheet_name, workbook_bytes, write_value
from nap.words import language_name, pick, say

ROWS = 200
"""Rows with drop-downs; more can be filled in."""
_WIDTHS = (34, 30, 42, 62, 20)
_HEAD = "FFE7E6E6"


def make_people_sheet(plan: Plan, roles: Sequence[str], lang: str) -> bytes:
    """One sheet to fill in and one that says how, with everything there is to choose from. `roles`: their codes, in order."""
    workbook = Workbook()
    plain_properties(workbook)
    sheet = workbook.worksheets[0]
    sheet.title = sheet_name(say(lang, "setup.sheet"), ())
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True), start=1):
        _head(sheet, column, say(lang, f"setup.sheet.{name}"))
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    for row in range(2, ROWS + 2):
        for column in range(1, len(COLUMNS) + 1):
            sheet.cell(row, column).number_format = "@"
    _help(workbook, sheet, plan, roles, lang)
    for each in workbook.worksheets:
        _on_one_width(each)
    return workbook_bytes(workbook)


def _help(workbook: Workbook, sheet: Worksheet, plan: Plan, roles: Sequence[str], lang: str) -> None:
    """How to fill it in, and the lists that the drop-downs take."""
    told = workbook.create_sheet(sheet_name(say(lang, "setup.sheet.help"), (sheet.title,)))
    choices = {
        "roles": [say(lang, f"common.role.{role}") for role in roles],
        "partner": [pick(one.name, lang) for one in plan.partners],
        "language": [language_name(code, code) for code in plan.languages],
    }
    for column, name in enumerate(COLUMNS, start=1):
        _head(told, column, say(lang, f"setup.sheet.{name}"))
        _put(told, 2, column, say(lang, f"setup.sheet.help.{name}"))
        told.column_dimensions[get_column_letter(column)].width = _WIDTHS[column - 1]
        listed = choices.get(name, [])
        for row, word in enumerate(listed, start=3):
            _put(told, row, column, word)
        if listed:
            letter = get_column_letter(column)
            where = f"'{told.title}'!${letter}$3:${letter}${len(listed) + 2}"
            _offer(sheet, where, f"{letter}2:{letter}{ROWS + 1}")
    told.row_dimensions[2].height = 130


def _on_one_width(sheet: Worksheet) -> None:
    """Printed lying, all columns side by side."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _offer(sheet: Worksheet, choices: str, cells: str) -> None:
    """A drop-down that helps and never forbids: several roles stand in one cell, with a comma between."""
    check = DataValidation(type="list", formula1=f"={choices}", allow_blank=True)
    check.showErrorMessage = False
    check.add(cells)
    sheet.add_data_validation(check)


def _head(sheet: Worksheet, column: int, words: str) -> None:
    cell = sheet.cell(1, column)
    write_value(cell, words)
    cell.font = Font(name=FONT, size=10, bold=True)
    cell.fill = PatternFill("solid", start_color=_HEAD)


def _put(sheet: Worksheet, row: int, column: int, words: str) -> None:
    cell = sheet.cell(row, column)
    write_value(cell, words)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
