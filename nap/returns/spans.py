"""Where the elements of a part stand, byte by byte, and exchanging some of them. A part enters; its bytes with the edits leave.

What is not edited stays as it was written, to the last space. A part in UTF-16 or Windows Cyrillic is worked on in UTF-8 and
given back in its own encoding.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from nap.returns.markup import parser, run
from nap.returns.zipcopy import CannotEdit

_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*<\?xml\s.*?\?>)?", re.DOTALL)
_ENCODING = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(rb"\s+(?P<name>[^\s=]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*')")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Source(NamedTuple):
    """A part in UTF-8, whatever it was written in."""

    name: str
    text: bytes
    codec: str


class Edit(NamedTuple):
    """The bytes from start to end give way to the text (XML)."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Node:
    """One element: its name as written, its start tag from `start` to `inside`, its end tag from `close` to `end`.

    An element without content written as one tag has `close` and `end` at `inside`. `text` is its own text only.
    """

    tag: str
    attributes: Mapping[str, str]
    start: int
    inside: int
    close: int = 0
    end: int = 0
    text: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name without its prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, or nothing."""
        return self.tag[: self.tag.find(":") + 1]

    @property
    def single(self) -> bool:
        """True if it is written as one tag."""
        return self.end == self.inside

    def find(self, name: str) -> Node | None:
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> list[Node]:
        """The children of that name."""
        return [child for child in self.children if child.name == name]

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the part."""
        yield self
        for child in self.children:
            yield from child.walk()


def source(content: bytes, name: str) -> Source:
    """The part as UTF-8. Raises CannotEdit if it could not be turned back."""
    codec = _codec(content)
    if codec == "utf-8":
        return Source(name, content, codec)
    try:
        text = content.decode(codec)
        if text.encode(codec) == content:
            return Source(name, text.encode(), codec)
    except ValueError:
        pass
    raise CannotEdit(name)


def _codec(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        return "utf-16-le"
    if content.startswith((codecs.BOM_UTF16_BE, b"\0<")):
        return "utf-16-be"
    declared = _ENCODING.match(content.removeprefix(codecs.BOM_UTF8))
    try:
        return codecs.lookup(declared[1].decode()).name if declared else "utf-8"
    except LookupError:
        return "utf-8"


def edited(part: Source, edits: Iterable[Edit]) -> bytes:
    """The part with the edits, in its own encoding. Insertions at one place keep their order; edits must not overlap."""
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if edit.start < at:
            raise CannotEdit(part.name)
        pieces += (part.text[at : edit.start], edit.text.encode())
        at = edit.end
    text = b"".join((*pieces, part.text[at:]))
    return text if part.codec == "utf-8" else text.decode().encode(part.codec, "xmlcharrefreplace")


def drive(
    part: Source,
    start: Callable[[str, dict[str, str], int], None],
    end: Callable[[str, int], None],
    characters: Callable[[str], object],
    leaves: frozenset[str] = frozenset(),
) -> None:
    """One pass: `start` is called with name, attributes and place of each start tag, `end` with those of each end tag.

    What is in elements called as one of `leaves` is passed over: a sheet of a million cells is through in a moment.
    Raises Refused.
    """
    made = parser(namespaces=False)

    def on_start(name: str, attributes: dict[str, str]) -> None:
        start(name, attributes, made.CurrentByteIndex)
        if name.rpartition(":")[2] in leaves:
            made.StartElementHandler = made.CharacterDataHandler = None
            made.EndElementHandler = lambda other: on_end(other) if other == name else None

    def on_end(name: str) -> None:
        if made.StartElementHandler is None:
            made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = on_start, on_end, characters
        end(name, made.CurrentByteIndex)

    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = on_start, on_end, characters
    run(made, _DECLARATION.sub(lambda match: b" " * len(match[0]), part.text, count=1), part.name)


def tag_end(text: bytes, start: int) -> int:
    """Where the tag that starts here ends; a `>` in an attribute does not end it."""
    match = _TAG.match(text, start)
    assert match is not None
    return match.end()


def closing(text: bytes, inside: int, place: int) -> tuple[int, int]:
    """Start and end of the end tag that expat found at `place`; of an element written as one tag, twice where that ends."""
    if text.startswith(b"/>", inside - 2):
        return inside, inside
    return place, text.index(b">", place) + 1


def tree(part: Source, leaves: frozenset[str] = frozenset()) -> Node:
    """All elements of a part with their places; those called as one of `leaves` without what is in them. Raises Refused."""
    return _Grower(part, leaves).grow()


class _Grower:
    """The state of one pass of `tree`."""

    def __init__(self, part: Source, leaves: frozenset[str]) -> None:
        self._part, self._leaves = part, leaves
        self._open: list[Node] = [Node("", {}, 0, 0)]

    def grow(self) -> Node:
        drive(self._part, self._start, self._end, self._characters, self._leaves)
        return self._open[0].children[0]

    def _start(self, name: str, attributes: dict[str, str], place: int) -> None:
        node = Node(name, attributes, place, tag_end(self._part.text, place))
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _: str, place: int) -> None:
        node = self._open.pop()
        node.close, node.end = closing(self._part.text, node.inside, place)

    def _characters(self, text: str) -> None:
        self._open[-1].text += text


def quoted(text: str) -> str:
    """An attribute's value with its quotes."""
    return quoteattr(text)


def in_xml(text: str) -> str:
    """Text as a workbook writes it: what XML does not allow becomes `_x0007_`, and what only looks so is protected."""
    safe = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    safe = _FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", safe))
    return escape(safe)


def put_attribute(part: Source, node: Node, name: str, value: str | None) -> Edit:
    """The edit that gives an attribute another value, adds it, or (None) takes it out; the rest of the tag stays."""
    end = node.inside - (2 if part.text.startswith(b"/>", node.inside - 2) else 1)
    for match in _ATTRIBUTE.finditer(part.text, node.start + 1 + len(node.tag.encode()), end):
        if match["name"].decode() == name:
            return Edit(match.start(), match.end(), "") if value is None else Edit(*match.span("value"), quoted(value))
    return Edit(end, end, "" if value is None else f" {name}={quoted(value)}")


def appended(node: Node, text: str) -> list[Edit]:
    """The edits that put XML at the end of an element's content."""
    if node.single:
        return [Edit(node.inside - 2, node.inside, f">{text}</{node.tag}>")]
    return [Edit(node.close, node.close, text)]


def without(node: Node, gone: Iterable[Node]) -> list[Edit]:
    """The edits that take some children out; an element that had nothing else is written as one tag again."""
    ids = {id(child) for child in gone}
    if node.children and all(id(child) in ids for child in node.children) and not node.text.strip():
        return [Edit(node.inside - 1, node.end, "/>")]
    return [Edit(child.start, child.end, "") for child in node.children if id(child) in ids]
