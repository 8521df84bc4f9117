"""Periods in words: a text, or the tokens of one, goes in; the period that is written there with its year comes out.

What makes a header of them, and what has to be asked about, is decided in `headers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nap.facts import Period
from nap.foreign.labels_words import Token, is_at, phrases, shape, tokens
from nap.returns.choices import typed
from nap.returns.periods import read_period
from nap.words import languages, month_names

YEARS = range(1900, 2100)
YEAR = re.compile(r"(?:19|20)\d\d\Z", re.ASCII)
YEAR_WITHIN = re.compile(r"(?:19|20)\d\d", re.ASCII)
_FIGURES = re.compile(r"[\d.,/ -]*(?:19|20)\d\d[.,/ -]+\d{1,2}[.)]?\Z|\d{1,2}[.,/ -]+(?:19|20)\d\d\Z", re.ASCII)
_SECOND = re.compile(r"\b(?:П|ІІ|п)(?=[\s.-])")
_LONGEST_SPAN = 8
_CASE_ENDING = 4


def period_span(text: str, said: Sequence[Token], start: int) -> tuple[int, Period] | None:
    """The longest span from a token on that is a period with its year, and the token behind it."""
    ends = range(min(len(said), start + _LONGEST_SPAN), start, -1)
    if not any(YEAR.match(token.shape[:4]) for token in said[start : ends[0]] if token.kind == "number"):
        return None
    if any(is_decade(said, at) for at in range(start, ends[0])):
        return None
    for end in ends:
        if said[end - 1].kind == "sign" or any(_is_a_sex(text, said, at) for at in range(start, end)):
            continue
        period = certain_period(text[said[start].start : said[end - 1].end])
        if period is not None:
            return end, period
    return None


def _is_a_sex(text: str, said: Sequence[Token], at: int) -> bool:
    """`2023 Ж` and `м 2023` are the year of women and of men; `2023 ж.` and `2023-Ж.` are years alone."""
    token = said[at]
    if token.end - token.start != 1 or not is_at(said, at, "bare"):
        return False
    apart = at == 0 or text[token.start - 1].isspace()
    return apart and (text[token.start].isupper() or token.shape not in typed("period_year"))


def certain_period(text: str) -> Period | None:
    """A period with its year and its kind in words; figures alone beside a year say nothing."""
    plain = plainer(text)
    period = read_period(plain, ()).certain if YEAR_WITHIN.search(plain) and not _FIGURES.match(plain) else None
    return period if period and period.year in YEARS else None


def is_decade(said: Sequence[Token], at: int) -> bool:
    """`1990-е`, `2000-жылдар`: ten years."""
    if not YEAR.match(said[at].shape) or not said[at].shape.endswith("0"):
        return False
    behind = at + 2 if at + 1 < len(said) and said[at + 1].shape in "-–" else at + 1
    return behind < len(said) and is_at(said, behind, "decade")


def plainer(text: str) -> str:
    """Months in their first case, Roman numbers in Latin letters: `январына`, `П полугодие`."""
    text = _SECOND.sub("II", text).translate(str.maketrans("Іі", "Ii")).strip("() ")
    said = tokens(text)
    for token in reversed(said):
        if token.kind == "word" and (name := _month_name(token.shape)):
            text = text[: token.start] + name + text[token.end :]
    return text


@cache
def _month_name(word: str) -> str:
    """The name of the month of which a longer word is a bent form; empty if it is none."""
    bent = next((phrase for phrase in phrases("month") if phrase.words == (word,)), None)
    if bent:
        return min(month_names(bent.lang)[int(bent.code)])
    for stem, name in _month_stems().items():
        if word.startswith(stem) and len(stem) + 2 < len(word) <= len(stem) + _CASE_ENDING:
            return name
    return ""


@cache
def _month_stems() -> dict[str, str]:
    names = {name for lang in languages() for forms in month_names(lang).values() for name in forms if len(name) >= _CASE_ENDING}
    return {shape(name.rstrip("ьйяа")): name for name in sorted(names, key=len, reverse=True)}
