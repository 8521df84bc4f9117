"""Codes of indicators as people write them: a cell goes in; the code comes out, and a problem if it was written otherwise."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from nap.facts import Fact, Severity
from nap.plan import Plan, nearest
from nap.returns import choices, tags
from nap.returns.book import Cell
from nap.returns.cells import Problem
from nap.words import languages, say

_DIGITS = str.maketrans("lI|OoОоЗз", "111000033")
"""Letters typed for digits; guessed at in advice only."""
_LATIN = str.maketrans("АВЕКМНОРСТУХІЅ\u2010\u2011\u2012\u2013\u2014\u2212", "ABEKMHOPCTYXIS------")
MOST_GUESSES = 200
"""Unknown codes and places that get a suggestion; a file with more of them is not of this plan, and advice helps nobody."""
_SAME_TITLE = 12
"""A title cut short is known by so many letters."""

Meant = tuple[str | None, Problem | None]


def fold_code(text: str) -> str:
    """One shape for codes: capitals, Latin letters for Cyrillic look-alikes, one hyphen, no spaces, a dot for a comma."""
    letters = unicodedata.normalize("NFKC", text).upper().translate(_LATIN)
    return "".join(letters.split()).replace(",", ".").strip(".")


@dataclass(frozen=True)
class Codes:
    """The indicator codes of a plan; remembers what it found out."""

    plan: Plan
    _known: dict[str, Meant] = field(default_factory=dict)

    def read(self, text: str, cell: Cell | None) -> Meant:
        """The code meant by a text that is not exactly one. What only looks different is taken and said; else it is asked for."""
        if cell is not None and isinstance(cell.value, Decimal) and cell.kind == "number":
            return self._numbered(cell.value)
        if cell is not None and isinstance(cell.value, date):
            return None, self._dated(cell.value)
        if text not in self._known:
            self._known[text] = self._typed(text)
        return self._known[text]

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {fold_code(indicator.code): indicator.code for indicator in self.plan.indicators}

    @cached_property
    def _titles(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for each in self.plan.indicators:
            for title in each.title.values():
                found[choices.fold(title)].add(each.code)
        return found

    @cached_property
    def _labels(self) -> frozenset[str]:
        """What stands beside a code and says nothing: the header of its column."""
        return frozenset({""}) | {choices.fold(say(lang, tags.header_key(tags.INDICATOR))) for lang in languages()}

    def _typed(self, text: str) -> Meant:
        if not text:
            return None, Problem("unknown-indicator", "blank")
        code = self._codes.get(fold_code(text))
        dressed = None if code else self._dressed(text)
        if dressed is not None and self._says_nothing_else(*dressed):
            code = dressed[0]
        if code:
            return code, Problem("code-corrected", "indicator", (("code", code),), Severity.FIXED)
        likely = [dressed[0]] if dressed else sorted(self._titles.get(choices.fold(text), ())) or self._lettered(text)
        return None, _near(likely, sure=True) if likely else self._alike(text)

    def _dressed(self, text: str) -> tuple[str, str] | None:
        """The one code that stands in a longer text, and the rest of the text: `2.1. Участницы`, `Показатель 2.1`."""
        pieces = text.split()
        coded = [(code, piece) for piece in pieces if (code := self._codes.get(fold_code(piece)))] if len(pieces) > 1 else []
        if len(coded) != 1:
            return None
        return coded[0][0], text.replace(coded[0][1], " ", 1)

    def _says_nothing_else(self, code: str, rest: str) -> bool:
        beside = choices.fold(rest)
        indicator = self.plan.indicator(code)
        titles = [choices.fold(title) for title in indicator.title.values()] if indicator else []
        cut = len(beside) >= _SAME_TITLE and any(title.startswith(beside) for title in titles)
        return beside in self._labels or beside in titles or cut

    def _lettered(self, text: str) -> list[str]:
        code = self._codes.get(fold_code(text.translate(_DIGITS)))
        return [code] if code else []

    def _alike(self, text: str) -> Problem:
        """Slips of the pen. Among digits every slip is another code, so there nothing is offered."""
        if len(self._known) >= MOST_GUESSES:
            return Problem("unknown-indicator", "none")
        found = nearest(fold_code(text), {shape: (code,) for shape, code in self._codes.items()})
        return _near(found, sure=any(letter.isalpha() for code in found for letter in code))

    def _numbered(self, value: Decimal) -> Meant:
        """Excel keeps 1.10 as 1.1: taken if one code alone can be meant."""
        meant = [each.code for each in self.plan.indicators if _is_number(each.code) and Decimal(each.code) == value]
        return (meant[0], None) if len(meant) == 1 else (None, _near(meant))

    def _dated(self, day: date) -> Problem:
        """Excel made 2.1 the second of January; a slash puts the month first."""
        orders = dict.fromkeys((f"{day.day}.{day.month}", f"{day.month}.{day.day}"))
        return _near([code for code in orders if self.plan.indicator(code)], sure=True)


def _near(codes: Iterable[str], *, sure: bool = False) -> Problem:
    """Asked about; one code alone is offered, if hardly another can be meant."""
    found = tuple(codes)
    if not found:
        return Problem("unknown-indicator", "none")
    return Problem("unknown-indicator", "near", (("suggestion", ", ".join(found)), *_offer(found if sure else ())))


def _offer(found: tuple[str, ...]) -> Iterator[tuple[str, Fact]]:
    if len(found) == 1:
        yield "offer", found[0]


def _is_number(code: str) -> bool:
    return code.isascii() and code.replace(".", "", 1).isdigit()
