"""Is there personal data in this file? Bytes and patterns enter; places leave, never the words found there.

Every part of the archive is searched, also what the reading ignores: comments, drawings, headers and footers, defined names,
custom properties, cached pivot records, embedded documents. Left out are names of authors and last editors, which Excel writes by
itself, and pictures and printer settings, which hold no text. A match that touches further digits is none: a district's code of
14 digits and a sum of money contain what looks like a telephone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, Protocol

from nap.facts import Finding
from nap.returns.gate import Package, Refused, as_text, enter_size, foreign_file, inflate, open_archive
from nap.returns.partstext import lines, package_layout, passages
from nap.returns.reader import unescape
from nap.returns.xmltext import Passage


class PrivacyPattern(Protocol):
    """One pattern of the plan file: its name, the expression (spelt or compiled), `block`, `ask` or `strip`."""

    @property
    def name(self) -> str: ...
    @property
    def pattern(self) -> str | re.Pattern[str]: ...
    @property
    def level(self) -> str: ...


class NamedPattern(NamedTuple):
    """The plainest PrivacyPattern. `needs` is a quicker expression that fits wherever this one does."""

    name: str
    pattern: str
    level: str
    needs: str = ""


class PersonalHit(NamedTuple):
    """Where a pattern fits: part of the archive, sheet and cell where there are such; the pattern's name and level."""

    part: str
    sheet: str | None
    cell: str | None
    pattern: str
    level: str


Search = Callable[[str], tuple[tuple[str, str], ...]]
"""Text → name and level of each pattern that fits."""
LIST_OF_PERSONS = "list_of_persons"
LIST, HEAD = "list", "head"
"""Levels of our own patterns: one name among many, and the header above such."""
FEWEST = 3
"""Rows that make a list."""


def scan(data: bytes, patterns: Iterable[PrivacyPattern]) -> tuple[PersonalHit, ...] | Finding:
    """All hits in the file, in the order of the file, one per cell and pattern.

    A Finding (as of `gate`) if there is no hit but not everything could be searched: a protected or damaged archive, one that is
    too large, an old .xls, a PDF. A table saved as text or HTML is searched as text.
    """
    return hits_in(passages_of(data), patterns)


def hits_in(found: Iterable[Passage], patterns: Iterable[PrivacyPattern]) -> tuple[PersonalHit, ...] | Finding:
    """The same for the texts of a file that somebody else has taken apart; `found` may raise Refused on its way."""
    search, lists = searcher(patterns), Lists()
    hits: dict[PersonalHit, None] = {}
    try:
        for passage in found:
            lists.after(passage)
            for name, level in search(passage.text) if passage.found is None else (passage.found,):
                lists.add(passage, name, level) if level in (LIST, HEAD) else hits.setdefault(_hit(passage, name, level))
    except Refused as refused:
        return (*hits, *lists.hits()) or refused.finding
    return (*hits, *lists.hits())


def _hit(passage: Passage, name: str, level: str) -> PersonalHit:
    return PersonalHit(passage.part, passage.sheet, passage.cell, name, level)


class Lists:
    """Which columns and parts hold so many different names that they are a list; no name is kept, only its fingerprint."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._first: dict[tuple[str, str], PersonalHit] = {}
        self._headed: dict[str, int] = {}

    def add(self, passage: Passage, name: str, level: str) -> None:
        """A name, or a header of names; in a worksheet headers are the matter of `personlists`, which sees the rows."""
        if level == HEAD:
            if passage.sheet is None and _HOLDS_TABLES.search(passage.part):
                self._headed.setdefault(passage.part, 0)
                self._first.setdefault((passage.part, HEAD), _hit(passage, name, "block"))
            return
        column = (passage.part, (passage.cell or "").rstrip("0123456789"))
        self._names[column].add(hash(passage.text.strip()))
        self._first.setdefault(column, _hit(passage, name, "block"))

    def after(self, passage: Passage) -> None:
        """Count what follows a header."""
        if passage.part in self._headed:
            self._headed[passage.part] += 1

    def hits(self) -> tuple[PersonalHit, ...]:
        """One hit for each list."""
        full = [column for column, names in self._names.items() if len(names) >= FEWEST]
        full += [(part, HEAD) for part, count in self._headed.items() if count >= FEWEST]
        return tuple(dict.fromkeys(self._first[column] for column in full))


_HOLDS_TABLES = re.compile(r"/pivotCache/|!")
"""Parts beside worksheets in which a header stands above rows: cached pivot tables and embedded documents."""


def passages_of(data: bytes) -> Iterator[Passage]:
    """All text of a workbook, or of a table saved as text. Raises Refused on the way."""
    enter_size(data)
    if data.startswith(b"PK"):
        archive = open_archive(data)
        parts = inflate(archive)
        about = lines("", archive.comment.decode("utf-8", errors="replace"))
        yield from chain(about, passages(parts, package_layout(Package(parts))))
        return
    text = as_text(data)
    if text is None or data.startswith(b"%PDF"):
        raise foreign_file(data)
    yield from lines("", text)


def searcher(patterns: Iterable[PrivacyPattern]) -> Search:
    """The search for these patterns in one text; equal texts are searched once."""
    groups: dict[str, list[PrivacyPattern]] = defaultdict(list)
    for each in patterns:
        groups[getattr(each, "needs", "")].append(each)
    grouped = [(re.compile(needs), found) for needs, found in groups.items()]

    @lru_cache(maxsize=100_000)
    def search(text: str) -> tuple[tuple[str, str], ...]:
        hits: dict[tuple[str, str], None] = {}
        for reading in _readings(text):
            for needs, found in grouped:
                if needs.search(reading):
                    # Compiled, and remembered by `re`, only now: the long ones cost as much as reading a whole return.
                    hits |= {(each.name, str(each.level)): None for each in found if _fits(re.compile(each.pattern), reading)}
        return tuple(hits)

    return search


def _readings(text: str) -> tuple[str, ...]:
    """The text as patterns can read it: plain, with single blanks in numbers, a name in capitals written as names are."""
    plain_text = tidy(unescape(text))
    named = plain_text.title() if plain_text.isupper() and _IN_CAPITALS.fullmatch(plain_text) else plain_text
    return tuple(dict.fromkeys((plain_text, spaced(plain_text), named)))


_IN_CAPITALS = re.compile(r"[^\W\d_]{2}[^\W\d_ .,'-]*+[ .,'-][^_$]{2,100}")
"""Two words and more, not longer than names are."""
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_UNSEEN = [0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFE0F, 0xFEFF]
_PLAIN: Mapping[int, str | None] = _DASHES | dict.fromkeys(_UNSEEN)
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")


def tidy(text: str) -> str:
    """Digits of other scripts, hard spaces, long dashes and unseen characters made plain: a pattern needs not know them."""
    if text.isascii():
        return text
    plain_text = unicodedata.normalize("NFKC", text.translate(_PLAIN))
    return _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), plain_text)


_LONG_NUMBER = re.compile(r"\d(?:\D{0,3}\d){6}")
_CHAIN = re.compile(r"(?<!\d)\d++(?:[./_] ?\d++){2,}")
_BLANKS = re.compile(r"[()\[\]\s]+")
_TOUCHING = re.compile(r"(?<=[^\W\d_A-Za-z])(?=\d)|(?<=\d)(?=[^\W\d_A-Za-z])")


def spaced(text: str) -> str:
    """A second reading of tidy text: `+996 (700) 12.34.56` with single blanks, `ПИН2…` with one before the number.

    A dot, stroke or underscore counts as a blank only in a chain of three groups and more, so that a decimal point stays one.
    """
    if not _LONG_NUMBER.search(text):
        return text
    bare = _CHAIN.sub(lambda match: re.sub("[./_] ?", " ", match[0]), _BLANKS.sub(" ", text))
    return _TOUCHING.sub(" ", bare)


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    """Whether some match stands alone. One that does not is left behind together with the number it began in."""
    start = 0
    while start <= len(text) and (match := pattern.search(text, start)) is not None:
        if _stands_alone(match):
            return True
        start = max(match.start() + 1, _end_of_number(text, match.start()) if _inside_number(match) else 0)
    return False


_DIGITS = re.compile(r"\d*")


def _end_of_number(text: str, start: int) -> int:
    found = _DIGITS.match(text, start)
    return start if found is None else found.end()


def _inside_number(match: re.Match[str]) -> bool:
    """Whether the match begins within a longer number."""
    text, start = match.string, match.start()
    return text[start : start + 1].isdigit() and re.search(r"\d[.,]?\Z", text[max(start - 2, 0) : start]) is not None


def _stands_alone(match: re.Match[str]) -> bool:
    """False if the match begins or ends inside a longer number."""
    text, start, end = match.string, match.start(), match.end()
    if start == end or _inside_number(match):
        return False
    return not (end < len(text) and text[end].isdigit() and text[end - 1].isdigit())
