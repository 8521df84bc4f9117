"""How people write places: names with and without the word for their kind; a text goes in, the places it can mean come out.

Nothing here knows a country: names stand in the table of regions, words for kinds and endings of adjectives in the catalogues.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from nap.plan.likeness import nearest
from nap.words import known, languages, say

if TYPE_CHECKING:
    from nap.plan.regions import Region

_LOOK_ALIKE = str.maketrans("авекмнорстухѳіј", "abekmhopctyxөij")
"""Cyrillic letters to the Latin ones they are mistaken for, in either case."""
_WITHOUT_MARKS = str.maketrans("өүң", "oyh")
_MARKED = frozenset("өүң")
_BREAKS = re.compile(r"[\s.,;:()/\u2013\u2014]+")
_KINDS = ("oblast", "city", "district")


def plain(text: str) -> str:
    """What remains of a written name when everything people vary is taken away, save the special letters of Kyrgyz."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in decomposed if letter.isalnum()).translate(_LOOK_ALIKE)


def unmarked(name: str) -> str:
    """The plain name with о у н for ө ү ң."""
    return name.translate(_WITHOUT_MARKS)


@dataclass(frozen=True)
class Spellings:
    """All ways to write the places of one table."""

    places: tuple[Region, ...]

    def find(self, text: str) -> tuple[Region, ...]:
        """Every place the text can mean, in order of the table; see `Regions.find`."""
        typed = plain(text)
        candidates = self._written.get(unmarked(typed), ())
        exact = [region for name, region in candidates if name == typed] if _MARKED & set(typed) else []
        return tuple(dict.fromkeys(exact or [region for _, region in candidates])) or self._in_pieces(text)

    def near(self, text: str) -> tuple[Region, ...]:
        """The places whose names the text may be a slip of, in order of the table; none if they are many or all unlike."""
        kinds, stem = _pieces(text)
        words = self._stems_of(kinds) if kinds else self._all_words
        found = nearest(unmarked(stem), words)
        return tuple(region for region in self.places if region in found)

    def _in_pieces(self, text: str) -> tuple[Region, ...]:
        """A name with the word for its kind beside it, bent, or with its code."""
        pieces = [piece for piece in _BREAKS.split(text) if piece]
        codes = [piece for piece in pieces if plain(piece) in self._codes]
        if len(codes) == 1 and len(pieces) > 1:
            named = self._codes[plain(codes[0])]
            return (named,) if named in self.find(" ".join(piece for piece in pieces if piece != codes[0])) else ()
        kinds, stem = _pieces(text)
        found = self._stems_of(kinds).get(unmarked(stem), ())
        return tuple(region for region in self.places if region in found)

    @cached_property
    def _codes(self) -> dict[str, Region]:
        return {plain(region.code): region for region in self.places}

    @cached_property
    def _written(self) -> dict[str, tuple[tuple[str, Region], ...]]:
        found: dict[str, tuple[tuple[str, Region], ...]] = {}
        for region in self.places:
            for name in sorted({plain(name) for name in names(region) if not _ends_in_a_letter(name)} - {""}):
                found[unmarked(name)] = (*found.get(unmarked(name), ()), (name, region))
        return found | {unmarked(code): ((code, region),) for code, region in self._codes.items()}

    @cached_property
    def _all_words(self) -> dict[str, tuple[Region, ...]]:
        written = {word: tuple(region for _, region in found) for word, found in self._written.items() if word not in self._codes}
        return self._stems_of(frozenset()) | written

    def _stems_of(self, kinds: frozenset[str]) -> dict[str, tuple[Region, ...]]:
        if kinds not in self._stems:
            found: dict[str, tuple[Region, ...]] = {}
            for stem, region in self._named:
                if not kinds or any(region.kind.endswith(kind) for kind in kinds):
                    found[stem] = tuple(dict.fromkeys((*found.get(stem, ()), region)))
            self._stems[kinds] = found
        return self._stems[kinds]

    @cached_property
    def _stems(self) -> dict[frozenset[str], dict[str, tuple[Region, ...]]]:
        return {}

    @cached_property
    def _named(self) -> tuple[tuple[str, Region], ...]:
        """Every name without the word for its kind, beside its place."""
        return tuple((unmarked(stem), each) for each in self.places for name in names(each) if (stem := _pieces(name)[1]))


def names(region: Region) -> Iterator[str]:
    """Everything the table calls a place, save its code."""
    yield from region.names.values()
    yield from region.aliases
    yield from region.bare


def _ends_in_a_letter(name: str) -> bool:
    """A kind shortened to one letter behind a name, without a space, would be a slip of the name: `Ошш` is not `Ош ш.`"""
    return len(last := [plain(piece) for piece in _BREAKS.split(name) if piece][-1]) == 1 and last in _kind_words()


def _pieces(text: str) -> tuple[frozenset[str], str]:
    """The kinds that words in the text stand for, and the rest as one plain word with the endings of adjectives made equal."""
    pieces = [plain(piece) for piece in _BREAKS.split(text)]
    kinds = frozenset(kind for piece in pieces for kind in _kind_words().get(piece, ()))
    return kinds, "".join(_unbent(piece) for piece in pieces if piece not in _kind_words())


def _unbent(word: str) -> str:
    return next((word.removesuffix(ending) + first for ending, first in _endings() if word.endswith(ending)), word)


@cache
def _kind_words() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind in _KINDS:
        for word in _typed(f"kind_{kind}"):
            found[plain(word)] = found.get(plain(word), frozenset()) | {kind}
    return found


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """Ending → the first of its group."""
    groups = (group.split("=") for group in _typed("endings") if "=" in group)
    return tuple((plain(ending), plain(group[0])) for group in groups for ending in group[1:])


def _typed(name: str) -> Iterable[str]:
    key = f"typed.{name}"
    return [word for lang in languages() for word in say(lang, key).split("|")] if known(key) else []
