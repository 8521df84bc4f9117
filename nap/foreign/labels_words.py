"""The words of foreign tables, from `locales/table_words.csv`: tokens of a text go in, the phrases that begin there come out.

The columns of the table are documented in docs/foreign.md. It is read once.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from nap.returns.choices import fold
from nap.settings import ROOT

_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S")
_JOINTS = frozenset("./-–—\u2010\u2011'’")
"""Signs that may stand between the words of a phrase: `в т.ч.`, `both-sexes`."""
_LONGEST_TAIL = 4
"""Letters that `*` stands for at most."""
_ROMAN = str.maketrans("іј", "ij")


class Token(NamedTuple):
    """One word, number or sign of a text: its folded form, and where it stands."""

    kind: str
    """`word`, `number` or `sign`."""
    shape: str
    start: int
    end: int


class Phrase(NamedTuple):
    """One row's phrase: its words as patterns, and what it is."""

    words: tuple[str, ...]
    kind: str
    code: str
    lang: str


@lru_cache(maxsize=20_000)
def shape(word: str) -> str:
    """A word without case, look-alikes and marks; signs as they are."""
    return fold(word.casefold().translate(_ROMAN)) or word


def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers and signs of a text in order."""
    return tuple(Token(_kind(each[0]), shape(each[0]), each.start(), each.end()) for each in _TOKEN.finditer(text))


def phrases_at(said: Sequence[Token], start: int, kinds: frozenset[str]) -> Iterator[tuple[int, Phrase]]:
    """Phrases of these kinds that begin at a token, each with the token behind it; the longest first."""
    found = []
    word = said[start].shape
    for phrase in (*_index().get(word, ()), *_index().get(f"{word[:1]}*", ())):
        if phrase.kind in kinds and (end := _end(said, start, phrase.words)):
            found.append((end, phrase))
    yield from sorted(found, key=lambda each: -each[0])


def whole(text: str, kind: str) -> Phrase | None:
    """The phrase of a kind that the text is, signs at its edges aside."""
    said = tokens(text)
    while said and said[-1].kind == "sign" and said[-1].shape not in "%+‰$":
        said = said[:-1]
    found = phrases_at(said, 0, frozenset({kind})) if said else iter(())
    return next((phrase for end, phrase in found if end == len(said)), None)


def is_at(said: Sequence[Token], at: int, kind: str) -> bool:
    """True if a phrase of the kind begins at a token."""
    return any(True for _ in phrases_at(said, at, frozenset({kind})))


def anywhere(text: str, kind: str) -> bool:
    """True if a phrase of the kind stands somewhere in the text."""
    said = tokens(text)
    return any(is_at(said, at, kind) for at in range(len(said)))


@cache
def phrases(kind: str) -> tuple[Phrase, ...]:
    """All phrases of a kind."""
    return tuple(phrase for phrase in _phrases() if phrase.kind == kind)


@cache
def common_words(lang: str) -> frozenset[str]:
    """Words that tell a language, folded."""
    own = (phrase for phrase in _phrases() if phrase.lang == lang)
    return frozenset(word for phrase in own for word in phrase.words if len(word) > 1 or phrase.kind == "common")


def _end(said: Sequence[Token], start: int, words: tuple[str, ...]) -> int:
    """The index behind a phrase that begins at `start`; 0 if it does not."""
    at = start
    for number, word in enumerate(words):
        while number and at < len(said) and said[at].shape in _JOINTS and word not in _JOINTS:
            at += 1
        if at >= len(said) or not _fits(said[at].shape, word):
            return 0
        at += 1
    return at


def _fits(typed: str, pattern: str) -> bool:
    if not pattern.endswith("*"):
        return typed == pattern
    stem = pattern[:-1]
    return typed.startswith(stem) and len(typed) - len(stem) <= _LONGEST_TAIL


def _kind(text: str) -> str:
    return "number" if text.isdecimal() else "word" if text.isalpha() else "sign"


@cache
def _index() -> dict[str, tuple[Phrase, ...]]:
    """By the first word, or by the first letter and a star where the word may go on."""
    found: dict[str, list[Phrase]] = {}
    for phrase in _phrases():
        first = phrase.words[0]
        found.setdefault(f"{first[:1]}*" if first.endswith("*") else first, []).append(phrase)
    return {word: tuple(several) for word, several in found.items()}


@cache
def _phrases() -> tuple[Phrase, ...]:
    with (ROOT / "locales" / "table_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Phrase(_patterns(words), row["kind"], row["code"], row["lang"]) for row in rows for words in row["words"].split("|")
    )


def _patterns(words: str) -> tuple[str, ...]:
    """`женщин*` stays one pattern; a star is no sign here."""
    return tuple(
        f"{each.shape}*" if words[each.end : each.end + 1] == "*" else each.shape for each in tokens(words) if each.shape != "*"
    )
