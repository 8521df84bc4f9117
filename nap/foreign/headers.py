"""Periods of header cells: a cell or a text goes in; the period it names, or the question it leaves, comes out.

A day is a moment, and which year a moment belongs to somebody has to say: `на 1 января 2024` may stand for 2023 or for 2024.
Only the last day of a year is taken for that year, as likely. A school year is no calendar year, nine months are no period.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from nap.facts import Frequency, Period
from nap.foreign.labels_marks import bare
from nap.foreign.labels_times import YEAR, YEAR_WITHIN, YEARS, certain_period, is_decade, period_span, plainer
from nap.foreign.labels_words import Token, anywhere, phrases_at, tokens
from nap.foreign.model import Label, Meaning, Role, Sure
from nap.returns.book import Cell
from nap.returns.choices import typed
from nap.returns.periods import read_day

__all__ = ["YEARS", "Named", "is_moment", "period_of", "period_of_text", "period_span", "periods_together"]

Named = tuple[Period | None, Label]
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_SWALLOWED = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<mark>[1-9])\Z", re.ASCII)
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[-./M]\s?(?P<month>0[1-9]|1[0-2])\Z", re.ASCII | re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?P<month>0?[1-9]|1[0-2])\s?[./-]\s?(?P<year>(?:19|20)\d\d)\Z", re.ASCII)
_RANGE = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)\s?[-–—/]\s?(?P<last>(?:19|20)?\d\d)(?!\d)", re.ASCII)
_DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)", re.ASCII)
_ISO_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\Z", re.ASCII)
_DAY_ALONE = re.compile(r"(?<!\d)\d{1,2}\.(?:0[1-9]|1[0-2])\.?\Z", re.ASCII)
_SHORT = re.compile(r"(?P<part>[^\W\d_]{3,}|[^\W\d_]+\d)\.?[-'’.](?P<year>\d\d)\Z")
_ROMAN = re.compile(r"(?:19|20)\d\d\s?[-/ ]\s?(?:I{1,3}|IV)\Z|(?:I{1,3}|IV)\s?[-/ ]\s?(?:19|20)\d\d\Z")
_DASH = re.compile(r"\s*[-–—]\s*")
_LONGEST = 60
_SOME_YEAR = 2001
"""Read beside a part of a year that stands without its own."""


def period_of(cell: Cell) -> Named | None:
    """The period that a number or a day in a header names; None where it speaks of none."""
    if cell.kind == "number" and isinstance(cell.value, Decimal) and not cell.percent:
        whole = cell.value == cell.value.to_integral_value()
        return _named(_digits(str(int(cell.value)))) if whole and abs(cell.value) < 10**6 else None
    if cell.kind == "date" and isinstance(cell.value, date):
        return _named(_moment(cell.text, cell.value))
    return None


def period_of_text(text: str) -> Label | None:
    """The label of a text that is a period, part of a year, or a time that is none of our periods (then it asks)."""
    without = bare(text)
    label = _digits(without.text.rstrip(".")) or _written(plainer(without.text)) if len(text) <= _LONGEST else None
    return replace(label, text=without.text, notes=(*label.notes, *without.notes)) if label else None


def is_moment(text: str) -> bool:
    """True for a day with its year, and for the edge of a year."""
    return bool(_day(plainer(text)) or _edge(plainer(text)))


def periods_together(cells: Sequence[Cell], alone: Sequence[Named]) -> tuple[Named, ...]:
    """What the cells of one header mean beside each other: a year with a mark goes on where its neighbours left off."""
    if len(cells) > 1 and all(cell.kind == "date" for cell in cells):
        return _days([cell.value for cell in cells if isinstance(cell.value, date)], alone)
    years = [period.year for period, label in alone if period and label.sure is not Sure.ASKED]
    return tuple(_beside(period, label, years) for period, label in alone)


def _beside(period: Period | None, label: Label, years: list[int]) -> Named:
    if period is None or label.sure is not Sure.ASKED or period.year in years:
        return period, label
    continues = period.year - 1 in years or period.year + 1 in years
    return period, replace(label, sure=Sure.LIKELY) if continues else label


def _days(days: Sequence[date], alone: Sequence[Named]) -> tuple[Named, ...]:
    months = {day.month for day in days}
    if all(day.day == 1 for day in days) and len(months) > 1 and len(set(days)) == len(days) and _is_monthly(days):
        periods = [Period(day.year, Frequency.MONTH, day.month) for day in days]
        return tuple((each, _likely(label.text, each)) for each, (_, label) in zip(periods, alone, strict=True))
    return tuple(alone)


def _is_monthly(days: Sequence[date]) -> bool:
    """Each a month after the one before: quarters and half-years by their first days are moments as well."""
    counted = [day.year * 12 + day.month for day in days]
    return all(abs(later - earlier) == 1 for earlier, later in pairwise(counted))


def _named(label: Label | None) -> Named | None:
    return (label.meaning.period, label) if label else None


def _digits(text: str) -> Label | None:
    if YEAR.match(text):
        return _certainly(text, Period(int(text)))
    if match := _SWALLOWED.match(text):
        period = Period(int(match["year"]))
        return replace(_asked(match["year"]), meaning=Meaning(period=period), notes=(match["mark"],))
    return None


def _written(text: str) -> Label | None:
    said = tokens(text)
    if _is_comparison(text) or any(is_decade(said, at) for at in range(len(said))):
        return None
    rules = (_month, _several_years, _sure_period, _counted_months, _within, _months, _short, _day, _edge, _school_year, _unclear)
    for rule in rules:
        if label := rule(text):
            return label
    return None


def _is_comparison(text: str) -> bool:
    """`2023 к 2022`, `2023/2022`: how one year stands to another is no period."""
    backwards = any(int(each["first"]) > int(each["last"]) > 100 for each in _RANGE.finditer(text))
    return backwards or (len(_ANY_YEAR.findall(text)) > 1 and anywhere(text, "compare")) or anywhere(text, "plan")


def _month(text: str) -> Label | None:
    match = _MONTH.match(text) or _MONTH_FIRST.match(text)
    if match is None or int(match["month"]) == int(match["year"]) % 100 + 1:
        return _asked(text) if match else None  # 2011-12 is a month or a school year
    return _certainly(text, Period(int(match["year"]), Frequency.MONTH, int(match["month"])))


def _several_years(text: str) -> Label | None:
    match = _RANGE.search(text)
    rest = [token for token in tokens(_RANGE.sub(" ", text)) if token.kind != "sign"]
    if match is None or not all(_is_of_years(rest, at) for at in range(len(rest))):
        return None
    return _asked(text)


def _is_of_years(said: Sequence[Token], at: int) -> bool:
    if said[at].shape in typed("period_year") | typed("period_beside"):
        return True
    starts = range(max(0, at - 2), at + 1)
    found = (each for start in starts for each in phrases_at(said, start, frozenset({"schooling", "heading"})))
    return any(at < end and (phrase.kind == "schooling" or phrase.code == "period") for end, phrase in found)


def _sure_period(text: str) -> Label | None:
    period = certain_period(text)
    return _certainly(text, period) if period else None


def _counted_months(text: str) -> Label | None:
    """`6 месяцев 2023` are the first six; nine are no period of ours."""
    said = [token for token in tokens(text) if token.kind != "sign"]
    years = [int(token.shape) for token in said if YEAR.match(token.shape)]
    counts = [int(token.shape) for token in said if token.kind == "number" and len(token.shape) <= 2]
    words = [token.shape for token in said if token.kind == "word"]
    known = typed("period_months") | typed("period_year") | typed("period_beside")
    if len(years) > 1 or len(counts) != 1 or not set(words) & typed("period_months") or not set(words) <= known:
        return None
    length = {each.months: each for each in Frequency if each is not Frequency.MONTH}
    if counts[0] not in length:
        return _asked(text)
    period = Period(years[0] if years else _SOME_YEAR, length[counts[0]])
    within = Label(text, role=Role.PERIOD, within=str(period)[5:], sure=Sure.LIKELY)
    return _likely(text, period) if years else within if within.within else _asked(text)


def _months(text: str) -> Label | None:
    """From one month to another where that is no period of ours: `январь-сентябрь 2023`."""
    years = _ANY_YEAR.findall(text)
    if len(years) > 1:
        return None
    text_year = years[0] if years else str(_SOME_YEAR)
    for dash in _DASH.finditer(text):
        halves = (text[: dash.start()], text[dash.end() :])
        found = [certain_period(half if text_year in half else f"{half} {text_year}") for half in halves]
        if all(each and each.frequency is Frequency.MONTH for each in found):
            return _asked(text)
    return None


def _day(text: str) -> Label | None:
    """A moment in words or digits, with or without `на`, `as of`, `карата`."""
    plain = _without_moments(text)
    if match := _ISO_DAY.match(plain) or _DAY.search(plain):
        rest = [token.shape for token in tokens(_DAY.sub(" ", _ISO_DAY.sub(" ", plain))) if token.kind != "sign"]
        if not set(rest) <= typed("period_year") | typed("period_beside"):
            return None
        with suppress(ValueError):
            return _moment(text, date(int(match["year"]), int(match["month"]), int(match["day"])))
        return None
    day = read_day(plain)
    return _moment(text, day) if day and day.year in YEARS else None


def _moment(text: str, day: date) -> Label:
    return _likely(text, Period(day.year)) if (day.month, day.day) == (12, 31) else _asked(text)


def _edge(text: str) -> Label | None:
    """The beginning of a year is a moment; its end stands for the year."""
    period = certain_period(_without_moments(text))
    if period is None or period.frequency is not Frequency.YEAR:
        return None
    codes = {phrase.code for at in range(len(tokens(text))) for _, phrase in phrases_at(tokens(text), at, frozenset({"moment"}))}
    return _asked(text) if "start" in codes else _likely(text, period) if "end" in codes else None


def _without_moments(text: str) -> str:
    said, kept, at = tokens(text), "", 0
    while at < len(said):
        end = next((end for end, _ in phrases_at(said, at, frozenset({"moment"}))), 0)
        if not end:
            kept += text[said[at].start : said[at + 1].start if at + 1 < len(said) else None]
        at = end or at + 1
    return kept.strip()


def _short(text: str) -> Label | None:
    """`янв.23`, `Q4'23`: the last two digits of a year joined to its part. Apart by a space they may be a day."""
    match = _SHORT.match(text)
    period = certain_period(f"{match['part']} 20{match['year']}") if match else None
    return _likely(text, period) if period and period.frequency is not Frequency.YEAR else None


def _school_year(text: str) -> Label | None:
    return _asked(text) if len(YEAR_WITHIN.findall(text)) == 1 and _is_all_of_years(YEAR_WITHIN.sub(" ", text)) else None


def _is_all_of_years(text: str) -> bool:
    said = [token for token in tokens(text) if token.kind != "sign"]
    return bool(said) and anywhere(text, "schooling") and all(_is_of_years(said, at) for at in range(len(said)))


def _unclear(text: str) -> Label | None:
    """A day without its year, a year with a Roman number: somebody has to say what they are."""
    day = _DAY_ALONE.search(text) or read_day(f"{_without_moments(text)} {_SOME_YEAR}")
    return _asked(text) if (day and anywhere(text, "moment")) or _ROMAN.match(text) else None


def _within(text: str) -> Label | None:
    """A part of a year whose year stands elsewhere."""
    if any(letter.isdigit() for letter in text) and re.search(r"\d{3}", text):
        return None
    period = certain_period(f"{text} {_SOME_YEAR}") if any(letter.isalpha() for letter in text) else None
    if period is None or period.frequency is Frequency.YEAR:
        return None
    return Label(text, role=Role.PERIOD, within=str(period)[5:])


def _certainly(text: str, period: Period) -> Label:
    return Label(text, role=Role.PERIOD, meaning=Meaning(period=period))


def _likely(text: str, period: Period) -> Label:
    return replace(_certainly(text, period), sure=Sure.LIKELY)


def _asked(text: str) -> Label:
    return Label(text, role=Role.PERIOD, sure=Sure.ASKED)
