"""Places in labels: a span of a text goes in; the places it can mean come out, bent endings allowed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from nap.foreign.labels_words import Token, is_at, tokens, whole
from nap.plan import Region, Regions
from nap.plan.spellings import names, plain, unmarked
from nap.returns import choices

_KINDS = ("oblast", "city", "district")
_ENOUGH = 2
LONGEST = 6
"""Words a place's name may have, kind and all."""
_BENT = re.compile(r"[^\W\d_]{2}\Z")
_ENDINGS = (
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
        if said[start].kind != "word" or unmarked(plain(said[start].shape))[:_ENOUGH] not in self._beginnings:
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

    def is_named(self, text: str, places: Sequence[Region]) -> bool:
        """False for a district without the word for its kind that the table does not call so: `Москва` may be another one."""
        if any(place.level != "district" for place in places) or plain(text) in {
            plain(name) for each in places for name in names(each)
        }:
            return True
        return any(token.shape in self.kind_words for token in tokens(text))

    def code(self, text: str) -> tuple[Region, ...]:
        """The place of a code alone: `KG-B`, `41705214`, `41705 000 000 00 0`."""
        digits = re.sub(r"\s", "", text)
        if digits.isdecimal():
            if len(digits) < _SHORTEST_CODE:
                return ()
            return self._numbered(digits) if _DIGITS.match(digits) else self.regions.find(digits)
        return self.regions.find(text) if text in self._codes else ()

    def _numbered(self, digits: str) -> tuple[Region, ...]:
        """A full code is a place's own, filled up with noughts."""
        known = [code for code in self._number_codes if digits.startswith(code) and not digits[len(code) :].strip("0")]
        return (self._number_codes[max(known, key=len)],) if known else ()

    @cached_property
    def kind_words(self) -> frozenset[str]:
        """Words for the kinds of places, folded."""
        return frozenset().union(*(choices.typed(f"kind_{kind}") for kind in _KINDS))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The first letters of all words of names and kinds, to look no further where none begins."""
        words = {word for each in self.regions.all for name in (each.code, *names(each)) for word in re.split(r"[\W_]+", name)}
        words |= self.kind_words
        return frozenset(unmarked(plain(word))[:_ENOUGH] for word in words if word)

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(each.code for each in self.regions.all)

    @cached_property
    def _number_codes(self) -> dict[str, Region]:
        pairs = ((code, each) for each in self.regions.all for code in (each.code, *each.aliases))
        return {code: each for code, each in pairs if code.isdecimal() and len(code) >= _SHORTEST_CODE}

    def _find(self, text: str) -> tuple[Region, ...]:
        if whole(text, "total") or whole(text, "unit"):
            return ()
        found = self.regions.find(text) or self._unbent(text) or self._joined(text)
        return () if self._is_small_code(text, found) else found

    def _is_small_code(self, text: str, found: tuple[Region, ...]) -> bool:
        """Codes of two or three letters are codes in capitals only: `kg` is a weight."""
        codes = (code.casefold() for each in found for code in (each.code, *each.aliases) if code.isupper())
        return bool(_CODE_OF_LETTERS.match(text)) and not text.isupper() and text.casefold() in codes

    def _joined(self, text: str) -> tuple[Region, ...]:
        """`city of …`: words that join a kind and a name are left out."""
        said = tokens(text)
        kept = [text[token.start : token.end] for at, token in enumerate(said) if not is_at(said, at, "joint")]
        return self.regions.find(" ".join(kept)) if len(kept) < len(said) else ()

    def _unbent(self, text: str) -> tuple[Region, ...]:
        """The name with the ending of its last word taken off or made the first case: `Оше`, `Республике`, `Бишкекте`."""
        found: dict[Region, None] = {}
        for ending in _ENDINGS:
            stem = text[: -len(ending)]
            if choices.fold(text[-len(ending) :]) == choices.fold(ending) and _BENT.search(stem):
                for form in (stem, stem + _NOUNS[ending]) if ending in _NOUNS else (stem,):
                    found.update(dict.fromkeys(self.regions.find(form)))
        return tuple(found)
