"""A status set by a coordinator says so, with the reason and what was computed, in every figure; nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from nap.charts import Bar, Figure, by_region, concerns, distribution, indicators, series, tile_map
from nap.facts import Overridden, Period, Result, Status
from nap.plan import Indicator, Plan
from nap.results import Board, Concern, Tally

H1 = Period.parse("2026-H1")
WHY = "The <b>new</b> groups start in *July*"


def result(indicator: Indicator, region: str, status: Status = Status.BEHIND) -> Result:
    return Result(indicator.code, region, H1, value=Decimal(12), reported=3, expected=4, status=status)


def by_hand(one: Result) -> Result:
    return replace(one, status=Status.ON_TRACK, overridden=Overridden(one.status, one.reason, WHY))


Draw = Callable[[Plan, Indicator, Result], Figure]
FIGURES: dict[str, Draw] = {
    "series": lambda plan, one, found: series("en", plan, one, "Batken", [found]),
    "by_region": lambda plan, one, found: by_region("en", plan, one, H1, [("KG-B", found)], lambda _: "/"),
    "tile_map": lambda plan, one, found: tile_map("en", plan, one, H1, {"KG-B": found}, lambda _: "/"),
    "indicators": lambda plan, one, found: indicators("en", plan, "KG-B", [(one, found)], lambda _: "", H1, title="t", name="n"),
    "concerns": lambda plan, one, found: concerns("en", [Concern("worse", one, found, found)], lambda _: "", title="t", name="n"),
}


@pytest.fixture
def chosen(example_plan: Plan) -> Indicator:
    found = example_plan.indicator("2.2")
    assert found is not None
    return found


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_tells_the_reason_and_what_was_computed(example_plan: Plan, chosen: Indicator, name: str) -> None:
    computed = result(chosen, "KG-B")
    table = str(FIGURES[name](example_plan, chosen, by_hand(computed)).plain_rows())
    assert f"On track, Set by the coordinator: {WHY}, Computed: Behind" in table.replace("\\n", ", ")
    assert "coordinator" not in str(FIGURES[name](example_plan, chosen, computed))


@pytest.mark.parametrize("name", ["series", "by_region", "tile_map"])
def test_the_words_of_a_picture_say_it_too(example_plan: Plan, chosen: Indicator, name: str) -> None:
    words = FIGURES[name](example_plan, chosen, by_hand(result(chosen, "KG-B"))).words
    assert f"Set by the coordinator: {WHY}. Computed: Behind" in words


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "12, on track, 3 of 4 reported. Set by the coordinator: Why? Computed: Behind."),
        ("ru", "12, по графику, получено: 3 из 4. Статус установлен координатором. Причина: Why? По расчёту: Отставание."),
        (
            "ky",
            "12, план боюнча жүрүүдө, алынды: 3 / 4. Абалды координатор койгон. Себеби: Why? Эсептелген абалы: Графиктен артта.",
        ),
    ],
)
def test_the_facts_of_a_region_come_before_the_sentences_on_its_status(
    example_plan: Plan, chosen: Indicator, lang: str, told: str
) -> None:
    one = replace(result(chosen, "KG-B"), status=Status.ON_TRACK, overridden=Overridden(Status.BEHIND, "", "Why?"))
    words = by_region(lang, example_plan, chosen, H1, [("KG-B", one)], lambda _: "/").words
    assert told in words


def test_the_map_carries_the_reason_escaped(example_plan: Plan, chosen: Indicator) -> None:
    markup = FIGURES["tile_map"](example_plan, chosen, by_hand(result(chosen, "KG-B"))).markup
    assert 'title="Set by the coordinator: The &lt;b&gt;new&lt;/b&gt; groups start in *July*' in markup
    assert "<b>new" not in markup
    assert "On track (by the coordinator)" in markup


def test_an_incomplete_figure_is_still_drawn_incomplete(example_plan: Plan, chosen: Indicator) -> None:
    partial = result(chosen, "KG-B", Status.PARTIAL)
    markup = FIGURES["tile_map"](example_plan, chosen, by_hand(partial)).markup
    assert " partial" in markup
    assert "½ Partial" in str(FIGURES["series"](example_plan, chosen, by_hand(partial)).spec)


def test_a_distribution_counts_them(example_plan: Plan, chosen: Indicator) -> None:
    board = Board.of(example_plan, [by_hand(result(chosen, "KG-B"))])
    tally = board.tally([chosen], "KG-B", H1)
    assert tally == Tally({Status.ON_TRACK: 1}, 0, 3, 4, by_hand=1)
    drawn = distribution("en", [Bar("O2", tally)], title="t", what="w", name="n")
    assert "assessed 1 of 1; by the coordinator: 1" in drawn.words
    assert "assessed 1 of 1; by the coordinator: 1" in drawn.markup
