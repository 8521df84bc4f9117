"""Numbers that Excel turned into dates: the date cell goes in; which numbers may have been typed comes out.

A number typed with a dot or slash becomes a day of the current year (`3/4`, `1.12`), or a month (`1.26` is January 2026). One
typed into a cell that had the format of a date becomes the day of that number (18 is 18 January 1900).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from nap.returns.book import Cell

_FIRST_REAL_YEAR = 1990
"""Nobody reports a day before it, so such a date is a number in the wrong format."""
_TWO_DIGITS = range(1930, 2030)
"""The years Excel takes two digits for."""
_LEAP_DAY_OF_1900 = 60
"""Excel counts a day that never was; the reader gives it as 28 February."""


def meant_by(cell: Cell, *, date1904: bool) -> tuple[str, tuple[Decimal, ...]]:
    """The case (`serial`, `month-year`, `one` or empty) and the numbers, likeliest first.

    Day and month in both orders, because a full stop puts the day first and a slash, in English, the month; the first of a month
    may also be month and year.
    """
    day = cell.value
    assert isinstance(day, date)
    if day.year < _FIRST_REAL_YEAR and ":" not in cell.text:
        return "serial", (Decimal(serial(day, date1904=date1904)),)
    found = [Decimal(f"{day.day}.{day.month}"), Decimal(f"{day.month}.{day.day}")]
    if day.day == 1 and day.year in _TWO_DIGITS:
        found.append(Decimal(f"{day.month}.{day.year % 100:02}"))
    numbers = tuple(dict.fromkeys(found))
    return {1: "one", 3: "month-year"}.get(len(numbers), ""), numbers


def serial(day: date, *, date1904: bool) -> int:
    """The number behind a date in Excel."""
    if date1904:
        return (day - date(1904, 1, 1)).days
    count = (day - date(1899, 12, 31)).days
    return count if count < _LEAP_DAY_OF_1900 else count + 1
