"""Every kind of file of somebody else: the same cells, the same search for personal data, or one finding."""

from __future__ import annotations

import logging
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nap.facts import Finding
from nap.foreign import opening
from nap.foreign.opening import Opened, open_foreign
from nap.foreign.remark_texts import remark_text
from nap.foreign.xls_text import elsewhere
from nap.returns.book import Cell, Sheet
from nap.returns.personal import NamedPattern
from nap.returns.reader import open_book
from nap.returns.worker import Limits
from nap.settings import ROOT
from tests.conftest import SAMPLES
from tests.foreign.opening_files import case_of, cells_of, number, ods, opened_here, records, row, table, words
from tests.returns.reader_files import zipped

PHONE = NamedPattern("phone", r"0\d{3} \d{3} \d{3}", "block")
MAIL = NamedPattern("mail", r"\w+@\w+", "ask")
ENDLESS = NamedPattern("endless", r"(a|a?)+$", "block")


def sample(kind: str) -> bytes:
    return (SAMPLES / f"libreoffice.{kind}").read_bytes()


def without_formulas(sheet: Sheet) -> dict[tuple[int, int], Cell]:
    return {at: cell._replace(formula=False) for at, cell in sheet.cells.items()}


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (b"", ("not-a-workbook", "empty")),
        (b"%PDF-1.7\n", ("not-a-workbook", "pdf")),
        (b"<html><table><tr><td>1", ("not-a-workbook", "html")),
        (b"\x89PNG\r\n\x1a\n\0\0", ("not-a-workbook", "picture")),
        (b"PK\x03\x04" + bytes(30), ("file-unreadable", "zip")),
        (sample("ods")[:900], ("file-unreadable", "zip")),
        (sample("xls")[:512] + bytes(512) + sample("xls")[1024:], ("file-unreadable", "zip")),
        (zipped({"mimetype": "application/epub+zip"}), ("not-a-workbook", "zip")),
        (ods("", mime="application/vnd.oasis.opendocument.text"), ("not-a-workbook", "word")),
        (ods("", mime="application/vnd.oasis.opendocument.presentation"), ("not-a-workbook", "presentation")),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), ("file-unreadable", "missing-part")),
        (
            zipped({"[Content_Types].xml": "<a b='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/>"}),
            ("not-a-workbook", "xlsb"),
        ),
        (ods(table(row(number())), **{"Basic__Standard__Module1_xml": "<a/>"}), ("file-has-macros", "")),
        (ods("<table:dde-links><table:dde-link/></table:dde-links>"), ("file-has-macros", "live-link")),
        (ods(table(row(number())), **{"META-INF__manifest_xml": "<a><encryption-data/></a>"}), ("file-protected", "password")),
        (ods(table() + table()), ("file-unreadable", "sheet-twice")),
        (records((0x809, bytes(16)), (0x2F, bytes(6))), ("file-protected", "password")),
        (records((0x809, bytes(16)), (0x85, b"\0\0\0\0\0\1\1\0A")), ("file-has-macros", "")),
        (records((0x809, bytes(16)), (0x1AE, b"\0\0\7\0\0Excel\3x")), ("file-has-macros", "live-link")),
        (b'a;b\n"1;2\n', ("file-unreadable", "quote")),
        (b"a;b\n1;\0\n", ("not-a-workbook", "other")),
    ],
)
def test_what_cannot_be_opened_is_one_finding(data: bytes, finding: tuple[str, str]) -> None:
    assert case_of(opened_here(data)) == finding


def test_a_file_that_is_too_large_is_told_its_size() -> None:
    found = open_foreign(b";" * (opening.LIMITS.memory // 200), ())
    assert case_of(found) == ("file-too-large", "zipped")


def test_a_search_that_never_ends_is_ended() -> None:
    found = open_foreign(b"x\n" + b"a" * 60 + b"!", [ENDLESS], Limits(seconds=1))
    assert case_of(found) == ("file-unreadable", "timeout")


def test_a_failure_of_ours_is_a_finding_with_a_reference(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failing = (
        "import sys; sys.path.insert(0, sys.argv[1]); from nap.returns.worker_process import serve; serve(lambda q, d: 1 / 0)"
    )
    monkeypatch.setattr(opening, "_START", failing)
    with caplog.at_level(logging.ERROR):
        found = open_foreign(b"secret;2", ())
    assert case_of(found) == ("unexpected-failure", "")
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in caplog.text


def test_an_answer_that_is_none_makes_the_file_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_START", "import sys, marshal; sys.stdout.buffer.write(marshal.dumps(('opened', 1)))")
    assert case_of(open_foreign(b"1;2", ())) == ("file-unreadable", "crash")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_each_kind_gives_the_same_workbook(kind: str) -> None:
    found, wanted = open_foreign(sample(kind), ()), open_book(sample("xlsx"))
    assert isinstance(found, Opened)
    assert not isinstance(wanted, Finding)
    assert found.kind == kind
    assert [replace(sheet, cells={}) for sheet in found.book.sheets] == [replace(sheet, cells={}) for sheet in wanted.sheets]
    for ours, theirs in zip(found.book.sheets, wanted.sheets, strict=True):
        assert without_formulas(ours) == without_formulas(theirs)


def test_formulas_are_known_in_a_workbook_of_libreoffice() -> None:
    assert cells_of(sample("ods")) == {
        **cells_of(sample("ods")),
        **{at: cell for at, cell in cells_of(sample("xlsx")).items() if cell.formula},
    }


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("Тел.;0555 123 456\n".encode("cp1251"), ("csv", "B1")),
        (ods(table(row(words("<text:p>0555 <text:span>123 456</text:span></text:p>")))), ("A", "A1")),
        (ods(table(row(number(), words("<office:annotation><text:p>0555 123 456</text:p></office:annotation>")))), ("A", "B1")),
        (ods(table(row(words("", 'office:string-value="0555 123 456"')))), ("A", "A1")),
        (ods(table(), meta_xml="<a>0555 123 456</a>"), (None, None)),
        (sample("xls").replace(b"  spaces kept  ", b" 0555 123 456  "), ("Отчёт", "F2")),
        (sample("xls").replace(b"merged", b"a@b.kg"), ("Отчёт", "A7")),
    ],
)
def test_personal_data_are_found_wherever_they_stand(data: bytes, place: tuple[str | None, str | None]) -> None:
    found = opened_here(data, [PHONE, MAIL])
    assert isinstance(found, Opened)
    assert place in {(hit.sheet, hit.cell) for hit in found.personal}
    assert found.refused == any(hit.pattern == "phone" for hit in found.personal)
    assert {each.code for each in found.findings} == {"personal-data"}


def test_a_list_of_persons_is_found_in_a_table_saved_as_text() -> None:
    found = opened_here("№;ФИО\n1;а\n2;б\n3;в\n4;г\n".encode())
    assert isinstance(found, Opened)
    assert found.refused


def test_who_saved_an_old_workbook_is_not_searched_but_what_is_drawn_on_it_is() -> None:
    saved_by, head, pictures = (0x5C, b"Aigul"), (0x14, b"0555 123 456"), (0xEB, b"dots")
    stream = records(saved_by, head, (0x1B6, b"box"), (0x3C, b"its text"), pictures, (0x3C, b"more dots"))
    assert list(elsewhere(stream)) == [b"0555 123 456", b"box", b"its text"]


@pytest.mark.parametrize(
    "data",
    [
        ods(table(row(number(more="table:formula=\"of:=['file:///a/b.ods'#$A.A1]\"")))),
        ods(table(row(number(more='table:formula="of:=WEBSERVICE(&quot;http://a&quot;)"')))),
        ods(table("<table:table-source/>", row(number()))),
        ods(table(row(number())) + table(row(number()), name="'file:///a/b.ods'#A")),
    ],
)
def test_links_to_other_files_are_told_and_do_not_refuse(data: bytes) -> None:
    found = opened_here(data)
    assert isinstance(found, Opened)
    assert [sheet.name for sheet in found.book.sheets] == ["A"]
    assert {each.code for each in found.findings} == {"hidden-content"}
    assert not found.refused


def test_lists_of_macro_libraries_without_a_macro_are_none() -> None:
    parts = {"Basic__script-lc_xml": "<a/>", "Basic__Standard__script-lb_xml": "<a/>"}
    assert isinstance(opened_here(ods(table(row(number())), **parts)), Opened)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (number("12.300000000000001"), Cell("number", Decimal("12.3"), "12.3")),
        (number("0.125", kind="percentage"), Cell("number", Decimal("0.125"), "12.5%", percent=True)),
        (number("5", kind="currency"), Cell("number", Decimal(5), "5")),
        (number("nan"), Cell("text", "nan", "nan")),
        (words("<text:p>007</text:p>"), Cell("text", "007", "007")),
        (
            words("<text:p> a  b<text:s text:c='2'/><text:line-break/>c</text:p><text:p>d</text:p>"),
            Cell("text", " a b  \nc\nd", " a b  \nc\nd"),
        ),
        (words("<office:annotation><text:p>x</text:p></office:annotation><text:p>y</text:p>"), Cell("text", "y", "y")),
        (words("<text:p>#N/A</text:p>"), Cell("text", "#N/A", "#N/A")),
        (words("<text:p>Err:502</text:p>", 'table:formula="of:=1/0"'), Cell("error", "Err:502", "Err:502", True)),
        ('<table:table-cell table:formula="of:=A2"/>', Cell("formula_empty", None, "", True)),
        ('<table:table-cell table:formula="of:=A2"><text:p/></table:table-cell>', Cell("text", "", "", True)),
        (
            '<table:table-cell office:value-type="date" office:date-value="2026-06-30T14:30:00"/>',
            Cell("date", date(2026, 6, 30), "30.06.2026 14:30"),
        ),
        ('<table:table-cell office:value-type="time" office:time-value="PT36H00M00S"/>', Cell("time", Decimal("1.5"), "36:00")),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="false"/>', Cell("bool", False, "FALSE")),
    ],
)
def test_a_cell_of_libreoffice_says_what_its_writer_meant(cell: str, wanted: Cell) -> None:
    assert cells_of(ods(table(row(cell)))) == {"A1": wanted}


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_lost_letters_are_told_in_words(lang: str) -> None:
    found = opened_here("?зг?н;1\nОш;2".encode("cp1251"))
    assert isinstance(found, Opened)
    assert [(each.code, each.cells) for each in found.remarks] == [("letters-lost", ("A1",))]
    assert "A1" in remark_text(found.remarks[0], lang)


def test_the_worker_of_this_room_needs_no_installed_package_and_nothing_that_understands() -> None:
    loads = "import sys; sys.path.insert(0, sys.argv[1]); import nap.foreign.opening_process"
    asks = "print(sorted({'babel', 'yaml', 'nap.words', 'nap.foreign.understanding'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"{loads}; {asks}", str(ROOT)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
