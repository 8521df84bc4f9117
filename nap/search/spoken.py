"""What a search has to know of each language, read from `locales/<language>/search.yaml` (docs/search.md explains the file)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import yaml

from nap.words import LOCALES, languages

GLOSSARY = LOCALES / "glossary.csv"


@dataclass(frozen=True)
class Spoken:
    """One language: letters others are typed for, endings in the order they are taken off, and lists of words."""

    lang: str
    stemmer: str
    letters: Mapping[str, str]
    hardened: Mapping[str, str]
    endings: tuple[tuple[str, ...], ...]
    irregular: Mapping[str, str]
    stop: frozenset[str]
    same: tuple[tuple[str, ...], ...]
    keyboard: str
    latin: Mapping[str, str]


@cache
def spoken() -> tuple[Spoken, ...]:
    """Every language the catalogues have; one without a file is searched by whole words and slips alone."""
    return tuple(_read(lang) for lang in languages())


@cache
def typed_for() -> Mapping[int, str]:
    """Letters of all languages that many keyboards lack, with those typed in their place."""
    return str.maketrans({letter: other for each in spoken() for letter, other in each.letters.items()})


@cache
def glossary() -> tuple[tuple[str, ...], ...]:
    """Ways to say one thing, of all languages together: the rows of the glossary, then the lists of each language."""
    rows = csv.DictReader(io.StringIO(GLOSSARY.read_text(encoding="utf-8"), newline=""))
    told = tuple(tuple(filter(None, (text for name, text in row.items() if name != "grade"))) for row in rows)
    return told + tuple(group for each in spoken() for group in each.same)


def _read(lang: str) -> Spoken:
    path = LOCALES / lang / "search.yaml"
    told = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    harmony = told.get("harmony") or [{}]
    return Spoken(
        lang,
        told.get("stemmer", ""),
        told.get("letters", {}),
        told.get("hardened", {}),
        tuple(_longest_first(expanded(group, harmony)) for group in told.get("endings", [])),
        {form: word for word, forms in told.get("irregular", {}).items() for form in forms.split()},
        frozenset(" ".join(told.get("stop", [])).split()),
        tuple(tuple(each.strip() for each in group.split("=")) for group in told.get("same", [])),
        told.get("keyboard", ""),
        told.get("latin", {}),
    )


def expanded(patterns: Iterable[str], harmony: Sequence[Mapping[str, str]]) -> set[str]:
    """`[лт]Aр` with A an а or an е → лар, тар, лер, тер: brackets hold letters to choose from, capitals go by the harmony."""
    return {ending for pattern in patterns for vowels in harmony for ending in _spelled(pattern, vowels)}


def _spelled(pattern: str, vowels: Mapping[str, str]) -> Iterator[str]:
    choices, inside = list[list[str]](), False
    for letter in pattern:
        if letter in "[]":
            inside = letter == "["
            choices += [[]] if inside else []
        elif inside:
            choices[-1].append(letter)
        else:
            choices.append([vowels.get(letter, letter)])
    return ("".join(each) for each in product(*choices))


def _longest_first(endings: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))
