"""The first sheet of a workbook: pairs of name and text enter, a page to read leaves."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nap.releases.workbook_paper import A4, Mark, Paper
from nap.tables import row_height, sheet_name
from nap.words import say

_NAMES, _TEXTS = 26, 96


def fill_readme(paper: Paper, sheet: Worksheet, title: str, lang: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Title, then the pairs: what has no name is a notice across both columns."""
    sheet.title = sheet_name(say(lang, "formats.sheet.readme"), paper.workbook.sheetnames[1:])
    paper.put(sheet, 1, 1, Mark(title, "title"))
    sheet.row_dimensions[1].height = 28.0
    for line, (name, text) in enumerate(pairs, start=2):
        notice = bool(text) and not name
        paper.put(sheet, line, 1, Mark(text if notice else name, "notice" if notice else "name"))
        paper.put(sheet, line, 2, Mark("" if notice else text, "notice" if notice else "plain"))
        if notice:
            sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=2)
        sheet.row_dimensions[line].height = row_height((name, text), (_NAMES, _TEXTS))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _NAMES, _TEXTS
    _print_on_one_page(sheet)


def _print_on_one_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.sheet_view.showGridLines = False
