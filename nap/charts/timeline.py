"""Time on a picture's axis. Results and days enter, periods in order with short names leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from nap.facts import Frequency, Period, Result

_PARTS = ("I", "II", "III", "IV")


def short_name(period: Period) -> str:
    """The period as short as an axis needs it, the same in every language: `2026`, `I 2026`, `03.2026`."""
    match period.frequency:
        case Frequency.YEAR:
            return str(period.year)
        case Frequency.MONTH:
            return f"{period.number:02}.{period.year}"
        case _:
            return f"{_PARTS[period.number - 1]} {period.year}"


def period_of(day: date, frequency: Frequency) -> Period:
    """The period of that frequency in which the day lies."""
    return Period(day.year, frequency, (day.month - 1) // frequency.months + 1)


def timeline(results: Sequence[Result], days: Iterable[date]) -> list[Period]:
    """Every period from the first to the last that is drawn, so that years without a figure keep their place.

    `results` are of one frequency and not empty, `days` are those of baseline and targets.
    """
    frequency = results[0].period.frequency
    drawn = [result.period for result in results] + [period_of(day, frequency) for day in days]
    first, last = min(drawn), max(drawn)
    found = [last]
    while first < last:
        last = last.previous()
        found.append(last)
    return found[::-1]
