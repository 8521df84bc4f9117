"""The status rules in their order (docs/results.md), coverage, answers instead of figures, what a target is compared with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nap.facts import Status
from nap.plan import Baseline, Target, Thresholds
from nap.results import Goal, Reason, assess, compute, coverage
from tests.results.building import REGIONS, a_plan, only, row, seen

BASE = {"baseline": {"value": 0, "date": "2024-12-31"}}
YEARLY = {**BASE, "targets": [{"date": "2027-12-31", "value": 100}]}
WHOLE = {**BASE, "targets": [{"date": "2027-12-31", "value": 600, "over": "plan"}]}


def test_before_the_due_date_nothing_is_missing_yet() -> None:
    plan = a_plan({"type": "count"})
    found = [only(compute(plan, [], day), "KG-B", "2025-H1").status for day in (date(2025, 7, 14), date(2025, 7, 15))]
    assert found == [Status.NOT_DUE, Status.NO_DATA]


def test_an_answer_without_a_figure_is_no_data_even_before_it_is_due() -> None:
    plan = a_plan({"type": "count"})
    result = row(plan, [seen("P1", "KG-B", "2025-H1", state="no_data")], "KG-B", "2025-H1", as_of=date(2025, 7, 1))
    assert (result.status, result.reason, result.reported, result.expected) == (Status.NO_DATA, Reason.ANSWERED_NO_DATA, 0, 1)


def test_what_is_not_applicable_is_not_expected() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG-B", "KG-O"]})
    given = [seen("P1", "KG-B", "2025-H1", 4), seen("P1", "KG-O", "2025-H1", state="not_applicable")]
    country, osh = row(plan, given, "KG", "2025-H1"), row(plan, given, "KG-O", "2025-H1")
    assert (country.value, country.reported, country.expected) == (4, 1, 1)
    assert (osh.status, osh.reason, osh.expected) == (Status.NO_DATA, Reason.NOT_APPLICABLE, 0)


def test_what_was_not_safe_to_give_is_missing_and_the_reason_is_said() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG-B", "KG-O"]})
    given = [seen("P1", "KG-B", "2025-H1", 4), seen("P1", "KG-O", "2025-H1", state="not_safe")]
    country = row(plan, given, "KG", "2025-H1")
    assert (country.status, country.reason, country.reported, country.expected) == (Status.PARTIAL, Reason.NOT_SAFE, 1, 2)


def test_one_partners_not_applicable_leaves_the_others_question_open() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG-B"], "P2": ["KG-B"]})
    given = [seen("P1", "KG-B", "2025-H2", state="not_applicable")]
    open_still, late = (row(plan, given, "KG-B", "2025-H2", as_of=day) for day in (date(2025, 12, 31), date(2026, 1, 31)))
    assert (open_still.status, open_still.reason) == (Status.NOT_DUE, "")
    assert (late.status, late.reason, late.expected) == (Status.NO_DATA, "", 1)


def test_a_sum_over_the_plan_takes_the_longest_figures_there_are() -> None:
    goal = {"baseline": {"value": 0, "date": "2024-12-31"}, "targets": [{"date": "2027-12-31", "value": 10, "over": "plan"}]}
    plan = a_plan({"type": "count", "frequency": "quarter", **goal}, partners={"P1": ["KG"]}, frequency="quarter", coverage=0)
    assert row(plan, [seen("P1", "KG", "2025-H1", 10)], "KG", "2025-H1").status == Status.ACHIEVED


def test_the_last_year_to_date_figure_tells_the_whole_year_of_a_sum_over_the_plan() -> None:
    goal = {"baseline": {"value": 0, "date": "2024-12-31"}, "targets": [{"date": "2027-12-31", "value": 40, "over": "plan"}]}
    plan = a_plan({"type": "count", "accumulation": "ytd", "frequency": "month", **goal}, partners={"P1": ["KG"]}, coverage=0)
    given = [seen("P1", "KG", "2025-04", 10), seen("P1", "KG", "2025-05", 40)]
    found = [row(plan, given, "KG", month) for month in ("2025-04", "2025-05")]
    assert [(each.value, each.status) for each in found] == [(None, Status.NOT_ASSESSABLE), (30, Status.ACHIEVED)]


def test_a_regions_sum_over_the_plan_starts_from_nothing() -> None:
    target = {"date": "2027-12-31", "value": 10, "over": "plan"}
    goal = {"baseline": {"value": 80, "date": "2024-12-31"}, "regional_targets": {"KG-B": [target]}}
    plan = a_plan({"type": "count", **goal})
    assert row(plan, [seen("P1", "KG-B", "2025-H1", 10)], "KG-B", "2025-H1").status == Status.ACHIEVED


def test_a_milestone_not_reached_is_judged_by_the_day_it_was_told() -> None:
    goal = {"baseline": {"value": 0, "date": "2024-12-31"}, "targets": [{"date": "2025-12-31", "value": 1}]}
    plan = a_plan({"type": "milestone", **goal}, partners={"P1": ["KG"]}, coverage=0)
    told = [row(plan, [seen("P1", "KG", "2025-H1", value)], "KG", "2025-H2").status for value in (0, 1)]
    assert told == [Status.OFF_TRACK, Status.ACHIEVED]


def test_a_region_is_never_rated_from_the_countrys_running_total() -> None:
    target = {"date": "2027-12-31", "value": 100}
    goal = {"baseline": {"value": 80, "date": "2024-12-31"}, "regional_targets": {"KG-B": [target]}}
    plan = a_plan({"type": "count", "accumulation": "since_start", **goal})
    result = row(plan, [seen("P1", "KG-B", "2025-H1", 20)], "KG-B", "2025-H1")
    assert (result.status, result.reason) == (Status.NOT_ASSESSABLE, Reason.NO_BASELINE)


def test_a_state_given_as_not_safe_is_not_filled_from_the_period_before() -> None:
    given = [seen("P1", "KG-B", "2025-H1", 4), seen("P1", "KG-B", "2025-H2", state="not_safe")]
    assert row(a_plan({"type": "stock"}), given, "KG-B", "2025-H2").value is None


def test_a_low_sum_with_parts_missing_is_partial_and_not_off_track() -> None:
    plan = a_plan({"type": "count", **YEARLY}, partners={"P1": ["KG", "KG-B"]})
    result = row(plan, [seen("P1", "KG", "2025-H1", 1)], "KG", 2025)
    assert (result.status, result.progress, result.pace) == (Status.PARTIAL, None, None)


def test_pooled_percentages_are_rated_whatever_came() -> None:
    plan = a_plan({"type": "percentage", **YEARLY}, partners={"P1": list(REGIONS)})
    result = row(plan, [seen("P1", "KG-B", "2025-H2", (1, 2))], "KG", "2025-H2")
    assert (result.status, result.reported, result.expected) == (Status.ON_TRACK, 1, 9)


def test_exactly_the_share_of_the_coverage_threshold_is_enough() -> None:
    plan = a_plan({"type": "count", "frequency": "year", **YEARLY}, partners={"P1": list(REGIONS[:5])})
    given = [seen("P1", place, 2025, 10) for place in REGIONS[:4]]
    assert row(plan, given, "KG", 2025).status == Status.ON_TRACK
    assert row(plan, given[:3], "KG", 2025).status == Status.PARTIAL


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"baseline": None}, Reason.NO_BASELINE),
        ({"targets": []}, Reason.NO_TARGET),
        ({"comparable": False}, Reason.BREAK_IN_SERIES),
        ({"baseline": {"value": 0, "date": "2025-12-31"}}, Reason.BEFORE_BASELINE),
        ({"baseline": None, "targets": [], "comparable": False}, Reason.NO_BASELINE),
    ],
)
def test_what_cannot_be_assessed_says_why(change: dict[str, Any], reason: Reason) -> None:
    indicator = {"type": "stock", **YEARLY, **change}
    plan = a_plan({key: value for key, value in indicator.items() if value is not None}, partners={"P1": ["KG"]})
    result = row(plan, [seen("P1", "KG", "2025-H2", 5)], "KG", "2025-H2")
    assert (result.status, result.reason, result.progress) == (Status.NOT_ASSESSABLE, reason, None)


@pytest.mark.parametrize(
    ("since", "measured", "rated"),
    [("2025-01-01", "2024-12-31", False), ("2025-01-01", "2025-06-30", True), ("2025-06-30", "2025-06-30", True)],
)
def test_a_broken_series_is_rated_only_against_a_baseline_behind_the_break(since: str, measured: str, rated: bool) -> None:
    goal = {"baseline": {"value": 0, "date": measured}, "targets": [{"date": "2027-12-31", "value": 9}]}
    plan = a_plan({"type": "stock", "comparable": False, "valid_from": since, **goal}, partners={"P1": ["KG"]})
    result = row(plan, [seen("P1", "KG", "2025-H2", 9)], "KG", "2025-H2")
    assert (result.status == Status.ACHIEVED, result.reason == Reason.BREAK_IN_SERIES) == (rated, not rated)


def test_nothing_is_carried_past_the_end_of_an_indicator() -> None:
    plan = a_plan({"type": "stock", "valid_to": "2025-06-30"})
    given = [seen("P1", "KG-B", "2025-H1", 7)]
    found = [row(plan, given, "KG-B", period) for period in ("2025-H1", "2025", "2025-H2", "2026-H1")]
    assert [(each.value, each.carried, each.expected) for each in found] == [(7, 0, 1), (7, 0, 1), (None, 0, 0), (None, 0, 0)]


def test_a_target_equal_to_the_baseline_has_no_way_to_measure() -> None:
    five = Decimal(5)
    goal = Goal("increase", Baseline(five, date(2024, 12, 31)), (Target(date(2027, 12, 31), five),))
    low = assess(goal, Decimal(4), date(2025, 12, 31), Thresholds())
    assert (low.status, low.reason, low.progress) == (Status.NOT_ASSESSABLE, Reason.BASELINE_EQUALS_TARGET, None)


def test_a_target_for_a_year_is_never_judged_on_half_of_it() -> None:
    plan = a_plan({"type": "count", **YEARLY}, partners={"P1": ["KG"]})
    given = [seen("P1", "KG", "2025-H1", 20), seen("P1", "KG", "2025-H2", 20)]
    half, year = row(plan, given, "KG", "2025-H2"), row(plan, given, "KG", 2025)
    assert (half.value, half.status, half.reason) == (20, Status.NOT_ASSESSABLE, Reason.PART_OF_YEAR)
    assert (year.value, year.status) == (40, Status.ON_TRACK)


def test_a_running_year_is_not_judged_even_when_most_of_it_came() -> None:
    plan = a_plan({"type": "count", "frequency": "month", **YEARLY}, partners={"P1": ["KG"]})
    given = [seen("P1", "KG", f"2025-{month:02}", 20) for month in range(1, 12)]
    year = row(plan, given, "KG", 2025, as_of=date(2025, 12, 15))
    assert (year.reported, year.expected, year.reason) == (11, 12, Reason.PART_OF_YEAR)


def test_a_target_over_the_plan_is_compared_with_the_sum_since_the_baseline() -> None:
    plan = a_plan({"type": "count", **WHOLE}, partners={"P1": ["KG"]})
    given = [seen("P1", "KG", period, 100) for period in ("2024-H2", "2025-H1", "2025-H2", "2026-H1")]
    half = row(plan, given, "KG", "2026-H1")
    assert (half.value, half.progress, half.status) == (100, 0.5, Status.ON_TRACK)
    assert row(plan, given, "KG", 2025).progress == row(plan, given, "KG", "2025-H2").progress


def test_year_to_date_figures_over_the_plan_add_up_their_years() -> None:
    plan = a_plan({"type": "count", "accumulation": "ytd", **WHOLE}, partners={"P1": ["KG"]})
    given = [seen("P1", "KG", period, value) for period, value in (("2025-H1", 100), ("2025-H2", 200), ("2026-H1", 100))]
    assert row(plan, given, "KG", "2026-H1").progress == 0.5


def test_a_sum_since_the_baseline_with_gaps_is_partial() -> None:
    plan = a_plan({"type": "count", **WHOLE}, partners={"P1": ["KG"]})
    result = row(plan, [seen("P1", "KG", "2025-H2", 10)], "KG", "2025-H2")
    assert (result.value, result.status, result.reason) == (10, Status.PARTIAL, Reason.EARLIER_PERIODS_PARTIAL)


def test_a_region_has_its_own_target_or_none() -> None:
    regional = {"regional_targets": {"KG-B": [{"date": "2027-12-31", "value": 50}]}}
    plan = a_plan({"type": "stock", **YEARLY, **regional}, partners={"P1": ["KG-B", "KG-O"]})
    given = [seen("P1", place, "2025-H2", 50) for place in ("KG-B", "KG-O")]
    assert row(plan, given, "KG-B", "2025-H2").status == Status.ACHIEVED
    assert row(plan, given, "KG-O", "2025-H2").reason == Reason.NO_TARGET


def test_married_before_18_in_two_regions_is_judged_from_where_each_stood() -> None:
    goal = {
        "targets": [{"date": "2025-12-31", "value": 9}],
        "direction": "decrease",
        "regions": "national_row",
        "frequency": "year",
    }
    stood = {"KG-J": {"value": 13.6, "date": "2018-12-31"}, "KG-B": {"value": 14.4, "date": "2018-12-31"}}
    regional = {"regional_baselines": stood, "regional_targets": {place: goal["targets"] for place in stood}}
    plan = a_plan({"type": "percentage", **goal, **regional}, partners={"P1": ["KG", "KG-J", "KG-B"]})
    given = [seen("P1", "KG-J", 2025, 19.5), seen("P1", "KG-B", 2025, 8.9)]
    assert row(plan, given, "KG-J", 2025).status == Status.NOT_ACHIEVED
    assert row(plan, given, "KG-J", 2025).progress < 0
    assert row(plan, given, "KG-B", 2025).status == Status.ACHIEVED


def test_a_regions_part_of_a_national_sum_is_not_taken_for_its_baseline() -> None:
    regional = {"regional_targets": {"KG-B": [{"date": "2027-12-31", "value": 12}]}}
    plan = a_plan(
        {"type": "stock", **YEARLY, "baseline": {"value": 20, "date": "2024-12-31"}, **regional}, partners={"P1": ["KG-B"]}
    )
    assert row(plan, [seen("P1", "KG-B", "2025-H2", 7)], "KG-B", "2025-H2").reason == Reason.NO_BASELINE


def test_a_carried_value_is_judged_by_the_day_it_is_from() -> None:
    plan = a_plan({"type": "index", "frequency": "year", **YEARLY}, partners={"P1": ["KG"]})
    results = compute(plan, [seen("P1", "KG", 2025, 33)], date(2026, 12, 31))
    first, later = only(results, "KG", 2025), only(results, "KG", 2026)
    assert (later.value, later.carried, later.reported) == (33, 1, 0)
    assert (later.pace, later.status) == (first.pace, first.status)


def test_parts_of_a_total_are_shown_and_not_rated() -> None:
    split = [{"by": "sex", "categories": ["F", "M"], "required": False, "disjoint": True, "complete": True}]
    plan = a_plan({"type": "stock", "counts": "people", "breakdowns": split, **YEARLY}, partners={"P1": ["KG"]})
    given = [seen("P1", "KG", "2025-H2", 40), seen("P1", "KG", "2025-H2", 30, breakdown="sex=F")]
    part = row(plan, given, "KG", "2025-H2", "sex=F")
    assert (part.value, part.progress, part.pace, part.status) == (30, None, None, Status.NOT_ASSESSABLE)
    assert part.reason == Reason.OF_THE_TOTAL


def test_coverage_counts_cells_of_each_partner_and_return() -> None:
    plan = a_plan(
        {"type": "count"},
        {"type": "stock", "frequency": "year"},
        {"type": "narrative"},
        partners={"P1": ["KG-B", "KG-O"], "P2": ["KG"]},
    )
    given = [
        seen("P1", "KG-B", "2025-H1", 0),
        seen("P1", "KG-O", "2025-H1", state="not_applicable"),
        seen("P1", "KG-B", "2025-H2", state="no_data"),
        seen("P1", "KG-B", 2025, 3, indicator="1.2"),
        seen("P2", "KG", "2026-H1", 3),
    ]
    found = {
        (each.partner, str(each.period)): (each.reported, each.expected) for each in coverage(plan, given, date(2025, 12, 31))
    }
    assert found == {("P1", "2025-H1"): (1, 1), ("P1", "2025-H2"): (1, 4), ("P2", "2025-H1"): (0, 1), ("P2", "2025-H2"): (0, 2)}


def test_evidence_beside_the_leads_figure_is_never_missing() -> None:
    both = {"P1": ["KG-B"], "P2": ["KG-B"]}
    plan = a_plan({"type": "count", "partners": "lead_only", "lead": "P1", "reported_by": ["P1", "P2"], **YEARLY}, partners=both)
    given = [seen("P1", "KG-B", "2025-H1", 5), seen("P2", "KG-B", "2025-H1", 5)]
    found = row(plan, given[:1], "KG-B", "2025-H1")
    assert (found.value, found.reported, found.expected) == (5, 1, 1)
    assert found.status is not Status.PARTIAL
    told = {each.partner: (each.reported, each.expected) for each in coverage(plan, given, date(2025, 6, 30))}
    assert told == {"P1": (1, 1), "P2": (0, 0)}
