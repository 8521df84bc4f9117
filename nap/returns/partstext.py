"""All text in all parts of an archive, with the place it stands at. Inflated parts enter; Passages leave.

A part that is XML gives the text of each paragraph, comment, name or cell, its runs joined, and those attributes that hold words
of people (titles, prompts, addresses of links, cached pivot records). A part that is an archive itself is opened, two deep; one
still deeper refuses the file. Any other part that is text is given line by line. Pictures and other binary parts hold no text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nap.returns.book import address
from nap.returns.formats import plain, read_decimal
from nap.returns.gate import Package, Refused, as_text, inflate, refusal
from nap.returns.layout import Layout, find_layout
from nap.returns.markup import parser, run
from nap.returns.reader import shared_strings


class Passage(NamedTuple):
    """A piece of text and its place; sheet and cell are None outside worksheets and cells."""

    part: str
    sheet: str | None
    cell: str | None
    text: str


_INLINE = frozenset({"t", "r", "font", "b", "i", "u", "span", "a", "s", "text:s"})
"""Elements that end without ending a paragraph: the runs of rich text."""
_SILENT = frozenset({"rPr", "pPr", "rPh", "author", "creator", "lastModifiedBy"})
"""Elements whose text is not the partner's: formats, phonetic guides, names that Excel writes by itself."""
_SPOKEN = frozenset(
    {
        *(
            "name",
            "v",
            "prompt",
            "promptTitle",
            "error",
            "errorTitle",
            "title",
            "descr",
            "display",
            "tooltip",
            "Target",
            "caption",
        ),
        *("uniqueName", "comment", "description", "help", "statusBar", "alt", "string", "totalsRowLabel", "location", "href"),
    }
)
"""Attributes that hold words of people; all others are numbers, styles and identities."""
DEEPEST = 2
"""Archives within the workbook are opened so many deep."""
_PEOPLE_PARTS = "xl/persons/"
"""Who wrote the threaded comments, filled in by Excel."""


def passages(parts: Mapping[str, bytes], layout: Layout | None = None, depth: int = 0) -> Iterator[Passage]:
    """Every passage. Raises Refused for XML with entities or an archive inside that is damaged or too large."""
    strings, used = _strings(parts, layout), set[int]()
    tabs = {tab.part: tab.name for tab in layout.tabs} if layout else {}
    for part, name in tabs.items():
        yield from _of_xml(part, parts[part], name, strings, used)
    for part, content in parts.items():
        if layout is not None and part == layout.strings:
            yield from (Passage(part, None, None, text) for number, text in enumerate(strings) if number not in used)
        elif part not in tabs and not part.startswith(_PEOPLE_PARTS):
            yield from _of_part(part, content, depth)


def _strings(parts: Mapping[str, bytes], layout: Layout | None) -> list[str]:
    if layout is None or layout.strings is None:
        return []
    return shared_strings(parts[layout.strings], layout.strings)


def _of_part(part: str, content: bytes, depth: int) -> Iterator[Passage]:
    if content.startswith(b"PK\x03\x04"):
        yield from _of_archive(part, content, depth)
    elif part.endswith((".xml", ".rels", ".vml", ".xhtml")):
        yield from _of_xml(part, content, None, (), set())
    elif (text := as_text(content)) is not None:
        yield from lines(part, text)


def _of_archive(part: str, content: bytes, depth: int) -> Iterator[Passage]:
    if depth == DEEPEST:
        raise refusal("file-unreadable", "zip", part=part)  # whoever packs so deep hides something
    if zipfile.is_zipfile(io.BytesIO(content)):
        inside = inflate(zipfile.ZipFile(io.BytesIO(content)))
        for passage in passages(inside, None, depth + 1):
            yield passage._replace(part=f"{part}!{passage.part}")


def lines(part: str, text: str) -> Iterator[Passage]:
    """Plain text, line by line; tags of HTML or broken XML are taken for spaces."""
    for line in re.sub(r"<[^<>]*>", " ", text).splitlines():
        yield Passage(part, None, None, line)


def _of_xml(part: str, content: bytes, sheet: str | None, strings: Sequence[str], used: set[int]) -> list[Passage]:
    """One XML part. Excel's own drawings of comments are at times no XML; they are read as plain text."""
    try:
        return PartText(part, sheet, strings, used).read(content)
    except Refused as refused:
        if refused.finding.case == "entities":
            raise
        return list(lines(part, as_text(content) or ""))


class PartText:
    """The state of one pass over one XML part."""

    def __init__(self, part: str, sheet: str | None, strings: Sequence[str], used: set[int]) -> None:
        self._part, self._sheet, self._strings, self._used = part, sheet, strings, used
        self._found: list[Passage] = []
        self._text: list[str] = []
        self._locals: dict[str, str] = {}
        self._silent = self._heard = 0
        self._cell: str | None = None
        self._kind = "n"
        self._row = self._column = 0

    def read(self, content: bytes) -> list[Passage]:
        """All passages of the part. Raises Refused for damaged or forbidden XML."""
        made = parser(namespaces=False)
        made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = self._start, self._end, self._text.append
        run(made, content, self._part)
        return self._found

    def _local(self, name: str) -> str:
        short = self._locals.get(name)
        return self._locals.setdefault(name, name.rpartition(":")[2]) if short is None else short

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        short = self._local(name)
        if short in _SILENT:
            self._silent += 1
            self._heard = len(self._text) if self._silent == 1 else self._heard
        elif not self._silent:
            self._start_spoken(short, attributes)

    def _start_spoken(self, short: str, attributes: dict[str, str]) -> None:
        if self._text and short not in _INLINE:
            self._flush()
        if self._sheet is not None and short == "c":
            self._open_cell(attributes)
        elif self._sheet is not None and short == "row":
            self._row, self._column = int(attributes.get("r") or self._row + 1), 0
        elif attributes:
            self._say_attributes(attributes)

    def _end(self, name: str) -> None:
        short = self._local(name)
        if short in _SILENT:
            self._silent -= 1
            del self._text[self._heard :]
        elif not self._silent:
            self._end_spoken(short)

    def _end_spoken(self, short: str) -> None:
        if short == "v" and self._cell is not None:
            self._say_value("".join(self._text))
            self._text.clear()
        elif self._text and short not in _INLINE:
            self._flush()
        if short == "c":
            self._cell = None

    def _flush(self) -> None:
        text = "".join(self._text).strip()
        self._text.clear()
        if text:
            self._found.append(Passage(self._part, self._sheet, self._cell, text))

    def _say_attributes(self, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if self._local(name) in _SPOKEN and value:
                self._found.append(Passage(self._part, self._sheet, self._cell, value))

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        self._cell = attributes.get("r") or address(self._row, self._column)
        self._kind = attributes.get("t", "n")

    def _say_value(self, raw: str) -> None:
        text = self._shared(raw) if self._kind == "s" else whole_number(raw) if self._kind == "n" else raw
        if text:
            self._found.append(Passage(self._part, self._sheet, self._cell, text))

    def _shared(self, raw: str) -> str:
        number = int(raw)
        self._used.add(number)
        return self._strings[number]


def whole_number(raw: str) -> str:
    """The digits of a stored whole number, `1.2345678901234E13` too; empty for a fraction, which is nobody's number."""
    value = read_decimal(raw)
    return plain(value) if value is not None and value == value.to_integral_value() else ""


def package_layout(package: Package) -> Layout | None:
    """The layout of a workbook, None for any other archive."""
    try:
        return find_layout(package)
    except Refused as refused:
        if refused.finding.case == "entities":
            raise
        return None
