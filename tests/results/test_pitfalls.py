"""Ways in which monitoring systems are known to go wrong, each by its name: the right number comes out, the wrong one nowhere.

Zeros, blanks and gaps: `test_pitfalls_missing.py`; what readers are told of such figures:
`test_pitfalls_shown.py`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from nap.facts import Observation, Period, Status
from nap.plan import Plan, owed
from nap.results import Board, Reason, compute
from tests.results.building import REGIONS, a_plan, only, row, seen
from tests.results.ways import close, judged, occurs, share, way

END = date(2027, 12, 31)
NATIONAL = {"partners": {"P1": ["KG"]}}
SAFE = dict(zip(REGIONS, ("73.9", "66.9", "73.6", "81.5", "85.3", "93.6", "45.9", "57.9", "99.9"), strict=True))
"""Felt safe after dark in 2023, region by region; the country: 69.9 (real figures)."""
RATED = {Status.ACHIEVED, Status.NOT_ACHIEVED, Status.ON_TRACK, Status.BEHIND, Status.OFF_TRACK, Status.REGRESSING}


def test_mean_of_percentages() -> None:
    plan = a_plan({"type": "percentage", "frequency": "year"}, partners={"P1": list(REGIONS)})
    parts = zip(REGIONS, ((45, 50), (30, 120), (200, 800)), strict=False)
    results = compute(plan, [seen("P1", place, 2025, pair) for place, pair in parts], END)
    country = only(results, "KG", 2025)
    assert (country.value, country.numerator, country.denominator) == (share(275, 970), 275, 970)
    assert not occurs("46.667", results)


def test_mean_of_shares_that_came_without_their_numbers() -> None:
    plan = a_plan({"type": "percentage", "regions": "national_row", "frequency": "year"}, partners={"P1": ["KG", *REGIONS]})
    given = [seen("P1", place, 2023, share) for place, share in SAFE.items()]
    alone, beside = compute(plan, given, END), compute(plan, [*given, seen("P1", "KG", 2023, "69.9")], END)
    assert only(alone, "KG", 2023).value is None
    assert (only(beside, "KG", 2023).value, only(beside, "KG", 2023).parts_sum) == (Decimal("69.9"), None)
    mean = sum(map(Decimal, SAFE.values())) / 9
    assert round(mean, 1) == Decimal("75.4")
    assert not occurs(str(mean), alone + beside)


def test_sum_of_percentages() -> None:
    plan = a_plan({"type": "percentage", "accumulation": "flow", "frequency": "month"}, partners={"P1": ["KG"]})
    given = [seen("P1", "KG", f"2025-{month:02}", (month, 100)) for month in range(1, 13)]
    results = compute(plan, given, date(2025, 12, 31))
    assert only(results, "KG", 2025).value == Decimal("6.5")
    assert max(each.value for each in results if each.value is not None) == 12
    assert not occurs("78", results)


def test_inverted_target_over_actual_for_decreasing() -> None:
    found = judged(way("decrease", 29.9, 15), (2023, "18.9"))
    assert close(found.progress, "0.7383")
    assert found.status is Status.BEHIND
    assert not occurs("1.26", [found])
    assert not occurs("0.7937", [found])


def test_worst_value_taken_for_the_baseline_of_a_decreasing_indicator() -> None:
    found = judged(way("decrease", 29.9, 15), (2020, 35), (2023, "18.9"))
    assert close(found.progress, "0.7383")
    assert not occurs("0.805", [found])


def test_capped_at_100_hides_over_achievement_and_bad_targets() -> None:
    found = judged(way("increase", 0, 200), (2023, 428))
    assert (found.value, found.progress, found.status) == (428, Decimal("2.14"), Status.ACHIEVED)


@pytest.mark.parametrize(("value", "progress"), [(40, "0.4"), (140, "1.4")])
def test_cap_written_the_wrong_way_round(value: int, progress: str) -> None:
    found = judged(way("increase", 0, 100), (2023, value))
    assert found.progress == Decimal(progress)


@pytest.mark.parametrize(
    ("value", "progress", "status"), [("9.3", "0.9444", Status.ON_TRACK), ("19.5", "-0.9444", Status.REGRESSING)]
)
def test_improving_decreasing_indicator_always_zero(value: str, progress: str, status: Status) -> None:
    found = judged(way("decrease", 14.4, 9, years=(2018, 2025)), (2023, value))
    assert close(found.progress, progress)
    assert found.status is status


def test_denominator_zero_shown_as_zero_per_cent() -> None:
    plan = a_plan({"type": "percentage"}, partners={"P1": ["KG-B", "KG-O"]})
    empty, full = seen("P1", "KG-B", "2025-H1", (0, 0)), seen("P1", "KG-O", "2025-H1", (1, 4))
    results = compute(plan, [empty, full], END)
    batken, country = only(results, "KG-B", "2025-H1"), only(results, "KG", "2025-H1")
    assert (batken.value, batken.reason, batken.progress) == (None, Reason.DENOMINATOR_ZERO, None)
    assert country.value == 25


def test_percentage_point_against_per_cent() -> None:
    """A target of +5 points from 40 is 45; five per cent more would be 42."""
    found = judged(way("increase", 40, 45, type="percentage", regions="national_row", range=[0, 100]), (2023, 42))
    assert (found.progress, found.status) == (Decimal("0.4"), Status.OFF_TRACK)


def test_rank_used_as_value() -> None:
    """The score rose from .690 to .721 while the country fell from rank 74 to rank 80."""
    plan = a_plan(way("increase", 0.690, 0.750, years=(2021, 2027)), partners={"P1": ["KG", *REGIONS[:3]]}, history_from=2019)
    others = [seen("P1", place, 2025, score) for place, score in zip(REGIONS, ("0.9", "0.8", "0.7"), strict=False)]
    results = compute(plan, [*others, seen("P1", "KG", 2025, "0.721")], END)
    found = only(results, "KG", 2025)
    assert close(found.progress, "0.5167")
    assert found.status is Status.BEHIND
    assert {each.value for each in results} <= {None, *map(Decimal, ("0.721", "0.9", "0.8", "0.7"))}


@pytest.mark.parametrize(("baseline", "target", "value", "progress"), [(0, 428, 320, "0.7477"), (-8, 20, "15.46", "0.8379")])
def test_zero_base_in_cagr(baseline: int, target: int, value: object, progress: str) -> None:
    found = judged(way("increase", baseline, target), (2023, value))
    assert close(found.progress, progress)
    assert found.pace is not None


def test_annual_target_judged_on_half_year_data() -> None:
    plan = a_plan(way("increase", 0, 100, years=(2024, 2025), type="count", frequency="half_year"), **NATIONAL)
    results = compute(plan, [seen("P1", "KG", f"2025-H{half}", 52) for half in (1, 2)], END)
    for period in ("2025-H1", "2025-H2"):
        half = only(results, "KG", period)
        assert (half.value, half.status, half.reason, half.progress) == (
            52, Status.NOT_ASSESSABLE, Reason.PART_OF_YEAR, None
        )  # fmt: skip
    assert (only(results, "KG", 2025).value, only(results, "KG", 2025).status) == (104, Status.ACHIEVED)


def test_survey_indicator_without_change_between_survey_years() -> None:
    """Between surveys the last value stands, marked, judged by its own day and never as a new report."""
    plan = a_plan(way("increase", 58.47, 70, years=(2023, 2027)), partners={"P1": ["KG"]}, years=(2024, 2027))
    results = compute(plan, [seen("P1", "KG", 2024, 62)], END)
    survey, between, long_after = (only(results, "KG", year) for year in (2024, 2025, 2026))
    assert (between.value, between.carried, between.reported, between.pace) == (62, 1, 0, survey.pace)
    assert between.status is survey.status is Status.ON_TRACK
    assert (long_after.value, long_after.status) == (None, Status.NO_DATA)


def test_rounding_before_thresholds() -> None:
    found = judged(way("increase", 44.7, 65, years=(2018, 2025)), (2023, "58.47"))
    assert close(found.pace, "0.9499")
    assert found.status is Status.BEHIND
    almost = judged(way("increase", 44.7, 65, years=(2018, 2025), precision=0), (2023, "64.99"))
    assert almost.status is not Status.ACHIEVED


def test_different_baselines_of_regions_averaged() -> None:
    stood = {"KG-J": 13.6, "KG-B": 9.0}
    shared = {"value": 9, "date": "2025-12-31"}
    indicator = way("decrease", 12.9, 9, years=(2018, 2025), type="percentage", regions="national_row", range=[0, 100])
    indicator["regional_baselines"] = {place: {"value": value, "date": "2018-12-31"} for place, value in stood.items()}
    indicator["regional_targets"] = {"KG-J": [shared], "KG-B": [{**shared, "value": 8}]}
    plan = a_plan(indicator, partners={"P1": ["KG", *stood]}, years=(2019, 2027))
    results = compute(plan, [seen("P1", place, 2023, 10) for place in ("KG", *stood)], END)
    found = {place: only(results, place, 2023).progress for place in ("KG", *stood)}
    assert close(found["KG"], "0.7436")
    assert close(found["KG-J"], "0.7826")
    assert found["KG-B"] == -1
    assert not occurs("0.5652", results)


def test_target_in_per_cent_and_value_in_people() -> None:
    plan = a_plan(way("increase", 20, 35, type="percentage", years=(2024, 2027)), partners={"P1": ["KG"]})
    found = row(plan, [seen("P1", "KG", 2025, (275, 970))], "KG", 2025)
    assert (found.value, found.status) == (share(275, 970), Status.ON_TRACK)
    assert found.progress is not None
    assert found.progress < 1


def test_plan_period_change_mid_series() -> None:
    """Figures of the plan before are shown, and neither expected, nor rated, nor part of this plan's sum."""
    indicator = {
        "type": "count",
        "frequency": "year",
        "baseline": {"value": 0, "date": "2017-12-31"},
        "targets": [{"value": 600, "date": "2020-12-31", "over": "plan"}],
    }
    plan = a_plan(indicator, partners={"P1": ["KG"]}, years=(2018, 2020), history_from=2015)
    results = compute(plan, [seen("P1", "KG", year, 200) for year in range(2015, 2019)], END)
    old, new = only(results, "KG", 2017), only(results, "KG", 2018)
    assert (old.value, old.expected, old.status in RATED, old.progress) == (200, 0, False, None)
    assert (new.value, new.status) == (200, Status.ON_TRACK)
    assert close(new.progress, "0.3333")


def test_plan_period_change_mid_series_of_a_running_total() -> None:
    plan = a_plan({"type": "count", "accumulation": "since_start", "frequency": "year"}, **NATIONAL, history_from=2023)
    given = [seen("P1", "KG", year, total) for year, total in ((2024, 900), (2025, 50), (2026, 80))]
    results = compute(plan, given, END)
    found = [(only(results, "KG", year).value, only(results, "KG", year).increment) for year in (2025, 2026)]
    assert found == [(50, 50), (80, 30)]
    assert not occurs("-850", results)


def test_break_in_series_is_no_progress() -> None:
    """13,104 and 11,357 for the same year come from two sources; the fall between them is no success."""
    plan = a_plan(way("decrease", 13104, 10000, comparable=False, years=(2022, 2027)), partners={"P1": ["KG"]})
    found = row(plan, [seen("P1", "KG", 2025, 11357)], "KG", 2025)
    assert (found.value, found.status, found.reason, found.progress) == (
        11357, Status.NOT_ASSESSABLE, Reason.BREAK_IN_SERIES, None
    )  # fmt: skip


def test_of_two_indicators_in_succession_exactly_one_is_asked_for() -> None:
    plan = a_plan(
        {"type": "stock", "valid_to": "2025-12-31"},
        {"type": "stock", "valid_from": "2026-01-01", "successor_of": "1.1", "comparable": False},
        partners={"P1": ["KG"]},
    )
    for period, code in (("2025-H2", "1.1"), ("2026-H1", "1.2")):
        assert [each.indicator for each in owed(plan, "P1", Period.parse(period))] == [code]


def test_double_counting_of_the_same_people_by_several_partners() -> None:
    plan = a_plan({"type": "count", "counts": "people", "partners": "max"}, partners={"P1": ["KG-B"], "P2": ["KG-B"]})
    results = compute(plan, [seen("P1", "KG-B", "2025-H1", 120), seen("P2", "KG-B", "2025-H1", 90)], END)
    found = only(results, "KG", "2025-H1")
    assert (found.value, found.at_least) == (120, True)
    assert not occurs("210", results)


def test_districts_counted_again_beside_their_region() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG-B", "41705214"]})
    results = compute(plan, [seen("P1", "KG-B", "2025-H1", 70), seen("P1", "41705214", "2025-H1", 40)], END)
    assert only(results, "KG-B", "2025-H1").value == only(results, "KG", "2025-H1").value == 70
    assert not occurs("110", results)


def test_figures_of_regions_that_miss_the_national_one_by_one() -> None:
    """Homicides 2016: 267 in the country, 266 in its regions; both stand, neither is bent."""
    plan = a_plan({"type": "count"}, partners={"P1": ["KG", "KG-B", "KG-O"]})
    given = [seen("P1", place, "2025-H1", value) for place, value in (("KG", 267), ("KG-B", 200), ("KG-O", 66))]
    found = row(plan, given, "KG", "2025-H1")
    assert (found.value, found.parts_sum) == (267, 266)


def test_year_to_date_figures_of_the_police_added_up() -> None:
    plan = a_plan({"type": "count", "accumulation": "ytd", "frequency": "month"}, partners={"P1": ["KG"]})
    reported = {4: 6536, 7: 12309, 8: 14277, 10: 18254, 11: 19995}
    results = compute(plan, [seen("P1", "KG", f"2025-{month:02}", value) for month, value in reported.items()], END)
    assert (only(results, "KG", "2025-08").value, only(results, "KG", "2025-11").value) == (1968, 1741)
    assert only(results, "KG", "2025").value == 19995
    assert not occurs("71371", results)


def test_mean_of_progress_for_an_objective() -> None:
    plan, given = _objective()
    board = Board.of(plan, compute(plan, given, date(2026, 2, 1)))
    tally = board.tally(plan.indicators, "KG", Period(2025))
    assert (tally.assessed, tally.of) == (2, 3)
    assert dict(tally.counts) == {Status.ACHIEVED: 1, Status.REGRESSING: 1, Status.NO_DATA: 1}
    numbers = [value for value in vars(tally).values() if isinstance(value, Decimal | Fraction | float)]
    assert numbers == []


def _objective() -> tuple[Plan, list[Observation]]:
    """One indicator far beyond its target, one worse than its baseline, one silent: their mean would look well."""
    goals = way("increase", 50, 100, years=(2024, 2027))
    plan = a_plan(goals, goals, goals, partners={"P1": ["KG"]})
    return plan, [seen("P1", "KG", 2025, 300), seen("P1", "KG", 2025, 40, indicator="1.2")]
