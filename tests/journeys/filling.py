"""Filling a downloaded template as a partner would, by indicator and region; a copy saved by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Entries = Mapping[tuple[str, str], Mapping[str, object]]
"""(indicator, region) → tag → what is typed."""
Places = dict[tuple[str, str, str], str]


def fill(template: bytes, entries: Entries) -> tuple[bytes, Places]:
    """The filled workbook, and the address of each cell that was typed into: (indicator, region, tag) → `F9`."""
    asked = (template, repr(entries))
    if asked not in _made:
        _made[asked] = _filled(template, entries)
    data, places = _made[asked]
    return data, dict(places)


_made: dict[tuple[bytes, str], tuple[bytes, Places]] = {}
"""Most tests of a screen ask for the same file."""


def _filled(template: bytes, entries: Entries) -> tuple[bytes, Places]:
    book = openpyxl.load_workbook(io.BytesIO(template))
    places: Places = {}
    for sheet in book.worksheets:
        places |= _fill_sheet(sheet, entries)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), places


def _fill_sheet(sheet: Worksheet, entries: Entries) -> Places:
    columns: dict[str, int] = {}
    places = {}
    for row in sheet.iter_rows():
        tags = {str(cell.value): cell.column for cell in row if str(cell.value).startswith("#")}
        columns = tags if "#indicator+code" in tags and "#date+period" in tags else columns
        key = _key(sheet, row[0].row, columns)
        for tag, typed in entries.get(key, {}).items():
            cell = sheet.cell(row[0].row, columns[tag])
            cell.value = typed  # type: ignore[assignment]
            places[(*key, tag)] = cell.coordinate
    return places


def _key(sheet: Worksheet, row: int, columns: Mapping[str, int]) -> tuple[str, str]:
    if not columns:
        return "", ""
    return str(sheet.cell(row, columns["#indicator+code"]).value), str(sheet.cell(row, columns["#adm+code"]).value)


def saved_by_libreoffice(workbook: bytes, folder: Path) -> bytes:
    """The same workbook opened and saved by LibreOffice; unchanged on a machine without it."""
    office = shutil.which("soffice")
    if office is None:
        return workbook
    source, target = folder / "filled.xlsx", folder / "saved"
    source.write_bytes(workbook)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (target / "filled.xlsx").read_bytes()
