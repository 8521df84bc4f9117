"""What stands above every table of a return workbook: title, who and when, hint, headers, tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from nap.returns import template_paint as paint
from nap.returns.template_layout import Contents
from nap.words import pick, say


@dataclass(frozen=True)
class Written:
    """A finished sheet: its name and the cells of its row checks, for the table on the first sheet."""

    name: str
    checks: str

    def count(self, text: str) -> str:
        """A formula that counts row checks beginning with that text."""
        where = self.name.replace("'", "''")
        return f"COUNTIF('{where}'!{self.checks},\"{text}*\")"


def add_head(
    painter: paint.Painter,
    sheet: Worksheet,
    contents: Contents,
    heading: str,
    hint: str,
    columns: Sequence[str],
    heads: Sequence[str],
    widths: Sequence[float],
) -> int:
    """Rows above the table, then the header row, then the tag row (small and grey, untagged columns empty); the next row."""
    paint.set_widths(sheet, widths)
    who = f"{pick(contents.partner.name, contents.lang)} · {say(contents.lang, 'workbook.for_period', period=contents.period)}"
    row = add_row_above(painter, sheet, 1, heading, paint.TITLE, widths)
    row = add_row_above(painter, sheet, row, who, paint.SMALL, widths)
    if contents.plan.status == "illustrative":
        row = add_row_above(painter, sheet, row, say(contents.lang, "common.illustrative"), paint.BANNER, widths)
    row = add_row_above(painter, sheet, row, hint, paint.HINT, widths)
    for column, (name, text) in enumerate(zip(columns, heads, strict=True), start=1):
        painter.put(sheet, row, column, text, paint.HEADER)
        painter.put(sheet, row + 1, column, name if name.startswith("#") else "", paint.TAG)
        paint.grow(sheet, row, paint.height(text, widths[column - 1], 9, bold=True))
        paint.grow(sheet, row + 1, paint.height(name.replace("+", "+ "), widths[column - 1], 6))
    return row + 2


def add_row_above(
    painter: paint.Painter, sheet: Worksheet, row: int, text: str, look: paint.Look, widths: Sequence[float]
) -> int:
    """One line of running text; the next row."""
    painter.line(sheet, row, text, look, widths)
    return row + 1
