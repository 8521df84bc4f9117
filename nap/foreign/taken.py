"""A file taken apart: its Book, all its text for the search, and what could not be told. What every reader of this room gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from nap.returns.book import Book
from nap.returns.gate import refusal
from nap.returns.reader import LETTERS_LIMIT
from nap.returns.xmltext import Passage

MOST_CELLS = 20_000
"""Filled cells of a table that is to be understood: that happens among the pages of others, some ten thousand cells a second."""
MOST_TEXTS = 6_000
"""Different texts of such a table: the names of all villages of a country in three languages. Each is looked at for long."""


class Taken(NamedTuple):
    """`passages` may raise Refused while they are gone through. `remarks`: the fields of `nap.foreign.model.Remark` by name,
    because the nouns of the room need a library for languages that the worker does not load."""

    book: Book
    passages: Iterable[Passage]
    remarks: tuple[dict[str, Any], ...] = ()


def sound(book: Book) -> Book:
    """The same book. Raises Refused if two sheets have one name, or its texts are more than anybody could search."""
    names: set[str] = set()
    letters = 0
    for sheet in book.sheets:
        if sheet.name.casefold() in names:
            raise refusal("file-unreadable", "sheet-twice", sheet=sheet.name)
        names.add(sheet.name.casefold())
        letters += sum(len(cell.text) for cell in sheet.cells.values())
        if letters > LETTERS_LIMIT:
            raise refusal("too-many-cells", "letters", sheet=sheet.name, limit=LETTERS_LIMIT)
    return book


def graspable(book: Book) -> Book:
    """The same book. Raises Refused if it is larger than any table that a person could look through."""
    cells, texts = 0, set[str]()
    for sheet in book.sheets:
        cells += len(sheet.cells)
        texts.update(cell.text for cell in sheet.cells.values() if cell.kind == "text")
        if cells > MOST_CELLS:
            raise refusal("too-many-cells", "table", sheet=sheet.name, limit=MOST_CELLS)
        if len(texts) > MOST_TEXTS:
            raise refusal("too-many-cells", "texts", sheet=sheet.name, limit=MOST_TEXTS)
    return book
