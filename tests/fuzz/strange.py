"""Files that are only strange: how to make each (`READ`), and what must stand in A1 all the same."""

from __future__ import annotations

import io
import zipfile
from functools import partial

from tests.fuzz.hostile import ONE, SHEET, Make, as_bytes, lying, nested, row_of, sheet_of, spanned, with_parts
from tests.returns.reader_files import MAIN, hand_made, hand_parts, relations, zipped


def _deep() -> bytes:
    return sheet_of(ONE + "<a>" * 20_000 + "</a>" * 20_000)


def _utf16() -> bytes:
    return with_parts(
        {SHEET: f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}">{ONE}</worksheet>'.encode("utf-16")}
    )


def _commented() -> bytes:
    buffer = io.BytesIO(hand_made(ONE))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"a comment " * 100
    return buffer.getvalue()


def _zip64() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in hand_parts(ONE).items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(as_bytes(content))
    return buffer.getvalue()


class _OneWay(io.RawIOBase):
    """A stream that cannot go back: sizes then stand behind the data."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        self.written += bytes(piece)  # type: ignore[call-overload]
        return len(bytes(piece))  # type: ignore[call-overload]


def _sizes_behind() -> bytes:
    stream = _OneWay()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, content in hand_parts(ONE).items():
            archive.writestr(name, content)
    return bytes(stream.written)


def _symlink() -> bytes:
    buffer = io.BytesIO(hand_made(ONE))
    with zipfile.ZipFile(buffer, "a") as archive:
        entry = zipfile.ZipInfo("xl/passwd")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


def _styles() -> bytes:
    """65,000 styles, one of them with a number format of a megabyte that no pattern likes."""
    formats = f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 1_000_000}"/></numFmts>'
    styles = formats + "<cellXfs>" + '<xf numFmtId="0"/>' * 65_000 + '<xf numFmtId="200"/></cellXfs>'
    return sheet_of(row_of('<c r="A1" s="65000"><v>1</v></c>'), styles=styles)


def _million_texts() -> bytes:
    return sheet_of(ONE, strings="<si><t>a</t></si>" * 1_000_000)


READ: dict[str, tuple[Make, str]] = {
    "a piece of a spanned archive that is whole": (spanned, "1"),
    "compressed size too large": (partial(lying, 20, 0x7FFFFFFF), "1"),
    "deep elements": (_deep, "1"),
    "bytes behind the archive": (lambda: hand_made(ONE) + bytes(300), "1"),
    "a comment of the archive": (_commented, "1"),
    "zip64": (_zip64, "1"),
    "sizes behind the data": (_sizes_behind, "1"),
    "a link of the file system": (_symlink, "1"),
    "styles without end": (_styles, "1"),
    "a million tiny texts": (_million_texts, "1"),
    "all columns hidden, wider than the world": (
        partial(
            sheet_of,
            '<cols><col min="1" max="16384" hidden="1" width="1e9"/><col min="2" max="99999999" width="0"/></cols>' + ONE,
        ),
        "1",
    ),
    "a hundred thousand merges": (
        partial(sheet_of, ONE + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 120_000 + "</mergeCells>"),
        "1",
    ),
    "comments by the hundred thousand": (
        partial(with_parts, {"xl/comments1.xml": "<c>" + '<comment ref="A1"><text><t>a</t></text></comment>' * 100_000 + "</c>"}),
        "1",
    ),
    "no shared texts and no styles": (
        lambda: zipped({n: c for n, c in hand_parts(ONE).items() if "s.xml" not in n[-9:] or n.endswith(".rels")}),
        "1",
    ),
    "a sheet in UTF-16": (_utf16, "1"),
    "a sheet with a mark of its bytes": (partial(with_parts, {SHEET: b"\xef\xbb\xbf" + as_bytes(hand_parts(ONE)[SHEET])}), "1"),
    "a sheet in Windows Cyrillic": (
        partial(
            with_parts,
            {
                SHEET: (
                    f'<?xml version="1.0" encoding="windows-1251"?><worksheet xmlns="{MAIN}">'
                    + row_of('<c r="A1" t="inlineStr"><is><t>Ош</t></is></c>')
                    + "</worksheet>"
                ).encode("cp1251")
            },
        ),
        "Ош",
    ),
    "rows out of order": (
        partial(
            sheet_of, '<sheetData><row r="5"><c r="A5"><v>5</v></c></row><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        ),
        "1",
    ),
    "the same cell twice, the same": (partial(sheet_of, row_of('<c r="A1"><v>1</v></c><c r="A1"><v>1</v></c>')), "1"),
    "cells without addresses": (partial(sheet_of, "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"), "1"),
    "a number beyond all numbers": (partial(sheet_of, row_of('<c r="A1"><v>1e400</v></c>')), "1e400"),
    "a day beyond all days": (
        partial(
            sheet_of,
            row_of('<c r="A1" s="0"><v>99999999</v></c>'),
            styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
        ),
        "99999999",
    ),
    "a style that is not there": (partial(sheet_of, row_of('<c r="A1" s="999"><v>1</v></c>')), "1"),
    "a loop of relationships beside": (
        partial(
            with_parts, {"xl/worksheets/_rels/sheet1.xml.rels": relations(("rId1", "worksheet", "../worksheets/sheet1.xml"))}
        ),
        "1",
    ),
    "a file in the file, nine deep": (lambda: with_parts({"xl/embeddings/a.zip": nested(9)}), "1"),
}
