"""A workbook of LibreOffice (.ods). Bytes enter; its sheets as a Book and all its text for the search leave.

The file says of every cell what it is: number, percentage, date, time, truth, text, error. It is read by the hardened expat of
returns; nothing is fetched, and a repeated cell counts as often as it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nap.foreign.ods_cells import OdsCells
from nap.foreign.taken import Taken, sound
from nap.returns.book import Book
from nap.returns.gate import Package, refusal, unpack_archive
from nap.returns.partstext import passages
from nap.returns.xmltext import PartText, Passage, Source

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_OTHERS = ((b"opendocument.text", "word"), (b"opendocument.presentation", "presentation"))
CONTENT = "content.xml"
_MODULE = re.compile(r"(?i)(?:Basic/.+/(?!(?:script|dialog)-l[bc]\.xml\Z)[^/]+\.xml|Scripts/.+)\Z")
"""A module of a macro library; the lists of libraries stand in many files that have no macros."""


def is_opendocument(names: set[str]) -> bool:
    """Whether an archive with these parts, in small letters, is of this family."""
    return "[content_types].xml" not in names and bool(names & {"mimetype", "meta-inf/manifest.xml"})


def read_ods(data: bytes) -> Taken:
    """The workbook. Raises Refused."""
    package = unpack_archive(data)
    _check_parts(package)
    cells = OdsCells(CONTENT)
    cells.read(package.parts[CONTENT])
    pictures = sum(name.startswith("Pictures/") for name in package.parts)
    book = Book(tuple(cells.sheets), False, cells.names, cells.external_links, pictures)
    return Taken(sound(book), _all_text(package, cells))


def _check_parts(package: Package) -> None:
    kind = package.parts.get("mimetype", _SPREADSHEET).strip()
    if not kind.startswith(_SPREADSHEET):
        raise refusal("not-a-workbook", next((name for other, name in _OTHERS if other in kind), "zip"))
    if b"encryption-data" in package.parts.get("META-INF/manifest.xml", b"") or "encrypted-package" in package.parts:
        raise refusal("file-protected", "password")
    if module := next((name for name in package.parts if _MODULE.match(name)), None):
        raise refusal("file-has-macros", part=module)
    if CONTENT not in package.parts:
        raise refusal("file-unreadable", "missing-part", part=CONTENT)


def _all_text(package: Package, cells: OdsCells) -> Iterator[Passage]:
    """Cells with their place, then whatever else is written in the file."""
    yield from cells.passages()
    for passage in PartText(Source(CONTENT)).read(package.parts[CONTENT]):
        if passage.text not in cells.shown:
            yield passage
    yield from passages({name: content for name, content in package.parts.items() if name != CONTENT})
