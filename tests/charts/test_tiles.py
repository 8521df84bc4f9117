"""The tile map: every region of the plan joined in its own place, hidden never shaded, darker is more and never worse."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as some

from nap.charts import Figure, tile_map
from nap.charts.tiles import SHADES, shade
from nap.facts import Result, Status
from nap.plan import Indicator, Plan, Regions
from tests.charts.boards import H1, a_result, hidden

REGIONS = Regions.load(Path(__file__).parents[2] / "data" / "regions.csv").level("region")
NUMBERS = some.lists(some.decimals(-1000, 1000, places=2), min_size=1, max_size=9)


@pytest.fixture
def share(example_plan: Plan) -> Indicator:
    found = example_plan.indicator("1.1")
    assert found is not None
    return found


def drawn(plan: Plan, indicator: Indicator, found: dict[str, Result | None], lang: str = "en") -> Figure:
    return tile_map(lang, plan, indicator, H1, found, lambda region: f"/indicator?region={region}")


def every(code: str) -> dict[str, Result | None]:
    return {region.code: a_result(code, region.code, str(10 + n)) for n, region in enumerate(REGIONS)}


def test_nine_of_nine_regions_are_joined_each_in_a_place_of_its_own(example_plan: Plan, share: Indicator) -> None:
    figure = drawn(example_plan, share, every("1.1"))
    places = re.findall(r'<li style="grid-row:(\d+);grid-column:(\d+)">', figure.markup)
    assert len(places) == len(set(places)) == len(REGIONS) == 9
    assert "figures for 9 of 9 regions" in figure.words
    for region in REGIONS:
        assert f"/indicator?region={region.code}" in figure.markup


def test_a_region_without_a_place_stands_in_the_row_of_the_others(example_plan: Plan, share: Indicator) -> None:
    figure = drawn(example_plan, share, {"KG-B": a_result("1.1", "KG-B", "4")})
    assert figure.markup.count("<li") == 9


def test_a_hidden_region_has_no_number_no_shade_and_leaves_the_scale_alone(example_plan: Plan, share: Indicator) -> None:
    figure = drawn(example_plan, share, {"KG-B": hidden("1.1", "KG-B"), "KG-O": a_result("1.1", "KG-O", "50")})
    tile = re.search(r'<a class="nap-tile hidden".*?</a>', figure.markup)
    assert tile is not None
    assert not re.search(r"\d", re.sub(r'href="[^"]*"', "", tile[0]))
    assert "hidden to protect people" in figure.words
    assert "50.0%</span>" in figure.markup


def test_missing_is_no_zero_and_not_asked_is_neither(example_plan: Plan, share: Indicator) -> None:
    missing = a_result("1.1", "KG-B", None, Status.NO_DATA)
    figure = drawn(example_plan, share, {"KG-B": missing, "KG-O": a_result("1.1", "KG-O", "0"), "KG-T": None})
    assert re.search(
        r'nap-tile missing"[^>]*><span class="nap-tile-name">Batken</span><span class="nap-tile-word">', figure.markup
    )
    assert "<strong>0.0%</strong>" in figure.markup
    assert figure.markup.count("unasked") == 7
    assert "Talas: not asked for here" in figure.words


def test_where_nothing_is_asked_there_is_no_picture(example_plan: Plan, share: Indicator) -> None:
    figure = drawn(example_plan, share, {})
    assert figure.markup == ""
    assert "figures for 0 of 9 regions" in figure.words
    assert len(figure.rows) == 9


@given(known=NUMBERS)
def test_a_higher_figure_is_never_lighter(known: list[Decimal]) -> None:
    steps = [shade(value, known) for value in sorted(known)]
    assert steps == sorted(steps)
    assert all(1 <= step <= SHADES for step in steps)
    assert len(set(known)) == 1 or (steps[0], steps[-1]) == (1, SHADES)


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_words_and_table_hold_every_number_of_the_map(example_plan: Plan, share: Indicator, lang: str) -> None:
    figure = drawn(example_plan, share, every("1.1"), lang)
    shown = re.findall("<strong>(.*?)</strong>", figure.markup)
    assert len(shown) == 9
    assert [row[1].text for row in figure.rows] == shown  # type: ignore[union-attr]
    assert all(number in figure.words for number in shown)
