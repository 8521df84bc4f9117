"""Periods as people write them: `1 полугодие 2026 г.`, `Q2/2026`, `январь–июнь 2026`. Text goes in; a period or guess comes out.

Every word of the text must be understood; one strange word, and nothing is read. The words stand in `locales/*/typed.po`, those
of months in the calendars of the languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from nap.facts import Frequency, Period
from nap.returns.choices import fold
from nap.words import languages, month_names, say

_DATE = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?(?!\d)", re.ASCII)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_FREQUENCIES = {"half": Frequency.HALF_YEAR, "quarter": Frequency.QUARTER}
_ORDINALS = ("first", "second", "third", "fourth")
_MONTHS_OF_A_YEAR = 12
_NEARBY = range(2015, 2041)
"""Without a year, the expected periods choose among these."""
_SMALL = frozenset({"beside", "year"})
_LONGEST = 80


@dataclass(frozen=True)
class Written:
    """What a text says: the period if it is certain, else those it may mean."""

    certain: Period | None = None
    perhaps: tuple[Period, ...] = ()


@dataclass
class _Said:
    """The words of a text by what they mean."""

    years: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


def read_period(text: str, expected: Iterable[Period], begins: int = 1) -> Written:
    """Certain with its year and its kind in words; without one of them, the expected periods it fits.

    `begins`: the month in which years begin, and so what is meant by the first half of one.
    """
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) > _LONGEST:
        return Written()
    if period := _between_dates(plain, begins):
        return Written(period)
    said = _said(plain)
    if said is None:
        return Written()
    said = said if begins == 1 else _of_one_year(said)
    periods = _periods(said, begins)
    counted = "months" in said.kinds and said.numbers  # "6 months of 2026" are hardly ever the last six
    if len(said.years) == 1 and not counted and len(periods) == 1:
        return Written(periods[0])
    return Written(None, tuple(each for each in expected if each in periods))


def read_day(text: str) -> date | None:
    """The day of a date with its month in words: `5 марта 2026 г.`, `2026-жылдын 5-марты`, `5 March 2026`; None if it is none."""
    plain = unicodedata.normalize("NFKC", text)
    said = _said(plain) if len(plain) <= _LONGEST else None
    if said is None or said.kinds or [len(each) for each in (said.years, said.months, said.numbers)] != [1, 1, 1]:
        return None
    with suppress(ValueError):
        return date(said.years[0], said.months[0], said.numbers[0])
    return None


def _between_dates(text: str, begins: int) -> Period | None:
    """The period from the first to the last of two dates, if there is one; the first may go without its year."""
    found, rest = _DATE.findall(text), _TOKEN.findall(_DATE.sub("", text))
    if len(found) != 2 or not found[1][2] or any(_words().get(fold(word)) not in _SMALL for word in rest):
        return None
    with suppress(ValueError):
        first, last = (date(int(year or found[1][2]), int(month), int(day)) for day, month, year in found)
        months = (last.year - first.year) * _MONTHS_OF_A_YEAR + last.month - first.month + 1
        period = _of_months(first.year, first.month, months, begins)
        return period if period and (period.start, period.end) == (first, last) else None
    return None


def _of_months(year: int, first: int, months: int, begins: int) -> Period | None:
    """The period of so many months from that month of the calendar."""
    for frequency in Frequency:
        if frequency.months == months:
            period = Period.around(date(year, first, 1), frequency, begins)
            return period if (period.start.year, period.start.month) == (year, first) else None
    return None


def _said(text: str) -> _Said | None:
    tokens = [fold(token) for token in _TOKEN.findall(text)]
    said = _Said()
    while tokens:
        used = next((length for length in (2, 1) if len(tokens) >= length and _heard(tokens[:length], said)), 0)
        if not used:
            return None
        tokens = tokens[used:]
    return said


def _heard(tokens: list[str], said: _Said) -> bool:
    """One word, or two that belong together, put where they belong; False if they mean nothing here."""
    word = "".join(tokens)
    if tokens[0].isdecimal():
        if len(tokens) > 1 or len(word) not in (1, 2, 4):
            return False
        (said.years if len(word) == 4 else said.numbers).append(int(word))
        return True
    kind, month = _words().get(word, ""), _month(word)
    if kind in _ORDINALS:
        said.numbers.append(_ORDINALS.index(kind) + 1)
    elif kind:
        said.kinds |= {kind} - _SMALL
    elif month:
        said.months.append(month)
    return bool(kind or month)


def _month(word: str) -> int:
    """The month a folded word means: whole, bent, or shortened to three letters and more; 0 if none."""
    for name, number in _months().items():
        bent = len(name) >= 4 and word.startswith(name[:-1]) and len(word) <= len(name) + 1
        if word == name or bent or (len(word) >= 3 and name.startswith(word)):
            return number
    return 0


def _of_one_year(said: _Said) -> _Said:
    """`2026/27` and `2026/2027` are one year where years begin in another month than January."""
    if len(said.years) == 2 and said.years[1] == said.years[0] + 1:
        return replace(said, years=said.years[:1])
    if len(said.years) == 1 and (second := (said.years[0] + 1) % 100) in said.numbers:
        rest = list(said.numbers)
        rest.remove(second)
        return replace(said, numbers=rest)
    return said


def _periods(said: _Said, begins: int) -> tuple[Period, ...]:
    """All periods that fit: of every year that may be meant, of every kind that the numbers allow."""
    small, large = ([each for each in said.numbers if (each > _MONTHS_OF_A_YEAR) is big] for big in (False, True))
    years = [*said.years, *(2000 + number for number in large)]
    if len(years) > 1:
        return ()
    return tuple(each for year in years or _NEARBY for each in _in_year(year, small, said, begins))


def _in_year(year: int, numbers: list[int], said: _Said, begins: int) -> list[Period]:
    if said.months and not numbers and not said.kinds - {"months"}:
        first, last = said.months[0], said.months[-1]
        months = (last - first) % _MONTHS_OF_A_YEAR + 1 if begins > 1 else last - first + 1
        period = _of_months(year, first, months, begins) if len(said.months) <= 2 else None
        return [period] if period else []
    if said.months or len(numbers) > 1 or len(said.kinds) > 1:
        return []
    if not numbers:
        return [] if said.kinds or not said.years else [Period(year, begins=begins)]
    return _numbered(year, numbers[0], next(iter(said.kinds), ""), begins)


def _numbered(year: int, number: int, kind: str, begins: int) -> list[Period]:
    if kind == "months":
        period = _of_months(year, begins, number, begins)
        return [period] if period and number > 1 else []
    frequencies = [_FREQUENCIES[kind]] if kind else [Frequency.HALF_YEAR, Frequency.QUARTER, Frequency.MONTH]
    return [Period(year, each, number, begins) for each in frequencies if 1 <= number <= 12 // each.months]


@cache
def _words() -> dict[str, str]:
    kinds = ("beside", "year", "half", "quarter", "months", *_ORDINALS)
    return {fold(word): kind for kind in kinds for lang in languages() for word in say(lang, f"typed.period_{kind}").split("|")}


@cache
def _months() -> dict[str, int]:
    names = ((fold(name), number) for lang in languages() for number, forms in month_names(lang).items() for name in forms)
    return dict(sorted(names, key=lambda each: -len(each[0])))
