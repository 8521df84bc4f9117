"""Side by side: one scale, the picture shows the numbers of table and words, hidden figures have no height, no ranking."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, strategies as some

from nap.charts import Amount, Figure, Row, Side, multiples, side_by_side
from nap.charts.multiples_scene import Scene, scene_of
from nap.charts.points import drawn
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from nap.results.beside import cautions, from_whole, span
from nap.results.comparing import compare
from tests.charts.building import SECRET, hidden, result, result_lists

PLACES = ("KG-B", "KG-J", "KG-T")
SIDES = some.lists(result_lists(), min_size=1, max_size=4)
HIDDEN = re.compile(r'<i class="hid[^>]*>')


def of(plan: Plan, code: str) -> Indicator:
    found = plan.indicator(code)
    assert found is not None
    return found


def side(results: list[Result], n: int = 0) -> Side:
    return Side(f"Place {'abcdefgh'[n]}", results, f"/indicator?n={n}", PLACES[n % len(PLACES)])


def several(lists: list[list[Result]]) -> list[Side]:
    return [side(results, n) for n, results in enumerate(lists)]


def figure(plan: Plan, sides: list[Side], code: str = "1.1", whole: Any = (), lang: str = "en") -> Figure:
    return multiples(lang, plan, of(plan, code), "Region", sides, whole, title="Title", name="compare")


def scene(plan: Plan, sides: list[Side], code: str = "1.1", whole: Any = ()) -> Scene | None:
    return scene_of("en", plan, of(plan, code), sides, whole)


@given(lists=SIDES)
def test_the_picture_draws_the_numbers_of_the_table_on_one_scale(example_plan: Plan, lists: list[list[Result]]) -> None:
    made, table = scene(example_plan, several(lists)), figure(example_plan, several(lists))
    in_table = [cell.value for row in table.rows for cell in row[2:3] if isinstance(cell, Amount) and cell.value is not None]
    if made is None:
        assert (in_table, table.markup) == ([], "")
        return
    last = made.periods[0]
    ups = [mark.up for panel in made.panels for mark in panel.marks if mark.up is not None]
    shown = [
        one
        for results in lists
        for one in results
        if one.period >= last and one.value is not None and one.status is not Status.SUPPRESSED
    ]
    read_off = [made.low + up * (made.high - made.low) for up in ups]
    assert read_off == pytest.approx([float(drawn(of(example_plan, "1.1"), one.value)) for one in shown if one.value is not None])
    assert all(0 <= up <= 1 for up in ups)


@given(lists=SIDES)
def test_the_words_hold_every_number_of_the_table(example_plan: Plan, lists: list[list[Result]]) -> None:
    made = figure(example_plan, several(lists))
    told = [cell.text for row in made.rows for cell in row[2:3] if isinstance(cell, Amount) and cell.value is not None]
    assert all(text in made.words for text in told)


@given(lists=SIDES)
def test_a_hidden_figure_has_no_height_and_no_number_anywhere(example_plan: Plan, lists: list[list[Result]]) -> None:
    sides = several(lists)
    made = figure(example_plan, sides)
    everything = f"{made.markup} {made.words} {made.plain_rows()} {made.drawing}"
    assert str(SECRET) not in everything.replace(",", "").replace("\u00a0", "")
    assert "77 of 123" not in everything
    assert all("bottom" not in mark for mark in HIDDEN.findall(made.markup))
    parts = scene(example_plan, sides)
    marks = [mark for panel in parts.panels for mark in panel.marks] if parts else []
    assert all(mark.up is None for mark in marks if mark.hidden)


def reveal(one: Result, secret: Decimal) -> Result:
    """A hidden figure that was not emptied as it should have been."""
    return one if one.status is not Status.SUPPRESSED else result("1.1", str(one.period), str(secret), one.status)


@given(lists=SIDES, other=some.decimals(0, 100, places=2))
def test_what_is_hidden_changes_nothing_of_the_picture(example_plan: Plan, lists: list[list[Result]], other: Decimal) -> None:
    def with_secret(secret: Decimal) -> list[Side]:
        return several([[reveal(one, secret) for one in results] for results in lists])

    assert figure(example_plan, with_secret(other)).markup == figure(example_plan, with_secret(SECRET)).markup


def test_a_gap_breaks_the_line_and_is_no_zero(example_plan: Plan) -> None:
    results = [
        result("1.1", "2022", "20"),
        result("1.1", "2023", None, Status.NO_DATA),
        result("1.1", "2024", "22"),
        result("1.1", "2025", "23"),
    ]
    made = scene(example_plan, [side(results)])
    assert made is not None
    (panel,) = made.panels
    assert [len(line) for line in panel.lines] == [2]
    assert [mark.up is None for mark in panel.marks] == [False, True, False, False]


def test_the_country_is_drawn_beside_shares_and_never_beside_sums(example_plan: Plan) -> None:
    whole = [result("1.1", "2024", "30"), result("1.1", "2025", "31")]
    shares = scene(example_plan, [side([result("1.1", "2025", "20")])], whole=whole)
    assert shares is not None
    assert shares.panels[0].whole
    code = next(one.code for one in example_plan.indicators if one.type == "count" and one.additive)
    sums = [result(code, "2024", "30"), result(code, "2025", "31")]
    counts = scene(example_plan, [side([result(code, "2025", "20")])], code, sums)
    assert counts is not None
    assert not counts.panels[0].whole


def test_places_keep_their_order_whatever_their_figures(example_plan: Plan) -> None:
    made = figure(
        example_plan, several([[result("1.1", "2025", "5")], [result("1.1", "2025", "50")], [result("1.1", "2025", "20")]])
    )
    assert re.findall(r"Place [abc]</a>", made.markup) == ["Place a</a>", "Place b</a>", "Place c</a>"]
    assert "not a ranking" in made.markup
    assert "not a ranking" in made.words


@pytest.mark.parametrize("sensitivity", ["public", "people", "sensitive"])
def test_the_range_is_told_only_of_what_is_not_sensitive_and_wholly_shown(example_plan: Plan, sensitivity: str) -> None:
    indicator = replace(of(example_plan, "1.1"), sensitivity=sensitivity)
    shown = [result("1.1", "2025", "5"), result("1.1", "2025", "50")]
    assert (span(indicator, shown) is None) == (sensitivity == "sensitive")
    assert span(indicator, [*shown, hidden("1.1", "2025")]) is None
    assert span(indicator, [*shown, result("1.1", "2025", None, Status.NO_DATA)]) is None
    assert span(indicator, [*shown, result("1.1", "2025", "7", Status.PARTIAL)]) is None
    assert span(indicator, [*shown, None]) is None


def test_a_difference_from_the_country_is_told_only_of_whole_figures_of_one_period(example_plan: Plan) -> None:
    share = of(example_plan, "1.1")
    whole, place = (result("1.1", "2025", value, reported=2) for value in ("30", "20"))
    assert from_whole(share, place, whole) == -10
    assert from_whole(share, hidden("1.1", "2025"), whole) is None
    assert from_whole(share, place, hidden("1.1", "2025")) is None
    assert from_whole(share, place, result("1.1", "2024", "30", reported=2)) is None
    assert from_whole(share, result("1.1", "2025", "20", reported=1), whole) is None
    assert from_whole(share, result("1.1", "2025", None, Status.NO_DATA), whole) is None
    assert from_whole(share, None, whole) is None


def test_absolute_numbers_of_several_places_carry_a_warning_and_shares_do_not(example_plan: Plan) -> None:
    code = next(one.code for one in example_plan.indicators if one.type == "count" and one.additive)
    counts = [("a", [result(code, "2025", "3", reported=2)]), ("b", [result(code, "2025", "4", reported=2)])]
    assert "population" in [one.caution for one in cautions(example_plan, of(example_plan, code), counts, places=True)]
    assert "population" not in [one.caution for one in cautions(example_plan, of(example_plan, code), counts, places=False)]
    shares = [("a", [result("1.1", "2025", "3", reported=2)]), ("b", [result("1.1", "2025", "4", reported=2)])]
    assert cautions(example_plan, of(example_plan, "1.1"), shares, places=True) == ()


def test_what_is_incomplete_or_stands_in_is_named(example_plan: Plan) -> None:
    sides = [
        ("a", [result("1.1", "2025", "3", reported=1)]),
        ("b", [result("1.1", "2025", "4", reported=1, carried=1)]),
        ("c", [result("1.1", "2025", "4", reported=2, at_least=True)]),
        ("d", [hidden("1.1", "2025")]),
    ]
    found = {one.caution.value: one.names for one in cautions(example_plan, of(example_plan, "1.1"), sides, places=True)}
    assert found == {"coverage": ("a",), "carried": ("b",), "at_least": ("c",)}


def row(plan: Plan, results: list[Result | None], n: int = 0) -> Row:
    indicator = of(plan, "1.1")
    changes = [compare(plan, indicator, one, other, {}, {}) for one, other in pairwise(results)]
    return Row(f"Place {'abcdefgh'[n]}", PLACES[n % 3], f"/indicator?n={n}", results, changes)


def pairs(plan: Plan, rows: list[Row], years: tuple[str, ...] = ("2024", "2025")) -> Figure:
    periods = [Period.parse(year) for year in years]
    return side_by_side("en", plan, of(plan, "1.1"), periods, rows, title="Title", name="compare")


def test_periods_side_by_side_tell_the_difference_in_percentage_points(example_plan: Plan) -> None:
    made = pairs(
        example_plan, [row(example_plan, [result("1.1", "2024", "20", reported=2), result("1.1", "2025", "23", reported=2)])]
    )
    assert "+3.0 percentage points" in made.markup
    assert "+3.0 percentage points" in made.words
    assert "+3.0 percentage points" in str(made.rows)


@pytest.mark.parametrize("place", [0, 1])
def test_a_hidden_period_has_neither_dot_nor_difference(example_plan: Plan, place: int) -> None:
    both: list[Result | None] = [result("1.1", "2024", "20", reported=2), result("1.1", "2025", "23", reported=2)]
    both[place] = result("1.1", str(2024 + place), str(SECRET), Status.SUPPRESSED)
    made = pairs(
        example_plan, [row(example_plan, both), row(example_plan, [result("1.1", "2024", "1"), result("1.1", "2025", "2")], 1)]
    )
    assert "77" not in re.sub(r'href="[^"]*"', "", made.markup) + made.words
    own = made.markup.partition("</li>")[0]
    assert "percentage points" not in own
    assert all("left" not in mark for mark in HIDDEN.findall(made.markup))


def test_what_was_not_asked_is_told_and_has_no_place(example_plan: Plan) -> None:
    made = pairs(example_plan, [row(example_plan, [None, result("1.1", "2025", "23", reported=2)])])
    assert "not asked" in made.markup
    assert "1 of 1 have a figure" in made.words
    assert "0 of 1 have a figure" in made.words


def test_one_period_alone_or_nothing_at_all_is_shown_too(example_plan: Plan) -> None:
    assert pairs(example_plan, [row(example_plan, [result("1.1", "2025", "23")])], ("2025",)).markup
    assert pairs(example_plan, [row(example_plan, [None, None])]).markup == ""
    assert figure(example_plan, [side([])]).markup == ""


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_names_are_escaped(example_plan: Plan, lang: str) -> None:
    one = Side("<script>", [result("1.1", "2025", "5")], '/x?"><b>', "KG-B")
    made = figure(example_plan, [one], lang=lang)
    assert "<script>" not in made.markup
    assert '"><b>' not in made.markup
