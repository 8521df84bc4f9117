"""The grammar of numbers: a cell's text, tidied, goes in; what it says comes out, or None if it is outside the grammar.

It is ours: `float()` would take `nan`, `1_000` and `1e3`, and guess at `1,234`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Context, Decimal

DIGITS = 15
"""Excel keeps no more significant digits than these."""
_EXACT = Context(prec=DIGITS)


@dataclass(frozen=True)
class Number:
    """What was meant. `percent`: a `%` stood behind it (`12,5 %` is 12.5); `foreign`: in the digits of another script (`١٢`)."""

    value: Decimal
    percent: bool = False
    foreign: bool = False


@dataclass(frozen=True)
class Blank:
    """Nothing was typed. Never zero."""


@dataclass(frozen=True)
class NoData:
    """A dash, dots or a star: the statistician's sign for "no figure". Never zero either."""


@dataclass(frozen=True)
class NotANumber:
    """Why the text is no number, and the numbers it may have meant, for the advice; `words` are what stood beside the one.

    Reasons: `ambiguous more-than less-than about range several bracket exponent foreign-digits separators sign point fraction
    letters multiplier word extra error too-long text`.
    """

    reason: str
    numbers: tuple[Decimal, ...] = ()
    words: str = field(default="", compare=False)


Read = Number | Blank | NoData | NotANumber

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_INVISIBLE |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Joiners and marks of direction, which come along when a number is copied from a messenger or a web page."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u02b9\u2032\u00b4\u066c\uff07`", "'"),
        **dict.fromkeys("\uff05\ufe6a\u066a", "%"),
        **{"\uff0b": "+", "\uff0e": ".", "\u066b": ".", "\uff0c": ","},
    }
)
_NO_DATA = re.compile(r"(?:-[ -]*|\.{2,}|…+|\*+|\((?:-+|\*+|…|\.{2,})\))\Z")
_GROUPS = r"[1-9][0-9]{0,2}(?:%s[0-9]{3})+"
_BODY = "|".join(
    (
        rf"(?P<spaced>{_GROUPS % ' '}(?:[.,][0-9]+)?)",
        rf"(?P<apostrophes>{_GROUPS % chr(39)}(?:[.,][0-9]+)?)",
        rf"(?P<commas>{_GROUPS % ','}\.[0-9]+|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}}){{2,}})",
        rf"(?P<dots>{_GROUPS % '[.]'},[0-9]+|[1-9][0-9]{{0,2}}(?:[.][0-9]{{3}}){{2,}})",
        r"(?P<plain>[0-9]+(?:[.,][0-9]+)?)",
    )
)
_NUMBER = re.compile(rf"(?P<sign>[+-] ?)?(?:{_BODY})(?P<percent> ?%)?\Z", re.ASCII)
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}\Z", re.ASCII)


def tidied(text: str) -> str:
    """One shape for all spaces, dashes, apostrophes and signs, without what cannot be seen."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_SIGNS).split())


def western(text: str) -> tuple[str, int]:
    """The text with 0 to 9 for the digits of other scripts, and from how many scripts its digits are."""
    digits = {letter: unicodedata.decimal(letter) for letter in set(text) if letter.isdecimal()}
    scripts = {ord(letter) - digit for letter, digit in digits.items()}
    return "".join(str(digits.get(letter, letter)) for letter in text), len(scripts)


def exactly(plain: str) -> Read | None:
    """What a tidied text says if the grammar knows it: a number, nothing, a sign for no figure, two readings; else None.

    `1,234` and `1.234` could be a thousand or one and a bit: `ambiguous`, with both readings, the decimal one first.
    """
    if not plain:
        return Blank()
    if _NO_DATA.match(plain):
        return NoData()
    match = _NUMBER.match(plain)
    return _number(match) if match else None


def tidy(value: Decimal) -> Decimal:
    """The number as Excel shows it: half-even to 15 significant digits, so that the file's 14.979999999999999 is 14.98 again."""
    rounded = _EXACT.plus(value)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def plainly(value: Decimal) -> str:
    """The number as text that can be read in one way only: `94.6`, and `1.2340`, because `1.234` could be a thousand."""
    text = format(tidy(value), "f")
    return f"{text}0" if _AMBIGUOUS.match(text.removeprefix("-")) else text


def _number(match: re.Match[str]) -> Read:
    body = next(part for name in ("spaced", "apostrophes", "commas", "dots", "plain") if (part := match[name]) is not None)
    sign, percent = (match["sign"] or "").strip(), match["percent"] is not None
    if sum(letter.isdigit() for letter in body.lstrip("0")) > DIGITS:
        return NotANumber("too-long")
    if match["plain"] and _AMBIGUOUS.match(body) and not percent:
        return NotANumber("ambiguous", (_decimal(sign, body), _decimal(sign, body.replace(",", "").replace(".", ""))))
    if match["commas"]:
        body = body.replace(",", "")
    elif match["dots"]:
        body = body.replace(".", "")
    return Number(_decimal(sign, body), percent)


def _decimal(sign: str, body: str) -> Decimal:
    value = Decimal(body.replace(" ", "").replace("'", "").replace(",", "."))
    return -value if sign == "-" and value else value
