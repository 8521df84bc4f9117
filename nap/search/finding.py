"""A query is answered: what somebody typed and an index enter, hits leave, the best first, with what was not found in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from nap.search.index import Index
from nap.search.matching import Meant, is_known, like, meant
from nap.search.spoken import spoken
from nap.search.words import stem, stop_words, words

MOST_LETTERS, MOST_WORDS, MOST_HITS = 200, 12, 50
_CODE, _UNDER = 40.0, 20.0
"""What a code tells, whole or as the beginning of a longer one (`5.5` of 5.5.1)."""
_OTHERWISE = 0.6
"""How surely another way to say a thing means it."""
_TITLE = 3.0
"""What it adds that a title consists of what was typed."""
_NAMED = 3.0
"""What it adds that a title alone, in one language, says everything that was typed, in these or other words."""


class Problem(StrEnum):
    """Why nothing could be looked for or found."""

    EMPTY = "empty"
    NO_WORDS = "no_words"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Hit:
    """A document, how well it fits, the words by which it was found, and which of those typed it lacks."""

    key: str
    score: float
    words: frozenset[str]
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a query found. `taken`: typed words that were taken for others; `unknown`: words that stand nowhere, each with the
    nearest one that does (or none); `cut`: more was typed than is looked for."""

    hits: tuple[Hit, ...] = ()
    problem: Problem | None = None
    taken: tuple[tuple[str, str], ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    cut: bool = False

    @property
    def partial(self) -> bool:
        """True if no document has all the words."""
        return bool(self.hits) and bool(self.hits[0].lacks)


Otherwise = tuple[Mapping[int, float], frozenset[str]]
"""Documents that say a thing in other words, and those words."""
_NOTHING_ELSE: Otherwise = ({}, frozenset())


@dataclass(frozen=True)
class _Typed:
    """One word of the query, with the documents it speaks for and the words of the index that did it."""

    word: str
    told: Mapping[int, float]
    used: Mapping[str, float]


def find(index: Index, query: str) -> Answer:
    """What the query finds. Every word should be found; where no document has them all, those come that have most of them."""
    text, cut = query.strip()[:MOST_LETTERS], len(query.strip()) > MOST_LETTERS
    if not text:
        return Answer(problem=Problem.EMPTY)
    typed = words(text)
    asked = list(dict.fromkeys(word for word in typed if word not in stop_words() or word in index.codes))
    if not asked:
        return Answer(problem=Problem.NO_WORDS, cut=cut)
    if other := _other_keys(index, text, asked):
        answer = _answer(index, words(other), cut=cut)
        return Answer(answer.hits, answer.problem, ((text, other), *answer.taken), answer.unknown, cut)
    return _answer(index, asked[:MOST_WORDS], cut=cut or len(asked) > MOST_WORDS)


def _answer(index: Index, asked: Sequence[str], *, cut: bool) -> Answer:
    found = [meant(index, word) for word in asked]
    best = [_surest(each) if each.guessed else word for word, each in zip(asked, found, strict=True)]
    otherwise = _otherwise(index, best)
    typed = [
        _typed(index, word, each, *otherwise.get(here, _NOTHING_ELSE))
        for here, (word, each) in enumerate(zip(asked, found, strict=True))
    ]
    unknown = tuple((one.word, like(index, one.word)) for one in typed if not one.told)
    taken = tuple((word, other) for word, other, each in zip(asked, best, found, strict=True) if each.guessed)
    hits = _hits(index, typed)
    return Answer(hits, None if hits else Problem.NOTHING, taken, unknown, cut)


def _surest(found: Meant) -> str:
    return max(found.sure, key=lambda form: (found.sure[form], form))


def _typed(index: Index, word: str, found: Meant, same: Mapping[int, float], forms: frozenset[str]) -> _Typed:
    """What one word speaks for: documents of that code, those that have it in some form, those that say it otherwise."""
    told: defaultdict[int, float] = defaultdict(float)
    for form, sure in found.sure.items():
        for number, weight in index.places[form].items():
            told[number] = max(told[number], sure * weight)
    for number, weight in same.items():
        told[number] = max(told[number], _OTHERWISE * weight)
    rarity = index.rarity(len(told))
    whole = {number: weight * rarity for number, weight in told.items()}
    for number, weight in _coded(index, word).items():
        whole[number] = max(whole.get(number, 0), weight)
    return _Typed(word, whole, {**dict.fromkeys(forms, _OTHERWISE), **found.sure})


def _coded(index: Index, word: str) -> dict[int, float]:
    """The documents of a code, and of codes under it: `5.5` finds 5.5.1, `2.1` finds no 2.10."""
    found = {number: _CODE * weight for number, weight in index.codes.get(word, {}).items()}
    if word[0].isdigit() and "." in word:
        for code, places in index.codes.items():
            if code.startswith(word + "."):
                found |= {number: _UNDER * weight for number, weight in places.items() if number not in found}
    return found


def _otherwise(index: Index, asked: Sequence[str]) -> dict[int, Otherwise]:
    """For each place in the query where a word is part of a phrase with other names: the documents that have any of those."""
    found: dict[int, Otherwise] = {}
    for length in range(min(max(index.longest, 2), len(asked)), 0, -1):
        for start in range(len(asked) - length + 1):
            covered = range(start, start + length)
            same = None if any(place in found for place in covered) else _named_otherwise(index, asked[start : start + length])
            if same is not None:
                found |= dict.fromkeys(covered, same)
    return found


def _named_otherwise(index: Index, phrase: Sequence[str]) -> Otherwise | None:
    """The other names of a phrase; of two words, also the one they make together (`hot line`)."""
    keys = dict.fromkeys(tuple(stem(each.lang, word) for word in phrase) for each in spoken())
    same = next((index.same[key] for key in keys if key in index.same), None)
    if same is None and len(phrase) == 2 and (joined := "".join(phrase)) not in index.codes and is_known(index, joined):
        forms = meant(index, joined).sure
        return {number: weight for form in forms for number, weight in index.places[form].items()}, frozenset(forms)
    return same


def _hits(index: Index, typed: Sequence[_Typed]) -> tuple[Hit, ...]:
    scores: defaultdict[int, float] = defaultdict(float)
    for one in typed:
        for number, weight in one.told.items():
            scores[number] += weight
    used: dict[str, float] = {}
    for one in typed:
        for form, sure in one.used.items():
            used[form] = max(sure, used.get(form, 0))
    marked = frozenset(used)
    found = [
        Hit(
            index.documents[number].key,
            score + _of_title(index.titles[number], used) + _named(index.titles[number], typed),
            marked,
            tuple(one.word for one in typed if number not in one.told),
        )
        for number, score in scores.items()
    ]
    order = {document.key: number for number, document in enumerate(index.documents)}
    found.sort(key=lambda hit: (len(hit.lacks), -hit.score, order[hit.key]))
    least = len(found[0].lacks) if found else 0
    return tuple(hit for hit in found if len(hit.lacks) == least)[:MOST_HITS]


def _of_title(titles: Sequence[frozenset[str]], used: Mapping[str, float]) -> float:
    """How much of a title was typed, in the language where it is most."""
    shares = (sum(used.get(word, 0) for word in title) / len(title) for title in titles if title)
    return _TITLE * max(shares, default=0)


def _named(titles: Sequence[frozenset[str]], typed: Sequence[_Typed]) -> float:
    """Whether a title names all that was looked for."""
    return _NAMED if any(all(any(word in one.used for word in title) for one in typed) for title in titles) else 0


def _other_keys(index: Index, text: str, asked: Sequence[str]) -> str:
    """The query as the same keys write it in another language, where that says something and the query as typed says nothing."""
    if any(is_known(index, word) for word in asked):
        return ""
    for typed in _on_other_boards(text.casefold()):
        if typed != text and (said := words(typed)) and all(is_known(index, word) or word in stop_words() for word in said):
            return typed
    return ""


def _on_other_boards(text: str) -> Iterator[str]:
    return (text.translate(table) for table in _keyboards())


@cache
def _keyboards() -> tuple[dict[int, int], ...]:
    boards = [each.keyboard for each in spoken() if each.keyboard]
    return tuple(str.maketrans(one, other) for one in boards for other in boards if one != other and len(one) == len(other))
