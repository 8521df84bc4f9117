"""Does a sheet hold a list of persons? A Book and header words enter; places leave.

The words stand in `locales/personal_words.csv`: language, word, and `alone`, what it takes to make a list:

- `yes`: a column of that name is one by itself (passport, diagnosis); `within`: also where the header only begins with the word
  or has it in brackets (ФИО участницы, Участница (ФИО));
- `no`: a second such column is needed (name, phone and address may be an office's);
- `age` and `place`: both together, with an age in each row: one row is then one person.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from nap.returns.book import Book, Sheet, address
from nap.returns.personal import FEWEST, LIST_OF_PERSONS, PersonalHit
from nap.settings import ROOT

LONGEST_HEADER = 60
OLDEST = 110
"""Years of age."""


class PersonWord(NamedTuple):
    """A word of a column header, folded; `alone` as in the file."""

    word: str
    alone: str


@lru_cache(maxsize=1)
def person_words() -> tuple[PersonWord, ...]:
    """The words of all languages, from `locales/personal_words.csv`."""
    with (ROOT / "locales" / "personal_words.csv").open(encoding="utf-8", newline="") as file:
        return tuple(PersonWord(fold(row["word"]), row["alone"]) for row in csv.DictReader(file))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Letters and digits only, without case: `Ф.И.О. ` and `фио` are one word."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold().replace(".", "")).strip()


def person_lists(book: Book, words: Iterable[PersonWord] | None = None, fewest: int = FEWEST) -> tuple[PersonalHit, ...]:
    """One hit for each header row of a list of persons: at its first such column, with at least `fewest` filled rows beneath.

    `part` is empty; the level is `block`.
    """
    known = {word.word: word.alone for word in (person_words() if words is None else words)}
    word = lru_cache(maxsize=4096)(partial(_word, known=known))
    return tuple(hit for sheet in book.sheets for hit in _in_sheet(sheet, known, word, fewest))


def _in_sheet(sheet: Sheet, known: Mapping[str, str], word: Callable[[str], str], fewest: int) -> list[PersonalHit]:
    widths = {(top, left): right for top, left, _, right in sheet.merges}
    hits = []
    for row, headed in _headed(sheet, known, word).items():
        column = _list_column(headed)
        last = column if column is None else widths.get((row, column), column)
        if (column is not None and last is not None and _is_filled_beneath(sheet, row, range(column, last + 1), fewest)) or (
            column is None and (column := _age_column(headed)) is not None and _ages_beneath(sheet, row, column) >= fewest
        ):
            hits.append(PersonalHit("", sheet.name, address(row, column), LIST_OF_PERSONS, "block"))
    return hits


def _headed(sheet: Sheet, known: Mapping[str, str], read: Callable[[str], str]) -> dict[int, dict[int, tuple[str, str]]]:
    """Row → the columns in which such words stand, each with the word and what it takes; in ascending order."""
    found = [
        (place, word)
        for place, cell in sheet.cells.items()
        if cell.kind == "text" and len(cell.text) < LONGEST_HEADER and (word := read(cell.text))
    ]
    rows: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
    for (row, column), word in sorted(found):
        rows[row][column] = (word, known[word])
    return rows


def _word(text: str, known: Mapping[str, str]) -> str:
    """The word that this header is, begins with or has in brackets; empty if none."""
    whole = fold(text)
    if whole in known:
        return whole
    starts = [word for word in _beginnings(whole) if known.get(word) == "within"]
    bracketed = [fold(inside) for inside in re.findall(r"\(([^()]*)\)", text)]
    return next((word for word in (*starts, *bracketed) if known.get(word) in {"within", "yes"}), "")


def _beginnings(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[:count]) for count in range(1, len(words))]


def _list_column(headed: Mapping[int, tuple[str, str]]) -> int | None:
    """The first column of a list of persons; None if the words do not make one."""
    persons = {column: word for column, (word, alone) in headed.items() if alone in {"yes", "no", "within"}}
    enough = len(set(persons.values())) > 1 or any(headed[column][1] != "no" for column in persons)
    return min(persons) if persons and enough else None


def _age_column(headed: Mapping[int, tuple[str, str]]) -> int | None:
    kinds = {alone: column for column, (_, alone) in headed.items()}
    return kinds["age"] if {"age", "place"} <= set(kinds) else None


def _is_filled_beneath(sheet: Sheet, header: int, columns: range, fewest: int) -> bool:
    """Whether so many of the next rows have something in one of these columns; a list may have gaps of one row."""
    count, gap, row = 0, 0, header + 1
    while gap < 2 and count < fewest:
        filled = any((row, column) in sheet.cells for column in columns)
        count, gap, row = count + filled, 0 if filled else gap + 1, row + 1
    return count >= fewest


def _ages_beneath(sheet: Sheet, header: int, column: int) -> int:
    """How many of the rows beneath, without a gap, have an age there; 0 if some cell is no age."""
    row = header + 1
    while (cell := sheet.cells.get((row, column))) is not None:
        if not (isinstance(cell.value, Decimal) and 0 < cell.value <= OLDEST and cell.value == cell.value.to_integral_value()):
            return 0
        row += 1
    return row - header - 1
