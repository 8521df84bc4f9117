"""The summary workbook: every file, finding and figure in it, in the reader's language; nothing typed becomes a formula."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nap.plan import Plan
from nap.returns import summing_up
from nap.returns.several import Tried
from nap.returns.summing_up import summary
from nap.words import languages, say
from tests.returns.workbooks import Return

DAY = date(2026, 7, 10)
HOSTILE = '=HYPERLINK("http://x","y")'


@pytest.fixture(scope="module")
def tried(example_plan: Plan) -> list[Tried]:
    spoilt = Return(example_plan)
    spoilt.put("2.1", "KG-J", "#value+total", HOSTILE + " ")
    spoilt.put("2.2", "KG-B", "#value+total", "около 6")
    return [Tried("bad.xlsx", "1", spoilt.check()), Tried("=good.xlsx", "2", Return(example_plan).check())]


def book(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def texts(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("lang", languages())
def test_each_file_is_one_row_with_its_verdict_and_counts(tried: list[Tried], lang: str) -> None:
    rows = texts(book(summary(tried, lang, DAY)).worksheets[0])
    assert [row[0] for row in rows] == ["bad.xlsx", "=good.xlsx"]
    assert [row[3] for row in rows] == [say(lang, f"common.verdict.{each.checked.verdict}") for each in tried]
    assert [row[4:6] for row in rows] == [[each.to_mend, each.to_explain] for each in tried]
    assert all("bad.xlsx" in str(row[-1]) or "=good.xlsx" in str(row[-1]) for row in rows), "both are for the same return"


def test_each_finding_is_one_row_with_sheet_cell_indicator_and_what_to_do(tried: list[Tried]) -> None:
    rows = texts(book(summary(tried, "en", DAY)).worksheets[1])
    assert len(rows) == sum(len(each.checked.findings) for each in tried)
    (row,) = [row for row in rows if row[7] == "около 6"]
    finding = next(each for each in tried[0].checked.findings if each.found == "около 6")
    assert row[:5] == ["bad.xlsx", finding.sheet, finding.cells[0], "Error", "2.2"]
    assert row[9]


def test_what_was_read_is_listed_and_numbers_can_be_added_up(tried: list[Tried]) -> None:
    rows = texts(book(summary(tried, "en", DAY)).worksheets[2])
    assert len(rows) == sum(len(each.checked.observations) for each in tried)
    rows_of_2_2 = [row for row in rows if row[0] == "=good.xlsx" and str(row[3]).startswith("2.2 ")]
    figures = [each for each in tried[1].checked.observations if each.indicator == "2.2"]
    assert [(row[2], row[8]) for row in rows_of_2_2] == [(each.place.cell, each.value) for each in figures if each.place]
    assert all(isinstance(row[8], int) for row in rows_of_2_2)
    assert {"yes", "40"} & {str(row[column]) for row in rows for column in (8, 9)} == {"yes", "40"}, (
        "levels in words, parts apart"
    )


def test_nothing_typed_becomes_a_formula(tried: list[Tried]) -> None:
    sheets = book(summary(tried, "ky", DAY)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


@pytest.mark.parametrize("lang", languages())
def test_the_tables_can_be_filtered_scrolled_and_printed(tried: list[Tried], lang: str) -> None:
    *tables, about = book(summary(tried, lang, DAY)).worksheets
    for sheet in tables:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == ("landscape", 9, 1)
        assert all(str(cell.value) and "." not in str(cell.value) for cell in sheet[1])
    assert about["A1"].value == say(lang, "checking.about")


def test_a_list_that_is_cut_short_says_so(tried: list[Tried], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summing_up, "MOST_ROWS", 3)
    workbook = book(summary(tried, "en", DAY))
    assert [workbook.worksheets[number].max_row for number in (1, 2)] == [4, 4]
    assert "Rows listed, of all" in [row[0].value for row in workbook.worksheets[-1].iter_rows()]


def test_the_same_files_give_the_same_bytes(tried: list[Tried]) -> None:
    assert summary(tried, "ru", DAY) == summary(tried, "ru", DAY)
