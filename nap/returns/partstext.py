"""All text in all parts of an archive, with the place it stands at. Inflated parts enter; Passages leave.

A part that is XML is read by `xmltext`. A part that is an archive itself is opened, two deep; one still deeper refuses the file.
Any other part that is text is given line by line. Of other binary parts the rows of letters are given, as old Office documents
hold them; pictures made of dots and printer settings hold no text. An embedded document in which numbers or whole pages stay
unseen (old Office, PDF) is reported as such, level `ask`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from nap.returns.gate import Package, Refused, as_text, inflate, refusal
from nap.returns.layout import Layout, find_layout, relationships
from nap.returns.reader import shared_strings
from nap.returns.xmltext import PartText, Passage, Source

DEEPEST = 2
"""Archives within the workbook are opened so many deep."""
_PEOPLE_PARTS = "xl/persons/"
"""Who wrote the threaded comments, filled in by Excel."""
_SILENT_PARTS = re.compile(r"(?i)\.(?:png|jpe?g|gif|tiff?|bmp|ico|fntdata|odttf|wdp)\Z|printerSettings")
_DOCUMENT = (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
HALF_SEEN = ("embedded_file", "ask")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00|[\x00-\xff]\x04|\xab\x00|\xbb\x00|\x16\x21|\xa0\x00){5,}")
_NARROW = re.compile(rb"[\x20-\x7e\xa0\xa8\xb8\xc0-\xff]{6,}")


def passages(parts: Mapping[str, bytes], layout: Layout | None = None, depth: int = 0) -> Iterator[Passage]:
    """Every passage. Raises Refused for XML with entities or an archive inside that is damaged or too large."""
    strings, used = _strings(parts, layout), set[int]()
    tabs = {tab.part: tab.name for tab in layout.tabs} if layout else {}
    owners = _owners(parts, tabs)
    for part, name in tabs.items():
        yield from _of_xml(Source(part, name, True, strings, used), parts[part])
    for part, content in parts.items():
        if layout is not None and part == layout.strings:
            yield from (Passage(part, None, None, text) for number, text in enumerate(strings) if number not in used)
        elif part not in tabs and not part.startswith(_PEOPLE_PARTS):
            yield from _of_part(part, owners.get(part), content, depth)


def _strings(parts: Mapping[str, bytes], layout: Layout | None) -> list[str]:
    if layout is None or layout.strings is None:
        return []
    return shared_strings(parts[layout.strings], layout.strings)


def _owners(parts: Mapping[str, bytes], tabs: Mapping[str, str]) -> dict[str, str]:
    """The sheet that comments, drawings, tables and links belong to, by the name of the part."""
    package, owners = Package(parts), {}
    for part, sheet in tabs.items():
        folder, _, name = part.rpartition("/")
        owners[f"{folder}/_rels/{name}.rels"] = sheet
        for link in relationships(package, part).values():
            if not link.outside:
                owners.setdefault(link.target, sheet)
    return owners


def _of_part(part: str, sheet: str | None, content: bytes, depth: int) -> Iterator[Passage]:
    if zipfile.is_zipfile(io.BytesIO(content)) or content.startswith(b"PK\x03\x04"):
        yield from _of_archive(part, sheet, content, depth)
    elif part.endswith((".xml", ".rels", ".vml", ".xhtml")):
        yield from _of_xml(Source(part, sheet), content)
    elif not content.startswith(_DOCUMENT) and (text := as_text(content)) is not None:
        yield from (passage._replace(sheet=sheet) for passage in lines(part, text))
    elif not _SILENT_PARTS.search(part):
        yield from _of_binary(part, sheet, content)


def _of_archive(part: str, sheet: str | None, content: bytes, depth: int) -> Iterator[Passage]:
    if depth == DEEPEST:
        raise refusal("file-unreadable", "zip", part=part)  # whoever packs so deep hides something
    if zipfile.is_zipfile(io.BytesIO(content)):
        inside = inflate(zipfile.ZipFile(io.BytesIO(content)))
        for passage in passages(inside, None, depth + 1):
            yield passage._replace(part=f"{part}!{passage.part}", sheet=sheet)


def _of_binary(part: str, sheet: str | None, content: bytes) -> Iterator[Passage]:
    if content.startswith(_DOCUMENT):
        yield Passage(part, sheet, None, "", HALF_SEEN)
    yield from letters(part, sheet, content)


def letters(part: str, sheet: str | None, content: bytes) -> Iterator[Passage]:
    """Rows of letters in two bytes each (Latin and Cyrillic) and in one (Windows Cyrillic)."""
    for row in _WIDE.findall(content):
        yield Passage(part, sheet, None, row.decode("utf-16-le", errors="replace"))
    for row in _NARROW.findall(content):
        yield Passage(part, sheet, None, row.decode("cp1251", errors="replace"))


_TAG = re.compile(r"<(?![^<>]*(?:@|tel:))[^<>]*>")


def lines(part: str, text: str) -> Iterator[Passage]:
    """Plain text, line by line; tags of HTML or broken XML are taken for spaces, but not addresses in angle brackets."""
    for line in _TAG.sub(" ", text).splitlines():
        yield Passage(part, None, None, line)


def _of_xml(source: Source, content: bytes) -> list[Passage]:
    """One XML part. Excel's own drawings of comments are at times no XML; they are read as plain text."""
    try:
        return PartText(source).read(content)
    except Refused as refused:
        if refused.finding.case == "entities":
            raise
        return list(lines(source.part, as_text(content) or ""))


def package_layout(package: Package) -> Layout | None:
    """The layout of a workbook, None for any other archive."""
    try:
        return find_layout(package)
    except Refused as refused:
        if refused.finding.case == "entities":
            raise
        return None
