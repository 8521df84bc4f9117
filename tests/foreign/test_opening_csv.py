"""Tables saved as text: separator, letters and numbers are told by what stands in them, or stay text."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from nap.facts import Finding
from nap.foreign.csv_reading import SHEET
from nap.foreign.opening import Opened
from nap.returns.book import Cell
from nap.returns.gate import ZIPPED_LIMIT
from tests.foreign.opening_files import case_of, cells_of, opened_here

TABLE = "Аймак;2022;2023\nӨзгөн;1 234,5;-3,25\nОш;12,5%;…\n"
SHOWN = {
    "A1": "Аймак",
    "B1": "2022",
    "C1": "2023",
    "A2": "Өзгөн",
    "B2": "1234.5",
    "C2": "-3.25",
    "A3": "Ош",
    "B3": "12.5%",
    "C3": "…",
}


def shown(data: bytes) -> dict[str, str]:
    return {place: cell.text for place, cell in cells_of(data).items()}


def numbers(text: str) -> dict[str, Decimal]:
    return {place: cell.value for place, cell in cells_of(text.encode()).items() if isinstance(cell.value, Decimal)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_letters_are_read_in_every_encoding_that_has_them(encoding: str) -> None:
    data = (b"\xfe\xff" if encoding == "utf-16-be" else b"") + TABLE.encode(encoding)
    found = opened_here(data)
    assert isinstance(found, Opened)
    assert found.remarks == ()
    assert shown(data) == SHOWN


def test_russian_in_windows_cyrillic_is_read_and_nothing_is_said_of_it() -> None:
    found = opened_here("Область;Всего?\nОш;1,5\n".encode("cp1251"))
    assert isinstance(found, Opened)
    assert found.remarks == ()
    assert found.book.sheets[0].cells[1, 1].text == "Область"


def test_utf_8_with_a_damaged_letter_stays_utf_8_and_says_so() -> None:
    data = bytearray(("Область;2022\n" * 9).encode())
    data[3] = 0xFF
    found = opened_here(bytes(data))
    assert isinstance(found, Opened)
    assert found.book.sheets[0].cells[2, 1].text == "Область"
    assert [each.code for each in found.remarks] == ["letters-lost"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separator_and_line_ends_are_found(separator: str, end: str) -> None:
    rows = [["Table 1; by sex", "", ""], ["", "2022", "2023"], ['The "Region", A', "1", "2.5"], ["two\nlines", "3", "4"]]
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    wanted = {"A1": "Table 1; by sex", "B2": "2022", "C2": "2023", "A3": 'The "Region", A', "B3": "1", "C3": "2.5"}
    assert shown(out.getvalue().encode()) == {**wanted, "A4": "two\nlines", "B4": "3", "C4": "4"}


def test_commas_of_decimals_are_not_taken_for_separators() -> None:
    assert numbers("Доля, в процентах\nОш;12,3;13,4\nНарын;14,5;15,6\n") == {
        "B2": Decimal("12.3"),
        "C2": Decimal("13.4"),
        "B3": Decimal("14.5"),
        "C3": Decimal("15.6"),
    }


def test_a_first_line_that_names_the_separator_is_no_row() -> None:
    assert shown(b"sep=|\r\na,b|1\r\n") == {"A1": "a,b", "B1": "1"}


def test_rows_may_be_ragged_and_empty() -> None:
    assert shown(b"\n\na;b;c;d\n;;\ne\n;;f\n\x1a") == {"A3": "a", "B3": "b", "C3": "c", "D3": "d", "A5": "e", "C6": "f"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1,234;1,5", {"A1": Decimal("1.234"), "B1": Decimal("1.5")}),
        ("1,234;x", {}),
        ("1.234;x", {}),
        ("1.234;1,5", {"B1": Decimal("1.5")}),
        ("1.234.567;1,5", {"B1": Decimal("1.5")}),
        ("1 234;x", {"A1": Decimal(1234)}),
        ("1 234 567,5;1,234", {"A1": Decimal("1234567.5"), "B1": Decimal("1.234")}),
        ("12.5;12,5", {}),
        ("12.5;x;0.125", {"A1": Decimal("12.5"), "C1": Decimal("0.125")}),
        ('1.5\t"1,234"', {"A1": Decimal("1.5")}),
        ("007;0", {"B1": Decimal(0)}),
        ("1e3;x", {}),
        ("1234567890123456;x", {}),
        ("−5;–6", {"A1": Decimal(-5), "B1": Decimal(-6)}),
        ("(12,3);12,3*;-;…;х", {}),
        ("30.06.2026;2026-06-30;2022/2023;1/2", {}),
        ("12,5 %;50%", {"A1": Decimal("0.125"), "B1": Decimal("0.5")}),
        ("nan;inf;1_000;١٢", {}),
    ],
)
def test_a_number_is_made_only_where_it_can_be_read_in_one_way(text: str, wanted: dict[str, Decimal]) -> None:
    assert numbers(text) == wanted


def test_what_is_no_number_stays_as_it_was_typed() -> None:
    assert cells_of("  Ош ;1,234*\nх;1,5".encode())["A1"] == Cell("text", "  Ош ", "  Ош ")
    assert cells_of("  Ош ;1,234*\nх;1,5".encode())["B1"] == Cell("text", "1,234*", "1,234*")


def test_the_few_codes_and_dates_do_not_decide_what_a_comma_means() -> None:
    many = "".join(f"{number},{number};" for number in range(1, 21))
    assert numbers(f"5.1;1,234;{many}")["B1"] == Decimal("1.234")
    assert "A1" not in numbers(f"5.1;1,234;{many}")


figures = st.decimals(-(10**6), 10**6, places=2)
labels = st.text(st.sampled_from('Өшab;,"\n 1.'), min_size=1, max_size=8).filter(
    lambda text: any(each.isalpha() for each in text)
)


@given(st.lists(st.tuples(labels, figures, figures), min_size=1, max_size=8))
def test_any_table_with_decimal_commas_is_read_back_the_same(rows: list[tuple[str, Decimal, Decimal]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Регион", "0,5", "1,25"])
    writer.writerows([label, *(f"{value:f}".replace(".", ",") for value in values)] for label, *values in rows)
    found = opened_here(out.getvalue().encode())
    assert isinstance(found, Opened)
    read = found.book.sheet(SHEET)
    assert read is not None
    table = [tuple(read.cells[number, column].value for column in (1, 2, 3)) for number in range(2, len(rows) + 2)]
    assert table == [(label.replace("\r", "\n"), *values) for label, *values in rows]


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (b'a;b\n1;2\n"never closed;3\n4;5\n', ("file-unreadable", "quote")),
        (b'"' * 200_001, ("file-unreadable", "quote")),
        (b'"a"b;1\n', ("file-unreadable", "quote")),
        (b"a" * 200_000, ("too-many-cells", "long-text")),
        (b"a;" + b"a" * 40_000, ("too-many-cells", "long-text")),
        (b"1;" * 301, ("too-many-cells", "outside")),
        (b"\n" * 200_000 + b"1", ("too-many-cells", "outside")),
        (b"a;b\n" + bytes(5), ("not-a-workbook", "other")),
        (b"1;2\n" * 3000 + b"\0;3\n", ("not-a-workbook", "other")),
        (b",\n" * (ZIPPED_LIMIT // 2 + 1), ("file-too-large", "zipped")),
    ],
)
def test_a_hostile_table_is_one_finding(data: bytes, finding: tuple[str, str]) -> None:
    assert case_of(opened_here(data)) == finding


def test_a_mark_without_its_partner_is_told_with_its_row() -> None:
    found = opened_here(b'a;b\n"two\nlines";2\n"never closed;3\n4;5\n')
    assert isinstance(found, Finding)
    assert dict(found.facts) == {"line": 3}


@pytest.mark.parametrize("data", [b"," * 1_000_000, b";;;\n" * 100_000, b" " * 9 + b"\t\n" + b"\t" * 400_000])
def test_a_million_empty_fields_are_no_cells(data: bytes) -> None:
    found = opened_here(data)
    assert isinstance(found, (Opened, Finding))
    assert not isinstance(found, Opened) or len(found.book.sheets[0].cells) <= 1


@given(st.binary(max_size=200))
def test_no_bytes_at_all_break_the_reading(data: bytes) -> None:
    assert isinstance(opened_here(b"a;1\n" + data), (Opened, Finding))
