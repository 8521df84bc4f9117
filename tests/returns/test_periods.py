"""Periods as people write them: read where they are certain, guessed at where a part is missing, else not understood."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from nap.facts import Frequency, Period
from nap.returns.periods import Written, read_period
from nap.words import languages, period_name

EXPECTED = tuple(map(Period.parse, ("2026-H1", "2026-Q1", "2026-Q2")))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026 H1", "2026-H1"),
        ("H1 2026", "2026-H1"),
        ("2026H1", "2026-H1"),
        ("Н1 2026", "2026-H1"),
        ("1 полугодие 2026", "2026-H1"),
        ("1-е полугодие 2026 года", "2026-H1"),
        ("I полугодие 2026 г.", "2026-H1"),
        ("ПЕРВОЕ ПОЛУГОДИЕ 2026", "2026-H1"),
        ("за 1 п/г 2026", "2026-H1"),
        ("2026-жылдын 1-жарымы", "2026-H1"),
        ("2026-жылдын 1-жарым жылдыгы боюнча", "2026-H1"),
        ("за первую половину 2026 года", "2026-H1"),
        ("в первом полугодии 2026 г.", "2026-H1"),
        ("2026-жылдын I жарым жылдыгы", "2026-H1"),
        ("first half of 2026", "2026-H1"),
        ("январь-июнь 2026", "2026-H1"),
        ("янв–июн 2026", "2026-H1"),
        ("с января по июнь 2026 г.", "2026-H1"),
        ("01.01.2026-30.06.2026", "2026-H1"),
        ("с 01.01 по 30.06.2026", "2026-H1"),
        ("1 кв. 2026", "2026-Q1"),
        ("Q2/2026", "2026-Q2"),
        ("2-чейрек 2026", "2026-Q2"),
        ("Jan–Mar 2026", "2026-Q1"),
        ("мая 2026", "2026-05"),
        ("June 2026", "2026-06"),
        ("06.2026", "2026-06"),
        ("2026 год", "2026"),
        ("2026-ж.", "2026"),
        ("январь - декабрь 2026", "2026"),
    ],
)
def test_a_period_with_year_and_kind_is_certain(text: str, code: str) -> None:
    assert read_period(text, EXPECTED) == Written(Period.parse(code))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H1 2026/27", "FY04-2026-H1"),
        ("1 полугодие 2026", "FY04-2026-H1"),
        ("second half of 2026/2027", "FY04-2026-H2"),
        ("Q4 2026/27", "FY04-2026-Q4"),
        ("01.04.2026-30.09.2026", "FY04-2026-H1"),
        ("01.10.2026 – 31.03.2027", "FY04-2026-H2"),
        ("апрель–сентябрь 2026", "FY04-2026-H1"),
        ("October–March 2026/27", "FY04-2026-H2"),
        ("Jan–Mar 2027", "FY04-2026-Q4"),
        ("March 2027", "FY04-2027-03"),
        ("2026/27", "FY04-2026"),
        ("2026 год", "FY04-2026"),
    ],
)
def test_where_years_begin_in_april_halves_and_quarters_are_counted_from_there(text: str, code: str) -> None:
    assert read_period(text, (), 4) == Written(Period.parse(code))


@pytest.mark.parametrize("text", ["01.01.2026-30.06.2026", "январь–июнь 2026", "2026/28", "2026 2028"])
def test_what_is_no_part_of_such_a_year_is_not_taken_for_one(text: str) -> None:
    assert read_period(text, (), 4).certain is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2026-1", ["2026-H1", "2026-Q1"]),
        ("1.2026", ["2026-H1", "2026-Q1"]),
        ("1 полугодие", ["2026-H1"]),
        ("II квартал", ["2026-Q2"]),
        ("1H26", ["2026-H1"]),
        ("6 мес. 2026", ["2026-H1"]),
        ("январь-июнь", ["2026-H1"]),
        ("2 полугодие", []),
    ],
)
def test_what_lacks_a_part_is_one_of_the_expected(text: str, codes: list[str]) -> None:
    assert read_period(text, EXPECTED) == Written(None, tuple(map(Period.parse, codes)))


STRANGE = ["", "прошлый", "H3 2026", "январь-сентябрь 2026", "2025-2026", "H1 2026 15", "полугодие 2026", "марафон 2026", "5000"]
STRANGE += [
    "1 и 2 полугодие 2026",
    "01.01.2026-31.06.2026",
    "01.02.2026-30.06.2026",
    "Q1 H1 2026",
    "2026 " * 40,
    "12026",
    "0 кв. 2026",
]


@pytest.mark.parametrize("text", STRANGE)
def test_what_is_not_understood_whole_is_not_read(text: str) -> None:
    found = read_period(text, EXPECTED)
    assert found in (Written(), Written(Period(5000)) if text == "5000" else Written())


periods = st.builds(
    lambda year, frequency, number: Period(year, frequency, number % (12 // frequency.months) + 1),
    st.integers(2015, 2040),
    st.sampled_from(list(Frequency)),
    st.integers(0, 11),
)


@given(periods, st.sampled_from(languages()))
def test_the_name_of_every_period_in_every_language_reads_back(period: Period, lang: str) -> None:
    assert read_period(period_name(lang, period), ()) == Written(period)


@given(st.text(max_size=20) | st.text(alphabet="012HQIVг. -/кв", max_size=12))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    found = read_period(text, EXPECTED)
    assert found.certain is None or not found.perhaps
    assert set(found.perhaps) <= set(EXPECTED)
