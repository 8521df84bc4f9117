"""The catalogues: complete in three languages, nothing unused, right letters, right plurals, the glossary's words."""

from __future__ import annotations

import csv
import re
import string
from datetime import date, datetime
from decimal import Decimal

import pytest

from nap import words
from nap.facts import Period, Status
from tests.catalogues import FILES, LANGUAGES, LOCALES, ROOMS, catalogue, keys_in_code, texts

ROOM_AND_LANGUAGE = [(room, lang) for room in ROOMS for lang in LANGUAGES]
KEPT = {key for room in ROOMS for key in texts("en", room)}
RUSSIAN = "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"
LITERAL, PATTERNS = keys_in_code()


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("room", "lang"), ROOM_AND_LANGUAGE)
def test_every_text_is_there_in_every_language(room: str, lang: str) -> None:
    english, other = texts("en", room), texts(lang, room)
    assert set(english) == set(other)
    assert [key for key, forms in other.items() if not all(form.strip() for form in forms)] == []


@pytest.mark.parametrize(("room", "lang"), ROOM_AND_LANGUAGE)
def test_translations_keep_the_facts_of_the_english_text(room: str, lang: str) -> None:
    english, other = texts("en", room), texts(lang, room)
    wrong = [
        key
        for key in english
        if not {f for form in other[key] for f in fields(form)}
        <= {f for form in english[key] for f in fields(form)} | {"n", "month_of"}
    ]
    lost = [key for key in english if not fields(english[key][-1]) - {"n", "month"} <= fields(other[key][-1]) | {"month"}]
    assert (wrong, lost) == ([], [])


@pytest.mark.parametrize(("room", "lang"), ROOM_AND_LANGUAGE)
def test_plural_forms_are_those_of_the_language(room: str, lang: str) -> None:
    kept = catalogue(lang, room)
    assert kept.plural_expr.replace(" ", "") == {"en": "(n!=1)", "ky": "(n!=1)", "ru": RUSSIAN}[lang].replace(" ", "")
    assert [key for key, forms in texts(lang, room).items() if len(forms) not in (1, kept.num_plurals)] == []


def test_every_key_used_in_code_has_a_text() -> None:
    assert len(LITERAL) > 1000  # they were found at all
    assert sorted(key for key in LITERAL if key not in KEPT and not key.endswith(FILES)) == []


def test_every_text_is_used_somewhere() -> None:
    assert sorted(key for key in KEPT if key not in LITERAL and not any(pattern.fullmatch(key) for pattern in PATTERNS)) == []


def test_every_family_of_keys_has_texts() -> None:
    assert PATTERNS
    assert [pattern.pattern for pattern in PATTERNS if not any(pattern.fullmatch(key) for key in KEPT)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_kyrgyz_has_no_letters_of_its_neighbours(room: str) -> None:
    foreign = re.compile("[қғұіһәўїєґњљҳҷӣӯ]", re.IGNORECASE)
    assert [key for key, forms in texts("ky", room).items() if foreign.search(" ".join(forms))] == []


@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_no_latin_letter_hides_in_a_cyrillic_word(lang: str) -> None:
    mixed = re.compile("[а-яёөүң][a-z]|[a-z][а-яёөүң]", re.IGNORECASE)
    allowed = re.compile(r"Excel(ге|де|ден|дин|ди|дик)|SHA|\{\w+\}|PDF\w*|LibreOffice\w*")
    found = {
        key: form
        for room in ROOMS
        for key, forms in texts(lang, room).items()
        for form in forms
        if mixed.search(allowed.sub(" ", form))
    }
    assert found == {}


@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_statuses_are_the_glossarys_words(lang: str) -> None:
    with (LOCALES / "glossary.csv").open(encoding="utf-8") as file:
        glossary = {row["en"].lower(): row[lang].lower() for row in csv.DictReader(file)}
    spoken = {status: words.say("en", f"common.status.{status}").lower() for status in Status}
    known = {status: glossary[text] for status, text in spoken.items() if text in glossary}
    assert len(known) >= 10
    assert {status: words.say(lang, f"common.status.{status}").lower() for status in known} == known


def test_a_missing_text_falls_back_to_english_then_to_its_key() -> None:
    assert words.say("xx", "common.status.behind") == "Behind"
    assert words.say("ru", "common.no_such_text") == "common.no_such_text"


def test_a_missing_fact_leaves_the_text_readable() -> None:
    assert "{year}" in words.say("en", "common.period.year.1")


def test_numbers_dates_and_periods_in_each_manner() -> None:
    spoken = {
        lang: (
            words.number(lang, Decimal("12345.6")),
            words.day(lang, date(2026, 7, 15)),
            words.period_name(lang, Period.parse("2026-H1")),
        )
        for lang in LANGUAGES
    }
    assert spoken == {
        "en": ("12,345.6", "15 July 2026", "1st half of 2026"),
        "ru": ("12\xa0345,6", "15 июля 2026\u202fг.", "I полугодие 2026 г."),
        "ky": ("12\xa0345,6", "2026-ж., 15-июль", "2026-жылдын I жарым жылдыгы"),
    }


def test_a_moment_is_shown_with_its_hour() -> None:
    assert "14:05" in words.day("ru", datetime(2026, 7, 15, 14, 5))


@pytest.mark.parametrize(
    ("n", "ending"),
    [(1, "замечание"), (2, "замечания"), (5, "замечаний"), (11, "замечаний"), (21, "замечание"), (112, "замечаний")],
)
def test_russian_plurals(n: int, ending: str) -> None:
    assert words.say_n("ru", "cli.plan.faults", n).startswith(f"{n} {ending};")


def test_numbers_are_rounded_half_to_even_only_for_showing() -> None:
    assert [words.number("en", Decimal(text), 1) for text in ("0.25", "0.35", "99.95")] == ["0.2", "0.4", "100.0"]


def test_a_sentence_that_ends_in_a_date_has_one_full_stop() -> None:
    text = words._fill("Срок: {due}.", "ru", {"due": date(2026, 7, 15)})
    assert text.endswith("2026\u202fг.")
    assert words._fill("Подождите...", "ru", {}) == "Подождите..."


def test_a_phrase_loses_its_full_stop_and_never_the_dot_of_a_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_lookup", lambda *_: "Сдать до {date}.")
    assert words.phrase("ru", "coverage.not_due", date=date(2027, 7, 15)) == "Сдать до 15 июля 2027\u202fг."
    assert words.phrase("en", "coverage.not_due", date="15 July 2027") == "Сдать до 15 July 2027"
