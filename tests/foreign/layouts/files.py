"""A case as a file: a workbook whose bytes are the same each time, a CSV as a spreadsheet saves it, others by LibreOffice."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from tests.foreign.layouts.things import Case, Paper

OFFICE = shutil.which("soffice")
_MOMENT = (2026, 1, 1, 0, 0, 0)
_WHEN = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def workbook(case: Case) -> bytes:
    """The case as .xlsx."""
    book = Workbook()
    book.remove(book.active)
    for paper in case.papers:
        _sheet(book, paper)
    into = io.BytesIO()
    book.save(into)
    return _steady(into.getvalue())


def _sheet(book: Workbook, paper: Paper) -> None:
    sheet = book.create_sheet(paper.name)
    for (row, column), value in paper.cells.items():
        cell = sheet.cell(row, column, value)
        cell.number_format = paper.formats.get((row, column), "General")
    for top, left, bottom, right in paper.merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for row in paper.hidden:
        sheet.row_dimensions[row].hidden = True


def _steady(data: bytes) -> bytes:
    """The archive without the moment it was made."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for name in found.namelist():
            content = found.read(name)
            if name == "docProps/core.xml":
                content = _WHEN.sub(b"2026-01-01T00:00:00Z", content)
            made.writestr(zipfile.ZipInfo(name, _MOMENT), content)
    return into.getvalue()


def as_shown(paper: Paper) -> None:
    """A spreadsheet saves as CSV what it shows: the sheet keeps no more than that."""
    for place, pattern in paper.formats.items():
        value = paper.cells[place]
        if isinstance(value, (int, float)) and pattern != "General":
            number = Decimal(f"{value:.{len(pattern.partition('.')[2])}f}")
            paper.cells[place] = f"{number:,}".replace(",", "\xa0" if "," in pattern else "").replace(".", ",")
            if place in paper.figures:
                paper.figures[place] = replace(paper.figures[place], value=number)
    paper.formats.clear()


def semicolons(case: Case) -> bytes:
    """The only sheet as CSV: `;` between cells, a comma in numbers."""
    paper, into = case.papers[0], io.StringIO(newline="")
    width = max(column for _, column in paper.cells)
    writer = csv.writer(into, delimiter=";", lineterminator="\r\n")
    for row in range(1, paper.bottom + 1):
        writer.writerow([_typed(paper.cells.get((row, column), "")) for column in range(1, width + 1)])
    return into.getvalue().encode("utf-8-sig" if case.seed % 2 else "utf-8")


def _typed(value: object) -> str:
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def converted(cases: Sequence[Case], form: str, folder: Path) -> list[bytes]:
    """The workbooks of the cases saved by LibreOffice as `ods` or `xls`."""
    assert OFFICE is not None
    sources = [folder / f"{case.seed}.xlsx" for case in cases]
    for case, source in zip(cases, sources, strict=True):
        source.write_bytes(workbook(case))
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [OFFICE, home, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [source.with_suffix(f".{form}").read_bytes() for source in sources]
