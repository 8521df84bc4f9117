"""Is this file a workbook we are willing to read? Bytes enter; a Package (every part inflated) or one Finding leaves.

The order matters: size, kind of file by its first bytes, names and number of the parts, content types, macros, then inflating
with a count of what really comes out.

All findings of reading, from this module, `active`, `reader` and `worker`. Severity is always REFUSED; sizes are in bytes.

| code | case | facts |
|---|---|---|
| `not-a-workbook` | `empty csv html xml pdf xls ods xlsb word presentation picture zip other` | – |
| `file-too-large` | `zipped` | `size`, `limit` |
| `file-too-large` | `inflated` (counted until the limit was passed) | `limit` |
| `file-protected` | `password` (the file asks for a password when opened), `zip` (the archive is encrypted) | – |
| `file-has-macros` | – | `part` |
| `file-has-macros` | `live-link` (another program would be asked for figures) | `part` |
| `file-unreadable` | `zip` (damaged or cut off), `bad-name`, `duplicate-part` (of a name, of two sheets) | `part` (None: all) |
| `file-unreadable` | `sheet-twice` (two of one name), `cell-twice` (two values; `sheet` and `cells` are set) | – |
| `file-unreadable` | `too-many-parts` | `count`, `limit` |
| `file-unreadable` | `missing-part`, `xml` (damaged or cut off), `entities` (a document type, entities) | `part` |
| `file-unreadable` | `quote` (a table saved as text: a quotation mark without its partner) | `line` (the row) |
| `file-unreadable` | `timeout` | `seconds` |
| `file-unreadable` | `memory`, `crash` | – |
| `too-many-cells` | `outside` (a filled cell beyond the limits; `sheet` and `cells` are set) | `rows`, `columns` (the limits) |
| `too-many-cells` | `count` (more filled cells than allowed; `sheet` is set) | `limit` |
| `too-many-cells` | `table`, `texts` (more filled cells, or different texts, than a foreign table may have; `sheet`) | `limit` |
| `too-many-cells` | `letters` (more text than a return can hold; `sheet` is set) | `limit` |
| `too-many-cells` | `long-text` (more letters in one cell than Excel allows; `sheet` and `cells` are set) | `limit` |
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nap.facts import Fact, Finding, Severity

ZIPPED_LIMIT = 10 * 1024 * 1024
INFLATED_LIMIT = 100 * 1024 * 1024
PARTS_LIMIT = 1000
"""A workbook of a hundred sheets with comments and drawings stays far below."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_KINDS = (
    ("WordDocument", "word"),
    ("PowerPoint Document", "presentation"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
"""The stream that tells what an old binary document is."""
_KINDS = re.compile(
    rb"(?P<xls>\x09[\x02\x04\x08])|(?P<pdf>%PDF)|(?P<zip>PK|Rar!|7z\xbc\xaf|\x1f\x8b)|(?P<word>\{\\rtf)"
    rb"|(?P<picture>\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF....WEBP|....ftyp(?:hei|hev|mif|msf|avi))",
    re.DOTALL,
)
"""First bytes by the kind of file."""
_CHUNK = 1 << 18
_PLAIN_FOR_ONE = 10
"""So many Latin or Cyrillic letters for each sign of another kind (`№`, `…`)."""


@dataclass(frozen=True)
class Package:
    """An inflated workbook: the bytes of every part by its name, without leading slash, spelt as in the file."""

    parts: Mapping[str, bytes]

    def find(self, name: str) -> str | None:
        """The name of that part as the file spells it; upper and lower case are the same in a package."""
        if name in self.parts:
            return name
        return next((part for part in self.parts if part.lower() == name.lower()), None)


class Refused(Exception):
    """Stops reading; carries the one finding. Never leaves this room."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code, finding.case)
        self.finding = finding


def refusal(code: str, case: str = "", *, sheet: str | None = None, cells: tuple[str, ...] = (), **facts: Fact) -> Refused:
    """The exception that carries this finding."""
    return Refused(Finding(code, Severity.REFUSED, sheet=sheet, cells=cells, case=case, facts=tuple(facts.items())))


def enter(data: bytes) -> Package | Finding:
    """The whole gate: an inflated package, or the first reason against it."""
    try:
        return unpack_workbook(data)
    except Refused as refused:
        return refused.finding


def unpack_workbook(data: bytes) -> Package:
    """As `enter`, with the finding carried by `Refused`."""
    enter_size(data)
    _check_kind(data)
    archive = open_archive(data)
    _check_names(archive.infolist())
    _check_workbook(archive)
    return Package(inflate(archive))


def unpack_archive(data: bytes) -> Package:
    """An archive of another kind: size, names and what really comes out are looked at as for a workbook. Raises Refused."""
    enter_size(data)
    archive = open_archive(data)
    _check_names(archive.infolist())
    return Package(inflate(archive))


def enter_size(data: bytes) -> None:
    """Not empty, not larger than we accept. Raises Refused."""
    if not data.strip(b"\0\t\n\r "):
        raise refusal("not-a-workbook", "empty")
    if len(data) > ZIPPED_LIMIT:
        raise refusal("file-too-large", "zipped", size=len(data), limit=ZIPPED_LIMIT)


def _check_kind(data: bytes) -> None:
    if data.startswith(b"PK\x03\x04"):
        return
    raise foreign_file(data)


def foreign_file(data: bytes) -> Refused:
    """The refusal of a file that is no zip archive."""
    if data.startswith(_OLE) and _ENCRYPTED in data:
        return refusal("file-protected", "password")
    return refusal("not-a-workbook", _foreign_kind(data))


def _foreign_kind(data: bytes) -> str:
    """What a file that is no zip archive seems to be."""
    if data.startswith(_OLE):
        return next((kind for stream, kind in _OLE_KINDS if stream.encode("utf-16-le") in data), "other")
    if known := _KINDS.match(data):
        return known.lastgroup or "other"
    start = data[:4096]
    text = as_text(start) or _text_of_pairs(start)
    return "other" if text is None else _text_kind(text)


def _text_of_pairs(data: bytes) -> str | None:
    """UTF-16 without a mark at its beginning, as some programs export; None unless it reads as Latin or Cyrillic."""
    text = data[: len(data) & ~1].decode("utf-16-le", errors="replace")
    if not text or not all(letter.isprintable() or letter in "\t\r\n" for letter in text):
        return None
    return text if sum(letter >= "\u0530" for letter in text) * _PLAIN_FOR_ONE < len(text) else None


def _text_kind(text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n").lower()
    if re.match(r"<(!doctype html|html|head|body|table|meta|div)", start):
        return "html"
    return "xml" if start.startswith("<?xml") else "csv"


def as_text(data: bytes) -> str | None:
    """The bytes as text in UTF-8, UTF-16 or Windows Cyrillic, None if they are no text. A cut-off last letter is left out."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="ignore")
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return data[: fault.start].decode("utf-8") if fault.start >= len(data) - 3 else data.decode("cp1251", errors="replace")


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The zip archive, its parts counted and not encrypted. Raises Refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        ValueError,
        OverflowError,
        NotImplementedError,
        UnicodeDecodeError,
    ) as fault:
        raise refusal("file-unreadable", "zip", part=None) from fault
    entries = archive.infolist()
    if len(entries) > PARTS_LIMIT:
        raise refusal("file-unreadable", "too-many-parts", count=len(entries), limit=PARTS_LIMIT)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal("file-protected", "zip")
    return archive


def _part_name(entry: zipfile.ZipInfo) -> str:
    """Some Windows programs write backslashes, some a leading slash; both are read by Excel."""
    return entry.filename.replace("\\", "/").removeprefix("/")


def _check_names(entries: Iterable[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = _part_name(entry)
        if not name or ".." in name.split("/") or ":" in name or name.startswith("/") or not name.isprintable():
            raise refusal("file-unreadable", "bad-name", part=ascii(name))
        if name.lower() in seen:
            raise refusal("file-unreadable", "duplicate-part", part=name)
        seen.add(name.lower())


_WORKBOOK_TYPE = re.compile(rb"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.(sheet|template)\.main\+xml")
_MACRO_TYPE = re.compile(
    rb"ms-excel\.(sheet|template|addin)\.macroenabled|ms-office\.vbaproject|ms-excel\.(intl)?macrosheet", re.IGNORECASE
)


def _check_workbook(archive: zipfile.ZipFile) -> None:
    names = {_part_name(entry).lower(): entry for entry in archive.infolist()}
    types = names.get("[content_types].xml")
    if types is None:
        raise refusal("not-a-workbook", _other_archive(archive, names))
    content = _inflate_one(archive, types, INFLATED_LIMIT)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", errors="replace").encode()
    macro = next((name for name in names if name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/")), None)
    if macro or _MACRO_TYPE.search(content):
        raise refusal("file-has-macros", part=macro or "[Content_Types].xml")
    if not _WORKBOOK_TYPE.search(content):
        raise refusal("not-a-workbook", other_office(content))


def _other_archive(archive: zipfile.ZipFile, names: Mapping[str, zipfile.ZipInfo]) -> str:
    mime = names.get("mimetype")
    if mime is not None and b"opendocument" in _inflate_one(archive, mime, INFLATED_LIMIT):
        return "ods"
    return "zip"


def other_office(content: bytes) -> str:
    """What an office file of these content types is, if it is no workbook."""
    if b"ms-excel.sheet.binary" in content:
        return "xlsb"
    if b"presentationml" in content:
        return "presentation"
    return "word" if b"wordprocessingml" in content else "zip"


def inflate(archive: zipfile.ZipFile, limit: int = INFLATED_LIMIT) -> dict[str, bytes]:
    """Every part inflated; what comes out is counted, what the archive declares is not believed. Raises Refused."""
    parts: dict[str, bytes] = {}
    left = limit
    for entry in archive.infolist():
        if not entry.filename.endswith("/"):
            content = _inflate_one(archive, entry, left)
            left -= len(content)
            parts[_part_name(entry)] = content
    return parts


def _inflate_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """One part, at most `left` bytes."""
    pieces: list[bytes] = []
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refusal("file-unreadable", "zip", part=_part_name(entry))
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(_CHUNK):
                pieces.append(piece)
                left -= len(piece)
                if left < 0:
                    raise refusal("file-too-large", "inflated", limit=INFLATED_LIMIT)
    except _DAMAGE as fault:
        raise refusal("file-unreadable", "zip", part=_part_name(entry)) from fault
    content = b"".join(pieces)
    if len(content) != entry.file_size:
        raise refusal("file-unreadable", "zip", part=_part_name(entry))
    return content


_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""All that `zipfile` raises for a damaged or strange entry (NotImplementedError: unknown version, RuntimeError: password)."""
