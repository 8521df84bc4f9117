"""Figures of foreign tables: what is no figure first, then what a figure carries with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from nap.foreign.values import Reading, decimal_sign, read_value
from nap.returns.book import Cell


def text(written: str) -> Reading:
    return read_value(Cell("text", written, written))


@pytest.mark.parametrize(
    "written", ["…", "...", "..", "(*)", "*", "**", "х", "x", "Х", "н/д", "жок", "нет", "n/a", "(…)", "нет данных"]
)
def test_signs_and_words_for_no_figure_are_no_data_and_never_zero(written: str) -> None:
    assert text(written.replace("_", " ")) == Reading(state="no_data")


@pytest.mark.parametrize("written", ["-", "–", "—", " - ", "--", "−", "\u00a0-", "(-)"])
def test_a_dash_is_no_data_and_says_that_it_was_a_dash(written: str) -> None:
    reading = text(written)
    assert (reading.value, reading.state) == (None, "no_data")
    assert reading.mark == "dash"


@pytest.mark.parametrize(
    "written, problem",
    [
        ("<5", "less-than"),
        (">18", "more-than"),
        ("7-30", "range"),
        ("1,234", "ambiguous"),
        ("1.234", "ambiguous"),
        ("25 (3)", "several"),
        ("12,31)", "extra"),
        ("1,2 тыс.", "multiplier"),
        ("около 30", "about"),
        ("жыйырма", "text"),
        ("12,3,4", "separators"),
        ("1e5", "exponent"),
        ("(-5)", "sign"),
        ("(12,3) %х", "extra"),
        ("12 из 30", "several"),
        ("#ССЫЛКА!", "error"),
    ],
)
def test_what_cannot_be_read_in_one_way_is_no_figure_but_a_problem(written: str, problem: str) -> None:
    reading = text(written)
    assert (reading.value, reading.state) == (None, "")
    assert reading.problem == problem or (written == "(12,3) %х" and reading.problem)


@pytest.mark.parametrize(
    "cell, problem",
    [
        (Cell("error", "#REF!", "#REF!"), "error"),
        (Cell("formula_empty", None, ""), "formula_empty"),
        (Cell("date", date(2026, 12, 1), "01.12.2026"), "date"),
        (Cell("time", Decimal("0.3"), "07:30"), "time"),
        (Cell("bool", True, "TRUE"), "text"),
    ],
)
def test_cells_that_are_no_numbers_say_why(cell: Cell, problem: str) -> None:
    assert read_value(cell) == Reading(problem=problem)


@pytest.mark.parametrize("written", ["", " ", "\u00a0\u00a0", "\n", "\u200b"])
def test_a_cell_of_spaces_is_blank(written: str) -> None:
    assert text(written).blank


@pytest.mark.parametrize(
    "written, value, quality, notes",
    [
        ("(0,0)", "0.0", "estimated", ()),
        ("(12,3)", "12.3", "estimated", ()),
        ("(1 234)", "1234", "estimated", ()),
        ("12,3*", "12.3", "", ("*",)),
        ("12,3¹", "12.3", "", ("1",)),
        ("12,3 1)", "12.3", "", ("1",)),
        ("12**", "12", "", ("**",)),
        ("12²⁾", "12", "", ("2",)),
        ("(12,3)*", "12.3", "estimated", ("*",)),
        ("106 (предв.)", "106", "provisional", ()),
        ("106 (баалоо)", "106", "estimated", ()),
        ("106 (estimate)", "106", "estimated", ()),
        ("106 (предв.)*", "106", "provisional", ("*",)),
        ("1 234,5", "1234.5", "", ()),
        ("1\u00a0234,5", "1234.5", "", ()),
        ("8 337", "8337", "", ()),
        ("-5,5", "-5.5", "", ()),
        ("-1", "-1", "", ()),
        ("- 1", "-1", "", ()),
        ("0", "0", "", ()),
        ("12 чел.", "12", "", ()),
        (" 94.6 ", "94.6", "", ()),
        ("12345678901234,5", "12345678901234.5", "", ()),
    ],
)
def test_a_figure_is_read_with_its_quality_and_marks(written: str, value: str, quality: str, notes: tuple[str, ...]) -> None:
    assert text(written) == Reading(Decimal(value), quality=quality, notes=notes)


def test_a_mark_stays_with_a_sign_for_no_figure() -> None:
    assert text("-*") == Reading(state="no_data", mark="dash", notes=("*",))
    assert text("…1)") == Reading(state="no_data", notes=("1",))


def test_words_that_say_more_than_no_figure_are_kept_apart() -> None:
    assert [text(written).state for written in ("н/п", "неприменимо", "скрыто")] == [
        "not_applicable",
        "not_applicable",
        "not_safe",
    ]


def test_percent_is_given_as_a_person_sees_it() -> None:
    assert text("12,5 %") == Reading(Decimal("12.5"), percent=True)
    assert read_value(Cell("number", Decimal("0.125"), "12.5%", percent=True)) == Reading(Decimal("12.5"), percent=True)


def test_a_column_decides_what_a_lone_sign_parts() -> None:
    cell = Cell("text", "1,234", "1,234")
    assert read_value(cell, ",") == Reading(Decimal("1.234"))
    assert read_value(cell, ".") == Reading(Decimal("1234"))
    assert read_value(Cell("text", "(1,234)*", "(1,234)*"), ",") == Reading(Decimal("1.234"), quality="estimated", notes=("*",))


@pytest.mark.parametrize(
    "texts, sign",
    [
        (["12,3", "1,234"], ","),
        (["(0,5)", "7"], ","),
        (["12.3*", "1,234"], "."),
        (["1 234,567"], ","),
        (["1,234", "5"], ""),
        (["12,3", "12.3"], ""),
        (["1.234,5"], ","),
        (["1,234.5"], "."),
        (["1,234,567", "1,234"], "."),
        (["1.234.567"], ","),
        ([], ""),
        (["01.02.2023"], ""),
    ],
)
def test_the_decimal_sign_of_a_column_is_told_by_what_is_beyond_doubt(texts: list[str], sign: str) -> None:
    assert decimal_sign(texts) == sign


@given(st.text(max_size=30), st.sampled_from(["", ",", "."]))
def test_no_text_makes_it_fail_and_at_most_one_of_its_answers_speaks(written: str, decimal: str) -> None:
    reading = read_value(Cell("text", written, written), decimal)
    assert sum([reading.value is not None, bool(reading.state), bool(reading.problem)]) + reading.blank == 1


@given(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False), st.sampled_from(["", "*", "¹", " 1)"]), st.booleans()
)
def test_brackets_and_marks_never_change_a_figure(value: Decimal, mark: str, bracketed: bool) -> None:
    written = f"{value:.2f}".replace(".", ",")
    reading = text(f"({written}){mark}" if bracketed else f"{written}{mark}")
    assert (reading.value, bool(reading.notes), reading.quality == "estimated") == (value, bool(mark), bracketed)


@pytest.mark.parametrize("run", ["1 ", "12-", "(", "1)", " ", "*", "1"])
def test_a_text_as_long_as_a_cell_can_hold_is_words_and_looked_at_once(run: str) -> None:
    # A pattern that goes back over 30,000 letters would not come to an end while the test runs.
    assert text((run * 30_000)[:30_000]) == Reading(problem="text")
