"""Numbers as people write them: what is read, what is asked about, what is never taken for a number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from nap.returns.numbers import Blank, NoData, NotANumber, Number, plainly, read_number, tidy
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
        ("100дөн ашуун", "more-than", ("100",)),
        ("18 и более", "more-than", ("18",)),
        ("кеминде 18", "more-than", ("18",)),
        ("100гө чукул", "about", ("100",)),
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
        ("12/15", "several", ("12",)),
        ("3 из 5", "several", ("3",)),
        ("25 (из них 3 дети)", "bracket", ("25",)),
        ("1 234 (12 районов)", "bracket", ("1234",)),
        ("25 (тыс., 3 района)", "several", ("25",)),
        ("25 чел. (3 дети)", "several", ("25",)),
        ("25 (3)", "several", ("25",)),
        ("1,234 (из 5 сёл)", "several", ()),
        ("30.06.2026", "several", ()),
        ("12:30", "several", ("12",)),
        ("1e3", "exponent", ("1000",)),
        ("1Е3", "exponent", ("1000",)),
        ("1_000", "separators", ("1000",)),
        ("12 34", "separators", ("1234",)),
        ("1,23,456", "separators", ("123456",)),
        ("12 чел.", "extra", ("12",)),
        ("(12)", "sign", ("12", "-12")),
        ("12.", "point", ("12",)),
        (",5", "point", ("0.5",)),
        ("5²", "extra", ("5",)),
        ("№ 5", "extra", ("5",)),
        ("12-", "sign", ("12", "-12")),
        ("1 200 -", "sign", ("1200", "-1200")),
        ("12·5", "point", ("12.5",)),
        ("2½", "fraction", ("2.5",)),
        ("⅓", "fraction", ()),
        ("1О", "letters", ("10",)),
        ("З5", "letters", ("35",)),
        ("l2,5", "letters", ("12.5",)),
        ("1٢3", "foreign-digits", ("123",)),
        ("40 тыс. сом", "multiplier", ("40000",)),
        ("40 тыс.сом", "multiplier", ("40000",)),
        ("1,5 млн", "multiplier", ("1500000",)),
        ("40 миң", "multiplier", ("40000",)),
        ("40k", "multiplier", ("40000",)),
        ("30 мин", "extra", ("30",)),
        ("40 000 сом", "extra", ("40000",)),
        ("$5", "extra", ("5",)),
        ("-5 чел.", "extra", ("-5",)),
        ("COVID-19", "extra", ("19",)),
        ("больше 5 чел.", "more-than", ("5",)),
        ("1,234 чел.", "ambiguous", ("1.234", "1234")),
        ("1,234 тыс.", "several", ()),
        ("1 2 3", "separators", ("123",)),
        ("ноль", "word", ("0",)),
        ("#REF!", "error", ()),
        ("#ССЫЛКА!", "error", ()),
        ("#ДЕЛ/0!", "error", ()),
        ("# 5", "extra", ("5",)),
        ("1234567890123456", "too-long", ()),
        ("nan", "text", ()),
        ("inf", "text", ()),
        ("-inf", "text", ()),
        ("½", "fraction", ("0.5",)),
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
        ("\u2066-5\u2069", "-5"),
        ("1\u00b4280", "1280"),
        ("\ufe635", "-5"),
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


@pytest.mark.parametrize(
    ("text", "value"),
    [("١٢٣", "123"), ("۴۵", "45"), ("１２", "12"), ("１２．５", "12.5"), ("١٬٢٣٤", "1234"), ("१२", "12"), ("−１２", "-12")],
)
def test_digits_of_another_script_are_read_and_said(text: str, value: str) -> None:
    assert read_number(text) == Number(Decimal(value), foreign=True)


@pytest.mark.parametrize("text", ["１，２３４", "١٫٢٣٤"])
def test_digits_of_another_script_are_asked_about_like_any_others(text: str) -> None:
    assert read_number(text) == NotANumber("ambiguous", (Decimal("1.234"), Decimal(1234)))


def test_three_decimals_of_a_percentage_are_no_thousands() -> None:
    assert read_number("12,345 %") == Number(Decimal("12.345"), percent=True)


@pytest.mark.parametrize("text", ["-", "–", "—", "- -", "---", "…", "..", "...", "*", "**", "(*)", "(-)", "(…)", "--"])
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


SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'", "\u2019"])
SIGNS = st.sampled_from(["-", "\u2212", "\u2013", "\u2012", "\uff0d"])


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    SPACES,
    st.sampled_from([",", "."]),
    SIGNS,
    st.sampled_from(["", " ", "\u00a0", "\ufeff"]),
    st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９"]),
)
def test_a_number_printed_in_any_accepted_way_reads_back_as_itself(
    value: Decimal, space: str, point: str, sign: str, edge: str, digits: str
) -> None:
    printed = f"{abs(value):,.2f}".replace(",", "\0").replace(".", point).replace("\0", space)
    scripted = printed.translate(str.maketrans("0123456789", digits))
    read = read_number(f"{edge}{sign if value < 0 else ''}{scripted}{edge}")
    assert isinstance(read, Number)
    assert read.value == value


def strictly(text: str) -> set[Decimal]:
    """A second reading that shares no code: everything but digits, the sign and one decimal mark is thrown away."""
    digits = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
    sign = -1 if any(letter in "-\u2212\u2010\u2011\u2012\u2013\u2014\u2015\ufe58\ufe63\uff0d" for letter in digits) else 1
    marks = [place for place, letter in enumerate(digits) if letter in ".,\uff0c\uff0e\u066b"]
    whole = Decimal("".join(letter for letter in digits if letter.isdecimal()) or "0")
    if not marks or (len(marks) > 1 and len({digits[place] for place in marks}) == 1):
        return {sign * whole}
    decimals = sum(letter.isdecimal() for letter in digits[marks[-1] :])
    return {sign * whole.scaleb(-decimals)}


@given(st.text(alphabet="0123456789 .,-+%'’–١２\u00a0\u202f\uff0c", max_size=14) | st.text(max_size=14))
def test_a_number_is_never_another_than_a_strict_reading_gives(text: str) -> None:
    read = read_number(text)
    if isinstance(read, Number):
        assert {read.value} == strictly(text)


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([",", "."]), st.sampled_from(["", "-", "+", "чел.", " сом"]))
def test_a_mark_before_three_digits_is_never_read_silently(front: int, back: int, mark: str, beside: str) -> None:
    text = f"{front}{mark}{back:03}"
    read = read_number(f"{beside}{text}" if beside in {"-", "+"} else f"{text}{beside}")
    assert isinstance(read, NotANumber)
    assert read.reason == "ambiguous"
    assert {abs(number) for number in read.numbers} == {Decimal(f"{front}.{back:03}"), Decimal(front * 1000 + back)}


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False))
def test_what_is_offered_reads_back_as_itself(value: Decimal) -> None:
    assert read_number(plainly(value)) == Number(tidy(value))


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
        assert read.foreign == ("١" in text)
        assert "_" not in text
        assert "e" not in text.lower()


@given(st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False))
def test_tidying_twice_changes_nothing_more(value: Decimal) -> None:
    assert tidy(tidy(value)) == tidy(value)


def test_the_noise_of_binary_fractions_is_gone() -> None:
    assert str(tidy(Decimal("14.979999999999999"))) == "14.98"
    assert str(tidy(Decimal("1E+2"))) == "100"
