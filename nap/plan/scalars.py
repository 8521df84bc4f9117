"""One typed value: text, number, date, yes or no, code … as the plan file means it, never as YAML would guess."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from nap.facts import Fact
from nap.plan.endless import ENDLESS, may_take_for_ever
from nap.plan.nodes import Scalar
from nap.plan.shapes import Choice, Code, Day, Number, Regex, Shape, Text, YesNo, Zone

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_LONGEST_NUMBER = 40
"""Digits; making a number of hundreds of thousands takes minutes."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_YES, _NO = {"true", "yes", "on"}, {"false", "no", "off"}

Value = str | Decimal | int | date | bool


@dataclass(frozen=True)
class Wrong:
    """Why a value does not fit; `known` are the words among which the one meant may be."""

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()
    known: tuple[str, ...] = ()


def is_text(shape: Shape) -> bool:
    """True where the value is kept as typed, so that an unquoted `007` or `NO` deserves quotes."""
    return isinstance(shape, Text | Code)


def read(node: Scalar, shape: Shape) -> Value | Wrong:
    """The value in that shape, or what is wrong with it."""
    text = node.text.strip()
    match shape:
        case Number():
            return _number(node, shape)
        case Day():
            return text if text in shape.words else _day(text)
        case YesNo():
            return _yes_no(node)
        case Choice():
            return text if text in shape.words else _unknown_word(text, shape.words)
        case Code():
            return _code(text, shape)
        case Regex():
            return _regex(text)
        case Zone():
            return _zone(text)
        case _:
            return text or Wrong("empty-text")


def _number(node: Scalar, shape: Number) -> Decimal | int | Wrong:
    if not node.plain or len(node.text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(node.text):
        return Wrong("not-a-number", (("found", node.text[:_LONGEST_NUMBER]),))
    value = Decimal(node.text)
    if shape.whole and "." in node.text:
        return Wrong("not-whole", (("found", node.text),))
    if (shape.low is not None and value < shape.low) or (shape.high is not None and value > shape.high):
        code = "below-bound" if shape.high is None else "out-of-bounds"
        return Wrong(code, (("found", node.text), ("low", str(shape.low)), ("high", str(shape.high))))
    return int(value) if shape.whole else value


def _day(text: str) -> date | Wrong:
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return Wrong("no-such-day", (("found", text),))
    return Wrong("bad-date", (("found", text),))


def _yes_no(node: Scalar) -> bool | Wrong:
    word = node.text.lower()
    if node.plain and word in _YES | _NO:
        return word in _YES
    return Wrong("not-yes-or-no", (("found", node.text),))


def _unknown_word(text: str, words: tuple[str, ...]) -> Wrong:
    return Wrong("unknown-word", (("found", text), ("known", ", ".join(words))), words)


def _code(text: str, shape: Code) -> str | Wrong:
    if text in shape.reserved:
        return Wrong("reserved-name", (("found", text),))
    if re.fullmatch(shape.pattern, text, re.ASCII):
        return text
    return Wrong(f"bad-{shape.kind}", (("found", text),))


def _regex(text: str) -> str | Wrong:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            matches_nothing = re.compile(text).search("") is not None
    except (re.error, Warning, OverflowError, RecursionError) as error:
        return Wrong("bad-pattern", (("found", text), ("problem", str(error))))
    if may_take_for_ever(text):
        return Wrong("bad-pattern", (("found", text), ("problem", ENDLESS)))
    return Wrong("pattern-matches-nothing", (("found", text),)) if matches_nothing else text


def _zone(text: str) -> str | Wrong:
    try:
        ZoneInfo(text)
    except (ValueError, OSError, LookupError):
        return Wrong("unknown-timezone", (("found", text),))
    return text
