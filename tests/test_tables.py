"""Tables leave as CSV and Excel in which text stays text, numbers stay numbers, and the same table gives the same bytes."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from nap.tables import Table, sheet_name, to_csv, to_excel, to_sheet

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠SUM(A1)")


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_excel(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert read_csv(to_csv([text], [[text]])) == [[f"'{text}"], [f"'{text}"]]


def test_csv_numbers_stay_numbers_also_negative_and_tiny_ones() -> None:
    rows = read_csv(to_csv(["n"], [[Decimal("-1.50")], [-3], [Decimal("1E-7")], [None], [True], [date(2026, 6, 30)]]))
    assert [row[0] if row else "" for row in rows[1:]] == ["-1.50", "-3", "0.0000001", "", "1", "2026-06-30"]


def test_csv_begins_with_the_mark_excel_needs_for_cyrillic() -> None:
    assert to_csv(["Өзгөн"], []) == b"\xef\xbb\xbf" + "Өзгөн\r\n".encode()


@pytest.mark.parametrize("text", [*DANGEROUS, "#N/A", "#REF!", "2026-01-01", "12"])
def test_excel_text_stays_text_whatever_it_begins_with(text: str) -> None:
    table = read_excel(to_excel("T", [text], [[text]], [("Source", text)]))
    cells = [table.worksheets[0]["A1"], table.worksheets[0]["A2"], table.worksheets[1]["B1"]]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {str(cell.value).strip() for cell in cells} == {text.strip()}


def test_excel_keeps_numbers_and_dates_and_leaves_out_what_xml_cannot_hold() -> None:
    sheet = read_excel(to_excel("T", ["a", "b", "c"], [[Decimal("-1.5"), date(2026, 6, 30), "x\x00\x0by"]], [])).worksheets[0]
    assert (sheet["A2"].value, sheet["B2"].value.date(), sheet["C2"].value) == (-1.5, date(2026, 6, 30), "xy")


def test_excel_says_on_a_second_sheet_where_the_table_comes_from() -> None:
    workbook = read_excel(to_excel("Results", ["a"], [["1"]], [("Source", "monitor"), ("Date", "2026-11-15")]))
    about = workbook.worksheets[1]
    assert [[cell.value for cell in row] for row in about.rows] == [["Source", "monitor"], ["Date", "2026-11-15"]]
    assert workbook.worksheets[0].freeze_panes == "A2"


def test_the_same_table_gives_the_same_bytes_and_names_no_author() -> None:
    first, second = (to_excel("T", ["a"], [["x"]], [("Source", "y")]) for _ in range(2))
    assert first == second
    properties = read_excel(first).properties
    assert (properties.creator or "", properties.lastModifiedBy or "") == ("", "")


@pytest.mark.parametrize(
    ("text", "taken", "name"),
    [
        ("a/b:c*[d]?\\e", (), "a b c d e"),
        ("'quoted'", (), "quoted"),
        ("", (), "-"),
        ("O3 Protection of women and girls in emergencies", (), "O3 Protection of women and"),
        ("Items", ("items",), "Items 2"),
        ("x" * 40, ("x" * 31, "x" * 29 + " 2"), "x" * 29 + " 3"),
    ],
)
def test_sheet_names_are_legal_short_and_different(text: str, taken: tuple[str, ...], name: str) -> None:
    assert sheet_name(text, taken) == name


def test_a_sheet_to_pass_on_alone_says_above_and_at_its_foot_what_it_is() -> None:
    data = to_sheet(
        Table("A title", ("Region", "Value"), [["=1+1", Decimal("2.5")]]),
        ("A title", "2026: & do not quote"),
        (("About", "more"),),
    )
    sheet, about = read_excel(data).worksheets
    assert [sheet.cell(line, 1).value for line in (1, 2, 3, 4)] == ["A title", "2026: & do not quote", "Region", "=1+1"]
    assert (sheet.cell(4, 1).data_type, sheet.cell(4, 2).value, sheet.freeze_panes, sheet.print_title_rows) == (
        "s",
        2.5,
        "A4",
        "$3:$3",
    )
    assert sheet.oddFooter.left.text == "2026: && do not quote"
    assert about.cell(1, 2).value == "more"


def test_a_sheet_of_one_column_and_no_row_can_be_made_again_byte_by_byte() -> None:
    made = [to_sheet(Table("-", ("Region",), ()), ("=A title",), (("About", "more"),)) for _ in range(2)]
    assert made[0] == made[1]
    assert read_excel(made[0]).worksheets[0]["A1"].data_type == "s"
