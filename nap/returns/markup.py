"""XML from strangers: one hardened expat for every part of a workbook. Bytes enter; handlers are called or elements leave.

A document type, an entity or a reference to the outside is refused before anything is expanded, by the same handlers that
defusedxml sets on the same expat; its wrappers (SAX, ElementTree) would build an object for each element of a bulk sheet.
Nothing is fetched. A workbook of the Strict dialect has other namespaces; names are therefore compared without them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from nap.returns.gate import refusal

_NO_MEMORY = 1
"""expat's own number for it."""
SEPARATOR = " "
"""Stands between namespace and name in what expat reports."""


class Element(NamedTuple):
    """One element of a small part, in the order in which elements end. Names without namespaces; `text` is its own text only."""

    name: str
    attributes: Mapping[str, str]
    text: str
    parent: str


class _Forbidden(Exception):
    pass


def parser(*, namespaces: bool = True) -> XMLParserType:
    """An expat that refuses document types, entities and everything outside; handlers are the caller's.

    Without `namespaces` names keep their prefix as written; a bulk sheet is then read in 60 % of the time.
    """
    made = ParserCreate(namespace_separator=SEPARATOR if namespaces else None)
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _forbid
    made.EntityDeclHandler = _forbid
    made.UnparsedEntityDeclHandler = _forbid
    made.ExternalEntityRefHandler = _forbid
    return made


def _forbid(*_: object) -> NoReturn:
    raise _Forbidden


def run(made: XMLParserType, content: bytes, part: str) -> None:
    """Parse the whole part. Raises Refused: `entities` for forbidden XML, `xml` for damaged XML or senseless values."""
    try:
        made.Parse(content, True)
    except _Forbidden as fault:
        raise refusal("file-unreadable", "entities", part=part) from fault
    except ExpatError as fault:
        if fault.code == _NO_MEMORY:
            raise MemoryError from fault
        raise refusal("file-unreadable", "xml", part=part) from fault
    except (ValueError, LookupError, ArithmeticError) as fault:
        raise refusal("file-unreadable", "xml", part=part) from fault


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(SEPARATOR)[2]


def elements(content: bytes, part: str) -> list[Element]:
    """All elements of a small part. Raises Refused as `run`."""
    found: list[Element] = []
    open_: list[tuple[str, Mapping[str, str], list[str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        open_.append((local(name), attributes, []))

    def end(_: str) -> None:
        name, attributes, text = open_.pop()
        found.append(Element(name, attributes, "".join(text), open_[-1][0] if open_ else ""))

    def characters(text: str) -> None:
        open_[-1][2].append(text)

    _handle(made := parser(), start, end, characters)
    run(made, content, part)
    return found


def _handle(made: XMLParserType, start: Callable[..., Any], end: Callable[..., Any], characters: Callable[..., Any]) -> None:
    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = start, end, characters


def is_true(text: str | None) -> bool:
    """An XML boolean attribute: `1` or `true`."""
    return text in ("1", "true")
