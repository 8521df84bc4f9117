"""What somebody answers about a country that begins: plain words enter, `Answers` or every fault at once leave."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

import yaml

from nap.beginning.knowing import country_name, currency_of, timezone_of
from nap.facts import Frequency
from nap.plan.nodes import DEEPEST
from nap.words import Text, is_language, say

Said = Mapping[str, Any]
Check = Callable[[Said], Iterator[tuple[str, str]]]
"""What is wrong with the answer to one question: code, what was found."""
KEYS = (
    "country", "languages", "name", "years", "frequency", "due_days", "year_begins", "timezone", "currency", "regions",
    "organisation", "partners", "calling_code", "privacy", "plan_id",
)  # fmt: skip
"""Everything that is asked, in this order; the last two only in a file of answers."""
ASKED = KEYS[:-2]
BEGINNING_FAULTS = ("needed", "unknown", "no_country", "no_language", "no_year", "years_turned", "no_frequency", "no_days",
    "no_month", "no_zone", "no_currency", "twice", "no_calling_code", "no_plan_id", "no_name",
    "no_pattern", "no_answers")  # fmt: skip
_CODE = re.compile(r"(?P<code>[A-Z]{2}-[A-Z0-9]{1,3})\s+(?P<name>\S.*)", re.ASCII)
_YEARS = range(2000, 2101)
_SHOWN = 200
"""Letters of an answer that are told again."""


@dataclass(frozen=True)
class AnswerFault:
    """One answer that does not fit: to which question, what was found. `code` is one of `BEGINNING_FAULTS`."""

    question: str
    code: str
    found: str = ""


@dataclass(frozen=True)
class Named:
    """A region or an organisation: its code, empty for one to be made, and its name in each language."""

    code: str
    name: Text


@dataclass(frozen=True)
class Privacy:
    """A pattern that finds personal data."""

    name: str
    pattern: str
    level: str = "block"


@dataclass(frozen=True)
class Answers:
    """All that is needed to begin."""

    country: str
    name: Text
    languages: tuple[str, ...]
    years: tuple[int, int]
    frequency: Frequency = Frequency.HALF_YEAR
    due_days: int = 15
    year_begins: int = 1
    timezone: str = "UTC"
    currency: str = ""
    regions: tuple[Named, ...] = ()
    organisation: Named = field(default_factory=lambda: Named("", {}))
    partners: tuple[Named, ...] = ()
    calling_code: str = ""
    privacy: tuple[Privacy, ...] = ()
    plan_id: str = ""


def answers_in(data: bytes) -> Said | AnswerFault:
    """The file of answers; every value stays the text that was typed, so that `no` is Norwegian and `007` three digits."""
    try:
        text = data.decode("utf-8-sig")
        _stop_if_it_grows(text)
        found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the plainest loader there is: texts alone
    except (UnicodeDecodeError, yaml.YAMLError) as problem:
        return AnswerFault("answers", "no_answers", str(problem).partition("\n")[0])
    return found if isinstance(found, dict) else AnswerFault("answers", "no_answers")


def _stop_if_it_grows(text: str) -> None:
    """YAMLError where a few lines would become more than a machine can hold: by names for what was said before, or by depth."""
    deep = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError(f"*{event.anchor}")
        deep += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if deep > DEEPEST:
            raise yaml.YAMLError("[" * DEEPEST)


def judged(said: Said) -> tuple[AnswerFault, ...]:
    """Everything that is wrong with the answers given, in order of the questions."""
    known = [AnswerFault(key, "unknown", str(key)) for key in said if key not in KEYS]
    return (*known, *(fault for key in KEYS for fault in wrong_with(key, said)))


def wrong_with(key: str, said: Said) -> Iterator[AnswerFault]:
    """What is wrong with the answer to one question, as far as the others are known."""
    if not _given(said, key):
        if key in {"country", "languages", "years", "regions", "organisation"}:
            yield AnswerFault(key, "needed")
        if key == "name" and _given(said, "country") and not country_name(_text(said, "country"), "en"):
            yield AnswerFault(key, "needed")
        return
    for code, found in _CHECKS[key](said) if key in _CHECKS else ():
        yield AnswerFault(key, code, found)


def answers_of(said: Said) -> Answers:
    """The answers of what was found without fault."""
    languages, country = tuple(_several(said, "languages")), _text(said, "country")
    first, last = _years(said)
    return Answers(
        country=country,
        name=names_of(said.get("name"), languages) or {lang: country_name(country, lang) for lang in languages},
        languages=languages,
        years=(first, last),
        frequency=Frequency(_text(said, "frequency") or Frequency.HALF_YEAR),
        due_days=int(_text(said, "due_days") or 15),
        year_begins=int(_text(said, "year_begins") or 1),
        timezone=_text(said, "timezone") or timezone_of(country) or "UTC",
        currency=_text(said, "currency") or currency_of(country),
        regions=_named(said, "regions", languages),
        organisation=_named({"one": [said["organisation"]]}, "one", languages)[0],
        partners=_named(said, "partners", languages),
        calling_code=_text(said, "calling_code").lstrip("+"),
        privacy=tuple(Privacy(each["name"], each["pattern"], each.get("level", "block")) for each in said.get("privacy") or ()),
        plan_id=_text(said, "plan_id") or f"{country.lower()}-1325-{first}",
    )


def names_of(given: Any, languages: Sequence[str]) -> dict[str, str]:
    """A name in each of the languages, given once for all or for some of them; empty if none is given."""
    if isinstance(given, str) or given is None:
        text = _clean(given or "")
        return dict.fromkeys(languages, text) if text else {}
    typed = given.items() if isinstance(given, Mapping) else ()
    said = {code: text for code, one in typed if code != "code" and isinstance(one, str) and (text := _clean(one))}
    first = next(iter(said.values()), "")
    return {lang: said.get(lang, first) for lang in languages} if first else {}


def _clean(text: str) -> str:
    """On one line, without what cannot be seen nor written into a file."""
    return " ".join(
        "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs"} or letter in "\t\n").split()
    )


def _named(said: Said, key: str, languages: Sequence[str]) -> tuple[Named, ...]:
    return tuple(_one(each, languages) for each in _several(said, key))


def _one(given: Any, languages: Sequence[str]) -> Named:
    if isinstance(given, str):
        coded = _CODE.fullmatch(given.strip())
        return Named(coded["code"], names_of(coded["name"], languages)) if coded else Named("", names_of(given, languages))
    return Named(str(given.get("code", "")).strip(), names_of(given.get("name", given), languages))


def _given(said: Said, key: str) -> bool:
    found = said.get(key)
    return bool(found.strip()) if isinstance(found, str) else bool(found)


def _text(said: Said, key: str) -> str:
    return str(said.get(key) or "").strip()


def _several(said: Said, key: str) -> list[Any]:
    found = said.get(key) or []
    return [part.strip() for part in re.split(r"[,;\s]+", found) if part.strip()] if isinstance(found, str) else list(found)


def _years(said: Said) -> list[int]:
    return [int(year) for year in _several(said, "years")]


def _check_country(said: Said) -> Iterator[tuple[str, str]]:
    found = _text(said, "country")
    if not re.fullmatch(r"[A-Z]{2}", found, re.ASCII):
        yield "no_country", found


def _check_languages(said: Said) -> Iterator[tuple[str, str]]:
    yield from (("no_language", str(code)) for code in _several(said, "languages") if not is_language(str(code)))


def _check_years(said: Said) -> Iterator[tuple[str, str]]:
    found = [str(each) for each in _several(said, "years")]
    if len(found) != 2 or not all(len(each) == 4 and each.isdecimal() and int(each) in _YEARS for each in found):
        yield "no_year", " ".join(found)
    elif int(found[0]) > int(found[1]):
        yield "years_turned", " ".join(found)


def _check_number(key: str, code: str, low: int, high: int) -> Check:
    def check(said: Said) -> Iterator[tuple[str, str]]:
        found = _text(said, key)
        if not (len(found) <= len(str(high)) and found.isascii() and found.isdecimal() and low <= int(found) <= high):
            yield code, found

    return check


def _check_shape(key: str, code: str, shape: str) -> Check:
    def check(said: Said) -> Iterator[tuple[str, str]]:
        if not re.fullmatch(shape, _text(said, key), re.ASCII):
            yield code, _text(said, key)

    return check


def _check_frequency(said: Said) -> Iterator[tuple[str, str]]:
    if _text(said, "frequency") not in {each.value for each in Frequency}:
        yield "no_frequency", _text(said, "frequency")


def _check_zone(said: Said) -> Iterator[tuple[str, str]]:
    if _text(said, "timezone") not in available_timezones():
        yield "no_zone", _text(said, "timezone")


def _check_named(key: str) -> Check:
    def check(said: Said) -> Iterator[tuple[str, str]]:
        given = [said[key]] if key == "organisation" else _several(said, key)
        seen = set[str]()
        for each in given:
            one = _one(each, ["en"]) if isinstance(each, str | dict) else Named("", {})
            folded = " ".join(one.name.values()).casefold()
            if not folded:
                yield "no_name", str(each)
            if folded in seen or (one.code and one.code in seen):
                yield "twice", one.code if one.code in seen else folded
            seen |= {folded, one.code} - {""}

    return check


def _check_name(said: Said) -> Iterator[tuple[str, str]]:
    if not names_of(said["name"], ["en"]):
        yield "no_name", str(said["name"])


def _check_privacy(said: Said) -> Iterator[tuple[str, str]]:
    for each in said["privacy"] if isinstance(said["privacy"], list) else [{}]:
        parts = [each.get(key, "block") for key in ("name", "pattern", "level")] if isinstance(each, dict) else [None]
        whole = (
            isinstance(each, dict) and {"name", "pattern"} <= set(each) and all(part and isinstance(part, str) for part in parts)
        )
        if not whole or not _compiles(each["pattern"]):
            yield "no_pattern", str(each.get("pattern", each)) if isinstance(each, dict) else str(each)


def _compiles(pattern: str) -> bool:
    try:
        return bool(pattern) and bool(re.compile(pattern))
    except re.error:
        return False


_CHECKS: Mapping[str, Check] = {
    "country": _check_country,
    "languages": _check_languages,
    "name": _check_name,
    "years": _check_years,
    "frequency": _check_frequency,
    "due_days": _check_number("due_days", "no_days", 0, 366),
    "year_begins": _check_number("year_begins", "no_month", 1, 12),
    "timezone": _check_zone,
    "currency": _check_shape("currency", "no_currency", "[A-Z]{3}"),
    "regions": _check_named("regions"),
    "organisation": _check_named("organisation"),
    "partners": _check_named("partners"),
    "calling_code": _check_shape("calling_code", "no_calling_code", r"\+?[1-9][0-9]{0,3}"),
    "privacy": _check_privacy,
    "plan_id": _check_shape("plan_id", "no_plan_id", "[a-z0-9]+(?:-[a-z0-9]+)*"),
}


def answer_fault_text(fault: AnswerFault, lang: str) -> str:
    """The sentence: to which question, what was found, what is expected."""
    said = say(lang, f"country.fault.{fault.code}", found=fault.found[:_SHOWN])
    asked = say(lang, f"country.ask.{fault.question}") if fault.question in ASKED else fault.question
    return f"{asked}: {said}"
