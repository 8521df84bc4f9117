"""The typed table of the six genuine workbooks (`genuine_figures.txt`) as data, and where the workbooks lie, if they do."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from nap.returns.book import address, column_number

ROOT = Path(__file__).resolve().parents[2]
TYPED = Path(__file__).with_name("genuine_figures.txt")
LANGUAGES = ("ky", "ru", "en")
NO_DATA = ("-", "…")


def folder() -> Path | None:
    """Where the workbooks lie: `NAP_REAL_WORKBOOKS`, else a folder beside the project; None without them."""
    named = os.environ.get("NAP_REAL_WORKBOOKS")
    path = Path(named) if named else ROOT.parent / "shared" / "real" / "nsc"
    return path if path.is_dir() else None


@dataclass(frozen=True)
class Figure:
    """One figure as read by eye. `breakdown` None: a part of a kind that no code has."""

    cell: str
    row: int
    group: str
    region: str
    breakdown: str | None
    period: str
    value: Decimal | None
    state: str
    labels: dict[str, str] = field(hash=False)


@dataclass
class Typed:
    """One workbook."""

    name: str
    sheet: str
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """`title`, `unit`, `footnote` by language."""
    figures: list[Figure] = field(default_factory=list)
    beside_headings: set[int] = field(default_factory=set)
    """Rows of headings with marks beside them."""
    column: int = 0
    year: int = 0

    @property
    def no_data(self) -> int:
        return sum(figure.state == "no_data" for figure in self.figures)


def typed() -> tuple[Typed, ...]:
    """All workbooks, in the order of the table."""
    books: list[Typed] = []
    group, row = "", []
    for line in TYPED.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            books.append(Typed(*_cut(line[2:])))
        elif line.startswith("-- "):
            group = line[3:]
        elif line.startswith("    "):
            books[-1].figures += _figures(books[-1], group, row, line.split())
        elif line[:1].isdigit():
            row = _cut(line)
        elif line and not line.startswith("#"):
            _said(books[-1], line)
    return tuple(books)


def _cut(line: str) -> list[str]:
    return [part.strip() for part in line.split(" | ")]


def _said(book: Typed, line: str) -> None:
    word, _, rest = line.partition(" ")
    if word == "~":
        book.beside_headings.add(int(rest))
    elif word == "periods":
        letters, year = rest.split()
        book.column, book.year = column_number(letters), int(year)
    else:
        book.texts[word] = dict(zip(LANGUAGES, _cut(line)[1:], strict=True))


def _figures(book: Typed, group: str, row: list[str], cells: list[str]) -> list[Figure]:
    number, region, part, *names = row
    breakdown = {"total": "", "?": None}.get(part, part)
    labels = dict(zip(LANGUAGES, names, strict=True))
    return [
        Figure(
            address(int(number), book.column + step),
            int(number),
            group,
            region,
            breakdown,
            str(book.year + step),
            None if cell in NO_DATA else fifteen(cell),
            "no_data" if cell in NO_DATA else "",
            labels,
        )
        for step, cell in enumerate(cells)
        if cell != "."
    ]


def fifteen(number: str) -> Decimal:
    """The stored number to 15 significant digits, as a spreadsheet shows it."""
    return Decimal(f"{float(number):.15g}")


def plain(text: str) -> str:
    """Outer and double spaces and hard spaces do not count."""
    return re.sub(r"\s+", " ", text.replace("\xa0", " ")).strip()
