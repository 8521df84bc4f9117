"""Laws of labels: how a text is typed does not change what it says, and nothing that is typed makes the reader fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from nap.foreign.labels import Reader, language_of
from nap.foreign.model import Label, Role, Sure
from nap.plan import Regions
from tests.foreign.texts import READER, of

UNDERSTOOD = [text for kind in ("place", "asked", "part", "total", "heading") for _, text in of("labels.txt", kind)]
NAMED = [text for text in UNDERSTOOD if len(text) > 3 and not text.isascii()]
LATIN = str.maketrans("аеорсухАЕОРСХКМТВН", "aeopcyxAEOPCXKMTBH")
WITHOUT_MARKS = str.maketrans("өүңӨҮҢ", "оунОУН")


def said(label: Label) -> tuple[object, ...]:
    """What counts of a label: not how it was written, nor how an unknown part is spelt."""
    meaning = label.meaning
    return label.role, meaning.region, meaning.breakdown, bool(meaning.unknown_part), meaning.total, label.candidates, label.by


@given(
    st.sampled_from(UNDERSTOOD),
    st.sampled_from(["", " ", "   ", "\u00a0", "\n", "\t"]),
    st.sampled_from(["", " ", "\u00a0 ", "\n"]),
)
def test_spaces_around_a_label_say_nothing(text: str, before: str, behind: str) -> None:
    assert said(READER.label(before + text + behind)) == said(READER.label(text))


@given(st.sampled_from(UNDERSTOOD), st.sampled_from(["\u00a0", "  ", "\n", "\u2009"]))
def test_one_kind_of_space_is_as_good_as_another(text: str, space: str) -> None:
    assert said(READER.label(text.replace(" ", space))) == said(READER.label(text))


# A letter alone is a sex as a capital and a year as a small one: `2023 Ж`, `2023 ж`.
IN_ANY_CASE = [text for text in UNDERSTOOD if len(text) > 2 and all(len(word) > 1 for word in text.split())]


@given(st.sampled_from(IN_ANY_CASE), st.sampled_from([str.upper, str.lower, str.capitalize]))
def test_case_says_nothing(text: str, turn: object) -> None:
    assert said(READER.label(turn(text))) == said(READER.label(text))  # type: ignore[operator]


@given(st.sampled_from(NAMED))
def test_latin_letters_in_cyrillic_words_are_taken_for_what_they_look_like(text: str) -> None:
    assert said(READER.label(text.translate(LATIN))) == said(READER.label(text))


@given(st.sampled_from([text for text in NAMED if set(text) & set("өүңӨҮҢ") and "Көл" not in text]))
def test_russian_letters_stand_for_kyrgyz_ones(text: str) -> None:
    assert said(READER.label(text.translate(WITHOUT_MARKS))) == said(READER.label(text))


@given(
    st.sampled_from([text for text in UNDERSTOOD if text.strip()[-1:].isalpha()]),
    st.sampled_from(["*", "¹", " 1)", "**", " (1)", "²"]),
)
def test_a_footnotes_mark_is_taken_off_and_kept(text: str, mark: str) -> None:
    label = READER.label(text.strip() + mark)
    assert said(label) == said(READER.label(text))
    assert label.notes[-1:] == (mark.translate(str.maketrans("¹²", "12")).strip(" ()"),)


@given(st.sampled_from(UNDERSTOOD), st.sampled_from(["Число ", "Доля ", "Отдел ", "Share of ", "Кылмыштуулук: "]))
def test_a_strange_word_before_it_makes_a_measure_of_every_part_and_place(text: str, word: str) -> None:
    label = READER.label(word + text)
    assert label.role not in (Role.REGION, Role.TOTAL, Role.PART), label


@given(st.text(max_size=120))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    label = READER.label(text)
    assert label.sure is Sure.ASKED or not label.candidates
    assert language_of([text]) in (None, "ky", "ru", "en")


@given(st.lists(st.sampled_from(UNDERSTOOD + list("12-/().,*+:;№%")), max_size=8))
def test_words_of_tables_in_any_order_never_make_the_reader_fail(words: list[str]) -> None:
    label = READER.label(" ".join(words))
    assert not (label.meaning.region and label.candidates)


@pytest.mark.parametrize(
    "texts, lang",
    [
        (["Баткен облусу", "Чүй облусу", "Бишкек ш."], "ky"),
        (["эркектер", "аялдар"], "ky"),
        (["Бардык", "шаар", "айыл", "Эркектер"], "ky"),
        (["Баткенская область", "г. Бишкек"], "ru"),
        (["Всего", "мужчины", "женщины"], "ru"),
        (["г.Бишкек", "г.Ош"], "ru"),
        (["Бишкек ш.", "Ош ш."], "ky"),
        (["Total", "men", "women"], "en"),
        (["21-30", "31-40"], None),
        (["Жогорку", "Орто", "Башталгыч", "Башка"], "ky"),
        (["Высшее", "Среднее", "Начальное"], "ru"),
        (["poorest", "second", "the richest"], "en"),
        ([], None),
    ],
)
def test_a_column_of_labels_tells_its_language(texts: list[str], lang: str | None) -> None:
    assert language_of(texts) == lang


@pytest.mark.parametrize(
    "text, by, breakdown",
    [
        ("21-30", "age", (("age", "Y21T30"),)),
        ("Ж", "sex", (("sex", "F"),)),
        ("балдар", "sex", (("sex", "M"),)),
        ("не указан", "sex", (("sex", "_U"),)),
        ("көрсөтүлгөн эмес", "age", (("age", "_U"),)),
    ],
)
def test_a_heading_makes_certain_what_was_only_likely(text: str, by: str, breakdown: tuple[tuple[str, str], ...]) -> None:
    assert (READER.label(text, by).meaning.breakdown, READER.label(text, by).sure) == (breakdown, Sure.CERTAIN)


@pytest.mark.parametrize("text", ["5-10 лет", "до 5 лет", "21-30"])
def test_under_a_heading_of_something_else_years_are_no_ages(text: str) -> None:
    meaning = READER.label(text, "?").meaning
    assert (meaning.breakdown, bool(meaning.unknown_part)) == ((), True)


def test_a_title_says_its_year_its_dimensions_and_the_places_it_mentions() -> None:
    label = READER.label("2.1. Число браков по полу и возрасту в Баткенской области в 2023 году")
    assert (label.role, label.by, label.about, str(label.meaning.period)) == (Role.MEASURE, "sex;age", ("KG-B",), "2023")
    assert label.meaning.region is None


@pytest.mark.parametrize(
    "text",
    [
        "Число браков за 2019-2023 гг.",
        "Рост числа браков в 2023 году к 2022 году",
        "План мероприятий на 2024 год",
        "Численность населения на 1 января 2024 года",
        "Численность населения на начало 2024 года",
        "Число учащихся в 2022/2023 учебном году",
        "Форма № 2023",
    ],
)
def test_a_title_of_several_years_or_of_a_moment_has_no_period(text: str) -> None:
    assert READER.label(text).meaning.period is None


def test_the_code_of_an_indicator_stays_before_its_name_and_numbering_goes() -> None:
    assert READER.label("5.5.1 Доля мест").text == "5.5.1 Доля мест"
    assert [READER.label(text).text for text in ("1. Женщины", "2) Женщины", "а) Женщины", "II. Женщины", "- Женщины")] == [
        "Женщины"
    ] * 5


def test_an_unsaid_abbreviation_of_disability_is_asked_about() -> None:
    for text in ("PWD", "PD"):
        label = READER.label(text)
        assert (label.meaning.breakdown, label.sure) == ((), Sure.ASKED)


def test_another_country_brings_its_own_places() -> None:
    table = [
        "code,parent,level,kind,name_en,name_ru,bare",
        "KZ,,country,country,Kazakhstan,Казахстан,",
        "KZ-ALA,KZ,region,city,Almaty city,г. Алматы,Алматы",
        "KZ-ALM,KZ,region,oblast,Almaty oblast,Алматинская область,Алматы",
    ]
    reader = Reader(Regions.read("\n".join(table)))
    assert reader.label("Алматинская область").meaning.region == "KZ-ALM"
    assert reader.label("Алматы").candidates == ("KZ-ALA", "KZ-ALM")
    assert reader.label("Всего по республике").meaning.region == "KZ"
    assert reader.label("Баткенская область").meaning.region is None


def test_the_place_files_of_the_country_are_all_found_by_their_names() -> None:
    regions = Regions.load(Path(__file__).parents[2] / "data" / "regions.csv")
    for region in regions.all:
        for name in region.names.values():
            label = READER.label(name)
            assert region.code in (label.meaning.region, *label.candidates), (region.code, name, label)
