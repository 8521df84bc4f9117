"""What a cell of a table can hold besides plain text. Texts are already in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from nap.facts import Period


@dataclass(frozen=True)
class Mark:
    """A sign with its word and colour class; `big` stands above, `small` below."""

    sign: str
    word: str
    kind: str
    big: str = ""
    small: str = ""


@dataclass(frozen=True)
class Amount:
    """A number in the reader's manner, standing to the right, and the same rounded number as a machine reads it.

    `value` is None where there is none or none may be shown; then the text says which. `of`: the result it is the value of
    (indicator, region, period, part), for who may ask how it came about; `address`: where that is told.
    """

    text: str
    value: Decimal | None = None
    of: tuple[str, str, Period, str] | None = field(default=None, compare=False)
    address: str = field(default="", compare=False)


@dataclass(frozen=True)
class Link:
    """Words that lead to another page of ours."""

    words: str
    address: str


Cell = str | Mark | Amount | Link | tuple[Mark | Link, ...]


def plain(cell: Cell) -> str | Decimal:
    """The same cell for a file: numbers as numbers, signs as their words."""
    match cell:
        case Amount(text, value):
            return text if value is None else value
        case Mark():
            return ", ".join(part for part in (cell.big, cell.word, *cell.small.splitlines()) if part)
        case Link(words, _):
            return words
        case tuple():
            return "; ".join(str(plain(mark)) for mark in cell)
        case _:
            return "; ".join(cell.splitlines())
