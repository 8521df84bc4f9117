"""What kind of text it is where not every word is understood: footnote, unit, heading of something else, measure."""

from __future__ import annotations

import re
from decimal import Decimal

from nap.foreign.labels_places import Places
from nap.foreign.labels_words import phrases_at, tokens, whole

_MARKED = re.compile(r"(?:\*+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|[†‡§]+)\s*\S|\d{1,2}[)/]?(?=[^\W\d_]{2,})|\(\d\)\s")
_SIGN = re.compile(r"[\"«“'(]*(?:…|\.\.\.|\*+|[-–—xх]|0[.,]0)[)\"»”']*\s*[-–—:=]\s*[^\W\d_]|[\"«“]\s*[-–—…]\s*[\"»”]")
_MEASURE = frozenset({"measure"})


def is_footnote(text: str) -> bool:
    """True for a line that begins with a footnote's mark or words such as `Примечание`."""
    if (_MARKED.match(text) and len(tokens(text)) > 1) or _SIGN.match(text):
        return True
    said = tokens(text.lstrip("(1234567890*)/ "))
    return bool(said) and any(True for _ in phrases_at(said, 0, frozenset({"footnote"})))


def measures(text: str) -> bool:
    """True if a word names what is counted: `Число …`, `… үлүшү`."""
    said = tokens(text)
    return any(True for at in range(len(said)) for _ in phrases_at(said, at, _MEASURE))


def announced(text: str) -> str:
    """The dimensions that a longer text breaks down by, joined by `;`: `Число жертв по полу и возрасту`."""
    said = tokens(text)
    found = (
        phrase.code
        for at in range(len(said))
        for _, phrase in phrases_at(said, at, frozenset({"heading"}))
        if len(phrase.words) > 1 and phrase.code != "?"
    )
    return ";".join(dict.fromkeys(found))


def is_heading(text: str) -> bool:
    """True for `По …`, `By …`, `… боюнча` of something nobody declared."""
    said = [token.shape for token in tokens(text) if token.kind == "word"]
    if not 2 <= len(said) <= 7 or measures(text):
        return False
    first, last = said[0], said[-1]
    return first in (shape_of("по"), shape_of("by")) or last == shape_of("боюнча")


def shape_of(word: str) -> str:
    """A word as `tokens` gives it."""
    return tokens(word)[0].shape


def unit_of(text: str) -> tuple[str, Decimal] | None:
    """Unit and scale that a text in free words names: `в процентах к общей численности`, `на 100 000 населения`."""
    said = tokens(text.strip("() "))
    if not said:
        return None
    for kind, code in (("unit_open", "percent"), ("per", "per")):
        if any(True for _ in phrases_at(said, 0, frozenset({kind}))) and len(said) > 1:
            if kind == "unit_open" or said[1].kind == "number" or whole(said[1].shape, "scale"):
                return code, Decimal(1)
    return None


def about(text: str, places: Places) -> tuple[str, ...]:
    """Places with the word for their kind that a longer text mentions."""
    return ()
