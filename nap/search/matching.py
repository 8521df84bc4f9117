"""Which words of an index a typed word can mean, and how surely. Slips are tried where nothing else helps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nap.plan.likeness import distance, slips_allowed
from nap.search.index import Index, Lengths, letters
from nap.search.words import stems

EXACT, FORM, BEGUN, ALIKE, SLIP = 1.0, 0.9, 0.7, 0.5, 0.55
_BEGINS = 3
"""Letters of a word that is being typed."""
_SHARED, _PART, _LONGER = 4, 0.6, 2
"""A word is alike if it shares so many first letters, so great a part of them, and is at most so many longer."""
_MOST = 40
"""Words that one typed word is taken for; a beginning that fits more says little."""


@dataclass(frozen=True)
class Meant:
    """Words of the index a typed one can mean, each with how surely. `guessed`: it stands in the index in no form."""

    sure: Mapping[str, float]
    guessed: bool = False


def meant(index: Index, word: str) -> Meant:
    """What a folded word can mean; nothing if it is like no word at all."""
    found = _known(index, word)
    if found:
        return Meant(found)
    for guess in (_latin, _slips, _alike):
        found = guess(index, word)
        if found:
            return Meant(found, guessed=True)
    return Meant({})


def is_known(index: Index, word: str) -> bool:
    """True if the index has the word in some form."""
    return word in index.codes or bool(_known(index, word))


def _known(index: Index, word: str) -> dict[str, float]:
    """The word itself, its other forms, and what it begins."""
    found = {word: EXACT} if word in index.places else {}
    for each in stems(word):
        for form in index.stemmed.get(each, ()):
            found.setdefault(form, FORM)
    if len(word) >= _BEGINS and not word.isdigit():
        begun = [form for form in index.beginning(word) if form not in found]
        if len(begun) <= _MOST:
            found |= {form: BEGUN * (0.5 + 0.5 * len(word) / len(form)) for form in begun}
    return found


def _latin(index: Index, word: str) -> dict[str, float]:
    """Words of another alphabet written in Latin letters, with a slip where they are long."""
    if not word.isascii():
        return {}
    exact = index.latin.get(word)
    if exact:
        return _with_forms(index, dict.fromkeys(exact, SLIP))
    most = min(slips_allowed(len(word)), 2)
    near = _near(index.latin_lengths, word, most)
    return _best(index, {form: apart for written, apart in near for form in index.latin[written]}, word)


def _slips(index: Index, word: str) -> dict[str, float]:
    """The nearest words by letters added, dropped, changed or swapped."""
    return _best(index, dict(_near(index.lengths, word, slips_allowed(len(word)))), word)


def _best(index: Index, near: Mapping[str, int], word: str) -> dict[str, float]:
    """The nearest of them, and their other forms."""
    least = min(near.values(), default=0)
    nearest = {form: SLIP * (1 - apart / (len(word) + 1)) for form, apart in near.items() if apart == least}
    return _with_forms(index, nearest)


def _with_forms(index: Index, found: Mapping[str, float]) -> dict[str, float]:
    forms = {form: sure * FORM for word, sure in found.items() for each in stems(word) for form in index.stemmed.get(each, ())}
    return {**forms, **found}


def _near(lengths: Lengths, word: str, most: int) -> Iterator[tuple[str, int]]:
    mark = letters(word)
    for length in range(max(1, len(word) - most), len(word) + most + 1):
        for form, other in lengths.get(length, ()):
            # Every slip brings in at most one letter and takes out at most one.
            if (mark & ~other).bit_count() <= most and (other & ~mark).bit_count() <= most:
                apart = distance(word, form, most) if most else None
                if apart is not None:
                    yield form, apart


def _alike(index: Index, word: str) -> dict[str, float]:
    """Words with the same beginning, where endings are of no known kind."""
    shared = max(_SHARED, round(len(word) * _PART))
    if len(word) <= shared:
        return {}
    begun = [form for form in index.beginning(word[:shared]) if len(form) <= len(word) + _LONGER]
    return dict.fromkeys(begun[:_MOST], ALIKE)


def like(index: Index, word: str) -> str:
    """The one word nearest to a word that means nothing here, a slip further than is taken for meant; empty if none is near."""
    most = slips_allowed(len(word)) + 1
    if len(word) <= _BEGINS:
        return ""
    near = sorted(_near(index.lengths, word, most), key=lambda each: (each[1], -len(index.places[each[0]]), each[0]))
    return near[0][0] if near else ""
