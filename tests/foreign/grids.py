"""Little sheets from text: a line a row, `|` between cells, numbers as numbers, a leading `'` for numbers typed as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from nap.foreign.model import Given, Hint, Remark, Understood
from nap.foreign.understanding import understand
from nap.plan import Regions
from nap.returns.book import Book, Cell, Sheet, area

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z", re.ASCII)
ROOT = Path(__file__).resolve().parents[2]


@cache
def regions() -> Regions:
    return Regions.load(ROOT / "data" / "regions.csv")


def cell(text: str) -> Cell:
    if _NUMBER.match(text):
        return Cell("number", Decimal(text), text)
    text = text.removeprefix("'").replace("\\n", "\n")
    return Cell("error", text, text) if text.startswith("#") and text.isupper() else Cell("text", text, text)


def sheet(text: str, name: str = "Sheet1", merges: Sequence[str] = (), top: int = 1, left: int = 1) -> Sheet:
    """The first line of the text is row `top`; a cell that begins with `_` keeps its leading spaces, one for each `_`."""
    cells = {}
    for row, line in enumerate(text.strip("\n").split("\n"), start=top):
        for column, typed in enumerate(line.split("|"), start=left):
            typed = typed.strip()
            if typed:
                spaces = len(typed) - len(typed.lstrip("_"))
                cells[row, column] = cell(" " * spaces + typed.lstrip("_"))
    return Sheet(name, "visible", cells, merges=tuple(area(each) for each in merges))


def understood(text: str, *hints: Hint, name: str = "Sheet1", merges: Sequence[str] = ()) -> Understood:
    return understand(Book((sheet(text, name, merges),)), regions(), hints)


def said(given: Given) -> str:
    """`KG-B sex=F 2022`: what a figure is, `-` for the total, `?` for what is not known."""
    breakdown = "?" if given.breakdown is None else given.breakdown or "-"
    return f"{given.region or '?'} {breakdown} {given.period or '?'}"


def figures(read: Understood) -> dict[str, str]:
    """By what stands in the cell (every figure of a test has a number of its own): what it is."""
    return {given.typed: said(given) for block in read.blocks for given in block.values}


def remarks(read: Understood) -> list[Remark]:
    return [*read.remarks, *(remark for block in read.blocks for remark in block.remarks)]


def asked(read: Understood) -> list[str]:
    """Codes of all questions."""
    return [remark.code for remark in remarks(read) if remark.asks]


def expect(text: str) -> dict[str, str]:
    """`11 KG - 2022` a line."""
    return dict(line.strip().split(" ", 1) for line in text.strip().splitlines())
