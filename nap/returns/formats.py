"""What a number in a cell means by its number format: a plain number, a percentage, a date, a time. Styles enter; Cells leave.

The serial numbers of days are Excel's: day 1 is 1 January 1900 (1904 in files of old Macs: day 0 is 1 January 1904), and day 60,
the 29 February 1900 that never was, is given as 28 February. The formats a file may name without spelling them are those of
ECMA-376 part 1, 18.8.30.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from nap.returns.book import Cell
from nap.returns.markup import Element

NUMBER, PERCENT, DATE, TIME = "number", "percent", "date", "time"

_BUILT_IN = {
    **dict.fromkeys((9, 10), PERCENT),
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)), DATE),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 46, 47), TIME),
}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|am/pm|a/p|general|e[+-]', re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?\Z")
_AS_SHOWN = Context(prec=15, rounding=ROUND_HALF_UP)
LONGEST_CODE = 1_000
"""Letters of a number format that are looked at; Excel writes at most 255."""
_LAST_DAY = 2_958_465
"""31 December 9999."""


def meaning(code: str) -> str:
    """What a spelt-out number format says of its number: NUMBER, PERCENT, DATE or TIME. Its first section counts."""
    bare = _LITERAL.sub("", code[:LONGEST_CODE]).partition(";")[0].lower()
    if "%" in bare:
        return PERCENT
    letters = set(bare) & set("ymdhsebg")
    if letters & set("ydebg") or letters == {"m"}:
        return DATE
    return TIME if letters & set("hs") or letters == {"m"} else NUMBER


def style_meanings(styles: Iterable[Element]) -> tuple[str, ...]:
    """The meaning of each cell style, by its number, from the elements of the styles part."""
    elements = list(styles)
    spelt = {e.attributes.get("numFmtId"): meaning(e.attributes.get("formatCode", "")) for e in elements if e.name == "numFmt"}
    formats = [e.attributes.get("numFmtId", "0") for e in elements if e.name == "xf" and e.parent == "cellXfs"]
    return tuple(spelt.get(number) or _BUILT_IN.get(int(number), NUMBER) for number in formats)


def number_cell(raw: str, meaning: str, formula: bool, date1904: bool) -> Cell:
    """The cell of a stored number; text that is no number stays text."""
    value = read_decimal(raw)
    if value is None:
        return Cell("text", raw, raw, formula)
    if meaning == DATE and 1 <= value + date1904 < _LAST_DAY + 1:
        return _date_cell(value, formula, date1904)
    if meaning == TIME and value >= 0:
        return Cell("time", value, clock(value), formula)
    if meaning == PERCENT:
        return Cell("number", value, plain(value * 100) + "%", formula, percent=True)
    return Cell("number", value, plain(value), formula)


def read_decimal(raw: str) -> Decimal | None:
    """A number as the file stores it, rounded to the 15 digits Excel shows, no trailing zeros, no exponent; else None."""
    text = raw.strip()
    if not _NUMBER.match(text):
        return None
    value = _AS_SHOWN.create_decimal(text)
    return Decimal(plain(value)) if abs(value.adjusted()) < 310 else None


def plain(value: Decimal) -> str:
    """All digits, no exponent, no trailing zeros, no minus before zero: `1280.6`, `0`, `1000000`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _date_cell(value: Decimal, formula: bool, date1904: bool) -> Cell:
    whole = int(value)
    day = _day(whole, date1904)
    text = f"{day.day:02}.{day.month:02}.{day.year:04}"
    if value != whole:
        text += " " + clock(value - whole)
    return Cell("date", day, text, formula)


def _day(serial: int, date1904: bool) -> date:
    if date1904:
        return date(1904, 1, 1) + timedelta(min(serial, _LAST_DAY - 1462))
    return date(1899, 12, 31 if serial < 60 else 30) + timedelta(serial)


def clock(value: Decimal) -> str:
    """Hours and minutes of a share of a day, seconds only if there are any: 0.3125 → `07:30`."""
    seconds = int((value * 86_400).to_integral_value(ROUND_HALF_UP))
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?Z?\Z", re.ASCII)


def iso_cell(raw: str, formula: bool) -> Cell:
    """The cell of a date stored as text of ISO 8601, as the Strict dialect may do; other text stays text."""
    match = _ISO.match(raw)
    if match is None:
        return Cell("text", raw, raw, formula)
    day = date.fromisoformat(match[1])
    clock_text = "" if match[2] in (None, "00:00") else f" {match[2]}"
    return Cell("date", day, f"{day.day:02}.{day.month:02}.{day.year:04}{clock_text}", formula)
