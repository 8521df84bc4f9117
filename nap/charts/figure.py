"""A figure: picture, words and table of one thing. It cannot be made without words and table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from nap.charts.cells import Cell, Link, plain


@dataclass(frozen=True)
class Figure:
    """What one card shows: the same facts as a picture, in words and as a table, made of the same results.

    `title` names what is shown, where and when. `words` say what the picture says (for those who do not see it); `caption` and
    `header` with `rows` are the table, `name` the table's file name without ending. The picture is `spec`, a plain Vega-Lite
    dict, or `markup`, HTML in which every text is escaped; both empty where there is not one value to draw, and then words and
    table say so. `drawing` is the twin of `markup` for a file (`nap.charts.drawing`). `onward` leads to what a filter left out.
    ValueError without title, words or table, for two pictures, or for a row that is longer than the header.
    """

    title: str
    words: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str
    spec: Mapping[str, Any] = field(default_factory=dict, repr=False)
    markup: str = field(default="", repr=False)
    drawing: Mapping[str, Any] = field(default_factory=dict, repr=False)
    onward: Link | None = None

    def __post_init__(self) -> None:
        for needed in ("title", "words", "caption", "header", "name"):
            if not getattr(self, needed):
                raise ValueError(needed)
        if self.spec and self.markup:
            raise ValueError("two pictures")
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("rows")

    def digest(self) -> bytes:
        """A fingerprint of everything that is shown: equal figures have the same."""
        content = (self, self.spec, self.markup, self.drawing)
        return blake2b(repr(content).encode(), digest_size=16).digest()

    def plain_rows(self) -> list[Sequence[str | Decimal]]:
        """The table's rows for a file: exactly what is shown, numbers as numbers."""
        return [[plain(cell) for cell in row] for row in self.rows]
