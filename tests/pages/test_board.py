"""Which result stands for a period, against the plainest way of saying it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as some

from nap.facts import Frequency, Period, Result, Status
from nap.plan import Indicator, Plan
from ui.results import Board, status_counts

FREQUENCIES = (Frequency.HALF_YEAR, Frequency.YEAR)
PERIODS = sorted(part for year in (2024, 2025, 2026) for frequency in FREQUENCIES for part in Period(year).parts(frequency))


def a_result(period: Period, **more: object) -> Result:
    given = {"value": Decimal(1), "reported": 1, "expected": 1, "status": Status.ON_TRACK} | more
    return Result("2.1", "KG", period, **given)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def trained(example_plan: Plan) -> Indicator:
    found = example_plan.indicator("2.1")
    assert found is not None
    return found


@given(kept=some.sets(some.sampled_from(PERIODS)), asked=some.sampled_from(PERIODS))
def test_the_period_itself_else_the_latest_of_the_indicators_own(example_plan: Plan, kept: set[Period], asked: Period) -> None:
    indicator = example_plan.indicator("2.1")
    assert indicator is not None
    board = Board.of(example_plan, [a_result(period) for period in sorted(kept)])
    own = [period for period in sorted(kept) if period.end <= asked.end and period.frequency is indicator.frequency]
    expected = asked if asked in kept else (own or [None])[-1]
    found = board.at(indicator, "KG", asked)
    assert (found.period if found else None) == expected


def test_where_nothing_was_asked_for_nothing_stands(example_plan: Plan, trained: Indicator) -> None:
    silent = a_result(PERIODS[0], value=None, reported=0, expected=0, status=Status.NO_DATA)
    assert Board.of(example_plan, [silent]).at(trained, "KG", PERIODS[0]) is None


def test_words_that_nobody_was_asked_for_are_silent_too(example_plan: Plan, trained: Indicator) -> None:
    unrated = a_result(PERIODS[0], value=None, reported=0, expected=0, status=Status.NOT_ASSESSABLE, reason="narrative")
    hidden = a_result(PERIODS[1], value=None, reported=0, expected=0, status=Status.SUPPRESSED)
    board = Board.of(example_plan, [unrated, hidden])
    assert (board.at(trained, "KG", PERIODS[0]), board.at(trained, "KG", PERIODS[1])) == (None, hidden)


def test_a_missing_answer_is_no_silence(example_plan: Plan, trained: Indicator) -> None:
    missing = a_result(PERIODS[0], value=None, reported=0, expected=2, status=Status.NO_DATA)
    assert Board.of(example_plan, [missing]).at(trained, "KG", PERIODS[0]) == missing


def test_parts_of_a_total_are_not_counted_again(example_plan: Plan) -> None:
    board = Board.of(example_plan, [a_result(PERIODS[0]), a_result(PERIODS[0], breakdown="sex=F")])
    assert sum(len(found) for found in board.totals.values()) == 1


def test_counts_come_in_the_order_of_the_signs_and_leave_out_the_silent() -> None:
    results = [a_result(PERIODS[0], status=status) for status in (Status.NO_DATA, Status.ACHIEVED, Status.ACHIEVED)]
    assert status_counts([*results, None]) == [(Status.ACHIEVED, 2), (Status.NO_DATA, 1)]
