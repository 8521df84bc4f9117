"""The texts of the program as a workbook for native readers: languages enter, bytes leave; openpyxl paints.

One sheet for each language, one row for each text, for a text with a number one row for each form. What a column is stands in
tags in a hidden row, so that sheets may be renamed and columns moved; only the cells to fill in are open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nap.tables import FONT, plain_properties, sheet_name, workbook_bytes, write_value
from nap.wording import po
from nap.wording.checks import fields
from nap.wording.entries import CHANGED, MISSING, STATES, Entry, Language
from nap.words import direction, language_name, say

ROOM, KEY, ENGLISH, NUMBERS, KEEP, STATE, FORM = "#room", "#key", "#english", "#numbers", "#keep", "#state", "#form"
TEXT = "#text+"
"""Before the code of the language."""
TAGS, HEADINGS, FIRST = 1, 2, 3
_INPUT = 4
"""The column to fill in."""
_WIDTHS = {ROOM: 13, KEY: 26, ENGLISH: 58, TEXT: 58, NUMBERS: 16, KEEP: 18, STATE: 17, FORM: 6}
_READ = ("what", "column", "keep", "numbers", "bars", "states")
_LINE, _TALLEST = 13.5, 400.0
_PLAIN = Font(name=FONT, size=10)
_QUIET = Font(name=FONT, size=9, color="5E5A66")
_BOLD = Font(name=FONT, size=10, bold=True)
_TOP = Alignment(wrap_text=True, vertical="top")
_FROM_RIGHT = Alignment(wrap_text=True, vertical="top", readingOrder=2)
_HEAD = PatternFill("solid", fgColor="E7ECF2")
_FILLS = {MISSING: PatternFill("solid", fgColor="FFF3CC"), CHANGED: PatternFill("solid", fgColor="FDE3D3")}
_BELOW = Border(bottom=Side("hair", color="9A9199"))
_OPEN = Protection(locked=False)


class _Line(NamedTuple):
    """One row of a sheet."""

    entry: Entry
    form: int
    numbers: str


def write_words(languages: Sequence[Language], lang: str) -> bytes:
    """The workbook; headings and the sheet to read first are in `lang`. The same texts give the same bytes."""
    workbook = Workbook()
    plain_properties(workbook)
    first = workbook.worksheets[0]
    first.title = sheet_name(say(lang, "country.words.sheet"), ())
    _read_me(first, lang)
    for each in languages:
        name = f"{language_name(lang, each.code)} ({each.code})"
        _fill(workbook.create_sheet(sheet_name(name, workbook.sheetnames)), each, lang)
    workbook.active = 1 if len(languages) == 1 else 0
    return workbook_bytes(workbook)


def _fill(sheet: Worksheet, language: Language, lang: str) -> None:
    columns = (ROOM, KEY, ENGLISH, f"{TEXT}{language.code}", NUMBERS, KEEP, STATE, FORM)
    for number, tag in enumerate(columns, start=1):
        write_value(sheet.cell(TAGS, number), tag)
        head = sheet.cell(HEADINGS, number)
        write_value(head, _heading(tag, language, lang))
        head.font, head.fill, head.alignment = _BOLD, _HEAD, _TOP
    line, looks = HEADINGS, dict[tuple[int, str], Any]()
    for line, row in enumerate(_lines(language), start=FIRST):
        _row(sheet, line, row, language, lang, looks)
    _dress(sheet, columns, line)


def _heading(tag: str, language: Language, lang: str) -> str:
    if tag.startswith(TEXT):
        return f"{language_name(lang, language.code)} ({language.code})"
    return say(lang, f"country.words.column.{tag.removeprefix('#')}")


def _lines(language: Language) -> Iterator[_Line]:
    told = [", ".join(map(str, each[: po.SHOWN])) + " …" * (len(each) > po.SHOWN) for each in language.plurals.numbers]
    for entry in language.entries:
        for form in range(len(entry.forms)):
            yield _Line(entry, form, told[form] if entry.plural else "")


def english_for(entry: Entry, form: int, language: Language) -> str:
    """The English form for the numbers that a form of the language goes with."""
    if not entry.plural:
        return entry.english[0]
    numbers = language.plurals.numbers[form]
    return entry.english[min(po.usual_plurals("en").of(numbers[0] if numbers else 2), len(entry.english) - 1)]


def _row(sheet: Worksheet, line: int, row: _Line, language: Language, lang: str, looks: dict[tuple[int, str], Any]) -> None:
    entry, english, text = row.entry, english_for(row.entry, row.form, language), row.entry.forms[row.form]
    names = fields(english) or set()
    keep = " ".join([*(f"{{{name}}}" for name in sorted(names)), *(["|"] if "|" in english else [])])
    state = say(lang, f"country.words.state.{entry.state}")
    told = (entry.room, entry.key, english, text, row.numbers, keep, state, str(row.form))
    for number, value in enumerate(told, start=1):
        cell: Any = sheet.cell(line, number)
        kind = (number, entry.state if number == _INPUT else "")
        if kind not in looks:
            looks[kind] = _look(cell, number, entry.state, language)
        cell._style = copy(looks[kind])
        write_value(cell, escaped(value))
    sheet.row_dimensions[line].height = _height(english, text, entry.key)


def _look(cell: Any, number: int, state: str, language: Language) -> Any:
    """How cells of a column look, made once: openpyxl would look each of them up again, for a minute."""
    cell.font = _PLAIN if number in (3, _INPUT) else _QUIET
    cell.alignment, cell.border, cell.number_format = _TOP, _BELOW, "@"
    if number == _INPUT:
        _input(cell, state, language)
    return copy(cell._style)


def _input(cell: Any, state: str, language: Language) -> None:
    cell.protection = _OPEN
    if state in _FILLS:
        cell.fill = _FILLS[state]
    if direction(language.code):
        cell.alignment = _FROM_RIGHT


def _height(english: str, text: str, key: str) -> float:
    wide = max(sum(1 + len(part) // 52 for part in each.split("\n")) for each in (english, text))
    return min(_TALLEST, _LINE * max(wide, 1 + len(key) // 24) + 3)


def _dress(sheet: Worksheet, columns: Sequence[str], last: int) -> None:
    for number, tag in enumerate(columns, start=1):
        dimension: Any = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = _WIDTHS[TEXT if tag.startswith(TEXT) else tag]
    sheet.column_dimensions[get_column_letter(len(columns))].hidden = True
    sheet.row_dimensions[TAGS].hidden = True
    sheet.freeze_panes = f"D{FIRST}"
    sheet.auto_filter.ref = f"A{HEADINGS}:{get_column_letter(len(columns))}{last}"
    sheet.print_title_rows = f"{HEADINGS}:{HEADINGS}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _protect(sheet)


def _protect(sheet: Worksheet) -> None:
    """Without a password: a help against slips. Filtering and making columns wider stay possible."""
    allowed: Mapping[str, bool] = {"sheet": True, "autoFilter": False, "formatColumns": False, "formatRows": False, "sort": False}
    for name, value in allowed.items():
        setattr(sheet.protection, name, value)


def _read_me(sheet: Worksheet, lang: str) -> None:
    states = [f"{say(lang, f'country.words.state.{state}')}: {say(lang, f'country.words.about.{state}')}" for state in STATES]
    lines = [say(lang, "country.words.title"), *(say(lang, f"country.words.read.{part}") for part in _READ), *states]
    lines.append(say(lang, "country.words.read.back"))
    for row, line in enumerate(lines, start=1):
        cell: Any = sheet.cell(row, 1)
        write_value(cell, line)
        cell.font, cell.alignment = Font(name=FONT, size=14, bold=True) if row == 1 else _PLAIN, _TOP
        sheet.row_dimensions[row].height = 24 if row == 1 else _LINE * (1 + len(line) // 85) + 6
    sheet.column_dimensions["A"].width = 90
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9


def escaped(text: str) -> str:
    """What Excel would take for the code of a letter (`_x0041_`) stays as it is typed."""
    return text.replace("_x", "_x005F_x") if "_x" in text else text
