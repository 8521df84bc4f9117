"""What is turned away before anything is read, and why."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from openpyxl import Workbook

from nap.facts import Finding
from nap.returns import gate
from nap.returns.reader import open_book
from tests.conftest import SAMPLES
from tests.returns.reader_files import WORKBOOK_TYPE, hand_made, hand_parts, refused, saved, unzipped, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "case"),
    [
        (b"", "empty"),
        (b" \r\n\0", "empty"),
        ("Показатель;Регион;Всего\n2.1;Ош;12".encode("cp1251"), "csv"),
        ("indicator,region\n2.1,Өзгөн".encode(), "csv"),
        ("a\tb".encode("utf-16"), "csv"),
        (b"<html><table><tr><td>1", "html"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "xml"),
        (b"%PDF-1.7\n\0\0", "pdf"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (b"\x09\x08\x10\x00\x00\x06", "xls"),
        (OLE, "other"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"\0\0\0\x18ftypheic\0\0", "picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
        (b"Rar!\x1a\x07\0", "zip"),
        (b"{\\rtf1\\ansi", "word"),
        (OLE + "WordDocument".encode("utf-16-le"), "word"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "presentation"),
        ("Көрсөткүч\tАймак".encode("utf-16-le"), "csv"),
        (b"\xca\xfe\xba\xbe\0\0\0\x02\1\1", "other"),
        (b"PK\x05\x06" + bytes(18), "zip"),
    ],
)
def test_a_file_that_is_no_archive_is_named_by_its_kind(data: bytes, case: str) -> None:
    assert refused(data) == ("not-a-workbook", case)


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_a_genuine_file_of_another_kind_is_named(kind: str) -> None:
    assert refused((SAMPLES / f"libreoffice.{kind}").read_bytes()) == ("not-a-workbook", kind)


@pytest.mark.parametrize(
    ("content_type", "case"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "word"),
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "presentation"),
        ("text/plain", "zip"),
    ],
)
def test_another_office_file_is_named_by_its_content_type(content_type: str, case: str) -> None:
    assert refused(zipped({"[Content_Types].xml": f'<Types ContentType="{content_type}"/>'})) == ("not-a-workbook", case)


def test_an_archive_without_content_types_is_a_zip() -> None:
    assert refused(zipped({"table.csv": "1,2"})) == ("not-a-workbook", "zip")


def test_a_file_with_a_password_is_protected_not_foreign() -> None:
    assert refused(OLE + "EncryptedPackage".encode("utf-16-le")) == ("file-protected", "password")


def test_an_encrypted_archive_is_protected() -> None:
    data = bytearray(hand_made(""))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert refused(bytes(data)) == ("file-protected", "zip")


def test_too_many_bytes_are_refused_with_size_and_limit() -> None:
    finding = open_book(b"PK\x03\x04" + bytes(gate.ZIPPED_LIMIT))
    assert isinstance(finding, Finding)
    assert (finding.code, finding.case) == ("file-too-large", "zipped")
    assert dict(finding.facts) == {"size": gate.ZIPPED_LIMIT + 4, "limit": gate.ZIPPED_LIMIT}


def test_what_comes_out_is_counted_over_all_parts() -> None:
    half = bytes(gate.INFLATED_LIMIT // 2)
    assert refused(zipped({**hand_parts(""), "xl/a.bin": half, "xl/b.bin": half + b"1"})) == ("file-too-large", "inflated")


def test_a_small_declared_size_is_not_believed() -> None:
    data = bytearray(zipped({**hand_parts(""), "xl/a.bin": bytes(gate.INFLATED_LIMIT + 1)}))
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 24, 10)
    assert refused(bytes(data)) == ("file-unreadable", "zip")


@pytest.mark.parametrize("name", ["../evil.xml", "xl/../../evil.xml", "C:/evil.xml", "//evil.xml", "xl/\x07.xml"])
def test_a_part_that_points_outside_is_refused(name: str) -> None:
    assert refused(zipped({**hand_parts(""), name: "x"})) == ("file-unreadable", "bad-name")


def test_two_parts_of_one_name_are_refused_because_readers_would_differ() -> None:
    assert refused(zipped({**hand_parts(""), "XL/Workbook.xml": "x"})) == ("file-unreadable", "duplicate-part")


def test_too_many_parts_are_refused_with_their_number() -> None:
    finding = open_book(zipped({f"part{number}": "" for number in range(gate.PARTS_LIMIT + 1)}))
    assert isinstance(finding, Finding)
    assert finding.case == "too-many-parts"
    assert dict(finding.facts) == {"count": gate.PARTS_LIMIT + 1, "limit": gate.PARTS_LIMIT}


@pytest.mark.parametrize(
    "extra",
    [
        {"xl/vbaProject.bin": b"x"},
        {"xl/macrosheets/sheet1.xml": "<x/>"},
        {"[Content_Types].xml": '<Types ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'},
        {"[Content_Types].xml": f'<Types a="{WORKBOOK_TYPE}" b="application/vnd.ms-office.vbaProject"/>'},
        {"[Content_Types].xml": '<Types a="application/vnd.ms-excel.template.macroEnabled.main+xml"/>'.encode("utf-16")},
    ],
)
def test_macros_are_refused_wherever_they_show(extra: dict[str, str | bytes]) -> None:
    assert refused(zipped({**hand_parts(""), **extra})) == ("file-has-macros", "")


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_no_workbook_uses_is_refused(compression: int) -> None:
    assert refused(zipped(hand_parts(""), compression)) == ("file-unreadable", "zip")


def test_a_cut_off_file_is_unreadable() -> None:
    data = saved(Workbook())
    assert refused(data[: len(data) // 2]) == ("file-unreadable", "zip")


def test_a_damaged_part_is_unreadable_and_named() -> None:
    data = bytearray(zipped(hand_parts("<sheetData/>"), zipfile.ZIP_STORED))
    data[data.index(b"<sheetData/>") + 3] ^= 1
    finding = open_book(bytes(data))
    assert isinstance(finding, Finding)
    assert (finding.code, finding.case, dict(finding.facts)["part"]) == ("file-unreadable", "zip", "xl/worksheets/sheet1.xml")


def test_cut_off_xml_is_unreadable_and_the_part_is_named() -> None:
    parts = hand_parts("")
    parts["xl/worksheets/sheet1.xml"] = '<worksheet xmlns="x"><sheetData><row><c r="A1"><v>1'
    finding = open_book(zipped(parts))
    assert isinstance(finding, Finding)
    assert (finding.code, finding.case) == ("file-unreadable", "xml")
    assert dict(finding.facts) == {"part": "xl/worksheets/sheet1.xml"}


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"]
)
@pytest.mark.parametrize(
    "declaration",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://a/b">',
    ],
)
def test_entities_are_refused_in_every_part(part: str, declaration: str) -> None:
    parts = hand_parts("")
    parts[part] = f'<?xml version="1.0"?>{declaration}<x>&l9;&e;</x>'
    assert refused(zipped(parts)) == ("file-unreadable", "entities")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_missing_part_is_named(part: str) -> None:
    parts = hand_parts("")
    del parts[part]
    finding = open_book(zipped(parts))
    assert isinstance(finding, Finding)
    assert (finding.case, dict(finding.facts)) == ("missing-part", {"part": part})


def test_a_good_file_passes_with_every_part_inflated() -> None:
    data = saved(Workbook())
    package = gate.enter(data)
    assert isinstance(package, gate.Package)
    assert dict(package.parts) == unzipped(data)


def test_backslashes_and_leading_slashes_in_part_names_are_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in hand_parts("").items():
            entry = zipfile.ZipInfo(name)
            entry.filename = name.replace("/", "\\") if name.startswith("xl") else f"/{name}"
            archive.writestr(entry, content)
    assert set(gate.enter(buffer.getvalue()).parts) == set(hand_parts(""))  # type: ignore[union-attr]
