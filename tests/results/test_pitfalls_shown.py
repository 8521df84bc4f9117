"""The pitfalls that lie in words and pictures: what readers are told of the figures of `test_pitfalls.py`."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from nap.charts import Bar, Figure, by_region, distribution, series, tile_map, value_text
from nap.charts.differences import amount_changed
from nap.facts import Period, Result
from nap.plan import Indicator, Plan
from nap.results import Audience, Board, compute, disclose
from nap.results.comparing import Obstacle, compare_periods
from nap.words import say
from tests.charts.building import LANGUAGES, drawn, rows
from tests.results.building import REGIONS, a_plan, only, seen

SHARE = {"type": "percentage", "regions": "national_row", "frequency": "year", "range": [0, 100]}
SCORE = {"type": "index", "frequency": "year", "precision": 2}
END = date(2028, 2, 1)


def the(plan: Plan) -> Indicator:
    return plan.indicators[0]


def over_time(lang: str, plan: Plan, results: list[Result]) -> Figure:
    """The country's years."""
    found = [each for each in results if each.region == "KG" and not each.breakdown and len(str(each.period)) == 4]
    return series(lang, plan, the(plan), "here", found)


def surveyed(*values: tuple[int, object], **more: Any) -> tuple[Plan, list[Result]]:
    plan = a_plan({**SHARE, **more}, partners={"P1": ["KG"]})
    return plan, compute(plan, [seen("P1", "KG", year, value) for year, value in values], END)


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "+5.0 percentage points"), ("ru", "+5,0 п. п."), ("ky", "+5,0 пайыздык пункт")]
)
def test_percentage_point_against_per_cent(lang: str, told: str) -> None:
    plan, results = surveyed((2025, 40), (2026, 45))
    found = compare_periods(Board.of(plan, results), the(plan), "KG", Period(2025), Period(2026))
    assert found.change == 5
    said = amount_changed(lang, the(plan), found.change).text
    assert told in said
    assert "12" not in said
    assert "%" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_survey_indicator_without_change_between_survey_years(lang: str) -> None:
    plan, results = surveyed((2025, 62))
    found = compare_periods(Board.of(plan, results), the(plan), "KG", Period(2025), Period(2026))
    assert (found.change, found.verdict, found.obstacle) == (None, "", Obstacle.NOT_NEWER)
    figure = over_time(lang, plan, results)
    assert say(lang, "figures.same") not in figure.words
    points = [row for row in rows(figure.spec) if "a" in row and row.get("v") == 62]
    assert [(row["t"], row.get("k")) for row in points] == [("2025", None), ("2026", "c")]


def test_two_surveys_with_the_same_outcome_are_the_same() -> None:
    plan, results = surveyed((2025, 62), (2026, 62))
    assert say("en", "figures.same") in over_time("en", plan, results).words


def test_a_fall_between_two_surveys_is_told_although_the_last_one_is_carried_on() -> None:
    plan, results = surveyed((2025, 62), (2026, 58))
    assert say("en", "figures.lower") in over_time("en", plan, results).words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_denominator_zero_shown_as_zero_per_cent(lang: str) -> None:
    plan = a_plan({"type": "percentage", "frequency": "year"}, partners={"P1": ["KG"]})
    found = only(compute(plan, [seen("P1", "KG", 2025, (0, 0))], END), "KG", 2025)
    assert value_text(lang, the(plan), found) == say(lang, "pages.value.none")
    assert "0" not in say(lang, "pages.value.none")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_zero_saved_as_blank(lang: str) -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG-B", "KG-O"]})
    results = compute(plan, [seen("P1", "KG-B", "2025-H1", 0)], END)
    told = [value_text(lang, the(plan), only(results, place, "2025-H1")) for place in ("KG-B", "KG-O")]
    assert told == ["0", say(lang, "pages.value.none")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_zero_returned_for_a_suppressed_cell(lang: str) -> None:
    plan = a_plan({"type": "count", "counts": "people", "frequency": "year"}, partners={"P1": ["KG"]})
    hidden = disclose(plan, compute(plan, [seen("P1", "KG", 2025, 3)], END), Audience("forum"))
    told = value_text(lang, the(plan), only(hidden, "KG", 2025))
    assert not re.search(r"\d", told)
    figure = over_time(lang, plan, hidden)
    assert set(drawn(figure)) <= {None}


def test_capped_at_100_hides_over_achievement() -> None:
    plan, results = surveyed((2025, 124), range=[0, 200])
    figure = over_time("en", plan, results)
    assert 124 in drawn(figure)
    assert "124.0" in figure.words


def test_rank_used_as_value() -> None:
    """Places stand in the plan's order, whatever their figures; no picture numbers them off."""
    plan = a_plan(SCORE, partners={"P1": ["KG", *REGIONS]})
    scores = dict(zip(REGIONS, ("0.11", "0.99", "0.33", "0.88", "0.22", "0.77", "0.44", "0.66", "0.55"), strict=True))
    results = compute(plan, [seen("P1", place, 2025, score) for place, score in scores.items()], END)
    found = {place: only(results, place, 2025) for place in REGIONS}
    ordered = [(place, found[place]) for place in REGIONS]
    for figure in (
        by_region("en", plan, the(plan), Period(2025), ordered, lambda code: code),
        tile_map("en", plan, the(plan), Period(2025), found, lambda code: code),
    ):
        assert [row[0].address for row in figure.rows] == list(REGIONS)  # type: ignore[union-attr]
        assert [str(row[1].text) for row in figure.rows] == list(scores.values())  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_mean_of_progress_for_an_objective(lang: str) -> None:
    goals = {"baseline": {"value": 50, "date": "2024-12-31"}, "targets": [{"value": 100, "date": "2027-12-31"}]}
    plan = a_plan(*[{**SCORE, **goals}] * 3, partners={"P1": ["KG"]})
    given = [seen("P1", "KG", 2025, 300), seen("P1", "KG", 2025, 40, indicator="1.2")]
    tally = Board.of(plan, compute(plan, given, date(2026, 2, 1))).tally(plan.indicators, "KG", Period(2025))
    figure = distribution(lang, [Bar("O1", tally)], title="t", what="w", name="n")
    assert say(lang, "board.assessed", n=2, m=3) in figure.words
    assert "%" not in figure.words
    assert not re.search(r"\d{2}", figure.words.replace("O1", ""))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rounding_before_thresholds(lang: str) -> None:
    """Shown rounded, judged unrounded: the reader sees 30 and that it is not achieved."""
    goals = {"baseline": {"value": 10, "date": "2024-12-31"}, "targets": [{"value": 30, "date": "2025-12-31"}]}
    plan, results = surveyed((2025, 29.96), precision=0, **goals)
    found = only(results, "KG", 2025)
    assert value_text(lang, the(plan), found).startswith("30")
    assert found.status == "not_achieved"
