"""A file taken apart: its Book, all its text for the search, and what could not be told. What every reader of this room gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from nap.returns.book import Book
from nap.returns.xmltext import Passage


class Taken(NamedTuple):
    """`passages` may raise Refused while they are gone through. `remarks`: the fields of `nap.foreign.model.Remark` by name,
    because the nouns of the room need a library for languages that the worker does not load."""

    book: Book
    passages: Iterable[Passage]
    remarks: tuple[dict[str, Any], ...] = ()
