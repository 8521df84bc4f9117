"""What accepted figures add up to: partners, places, periods, and what is left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nap.facts import Status
from nap.results import Reason, compute
from tests.results.building import REGIONS, a_plan, only, row, seen

TWO = {"P1": ["KG-B"], "P2": ["KG-B"]}
NINE = {"P1": list(REGIONS)}


def test_a_blank_is_missing_and_never_zero() -> None:
    result = row(a_plan({"type": "count"}), [], "KG-B", "2025-H1")
    assert (result.value, result.reported, result.expected, result.status) == (None, 0, 1, Status.NO_DATA)


def test_partners_that_are_not_combined_give_no_figure_where_several_reported() -> None:
    plan = a_plan({"type": "count", "partners": "none"}, partners=TWO)
    both = row(plan, [seen("P1", "KG-B", "2025-H1", 5), seen("P2", "KG-B", "2025-H1", 7)], "KG-B", "2025-H1")
    assert (both.value, both.reason, both.reported) == (None, Reason.NOT_COMBINED, 2)
    assert row(plan, [seen("P2", "KG-B", "2025-H1", 7)], "KG-B", "2025-H1").value == 7


def test_only_the_lead_counts_where_the_plan_says_so() -> None:
    plan = a_plan({"type": "count", "partners": "lead_only", "lead": "P1"}, partners=TWO)
    result = row(plan, [seen("P1", "KG-B", "2025-H1", 5), seen("P2", "KG-B", "2025-H1", 7)], "KG-B", "2025-H1")
    assert (result.value, result.reported, result.expected) == (5, 1, 1)


def test_at_least_holds_within_one_period_and_not_in_the_sum_over_the_year() -> None:
    plan = a_plan({"type": "count", "counts": "people", "partners": "max"}, partners=TWO)
    given = [seen(who, "KG-B", f"2025-H{half}", 10 * half + n) for half in (1, 2) for n, who in enumerate(("P1", "P2"))]
    assert row(plan, given, "KG-B", "2025-H2").at_least is True
    year = row(plan, given, "KG-B", 2025)
    assert (year.value, year.at_least) == (11 + 21, False)


def test_one_partner_alone_is_exact_and_not_at_least() -> None:
    plan = a_plan({"type": "count", "counts": "people", "partners": "max"}, partners=TWO)
    assert row(plan, [seen("P1", "KG-B", "2025-H1", 10)], "KG-B", "2025-H1").at_least is False


def test_more_than_stays_at_least_in_every_sum() -> None:
    plan = a_plan({"type": "money"}, partners=NINE)
    given = [seen("P1", "KG-B", "2025-H1", 40000, quality="more_than"), seen("P1", "KG-O", "2025-H2", 1)]
    country = row(plan, given, "KG", 2025)
    assert (country.value, country.at_least) == (40001, True)


def test_a_reported_country_row_wins_and_the_regions_stand_beside_it() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG", "KG-B", "KG-O"]})
    given = [seen("P1", "KG", "2025-H1", 267), seen("P1", "KG-B", "2025-H1", 200), seen("P1", "KG-O", "2025-H1", 66)]
    country = row(plan, given, "KG", "2025-H1")
    assert (country.value, country.parts_sum) == (267, 266)


def test_a_half_year_without_a_country_row_is_added_from_its_regions() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG", "KG-B"]})
    given = [seen("P1", "KG", "2025-H1", 100), seen("P1", "KG-B", "2025-H1", 60), seen("P1", "KG-B", "2025-H2", 30)]
    assert row(plan, given, "KG", 2025).value == 130


def test_districts_count_only_where_their_partner_gave_no_region_row() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG-B", "41705214", "41705236"], "P2": ["41705214"]})
    districts = [seen("P1", "41705214", "2025-H1", 40), seen("P1", "41705236", "2025-H1", 25)]
    assert row(plan, districts, "KG-B", "2025-H1").value == 65
    with_region = [*districts, seen("P1", "KG-B", "2025-H1", 70)]
    assert row(plan, with_region, "KG-B", "2025-H1").value == 70
    assert row(plan, [*with_region, seen("P2", "41705214", "2025-H1", 3)], "KG-B", "2025-H1").value == 73


def test_districts_that_disagree_with_their_partners_region_row_stand_beside_it() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG-B", "41705236"], "P2": ["KG-B"]})
    agreeing = [seen("P1", "KG-B", "2025-H1", 50), seen("P1", "41705236", "2025-H1", 50), seen("P2", "KG-B", "2025-H1", 20)]
    assert (row(plan, agreeing, "KG-B", "2025-H1").value, row(plan, agreeing, "KG-B", "2025-H1").parts_sum) == (70, None)
    disputed = [*agreeing[1:], seen("P1", "KG-B", "2025-H1", 60), seen("P1", "KG-B", "2025-H2", 5)]
    region = row(plan, disputed, "KG-B", "2025-H1")
    assert (region.value, region.parts_sum) == (80, 70)
    year, country = row(plan, disputed, "KG-B", 2025), row(plan, disputed, "KG", 2025)
    assert (year.value, year.parts_sum) == (85, 75)
    assert (country.value, country.parts_sum) == (85, None)


def test_what_the_regions_add_up_to_stands_beside_the_country_for_the_year_as_well() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG-B"], "P2": ["KG"]})
    halves = [seen("P2", "KG", "2025-H1", 100), seen("P1", "KG-B", "2025-H1", 90), seen("P1", "KG-B", "2025-H2", 30)]
    year = row(plan, halves, "KG", 2025)
    assert (year.value, year.parts_sum) == (130, 120)


def test_survey_shares_of_regions_give_no_national_figure() -> None:
    plan = a_plan({"type": "percentage", "regions": "national_row", "frequency": "year"}, partners={"P1": ["KG-B", "KG-O"]})
    country = row(plan, [seen("P1", "KG-B", 2025, 73.9), seen("P1", "KG-O", 2025, 45.9)], "KG", 2025)
    assert (country.value, country.status, country.reason) == (None, Status.NOT_ASSESSABLE, Reason.NOT_ADDED_UP)


def test_levels_of_a_scale_are_never_averaged() -> None:
    plan = a_plan({"type": "ordinal"}, partners={"P1": ["KG-B", "KG-O"]})
    given = [seen("P1", "KG-B", "2025-H1", 2), seen("P1", "KG-O", "2025-H1", 0)]
    assert row(plan, given, "KG-B", "2025-H1").value == 2
    assert row(plan, given, "KG", "2025-H1").value is None


def test_a_share_given_without_its_parts_cannot_be_pooled() -> None:
    plan = a_plan({"type": "percentage"}, partners={"P1": ["KG-B", "KG-O"]})
    country = row(plan, [seen("P1", "KG-B", "2025-H1", (1, 4)), seen("P1", "KG-O", "2025-H1", 50)], "KG", "2025-H1")
    assert (country.value, country.reason) == (None, Reason.PARTS_MISSING)


def test_a_zero_denominator_is_no_percentage() -> None:
    result = row(a_plan({"type": "percentage"}), [seen("P1", "KG-B", "2025-H1", (0, 0))], "KG-B", "2025-H1")
    assert (result.value, result.reported, result.reason) == (None, 1, Reason.DENOMINATOR_ZERO)


@pytest.mark.parametrize(("kind", "times"), [("percentage", 100), ("rate", 100000), ("ratio", 1)])
def test_ratios_are_pooled_and_then_multiplied(kind: str, times: int) -> None:
    plan = a_plan({"type": kind, "accumulation": "flow"}, partners=NINE)
    given = [seen("P1", "KG-B", "2025-H1", (1, 8)), seen("P1", "KG-O", "2025-H2", (3, 8))]
    year = row(plan, given, "KG", 2025)
    assert (year.value, year.numerator, year.denominator) == (Decimal(times) / 4, 4, 16)


def test_a_year_to_date_figure_without_its_predecessor_gives_nothing_for_the_period_but_the_year() -> None:
    plan = a_plan({"type": "count", "accumulation": "ytd", "frequency": "quarter"})
    given = [seen("P1", "KG-B", "2025-Q2", 90), seen("P1", "KG-B", "2025-Q4", 200)]
    second = row(plan, given, "KG-B", "2025-Q2")
    assert (second.value, second.reason, second.reported) == (None, Reason.EARLIER_PERIOD_MISSING, 1)
    assert row(plan, given, "KG-B", "2025-H1").value == 90
    assert row(plan, given, "KG-B", "2025-H2").value == 110
    year = row(plan, given, "KG-B", 2025)
    assert (year.value, year.reported, year.expected) == (200, 1, 1)


def test_a_running_total_shows_its_increment_beside_it() -> None:
    plan = a_plan({"type": "count", "accumulation": "since_start"})
    given = [seen("P1", "KG-B", f"{year}-H2", total) for year, total in ((2025, 320), (2026, 428))]
    given.append(seen("P1", "KG-B", "2025-H1", 100))
    assert [(each.value, each.increment) for each in (row(plan, given, "KG-B", at) for at in ("2025-H1", "2025", "2026"))] == [
        (100, 100),
        (320, 320),
        (428, 108),
    ]
    assert row(plan, given, "KG-B", "2026-H2").increment is None


def test_a_state_is_carried_for_one_year_and_never_counted_as_reported() -> None:
    plan = a_plan({"type": "stock"})
    given = [seen("P1", "KG-B", "2025-H1", 7)]
    found = [row(plan, given, "KG-B", period) for period in ("2025-H1", "2025-H2", "2026-H1", "2026-H2", "2026")]
    assert [(each.value, each.reported, each.carried) for each in found] == [
        (7, 1, 0),
        (7, 0, 1),
        (7, 0, 1),
        (None, 0, 0),
        (None, 0, 0),
    ]
    assert found[1].status == Status.PARTIAL


def test_a_flow_is_never_carried() -> None:
    assert row(a_plan({"type": "count"}), [seen("P1", "KG-B", "2025-H1", 7)], "KG-B", "2025-H2").value is None


def test_a_milestone_once_reached_stays_reached() -> None:
    plan = a_plan({"type": "milestone", "frequency": "year"}, partners={"P1": ["KG-B", "KG-O"]})
    given = [seen("P1", "KG-B", 2025, 1), seen("P1", "KG-O", 2025, 0), seen("P1", "KG-B", 2026, 0)]
    country = [row(plan, given, "KG", year) for year in (2025, 2026, 2027)]
    assert [(each.value, each.reported, each.carried) for each in country] == [(1, 2, 0), (1, 1, 1), (1, 0, 1)]


def test_two_partners_in_one_region_make_one_region_that_reached_the_milestone() -> None:
    plan = a_plan({"type": "milestone", "frequency": "year"}, partners=TWO)
    result = row(plan, [seen("P1", "KG-B", 2025, 1), seen("P2", "KG-B", 2025, 1)], "KG", 2025)
    assert (result.value, result.at_least) == (1, False)


def test_a_list_counts_its_items_and_is_never_rated() -> None:
    plan = a_plan({"type": "list", "partners": "list"}, partners=TWO)
    result = row(plan, [seen("P1", "KG-B", "2025-H1", 2), seen("P2", "KG-B", "2025-H2", 3)], "KG", 2025)
    assert (result.value, result.status, result.reason) == (5, Status.NOT_ASSESSABLE, Reason.NOT_NUMERIC)


def test_the_steps_of_a_cascade_are_added_each_by_itself() -> None:
    plan = a_plan({"type": "cascade", "direction": "none"}, partners=NINE)
    given = [seen("P1", place, "2025-H1", 5, breakdown="step=REPORTED") for place in ("KG-B", "KG-O")]
    given += [seen("P1", "KG-B", "2025-H1", 2, breakdown="step=SENTENCED")]
    results = compute(plan, given, date(2025, 12, 31))
    assert only(results, "KG", "2025-H1", "step=REPORTED").value == 10
    assert only(results, "KG", "2025-H1", "step=SENTENCED").value == 2
    assert only(results, "KG", "2025-H1").reported == 2


def test_history_for_a_whole_year_stands_for_the_year_of_a_half_yearly_indicator() -> None:
    plan = a_plan(
        {"type": "count", "baseline": {"value": 0, "date": "2011-12-31"}, "targets": [{"date": "2027-12-31", "value": 9}]}
    )
    year = row(plan, [seen("P1", "KG-B", 2012, 320)], "KG", 2012)
    assert (year.value, year.reported, year.expected, year.status) == (320, 1, 0, Status.NOT_ASSESSABLE)
    assert year.reason == Reason.HISTORY


def test_figures_of_a_year_never_count_twice_beside_its_halves() -> None:
    plan = a_plan({"type": "count"})
    given = [seen("P1", "KG-B", "2025-H1", 1), seen("P1", "KG-B", "2025-H2", 2), seen("P1", "KG-B", 2025, 3)]
    assert row(plan, given, "KG-B", 2025).value == 3


def test_months_add_up_to_the_half_year_that_is_asked_for() -> None:
    plan = a_plan({"type": "count"})
    given = [seen("P1", "KG-B", f"2025-{month:02}", month) for month in range(1, 7)]
    half = row(plan, given, "KG-B", "2025-H1")
    assert (half.value, half.reported, half.expected) == (21, 1, 1)


def test_each_partner_adds_up_its_own_months_before_partners_meet() -> None:
    months = [seen("P1", "KG-B", f"2025-{month:02}", 10) for month in range(1, 7)]
    both = {"P1": ["KG-B"], "P2": ["KG-B"]}
    assert (
        row(a_plan({"type": "count"}, partners=both), [*months, seen("P2", "KG-B", "2025-H1", 1)], "KG-B", "2025-H1").value == 61
    )
    people = a_plan({"type": "count", "counts": "people", "partners": "max"}, partners=both)
    given = [seen("P1", "KG-B", "2025-01", 10), seen("P1", "KG-B", "2025-06", 1)]
    given += [seen("P2", "KG-B", "2025-02", 7), seen("P2", "KG-B", "2025-06", 4)]
    half = row(people, given, "KG-B", "2025-H1")
    assert (half.value, half.at_least) == (11, True)


def test_one_places_year_and_anothers_half_both_count() -> None:
    plan = a_plan({"type": "count"}, partners=TWO)
    given = [seen("P1", "KG-B", 2024, 100), seen("P2", "KG-O", "2024-H1", 1)]
    assert [row(plan, given, place, 2024).value for place in ("KG-B", "KG-O", "KG")] == [100, 1, 101]
    assert row(plan, given, "KG", "2024-H1").value == 1


def test_a_year_stands_for_itself_unless_all_its_halves_came() -> None:
    plan, year = a_plan({"type": "count"}), seen("P1", "KG-B", 2024, 100)
    first, second = seen("P1", "KG-B", "2024-H1", 40), seen("P1", "KG-B", "2024-H2", 50)
    assert row(plan, [year, first], "KG-B", 2024).value == 100
    assert row(plan, [year, first, second], "KG-B", 2024).value == 90


def test_a_region_answered_by_its_districts_is_reported() -> None:
    plan = a_plan({"type": "count"})
    split = [seen("P1", "41705236", "2025-H1", 10), seen("P1", "41705214", "2025-H1", 5)]
    result = row(plan, split, "KG-B", "2025-H1")
    assert (result.value, result.reported, result.expected) == (15, 1, 1)
    scale = a_plan({"type": "ordinal"})
    assert row(scale, [seen("P1", "41705236", "2025-H1", 1)], "KG-B", "2025-H1").reported == 0


def test_a_district_never_answers_for_its_neighbour() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["41705214"]})
    result = row(plan, [seen("P1", "41705236", "2025-H1", 10)], "KG-B", "2025-H1")
    assert (result.value, result.reported, result.expected) == (10, 0, 1)


def test_the_country_is_answered_by_regions_only_if_all_are_there() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG"]})
    regions = [seen("P1", place, "2025-H1", 10) for place in REGIONS]
    assert [row(plan, some, "KG", "2025-H1").reported for some in (regions, regions[1:])] == [1, 0]


def test_a_regions_reached_milestone_is_not_undone_by_its_districts() -> None:
    plan = a_plan({"type": "milestone"})
    given = [seen("P1", "KG-B", "2025-H1", 1), seen("P1", "41705236", "2025-H2", 0)]
    assert row(plan, given, "KG-B", "2025-H2").value == 1


def test_a_partner_without_a_number_leaves_the_highest_at_least() -> None:
    people = {"type": "count", "counts": "people", "accumulation": "ytd", "partners": "max"}
    plan = a_plan(people, partners={"P1": ["KG-B"], "P2": ["KG-B"]})
    given = [seen("P1", "KG-B", "2025-H2", 40), seen("P2", "KG-B", "2025-H1", 1), seen("P2", "KG-B", "2025-H2", 3)]
    half = row(plan, given, "KG-B", "2025-H2")
    assert (half.value, half.at_least) == (2, True)


def test_what_was_given_for_the_country_only_says_so_in_its_regions() -> None:
    result = row(a_plan({"type": "index"}), [seen("P1", "KG", "2025-H1", 3)], "KG-B", "2025-H1")
    assert (result.value, result.reported, result.reason) == (None, 1, Reason.OF_LARGER_PLACE)


def test_history_of_regions_is_told_where_the_country_cannot_be_added_up() -> None:
    result = row(a_plan({"type": "index"}), [seen("P1", "KG-B", "2024-H1", 3)], "KG", "2024-H1")
    assert (result.value, result.reported, result.reason) == (None, 1, Reason.NOT_ADDED_UP)


def test_a_narrative_has_rows_where_it_is_asked_for() -> None:
    plan = a_plan({"type": "narrative"}, partners={"P1": ["41705236"]})
    result = row(plan, [], "41705236", "2025-H1")
    assert (result.expected, result.reason) == (0, Reason.NOT_NUMERIC)


def test_what_ends_after_the_day_is_not_known_yet() -> None:
    plan = a_plan({"type": "count"})
    given = [seen("P1", "KG-B", "2025-H1", 1), seen("P1", "KG-B", "2025-H2", 2)]
    year = row(plan, given, "KG-B", 2025, as_of=date(2025, 12, 30))
    assert (year.value, year.reported, year.expected, year.status) == (1, 1, 2, Status.PARTIAL)


def test_rows_stand_in_order_of_plan_region_period_and_breakdown() -> None:
    split = [{"by": "sex", "categories": ["F", "M"], "required": False, "disjoint": True, "complete": True}]
    plan = a_plan(
        {"type": "count", "counts": "people", "breakdowns": split},
        {"type": "stock"},
        partners={"P1": ["41705236"]},
        history_from=2025,
    )
    results = compute(plan, [], date(2025, 12, 31))
    assert [(str(each.period), each.breakdown) for each in results[:9]] == [
        (period, key) for period in ("2025-H1", "2025-H2", "2025") for key in ("", "sex=F", "sex=M")
    ]
    assert list(dict.fromkeys(each.region for each in results)) == ["KG", *REGIONS, "41705236"]
    assert list(dict.fromkeys(each.indicator for each in results)) == ["1.1", "1.2"]
    assert len(results) == 11 * 3 * (3 + 1)
