"""Files that somebody made to do harm, or that broke on their way: how to make each (`REFUSED`), and the finding it must get."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import partial

from openpyxl import Workbook

from tests.conftest import SAMPLES
from tests.returns.reader_files import MAIN, hand_made, hand_parts, relations, saved, zipped

Make = Callable[[], bytes]
Parts = dict[str, str | bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = "xl/worksheets/sheet1.xml"
ONE = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
LAUGHS = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION_LAUGHS = f"<!DOCTYPE x [{LAUGHS}]>"
QUADRATIC = f'<!DOCTYPE x [<!ENTITY q "{"x" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd">%p;]>'


def with_parts(extra: Mapping[str, str | bytes], sheet: str = ONE) -> bytes:
    return zipped({**hand_parts(sheet), **extra})


def _without(name: str) -> bytes:
    parts = hand_parts(ONE)
    del parts[name]
    return zipped(parts)


def sheet_of(inside: str, **parts: str) -> bytes:
    return hand_made(inside, **parts)


def row_of(cells: str, attributes: str = ' r="1"') -> str:
    return f"<sheetData><row{attributes}>{cells}</row></sheetData>"


def _declared(part: str, declaration: str, use: str = "") -> bytes:
    parts = hand_parts(ONE)
    parts[part] = f'<?xml version="1.0"?>{declaration}<x>{use}</x>'
    return zipped(parts)


def lying(field: int, value: int, mark: bytes = b"PK\x01\x02", padding: int = 4_000) -> bytes:
    """A part says another size than it has."""
    data = bytearray(with_parts({"xl/a.bin": b"1" * padding}))
    struct.pack_into("<L", data, data.rindex(mark) + field, value)
    return bytes(data)


def _raw_names(names: Mapping[str, bytes]) -> bytes:
    """An archive with names that zipfile itself would mend."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {**{n: as_bytes(c) for n, c in hand_parts(ONE).items()}, **names}.items():
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            archive.writestr(entry, content)
    return buffer.getvalue()


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _encrypted() -> bytes:
    data = bytearray(hand_made(ONE))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def _overlapping() -> bytes:
    """Every entry of the directory points at one and the same piece of the file."""
    data = bytearray(with_parts({f"xl/{number:03}.bin": b"1" * 100 for number in range(200)}))
    starts = [n for n in range(len(data)) if data.startswith(b"PK\x01\x02", n)]
    first = struct.unpack_from("<L", data, starts[-200] + 42)[0]
    for start in starts[-200:]:
        struct.pack_into("<L", data, start + 42, first)
    return bytes(data)


def spanned() -> bytes:
    data = bytearray(hand_made(ONE))
    struct.pack_into("<HH", data, data.rindex(b"PK\x05\x06") + 4, 3, 3)
    return bytes(data)


def nested(depth: int) -> bytes:
    content = b"the end"
    for number in range(depth):
        content = zipped({f"{number}.zip": content})
    return content


def _many_sheets(count: int, *, one_part: bool = False, one_name: bool = False) -> bytes:
    parts = hand_parts(ONE)
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="r"><sheets>'
        + "".join(f'<sheet name="S{0 if one_name else n}" sheetId="{n + 1}" r:id="s{n}"/>' for n in range(count))
        + "</sheets></workbook>"
    )
    links = [(f"s{n}", "worksheet", f"worksheets/sheet{1 if one_part else n + 1}.xml") for n in range(count)]
    parts["xl/_rels/workbook.xml.rels"] = relations(*links)
    parts |= {f"xl/worksheets/sheet{n + 1}.xml": parts[SHEET] for n in range(0 if one_part else count)}
    return zipped(parts)


def _macros() -> bytes:
    return with_parts({"xl/vbaProject.bin": b"x"})


def _types(kind: str) -> bytes:
    return zipped({**hand_parts(ONE), "[Content_Types].xml": f'<Types ContentType="application/vnd.{kind}.main+xml"/>'})


def _corners() -> bytes:
    book = Workbook()
    book.active["A1"] = book.active["XFD1048576"] = 1
    return saved(book)


def _text_bomb() -> bytes:
    """A few shared texts of a megabyte, each used ten thousand times."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n % 3}</v></c></row>' for n in range(1, 10_001))
    return sheet_of(f"<sheetData>{rows}</sheetData>", strings=f"<si><t>{'x' * 1_000_000}</t></si>" * 3)


def _letters_bomb() -> bytes:
    """A text as long as Excel allows, used ten thousand times."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 10_001))
    return sheet_of(f"<sheetData>{rows}</sheetData>", strings=f"<si><t>{'x' * 32_767}</t></si>")


def _loop() -> bytes:
    """Relationships that lead back to where they came from."""
    rels = relations(("rId1", "worksheet", "workbook.xml"), ("rId2", "sharedStrings", "workbook.xml"))
    return with_parts({"xl/_rels/workbook.xml.rels": rels})


def _outward() -> bytes:
    rels = relations(("rId1", "worksheet", "http://127.0.0.1:9/sheet1.xml")).replace("/>", ' TargetMode="External"/>')
    return with_parts({"xl/_rels/workbook.xml.rels": rels})


def _cut(sixteenth: int) -> bytes:
    data = (SAMPLES / "libreoffice.xlsx").read_bytes()
    return data[: len(data) * sixteenth // 16]


REFUSED: dict[str, tuple[Make, str, str]] = {
    "nothing": (bytes, "not-a-workbook", "empty"),
    "blanks": (partial(bytes, 5_000), "not-a-workbook", "empty"),
    "an old xls": ((SAMPLES / "libreoffice.xls").read_bytes, "not-a-workbook", "xls"),
    "an ods": ((SAMPLES / "libreoffice.ods").read_bytes, "not-a-workbook", "ods"),
    "an xlsb": (partial(_types, "ms-excel.sheet.binary.macroEnabled"), "not-a-workbook", "xlsb"),
    "a csv in UTF-8": (lambda: "Көрсөткүч,Аймак\n2.1,Ош".encode(), "not-a-workbook", "csv"),
    "a csv in Windows Cyrillic": (lambda: "Показатель;Регион\n2.1;Ош".encode("cp1251"), "not-a-workbook", "csv"),
    "a csv in UTF-16": (lambda: "Показатель\tРегион".encode("utf-16"), "not-a-workbook", "csv"),
    "a csv in UTF-16 without a mark": (lambda: "Показатель\tРегион".encode("utf-16-le"), "not-a-workbook", "csv"),
    "XML of Excel 2003": (lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><W/>', "not-a-workbook", "xml"),
    "HTML named xls": (lambda: b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", "not-a-workbook", "html"),
    "a picture, png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "not-a-workbook", "picture"),
    "a picture, jpeg": (lambda: b"\xff\xd8\xff\xe1\0\x10Exif" + bytes(99), "not-a-workbook", "picture"),
    "a picture, heic": (lambda: b"\0\0\0\x18ftypheic" + bytes(99), "not-a-workbook", "picture"),
    "a docx": (partial(_types, "openxmlformats-officedocument.wordprocessingml.document"), "not-a-workbook", "word"),
    "a pptx": (
        partial(_types, "openxmlformats-officedocument.presentationml.presentation"),
        *("not-a-workbook", "presentation"),
    ),
    "a pdf": (lambda: b"%PDF-1.7\n" + bytes(99), "not-a-workbook", "pdf"),
    "an archive of something": (lambda: zipped({"a/return.xlsx": hand_made(ONE)}), "not-a-workbook", "zip"),
    "archives in archives": (lambda: nested(9), "not-a-workbook", "zip"),
    "a workbook with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "file-protected", "password"),
    "an encrypted archive": (_encrypted, "file-protected", "zip"),
    "macros": (_macros, "file-has-macros", ""),
    "too large as sent": (lambda: b"PK\x03\x04" + bytes(10 * 1024 * 1024), "file-too-large", "zipped"),
    "too large unpacked": (lambda: with_parts({"xl/a.bin": bytes(101 * 1024 * 1024)}), "file-too-large", "inflated"),
    "declared smaller than it is": (partial(lying, 24, 10), "file-unreadable", "zip"),
    "declared larger than it is": (partial(lying, 24, 90_000), "file-unreadable", "zip"),
    "declared four gigabytes": (partial(lying, 24, 0xFFFFFFFE), "file-unreadable", "zip"),
    "compressed size zero": (partial(lying, 20, 0), "file-unreadable", "zip"),
    "entries over one another": (_overlapping, "file-unreadable", "zip"),
    "an unknown compression": (lambda: zipped(hand_parts(ONE), zipfile.ZIP_BZIP2), "file-unreadable", "zip"),
    "two parts of one name": (
        lambda: _raw_names({"xl//workbook.xml".replace("//", "\\"): b"<x/>"}),
        "file-unreadable",
        "duplicate-part",
    ),
    "two parts alike but for case": (partial(with_parts, {"XL/WORKBOOK.XML": "<x/>"}), "file-unreadable", "duplicate-part"),
    "a part without a name": (lambda: _raw_names({"": b"<x/>"}), "file-unreadable", "bad-name"),
    "a part above the archive": (partial(with_parts, {"../../evil.xml": "<x/>"}), "file-unreadable", "bad-name"),
    "a part above the archive, backslashes": (lambda: _raw_names({"..\\..\\evil.xml": b"<x/>"}), "file-unreadable", "bad-name"),
    "a part of the whole machine": (lambda: _raw_names({"C:\\evil.xml": b"<x/>"}), "file-unreadable", "bad-name"),
    "a name with a bell": (partial(with_parts, {"xl/\x07.xml": "<x/>"}), "file-unreadable", "bad-name"),
    "a thousand and one parts": (partial(with_parts, {f"xl/{n}": "" for n in range(1_001)}), "file-unreadable", "too-many-parts"),
    "ten thousand sheets": (partial(_many_sheets, 10_000), "file-unreadable", "too-many-parts"),
    "ten thousand sheets, one part": (partial(_many_sheets, 10_000, one_part=True), "file-unreadable", "duplicate-part"),
    "two sheets of one name": (partial(_many_sheets, 2, one_name=True), "file-unreadable", "sheet-twice"),
    "no sheet part": (partial(_without, SHEET), "file-unreadable", "missing-part"),
    "no workbook part": (partial(_without, "xl/workbook.xml"), "file-unreadable", "missing-part"),
    "no relationships": (partial(_without, "xl/_rels/workbook.xml.rels"), "file-unreadable", "missing-part"),
    "relationships to the outside": (_outward, "file-unreadable", "missing-part"),
    "two cells, the corners": (_corners, "too-many-cells", "outside"),
    "a row beyond all rows": (partial(sheet_of, row_of('<c r="A999999999"><v>1</v></c>')), "file-unreadable", "xml"),
    "shared texts of a megabyte": (_text_bomb, "too-many-cells", "long-text"),
    "one long text everywhere": (_letters_bomb, "too-many-cells", "letters"),
    "a cell twice": (partial(sheet_of, row_of('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')), "file-unreadable", "cell-twice"),
    "a shared text that is not there": (partial(sheet_of, row_of('<c r="A1" t="s"><v>9</v></c>')), "file-unreadable", "xml"),
    "a shared text before the first": (partial(sheet_of, row_of('<c r="A1" t="s"><v>-1</v></c>')), "file-unreadable", "xml"),
    "a negative row": (partial(sheet_of, row_of("<c><v>1</v></c>", ' r="-1"')), "file-unreadable", "xml"),
    "an address that is none": (partial(sheet_of, row_of('<c r="1A"><v>1</v></c>')), "file-unreadable", "xml"),
    "cut-off XML": (partial(with_parts, {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData><row>'}), "file-unreadable", "xml"),
    "bytes that are no letters": (partial(with_parts, {SHEET: b"<worksheet>\xff\xfe\xfd</worksheet>"}), "file-unreadable", "xml"),
    "a NUL in XML": (partial(sheet_of, "<a>\0</a>"), "file-unreadable", "xml"),
    "an encoding nobody knows": (
        partial(with_parts, {SHEET: '<?xml version="1.0" encoding="x-none"?><a/>'}),
        "file-unreadable",
        "xml",
    ),
    **{
        f"{name} in {part}": (partial(_declared, part, declaration, use), "file-unreadable", "entities")
        for part in ("xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels")
        for name, declaration, use in (
            ("a billion laughs", BILLION_LAUGHS, "&l9;"),
            ("quadratic blowup", QUADRATIC, "&q;" * 5_000),
            ("an outside entity", OUTSIDE, "&e;"),
            ("a parameter entity", PARAMETER, ""),
        )
    },
    **{f"cut off at {n}/16": (partial(_cut, n), "file-unreadable", "zip") for n in range(1, 16)},
}


COSTLY = (
    *("too large unpacked", "one long text everywhere", "shared texts of a megabyte", "two cells, the corners"),
    *("ten thousand sheets", f"a billion laughs in {SHEET}", "entries over one another", "cut off at 7/16", "an old xls"),
)
"""Those that always go through the real worker; the others do so with `--long`."""
