"""What is wrong with one translated text: the English and the translation enter, codes with facts leave."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator, Sequence

from nap.facts import Fact

Told = tuple[str, str, tuple[tuple[str, Fact], ...]]
"""Severity, code, facts."""
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|`|\*\*")
_ADDRESS = re.compile(r"https?://[^\s()«»“”\"<>]*[^\s()«»“”\"<>.,;:!?]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_ALWAYS = {"n"}
"""What every counted text may say or leave out."""
_OTHER_WORDS = {"common.period.month": {"month", "month_of"}}
"""Facts that stand in place of each other: `in March`, `of March`."""
_LONG, _SLACK = 2, 25


def problems(key: str, english: Sequence[str], text: str) -> Iterator[Told]:
    """Everything that is wrong with one form of a text."""
    if found := _UNSEEN.search(text):
        yield "error", "unseen-character", (("found", f"U+{ord(found[0]):04X}"),)
    names = fields(text)
    if names is None:
        yield "error", "braces", ()
    else:
        yield from _facts(key, english, names)
    if _markup(text) not in [_markup(form) for form in english]:
        wanted = " ".join(_markup(english[-1]).elements()) or "-"
        yield "error", "markup", (("found", " ".join(_markup(text).elements()) or "-"), ("expected", wanted))
    longest = max(map(len, english))
    if "|" not in text and len(text) > longest * _LONG + _SLACK:
        yield "warning", "long", (("length", len(text)), ("english", longest))


def _facts(key: str, english: Sequence[str], names: set[str]) -> Iterator[Told]:
    everywhere = set[str]().union(*(fields(form) or () for form in english))
    alike = _OTHER_WORDS.get(key, set())
    unknown = names - everywhere - alike - (_ALWAYS if len(english) > 1 else set())
    lost = (fields(english[-1]) or set()) - names - _ALWAYS - alike
    if alike and not names & alike:
        lost |= {"month"}
    if unknown:
        yield "error", "placeholder-unknown", (("found", _told(unknown)), ("expected", _told(everywhere)))
    if lost:
        yield "error", "placeholder-missing", (("expected", _told(lost)),)


def fields(text: str) -> set[str] | None:
    """The names in braces; None if a brace stands alone, or more than a plain name is in them."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    names = {name for _, name, _, _ in parts if name is not None}
    plain = all(name is None or (name.isidentifier() and not shape and not turn) for _, name, shape, turn in parts)
    return names if plain else None


def _told(names: set[str]) -> str:
    return " ".join(f"{{{name}}}" for name in sorted(names)) or "-"


def _markup(text: str) -> Counter[str]:
    """Signs by how often they stand; of an address it matters only that it is there."""
    return Counter(_MARKUP.findall(text)) | Counter(set(_ADDRESS.findall(text)))
