"""Places in labels: a span of a text goes in; the places it can mean come out, bent endings allowed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from nap.foreign.labels_words import Token, whole
from nap.plan import Region, Regions
from nap.plan.spellings import plain

LONGEST = 6
"""Words a place's name may have, kind and all."""
_ENDINGS = (
    "",
    "а",
    "у",
    "е",
    "ом",
    "ой",
    "ы",
    "и",
    "да",
    "до",
    "де",
    "дө",
    "та",
    "то",
    "те",
    "тө",
    "га",
    "ка",
    "го",
    "ко",
    "ге",
    "ке",
)
_NOUNS = {"е": "а", "и": "а", "у": "а", "ой": "а", "ы": "а"}
_DIGITS = re.compile(r"\d{11,14}\Z")
_SHORTEST_CODE = 5
_CODE_OF_LETTERS = re.compile(r"[A-Za-z]{2,3}\Z")


class Places:
    """The places of one table, found in texts."""

    def __init__(self, regions: Regions) -> None:
        self.regions = regions
        self._found: dict[str, tuple[Region, ...]] = {}

    def find(self, text: str) -> tuple[Region, ...]:
        """Every place a whole text can mean, as `Regions.find`, with the endings of nouns besides."""
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def spans_at(self, text: str, said: Sequence[Token], start: int) -> list[tuple[int, tuple[Region, ...]]]:
        """Every span of the text that begins at a token and is a place, the longest first, with the token behind it."""
        if said[start].kind != "word":
            return []
        found, words = [], 0
        for end in range(start + 1, len(said) + 1):
            last = said[end - 1]
            words += last.kind == "word"
            if words > LONGEST or last.kind == "number" or last.shape in ",:;()|":
                break
            places = self.find(text[said[start].start : last.end]) if last.kind == "word" else ()
            if places:
                found.append((end, places))
        return found[::-1]

    def code(self, text: str) -> tuple[Region, ...]:
        """The place of a code alone: `KG-B`, `41705214`, `41705 000 000 00 0`."""
        digits = re.sub(r"\s", "", text)
        if digits.isdecimal():
            if len(digits) < _SHORTEST_CODE:
                return ()
            return self._numbered(digits) if _DIGITS.match(digits) else self.regions.find(digits)
        return self.regions.find(text) if self._is_code(text) else ()

    def _numbered(self, digits: str) -> tuple[Region, ...]:
        """A full code is a place's own, filled up with noughts."""
        known = [code for code in self._number_codes if digits.startswith(code) and not digits[len(code) :].strip("0")]
        return (self._number_codes[max(known, key=len)],) if known else ()

    def is_named(self, place: Region, text: str) -> bool:
        """True if the table calls the place so, or a word for its kind stands beside the name."""
        return plain(text) in self._names or len(self._kindless(text)) < len(text.split())

    def _kindless(self, text: str) -> list[str]:
        return [word for word in re.split(r"[\s.]+", text) if word and not self.regions.find(f"{word}")] or [text]

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(plain(name) for each in self.regions.all for name in (*each.names.values(), *each.aliases, *each.bare))

    @cached_property
    def _number_codes(self) -> dict[str, Region]:
        pairs = ((code, each) for each in self.regions.all for code in (each.code, *each.aliases))
        return {code: each for code, each in pairs if code.isdecimal() and len(code) >= _SHORTEST_CODE}

    def _is_code(self, text: str) -> bool:
        return text.upper() == text or not _CODE_OF_LETTERS.match(text)

    def _find(self, text: str) -> tuple[Region, ...]:
        if whole(text, "total") or not self._is_code(text):
            return ()
        found = self.regions.find(text)
        return found or self._unbent(text)

    def _unbent(self, text: str) -> tuple[Region, ...]:
        """The name with the ending of its last word taken off or made the first case: `Оше`, `Республике`, `Бишкекте`."""
        found: dict[Region, None] = {}
        for ending in _ENDINGS:
            if ending and text.casefold().endswith(ending) and len(text) - len(ending) >= 2:
                stem = text[: -len(ending)]
                for form in (stem, stem + _NOUNS[ending]) if ending in _NOUNS else (stem,):
                    found.update(dict.fromkeys(self.regions.find(form)))
        return tuple(found)
