"""Numbers as people write them: what is read, what is asked about, what is never taken for a number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from nap.returns.numbers import Blank, NoData, NotANumber, Number, read_number, tidy
from nap.words import number


@pytest.mark.parametrize(
    "text, reason, meant",
    [
        ("1,234", "ambiguous", ("1.234", "1234")),
        ("1.234", "ambiguous", ("1.234", "1234")),
        ("-1,234", "ambiguous", ("-1.234", "-1234")),
        (">18", "more-than", ("18",)),
        ("≥ 18", "more-than", ("18",)),
        ("18+", "more-than", ("18",)),
        ("более 18", "more-than", ("18",)),
        ("18ден ашык", "more-than", ("18",)),
        ("40тан ашык", "more-than", ("40",)),
        ("over 40 000", "more-than", ("40000",)),
        ("<5", "less-than", ("5",)),
        ("менее 5", "less-than", ("5",)),
        ("3төн аз", "less-than", ("3",)),
        ("≈5", "about", ("5",)),
        ("~ 5", "about", ("5",)),
        ("около 5", "about", ("5",)),
        ("болжол менен 5", "about", ("5",)),
        ("7-30", "range", ("7", "30")),
        ("7–30", "range", ("7", "30")),
        ("7 - 30", "range", ("7", "30")),
        ("7…30", "range", ("7", "30")),
        ("12/15", "several", ()),
        ("3 из 5", "several", ()),
        ("30.06.2026", "several", ()),
        ("12:30", "several", ()),
        ("1e3", "exponent", ("1000",)),
        ("1Е3", "exponent", ("1000",)),
        ("1_000", "separators", ("1000",)),
        ("12 34", "separators", ("1234",)),
        ("1,23,456", "separators", ("123456",)),
        ("١٢٣", "foreign-digits", ("123",)),
        ("１２", "foreign-digits", ("12",)),
        ("12 чел.", "extra", ("12",)),
        ("(12)", "extra", ("12",)),
        ("12.", "extra", ("12",)),
        (",5", "extra", ("0.5",)),
        ("5²", "extra", ("5",)),
        ("№ 5", "extra", ("5",)),
        ("1234567890123456", "too-long", ()),
        ("nan", "text", ()),
        ("inf", "text", ()),
        ("-inf", "text", ()),
        ("½", "text", ()),
        ("много", "text", ()),
        ("+", "text", ()),
        ("%", "text", ()),
    ],
)
def test_what_is_no_number_says_why_and_what_it_may_have_meant(text: str, reason: str, meant: tuple[str, ...]) -> None:
    assert read_number(text) == NotANumber(reason, tuple(map(Decimal, meant)))


@pytest.mark.parametrize(
    "text, value",
    [
        ("0", "0"),
        ("18", "18"),
        ("007", "7"),
        ("1 280,6", "1280.6"),
        ("1\u00a0280,6", "1280.6"),
        ("1\u202f280,6", "1280.6"),
        ("1\u2009280", "1280"),
        ("1'280.6", "1280.6"),
        ("1’280", "1280"),
        ("1 234 567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1234,567", "1234.567"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("39,75", "39.75"),
        ("\u22125", "-5"),
        ("–5", "-5"),
        ("- 5", "-5"),
        ("+5", "5"),
        (" \u200b18\ufeff ", "18"),
        ("-0", "0"),
    ],
)
def test_numbers_as_people_write_them(text: str, value: str) -> None:
    read = read_number(text)
    assert read == Number(Decimal(value))
    assert isinstance(read, Number)
    assert str(read.value) == value


@pytest.mark.parametrize("text", ["12,5 %", "12,5%", "12.5\u00a0%"])
def test_a_percent_sign_is_kept_as_a_fact(text: str) -> None:
    assert read_number(text) == Number(Decimal("12.5"), percent=True)


def test_three_decimals_of_a_percentage_are_no_thousands() -> None:
    assert read_number("12,345 %") == Number(Decimal("12.345"), percent=True)


@pytest.mark.parametrize("text", ["-", "–", "—", "…", "...", "*", "(*)", "--"])
def test_a_dash_or_star_is_no_data(text: str) -> None:
    assert read_number(text) == NoData()


@pytest.mark.parametrize("text", ["", " ", "\u00a0\n\t", "\u200b"])
def test_blank_is_blank_and_never_zero(text: str) -> None:
    assert read_number(text) == Blank()


@given(
    st.decimals(min_value=Decimal(-(10**9)), max_value=Decimal(10**9), places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["en", "ru", "ky"]),
)
def test_what_we_write_in_any_language_is_read_back_exactly(value: Decimal, lang: str) -> None:
    exact = value.normalize()
    read = read_number(number(lang, exact))
    ambiguous = isinstance(read, NotANumber) and read.reason == "ambiguous"
    assert read == Number(exact) or (ambiguous and isinstance(read, NotANumber) and exact in read.numbers)


@given(st.text(max_size=40))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert isinstance(read_number(text), Number | Blank | NoData | NotANumber)


def test_an_exponent_far_beyond_any_figure_is_too_long() -> None:
    assert [read_number(text) for text in ("1E28", "9e99", "1e-40")] == [NotANumber("too-long")] * 3
    assert read_number("1,5E3") == NotANumber("exponent", (Decimal(1500),))


@given(st.text(alphabet="0123456789 .,-+%>eE_'’–١", max_size=12))
def test_a_number_read_is_always_finite_and_of_plain_digits(text: str) -> None:
    read = read_number(text)
    if isinstance(read, Number):
        assert read.value.is_finite()
        assert "١" not in text
        assert "_" not in text
        assert "e" not in text.lower()


@given(st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False))
def test_tidying_twice_changes_nothing_more(value: Decimal) -> None:
    assert tidy(tidy(value)) == tidy(value)


def test_the_noise_of_binary_fractions_is_gone() -> None:
    assert str(tidy(Decimal("14.979999999999999"))) == "14.98"
    assert str(tidy(Decimal("1E+2"))) == "100"
