"""The text of one part that is XML, with the place of each piece. Bytes enter; Passages leave.

A paragraph, comment, name or cell is one passage, its runs joined; so is each attribute that holds words of people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from nap.returns.book import address
from nap.returns.formats import plain, read_decimal
from nap.returns.markup import parser, run


class Passage(NamedTuple):
    """A piece of text and its place; sheet and cell are None where there is none. `found` is what is known without searching."""

    part: str
    sheet: str | None
    cell: str | None
    text: str
    found: tuple[str, str] | None = None


@dataclass
class Source:
    """The part to be read: its name, the sheet it belongs to, and, for a worksheet, the shared strings and those used so far."""

    part: str
    sheet: str | None = None
    cells: bool = False
    strings: Sequence[str] = ()
    used: set[int] = field(default_factory=set)


_INLINE = frozenset({"t", "r", "font", "b", "i", "u", "span", "a", "s", "text:s"})
"""Elements that end without ending a paragraph: the runs of rich text."""
_SILENT = frozenset({"rPr", "pPr", "rPh", "author", "creator", "lastModifiedBy"})
"""Elements whose text is not the partner's: formats, phonetic guides, names that Excel writes by itself."""
_SPOKEN = frozenset(
    {
        *("name", "v", "prompt", "promptTitle", "error", "errorTitle", "title", "descr", "display", "tooltip", "Target"),
        *("caption", "uniqueName", "comment", "description", "help", "statusBar", "alt", "string", "totalsRowLabel", "location"),
        *("href", "command", "connection", "sourceFile", "url", "formula", "longText", "customList", "displayName", "label"),
    }
)
"""Attributes that hold words of people; all others are numbers, styles and identities."""
_WORDS_IN_VAL = frozenset({"filter", "customFilter", "inputCells", "sheetName", "alias", "tag", "docPartName", "listItem"})
"""Elements whose attribute `val` (or `value`) is what somebody typed; elsewhere it is a colour or a size."""
_HEADS_AND_FEET = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_HEAD_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F+-]{6}|\d{1,3} |[A-Z])')
_FORM_CODES = re.compile(r"(?i)[{(]?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}[)}]?")
_ANY_WORDS = re.compile(r"(?:^|/)customXml/(?!itemProps|_rels)")
"""Parts in which any attribute may hold words: other programs keep data of their own there."""


_WRITTEN = re.compile(r"\"[^\"]*\"|'[^']*'|\d{7,}")
_POWER = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
_COMMENTS = frozenset({"comment", "threadedComment", "hyperlink"})


class PartText:
    """The state of one pass over one XML part."""

    def __init__(self, source: Source) -> None:
        self._source, self._part, self._sheet = source, source.part, source.sheet
        self._all_attributes = _ANY_WORDS.search(source.part) is not None
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
        self._flush()
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
        if self._source.cells and short == "c":
            self._open_cell(attributes)
        elif self._source.cells and short == "row":
            self._row, self._column = int(attributes.get("r") or self._row + 1), 0
        elif attributes:
            self._cell = attributes.get("ref", self._cell) if short in _COMMENTS else self._cell
            self._say_attributes(short, attributes)

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
        elif short == "f" and self._cell is not None:
            self._say_formula("".join(self._text))
            self._text.clear()
        elif self._text and short not in _INLINE:
            self._flush(bare=short in _HEADS_AND_FEET)
        if short == "c" or short in _COMMENTS:
            self._cell = None

    def _flush(self, *, bare: bool = False) -> None:
        text = "".join(self._text).strip()
        self._text.clear()
        if text:
            self._say(text)
        if bare and (unformatted := _HEAD_CODE.sub("", text)) != text:
            self._say(unformatted)

    def _say(self, text: str) -> None:
        self._found.append(Passage(self._part, self._sheet, self._cell, digits(text)))

    def _say_attributes(self, element: str, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if value and self._is_spoken(element, self._local(name)) and not _FORM_CODES.fullmatch(value):
                self._say(value)

    def _is_spoken(self, element: str, attribute: str) -> bool:
        if attribute in _SPOKEN:
            return True
        return self._all_attributes or (attribute in {"val", "value"} and element in _WORDS_IN_VAL)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        self._cell = attributes.get("r") or address(self._row, self._column)
        self._kind = attributes.get("t", "n")

    def _say_formula(self, formula: str) -> None:
        """What somebody wrote into it; the rest is addresses, another in each row."""
        if words := " ".join(each.strip("\"'") for each in _WRITTEN.findall(formula)):
            self._say(words)

    def _say_value(self, raw: str) -> None:
        text = self._shared(raw) if self._kind == "s" else whole_number(raw) if self._kind == "n" else raw
        if text:
            self._found.append(Passage(self._part, self._sheet, self._cell, text))

    def _shared(self, raw: str) -> str:
        number = int(raw)
        self._source.used.add(number)
        return self._source.strings[number]


def digits(text: str) -> str:
    """The text; of a number as programs store it, `2.1E+13`, the digits a person typed."""
    return (_POWER.fullmatch(text) and whole_number(text)) or text


@lru_cache(maxsize=4_000)
def whole_number(raw: str) -> str:
    """The digits of a stored whole number, `1.2345678901234E13` too; empty for a fraction, which is nobody's number."""
    value = read_decimal(raw) if raw[:1].isdigit() else None
    return plain(value) if value is not None and value == value.to_integral_value() else ""
