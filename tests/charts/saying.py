"""What a figure says in each of its forms, read back out of what is shown: the numbers of picture, twin, words and table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

from defusedxml.ElementTree import fromstring

from nap.charts import Figure
from nap.charts.cells import Amount, Cell, Link, Mark
from tests.charts.building import rows

_ENGLISH = re.compile(r"−?\d{1,3}(?:,\d{3})+(?:\.\d+)?|−?\d+(?:\.\d+)?")
_OTHERS = re.compile(r"−?\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:,\d+)?|−?\d+(?:,\d+)?")
_AXIS = {"gv", "nap-ends", "nap-periods", "no", "h3"}
"""Names of a scale, as Vega writes them by itself, half-years above deadlines, the numbers of regions on a map."""
_VOID = {"br", "img", "input", "hr", "wbr"}


def numbers(lang: str, text: str) -> set[Decimal]:
    """Every number written in that text in the manner of the language."""
    found = (_ENGLISH if lang == "en" else _OTHERS).findall(text)
    return {
        Decimal(re.sub(r"[\u00a0\u202f]" if lang != "en" else ",", "", one).replace(",", ".").replace("−", "-")) for one in found
    }


def told(cell: Cell) -> str:
    """Everything that can be read in a cell."""
    match cell:
        case Mark(sign, word, _, big, small):
            return f"{big} {sign} {word} {small}"
        case Amount(text):
            return text
        case Link(words):
            return words
        case tuple():
            return " ; ".join(told(one) for one in cell)
        case _:
            return str(cell)


def table_text(figure: Figure) -> str:
    """Table and its head."""
    return "\n".join([*figure.header, *(told(cell) for row in figure.rows for cell in row)])


def amounts(figure: Figure) -> set[Decimal]:
    """The numbers of the table as a machine reads them."""
    return {cell.value for row in figure.rows for cell in row if isinstance(cell, Amount) and cell.value is not None}


@dataclass
class Read(HTMLParser):
    """Texts of HTML: what is shown, what a pointer or a screen reader gets; `axes` apart; `hidden`: what hidden marks hold."""

    shown: list[str] = field(default_factory=list)
    axes: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    open: list[tuple[str, set[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        self.shown += [given[name] for name in ("title", "aria-label", "alt") if name in given]
        if tag not in _VOID:
            self.open.append((tag, classes | {tag}))
        if self._within({"hidden", "hid"}):
            self.hidden.append(f"{given.get('title', '')}")

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open[-1][0] == tag, (self.open[-1], tag)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self._within(_AXIS):
            self.axes.append(data)
            return
        self.shown.append(data)
        if self._within({"hidden", "hid"}):
            self.hidden.append(data)

    def _within(self, names: set[str]) -> bool:
        return any(classes & names for _, classes in self.open)


def read(markup: str) -> Read:
    """The markup's texts; AssertionError where elements do not close."""
    reader = Read()
    reader.feed(markup)
    reader.close()
    assert not reader.open
    return reader


def spec_texts(figure: Figure) -> list[str]:
    """The texts in the data of a spec, without colours."""
    texts = [value for row in rows(figure.spec) for value in row.values() if isinstance(value, str)]
    return [text for text in texts if not text.startswith("var(")]


def spec_numbers(figure: Figure) -> set[Decimal]:
    """Places of points, bars, targets: `v` and `g` where they are numbers."""
    places = (row.get(name) for row in rows(figure.spec) for name in ("v", "g"))
    return {Decimal(str(value)) for value in places if isinstance(value, int | float)}


_UNSEEN = {"look", "kind", "place", "columns", "of"}
"""Parts of a twin that are drawn, not written."""


def twin_texts(drawing: Mapping[str, Any]) -> Iterator[str]:
    """Every text of the twin for a file; of a segment its number."""
    if drawing.get("kind") == "svg":
        yield from (text for one in fromstring(drawing["svg"]).iter() if (text := (one.text or "").strip()))
        yield from (*drawing["scale"], drawing["below"])
    else:
        yield from _texts(drawing)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        inner = [value for name, value in node.items() if name not in _UNSEEN and (name, value) != ("number", 0)]
    else:
        inner = list(node) if isinstance(node, list | tuple) else []
    if isinstance(node, str) or (isinstance(node, int) and not isinstance(node, bool)):
        yield str(node)
    for one in inner:
        yield from _texts(one)
