"""Personal data are found in every part of a file, told by place, never by content; what only looks like them is not."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from nap.facts import Finding
from nap.returns.personal import NamedPattern, PersonalHit, scan, tidy
from tests.returns.reader_files import MAIN, hand_made, hand_parts, saved, zipped

PIN = NamedPattern("pin", r"\b[12]\d{13}\b", "block")
PHONE = NamedPattern("phone", r"(?:\+?996|0)[\s-]?\d{3}[\s-]?\d{2,3}[\s-]?\d{2,3}", "block")
NAME = NamedPattern("name", r"\w+ уулу", "ask")
PATTERNS = (PIN, PHONE, NAME)
SECRET = "0700 123 456"


def hits_in(data: bytes) -> tuple[PersonalHit, ...]:
    hits = scan(data, PATTERNS)
    assert not isinstance(hits, Finding), hits
    return hits


def places_in(data: bytes) -> list[tuple[str | None, str | None, str]]:
    return [(hit.sheet, hit.cell, hit.pattern) for hit in hits_in(data)]


def in_cell(value: object) -> list[tuple[str | None, str | None, str]]:
    workbook = Workbook()
    workbook.active["B3"] = value
    return places_in(saved(workbook))


@pytest.mark.parametrize(
    "value",
    [
        "12345678901234",
        "ПИН12345678901234",
        "PIN: 21503199012345.",
        12345678901234,
        12345678901234.0,
        "１２３４５６７８９０１２３４",
        "123456\u200b78901234",
    ],
)
def test_a_pin_is_found_as_text_and_as_number(value: object) -> None:
    assert in_cell(value) == [("Sheet", "B3", "pin")]


@pytest.mark.parametrize("raw", ["1.2345678901234E13", "12345678901234", "1.2345678901234E+13", "12345678901234.0"])
def test_a_pin_is_found_however_the_number_is_stored(raw: str) -> None:
    assert places_in(hand_made(f"<sheetData><row><c/><c><v>{raw}</v></c></row></sheetData>")) == [("Data", "B1", "pin")]


@pytest.mark.parametrize(
    "value",
    [
        SECRET,
        "+996 700 12-34-56",
        "тел.0700123456",
        "0700–123–456",
        "0700\u00a0123\u00a0456",
        996700123456,
        "call (0700123456)",
        "+996 (700) 12-34-56",
        "0(700)123456",
        "0700.12.34.56",
        "+996.700.12.34.56",
        "0700.\u00a012.\u00a034.\u00a056",
        "0700  12  34  56",
        "0700/12/34/56",
    ],
)
def test_a_telephone_is_found(value: object) -> None:
    assert in_cell(value) == [("Sheet", "B3", "phone")]


@pytest.mark.parametrize(
    "value",
    [
        41705236000000,
        "41705236000000",
        "41705236",
        "41700000000000",
        4170523600000012,
        100000000,
        2500000000,
        "10 000 000 000",
        30000000000000,
        0.0123456789012,
        "3,0700123456",
        12345678.901234,
        "2026-06-30",
        "30.06.2026",
        "01.02.2026-10.03.2026",
        "10.000.000.000",
        "0.1234567",
        "2024/2025/2026",
        datetime.datetime(2026, 6, 30, 14, 30),
        "{00000000-0001",
        "123456789012345",
    ],
)
def test_what_only_looks_like_it_is_no_hit(value: object) -> None:
    expected = [("Sheet", "B3", "phone")] if value == "{00000000-0001" else []
    assert in_cell(value) == expected


def test_a_very_long_row_of_digits_is_searched_in_a_moment() -> None:
    assert scan(b"9" * 1_000_000, (PIN, PHONE)) == ()


def test_a_number_spelt_with_the_workbooks_own_escapes_is_found() -> None:
    inside = "<sheetData><row><c t='inlineStr'><is><t>_x0031_2345678901234</t></is></c></row></sheetData>"
    assert places_in(hand_made(inside)) == [("Data", "A1", "pin")]


def test_the_comment_of_the_archive_itself_is_searched() -> None:
    buffer = io.BytesIO(hand_made("<sheetData/>"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = f"call {SECRET}".encode()
    assert [hit.pattern for hit in hits_in(buffer.getvalue())] == ["phone"]


def test_archives_packed_deeper_than_anybody_looks_refuse_the_file() -> None:
    inner = zipped({"a.txt": SECRET})
    for _ in range(3):
        inner = zipped({"inner.zip": inner})
    found = scan(zipped({**hand_parts("<sheetData/>"), "xl/embeddings/a.bin": inner}), PATTERNS)
    assert isinstance(found, Finding)
    assert found.code == "file-unreadable"


def comment_book() -> bytes:
    workbook = Workbook()
    workbook.active["A1"].comment = Comment(f"call {SECRET}", "0700 999 999")
    return saved(workbook)


def test_a_comment_is_searched_but_not_its_author() -> None:
    assert [(hit.part, hit.pattern) for hit in hits_in(comment_book())] == [("xl/comments/comment1.xml", "phone")]


def hide(workbook: Workbook, place: str) -> None:
    """Put the secret there."""
    sheet = workbook.active
    match place:
        case "header":
            sheet.oddHeader.center.text = SECRET
        case "validation":
            sheet.add_data_validation(DataValidation(type="whole", prompt=SECRET, sqref="A1"))
        case "sheet name":
            sheet.title = SECRET
        case "link":
            sheet["A1"].hyperlink = "tel:+996700123456"
        case "formula":
            sheet["A1"] = f'="{SECRET}"'


def hide_in_workbook(workbook: Workbook, place: str) -> None:
    """As `hide`, for places of the whole workbook."""
    match place:
        case "defined name":
            workbook.defined_names["call"] = DefinedName("call", attr_text=f'"{SECRET}"')
        case "custom property":
            workbook.custom_doc_props.append(StringProperty(name="call", value=SECRET))
        case "title":
            workbook.properties.title = SECRET


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("header", "xl/worksheets/sheet1.xml"),
        ("validation", "xl/worksheets/sheet1.xml"),
        ("defined name", "xl/workbook.xml"),
        ("custom property", "docProps/custom.xml"),
        ("title", "docProps/core.xml"),
        ("sheet name", "xl/workbook.xml"),
        ("link", "xl/worksheets/_rels/sheet1.xml.rels"),
        ("formula", "xl/worksheets/sheet1.xml"),
    ],
)
def test_every_hiding_place_is_searched(place: str, part: str) -> None:
    workbook = Workbook()
    hide(workbook, place)
    hide_in_workbook(workbook, place)
    assert part in [hit.part for hit in hits_in(saved(workbook))]


INNER = zipped({"word/document.xml": "<w><p><r><t>0700 123</t></r><r><rPr><b/></rPr><t> 456</t></r></p></w>"})


@pytest.mark.parametrize(
    ("part", "content", "where"),
    [
        ("xl/threadedComments/threadedComment1.xml", f"<a><threadedComment><text>{SECRET}</text></threadedComment></a>", ""),
        ("xl/drawings/drawing1.xml", "<a:p xmlns:a='a'><a:r><a:t>0700 12</a:t></a:r><a:r><a:t>3 456</a:t></a:r></a:p>", ""),
        ("xl/drawings/vmlDrawing1.vml", f"<xml><br><font>{SECRET}</font></xml>", ""),
        ("xl/pivotCache/pivotCacheRecords1.xml", f'<r><s v="{SECRET}"/></r>', ""),
        ("xl/tables/table1.xml", f'<table><tableColumn name="{SECRET}"/></table>', ""),
        ("notes.txt", f"line\n{SECRET}", ""),
        ("broken.xml", f"<a>{SECRET}", ""),
        ("xl/embeddings/letter.docx", INNER, "!word/document.xml"),
    ],
)
def test_parts_the_reading_ignores_are_searched(part: str, content: str | bytes, where: str) -> None:
    assert hits_in(zipped({**hand_parts(""), part: content})) == (PersonalHit(part + where, None, None, "phone", "block"),)


def properties(**texts: str) -> Mapping[str, str | bytes]:
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in texts.items())
    return {
        **hand_parts(""),
        "docProps/core.xml": f"<p>{inner}</p>",
        "xl/persons/person.xml": '<p><person displayName="x" name="0700 999 999"/></p>',
    }


def test_who_wrote_and_last_saved_the_file_is_never_a_finding() -> None:
    assert hits_in(zipped(properties(creator="Асан уулу", lastModifiedBy=SECRET))) == ()
    assert [hit.pattern for hit in hits_in(zipped(properties(creator="x", subject="Асан уулу")))] == ["name"]


def test_shared_text_is_told_by_every_cell_that_shows_it() -> None:
    sheet = '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row></sheetData>'
    strings = f"<si><r><t>0700 12</t></r><r><t>3 456</t></r></si><si><t>{SECRET}</t></si>"
    hits = hits_in(hand_made(sheet, strings=strings))
    assert [(hit.part, hit.cell) for hit in hits] == [
        ("xl/worksheets/sheet1.xml", "A1"),
        ("xl/worksheets/sheet1.xml", "B1"),
        ("xl/sharedStrings.xml", None),
    ]


def test_a_hit_never_holds_what_was_found() -> None:
    workbook = Workbook()
    workbook.active.append([SECRET, "21503199012345", "Асан уулу"])
    hits = hits_in(saved(workbook))
    assert [hit.level for hit in hits] == ["block", "block", "ask"]
    assert not any(secret in repr(hits) for secret in (SECRET, "21503199012345", "Асан"))


def test_cells_beyond_the_limits_of_reading_are_searched_too() -> None:
    assert places_in(hand_made(f'<sheetData><row><c r="XFD1048576" t="str"><v>{SECRET}</v></c></row></sheetData>')) == [
        ("Data", "XFD1048576", "phone")
    ]


@pytest.mark.parametrize(
    "data", [f"name;phone\nx;{SECRET}".encode("cp1251"), f"<html><td>{SECRET}</td>".encode(), f"a\t{SECRET}".encode("utf-16")]
)
def test_a_table_saved_as_text_is_searched(data: bytes) -> None:
    assert [hit.pattern for hit in hits_in(data)] == ["phone"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-workbook"),
        (b"%PDF-1.7 text", "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file-protected"),
        (hand_made("")[:300], "file-unreadable"),
        (zipped({**hand_parts(""), "xl/x.xml": "<!DOCTYPE x [<!ENTITY e '0700 123 456'>]><x>&e;</x>"}), "file-unreadable"),
    ],
)
def test_what_cannot_be_searched_is_said_never_passed_as_clean(data: bytes, code: str) -> None:
    finding = scan(data, PATTERNS)
    assert isinstance(finding, Finding)
    assert finding.code == code


def test_hits_found_before_a_damaged_part_are_told() -> None:
    parts = hand_parts(f'<sheetData><row><c t="str"><v>{SECRET}</v></c></row></sheetData>')
    assert places_in(zipped({**parts, "zz.xml": "<!DOCTYPE x><x/>"})) == [("Data", "A1", "phone")]


def test_text_is_made_plain_before_it_is_searched() -> None:
    assert tidy("０７００\u00a01\u00ad2–3\u200b4") == "0700 12-34"


def test_the_strict_namespace_does_not_hide_a_cell() -> None:
    parts = hand_parts(f'<sheetData><row><c t="inlineStr"><is><t>{SECRET}</t></is></c></row></sheetData>')
    strict = {
        name: str(content).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main") for name, content in parts.items()
    }
    assert places_in(zipped(strict)) == [("Data", "A1", "phone")]
