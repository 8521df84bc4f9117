"""Pictures: gaps instead of zeros, goals only where they can be compared, words and a table with every figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as some

from nap.charts import Amount, Figure, series, value_text
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan

LANGUAGES = ("en", "ru", "ky")


def result(code: str, period: str, value: str | None, status: Status = Status.ON_TRACK, **more: object) -> Result:
    amount = None if value is None else Decimal(value)
    return Result(code, "KG", Period.parse(period), value=amount, reported=1, expected=2, status=status, **more)  # type: ignore[arg-type]


@pytest.fixture
def share(example_plan: Plan) -> Indicator:
    found = example_plan.indicator("1.1")
    assert found is not None
    return found


def drawn(figure: Figure, layer: int = 0) -> list[object]:
    data = figure.spec["layer"][layer].get("data") or figure.spec["data"]  # one layer alone gives its data to the whole
    name = data["name"]
    return [point["value"] for point in figure.spec["datasets"][name]]


def test_a_missing_value_is_a_gap_never_zero(share: Indicator) -> None:
    figure = series("en", share, "Kyrgyzstan", [result("1.1", "2024", "20"), result("1.1", "2025", None, Status.NO_DATA)])
    assert drawn(figure) == [20.0, None]
    assert figure.rows[1][1].text == "no value"


def test_a_hidden_value_stands_nowhere_in_the_picture(share: Indicator) -> None:
    hidden = Result("1.1", "KG", Period.parse("2025"), reported=None, expected=None, status=Status.SUPPRESSED)
    figure = series("en", share, "Kyrgyzstan", [hidden])
    assert figure.spec == {}
    assert figure.rows == (("2025", Amount("hidden to protect people"), "* Hidden", ""),)
    assert "hidden" not in figure.words
    assert "No figure" in figure.words


def test_a_reason_stands_under_the_status(share: Indicator) -> None:
    rated = result("1.1", "2025", "30", Status.NOT_ASSESSABLE, reason="no_baseline")
    assert series("en", share, "X", [rated]).rows[0][2] == "? Cannot be assessed\nThe plan gives no baseline."


def test_baseline_and_targets_are_drawn_where_they_can_be_compared(share: Indicator) -> None:
    figure = series("en", share, "Kyrgyzstan", [result("1.1", "2025", "30")])
    assert drawn(figure, 1) == [14.98, 35.0, 38.0]
    assert "Baseline (31 December 2020): 15.0%." in figure.words


def test_a_target_over_the_whole_plan_is_told_not_drawn(example_plan: Plan) -> None:
    trained = example_plan.indicator("2.1")
    assert trained is not None
    figure = series("en", trained, "Kyrgyzstan", [result("2.1", "2025", "30")])
    assert len(figure.spec["layer"]) == 1
    assert "Target for the whole plan (31 December 2027): 600." in figure.words


def test_at_least_is_said_with_the_value(share: Indicator) -> None:
    assert value_text("en", share, result("1.1", "2025", "40", at_least=True)) == "at least 40.0%"


def test_a_level_is_called_by_its_name(example_plan: Plan) -> None:
    quality = example_plan.indicator("2.5")
    assert quality is not None
    assert value_text("ru", quality, result("2.5", "2025", "1")) == "частично"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axis_numbers_are_written_in_the_readers_manner(lang: str, share: Indicator) -> None:
    manner = series(lang, share, "X", [result("1.1", "2025", "30")]).spec["config"]["locale"]["number"]
    assert manner["decimal"] == ("." if lang == "en" else ",")


@given(some.lists(some.one_of(some.none(), some.decimals(0, 100, places=2)), min_size=1, max_size=8))
def test_every_figure_has_words_and_a_table_as_long_as_its_series(values: list[Decimal | None]) -> None:
    indicator = Indicator(code="1", objective="O", type="percentage", title={"en": "Share"}, precision=1)
    results = [result("1", str(2018 + n), None if value is None else str(value)) for n, value in enumerate(values)]
    figure = series("en", indicator, "Somewhere", results)
    assert len(figure.rows) == len(values)
    assert all(len(row) == len(figure.header) for row in figure.rows)
    assert figure.words.startswith("Share. Somewhere.")
    assert [value is None for value in drawn(figure)] == [value is None for value in values] if figure.spec else not any(values)
