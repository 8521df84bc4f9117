"""Searching: nonsense breaks nothing, every form of a word finds the same, what people type finds what they want."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from nap.plan import Plan
from nap.search import MOST_LETTERS, Index, Problem, documents_of, find, index_of, marked, snippet
from nap.search.words import fold, stem
from tests.search.queries import BY_LANGUAGE, KEPT_APART, Query


def keys(index: Index, typed: str) -> list[str]:
    return [hit.key for hit in find(index, typed).hits]


@pytest.mark.parametrize("typed", ["милиция аялдар", "аялдар милиция", "женщины в милиции", "women police"])
def test_what_is_named_in_other_words_is_not_below_what_only_mentions_the_words(index: Index, typed: str) -> None:
    assert keys(index, typed)[0] == "1.8"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem.EMPTY),
        ("  \n\t ", Problem.EMPTY),
        ("the of and", Problem.NO_WORDS),
        ("и в на", Problem.NO_WORDS),
        ("жана менен үчүн", Problem.NO_WORDS),
        ("🙂🙂", Problem.NO_WORDS),
        ("(.*)[", Problem.NO_WORDS),
        ("'; qqqqqqq --", Problem.NOTHING),
        ("qqqqqqqqqqqq", Problem.NOTHING),
        ("жжжжжжжж", Problem.NOTHING),
    ],
)
def test_what_cannot_be_looked_for_says_why(index: Index, typed: str, problem: Problem) -> None:
    found = find(index, typed)
    assert (found.hits, found.problem) == ((), problem)


def test_five_hundred_letters_are_cut_and_it_is_told(index: Index) -> None:
    found = find(index, "насилие " * 63)
    assert found.cut
    assert found.hits
    assert not find(index, "насилие").cut


def test_signs_among_words_do_no_harm(index: Index) -> None:
    assert keys(index, "crisis* (centre)? 🙂 [") == keys(index, "crisis centre")


@settings(max_examples=60, deadline=None)
@given(typed=st.text(max_size=MOST_LETTERS + 50))
def test_nothing_that_is_typed_breaks_it(index: Index, typed: str) -> None:
    found = find(index, typed)
    assert bool(found.hits) == (found.problem is None)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80), found=st.sets(st.text(min_size=1, max_size=8)))
def test_marking_keeps_the_text(text: str, found: set[str]) -> None:
    assert "".join(piece for piece, _ in marked(text, {fold(one) for one in found})) == text


def test_a_word_that_stands_nowhere_is_named_with_the_nearest_one(index: Index) -> None:
    found = find(index, "кризисный центр велосипед")
    assert found.hits[0].lacks == ("велосипед",)
    assert found.hits[0].key in {"3.9", "3.10"}
    assert found.unknown[0][0] == "велосипед"


def test_a_slip_is_taken_for_the_word_meant_and_it_is_told(index: Index) -> None:
    assert dict(find(index, "депуаттов").taken) == {"депуаттов": "депутатов"}


def test_words_of_several_indicators_find_those_with_most_of_them(index: Index) -> None:
    found = find(index, "homicide curriculum")
    assert found.partial
    assert {hit.key for hit in found.hits} >= {"3.4", "2.25"}


@pytest.mark.parametrize(("typed", "first"), [("2.3", ["2.3"]), ("2,3", ["2.3"]), ("1.1", ["1.1"]), ("3.10", ["3.10"])])
def test_a_code_finds_its_indicator_first(index: Index, typed: str, first: list[str]) -> None:
    assert keys(index, typed)[: len(first)] == first


def test_the_code_of_another_framework_finds_what_is_compared_with_it(index: Index) -> None:
    assert set(keys(index, "SDG:16.1.1")) == set(keys(index, "16.1.1")) == {"3.4", "3.22"}
    assert {"3.4", "3.22", "3.1", "3.2"} <= set(keys(index, "16.1"))


@pytest.mark.parametrize(
    ("forms", "lang"),
    [
        ("комитет комитеттер комитеттери комитеттеринин комитетте комитеттен комитеттердеги комитетине", "ky"),
        ("аял аялдар аялдарга аялдардын аялдын аялга", "ky"),
        ("тармак тармагы тармактар тармагынын", "ky"),
        ("милиция милициянын милицияга милициядагы", "ky"),
        ("айыл айылда айылдагы айылдар айылдардагы айылдын", "ky"),
        ("кеңеш кенеш кеңештер кеңештин кенештердеги", "ky"),
        ("комитет комитеты комитетами комитетов комитете", "ru"),
        ("насилие насилия насилием насилию", "ru"),
        ("committee committees", "en"),
        ("woman women", "en"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str, lang: str) -> None:
    assert len({stem(lang, fold(form)) for form in forms.split()}) == 1


def test_letters_a_keyboard_lacks_make_no_difference(index: Index) -> None:
    assert keys(index, "үй-бүлөлүк зомбулук") == keys(index, "уй-булолук зомбулук")
    assert keys(index, "ребёнок учёт") == keys(index, "ребенок учет")


def test_the_keys_of_another_keyboard_are_understood(index: Index) -> None:
    found = find(index, "rhbpbcysq wtynh")
    assert found.hits[0].key in {"3.9", "3.10"}
    assert found.taken[0][1] == "кризисный центр"


def test_a_text_is_shown_in_the_language_that_was_found(index: Index) -> None:
    found = find(index, "охранные ордера")
    document = next(one for one in index.documents if one.key == found.hits[0].key)
    shown = snippet(document, found.hits[0].words, "en")
    assert shown is not None
    assert shown[0].lang == "ru"
    assert [piece for piece, hit in shown[1] if hit] == ["охранные", "ордера"]


def measure(index: Index, queries: tuple[Query, ...]) -> tuple[float, float]:
    """Recall among the first five, and mean reciprocal rank."""
    ranks = [next((at for at, key in enumerate(keys(index, one.typed), 1) if key in one.wanted), 0) for one in queries]
    return sum(0 < rank <= 5 for rank in ranks) / len(ranks), sum(1 / rank for rank in ranks if rank) / len(ranks)


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_what_people_type_finds_what_they_want(index: Index, lang: str) -> None:
    assert len(BY_LANGUAGE[lang]) >= 30
    recall, reciprocal = measure(index, BY_LANGUAGE[lang])
    assert recall >= 0.97
    assert reciprocal >= 0.95


def test_what_was_kept_apart_finds_nearly_as_much(index: Index) -> None:
    recall, reciprocal = measure(index, KEPT_APART)
    assert recall >= 0.85
    assert reciprocal >= 0.80


def test_five_hundred_indicators_are_searched_in_a_moment(demo_plan: Plan) -> None:
    many = tuple(
        replace(one, code=f"{copy}.{one.code}", title={lang: f"{text} {copy}{copy}" for lang, text in one.title.items()})
        for copy in range(1, 8)
        for one in demo_plan.indicators
    )
    large = index_of(documents_of(replace(demo_plan, indicators=many), lambda _: ()))
    assert len(large.documents) >= 500
    typed = ["домашнее насилие", "кризесный центр", "zombuluk", "тынчтык комитеттери", "велосипедисттер"]
    begun = time.process_time()
    for one in typed:
        find(large, one)
    assert (time.process_time() - begun) / len(typed) < 0.05
