"""Periods and days, counted in months since year 0. Shares nothing with the monitor: a period is a pair (first month, length)."""

from __future__ import annotations

from datetime import date, timedelta

Span = tuple[int, int]
"""First month (12 × year + month − 1) and number of months: (24312, 6) is the first half of 2026."""

LENGTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
SHORTER = {12: 6, 6: 3, 3: 1}


def span(code: str) -> Span:
    """`2026`, `2026-H1`, `2026-Q2` or `2026-03` as a span."""
    year, _, mark = code.partition("-")
    first = int(year) * 12
    if not mark:
        return first, 12
    if mark[0] == "H":
        return first + 6 * (int(mark[1]) - 1), 6
    if mark[0] == "Q":
        return first + 3 * (int(mark[1]) - 1), 3
    return first + int(mark) - 1, 1


def code(period: Span) -> str:
    """The span as it is written."""
    first, length = period
    year, month = divmod(first, 12)
    number = month // length + 1
    return f"{year:04}" + {12: "", 6: f"-H{number}", 3: f"-Q{number}", 1: f"-{number:02}"}[length]


def day_after(period: Span) -> date:
    """The day after the last one."""
    year, month = divmod(period[0] + period[1], 12)
    return date(year, month + 1, 1)


def last_day(period: Span) -> date:
    """The last day."""
    return day_after(period) - timedelta(days=1)


def first_day(period: Span) -> date:
    """The first day."""
    year, month = divmod(period[0], 12)
    return date(year, month + 1, 1)


def stop(period: Span) -> int:
    """The month that follows: two periods with the same stop end on the same day."""
    return period[0] + period[1]


def year_of(period: Span) -> int:
    """The calendar year."""
    return period[0] // 12


def cut(period: Span, length: int) -> list[Span]:
    """The pieces of that length, in order; none if the period is shorter."""
    return [(first, length) for first in range(period[0], stop(period), length)] if length <= period[1] else []


def around(period: Span, length: int) -> Span:
    """The period of that length in which the last month lies; at least as long as the period itself."""
    last = stop(period) - 1
    return (last // length * length, length) if length >= period[1] else period
