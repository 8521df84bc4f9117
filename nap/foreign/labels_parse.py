"""What all words of a label say together: tokens go in; items come out that cover every word, or none do.

One strange word, and nothing is read: `Таласский районный суд` is no place, `Женщины-депутаты` are not all women.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from nap.facts import Period
from nap.foreign.headers import period_span
from nap.foreign.labels_ages import ages_at
from nap.foreign.labels_places import Places
from nap.foreign.labels_words import Token, phrases_at, tokens
from nap.plan import Region

MOST_TOKENS = 24
_PHRASES = frozenset(
    {"part", "young", "bare", "trap", "stated", "other", "total", "whole", "heading", "of", "spread", "name", "unit", "scale"}
    | {"quality", "beside", "young_beside"}
)
_SKIPPED = frozenset(".,:;()[]-–—/\\\"«»“”„'’\u2010\u2011|&+*")
_PARTING = frozenset(",:;([-–—/|")
_APART = frozenset({"unit", "scale", "quality"})
"""Read only behind a comma, a bracket or a dash, or at the beginning: `Женщины, %`, never `Число женщин`."""


@dataclass(frozen=True)
class Item:
    """One thing that is said: its kind as in the table of words (besides `age`, `place`, `period`) and its code."""

    kind: str
    code: str = ""
    certain: bool = True
    places: tuple[Region, ...] = ()
    period: Period | None = None
    lang: str = ""


class Parse:
    """One text against all words."""

    def __init__(self, text: str, places: Places) -> None:
        self.text = text
        self.said: Sequence[Token] = tokens(text)
        self._places = places
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
        for end, item in sorted(self._items_at(at), key=lambda each: -each[0]):
            rest = self._from(end)
            if rest is not None:
                return (item, *rest)
        return self._from(at + 1) if self.said[at].shape in _SKIPPED else None

    def _items_at(self, at: int) -> Iterator[tuple[int, Item]]:
        if self.said[at].shape in _SKIPPED - {"+"}:
            return
        apart = at == 0 or self.said[at - 1].shape in _PARTING or self.said[at - 1].shape == "в"
        for end, places in self._places.spans_at(self.text, self.said, at):
            yield end, Item("place", places=places)
        for age in ages_at(self.said, at):
            yield age.end, Item("age", age.code, age.certain and age.plainly)
        if span := period_span(self.text, self.said, at):
            yield span[0], Item("period", period=span[1])
        for end, phrase in phrases_at(self.said, at, _PHRASES):
            if apart or phrase.kind not in _APART or self._after_unit(at):
                yield end, Item(phrase.kind, phrase.code, lang=phrase.lang)

    def _after_unit(self, at: int) -> bool:
        """A unit may follow its scale: `тыс. человек`."""
        return any(
            end <= at <= end + 1
            for start in range(max(0, at - 3), at)
            for end, _ in phrases_at(self.said, start, frozenset({"scale"}))
        )
