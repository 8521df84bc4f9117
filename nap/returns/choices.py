"""Words that stand for a code: drop-down labels in any language, and the small words people type instead of a number.

A text goes in, the code it means comes out (None if it means none). All words come from `locales/`, none from here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from nap.facts import MEASURE_STATUSES, QUALITIES, STATES
from nap.plan import nearest
from nap.words import languages, say

Meaning = Callable[[str], str | None]
"""Text → code, None if it means none."""

_LOOKALIKE = str.maketrans("acekmhopxtybёөүң", "асекмнорхтувеоун")
"""Latin letters that look Cyrillic, and the Kyrgyz letters people replace by Russian ones, folded to one shape."""


def fold(text: str) -> str:
    """One shape for texts that look alike: case, spaces, dashes, ё, ө ү ң and Latin look-alikes no longer matter."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_LOOKALIKE)
    return "".join(letter for letter in letters if letter.isalnum())


def answer(text: str) -> str:
    """The shape of a text that answers a question; beside a digit every sign counts: -1 and 0.1 are not level 1."""
    shape = fold(text)
    return "" if shape.isdigit() and shape != text.strip() else shape


def state(text: str) -> str | None:
    """The code of `#value+state` meant by a label in any language or by the code itself."""
    return _states().get(fold(text))


def quality(text: str) -> str | None:
    """The code of `#status+quality` meant by a label in any language or by the code itself."""
    return _qualities().get(fold(text))


def yes_no(text: str) -> bool | None:
    """True for yes, False for no, in any language; also 1 and 0, true and false."""
    return _answers().get(answer(text))


def measure_status(text: str) -> str | None:
    """The code of a measure's status meant by a label in any language or by the code itself."""
    return _statuses().get(fold(text))


@lru_cache(maxsize=1_000)
def near_label(family: str, text: str) -> str | None:
    """The label of a state or quality that the text is a slip of, if one alone can be meant. To be offered, never read."""
    codes = {"state": STATES[1:], "quality": QUALITIES[1:]}[family]
    labels = [(say(lang, f"workbook.{family}.{code}"), code) for lang in languages() for code in codes]
    found = nearest(fold(text), {fold(label): ((label, code),) for label, code in labels}, slips=2)
    return found[0][0] if len({code for _, code in found}) == 1 else None


def mark(text: str) -> str | None:
    """The state meant by words typed instead of a number: `н/д` and `жок` are no_data, `н/п` is not_applicable."""
    return _marks().get(fold(text))


def qualifier(text: str) -> str | None:
    """`more-than`, `less-than` or `about` if the words beside a number say so in any language."""
    return _qualifiers().get(fold(text))


@cache
def _states() -> dict[str, str]:
    return _labels("state", STATES[1:])


@cache
def _qualities() -> dict[str, str]:
    return _labels("quality", QUALITIES[1:])


@cache
def _statuses() -> dict[str, str]:
    return _labels("measure_status", MEASURE_STATUSES)


def _labels(family: str, codes: Iterable[str]) -> dict[str, str]:
    found = {fold(code): code for code in codes}
    return found | {fold(say(lang, f"workbook.{family}.{code}")): code for lang in languages() for code in found.values()}


@cache
def _answers() -> dict[str, bool]:
    words = {"1": True, "0": False, "true": True, "false": False}
    found = {fold(word): answer for word, answer in words.items()}
    for lang in languages():
        found[fold(say(lang, "workbook.yes"))] = True
        found[fold(say(lang, "workbook.no"))] = False
    return found


@cache
def _marks() -> dict[str, str]:
    return {word: code for code in ("no_data", "not_applicable", "not_safe") for word in typed(code)}


@cache
def _qualifiers() -> dict[str, str]:
    return {word: code.replace("_", "-") for code in ("more_than", "less_than", "about") for word in typed(code)}


@cache
def typed(name: str) -> frozenset[str]:
    """The words of `typed.<name>`, parted by `|`, of all languages, folded."""
    return frozenset(fold(word) for lang in languages() for word in say(lang, f"typed.{name}").split("|"))
