"""Is there personal data in this file? Bytes and patterns enter; places leave, never the words found there (design.md §6).

Every part of the archive is searched, also what the reading ignores: comments, drawings, headers and footers, defined names,
custom properties, cached pivot records, embedded documents. Left out are names of authors and last editors, which Excel writes by
itself, and pictures and printer settings, which hold no text. A match that touches further digits is none: a district's code of
14 digits and a sum of money contain what looks like a telephone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, Protocol

from nap.facts import Finding
from nap.returns.gate import Package, Refused, as_text, enter_size, foreign_file, inflate, open_archive
from nap.returns.partstext import Passage, lines, package_layout, passages
from nap.returns.reader import unescape


class PrivacyPattern(Protocol):
    """One pattern of the plan file: its name, the expression (spelt or compiled), `block` or `ask`."""

    @property
    def name(self) -> str: ...
    @property
    def pattern(self) -> str | re.Pattern[str]: ...
    @property
    def level(self) -> str: ...


class NamedPattern(NamedTuple):
    """The plainest PrivacyPattern."""

    name: str
    pattern: str
    level: str


class PersonalHit(NamedTuple):
    """Where a pattern fits: part of the archive, sheet and cell where there are such; the pattern's name and level."""

    part: str
    sheet: str | None
    cell: str | None
    pattern: str
    level: str


Search = Callable[[str], tuple[tuple[str, str], ...]]
"""Text → name and level of each pattern that fits."""


def scan(data: bytes, patterns: Iterable[PrivacyPattern]) -> tuple[PersonalHit, ...] | Finding:
    """All hits in the file, in the order of the file, one per cell and pattern.

    A Finding (as of `gate`) if there is no hit but not everything could be searched: a protected or damaged archive, one that is
    too large, an old .xls, a PDF. A table saved as text or HTML is searched as text.
    """
    search = searcher(patterns)
    hits: dict[PersonalHit, None] = {}
    try:
        for passage in _passages(data):
            for name, level in search(passage.text):
                hits[PersonalHit(passage.part, passage.sheet, passage.cell, name, level)] = None
    except Refused as refused:
        return tuple(hits) or refused.finding
    return tuple(hits)


def _passages(data: bytes) -> Iterator[Passage]:
    enter_size(data)
    if data.startswith(b"PK"):
        archive = open_archive(data)
        parts = inflate(archive)
        about = lines("", archive.comment.decode("utf-8", errors="replace"))
        return chain(about, passages(parts, package_layout(Package(parts))))
    text = as_text(data)
    if text is None or data.startswith(b"%PDF"):
        raise foreign_file(data)
    return lines("", text)


def searcher(patterns: Iterable[PrivacyPattern]) -> Search:
    """The search for these patterns in one text. Compiled once; equal texts are searched once."""
    compiled = [(re.compile(pattern.pattern), pattern.name, str(pattern.level)) for pattern in patterns]

    @lru_cache(maxsize=100_000)
    def search(text: str) -> tuple[tuple[str, str], ...]:
        readings = tuple(dict.fromkeys((tidy_text := tidy(unescape(text)), spaced(tidy_text))))
        return tuple((name, level) for pattern, name, level in compiled if any(_fits(pattern, reading) for reading in readings))

    return search


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_PLAIN: Mapping[int, str | None] = _DASHES | dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def tidy(text: str) -> str:
    """Full-width digits, hard spaces, long dashes and unseen characters made plain, so that a pattern needs not know them."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_PLAIN))


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
    return any(map(_stands_alone, pattern.finditer(text)))


def _stands_alone(match: re.Match[str]) -> bool:
    """False if the match begins or ends inside a longer number."""
    text, start, end = match.string, match.start(), match.end()
    if start == end:
        return False
    before = re.search(r"\d[.,]?\Z", text[max(start - 2, 0) : start]) is not None and text[start].isdigit()
    after = end < len(text) and text[end].isdigit() and text[end - 1].isdigit()
    return not (before or after)
