"""Nodes of the file meet the shapes of the keys: out come values that know their line, and a fault for each that does not fit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from nap.facts import Fact
from nap.plan import scalars
from nap.plan.faults import Fault
from nap.plan.nodes import Mapping, Node, Scalar, Sequence
from nap.plan.shapes import Key, ListOf, MapOf, Section, Shape, Words


@dataclass(frozen=True, slots=True)
class Read:
    """A value that was read and where it stands. Maps and lists hold further `Read`s; what was faulty is left out of them.

    `faulty` are the keys of a section that stand there but could not be read, so that nobody calls them missing as well.
    """

    value: Any
    line: int
    path: str
    faulty: frozenset[str] = frozenset()

    def lacks(self, key: str) -> bool:
        """True if the section has no such key, not even a faulty one."""
        return key not in self.value and key not in self.faulty

    def at(self, key: str) -> Read | None:
        """The entry of a section."""
        found: Read | None = self.value.get(key)
        return found

    def get(self, key: str) -> Any:
        """The plain value of an entry of a section; None if absent or faulty."""
        found = self.value.get(key)
        return None if found is None else found.plain()

    def plain(self) -> Any:
        """The value without places: dict, tuple, text, Decimal, date or bool."""
        if isinstance(self.value, dict):
            return {key: read.plain() for key, read in self.value.items()}
        if isinstance(self.value, tuple):
            return tuple(read.plain() for read in self.value)
        return self.value


MOST_FAULTS = 300
"""Faults that are told of one file: nobody mends more at once, and each likely word that is looked for takes time."""


class TooMany(Exception):
    """A file with more than `MOST_FAULTS` of them; what was found so far is kept."""


@dataclass
class Faults:
    """The faults found so far. Every way of adding one raises TooMany once there are enough."""

    found: list[Fault] = field(default_factory=list)

    def take(self, fault: Fault) -> None:
        """Note this one."""
        if len(self.found) >= MOST_FAULTS:
            raise TooMany
        self.found.append(fault)

    def add(self, code: str, line: int, path: str, severity: Literal["error", "warning"] = "error", **facts: Fact) -> None:
        """Note one more."""
        self.take(Fault(severity, code, line=line, path=path, facts=tuple(facts.items())))


def read(node: Node, shape: Shape, path: str, faults: Faults) -> Read | None:
    """The value of the node in that shape; None if it is null or does not fit (then the faults say why)."""
    if isinstance(node, Scalar) and node.null:
        return None
    match shape:
        case Section():
            return _section(node, shape, path, faults)
        case ListOf():
            return _list(node, shape, path, faults)
        case MapOf():
            return _map(node, path, faults, lambda key, value: read(value, shape.item, f"{path}[{key.text}]", faults))
        case Words():
            return _map(node, path, faults, lambda key, value: _words(key.text, value, path, faults))
        case _:
            return _scalar(node, shape, path, faults)


def suggest(found: str, known: Iterable[str]) -> str:
    """The known word most like the one found; empty if none is near."""
    by_fold = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(found.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[near[0]] if near else ""


def last(path: str) -> str:
    """The end of a path that names the place within its item: `indicators[2.3].targets[1].value` → `targets[1].value`."""
    return re.sub(r"^\w+(\[[^\]]*\])?\.", "", path)


def _scalar(node: Node, shape: Shape, path: str, faults: Faults) -> Read | None:
    if not isinstance(node, Scalar):
        faults.add("not-a-value", node.line, path, key=last(path))
        return None
    result = scalars.read(node, shape)
    if isinstance(result, scalars.Wrong):
        near = suggest(node.text, result.known)
        facts = (("key", last(path)), *result.facts, *((("suggestion", near),) if near else ()))
        faults.take(Fault("error", result.code, line=node.line, path=path, facts=facts))
        return None
    if isinstance(result, str) and scalars.is_text(shape) and node.misread:
        faults.add("unquoted-text", node.line, path, "warning", key=last(path), found=node.text)
    return Read(result, node.line, path)


def _section(node: Node, shape: Section, path: str, faults: Faults) -> Read | None:
    known = {key.name: key for key in shape.keys}

    def one(key: Scalar, value: Node) -> Read | None:
        name, inner = key.text, f"{path}.{key.text}" if path else key.text
        if name not in known:
            near = suggest(name, known)
            faults.add("unknown-key", key.line, inner, key=name, suggestion=near, known="" if near else ", ".join(known))
            return None
        return read(value, known[name].shape, inner, faults)

    result = _map(node, path, faults, one)
    if result is not None:
        _missing(shape.keys, result, faults)
    return result


def _missing(keys: tuple[Key, ...], section: Read, faults: Faults) -> None:
    for key in keys:
        if key.required and section.lacks(key.name):
            faults.add("missing-key", section.line, section.path, key=key.name)


def _map(node: Node, path: str, faults: Faults, one: Callable[[Scalar, Node], Read | None]) -> Read | None:
    """Every entry of a map through `one`, the first of each key; a repeated key is a fault and read no further."""
    if not isinstance(node, Mapping):
        faults.add("not-a-map", node.line, path, key=last(path))
        return None
    first: dict[str, int] = {}
    values: dict[str, Read] = {}
    faulty: set[str] = set()
    for key, value in node.pairs:
        if not isinstance(key, Scalar):
            faults.add("key-not-text", key.line, path)
        elif key.text in first:
            faults.add(
                "duplicate-key", key.line, f"{path}.{key.text}" if path else key.text, key=key.text, first=str(first[key.text])
            )
        else:
            first[key.text] = key.line
            entry = one(key, value)
            if entry is not None:
                values[key.text] = replace(entry, line=key.line)
            elif not (isinstance(value, Scalar) and value.null):
                faulty.add(key.text)
    return Read(values, node.line, path, frozenset(faulty))


def _words(language: str, node: Node, path: str, faults: Faults) -> Read | None:
    inner = f"{path}.{language}"
    if isinstance(node, Scalar) and not node.null and node.text.strip():
        return Read(node.text.strip(), node.line, inner)
    if not isinstance(node, Scalar):
        faults.add("not-a-value", node.line, inner, key=last(inner))
    return None


def _list(node: Node, shape: ListOf, path: str, faults: Faults) -> Read | None:
    if not isinstance(node, Sequence):
        faults.add("not-a-list", node.line, path, key=last(path))
        return None
    count = len(node.items)
    if shape.length is not None and count != shape.length:
        faults.add("wrong-length", node.line, path, key=last(path), expected=str(shape.length), found=str(count))
        return None
    if count > shape.most:
        faults.add("too-many-items", node.line, path, key=last(path), limit=str(shape.most), found=str(count))
        return None
    if count < shape.least:
        faults.add("empty-list", node.line, path, key=last(path))
    items = (read(item, shape.item, _item_path(path, number, item), faults) for number, item in enumerate(node.items, start=1))
    values = tuple(item for item in items if item is not None)
    if shape.distinct:
        _distinct(values, path, faults)
    return Read(values, node.line, path)


def _item_path(path: str, number: int, item: Node) -> str:
    """Items of the file's own lists are named by their code."""
    if isinstance(item, Mapping) and "." not in path and "[" not in path:
        codes = [
            value.text
            for key, value in item.pairs
            if isinstance(key, Scalar) and key.text == "code" and isinstance(value, Scalar)
        ]
        return f"{path}[{codes[0] if codes else number}]"
    return f"{path}[{number}]"


def _distinct(values: tuple[Read, ...], path: str, faults: Faults) -> None:
    seen: set[Any] = set()
    for item in values:
        if item.value in seen:
            faults.add("repeated-item", item.line, path, key=last(path), found=str(item.value))
        seen.add(item.value)
