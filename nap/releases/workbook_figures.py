"""Every figure of a release as a sheet with the columns of `figures.csv`: lines enter, rows of a sheet's XML leave.

openpyxl needs a minute for the million cells of a large release, in each language anew. These cells are codes and numbers only
and the same in every language, so they are written straight into the sheet that openpyxl has made for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from nap.releases.figures_csv import COLUMNS, Cell, cells
from nap.releases.release import Release
from nap.releases.workbook_paper import HEAD_ROWS, Column

_LETTERS = tuple(get_column_letter(place) for place in range(1, len(COLUMNS) + 1))
_WIDTHS = {"OTHER": 22, "OBS_VALUE": 14, "NUMERATOR": 13, "DENOMINATOR": 15, "STATUS": 17, "INDICATOR": 12, "TIME_PERIOD": 14}
_END = b"</sheetData>"
_SIZE = re.compile(rb'<dimension ref="[^"]*"')


def figure_columns() -> list[Column]:
    """The same in every language."""
    return [Column(name, tag, _WIDTHS.get(name, 12)) for name, tag in COLUMNS.items()]


def figure_rows(release: Release) -> bytes:
    """All lines as rows of a sheet; the same in every language."""
    return "".join(_row(line, cells(release, one)) for line, one in enumerate(release.lines, HEAD_ROWS + 1)).encode()


def with_rows(count: int, rows: bytes) -> Callable[[bytes], bytes]:
    """What puts that many rows into the XML of the sheet that has their head."""

    def mend(sheet: bytes) -> bytes:
        size = f'<dimension ref="A1:{_LETTERS[-1]}{HEAD_ROWS + count}"'.encode()
        head, end, tail = sheet.rpartition(_END)
        return _SIZE.sub(size, head, count=1) + rows + end + tail

    return mend


def _row(line: int, told: list[Cell]) -> str:
    inner = "".join(_cell(f"{letter}{line}", value) for letter, value in zip(_LETTERS, told, strict=True) if value is not None)
    return f'<row r="{line}">{inner}</row>'


def _cell(place: str, value: Cell) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'
