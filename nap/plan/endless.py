"""Regular expressions of a plan file that could take for ever: a repetition without end within another one.

`(a+)+b` tries every way of cutting a text into pieces: thirty letters take a thousand times as long as twenty, and while one is
tried the whole server waits. Enters an expression that compiles, leaves whether it is built like that. Repetitions with an end,
possessive ones (`++`) and atomic groups (`(?>…)`) never are.
"""

from __future__ import annotations

from re import _constants as signs, _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MANY = 64
"""From so many on an end is none: nobody waits for two to the power of it."""


ENDLESS = "a repetition without end inside another one can take for ever; give one an end, as {1,30}"
"""What is told beside Python's own words about expressions, which are English too."""


def may_take_for_ever(pattern: str) -> bool:
    """True if a repetition stands in a repetition, and both go on for as long as anything fits."""
    return _nested(parser.parse(pattern), within=False)


def _nested(part: Any, *, within: bool) -> bool:
    return any(_holds(sign, facts, within=within) for sign, facts in part)


def _holds(sign: Any, facts: Any, *, within: bool) -> bool:
    if sign in {signs.MAX_REPEAT, signs.MIN_REPEAT}:
        _, most, repeated = facts
        endless = most >= _MANY and len(repeated) > 0
        return (within and endless) or _nested(repeated, within=within or endless)
    return any(_nested(inner, within=within and not _settled(sign)) for inner in _inner(facts))


def _settled(sign: Any) -> bool:
    """What is never tried again once it fitted."""
    return sign in {signs.ATOMIC_GROUP, signs.POSSESSIVE_REPEAT, signs.ASSERT, signs.ASSERT_NOT}


def _inner(facts: Any) -> list[Any]:
    if isinstance(facts, parser.SubPattern):
        return [facts]
    return [found for each in facts for found in _inner(each)] if isinstance(facts, tuple | list) else []
