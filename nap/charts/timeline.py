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
            return period.year_label
        case Frequency.MONTH:
            return f"{period.end:%m.%Y}"
        case _:
            return f"{_PARTS[period.number - 1]} {period.year_label}"


def period_of(day: date, like: Period) -> Period:
    """The period in which the day lies, of the same frequency and calendar."""
    return Period.around(day, like.frequency, like.begins)


def timeline(results: Sequence[Result], days: Iterable[date]) -> list[Period]:
    """Every period from the first to the last that is drawn, so that years without a figure keep their place.

    `results` are of one frequency and not empty, `days` are those of baseline and targets.
    """
    drawn = [result.period for result in results]
    drawn += [period_of(day, results[0].period) for day in days]
    first, last = min(drawn), max(drawn)
    found = [last]
    while first < last:
        last = last.previous()
        found.append(last)
    return found[::-1]
