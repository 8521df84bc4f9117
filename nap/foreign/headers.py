"""Periods of header cells: a cell or a text goes in; the period it names, and how sure that is, come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from nap.facts import Period
from nap.foreign.labels_marks import bare, tidy
from nap.foreign.labels_words import Token
from nap.foreign.model import Label, Meaning, Role, Sure
from nap.returns.book import Cell
from nap.returns.periods import read_period

YEARS = range(1900, 2100)
_SWALLOWED = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<mark>[1-9])\Z", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d\Z", re.ASCII)
_LONGEST_SPAN = 8


def period_of(cell: Cell) -> tuple[Period | None, Label] | None:
    """The period a header cell names; None where it speaks of none. A number is a year if it looks like one."""
    if cell.kind == "number" and isinstance(cell.value, Decimal):
        return _digits(str(cell.value)) if cell.value == cell.value.to_integral_value() else None
    if cell.kind == "date" and isinstance(cell.value, date):
        return None, Label(cell.text, role=Role.PERIOD, sure=Sure.ASKED)
    return _written(tidy(cell.text)) if cell.kind == "text" else None


def _written(text: str) -> tuple[Period | None, Label] | None:
    if found := _digits(text.rstrip(".")):
        return found
    plain = bare(text)
    if found := _digits(plain.text):
        period, label = found
        return period, Label(label.text, None, Role.PERIOD, label.meaning, (*plain.notes, *label.notes), sure=label.sure)
    period = read_period(plain.text, ()).certain
    if period is None or period.year not in YEARS:
        return None
    return period, Label(plain.text, None, Role.PERIOD, Meaning(period=period), plain.notes)


def _digits(text: str) -> tuple[Period | None, Label] | None:
    if _YEAR.match(text):
        period = Period(int(text))
        return period, Label(text, None, Role.PERIOD, Meaning(period=period))
    if match := _SWALLOWED.match(text):
        period = Period(int(match["year"]))
        return period, Label(match["year"], None, Role.PERIOD, Meaning(period=period), (match["mark"],), sure=Sure.ASKED)
    return None


def period_span(text: str, said: Sequence[Token], start: int) -> tuple[int, Period] | None:
    """The longest span from a token on that is a period with its year, and the token behind it."""
    for end in range(min(len(said), start + _LONGEST_SPAN), start, -1):
        part = text[said[start].start : said[end - 1].end]
        period = read_period(part, ()).certain if re.search(r"(?:19|20)\d\d", part) else None
        if period is not None and period.year in YEARS:
            return end, period
    return None
