"""Tables written by hand, as offices really print them, each with what a careful statistician takes its figures for.

A text file holds cases: `== name`, the grid (`|` between cells), `--`, what its columns say. What a row says stands behind `##`.
Grid: `<` belongs to the cell on its left, `^` to the one above, `_` is a leading space, `'` text, `@2024-02-03` a date.
Said of a row or column: a place, a period, parts (`F M U R PD PWD Y…`), `m=word` for what is measured. `a|b` is either, `?` among
them left open; `region?` `period?` `part?`: nobody can know; `part~` `region~` anything; `F~` perhaps; `left`: may stay out.
`;;` parts what a row says for another set of columns (`right:`). Behind the columns: `B7 31.5 estimated`, a cell read otherwise
than typed, `asks`, `maybe asks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from nap.returns.book import Book, address, column_number
from nap.returns.reader import open_book

HERE = Path(__file__).parent / "corpus"
OPEN = "?"
ANY = "~"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z", re.ASCII)
_PLACE = re.compile(r"KG(-\w+)?\Z|\d{8}\Z", re.ASCII)
_PERIOD = re.compile(r"\d{4}(-\w+)?\Z", re.ASCII)
_PART = re.compile(r"(F|M|U|R|PD|PWD|Y\w+)\Z", re.ASCII)
_DIMENSIONS = {"F": "sex", "M": "sex", "U": "urbanisation", "R": "urbanisation", "PD": "disability", "PWD": "disability"}
_ORDER = ("sex", "age", "disability", "urbanisation")
_NO_DATA = frozenset({"-", "—", "…", "..."})


@dataclass(frozen=True)
class Meant:
    """What one figure is. Each field holds every answer that is right; `?` is "left open", `~` anything."""

    region: frozenset[str] = frozenset()
    period: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    part: str = ""
    measure: str = ""
    left: bool = False
    """It may be left out without a question: a growth rate beside figures."""
    value: Decimal | None = None
    state: str = ""
    quality: str = ""

    @property
    def regions(self) -> frozenset[str]:
        return self.region or frozenset({"KG"})

    @property
    def open(self) -> bool:
        """Where or when it was, nobody can know."""
        return OPEN in self.regions or OPEN in self.period

    @property
    def breakdowns(self) -> frozenset[str]:
        if self.part:
            return frozenset({self.part})
        chosen = [self.parts, (*self.parts, *self.perhaps)]
        return frozenset(_breakdown(parts) for parts in chosen)

    def beside(self, other: Meant) -> Meant:
        """What row and column say together."""
        return Meant(
            self.region or other.region,
            self.period or other.period,
            (*self.parts, *other.parts),
            (*self.perhaps, *other.perhaps),
            self.part or other.part,
            self.measure + other.measure,
            self.left or other.left,
        )


@dataclass
class Case:
    """One table: its grid, what its figures are, and whether it has to ask."""

    name: str
    grid: list[str] = field(default_factory=list)
    figures: dict[str, Meant] = field(default_factory=dict)
    asks: str = ""
    """Empty: an ordinary table; `asks`: it must; `maybe asks`: it may."""

    @property
    def book(self) -> Book:
        found = open_book(_workbook(self.grid))
        assert isinstance(found, Book)
        return found


def cases() -> list[Case]:
    """All of them, file by file."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.txt")))
    return [_case(part) for text in texts for part in re.split(r"^== ", text, flags=re.M)[1:]]


def _breakdown(parts: tuple[str, ...]) -> str:
    pairs = [(_DIMENSIONS.get(part, "age"), part) for part in parts]
    return ";".join(f"{dimension}={part}" for dimension, part in sorted(pairs, key=lambda pair: _ORDER.index(pair[0])))


def _case(text: str) -> Case:
    above, _, beneath = text.partition("\n--\n")
    name, *grid = above.split("\n")
    case = Case(name.strip(), [line.partition("##")[0] for line in grid])
    columns: dict[str, dict[int, Meant]] = {}
    exact: list[list[str]] = []
    for line in beneath.split("\n"):
        words = line.split()
        if words[:1] == ["c"]:
            side = "" if words[1].isupper() else words.pop(1)
            columns.setdefault(side, {})[column_number(words[1])] = _said(words[2:])
        elif words and words[-1] == "asks":
            case.asks = line.strip()
        elif words and words != ["none"]:
            exact.append(words)
    for index, line in enumerate(grid, start=1):
        _figures(case, index, line, columns)
    for place, value, *quality in exact:
        case.figures[place] = replace(case.figures[place], value=Decimal(value), quality="".join(quality))
    return case


def _figures(case: Case, row: int, line: str, columns: dict[str, dict[int, Meant]]) -> None:
    typed, mark, says = line.partition("##")
    cells = [cell.strip() for cell in typed.split("|")]
    for part in says.split(";;") if mark else []:
        side, colon, words = part.rpartition(":")
        said = _said(words.split())
        for column, meant in columns.get(side.strip() if colon else "", {}).items():
            text = cells[column - 1] if column <= len(cells) else ""
            if text:
                value = Decimal(text) if _NUMBER.match(text) else None
                state = "no_data" if text in _NO_DATA else ""
                case.figures[address(row, column)] = replace(said.beside(meant), value=value, state=state)


def _said(words: list[str]) -> Meant:
    found = Meant()
    for word in words:
        found = replace(found, **_word(word, found))
    return found


_OPEN_WORDS: dict[str, dict[str, Any]] = {
    "region?": {"region": frozenset({OPEN})},
    "region~": {"region": frozenset({ANY})},
    "period?": {"period": frozenset({OPEN})},
    "part?": {"part": OPEN},
    "part~": {"part": ANY},
    "left": {"left": True},
}


def _word(word: str, found: Meant) -> dict[str, Any]:
    """The field of a `Meant` that a word speaks of; ValueError if it is none."""
    first, bare = word.split("|")[0], word.removesuffix(ANY)
    if word in _OPEN_WORDS:
        return _OPEN_WORDS[word]
    if word.startswith("m="):
        return {"measure": word[2:]}
    if _PLACE.match(first):
        return {"region": frozenset(word.split("|"))}
    if _PERIOD.match(first):
        return {"period": frozenset(word.split("|"))}
    if not _PART.match(bare):
        raise ValueError(word)
    return {"parts": (*found.parts, word)} if bare == word else {"perhaps": (bare,)}


def _workbook(grid: list[str]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Лист1"
    lines = [[cell.strip() for cell in line.split("|")] for line in grid]
    for row, cells in enumerate(lines, start=1):
        for column, text in enumerate(cells, start=1):
            if text and text not in "<^":
                sheet.cell(row, column).value = _typed(text)
    for area in _merges(lines):
        sheet.merge_cells(area)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(text: str) -> str | int | float | date:
    if _NUMBER.match(text) and not (text.startswith("0") and text.isdigit() and len(text) > 1):
        return float(text) if "." in text else int(text)
    if text.startswith("@"):
        return date.fromisoformat(text[1:])
    spaces = len(text) - len(text.lstrip("_"))
    return " " * spaces + text.lstrip("_").removeprefix("'")


def _merges(lines: list[list[str]]) -> Iterator[str]:
    def at(row: int, column: int) -> str:
        return lines[row][column] if row < len(lines) and column < len(lines[row]) else ""

    for row, cells in enumerate(lines):
        for column, text in enumerate(cells):
            right, down = column, row
            while text not in {"", "<", "^"} and at(row, right + 1) == "<":
                right += 1
            while text not in {"", "<", "^"} and at(down + 1, column) == "^":
                down += 1
            if (right, down) != (column, row):
                yield f"{address(row + 1, column + 1)}:{address(down + 1, right + 1)}"
