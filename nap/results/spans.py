"""Periods as pairs of months, which compare and hash fast. Periods enter, spans and days leave."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date
from functools import cache

from nap.facts import Frequency, Period

Span = tuple[int, int]
"""First and last month, both counted from the first month of year 0: January, or where the plan's years begin (`begins`).
So a year is always twelve months from a multiple of twelve, and its parts are too."""

YEAR = 12
LENGTHS = (1, 3, 6, YEAR)


@cache
def span_of(period: Period) -> Span:
    """The months of a period."""
    months = period.frequency.months
    first = period.year * YEAR + (period.number - 1) * months
    return first, first + months - 1


@cache
def period_of(span: Span, begins: int) -> Period:
    """The period of these months in years that begin in that month; of a part of a year that is no regular period, the year."""
    year, first = divmod(span[0], YEAR)
    months = length(span)
    frequency = next((each for each in Frequency if each.months == months and first % months == 0), Frequency.YEAR)
    return Period(year, frequency, first // frequency.months + 1, begins)


def length(span: Span) -> int:
    """Its number of months."""
    return span[1] - span[0] + 1


def lies_in(span: Span, other: Span) -> bool:
    """True if every month of it is one of the other's."""
    return other[0] <= span[0] and span[1] <= other[1]


@cache
def parts(span: Span) -> tuple[Span, ...]:
    """The regular periods of the next shorter length that it is made of; none for a month."""
    shorter = max((each for each in LENGTHS if each < length(span)), default=0)
    return tuple((first, first + shorter - 1) for first in range(span[0], span[1] + 1, shorter)) if shorter else ()


def around(span: Span, months: int) -> Span:
    """The regular period of that many months in which the span ends."""
    first = span[1] // months * months
    return first, first + months - 1


@cache
def holders(span: Span, months: int) -> tuple[Span, ...]:
    """The regular periods of `months` and of every longer length up to the year that contain the span."""
    longer = (around(span, length) for length in LENGTHS if length >= months)
    return tuple(holder for holder in longer if holder[0] <= span[0])


def month_of(day: date, begins: int) -> int:
    """The month a day lies in."""
    return day.year * YEAR + day.month - begins


def last_day(month: int, begins: int) -> date:
    """The last day of a month."""
    year, index = divmod(month + begins - 1, YEAR)
    return date(year, index + 1, calendar.monthrange(year, index + 1)[1])


def shown_periods(first: Period, frequency: Frequency, as_of: date) -> list[Period]:
    """Every period of the frequency and of each longer one up to the year that starts by `as_of`, from the first year on."""
    frequencies = [each for each in Frequency if each.months >= frequency.months]
    years = (replace(first, year=year) for year in range(first.year, as_of.year + 1))
    return sorted(part for year in years for each in frequencies for part in year.parts(each) if part.start <= as_of)
