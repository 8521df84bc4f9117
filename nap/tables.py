"""The one writer of CSV and Excel tables: a header and rows enter, bytes leave. Text stays text, never a formula.

The same arguments give the same bytes: zip entries and document properties bear one fixed time, and nobody is named as author.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as OrdinaryCell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | date | bool | None
"""What may stand in a cell."""

Cell = OrdinaryCell | MergedCell

Mend = Callable[[bytes], bytes]

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A text that begins so would be run as a formula by Excel, LibreOffice or Google Sheets; the wide ones in some languages."""

_UNSEEN = " '\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Not every program that reads CSV keeps these before a text."""

FONT = "Arial"
"""Stands on every system or is replaced by a face of the same widths; has the Kyrgyz letters."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 (document properties hold no zone)
_AS_IT_IS: Mapping[str, Mend] = MappingProxyType({})
_WIDEST, _NARROWEST = 60, 9
_LINE, _TALLEST = 13.0, 409.0
"""Points of a line, and the most Excel allows a row."""
_ROOM = 1.12
"""Room a text takes in a column, against its letters."""
_TITLE = 13
_BOLD = 1.3
"""Room a bold heading takes: no word of it may break."""


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook: its name, its header, its rows; `widths` in letters where those of the content do not serve."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with BOM (so that Excel reads Cyrillic), CRLF lines, decimal point, ISO dates, empty for None.

    A text that begins like a formula gets a leading apostrophe; numbers stay numbers, also negative ones.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_csv_text(name) for name in header])
    writer.writerows([_csv_value(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def to_excel(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]], about: Sequence[tuple[str, str]]) -> bytes:
    """A workbook of two sheets: the table (named `title`, header frozen) and `about`, pairs such as source, date, filters.

    The first pair of `about` names the second sheet by its left part, so that the name too is in the reader's language.
    """
    workbook = Workbook()
    plain_properties(workbook)
    table = workbook.worksheets[0]
    table.title = sheet_name(title, ())
    _fill_table(table, Table(title, header, rows))
    pairs = about or (("about", title),)
    _fill_about(workbook.create_sheet(sheet_name(pairs[0][0], (table.title,))), pairs)
    return workbook_bytes(workbook)


def to_sheet(table: Table, heading: Sequence[str], about: Sequence[tuple[str, str]]) -> bytes:
    """A workbook whose first sheet can be printed and passed on alone: the lines of `heading` (the first of them the title) stand
    above the table and at the foot of every page, and stay in sight with its header; `about` as in `to_excel`."""
    workbook = Workbook()
    plain_properties(workbook)
    sheet = workbook.worksheets[0]
    sheet.title = sheet_name(table.title, ())
    begins = len(heading) + 1
    widths = _fill_table(sheet, table, begins)
    _fill_heading(sheet, heading, widths)
    _numbers_apart(sheet, begins)
    sheet.print_title_rows = f"{begins}:{begins}"
    _fill_foot(sheet.oddFooter, " · ".join(heading[1:]))
    _fill_about(workbook.create_sheet(sheet_name(about[0][0], workbook.sheetnames)), about)
    return workbook_bytes(workbook)


def to_workbook(tables: Sequence[Table], about: Sequence[tuple[str, str]]) -> bytes:
    """A workbook of several tables, one a sheet, each with its header frozen and a filter over it; `about` as in `to_excel`."""
    workbook = Workbook()
    plain_properties(workbook)
    workbook.remove(workbook.worksheets[0])
    for each in tables:
        sheet = workbook.create_sheet(sheet_name(each.title, workbook.sheetnames))
        _fill_table(sheet, each)
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(each.header))}{sheet.max_row}"
    _fill_about(workbook.create_sheet(sheet_name(about[0][0], workbook.sheetnames)), about)
    return workbook_bytes(workbook)


def write_value(cell: Cell, value: Value) -> None:
    """Put a value into a cell; text is stored as text whatever it begins with, characters XML cannot hold are left out."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = clean = _NOT_IN_XML.sub("", value)
    if clean:
        cell.data_type = "s"
    if clean.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True  # else Excel makes it a formula when somebody edits the cell


def sheet_name(text: str, taken: Sequence[str]) -> str:
    """A name Excel accepts: at most 31 characters, none of `[]:*?/\\`, cut at a word, different from those taken."""
    clean = " ".join(_NOT_IN_SHEET_NAME.sub(" ", text).split()).strip("' ") or "-"
    used, number = {name.casefold() for name in taken}, 1
    name = _cut(clean, 31)
    while name.casefold() in used:
        number += 1
        name = f"{_cut(clean, 31 - len(str(number)) - 1)} {number}"
    return name


def plain_properties(workbook: Workbook, moment: datetime = _MOMENT) -> None:
    """No author, a fixed time, and a common face as the workbook's normal style."""
    workbook.properties.creator = ""
    workbook.properties.created = workbook.properties.modified = moment
    workbook._named_styles["Normal"].font = Font(name=FONT, size=10)  # type: ignore[attr-defined]


def workbook_bytes(workbook: Workbook, moment: datetime = _MOMENT, mended: Mapping[str, Mend] = _AS_IT_IS) -> bytes:
    """Save; the zip is written again with fixed times, because openpyxl stamps each save with the clock.

    `mended`: by name of a part of the zip, what is to be made of its bytes.
    """
    saved, out = io.BytesIO(), io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0) if moment == _MOMENT else moment.timetuple()[:6])
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            content = _timed(name, source.read(name), moment)
            target.writestr(entry, mended[name](content) if name in mended else content)
    return out.getvalue()


def _timed(name: str, content: bytes, moment: datetime) -> bytes:
    if name != "docProps/core.xml":
        return content
    return _TIMES.sub(rb"\g<1>" + moment.isoformat().encode() + rb"Z\g<3>", content)


def _csv_value(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return _csv_text(value)
        case bool():
            return "1" if value else "0"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _csv_text(text: str) -> str:
    return f"'{text}" if text.lstrip(_UNSEEN).startswith(FORMULA_SIGNS) or text.startswith(FORMULA_SIGNS) else text


def _fill_table(sheet: Worksheet, table: Table, begins: int = 1) -> Sequence[int]:
    """The table, its header in the row `begins`; the widths of its columns leave."""
    rows = list(table.rows)
    widths = table.widths or _widths(table.header, rows)
    for column, name in enumerate(table.header, start=1):
        _head(sheet.cell(begins, column), name)
    style = _style_of_body(sheet, begins + 1)
    for line, row in enumerate(rows, start=begins + 1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            cell._style = copy(style)  # type: ignore[union-attr]  # looking both up for every cell takes longer than all the rest
            write_value(cell, value)
    for line, row in enumerate((table.header, *rows), start=begins):
        sheet.row_dimensions[line].height = row_height(row, widths)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{begins + 1}"
    sheet.print_title_rows = f"{begins}:{begins}"
    _print_wide(sheet)
    return widths


def _fill_heading(sheet: Worksheet, lines: Sequence[str], widths: Sequence[int]) -> None:
    """Lines over the whole width of the table, the first one as its title."""
    room = max(int(sum(widths)), _NARROWEST)
    for line, text in enumerate(lines, start=1):
        cell = sheet.cell(line, 1)
        write_value(cell, text)
        cell.font = Font(name=FONT, size=_TITLE if line == 1 else 10, bold=line == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if len(widths) > 1:
            sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(widths))
        larger = _TITLE / 10 * _BOLD if line == 1 else 1.0
        sheet.row_dimensions[line].height = _LINE * (larger * _lines(text, int(room / larger)) + 0.5)


def _widths(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> list[int]:
    longest = [int(len(name) * _BOLD) for name in header]
    for row in rows:
        longest = [max(most, len(_text(value))) for most, value in zip(longest, row, strict=True)]
    return [min(_WIDEST, max(_NARROWEST, most + 2)) for most in longest]


def row_height(row: Sequence[Value], widths: Sequence[int]) -> float | None:
    """Points for a row whose text wraps; LibreOffice does not find them by itself. None: one line."""
    lines = max(_lines(_text(value), width) for value, width in zip(row, widths, strict=True))
    return min(_TALLEST, _LINE * lines + 2) if lines > 1 else None


def _lines(text: str, width: int) -> int:
    """Lines of a text in a column so wide: words do not fill a line, and wide letters need more than the mean."""
    return sum(1 + int(len(part) * _ROOM / width) for part in text.split("\n")) if len(text) >= width - 1 or "\n" in text else 1


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _fill_about(sheet: Worksheet, pairs: Sequence[tuple[str, str]]) -> None:
    for line, (name, text) in enumerate(pairs, start=1):
        _head(sheet.cell(line, 1), name)
        write_value(_body(sheet.cell(line, 2)), text)
        sheet.row_dimensions[line].height = 14.0 * sum(len(part) // 85 + 1 for part in text.split("\n"))
    sheet.column_dimensions["A"].width = min(_WIDEST, max(len(name) for name, _ in pairs) + 4)
    sheet.column_dimensions["B"].width = 90
    _print_wide(sheet)


def _head(cell: Cell, text: str) -> None:
    write_value(cell, text)
    cell.font, cell.fill = Font(name=FONT, size=10, bold=True), PatternFill("solid", fgColor="E7ECF2")
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _body(cell: Cell) -> Cell:
    cell.font, cell.alignment = Font(name=FONT, size=10), Alignment(wrap_text=True, vertical="top")
    cell.border = Border(bottom=Side("hair", color="9A9199"))
    return cell


def _fill_foot(foot: HeaderFooterItem | None, said: str) -> None:
    if foot is not None and foot.left is not None and foot.right is not None:
        foot.left.text, foot.left.size = said.replace("&", "&&"), 8
        foot.right.text = "&P / &N"


def _numbers_apart(sheet: Worksheet, begins: int) -> None:
    """Numbers do not touch the words of the next column."""
    for row in sheet.iter_rows(min_row=begins + 1):
        for cell in row:
            if isinstance(cell.value, int | float | Decimal):
                cell.alignment = Alignment(horizontal="right", indent=1, vertical="top")


def _style_of_body(sheet: Worksheet, line: int) -> Any:
    """Face and alignment of a cell of the body, as openpyxl keeps them; a copy, because a cell may change its own."""
    return copy(_body(sheet.cell(line, 1))._style)  # type: ignore[union-attr]


def _print_wide(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    whole = text[: length + 1].rpartition(" ")[0]
    return (whole if len(whole) > length // 2 else text[:length]).rstrip(" ,;-'")
