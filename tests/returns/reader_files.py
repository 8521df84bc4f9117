"""Workbooks for the tests of reading: made by openpyxl, or by hand where no library writes that dialect."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook

from nap.facts import Finding
from nap.returns.book import Book, Cell
from nap.returns.reader import open_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relations(*links: tuple[str, str, str], kind: str = RELATIONS) -> str:
    items = "".join(f'<Relationship Id="{key}" Type="{kind}/{what}" Target="{target}"/>' for key, what, target in links)
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def hand_parts(sheet: str, strings: str = "", styles: str = "", workbook: str = "") -> dict[str, str | bytes]:
    """The parts of a small workbook; `sheet` is what stands inside <worksheet>."""
    properties = workbook or "<workbookPr/>"
    tabs = '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets>'
    return {
        "[Content_Types].xml": f'<Types><Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK_TYPE}"/></Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}{tabs}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }


def hand_made(sheet: str, strings: str = "", styles: str = "", workbook: str = "") -> bytes:
    return zipped(hand_parts(sheet, strings, styles, workbook))


def opened(data: bytes) -> Book:
    book = open_book(data)
    assert isinstance(book, Book), book
    return book


def refused(data: bytes) -> tuple[str, str]:
    finding = open_book(data)
    assert isinstance(finding, Finding), finding
    assert finding.severity == "refused"
    return finding.code, finding.case


def cells_of(sheet: str, **parts: str) -> dict[tuple[int, int], Cell]:
    """The cells of a hand-made sheet whose rows are given."""
    return dict(opened(hand_made(f"<sheetData>{sheet}</sheetData>", **parts)).sheets[0].cells)


def cell_of(cell: str, **parts: str) -> Cell | None:
    """The one cell A1 of a hand-made sheet."""
    return cells_of(f'<row r="1">{cell}</row>', **parts).get((1, 1))


def style_of(code: str) -> str:
    """Styles whose number 1 is this number format."""
    formats = f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
    return formats + '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>'


def bomb_of_extent() -> bytes:
    workbook = Workbook()
    workbook.active["A1"] = 1
    workbook.active["XFD1048576"] = 1
    return saved(workbook)
