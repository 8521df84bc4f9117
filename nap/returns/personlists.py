"""Does a sheet hold a list of persons? A Book and header words enter; places leave (domain.md §5.4).

The words stand in `locales/personal_words.csv`: language, word, and `alone`: `yes` if a column of that name is a list of persons
by itself (ФИО, аты-жөнү, passport), `no` if it takes a second such column (name, phone and address may be an office's).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from nap.returns.book import Book, Cell, Sheet, address
from nap.returns.personal import PersonalHit
from nap.settings import ROOT

LIST_OF_PERSONS = "list_of_persons"
FEWEST = 3
"""Rows filled beneath the header that make a list."""


class PersonWord(NamedTuple):
    """A word of a column header, folded; `alone` as in the file."""

    word: str
    alone: bool


@lru_cache(maxsize=1)
def person_words() -> tuple[PersonWord, ...]:
    """The words of all languages, from `locales/personal_words.csv`."""
    with (ROOT / "locales" / "personal_words.csv").open(encoding="utf-8", newline="") as file:
        return tuple(PersonWord(fold(row["word"]), row["alone"] == "yes") for row in csv.DictReader(file))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Letters and digits only, without case: `Ф.И.О. ` and `фио` are one word."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold().replace(".", "")).strip()


def person_lists(book: Book, words: Iterable[PersonWord] | None = None, fewest: int = FEWEST) -> tuple[PersonalHit, ...]:
    """One hit for each header row of a list of persons: at its first such column, with at least `fewest` filled rows beneath.

    `part` is empty; the level is `block`.
    """
    known = {word.word: word.alone for word in (person_words() if words is None else words)}
    return tuple(hit for sheet in book.sheets for hit in _in_sheet(sheet, known, fewest))


def _in_sheet(sheet: Sheet, known: Mapping[str, bool], fewest: int) -> list[PersonalHit]:
    rows = sheet.rows()
    hits = []
    for row, cells in rows.items():
        columns = _person_columns(cells, known)
        if columns and _filled_beneath(rows, row, columns[0]) >= fewest:
            hits.append(PersonalHit("", sheet.name, address(row, columns[0]), LIST_OF_PERSONS, "block"))
    return hits


def _person_columns(cells: Mapping[int, Cell], known: Mapping[str, bool]) -> list[int]:
    """The columns of this row that are headed by such words; empty if they do not make a list of persons."""
    headed = {column: fold(cell.text) for column, cell in cells.items() if cell.kind == "text" and len(cell.text) < 60}
    found = {column: word for column, word in headed.items() if word in known}
    enough = len(set(found.values())) > 1 or any(known[word] for word in found.values())
    return list(found) if enough else []


def _filled_beneath(rows: Mapping[int, Mapping[int, Cell]], header: int, column: int) -> int:
    """How many of the next rows have something in that column; a list may have gaps of one row."""
    count, gap, row = 0, 0, header + 1
    while gap < 2:
        filled = column in rows.get(row, {})
        count, gap, row = count + filled, 0 if filled else gap + 1, row + 1
    return count
