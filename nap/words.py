"""Languages: the one place where data become sentences, numbers and dates in the reader's language.

Keys are `<room>.<name>`; the texts stand in `locales/<language>/<room>.po`, English included, so that a wording can change
without touching code or the other languages. Over them lie those of the folder NAP_WORDS, of new languages and of these.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_datetime_format, get_month_names
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from nap.catalogues import FALLBACK as FALLBACK, LOCALES as LOCALES, files_of, folders as folders, languages as languages, rooms
from nap.facts import Frequency, Period

_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
"""A date that ends in an abbreviation, "2026 г.", at the end of a sentence."""
_REVIEWER = re.compile(r'^"X-Reviewed-By: *[^\\ ].*"$', re.M)
"""A line of the header; the library that reads catalogues leaves out those it does not know."""
_NAMES_ALONE = re.compile(r"(?:[^{}]|\{\{|\}\}|\{[A-Za-z_]\w*\})*")
"""Braces may say more to Python: what a fact is made of, a width of a thousand million."""
Text = Mapping[str, str]
"""A text of the plan in several languages, `{en: …, ru: …, ky: …}`."""


def say(lang: str, key: str, /, **facts: object) -> str:
    """The sentence `key` in `lang`; `{name}` is filled from `facts`, numbers, dates and periods in the reader's manner.

    Never raises: a text missing in one language is given in English, one missing everywhere as its key.
    """
    return _fill(_lookup(lang, key, None), lang, facts)


def phrase(lang: str, key: str, /, **facts: object) -> str:
    """The same without its full stop, to stand within another sentence; a dot that belongs to a fact, `2026 г.`, stays."""
    return _fill(_lookup(lang, key, None).removesuffix("."), lang, facts)


def say_n(lang: str, key: str, n: int, /, **facts: object) -> str:
    """Like `say`, in the plural form that goes with `n` (also available as `{n}`)."""
    return _fill(_lookup(lang, key, n), lang, {"n": n, **facts})


def known(key: str) -> bool:
    """True if English has a text for this key."""
    return _lookup(FALLBACK, key, None) != key


def pick(text: Text, lang: str) -> str:
    """The text in `lang`, else in the fallback language, else in any it has; empty for an empty mapping."""
    return text.get(lang) or text.get(FALLBACK) or next(iter(text.values()), "")


def number(lang: str, value: Decimal | int, decimals: int | None = None) -> str:
    """The number as read in that language: decimal comma, no-break spaces, a true minus; rounded half-even to `decimals`."""
    if decimals is None:
        told = format_decimal(value, locale=_manner(lang), decimal_quantization=False)
    else:
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        told = format_decimal(value, format=pattern, locale=_manner(lang))
    return str(told).replace("-", "\N{MINUS SIGN}")


def number_signs(lang: str) -> tuple[str, str]:
    """What stands before the decimals, and between thousands."""
    manner = _manner(lang)
    return str(get_decimal_symbol(manner)), str(get_group_symbol(manner))


def day(lang: str, value: date) -> str:
    """A date in words, as `15 ноября 2026 г.`; a datetime with hours and minutes."""
    if isinstance(value, datetime):
        manner = _manner(lang)
        clock, date_ = format_time(value, format="short", locale=manner), format_date(value, format="medium", locale=manner)
        return str(get_datetime_format("medium", locale=manner)).format(clock, date_)
    return str(format_date(value, format="long", locale=_manner(lang)))


def period_name(lang: str, period: Period) -> str:
    """A period in words: `I полугодие 2026 г.`, `2026-жылдын I жарым жылдыгы`, `1st half of 2026`."""
    if period.frequency is Frequency.MONTH:
        manner, last = _manner(lang), period.end
        alone, of = (str(get_month_names("wide", context, manner)[last.month]) for context in ("stand-alone", "format"))
        return say(lang, "common.period.month", month=alone, month_of=of, year=str(last.year))
    return say(lang, f"common.period.{period.frequency.value}.{period.number}", year=period.year_label)


@cache
def month_names(lang: str) -> Mapping[int, frozenset[str]]:
    """How a language calls each month, 1 to 12: alone, within a date, shortened (without full stop)."""
    manner = _manner(lang)
    whole = (get_month_names("wide", "stand-alone", manner), get_month_names("wide", "format", manner))
    calendars = (*whole, get_month_names("abbreviated", "stand-alone", manner), get_month_names("abbreviated", "format", manner))
    return {month: frozenset(str(each[month]).rstrip(".") for each in calendars) for month in range(1, 13)}


@cache
def reviewed(lang: str) -> bool:
    """True if a native speaker signed every catalogue of the language (header `X-Reviewed-By`); English is our own."""
    held = [files_of(lang, room)[-1:] for room in rooms()]
    return lang == FALLBACK or all(files and _REVIEWER.search(files[0].read_text(encoding="utf-8")) for files in held)


@cache
def language_name(lang: str, code: str) -> str:
    """What the language `code` is called in `lang`; where we have no word for it as the Unicode tables call it, else the code."""
    key = f"common.language.{code}"
    if known(key):
        return say(lang, key)
    try:
        return str(Locale.parse(code).get_language_name(_manner(lang)) or code)
    except (UnknownLocaleError, ValueError):
        return code


def is_said(lang: str, key: str) -> bool:
    """True if the language has words of its own for this key."""
    return _translations(lang, key.partition(".")[0]).gettext(key) != key


@cache
def is_language(code: str) -> bool:
    """Whether the Unicode tables know how people of this language write numbers and dates."""
    try:
        return Locale.parse(code).language == code
    except (UnknownLocaleError, ValueError, TypeError):
        return False


@cache
def direction(lang: str) -> str | None:
    """`rtl` for a language written from right to left; None for the others, of which a page need not say it."""
    return "rtl" if Locale.parse(_manner(lang)).text_direction == "rtl" else None


def direction_mark(lang: str) -> str:
    """The same as an attribute of a page, ` dir="rtl"`; empty for the others."""
    return f' dir="{found}"' if (found := direction(lang)) else ""


@cache
def _manner(lang: str) -> str:
    """Whose manner of writing numbers and dates is kept; of a language the Unicode tables do not know, the English one."""
    if lang == FALLBACK:
        return "en_GB"  # English readers here write 31 December, not December 31
    try:
        return str(Locale.parse(lang))
    except (UnknownLocaleError, ValueError):
        return "en_GB"


def _lookup(lang: str, key: str, n: int | None) -> str:
    room = key.partition(".")[0]
    for language in dict.fromkeys((lang, FALLBACK)):
        catalogue = _translations(language, room)
        text = catalogue.gettext(key) if n is None else catalogue.ngettext(key, key, n)
        if text != key:
            return text
    return key


def _fill(text: str, lang: str, facts: Mapping[str, object]) -> str:
    try:
        return _STOPS.sub(".", text.format_map(_Shown(lang, facts)))
    except (KeyError, IndexError, ValueError):
        return text


class _Shown(dict[str, object]):
    """Facts as they are read in a language; only those that the text names are worth the work."""

    def __init__(self, lang: str, facts: Mapping[str, object]) -> None:
        super().__init__(facts)
        self.lang = lang

    def __getitem__(self, name: str) -> str:
        return _show(self.lang, super().__getitem__(name))


def _show(lang: str, fact: object) -> str:
    match fact:
        case bool() | str():
            return str(fact)
        case int() | Decimal():
            return number(lang, fact)
        case date():
            return day(lang, fact)
        case Period():
            return period_name(lang, fact)
        case Mapping():
            return pick(fact, lang)
        case _:
            return "" if fact is None else str(fact)


@cache
def _translations(lang: str, room: str) -> gettext.NullTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, _catalog(lang, room))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _catalog(lang: str, room: str) -> Catalog:
    """The texts of all folders: of a text that stands in several, the last that is said. Plural rules are those of the first."""
    first, *others = [_read(path, lang) for path in files_of(lang, room)] or [Catalog()]
    for message in (message for other in others for message in other):
        if message.id and all(_forms(message.string)):
            first.delete(message.id)  # otherwise the library keeps what was said there
            first[message.id] = message
    return first


def _read(path: Path, lang: str) -> Catalog:
    """A catalogue; a text that could do more than name facts is not said in it, whoever wrote the file."""
    with path.open("rb") as file:
        found = read_po(file, locale=_manner(lang).partition("_")[0])
    for message in [message for message in found if message.id and not all(map(_NAMES_ALONE.fullmatch, _forms(message.string)))]:
        found.delete(message.id)
    return found


def _forms(said: str | Sequence[str] | None) -> Sequence[str]:
    return (said or "",) if isinstance(said, str | None) else said
