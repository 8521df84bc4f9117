"""Which result stands for a period, against the plainest way of saying it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as some

from nap.facts import Frequency, Period, Result, Status
from nap.plan import Indicator, Plan
from nap.results import Board
from nap.results.board import ORDER, RATED

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


def test_parts_are_found_by_their_total(example_plan: Plan) -> None:
    total, women, elsewhere = (
        a_result(PERIODS[0]),
        a_result(PERIODS[0], breakdown="sex=F"),
        a_result(PERIODS[1], breakdown="sex=F"),
    )
    assert Board.of(example_plan, [total, women, elsewhere]).parts(total) == [women]


def two_periods(plan: Plan, then: Status | None, now: Status | None) -> Board:
    given = zip(HALVES, (then, now), strict=True)
    return Board.of(plan, [a_result(period, status=status) for period, status in given if status is not None])


HALVES = Period(2025).parts(Frequency.HALF_YEAR)
JUDGED = some.sampled_from(RATED)
ANY = some.one_of(some.none(), some.sampled_from(ORDER))


@given(counted=some.lists(ANY, max_size=12))
def test_a_tally_loses_nobody(example_plan: Plan, counted: list[Status | None]) -> None:
    indicators = list(example_plan.indicators)[: len(counted)]
    kept = list(zip(indicators, counted, strict=False))
    results = [replace(a_result(HALVES[0], status=status), indicator=one.code) for one, status in kept if status]
    tally = Board.of(example_plan, results).tally(indicators, "KG", HALVES[0])
    assert tally.of + tally.silent == len(indicators)
    assert tally.assessed == sum(status in RATED for _, status in kept)
    assert list(tally.counts) == sorted(tally.counts, key=ORDER.index)


def test_a_tally_adds_up_what_came_of_what_was_expected(example_plan: Plan, trained: Indicator) -> None:
    board = Board.of(example_plan, [a_result(HALVES[0], reported=2, expected=5)])
    tally = board.tally([trained], "KG", HALVES[0])
    assert (tally.reported, tally.expected) == (2, 5)


@given(then=JUDGED, now=JUDGED)
def test_worse_is_the_other_way_round_of_better(example_plan: Plan, trained: Indicator, then: Status, now: Status) -> None:
    there = two_periods(example_plan, then, now).changes([trained], "KG", *HALVES)
    back = two_periods(example_plan, now, then).changes([trained], "KG", *HALVES)
    opposite = {"worse": "better", "better": "worse"}
    assert [opposite[change.kind] for change in there] == [change.kind for change in back]
    assert bool(there) == (then is not now)


def test_on_track_to_behind_is_worse(example_plan: Plan, trained: Indicator) -> None:
    (change,) = two_periods(example_plan, Status.ON_TRACK, Status.BEHIND).changes([trained], "KG", *HALVES)
    assert change.kind == "worse"


@pytest.mark.parametrize(("then", "now", "kind"), [(None, "behind", "rated"), ("behind", "suppressed", "unrated")])
def test_to_be_judged_first_or_no_longer_is_told_apart(
    example_plan: Plan, trained: Indicator, then: str | None, now: str, kind: str
) -> None:
    board = two_periods(example_plan, Status(then) if then else None, Status(now))
    assert [change.kind for change in board.changes([trained], "KG", *HALVES)] == [kind]


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        ("on_track", "off_track", "off_track"),
        ("regressing", "regressing", "off_track"),
        ("achieved", "on_track", "worse"),
        ("on_track", "no_data", "not_reported"),
        ("on_track", "partial", "not_reported"),
    ],
)
def test_what_needs_a_look_first(example_plan: Plan, trained: Indicator, then: str, now: str, kind: str) -> None:
    board = two_periods(example_plan, Status(then), Status(now))
    assert [concern.kind for concern in board.concerns([trained], "KG", *HALVES)] == [kind]


@pytest.mark.parametrize("now", ["achieved", "on_track", "behind", "too_early", "context", "suppressed", "not_due"])
def test_what_stands_as_before_or_better_needs_no_look(example_plan: Plan, trained: Indicator, now: str) -> None:
    board = two_periods(example_plan, Status.BEHIND, Status(now))
    assert board.concerns([trained], "KG", *HALVES) == []


def test_an_audience_is_offered_only_the_indicators_it_has_results_of(example_plan: Plan) -> None:
    board = Board.of(example_plan, [a_result(HALVES[0])])
    assert [one.code for one in board.indicators()] == ["2.1"]
    assert board.indicators("O1") == []


def test_periods_of_a_map_are_those_with_a_figure_or_a_hidden_one_in_a_region(example_plan: Plan, trained: Indicator) -> None:
    region = example_plan.regions.level("region")[0].code
    there = [
        replace(one, region=region) for one in (a_result(HALVES[0]), a_result(HALVES[1], value=None, status=Status.SUPPRESSED))
    ]
    missing = replace(a_result(Period(2025), value=None, status=Status.NO_DATA), region=region)
    assert Board.of(example_plan, [*there, missing, a_result(Period(2024))]).shown(trained) == list(HALVES)
