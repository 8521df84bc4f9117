"""Words beside a number: `чел.`, `тыс. сом`, `более`. The words go in; what they make of the number comes out.

All words come from `locales/*/typed.po`, none from here.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache

from nap.returns import choices
from nap.words import known, languages, say

_SCALES = {"thousand": Decimal(10**3), "million": Decimal(10**6), "billion": Decimal(10**9)}


def said(words: str) -> tuple[str, Decimal, str]:
    """What stands beside a number: `more-than less-than about multiplier extra`, the factor, and the unit that is left."""
    factor, rest = _scaled(words.replace(".", ". "))  # `тыс.сом` are two words
    bare = " ".join(word for word in rest.split() if shape(word) not in all_units())
    reason = choices.qualifier(rest) or choices.qualifier(bare)
    return reason or ("extra" if factor == 1 else "multiplier"), factor, shape(rest)


def is_zero(text: str) -> bool:
    """True for a word that means nothing was counted: `ноль`."""
    return choices.fold(text) in choices.typed("zero")


def units_of(currency: str | None) -> frozenset[str]:
    """Words that add nothing to a figure: those of its currency, or, without one, of people and things."""
    if currency is None:
        return _words("unit")
    family = f"typed.currency_{currency.lower()}"
    return frozenset({currency.lower()}) | (_words(family.removeprefix("typed.")) if known(family) else frozenset())


def percents() -> frozenset[str]:
    """Words for per cent."""
    return _words("percent")


def shape(words: str) -> str:
    """One shape for a unit: case, spaces, dots and brackets do not matter; every other sign does, a minus above all."""
    return "".join(letter for letter in unicodedata.normalize("NFC", words).casefold() if letter not in " .()[]:;")


@cache
def all_units() -> frozenset[str]:
    """Every word of people, things and per cent, to look past them when something else is said as well."""
    return _words("unit") | percents()


def _scaled(words: str) -> tuple[Decimal, str]:
    """Exact words only: Kyrgyz `миң` is a thousand, Russian `мин` a minute."""
    for word in words.split():
        if (factor := _factors().get(shape(word))) is not None:
            return factor, words.replace(word, " ", 1)
    return Decimal(1), words


@cache
def _factors() -> dict[str, Decimal]:
    return {word: factor for name, factor in _SCALES.items() for word in _words(name)}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(shape(word) for lang in languages() for word in say(lang, f"typed.{name}").split("|"))
