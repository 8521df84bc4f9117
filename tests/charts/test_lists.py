"""Lists: what needs a look comes counted, a region's goal is never the country's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nap.charts import Link, Square, concerns, indicators, standing
from nap.facts import Status
from nap.plan import Indicator, Plan
from nap.results import Concern, Tally
from tests.charts.boards import H1, a_result

BEFORE = H1.previous()


@pytest.fixture
def share(example_plan: Plan) -> Indicator:
    found = example_plan.indicator("1.1")
    assert found is not None
    return found


def lead(indicator: Indicator) -> str:
    return f"/indicator?indicator={indicator.code}"


def test_nothing_to_look_at_is_said_in_words() -> None:
    figure = concerns("en", [], lead, title="Look here first", name="x")
    assert figure.words == "Nothing is off track, worse than before or unreported."


def test_concerns_are_counted_by_kind(share: Indicator) -> None:
    found = [Concern("off_track", share, a_result("1.1", "KG", "3", Status.OFF_TRACK))] * 5
    figure = concerns("en", found, lead, title="Look here first", name="x")
    assert len(figure.rows) == 5
    assert figure.words == "Off track, worse than the baseline or missed: 5."


def test_worse_says_what_it_was_before(share: Indicator) -> None:
    now, then = a_result("1.1", "KG", "3", Status.BEHIND), a_result("1.1", "KG", "9")
    figure = concerns("en", [Concern("worse", share, now, then)], lead, title="t", name="x")
    assert figure.rows[0][1].small == "before: On track"  # type: ignore[union-attr]


def test_a_region_without_a_target_of_its_own_says_that_there_is_none(example_plan: Plan, share: Indicator) -> None:
    country = indicators("en", example_plan, "KG", [(share, a_result("1.1", "KG", "30"))], lead, H1, title="t", name="x")
    region = indicators("en", example_plan, "KG-T", [(share, a_result("1.1", "KG-T", "30"))], lead, H1, title="t", name="x")
    assert (country.rows[0][1], country.rows[0][4]) == ("15.0% (2020)", "38.0% (2027)")
    assert (region.rows[0][1], region.rows[0][4]) == ("no baseline", "no target")


def test_a_baseline_is_told_also_where_nothing_is_rated(example_plan: Plan, share: Indicator) -> None:
    unrated = replace(share, targets=())
    figure = indicators("ru", example_plan, "KG", [(unrated, a_result("1.1", "KG", "30"))], lead, H1, title="t", name="x")
    assert (figure.rows[0][1], figure.rows[0][4]) == ("15,0\u00a0% (2020)", "нет целевого значения")


def test_an_indicator_nobody_was_asked_for_says_so(example_plan: Plan, share: Indicator) -> None:
    figure = indicators("en", example_plan, "KG", [(share, None)], lead, H1, title="t", name="x")
    assert "Nothing asked for yet" in figure.rows[0]


def test_a_figure_of_another_period_names_it(example_plan: Plan, share: Indicator) -> None:
    older = replace(a_result("1.1", "KG", "30"), period=BEFORE)
    figure = indicators("en", example_plan, "KG", [(share, older)], lead, H1, title="t", name="x")
    assert figure.rows[0][3].small == "2nd half of 2025"  # type: ignore[union-attr]


def test_a_square_tells_the_judged_the_others_and_of_how_many() -> None:
    square = Square(Tally({Status.ON_TRACK: 2, Status.NO_DATA: 1}), "/objective")
    empty = Square(Tally({}), "/objective")
    figure = standing("en", ["O1", "O2"], [(Link("Batken", "/region"), [square, empty])], title="t", name="x")
    marks = figure.rows[0][1]
    assert [getattr(mark, "kind", "") for mark in marks] == ["on_track", "unrated", ""]
    assert marks[-1] == Link("Assessed 2 of 3", "/objective")  # type: ignore[index]
    assert figure.rows[0][2] == "not asked for here"
