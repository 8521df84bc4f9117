"""What all words of a label say together: tokens go in; items come out that cover every word, or none do.

One strange word, and nothing is read: `Таласский районный суд` is no place, `Женщины-депутаты` are not all women.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from nap.facts import Period
from nap.foreign.labels_ages import ages_at
from nap.foreign.labels_places import Places
from nap.foreign.labels_times import period_span
from nap.foreign.labels_words import Phrase, Token, is_at, phrases_at, tokens
from nap.plan import Region

MOST_TOKENS = 24
_PHRASES = frozenset(
    {"part", "young", "bare", "trap", "stated", "other", "total", "whole", "heading", "of", "spread", "name", "unit", "scale"}
    | {"quality", "actual", "moment", "counted", "beside", "young_beside", "and", "with", "without"}
)
_SKIPPED = frozenset(".,:;()[]-–—/\\\"«»“”„'’\u2010\u2011\u2212|&+*")
_PARTING = frozenset(",:;([-–—/|")
_APART = frozenset({"unit", "scale", "quality", "actual"})
"""Read only behind a comma, a bracket or a dash, or at the beginning: `Женщины, %`, never `Число женщин`."""
_JOINING = frozenset("-–./")
_YEAR_DIGITS = 4
"""They may follow a year: `2023 предв.`, `2023 %`."""
_LAST = ("bare", "bare_by", "counted", "beside", "young_beside", "other", "and", "with", "without")
"""Kinds that count only where nothing else fits as many words."""


@dataclass(frozen=True)
class Item:
    """One thing that is said: its kind as in the table of words (besides `age`, `place`, `period`) and its code."""

    kind: str
    code: str = ""
    certain: bool = True
    places: tuple[Region, ...] = ()
    period: Period | None = None


class Parse:
    """One text against all words."""

    def __init__(self, text: str, places: Places, by: str = "") -> None:
        self.text = text
        self.said: Sequence[Token] = tokens(text)
        self._places = places
        self._kinds = _PHRASES | {"bare_by"} if by == "sex" else _PHRASES
        self._known: dict[int, tuple[Item, ...] | None] = {}

    @cached_property
    def items(self) -> tuple[Item, ...] | None:
        """The items that cover the text, the longest taken first; None where a word is left over."""
        return self._from(0) if 0 < len(self.said) <= MOST_TOKENS else None

    def _from(self, at: int) -> tuple[Item, ...] | None:
        if at >= len(self.said):
            return ()
        if at not in self._known:
            self._known[at] = None
            self._known[at] = self._cover(at)
        return self._known[at]

    def _cover(self, at: int) -> tuple[Item, ...] | None:
        if self.said[at].shape in _SKIPPED and not self._is_plus(at):
            return self._from(at + 1)
        for end, item in sorted(self._items_at(at), key=lambda each: (-each[0], self._rank(at, each[1]))):
            rest = self._from(end)
            if rest is not None:
                return (item, *rest)
        return None

    def _is_plus(self, at: int) -> bool:
        """A plus of its own says something of an age; it was taken with its number, or nothing is understood."""
        return self.said[at].shape == "+"

    def _rank(self, at: int, item: Item) -> int:
        return 2 if item.kind in _LAST else 0 if item.kind in _APART and at else 1

    def _items_at(self, at: int) -> Iterator[tuple[int, Item]]:
        for end, places in self._places.spans_at(self.text, self.said, at):
            yield (
                end,
                Item(
                    "place",
                    certain=self._places.is_named(self.text[self.said[at].start : self.said[end - 1].end], places),
                    places=places,
                ),
            )
        joined = at > 1 and self.said[at - 1].shape in _JOINING and self.said[at - 2].kind == "number"  # 2023-06-30
        for age in () if joined else ages_at(self.said, at):
            yield age.end, Item("age", age.code, age.certain and age.plainly)
        if span := period_span(self.text, self.said, at):
            yield span[0], Item("period", period=span[1])
        for end, phrase in phrases_at(self.said, at, self._kinds):
            if phrase.kind == "whole":
                yield end, Item("place", places=(self._places.regions.country,))
            elif phrase.kind == "moment" and phrase.code == "at":
                continue
            elif phrase.kind not in _APART or self._is_apart(at, phrase):
                yield end, Item(phrase.kind, phrase.code)

    def _is_apart(self, at: int, phrase: Phrase) -> bool:
        """A comma before it, a word such as `в` of its own, or its scale: `тыс. человек`."""
        if at == 0 or self.said[at - 1].shape in _PARTING or self._behind_scale(at):
            return True
        if self.said[at - 1].kind == "number" and len(self.said[at - 1].shape) == _YEAR_DIGITS:
            return True
        return (len(phrase.words) > 1 and is_at(self.said, at, "apart")) or (at == 1 and is_at(self.said, 0, "apart"))

    def _behind_scale(self, at: int) -> bool:
        scale = frozenset({"scale"})
        return any(end <= at <= end + 1 for start in range(max(0, at - 3), at) for end, _ in phrases_at(self.said, start, scale))
