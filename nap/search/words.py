"""Words as they are compared: a text goes in; folded words, their places and their stems come out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

import snowballstemmer

from nap.search.spoken import Spoken, spoken, typed_for

_WORD = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]?(?![^\W_])|[^\W_]+(?:['’ʼ`][^\W\d_]+)*")
_APOSTROPHES = re.compile("['’ʼ`].*")
_SHORTEST = 3
"""Letters that an ending must leave of a word."""
_KEPT = 20_000
"""Word forms whose stems are remembered."""
_VOWELS = frozenset("аеёиоуыэюяөү")
_LOOK_ALIKE = str.maketrans("авекмнорстухіј", "abekmhopctyxij")
"""Cyrillic letters to the Latin ones they are mistaken for, in codes."""


def fold(text: str) -> str:
    """One spelling for what people vary: case, compatibility forms, letters many keyboards lack."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(typed_for())


def words(text: str) -> list[str]:
    """The folded words of a text in order; numbers keep their dots, `2,3` is `2.3`."""
    return [word for word, _, _ in placed(text)]


def placed(text: str) -> Iterator[tuple[str, int, int]]:
    """Every word folded, with where it begins and ends in the text."""
    for match in _WORD.finditer(text):
        word = fold(match[0])
        if any(letter.isdigit() for letter in word):
            word = in_latin(word.replace(",", ".").translate(_LOOK_ALIKE))
        yield _APOSTROPHES.sub("", word), match.start(), match.end()


@cache
def stop_words() -> frozenset[str]:
    """Words of any language that say nothing of what is looked for."""
    return frozenset(fold(word) for each in spoken() for word in each.stop)


def stems(word: str) -> tuple[tuple[str, str], ...]:
    """What remains of a folded word in each language, by the language's code."""
    return tuple((each.lang, stem(each.lang, word)) for each in spoken())


@lru_cache(maxsize=_KEPT)
def stem(lang: str, word: str) -> str:
    """What remains of a folded word without its endings in that language; words with digits stay whole."""
    if any(letter.isdigit() for letter in word):
        return word
    found = _stemmer(lang)(word)
    return found if len(found) >= _SHORTEST else word


@cache
def _stemmer(lang: str) -> Callable[[str], str]:
    language = next((each for each in spoken() if each.lang == lang), None)
    if language is None:
        return str
    irregular = {fold(form): fold(word) for form, word in language.irregular.items()}
    bare = _by_library(language) if language.stemmer else _by_endings(language)
    return lambda word: bare(irregular.get(word, word))


def _by_library(language: Spoken) -> Callable[[str], str]:
    made: Callable[[str], str] = snowballstemmer.stemmer(language.stemmer).stemWord
    return made


def _by_endings(language: Spoken) -> Callable[[str], str]:
    """Endings are taken off group by group, from the last to the first, as long as a word remains."""
    groups = tuple(tuple(dict.fromkeys(fold(ending) for ending in group)) for group in language.endings)
    hardened = {fold(soft): fold(hard) for soft, hard in language.hardened.items()}

    def bare(word: str) -> str:
        for group in groups:
            word = _without(word, group, hardened)
        return word

    return bare


def _without(word: str, endings: tuple[str, ...], hardened: dict[str, str]) -> str:
    for ending in endings:
        left = len(word) - len(ending)
        if left >= _SHORTEST and word.endswith(ending) and _VOWELS & set(word[:left]):
            rest = word[:left]
            # Between vowels a last consonant softens: what stands before the ending is written hard where it ends the word.
            return rest[:-1] + hardened.get(rest[-1], rest[-1])
    return word


def in_latin(word: str) -> str:
    """The word as it is written by who has only Latin letters."""
    return "".join(_latin().get(letter, letter) for letter in word)


@cache
def _latin() -> Mapping[str, str]:
    told = [(fold(letter), written) for each in spoken() for letter, written in each.latin.items()]
    return dict(reversed(told))
