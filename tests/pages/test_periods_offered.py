"""Which periods the page of an indicator offers: the series, and whatever else has something to explain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nap.facts import Period
from nap.plan import Plan
from nap.results import Board
from tests.charts.boards import H1, a_result
from ui.indicator import _periods

YEAR = Period(H1.year)


@pytest.mark.parametrize(
    ("code", "reported", "offered"),
    [("3.2", 1, [YEAR, H1]), ("3.2", 0, [H1]), ("2.1", 1, [H1])],
    ids=["a cascade has numbers without one of its own", "nothing came", "nothing but a number can be explained"],
)
def test_a_year_is_offered_where_something_came_for_it(
    example_plan: Plan, code: str, reported: int, offered: list[Period]
) -> None:
    half = a_result(code, "KG", None)
    board = Board.of(example_plan, [half, replace(half, period=YEAR, reported=reported)])
    indicator = example_plan.indicator(code)
    assert indicator is not None
    assert set(_periods(board, indicator, "KG", [half])) == set(offered)
