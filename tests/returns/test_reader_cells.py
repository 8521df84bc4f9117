"""What one cell means: its kind, its value, the text a person sees."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nap.returns.book import Cell
from nap.returns.formats import meaning, number_cell, plain
from tests.returns.reader_files import cell_of, cells_of, hand_made, opened, style_of


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("12", "12"),
        ("0", "0"),
        ("-0", "0"),
        ("-3.5", "-3.5"),
        ("1280.6", "1280.6"),
        ("0.1", "0.1"),
        ("0.10000000000000001", "0.1"),
        ("12.300000000000001", "12.3"),
        ("0.30000000000000004", "0.3"),
        ("1.4999999999999999E-2", "0.015"),
        ("1E3", "1000"),
        ("1.2345678901234E13", "12345678901234"),
        ("12345678901234567", "12345678901234600"),
        (" 7 ", "7"),
        (".5", "0.5"),
    ],
)
def test_a_number_is_exactly_what_excel_shows(raw: str, text: str) -> None:
    assert cell_of(f'<c r="A1"><v>{raw}</v></c>') == Cell("number", Decimal(text), text)


@pytest.mark.parametrize("raw", ["nan", "inf", "1_000", "١٢", "0x10", "1,5", "1E999", "--1"])
def test_a_number_no_spreadsheet_writes_stays_text(raw: str) -> None:
    assert cell_of(f'<c r="A1"><v>{raw}</v></c>') == Cell("text", raw, raw)


@pytest.mark.parametrize(
    ("xml", "cell"),
    [
        ('<c r="A1"><f>1+1</f></c>', Cell("formula_empty", None, "", True)),
        ('<c r="A1"><f>1+1</f><v></v></c>', Cell("formula_empty", None, "", True)),
        ('<c r="A1"><f t="shared" si="0"/></c>', Cell("formula_empty", None, "", True)),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', Cell("number", Decimal(2), "2", True)),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', Cell("text", "", "", True)),
        ('<c r="A1" t="str"><f>B1</f><v>Ош</v></c>', Cell("text", "Ош", "Ош", True)),
        ('<c r="A1" t="b"><v>1</v></c>', Cell("bool", True, "TRUE")),
        ('<c r="A1" t="b"><f>FALSE()</f><v>0</v></c>', Cell("bool", False, "FALSE", True)),
        ('<c r="A1" t="e"><v>#N/A</v></c>', Cell("error", "#N/A", "#N/A")),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', Cell("error", "#DIV/0!", "#DIV/0!", True)),
        ('<c r="A1" t="d"><v>2026-06-30</v></c>', Cell("date", date(2026, 6, 30), "30.06.2026")),
        ('<c r="A1" t="d"><v>2026-06-30T14:30:00.000Z</v></c>', Cell("date", date(2026, 6, 30), "30.06.2026 14:30")),
        ('<c r="A1" t="d"><v>soon</v></c>', Cell("text", "soon", "soon")),
        ('<c r="A1" t="inlineStr"><is><t>Ош</t></is></c>', Cell("text", "Ош", "Ош")),
        (
            '<c r="A1" t="inlineStr"><is><r><t>К</t></r><r><rPr><b/></rPr><t>Г</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
            Cell("text", "КГ", "КГ"),
        ),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve">  a \n b </t></is></c>', Cell("text", "  a \n b ", "  a \n b ")),
        ('<c r="A1" t="str"><v>a_x000D__x005F_b</v></c>', Cell("text", "a\r_b", "a\r_b")),
        ('<c r="A1"><v><![CDATA[4]]>2</v></c>', Cell("number", Decimal(42), "42")),
    ],
)
def test_each_kind_of_cell_says_what_it_is(xml: str, cell: Cell) -> None:
    assert cell_of(xml) == cell


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="A1"/>',
        '<c r="A1" s="1"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="str"><v/></c>',
        '<c r="A1" t="inlineStr"><is/></c>',
        '<c r="A1" t="s"><v/></c>',
    ],
)
def test_a_cell_without_content_is_no_cell(xml: str) -> None:
    assert cell_of(xml) is None


def test_shared_strings_are_joined_from_runs_without_phonetic_guides() -> None:
    runs = "<r><t>Кара-</t></r><r><t xml:space='preserve'>Суу </t></r><rPh sb='0' eb='1'><t>x</t></rPh>"
    strings = f"<si><t>Өзгөн</t></si><si>{runs}</si><si><t/></si>"
    cells = cells_of('<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>2</v></c></row>', strings=strings)
    assert {place: cell.text for place, cell in cells.items()} == {(1, 1): "Кара-Суу ", (1, 2): "Өзгөн"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", "number"),
        ("0.00", "number"),
        ("# ##0", "number"),
        ("0.00E+00", "number"),
        ('0" %"', "number"),
        ('#,##0 "сом в год"', "number"),
        (r"0\d", "number"),
        ("[Red]0", "number"),
        ("[$KGS] 0", "number"),
        ("@", "number"),
        ('0;-0;"day"', "number"),
        ("0%", "percent"),
        ("0.0 %;[Red]-0.0 %", "percent"),
        ("dd.mm.yyyy", "date"),
        ("[$-419]mmmm yyyy;@", "date"),
        ("mmm", "date"),
        ("yyyy-mm-dd hh:mm", "date"),
        ("hh:mm", "time"),
        ("mm:ss.0", "time"),
        ("[h]:mm", "time"),
        ("h:mm AM/PM", "time"),
        ("[Blue]hh:mm", "time"),
    ],
)
def test_a_number_format_says_what_its_number_is(code: str, expected: str) -> None:
    assert meaning(code) == expected


@pytest.mark.parametrize(
    ("raw", "code", "cell"),
    [
        ("0.125", "0%", Cell("number", Decimal("0.125"), "12.5%", percent=True)),
        ("1", "0.00%", Cell("number", Decimal(1), "100%", percent=True)),
        ("46203", "dd.mm.yyyy", Cell("date", date(2026, 6, 30), "30.06.2026")),
        ("46203.604166666664", "dd.mm.yyyy hh:mm", Cell("date", date(2026, 6, 30), "30.06.2026 14:30")),
        ("0.3125", "hh:mm", Cell("time", Decimal("0.3125"), "07:30")),
        ("1.5", "[h]:mm", Cell("time", Decimal("1.5"), "36:00")),
        ("0", "dd.mm.yyyy", Cell("number", Decimal(0), "0")),
        ("-1", "dd.mm.yyyy", Cell("number", Decimal(-1), "-1")),
        ("3000000", "dd.mm.yyyy", Cell("number", Decimal(3000000), "3000000")),
    ],
)
def test_the_format_of_a_cell_decides_what_its_number_says(raw: str, code: str, cell: Cell) -> None:
    assert cell_of(f'<c r="A1" s="1"><v>{raw}</v></c>', styles=style_of(code)) == cell


@pytest.mark.parametrize(
    ("number", "kind"), [(9, "number"), (14, "date"), (17, "date"), (20, "time"), (22, "date"), (46, "time"), (49, "number")]
)
def test_formats_that_are_only_numbered_are_known(number: int, kind: str) -> None:
    cell = cell_of('<c r="A1" s="0"><v>1.5</v></c>', styles=f'<cellXfs><xf numFmtId="{number}"/></cellXfs>')
    assert cell is not None
    assert (cell.kind, cell.percent) == (kind, number == 9)


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("60", date(1900, 2, 28)),
        ("61", date(1900, 3, 1)),
        ("2958465", date(9999, 12, 31)),
    ],
)
def test_days_count_from_1900_past_the_leap_day_that_never_was(serial: str, day: date) -> None:
    assert number_cell(serial, "date", False, False).value == day


@pytest.mark.parametrize(("serial", "day"), [("0", date(1904, 1, 1)), ("44741", date(2026, 6, 30))])
def test_days_count_from_1904_in_files_of_old_macs(serial: str, day: date) -> None:
    data = hand_made(
        f'<sheetData><row><c s="1"><v>{serial}</v></c></row></sheetData>',
        styles=style_of("dd.mm.yyyy"),
        workbook='<workbookPr date1904="1"/>',
    )
    book = opened(data)
    assert book.date1904
    assert book.sheets[0].cells[1, 1].value == day


@pytest.mark.parametrize("style", ["9", "-1"])
def test_a_style_the_file_does_not_have_is_plain(style: str) -> None:
    assert cell_of(f'<c r="A1" s="{style}"><v>1</v></c>', styles=style_of("0%")) == Cell("number", Decimal(1), "1")


def test_plain_numbers_have_no_exponent_and_no_needless_zeros() -> None:
    assert [plain(Decimal(text)) for text in ("1E+3", "1.50", "-0.0", "0.0010")] == ["1000", "1.5", "0", "0.001"]


@pytest.mark.parametrize(
    ("stored", "text"), [("_xD83D__xDE00_", "😀"), ("a_xD800_b", "a�b"), ("_x0000_", "�"), ("_x41_", "_x41_"), ("_x0041_", "A")]
)
def test_escaped_characters_are_undone_and_what_cannot_be_stored_is_replaced(stored: str, text: str) -> None:
    assert cell_of(f'<c r="A1" t="str"><v>{stored}</v></c>') == Cell("text", text, text)
