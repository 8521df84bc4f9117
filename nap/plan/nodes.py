"""The bytes of a plan file become a tree of nodes that know their lines; what YAML itself forbids becomes faults.

Built from parse events rather than composed nodes: a scalar stays the text that was typed (`no`, `007`, `1.10`), aliases are
refused where they stand, and depth is bounded before it can exhaust the stack of the YAML library (which crashes the process).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from nap.plan.faults import Fault

DEEPEST = 20
"""Levels of nesting; a real plan needs eight."""


@dataclass(slots=True)
class Scalar:
    """One value as typed; `plain` if it stands without quotes."""

    text: str
    line: int
    plain: bool

    @property
    def null(self) -> bool:
        """True for an empty value, `null` or `~` without quotes."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}

    @property
    def misread(self) -> bool:
        """True if YAML readers take the unquoted text for a truth value, a number or a date rather than text."""
        return self.plain and _OTHER_THAN_TEXT.fullmatch(self.text) is not None


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with their values in order of the file; a key that is no plain word is given as its node."""

    line: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping

_OTHER_THAN_TEXT = re.compile(
    r"(?i:yes|no|on|off|true|false|null|~)"
    r"|[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*)"
    r"|[-+]?(?:[0-9][0-9_]*)?\.[0-9_]+(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*\.(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+"
    r"|[-+]?\.(?i:inf)|\.(?i:nan)"
    r"|[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?",
    re.ASCII,
)


def parse(data: bytes) -> Mapping | Fault:
    """Read one YAML document that is a map; a Fault `not-utf8`, `yaml-syntax`, `yaml-alias`, `too-deep`, `several-documents`,
    `empty-file` or `not-a-plan` if that fails."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Fault("error", "not-utf8", line=data[: error.start].count(b"\n") + 1)
    loader = yaml.CSafeLoader(text)
    try:
        return _tree(loader)
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        return Fault("error", "yaml-syntax", line=line, facts=(("problem", error.reason),))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Fault("error", "yaml-syntax", line=mark.line + 1 if mark else 1, facts=(("problem", error.problem or ""),))
    finally:
        loader.dispose()


def _tree(loader: yaml.CSafeLoader) -> Mapping | Fault:
    root = _Open(line=1)
    inside = [root]
    while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
        line = event.start_mark.line + 1 if event and event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            return Fault("error", "yaml-alias", line=line, facts=(("found", event.anchor),))
        _take(event, line, inside)
        if len(inside) > DEEPEST:
            return Fault("error", "too-deep", line=line, facts=(("limit", DEEPEST),))
        if len(root.items) > 1:
            return Fault("error", "several-documents", line=line)
    return _only(root)


def _take(event: yaml.Event | None, line: int, inside: list[_Open]) -> None:
    match event:
        case yaml.ScalarEvent():
            inside[-1].items.append(Scalar(event.value, line, plain=not event.style))
        case yaml.SequenceStartEvent():
            inside.append(_Open(line))
        case yaml.MappingStartEvent():
            inside.append(_Open(line, mapping=True))
        case yaml.CollectionEndEvent():
            closed = inside.pop()
            inside[-1].items.append(closed.whole())


def _only(root: _Open) -> Mapping | Fault:
    if not root.items or (isinstance(root.items[0], Scalar) and root.items[0].null):
        return Fault("error", "empty-file", line=1)
    only = root.items[0]
    return only if isinstance(only, Mapping) else Fault("error", "not-a-plan", line=only.line)


@dataclass(slots=True)
class _Open:
    """A list or map whose end has not come yet; in a map keys and values alternate."""

    line: int
    mapping: bool = False
    items: list[Node] = field(default_factory=list)

    def whole(self) -> Node:
        if self.mapping:
            return Mapping(self.line, list(zip(self.items[::2], self.items[1::2], strict=True)))
        return Sequence(self.line, self.items)
