"""The hidden sheets: drop-down lists behind defined names, and the identity of the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nap.facts import MEASURE_STATUSES, QUALITIES, STATES
from nap.returns import tags
from nap.returns.template_layout import Contents
from nap.returns.template_paint import PLAIN, Painter
from nap.words import pick, say

YES_NO, STATE_LIST, QUALITY_LIST, STATUS_LIST = "nap_yes_no", "nap_states", "nap_qualities", "nap_measure_statuses"
LIST_INDICATORS, REGION_CODES = "nap_list_indicators", "nap_regions"


_HUGE = Decimal(10) ** 15
"""Stands for "no limit": Excel keeps 15 digits."""


def level_list(number: int) -> str:
    """The defined name of the levels of the indicator at that place in the plan, counted from 0."""
    return f"nap_levels_{number}"


def add_lists(painter: Painter, contents: Contents) -> None:
    """The sheet `_lists`: one column for each list, its first row the name; hidden."""
    sheet = painter.workbook.create_sheet(tags.LISTS_SHEET)
    lang = contents.lang
    lists: dict[str, Sequence[str]] = {
        YES_NO: [say(lang, "workbook.yes"), say(lang, "workbook.no")],
        STATE_LIST: [say(lang, f"workbook.state.{state}") for state in STATES[1:]],
        QUALITY_LIST: [say(lang, f"workbook.quality.{quality}") for quality in QUALITIES[1:]],
        STATUS_LIST: [say(lang, f"workbook.measure_status.{status}") for status in MEASURE_STATUSES],
        LIST_INDICATORS: [indicator.code for indicator in contents.lists],
        REGION_CODES: contents.regions,
    }
    for number, indicator in enumerate(contents.plan.indicators):
        lists[level_list(number)] = [pick(level.title, lang) for level in indicator.scale]
    filled = [(name, words) for name, words in lists.items() if words]
    for column, (name, words) in enumerate(filled, start=1):
        _add_list(painter, sheet, column, name, words)
    _name_regions(painter, sheet, [name for name, _ in filled].index(REGION_CODES) + 1 if contents.regions else 0, contents)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def add_identity(painter: Painter, contents: Contents) -> None:
    """The very hidden sheet `_nap`: keys in column A, values in column B, in the order of `tags.IDENTITY_KEYS`."""
    sheet = painter.workbook.create_sheet(tags.IDENTITY_SHEET)
    values = (
        *(contents.plan.id, str(contents.plan.version), contents.partner.code, str(contents.period)),
        *(str(tags.TEMPLATE_VERSION), contents.lang),
    )
    for row, (key, value) in enumerate(zip(tags.IDENTITY_KEYS, values, strict=True), start=1):
        painter.put(sheet, row, 1, key, PLAIN)
        painter.put(sheet, row, 2, value, PLAIN)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def offer(sheet: Worksheet, name: str, cells: Iterable[str]) -> None:
    """A drop-down from a defined name. It helps and never forbids: a copy in another program keeps working without it."""
    _validate(sheet, DataValidation(type="list", formula1=f"={name}", allow_blank=True), cells)


def expect_number(sheet: Worksheet, low: Decimal | None, high: Decimal | None, message: str, cells: Iterable[str]) -> None:
    """A hint when something else than a number between the limits is typed; it can be kept all the same."""
    sides = (f"{-_HUGE if low is None else low:f}", f"{_HUGE if high is None else high:f}")
    check = DataValidation(type="decimal", formula1=sides[0], formula2=sides[1], allow_blank=True, error=message)
    check.operator = "between"
    _validate(sheet, check, cells)


def expect_date(sheet: Worksheet, message: str, cells: Iterable[str]) -> None:
    """A hint when something else than a date is typed."""
    check = DataValidation(type="date", operator="greaterThanOrEqual", formula1="1", allow_blank=True, error=message)
    _validate(sheet, check, cells)


def _validate(sheet: Worksheet, check: DataValidation, cells: Iterable[str]) -> None:
    check.errorStyle, check.showErrorMessage = "warning", True
    for cell in cells:
        check.add(cell)
    if check.sqref:
        sheet.add_data_validation(check)


def _add_list(painter: Painter, sheet: Worksheet, column: int, name: str, words: Sequence[str]) -> None:
    for row, word in enumerate((name, *words), start=1):
        painter.put(sheet, row, column, word)
    letter = get_column_letter(column)
    where = f"'{tags.LISTS_SHEET}'!${letter}$2:${letter}${len(words) + 1}"
    painter.workbook.defined_names[name] = DefinedName(name, attr_text=where)


REGION_NAMES = "nap_region_names"
"""Region codes with their names beside them, for looking a name up."""


def _name_regions(painter: Painter, sheet: Worksheet, column: int, contents: Contents) -> None:
    """A two-column table at the far right, so that the list of codes keeps its place."""
    if not column:
        return
    first = sheet.max_column + 2
    for row, code in enumerate(contents.regions, start=2):
        painter.put(sheet, row, first, code)
        painter.put(sheet, row, first + 1, contents.region_name(code))
    left, right = get_column_letter(first), get_column_letter(first + 1)
    where = f"'{tags.LISTS_SHEET}'!${left}$2:${right}${len(contents.regions) + 1}"
    painter.workbook.defined_names[REGION_NAMES] = DefinedName(REGION_NAMES, attr_text=where)
