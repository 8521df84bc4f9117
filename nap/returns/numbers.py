"""Numbers as people write them: a cell's text goes in; an exact Decimal, a blank or the reason why it is no number comes out.

The grammar is ours (design 6, domain 8.5): `float()` would take `nan`, `1_000`, `1e3` and Arabic digits, and guess at `1,234`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal

from nap.returns.choices import qualifier

DIGITS = 15
"""Excel keeps no more significant digits than these."""
_EXACT = Context(prec=DIGITS)


@dataclass(frozen=True)
class Number:
    """What was meant. `percent`: a `%` stood behind it (`12,5 %` is 12.5)."""

    value: Decimal
    percent: bool = False


@dataclass(frozen=True)
class Blank:
    """Nothing was typed. Never zero."""


@dataclass(frozen=True)
class NoData:
    """A dash, dots or a star: the statistician's sign for "no figure". Never zero either."""


@dataclass(frozen=True)
class NotANumber:
    """Why the text is no number, and the numbers it may have meant, for the advice.

    Reasons: `ambiguous more-than less-than about range several exponent foreign-digits separators extra too-long text`.
    """

    reason: str
    numbers: tuple[Decimal, ...] = ()


Read = Number | Blank | NoData | NotANumber

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_SIGNS = str.maketrans(
    {
        "\u2212": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2015": "-",
        "\u2019": "'",
        "\u02bc": "'",
        "`": "'",
    }
)
_NO_DATA = frozenset({"-", "--", "---", "…", "...", "..", "*", "(*)", "**", "(-)"})
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
_ANY = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+", re.ASCII)
_DATE = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})\Z", re.ASCII)
_SHAPES = (
    ("more-than", re.compile(r"(?:>|≥|>=|=>) ?(?P<a>[0-9 .,]+)%?\Z|(?P<b>[0-9 .,]+) ?\+\Z")),
    ("less-than", re.compile(r"(?:<|≤|<=|=<) ?(?P<a>[0-9 .,]+)%?\Z")),
    ("about", re.compile(r"(?:≈|~|∼|≃|±|\+/-) ?(?P<a>[0-9 .,]+)%?\Z")),
    ("range", re.compile(r"(?P<a>[0-9.,]+) ?(?:-|…|\.\.+) ?(?P<b>[0-9.,]+)%?\Z")),
    ("exponent", re.compile(r"(?P<a>[0-9]+(?:[.,][0-9]+)?)[eEеЕ](?P<power>[+-]?[0-9]{1,2})\Z")),
)


def read_number(text: str) -> Read:
    """Read one cell's text; spaces and apostrophes may group thousands, comma or dot starts the decimals. Never raises.

    `1,234` and `1.234` could be a thousand or one and a bit: `ambiguous`, with both readings, the decimal one first.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())
    if not plain:
        return Blank()
    if (signed := plain.translate(_SIGNS)) in _NO_DATA:
        return NoData()
    match = _NUMBER.match(signed)
    return _exactly(match) if match else _why(signed)


def tidy(value: Decimal) -> Decimal:
    """The number as Excel shows it: half-even to 15 significant digits, so that the file's 14.979999999999999 is 14.98 again."""
    rounded = _EXACT.plus(value)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def _exactly(match: re.Match[str]) -> Read:
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


def _why(text: str) -> NotANumber:
    if (western := _western(text)) != text:
        meant = read_number(western)
        return NotANumber("foreign-digits", (meant.value,) if isinstance(meant, Number) else ())
    for reason, shape in _SHAPES:
        if match := shape.match(text):
            numbers = _meant(reason, match)
            return NotANumber(reason, numbers) if numbers or reason != "exponent" else NotANumber("too-long")
    return _other(text)


def _meant(reason: str, match: re.Match[str]) -> tuple[Decimal, ...]:
    parts = match.groupdict()
    found = tuple(read.value for name in ("a", "b") if isinstance(read := read_number(parts.get(name) or ""), Number))
    if reason != "exponent":
        return found
    written_out = (value.scaleb(int(parts["power"])) for value in found)
    return tuple(tidy(value) for value in written_out if abs(value.adjusted()) < DIGITS)


def _other(text: str) -> NotANumber:
    if _DATE.match(text):
        return NotANumber("several")
    joined = re.sub(r"(?<=[0-9])[ _'.,](?=[0-9])", "", text)
    if joined != text and joined.isascii() and joined.isdigit():
        return NotANumber("separators", (Decimal(joined),) if len(joined) <= DIGITS else ())
    text = re.sub(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))", "", text)
    numbers = _ANY.findall(text)
    if len(numbers) != 1 or len(numbers[0]) > DIGITS:
        return NotANumber("several" if numbers else "text")
    words = text.replace(numbers[0], " ")
    return NotANumber(qualifier(words) or "extra", (_decimal("", numbers[0]),))


def _western(text: str) -> str:
    return "".join(str(unicodedata.decimal(letter)) if not letter.isascii() and letter.isdecimal() else letter for letter in text)
