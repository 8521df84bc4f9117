"""The plan file that a matrix comes to: values with their cells enter, YAML leaves, and for each line the cell behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from nap.matrix.values import Plain
from nap.plan.nodes import Mapping as MappingNode, Node, Scalar, Sequence as SequenceNode, parse


@dataclass(frozen=True)
class Place:
    """A cell of a sheet."""

    sheet: str
    cell: str


@dataclass(frozen=True)
class Leaf:
    """A value and where it stands."""

    value: Plain
    place: Place


Tree = dict[str, Any]
"""Keys to trees, lists of trees or leaves."""


class _Dumper(yaml.SafeDumper):
    """Numbers digit for digit, never as floats; nothing is written as an alias, which plan files do not know."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _number(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = f"{number:f}"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(Leaf, lambda dumper, leaf: dumper.represent_data(leaf.value))
_Dumper.add_representer(date, lambda dumper, day: dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat()))


def source_of(tree: Tree) -> bytes:
    """The YAML, keys in the order of the tree; the same tree gives the same bytes."""
    return yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6).encode()


def places(tree: Tree, source: bytes) -> Mapping[int, Place]:
    """For each line the cell of what begins there; of an entry that of its first value."""
    node = parse(source)
    return dict(_walk(tree, node)) if isinstance(node, MappingNode) else {}


def _walk(tree: Any, node: Node) -> Iterator[tuple[int, Place]]:
    match tree, node:
        case Leaf(), _:
            yield from ((line, tree.place) for line in _lines(node))
        case dict(), MappingNode():
            for key, value in node.pairs:
                inner = tree[key.text] if isinstance(key, Scalar) else None
                first = _first(inner)
                if first is not None and key.line not in _lines(value):
                    yield key.line, first
                yield from _walk(inner, value)
        case list(), SequenceNode():
            for inner, value in zip(tree, node.items, strict=True):
                yield from _walk(inner, value)


def _lines(node: Node) -> Iterator[int]:
    yield node.line
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _lines(item)


def _first(tree: Any) -> Place | None:
    match tree:
        case Leaf():
            return tree.place
        case dict():
            found = (_first(value) for value in tree.values())
        case list():
            found = (_first(value) for value in tree)
        case _:
            return None
    return next((place for place in found if place is not None), None)
