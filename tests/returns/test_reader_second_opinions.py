"""Whatever a library writes is read back; other readers see the same; no bytes at all break the reading."""

from __future__ import annotations

import io
import os
import unicodedata
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from nap.facts import Finding
from nap.returns.book import Book, Cell, Sheet
from nap.returns.packing import pack, unpack
from nap.returns.reader import open_book
from nap.settings import ROOT
from tests.conftest import SAMPLES
from tests.returns.reader_files import hand_parts, opened, saved, style_of, zipped

REAL = Path(os.environ.get("NAP_REAL") or ROOT.parent / "shared" / "real")
"""Workbooks of others that are not ours to publish; looked at if they are there."""

printable = st.characters(exclude_categories=("C", "Z"), include_characters=" \n")
texts = st.text(printable, min_size=1, max_size=20).filter(
    lambda text: not text.startswith("=") and "_x" not in text and bool(text.strip())
)
numbers = st.one_of(st.integers(-(10**14), 10**14), st.floats(-1e12, 1e12, allow_subnormal=False))
days = st.dates(date(1900, 3, 1), date(9999, 12, 31))
values = st.one_of(texts, numbers, st.booleans(), days, st.none())
grids = st.lists(st.lists(values, max_size=6), max_size=8)


def written(grid: list[list[object]]) -> bytes:
    workbook = Workbook()
    for row, line in enumerate(grid, start=1):
        for column, value in enumerate(line, start=1):
            cell = workbook.active.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    return saved(workbook)


def expected(value: object) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        written = f"{value:.16g}" if isinstance(value, float) else repr(value)  # what openpyxl puts into the file
        return Context(prec=15, rounding=ROUND_HALF_UP).create_decimal(written)
    return value


@given(grids)
def test_any_grid_written_by_openpyxl_is_read_back_the_same(grid: list[list[object]]) -> None:
    sheet = opened(written(grid)).sheets[0]
    wanted = {
        (row, column): expected(value)
        for row, line in enumerate(grid, 1)
        for column, value in enumerate(line, 1)
        if value is not None
    }
    assert {place: cell.value for place, cell in sheet.cells.items()} == wanted


@given(grids)
def test_a_book_survives_the_pipe(grid: list[list[object]]) -> None:
    book = opened(written(grid))
    assert unpack(pack(book)) == book


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml", b"\xff\xfe"]))
def test_arbitrary_bytes_are_refused_never_a_crash(data: bytes, start: bytes) -> None:
    assert isinstance(open_book(start + data), Finding)


VALID = (SAMPLES / "libreoffice.xlsx").read_bytes()


@given(st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_flipped_bytes_give_a_book_or_a_finding(changes: list[tuple[int, int]]) -> None:
    data = bytearray(VALID)
    for place, byte in changes:
        data[place] = byte
    assert isinstance(open_book(bytes(data)), Book | Finding)


@given(st.integers(0, len(VALID) - 1))
def test_a_file_cut_off_anywhere_is_refused(length: int) -> None:
    assert isinstance(open_book(VALID[:length]), Finding)


PARTS = hand_parts(
    '<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1" t="s" s="1"><v>0</v></c>'
    '<c r="B1" s="1"><f>A1</f><v>1.5</v></c>'
    '<c t="inlineStr"><is><r><t>x</t></r></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    strings="<si><t>text</t></si>",
    styles=style_of("dd.mm.yyyy"),
)


@given(st.sampled_from(sorted(PARTS)), st.data())
def test_any_change_inside_any_part_gives_a_book_or_a_finding(part: str, data: st.DataObject) -> None:
    content = bytearray(str(PARTS[part]).encode())
    start = data.draw(st.integers(0, len(content)))
    content[start : start + data.draw(st.integers(0, 12))] = data.draw(
        st.one_of(st.binary(max_size=6), st.text('<>/"= 0x9', max_size=6).map(str.encode))
    )
    assert isinstance(open_book(zipped({**PARTS, part: bytes(content)})), Book | Finding)


def assert_agrees_with_openpyxl(data: bytes) -> None:
    book = opened(data)
    shown, formulas = load_workbook(io.BytesIO(data), data_only=True), load_workbook(io.BytesIO(data))
    assert [(sheet.name, sheet.visibility) for sheet in book.sheets] == [
        (sheet.title, sheet.sheet_state) for sheet in shown.worksheets
    ]
    for sheet in book.sheets:
        seen = {(c.row, c.column): c.value for row in shown[sheet.name].iter_rows() for c in row if c.value not in (None, "")}
        assert {place for place, cell in sheet.cells.items() if cell.text} == set(seen)
        for place, value in seen.items():
            assert_same(sheet.cells[place], value)
        marked = {(c.row, c.column) for row in formulas[sheet.name].iter_rows() for c in row if c.data_type == "f"}
        assert {place for place, cell in sheet.cells.items() if cell.formula} == marked
        assert {n for n, row in shown[sheet.name].row_dimensions.items() if row.hidden} == sheet.hidden_rows
        assert {(a.min_row, a.min_col, a.max_row, a.max_col) for a in shown[sheet.name].merged_cells.ranges} == set(sheet.merges)


def assert_same(cell: Cell, value: object) -> None:
    if isinstance(value, datetime):
        assert cell.value == value.date()
    elif isinstance(value, time):
        assert cell.text == value.strftime("%H:%M")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        assert isinstance(cell.value, Decimal)
        assert float(cell.value) == pytest.approx(value, rel=1e-14)
    else:
        assert unicodedata.normalize("NFC", str(cell.value)) == unicodedata.normalize("NFC", str(value))


def assert_agrees_with_calamine(data: bytes) -> None:
    book, other = opened(data), CalamineWorkbook.from_filelike(io.BytesIO(data))
    for sheet in book.sheets:
        rows = other.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        seen = {(row, column): value for row, line in enumerate(rows, 1) for column, value in enumerate(line, 1) if value != ""}
        assert {place for place, cell in sheet.cells.items() if cell.text and cell.kind not in ("error", "bool")} <= set(seen)
        assert sum_of(seen.values()) == pytest.approx(sum_of(cell_number(cell) for cell in sheet.cells.values()), rel=1e-12)
        assert {value for value in seen.values() if isinstance(value, str)} == texts_of(sheet)


def sum_of(numbers: object) -> float:
    return sum(float(number) for number in numbers if isinstance(number, (int, float)) and not isinstance(number, bool))  # type: ignore[attr-defined]


def cell_number(cell: Cell) -> float | None:
    return float(cell.value) if cell.kind == "number" and isinstance(cell.value, Decimal) else None


def texts_of(sheet: Sheet) -> set[str]:
    return {str(cell.value) for cell in sheet.cells.values() if cell.kind == "text" and cell.text}


def test_openpyxl_and_calamine_see_the_same_in_a_copy_saved_by_libreoffice() -> None:
    assert_agrees_with_openpyxl(VALID)
    assert_agrees_with_calamine(VALID)


def test_a_copy_saved_by_libreoffice_keeps_what_the_checks_need() -> None:
    book = opened(VALID)
    sheet = book.sheets[0]
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merges) == ({5}, {6}, ((7, 1, 8, 3),))
    assert sheet.cells[4, 3] == Cell("number", Decimal("0.125"), "12.5%", percent=True)
    assert sheet.cells[2, 4] == Cell("date", date(2026, 6, 30), "30.06.2026")
    assert sheet.cells[3, 5] == Cell("error", "#DIV/0!", "#DIV/0!", formula=True)
    assert sheet.cells[2, 6].text == "  spaces kept  "
    assert book.names == {"places": "_lists!$A$1:$A$1"}


def rich_workbook() -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["Көрсөткүч", 1280.6, 0.1, 12345678901234, True, date(2026, 6, 30), datetime(2026, 6, 30, 14, 30), time(7, 30)])
    sheet.append(["=B1*2", "=1/0", None, "#N/A", "", " x "])
    sheet["C1"].number_format = "0.0%"
    sheet["E2"].value = "007"
    sheet.row_dimensions[2].hidden = True
    sheet.merge_cells("A4:B5")
    workbook.create_sheet("_nap").sheet_state = "veryHidden"
    return saved(workbook)


REAL_FILES = sorted(REAL.rglob("*.xlsx"))


def test_openpyxl_and_calamine_see_the_same_in_a_file_of_openpyxl() -> None:
    assert_agrees_with_openpyxl(rich_workbook())


@pytest.mark.skipif(not REAL_FILES, reason="no genuine workbooks of others beside the project")
@pytest.mark.parametrize("path", REAL_FILES or [REAL], ids=lambda path: path.name)
def test_other_readers_see_the_same_in_a_real_workbook(path: Path) -> None:
    data = path.read_bytes()
    assert_agrees_with_openpyxl(data)
    assert_agrees_with_calamine(data)
