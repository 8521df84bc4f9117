"""Shapes of the PDF: within their frame, made of shown numbers alone, nothing where something is hidden."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, strategies as some

from nap.facts import Period, Status
from nap.plan import Indicator
from nap.releases.pdf_cards import card, parts, regions, standing
from nap.releases.pdf_labels import Label, settle
from nap.releases.pdf_scale import axis, shares
from nap.releases.pdf_series import Frame, series
from nap.releases.release import Release
from tests.releases.making import example, figure, hidden, part, small

FRAME = Frame(262, 74, 6.6)
AMOUNTS = some.decimals(-(10**9), 10**9, places=3)
CODES = some.sampled_from([one.code for one in example().indicators])


def an_indicator(code: str) -> Indicator:
    found = example().indicator(code)
    assert found is not None
    return found


@given(CODES, some.lists(some.none() | AMOUNTS, min_size=1, max_size=12))
def test_bars_are_fractions_in_the_order_of_their_values_and_there_is_none_without_a_value(
    code: str, values: list[Decimal | None]
) -> None:
    indicator = an_indicator(code)
    found = shares(indicator, values)
    assert all(length is None for length, value in zip(found, values, strict=True) if value is None)
    drawn = sorted(
        (value, length) for length, value in zip(found, values, strict=True) if length is not None and value is not None
    )
    assert all(0 <= length <= 1 for _, length in drawn)
    assert [length for _, length in drawn] == sorted(length for _, length in drawn)


@given(CODES, some.lists(AMOUNTS, min_size=1, max_size=12), some.booleans())
def test_an_axis_holds_all_its_values_and_has_few_lines_from_end_to_end(code: str, values: list[Decimal], zero: bool) -> None:
    indicator = an_indicator(code)
    if indicator.scale:
        values = [abs(value) % len(indicator.scale) for value in values]
    scale = axis(indicator, values, zero=zero)
    assert all(-0.001 <= scale.at(value) <= 1.001 for value in values)
    assert 2 <= len(scale.ticks) <= 8
    assert (scale.at(scale.ticks[0]), scale.at(scale.ticks[-1])) == (0, 1)


@given(some.lists(some.tuples(some.floats(0, 1), some.floats(0, 1), some.text("x9", min_size=1, max_size=20)), max_size=9))
def test_every_label_learns_a_place_near_the_frame(points: list[tuple[float, float, str]]) -> None:
    taken: list[Any] = []
    for x, y, said in points:
        point: dict[str, Any] = {"x": x, "y": y}
        taken.append(settle(Label(point, said, FRAME.wide), 200, 74, 6.6, [each[:2] for each in points], taken))
        assert point["label"] == said
        half = FRAME.wide(said) / 2
        assert x * 200 + point["dx"] - half >= -10
        assert x * 200 + point["dx"] + half <= 210


def test_a_hidden_period_is_a_mark_at_the_foot_and_breaks_the_line() -> None:
    told = drawn("3.1", with_gap())
    assert [point["y"] is None for point in told["points"]] == [False, True, False]
    assert [point.get("hidden", False) for point in told["points"]] == [False, True, False]
    assert told["lines"] == []
    assert "label" not in told["points"][1]


def with_gap() -> Release:
    quarters = [figure("3.1", 100 + n, Status.CONTEXT, period=Period.parse(f"2025-Q{n}")) for n in (1, 3)]
    return small(results=[quarters[0], hidden("3.1", period=Period.parse("2025-Q2")), quarters[1]])


def drawn(code: str, release: Release) -> dict[str, Any]:
    found = series("en", release, an_indicator(code), "KG", FRAME)
    assert found is not None
    return found


def test_a_missing_period_is_a_gap_in_the_line_even_without_a_row_of_its_own() -> None:
    found = [figure("3.1", 100 + n, Status.CONTEXT, period=Period.parse(f"2025-Q{n}")) for n in (1, 2, 4)]
    told = drawn("3.1", small(results=found))
    assert [(line[0][0], line[1][0]) for line in told["lines"]] == [(0.125, 0.375)]


def test_a_series_of_hidden_periods_alone_is_not_drawn() -> None:
    release = small(results=[hidden("3.1", period=Period.parse(f"2025-Q{n}")) for n in (1, 2, 3)])
    assert series("en", release, an_indicator("3.1"), "KG", FRAME) is None


def test_a_hidden_part_has_no_bar_and_the_scale_of_the_others_does_not_tell_of_it() -> None:
    release = small(results=[figure("2.1", 312), part("2.1", "sex=F", 101), hidden("2.1", breakdown="sex=M")])
    line = standing(release, an_indicator("2.1"))
    assert line is not None
    found = parts("en", release, an_indicator("2.1"), line.result)
    assert found is not None
    assert [row["share"] for row in found["rows"]] == [1.0, None]
    assert found["rows"][1]["value"] == "hidden"


def test_a_hidden_region_stands_among_the_others_in_the_order_of_the_plan() -> None:
    release = small(results=[figure("2.2", 9), figure("2.2", 4, region="KG-J"), hidden("2.2", region="KG-B")])
    found = regions("en", release, an_indicator("2.2"))
    assert found is not None
    shown = [(row["hidden"], row["share"]) for row in found["rows"]]
    assert shown == [(True, None), (False, 1.0)]


def test_a_hidden_total_has_neither_bar_nor_number_on_its_card() -> None:
    told = card("en", small(results=[hidden("2.1")]), an_indicator("2.1"), FRAME)
    assert (told["hidden"], told["bar"], told["series"], told["coverage"]) == (True, None, None, "")
    assert told["value"] == "hidden to protect people"
