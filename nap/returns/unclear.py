"""Why a text is no number: what the grammar does not know goes in; the reason and the numbers it may have meant come out.

The first rule that fits decides. A number is named for the advice, never taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from nap.returns import besides
from nap.returns.grammar import DIGITS, NotANumber, Number, exactly, tidied, tidy, western

_RUN = r"[0-9](?:[0-9 .,']*[0-9])?"
_SHAPES = (
    ("more-than", re.compile(r"(?:>|≥|>=|=>) ?(?P<a>[0-9 .,]+)%?\Z|(?P<b>[0-9 .,]+) ?\+\Z")),
    ("less-than", re.compile(r"(?:<|≤|<=|=<) ?(?P<a>[0-9 .,]+)%?\Z")),
    ("about", re.compile(r"(?:≈|~|∼|≃|±|\+/-) ?(?P<a>[0-9 .,]+)%?\Z")),
    ("range", re.compile(r"(?P<a>[0-9.,]+) ?(?:-|…|\.\.+) ?(?P<b>[0-9.,]+)%?\Z")),
    ("exponent", re.compile(r"(?P<a>[0-9]+(?:[.,][0-9]+)?)[eEеЕ](?P<power>[+-]?[0-9]{1,2})\Z")),
)
_SIGN = re.compile(rf"\((?P<bracketed>{_RUN})\)\Z|(?P<trailing>{_RUN}) ?-\Z")
"""Accountants write what is below zero in brackets or with the minus behind."""
_POINT = re.compile(r"(?P<open>[0-9]+)[.,]\Z|(?P<bare>[.,][0-9]+)\Z|(?P<middle>[0-9]+[·•∙][0-9]+)\Z")
_FRACTION = re.compile(r"(?P<whole>[0-9]{1,12})? ?(?P<part>[\u00bc-\u00be\u2150-\u215e])\Z")
_DATE = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})\Z", re.ASCII)
_ERROR = re.compile(r"#[^\W\d_][^\W_]*(?:/[^\W_]+)?[!?]?\Z")
_LETTERS = str.maketrans("lI|OoОоЗз", "111000033")
"""Letters typed for digits; they count only beside true digits and without a space, where no word can stand."""
_NOTED = re.compile(rf"(?P<number>{_RUN}) ?\((?P<note>[^()%$€]*[^\W\d_]{{2}}[^()%$€]*)\)\Z")
"""A number, and words in brackets behind it: `25 (из них 3 дети)`."""
_ANY = re.compile(rf"(?:(?<![^\s(])[+-] ?)?{_RUN}|[.,][0-9]+", re.ASCII)


def why(text: str) -> NotANumber:
    """The reason why a tidied text outside the grammar is no number."""
    return next(found for rule in _RULES if (found := rule(text)) is not None)


def _foreign(text: str) -> NotANumber | None:
    """Digits of several scripts in one number: nobody writes so on purpose."""
    plain, scripts = western(text)
    if scripts < 2:
        return None
    meant = exactly(plain)
    return NotANumber("foreign-digits", (meant.value,) if isinstance(meant, Number) else ())


def _shape(text: str) -> NotANumber | None:
    for reason, shape in _SHAPES:
        if match := shape.match(text):
            numbers = _meant(reason, match)
            return NotANumber(reason, numbers) if numbers or reason != "exponent" else NotANumber("too-long")
    return None


def _meant(reason: str, match: re.Match[str]) -> tuple[Decimal, ...]:
    parts = match.groupdict()
    found = tuple(value for name in ("a", "b") if (value := _value(parts.get(name) or "")) is not None)
    if reason != "exponent":
        return found
    written_out = (value.scaleb(int(parts["power"])) for value in found)
    return tuple(tidy(value) for value in written_out if abs(value.adjusted()) < DIGITS)


def _value(text: str) -> Decimal | None:
    read = exactly(tidied(text))
    return read.value if isinstance(read, Number) else None


def _sign(text: str) -> NotANumber | None:
    match = _SIGN.match(text)
    value = _value(match["bracketed"] or match["trailing"]) if match else None
    return NotANumber("sign", (value, -value)) if value else None


def _point(text: str) -> NotANumber | None:
    """A point with nothing on one side (`12.`, `,5`), or one at half height."""
    match = _POINT.match(text)
    if match is None:
        return None
    body = match["open"] or (f"0.{match['bare'][1:]}" if match["bare"] else re.sub("[·•∙]", ".", match["middle"]))
    numbers = (Decimal(body),) if len(body) <= DIGITS else ()
    return NotANumber("point", numbers, "·" if match["middle"] else "")


def _fraction(text: str) -> NotANumber | None:
    match = _FRACTION.match(text)
    if match is None:
        return None
    part = Decimal(repr(unicodedata.numeric(match["part"])))
    return NotANumber("fraction", (Decimal(match["whole"] or 0) + part,) if part * 1000 % 1 == 0 else ())


def _lettered(text: str) -> NotANumber | None:
    digits = text.translate(_LETTERS)
    meant = exactly(digits) if digits != text and " " not in text and re.search("[0-9]", text) else None
    return NotANumber("letters", (meant.value,)) if isinstance(meant, Number) else None


def _error(text: str) -> NotANumber | None:
    """An error of a formula that was pasted as text."""
    return NotANumber("error") if _ERROR.match(text) else None


def _date(text: str) -> NotANumber | None:
    return NotANumber("several") if _DATE.match(text) else None


def _separated(text: str) -> NotANumber | None:
    joined = re.sub(r"(?<=[0-9])[ _'.,](?=[0-9])", "", text)
    if joined == text or not (joined.isascii() and joined.isdigit()):
        return None
    return NotANumber("separators", (Decimal(joined),) if len(joined) <= DIGITS else ())


def _worded(text: str) -> NotANumber:
    """One number with something beside it is named; of several nobody knows which one is meant."""
    if besides.is_zero(text):
        return NotANumber("word", (Decimal(0),))
    numbers = _ANY.findall(text)
    if len(numbers) != 1:
        return _several(text, numbers) if numbers else NotANumber("text")
    words = text.replace(numbers[0], " ", 1)
    match exactly(f"0{numbers[0]}" if numbers[0][0] in ".," else numbers[0]):
        case Number(value):
            reason, factor, unit = besides.said(words)
            return NotANumber(reason, (tidy(value * factor),), unit)
        case NotANumber("ambiguous", both) if besides.said(words)[0] == "extra":
            return NotANumber("ambiguous", both, besides.shape(words))
        case NotANumber("too-long"):
            return NotANumber("several")
        case _:
            return NotANumber("several")


def _several(text: str, numbers: list[str]) -> NotANumber:
    """The first of several numbers is named; before words in brackets it is hardly another that is meant."""
    first = _value(numbers[0])
    if first is None:
        return NotANumber("several")
    noted = _NOTED.match(text)
    plain = noted is not None and noted["number"] == numbers[0] and besides.said(noted["note"])[0] == "extra"
    return NotANumber("bracket" if plain else "several", (first,))


_Rule = Callable[[str], NotANumber | None]
_RULES: tuple[_Rule, ...] = (_foreign, _shape, _sign, _point, _fraction, _lettered, _error, _date, _separated, _worded)
