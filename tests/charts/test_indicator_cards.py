"""Indicators as cards: hidden stays hidden in every attribute, the way is never told as whole too early, texts are escaped."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from nap.charts.cells import Amount, Link, Mark
from nap.charts.figure import Figure
from nap.charts.indicator_cards import as_cards
from nap.facts import Period, Result, Status

NAME = Link("2.1 <b>Committees</b>", "/indicator?indicator=2.1&period=2026")


def a_figure(value: Amount, mark: Mark) -> Figure:
    header = ("Indicator", "Baseline", "Value", "Status", "Target", "Coverage")
    row = (NAME, "20 (2013)", value, mark, "40 (2027)", "3 of 3 reported")
    return Figure(title="t", words="w", caption="c", header=header, rows=(row,), name="n")


def a_result(progress: str | None, status: Status = Status.BEHIND) -> Result:
    return Result("2.1", "KG", Period.parse("2026"), progress=None if progress is None else Decimal(progress), status=status)


def test_a_list_without_rows_has_no_cards() -> None:
    empty = Figure(title="t", words="w", caption="c", header=("Indicator",), rows=(), name="n")
    assert as_cards("en", empty, []) is empty


def test_of_a_hidden_figure_no_size_and_no_number_is_drawn() -> None:
    hidden = a_figure(Amount("hidden"), Mark("*", "Hidden", "suppressed"))
    drawn = as_cards("en", hidden, [a_result(None, Status.SUPPRESSED)])
    assert "width" not in drawn.markup
    assert "%" not in drawn.markup
    assert drawn.rows[0][-1] == ""


def test_texts_are_escaped() -> None:
    drawn = as_cards("en", a_figure(Amount("27", Decimal(27)), Mark("◆", "Behind", "behind")), [a_result("0.35")])
    assert "<b>Committees" not in drawn.markup
    assert "&amp;period=2026" in drawn.markup


@pytest.mark.parametrize(
    ("progress", "told", "wide"),
    [
        ("0.3589", "36%", "36"),
        ("0.125", "13%", "13"),
        ("0.9999", "99%", "99"),
        ("1", "100%", "100"),
        ("1.25", "125%", "100"),
        ("-0.4", "−40%", "0"),
    ],
)
def test_words_table_and_bar_say_the_same_way(progress: str, told: str, wide: str) -> None:
    drawn = as_cards("en", a_figure(Amount("27", Decimal(27)), Mark("◆", "Behind", "behind")), [a_result(progress)])
    cell = drawn.rows[0][-1]
    assert isinstance(cell, Amount)
    assert cell.text == told
    assert told in drawn.markup
    assert re.findall(r"width:([\d.]+)%", drawn.markup) == [wide]


def test_a_step_back_smaller_than_a_percent_is_no_standstill() -> None:
    drawn = as_cards("en", a_figure(Amount("27", Decimal(27)), Mark("◆", "Behind", "behind")), [a_result("-0.004")])
    assert drawn.rows[0][-1] == Amount("−1%", Decimal(-1))


def test_small_print_has_no_dot_after_a_full_stop_and_none_that_begins_a_line() -> None:
    mark = Mark("-", "No data", "no_data", small="The partner answered: no data.\n2025")
    drawn = as_cards("en", a_figure(Amount("no value"), mark), [a_result(None)])
    assert "no data. 2025\N{NO-BREAK SPACE}· 3 of 3 reported" in drawn.markup
