"""The index: documents enter, out comes what a search looks into. Built once per plan, never changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from nap.search.documents import WEIGHTS, Document
from nap.search.spoken import glossary, spoken
from nap.search.words import fold, in_latin, stem, stems, stop_words, words

Places = Mapping[int, float]
"""Document (by its place) → how much it tells that a word stands in it."""

Lengths = Mapping[int, tuple[tuple[str, int], ...]]
"""Length → the words of it, each with which letters it has."""


@dataclass(frozen=True)
class Index:
    """`places` of every folded word, the words of every stem, codes, and the documents that say one thing in other words."""

    documents: tuple[Document, ...]
    places: Mapping[str, Places]
    stemmed: Mapping[tuple[str, str], tuple[str, ...]]
    codes: Mapping[str, Places]
    same: Mapping[tuple[str, ...], tuple[Places, frozenset[str]]]
    longest: int
    titles: tuple[tuple[frozenset[str], ...], ...]

    @cached_property
    def ordered(self) -> tuple[str, ...]:
        """Every word, sorted, so that those that begin alike stand together."""
        return tuple(sorted(self.places))

    @cached_property
    def lengths(self) -> Lengths:
        """Every word by its length."""
        return _by_length(self.ordered)

    @cached_property
    def latin_lengths(self) -> Lengths:
        """The same of words in Latin letters."""
        return _by_length(self.latin)

    @cached_property
    def latin(self) -> Mapping[str, tuple[str, ...]]:
        """Words as they are written by who has only Latin letters → the words."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.ordered:
            if (written := in_latin(word)) != word:
                found[written].append(word)
        return {written: tuple(each) for written, each in found.items()}

    def beginning(self, start: str) -> tuple[str, ...]:
        """The words that begin so."""
        first = bisect_left(self.ordered, start)
        last = bisect_left(self.ordered, start + "\U0010ffff")
        return self.ordered[first:last]

    def rarity(self, documents: int) -> float:
        """What a word tells that stands in so many documents: much if in few."""
        return log(1 + len(self.documents) / max(documents, 1))


def index_of(documents: Iterable[Document]) -> Index:
    """The index of these documents."""
    kept = tuple(documents)
    places: defaultdict[str, dict[int, float]] = defaultdict(dict)
    codes: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for number, document in enumerate(kept):
        _enter(places, number, document)
        for code in document.beside:
            codes[fold(code)][number] = 0.5
        for code in document.codes:
            codes[fold(code)][number] = 1.0
    stemmed: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for word in (word for word in places if word not in stop_words()):
        for each in stems(word):
            stemmed[each].append(word)
    same = dict(_said_otherwise(places, stemmed))
    titles = tuple(tuple(_title_words(document)) for document in kept)
    grouped = {each: tuple(found) for each, found in stemmed.items()}
    found = Index(kept, dict(places), grouped, dict(codes), same, max((len(one) for one in same), default=0), titles)
    _ = found.lengths, found.latin_lengths  # made now, so that the first who searches waits for nothing
    return found


def _enter(places: defaultdict[str, dict[int, float]], number: int, document: Document) -> None:
    for said in document.said:
        weight, before = WEIGHTS[said.field], ""
        for word in words(said.text):
            # A word that others write with a hyphen, or as one, is entered both ways.
            for written in (word, before + word) if before and f"{before}-{word}" in fold(said.text) else (word,):
                places[written][number] = max(weight, places[written].get(number, 0))
            before = word


def _title_words(document: Document) -> Iterator[frozenset[str]]:
    for said in document.said:
        if said.field == "title":
            yield frozenset(words(said.text)) - stop_words()


def _said_otherwise(
    places: Mapping[str, Places], stemmed: Mapping[tuple[str, str], list[str]]
) -> Iterator[tuple[tuple[str, ...], tuple[Places, frozenset[str]]]]:
    """Every way to say a thing, as stems → the documents that say it in any of the others, and the words they use."""
    found: defaultdict[tuple[str, ...], list[tuple[Places, frozenset[str]]]] = defaultdict(list)
    for group in glossary():
        told = [_where(places, stemmed, text) for text in group]
        together = {number: max(one.get(number, 0) for one, _ in told) for one, _ in told for number in one}
        used = frozenset[str]().union(*(each for _, each in told))
        if together:
            for variant in dict.fromkeys(key for text in group for key in _keys(text)):
                found[variant].append((together, used))
    for variant, several in found.items():
        union = {number: max(one.get(number, 0) for one, _ in several) for one, _ in several for number in one}
        yield variant, (union, frozenset[str]().union(*(each for _, each in several)))


def _keys(text: str) -> Iterator[tuple[str, ...]]:
    """A phrase by the stems of its words, in every language it may be of."""
    said = [word for word in words(text) if word not in stop_words()]
    if said:
        yield from dict.fromkeys(tuple(stem(each.lang, word) for word in said) for each in spoken())


def _where(
    places: Mapping[str, Places], stemmed: Mapping[tuple[str, str], list[str]], text: str
) -> tuple[Places, frozenset[str]]:
    """The documents that have every word of the phrase in some form; nothing for a phrase without words."""
    kept: dict[int, float] | None = None
    used: set[str] = set()
    for word in (word for word in words(text) if word not in stop_words()):
        forms = {form for each in stems(word) for form in stemmed.get(each, ())}
        here: dict[int, float] = {}
        for form in forms:
            for number, weight in places[form].items():
                here[number] = max(weight, here.get(number, 0))
        used |= forms
        kept = here if kept is None else {number: min(weight, here[number]) for number, weight in kept.items() if number in here}
    return kept or {}, frozenset(used) if kept else frozenset()


def _by_length(forms: Iterable[str]) -> Lengths:
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for word in forms:
        found[len(word)].append((word, letters(word)))
    return {length: tuple(each) for length, each in found.items()}


def letters(word: str) -> int:
    """Which letters a word has, as the bits of a number: words with many others between them are no slips of one another."""
    mark = 0
    for letter in word:
        mark |= 1 << (ord(letter) % 61)
    return mark
