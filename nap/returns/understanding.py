"""How a figure was made of what was typed: an observation goes in; one word says where the two differ in meaning.

A difference is worth a mark where a reader who compares the workbook with the screen would stop: a percent sign that is gone, a
comma or a space that was taken as part of a number, words taken as a state, an empty cell that has a figure after all.
"""

from __future__ import annotations

from decimal import Decimal

from nap.facts import Observation
from nap.returns import choices

WAYS = ("", "percent", "digits", "punctuation", "words", "added_up", "counted")
"""What `way_of` can answer: as typed, or not known; a percent sign left off; digits of another script; comma, spaces or signs
read as people write numbers; words read as a state; an empty cell filled from its parts, or by counting the items of a list."""


def way_of(observation: Observation, *, graded: bool = False, is_list: bool = False) -> str:
    """One of WAYS. `graded`: a level or yes and no, so that words are the answer itself; `is_list`: its items are counted."""
    texts = [text for _, text in observation.typed]
    if observation.state:
        return "words" if any(_is_mark(text, observation.state) for text in texts) else ""
    if not any(texts):
        empty = "counted" if is_list else "added_up" if texts else ""
        return empty if observation.value is not None else ""
    if graded:
        return ""
    if any(letter.isdecimal() and not letter.isascii() for text in texts for letter in text):
        return "digits"
    if any("%" in text for text in texts):
        return "percent"
    figures = [each for each in (observation.value, observation.numerator, observation.denominator) if each is not None]
    return "" if [_plain(text) for text in texts] == figures else "punctuation"


def _is_mark(text: str, state: str) -> bool:
    """True for words typed where a figure belongs; the label out of the drop-down list says what it means by itself."""
    return bool(text) and choices.state(text) != state


def _plain(text: str) -> Decimal | None:
    bare = text.removeprefix("-")
    whole, _, decimals = bare.partition(".")
    return Decimal(text) if whole.isdecimal() and whole.isascii() and (decimals or "0").isdecimal() and bare[-1] != "." else None
