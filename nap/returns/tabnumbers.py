"""Where cells stand, told without the names of sheets: people choose those, and may put a person's name there.

A kept workbook and places enter; `sheet 3!F9` leaves for each, as the tabs are counted in Excel.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from nap.returns.gate import Refused
from nap.returns.markup import elements

_WORKBOOK = "/workbook.xml"
UNKNOWN = "?"
"""The number of a sheet that the file does not name."""


def numbered(data: bytes, spots: Iterable[tuple[str, str]]) -> list[str]:
    """Each place (sheet name, address) by the number of its sheet, in the same order; a file that cannot be read has none."""
    numbers = {name.casefold(): str(number) for number, name in reversed(list(enumerate(_sheet_names(data), start=1)))}
    return [f"sheet {numbers.get(sheet.casefold(), UNKNOWN)}!{cell}" for sheet, cell in spots]


def _sheet_names(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = next(name for name in archive.namelist() if f"/{name}".lower().endswith(_WORKBOOK))
            found = elements(archive.read(part), part)
    except (Refused, StopIteration, zipfile.BadZipFile):
        return []
    return [each.attributes.get("name", "") for each in found if each.name == "sheet" and each.parent == "sheets"]
