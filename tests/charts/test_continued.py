"""Series that break or continue another one: joined if they can be compared, apart by a rule if not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nap.charts import series
from nap.charts.cells import plain
from nap.facts import Result, Status
from nap.plan import Indicator, Plan
from tests.charts.building import LANGUAGES, result, rows


@pytest.fixture
def share(example_plan: Plan) -> Indicator:
    found = example_plan.indicator("1.1")
    assert found is not None
    return replace(found, successor_of="2.2", valid_from=date(2026, 1, 1))


OLD = [result("2.2", "2024", "10"), result("2.2", "2025", "12")]
NEW = [result("1.1", "2026", "30"), result("1.1", "2027", "34")]


def older_side(plan: Plan, indicator: Indicator, old: list[Result], new: list[Result]) -> dict[str, bool]:
    found = rows(series("en", plan, indicator, "Kyrgyzstan", new, old).spec)
    return {str(row["t"]): "o" in row for row in found if "a" in row}


def test_figures_that_cannot_be_compared_stand_apart(example_plan: Plan, share: Indicator) -> None:
    broken = replace(share, comparable=False)
    assert older_side(example_plan, broken, OLD, NEW) == {"2024": True, "2025": True, "2026": False, "2027": False}
    spec = str(series("en", example_plan, broken, "Kyrgyzstan", NEW, OLD).spec)
    assert "Break in series" in spec


def test_figures_that_can_be_compared_are_joined(example_plan: Plan, share: Indicator) -> None:
    assert not any(older_side(example_plan, share, OLD, NEW).values())
    assert "Break in series" not in str(series("en", example_plan, share, "Kyrgyzstan", NEW, OLD).spec)


@pytest.mark.parametrize("comparable", [True, False])
def test_the_table_and_the_words_name_whose_figures_they_are(example_plan: Plan, share: Indicator, comparable: bool) -> None:
    figure = series("en", example_plan, replace(share, comparable=comparable), "Kyrgyzstan", NEW, OLD)
    named = {plain(row[0]): plain(row[1]) for row in figure.rows}
    assert str(named["2025 (as 2.2)"]).startswith("12")
    assert "2026 (as 1.1)" not in named
    assert "Up to 2025 these are the figures of the indicator it continues: 2.2 " in figure.words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_predecessor_nothing_is_said_of_one(example_plan: Plan, share: Indicator, lang: str) -> None:
    figure = series(lang, example_plan, share, "Kyrgyzstan", NEW)
    assert "2.2" not in figure.words


def test_no_direction_is_told_across_a_break(example_plan: Plan, share: Indicator) -> None:
    broken = series("en", example_plan, replace(share, comparable=False), "Kyrgyzstan", NEW, OLD)
    joined = series("en", example_plan, share, "Kyrgyzstan", NEW, OLD)
    assert "The last value is higher than the first." in joined.words
    assert "The last value is higher than the first." not in broken.words


def test_a_hidden_figure_of_the_predecessor_stays_hidden(example_plan: Plan, share: Indicator) -> None:
    secret = replace(result("2.2", "2025", "77123"), status=Status.SUPPRESSED)
    figure = series("en", example_plan, share, "Kyrgyzstan", NEW, [secret])
    assert "77123" not in str(figure.spec) + figure.words + str(figure.plain_rows())
