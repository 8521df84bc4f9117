"""Figures far from what was accepted before: the real ones of the official series, and honest change that must pass."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nap.facts import Severity
from nap.returns import tags
from nap.returns.past import Past
from tests.returns.pasts import asked, compared, given, of_history, series, together, typed


def the(findings):
    (finding,) = findings
    assert finding.code == "large-jump"
    return finding


# --- what is asked about


def test_a_steady_series_that_doubles_is_asked_about():
    found = the(asked("1.9", 7005, p2021=2415, p2022=2339, p2023=2629, p2024=3333, p2025=3333))
    assert (found.severity, found.case, found.found) == (Severity.WARNING, "up", "7005")
    assert dict(found.facts) == {"number": 7005, "before": 3333, "period": "2025"}


def test_more_than_three_times_the_only_figure_before_is_asked_about():
    assert the(asked("1.8", 3850, p2025=40000)).case == "down"


def test_a_share_after_a_quota_is_asked_about_in_points():
    """Women in local councils, 2020 and 2021."""
    found = the(asked("1.3", 31.55, p2021="15.61", p2022="15.09", p2023="14.96", p2024="15.16", p2025="14.98"))
    assert found.case == "points"
    assert dict(found.facts)["difference"] == Decimal("16.57")


def test_an_index_that_falls_below_zero_is_measured_by_its_own_series():
    """Trust in Bishkek, 2019 and 2020."""
    assert the(asked("1.10", -8, p2022="12.9", p2023="16.5", p2024="12.9", p2025="16.5")).case == "points"


def test_a_share_of_many_people_is_asked_about_and_names_both_cells():
    made = typed("2026-H2", ("1.4", "KG-B", tags.NUMERATOR, 800), ("1.4", "KG-B", tags.DENOMINATOR, 1000))
    found = the(of_history(compared(made, Past(series("1.4", p2025=(400, 1000))))))
    assert dict(found.facts) == {"number": 80, "before": 40, "period": "2025", "difference": 40}
    assert len(found.cells) == 2


def test_zero_where_there_was_always_something_is_asked_about():
    found = the(asked("1.1", 0, period="2026-H1", p2024_H2=120, p2025_H1=180, p2025_H2=150))
    assert found.case == "zero"
    assert dict(found.facts) == {"before": 150, "period": "2025-H2"}


def test_of_a_running_total_the_growth_is_compared():
    past = {"p2024_H2": 100, "p2025_H1": 126, "p2025_H2": 152}
    assert asked("1.7", 171, period="2026-H1", **past) == []
    found = the(asked("1.7", 290, period="2026-H1", **past))
    assert (found.case, dict(found.facts)["number"], dict(found.facts)["before"]) == ("growth", 138, 26)


def test_a_step_of_a_cascade_jumps_once_a_row():
    past = together(series("1.14", breakdown="step=SENT", p2025_H2=40), series("1.14", breakdown="step=BACK", p2025_H2=30))
    made = typed("2026-H1", *(("1.14", "KG-B", tags.category_tag(tags.STEP, step), 300) for step in ("SENT", "BACK")))
    assert the(of_history(compared(made, Past(past)))).cells[0] == made.where("1.14", "KG-B", "#value+step_sent")[1]


# --- what is honest


@pytest.mark.parametrize(("before", "now"), [(2, 7), (0, 40), (12, 2), (5, 16), (1, 9), (3, 0)])
def test_small_numbers_swing_by_chance(before, now):
    assert asked("1.9", now, p2025=before) == []


@pytest.mark.parametrize(("before", "now"), [(40000, 38500), (100, 300), (90, 30), (9038, 8725)])
def test_up_to_three_times_passes(before, now):
    assert asked("1.9", now, p2025=before) == []


def test_a_first_report_is_never_asked_about():
    assert asked("1.9", 7005) == []


def test_a_season_is_compared_with_the_same_season():
    past = {"p2024_H1": 300, "p2024_H2": 40, "p2025_H1": 320, "p2025_H2": 45}
    assert asked("1.1", 310, period="2026-H1", **past) == []
    assert the(asked("1.1", 2100, period="2026-H1", **past)).case == "up"


def test_the_season_may_be_known_from_the_year_before_alone():
    assert asked("1.1", 310, period="2026-H1", p2025_H1=290) == []


def test_surveys_years_apart_are_no_series():
    """Attitudes to beating in Batken, 50.7 and then 20.1 four years later."""
    assert asked("1.3", 20.1, p2022="50.7") == []


def test_a_series_that_always_swung_may_swing_again():
    past = {"p2021": 400, "p2022": 80, "p2023": 390, "p2024": 70, "p2025": 80}
    assert asked("1.9", 380, p2025=80, **{key: value for key, value in past.items() if key != "p2025"}) == []


def test_the_share_of_a_few_swings():
    made = typed("2026-H2", ("1.4", "KG-B", tags.NUMERATOR, 5), ("1.4", "KG-B", tags.DENOMINATOR, 8))
    assert of_history(compared(made, Past(series("1.4", p2025=(1, 7))))) == []


def test_more_than_so_many_is_no_measure_for_a_rise():
    past = {("1.9", "KG-B"): {"": [given("2025", 18, "more_than")]}}
    assert of_history(compared(typed("2026-H2", ("1.9", "KG-B", tags.TOTAL, 90)), Past(past))) == []


def test_parts_do_not_repeat_what_their_total_says():
    past = together(series("1.9", p2025=100), series("1.9", breakdown="sex=F", p2025=60))
    made = typed("2026-H2", ("1.9", "KG-B", tags.TOTAL, 900), ("1.9", "KG-B", "#value+f", 700))
    assert the(of_history(compared(made, Past(past)))).cells == (made.where("1.9", "KG-B", tags.TOTAL)[1],)


def test_what_was_accepted_already_is_not_asked_about_again():
    past = Past(series("1.9", p2025=100), 1, {("1.9", "KG-B", given("2026", 1).period): {"": given("2026", 900)}})
    found = of_history(compared(typed("2026-H2", ("1.9", "KG-B", tags.TOTAL, 900)), past))
    assert [(each.code, each.case) for each in found] == [("already-accepted", "same")]


# --- denominators


def deputies(upper, lower, before):
    made = typed("2026-H2", ("1.4", "KG-B", tags.NUMERATOR, upper), ("1.4", "KG-B", tags.DENOMINATOR, lower))
    return of_history(compared(made, Past(series("1.4", p2025=before))))


def test_a_population_that_shrinks_by_a_third_is_asked_about():
    """Deputies of local councils before and after the reform."""
    (found,) = deputies(2538, 6384, (3600, 9062))
    assert (found.code, found.severity) == ("denominator-leap", Severity.WARNING)
    assert dict(found.facts) == {"before": 9062, "period": "2025", "percent": 30}


@pytest.mark.parametrize(("now", "before"), [((40, 61), (38, 58)), ((5, 8), (3, 5)), ((8604, 22425), (8000, 21000))])
def test_denominators_grow_a_little_or_are_small(now, before):
    assert deputies(*now, before) == []


def test_what_is_counted_anew_in_each_period_has_no_stable_denominator():
    made = typed("2026-H2", ("1.12", "KG-B", tags.NUMERATOR, 40), ("1.12", "KG-B", tags.DENOMINATOR, 400))
    assert of_history(compared(made, Past(series("1.12", p2026_H1=(20, 200))))) == []
