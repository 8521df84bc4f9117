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
from functools import cache
from itertools import pairwise

from nap.facts import Frequency, Period
from nap.foreign.labels_marks import bare
from nap.foreign.labels_words import Token, anywhere, is_at, phrases, phrases_at, shape, tokens
from nap.foreign.model import Label, Meaning, Role, Sure
from nap.returns.book import Cell
from nap.returns.choices import typed
from nap.returns.periods import read_day, read_period
from nap.words import languages, month_names

YEARS = range(1900, 2100)
Named = tuple[Period | None, Label]
_YEAR = re.compile(r"(?:19|20)\d\d\Z", re.ASCII)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_YEAR_WITHIN = re.compile(r"(?:19|20)\d\d", re.ASCII)
_FIGURES = re.compile(r"[\d.,/ -]*(?:19|20)\d\d[.,/ -]+\d{1,2}[.)]?\Z|\d{1,2}[.,/ -]+(?:19|20)\d\d\Z", re.ASCII)
_SWALLOWED = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<mark>[1-9])\Z", re.ASCII)
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[-./M]\s?(?P<month>0[1-9]|1[0-2])\Z", re.ASCII | re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?P<month>0?[1-9]|1[0-2])\s?[./-]\s?(?P<year>(?:19|20)\d\d)\Z", re.ASCII)
_RANGE = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)\s?[-–—/]\s?(?P<last>(?:19|20)?\d\d)(?!\d)", re.ASCII)
_DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)", re.ASCII)
_DASH = re.compile(r"\s*[-–—]\s*")
_SECOND = re.compile(r"\b(?:П|ІІ|п)(?=[\s.-])")
_LONGEST_SPAN = 8
_LONGEST = 60
_SOME_YEAR = 2001
"""Read beside a part of a year that stands without its own."""
_CASE_ENDING = 4


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
    label = _digits(text.rstrip(".")) or _written(_plainer(without.text)) if len(text) <= _LONGEST else None
    return replace(label, text=without.text, notes=(*label.notes, *without.notes)) if label else None


def period_span(text: str, said: Sequence[Token], start: int) -> tuple[int, Period] | None:
    """The longest span from a token on that is a period with its year, and the token behind it."""
    ends = range(min(len(said), start + _LONGEST_SPAN), start, -1)
    if not any(_YEAR.match(token.shape[:4]) for token in said[start : ends[0]] if token.kind == "number"):
        return None
    if any(_is_decade(said, at) for at in range(start, ends[0])):
        return None
    for end in ends:
        period = _certain(text[said[start].start : said[end - 1].end])
        if period is not None:
            return end, period
    return None


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
    if _YEAR.match(text):
        return _certainly(text, Period(int(text)))
    if match := _SWALLOWED.match(text):
        period = Period(int(match["year"]))
        return replace(_asked(match["year"]), meaning=Meaning(period=period), notes=(match["mark"],))
    return None


def _written(text: str) -> Label | None:
    said = tokens(text)
    if _is_comparison(text) or any(_is_decade(said, at) for at in range(len(said))):
        return None
    for rule in (_month, _several_years, _sure_period, _counted_months, _months, _day, _edge, _within):
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
    period = _certain(text)
    return _certainly(text, period) if period else None


def _certain(text: str) -> Period | None:
    """A period with its year and its kind in words; figures alone beside a year say nothing."""
    plain = _plainer(text)
    period = read_period(plain, ()).certain if _YEAR_WITHIN.search(plain) and not _FIGURES.match(plain) else None
    return period if period and period.year in YEARS else None


def _is_decade(said: Sequence[Token], at: int) -> bool:
    """`1990-е`, `2000-жылдар`: ten years."""
    if not _YEAR.match(said[at].shape) or not said[at].shape.endswith("0"):
        return False
    behind = at + 2 if at + 1 < len(said) and said[at + 1].shape in "-–" else at + 1
    return behind < len(said) and is_at(said, behind, "decade")


def _counted_months(text: str) -> Label | None:
    """`6 месяцев 2023` are the first six; nine are no period of ours."""
    said = [token for token in tokens(text) if token.kind != "sign"]
    years = [int(token.shape) for token in said if _YEAR.match(token.shape)]
    counts = [int(token.shape) for token in said if token.kind == "number" and len(token.shape) <= 2]
    words = [token.shape for token in said if token.kind == "word"]
    known = typed("period_months") | typed("period_year") | typed("period_beside")
    if len(years) != 1 or len(counts) != 1 or not set(words) & typed("period_months") or not set(words) <= known:
        return None
    length = {each.months: each for each in Frequency if each is not Frequency.MONTH}
    return _likely(text, Period(years[0], length[counts[0]])) if counts[0] in length else _asked(text)


def _months(text: str) -> Label | None:
    """From one month to another where that is no period of ours: `январь-сентябрь 2023`."""
    years = _ANY_YEAR.findall(text)
    if len(years) != 1:
        return None
    for dash in _DASH.finditer(text):
        halves = (text[: dash.start()], text[dash.end() :])
        found = [_certain(half if years[0] in half else f"{half} {years[0]}") for half in halves]
        if all(each and each.frequency is Frequency.MONTH for each in found):
            return _asked(text)
    return None


def _day(text: str) -> Label | None:
    """A moment in words or digits, with or without `на`, `as of`, `карата`."""
    plain = _without_moments(text)
    if match := _DAY.search(plain):
        rest = [token.shape for token in tokens(_DAY.sub(" ", plain)) if token.kind != "sign"]
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
    period = _certain(_without_moments(text))
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


def _within(text: str) -> Label | None:
    """A part of a year whose year stands elsewhere."""
    if any(letter.isdigit() for letter in text) and re.search(r"\d{3}", text):
        return None
    period = _certain(f"{text} {_SOME_YEAR}") if any(letter.isalpha() for letter in text) else None
    if period is None or period.frequency is Frequency.YEAR:
        return None
    return Label(text, role=Role.PERIOD, within=str(period)[5:])


def _certainly(text: str, period: Period) -> Label:
    return Label(text, role=Role.PERIOD, meaning=Meaning(period=period))


def _likely(text: str, period: Period) -> Label:
    return replace(_certainly(text, period), sure=Sure.LIKELY)


def _asked(text: str) -> Label:
    return Label(text, role=Role.PERIOD, sure=Sure.ASKED)


def _plainer(text: str) -> str:
    """Months in their first case, Roman numbers in Latin letters: `январына`, `П полугодие`."""
    text = _SECOND.sub("II", text).translate(str.maketrans("Іі", "Ii")).strip("() ")
    said = tokens(text)
    for token in reversed(said):
        if token.kind == "word" and (name := _month_name(token.shape)):
            text = text[: token.start] + name + text[token.end :]
    return text


@cache
def _month_name(word: str) -> str:
    """The name of the month of which a longer word is a bent form; empty if it is none."""
    bent = next((phrase for phrase in phrases("month") if phrase.words == (word,)), None)
    if bent:
        return min(month_names(bent.lang)[int(bent.code)])
    for stem, name in _month_stems().items():
        if word.startswith(stem) and len(stem) + 2 < len(word) <= len(stem) + _CASE_ENDING:
            return name
    return ""


@cache
def _month_stems() -> dict[str, str]:
    names = {name for lang in languages() for forms in month_names(lang).values() for name in forms if len(name) >= _CASE_ENDING}
    return {shape(name.rstrip("ьйяа")): name for name in sorted(names, key=len, reverse=True)}
