"""Regions and parts as bars: the plan's order, bars from zero, hidden and missing in words, nothing worked out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as some

from nap.charts import Figure, Link, Mark, by_category, by_region
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from tests.charts.building import EMPTY, LANGUAGES, SECRET, drawn, hidden, layers, numbers_in_table, result, rows

CODES = ("KG", "KG-B", "KG-J", "KG-T", "KG-GB")


@pytest.fixture(scope="session")
def share(example_plan: Plan) -> Indicator:
    found = example_plan.indicator("1.1")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def trained(example_plan: Plan) -> Indicator:
    found = example_plan.indicator("2.1")
    assert found is not None
    return found


def regions(lang: str, plan: Plan, indicator: Indicator, found: list[tuple[str, Result | None]]) -> Figure:
    return by_region(lang, plan, indicator, Period.parse("2026"), found, lambda code: f"/region?region={code}")


def named(figure: Figure, name: str) -> Any:
    return next(row for row in rows(figure.spec) if row.get("n") == name)


@some.composite
def found_regions(draw: some.DrawFn) -> list[tuple[str, Result | None]]:
    found: list[tuple[str, Result | None]] = []
    for code in CODES:
        status = draw(some.one_of(some.none(), some.sampled_from(Status)))
        value = None if status in EMPTY else str(draw(some.decimals(0, 100, places=1)))
        more: dict[str, Any] = {"region": code, "at_least": draw(some.booleans())}
        if status is Status.SUPPRESSED:
            value, more = str(SECRET), {"region": code, "reported": 77, "expected": 123, "carried": 77}
        found.append((code, None if status is None else result("1.1", "2026", value, status, **more)))
    return found


def test_no_value_anywhere_makes_words_and_no_picture(example_plan: Plan, share: Indicator) -> None:
    figure = regions("en", example_plan, share, [("KG-B", None), ("KG-T", hidden("1.1", "2026", region="KG-T"))])
    assert figure.spec == {}
    assert "Batken: not asked for there." in figure.words
    assert "Talas: hidden to protect people." in figure.words


def test_hidden_missing_and_not_asked_are_words_beside_no_bar(example_plan: Plan, share: Indicator) -> None:
    found = [
        ("KG-B", hidden("1.1", "2026", region="KG-B")),
        ("KG-J", result("1.1", "2026", None, Status.NO_DATA, region="KG-J")),
        ("KG-T", None),
        ("KG-GB", result("1.1", "2026", "0", region="KG-GB")),
    ]
    figure = regions("en", example_plan, share, found)
    assert [(row["s"], row.get("x"), row.get("v")) for row in rows(figure.spec)] == [
        ("* Hidden", 1, None),
        ("– No data", None, None),
        ("not asked for there", None, None),
        ("0.0%", None, 0),
    ]


@given(found_regions())
def test_what_is_hidden_stands_nowhere(example_plan: Plan, share: Indicator, found: list[tuple[str, Result | None]]) -> None:
    for lang in LANGUAGES:
        figure = regions(lang, example_plan, share, found)
        told = f"{figure} {figure.spec}".replace("\u00a0", "").replace(",", "")
        assert "77123" not in told
        assert "77/123" not in told


@given(found_regions())
def test_every_drawn_number_stands_in_table_and_words(
    example_plan: Plan, share: Indicator, found: list[tuple[str, Result | None]]
) -> None:
    figure = regions("en", example_plan, share, found)
    numbers = [row[field] for row in rows(figure.spec) for field in ("v", "g") if field in row]
    assert set(numbers) <= numbers_in_table(figure)
    assert all(f"{number:.1f}%" in figure.words for number in numbers)
    assert "figures." not in str(figure)


@given(found_regions())
def test_no_share_and_no_target_leaves_the_axis(
    example_plan: Plan, share: Indicator, found: list[tuple[str, Result | None]]
) -> None:
    figure = regions("en", example_plan, share, found)
    numbers = [row[field] for row in rows(figure.spec) for field in ("v", "g") if field in row]
    low, high = figure.spec["encoding"]["x"]["scale"]["domain"] if figure.spec else (0, 100)
    assert low == 0
    assert max(numbers, default=0) <= high <= 100
    assert high == 100 or max(numbers) <= 50


@pytest.mark.parametrize(("value", "top"), [("0", 100), ("0.4", 1), ("19.5", 20), ("50", 50), ("50.1", 100), ("100", 100)])
def test_small_shares_have_an_axis_they_can_be_read_on(example_plan: Plan, share: Indicator, value: str, top: int) -> None:
    figure = regions("en", example_plan, share, [("KG-T", result("1.1", "2026", value, region="KG-T"))])
    assert figure.spec["encoding"]["x"]["scale"]["domain"] == [0, top]


def test_where_every_part_is_zero_the_axis_still_starts_at_the_left(example_plan: Plan, trained: Indicator) -> None:
    found = [("Women", hidden("2.1", "2026")), ("Sex unknown", result("2.1", "2026", "0"))]
    amounts = by_category("en", example_plan, trained, "X", "sex", found).spec["encoding"]["x"]
    assert amounts["scale"]["domain"] == [0, 1]
    assert amounts["axis"]["values"] == [0]


def test_the_country_comes_first_and_the_others_keep_their_order(example_plan: Plan, share: Indicator) -> None:
    values = {"KG-B": "10", "KG-J": "90", "KG": "50", "KG-T": "30"}
    found = [(code, result("1.1", "2026", value, region=code)) for code, value in values.items()]
    figure = regions("en", example_plan, share, list(found))
    assert [row["n"] for row in rows(figure.spec)] == ["Kyrgyz Republic", "Batken", "Jalal-Abad", "Talas"]
    assert [row.get("w") for row in rows(figure.spec)] == [1, None, None, None]
    assert figure.rows[1][0] == Link("Batken", "/region?region=KG-B")
    assert figure.name == "indicator-1.1-regions-2026"


def test_a_sum_of_the_country_is_told_and_not_drawn_beside_its_parts(example_plan: Plan, trained: Indicator) -> None:
    found = [("KG", result("2.1", "2026", "500")), ("KG-B", result("2.1", "2026", "40", region="KG-B"))]
    figure = regions("en", example_plan, trained, list(found))
    assert drawn(figure) == [None, 40]
    assert named(figure, "Kyrgyz Republic")["s"] == "500"
    assert figure.spec["encoding"]["x"]["scale"]["zero"] is True


def test_a_regions_own_target_is_a_tick_with_its_year(example_plan: Plan, share: Indicator) -> None:
    found = [(code, result("1.1", "2026", "30", region=code)) for code in ("KG-B", "KG-T")]
    figure = regions("en", example_plan, share, list(found))
    assert (named(figure, "Batken")["g"], named(figure, "Batken")["z"]) == (36, "Target 36.0% (2027)")
    assert "g" not in named(figure, "Talas")


def test_a_status_is_sign_word_and_colour_and_partial_an_outline(example_plan: Plan, share: Indicator) -> None:
    found = [
        ("KG-B", result("1.1", "2026", "30", Status.BEHIND, region="KG-B")),
        ("KG-T", result("1.1", "2026", "30", Status.PARTIAL, region="KG-T")),
    ]
    figure = regions("en", example_plan, share, list(found))
    assert (named(figure, "Batken")["a"], named(figure, "Batken")["c"]) == ("◆ Behind", "var(--nap-behind, #8F5600)")
    assert (named(figure, "Talas")["a"], named(figure, "Talas")["h"]) == ("½ Partial", 1)
    assert figure.rows[0][2] == Mark("◆", "Behind", "behind")


def test_a_figure_of_another_period_says_which(example_plan: Plan, share: Indicator) -> None:
    figure = regions("en", example_plan, share, [("KG-B", result("1.1", "2025", "30", region="KG-B"))])
    assert named(figure, "Batken")["s"] == "30.0% (2025)"
    assert "30.0% (2025)" in figure.words


def test_parts_are_shown_as_given_and_none_is_worked_out(example_plan: Plan, trained: Indicator) -> None:
    found = [
        ("Women", result("2.1", "2026", "40", breakdown="sex=F")),
        ("Men", hidden("2.1", "2026", breakdown="sex=M")),
        ("Sex unknown", result("2.1", "2026", "0", Status.PARTIAL, breakdown="sex=_U")),
    ]
    figure = by_category("en", example_plan, trained, "Batken", "sex", found)
    assert drawn(figure) == [40, None, 0]
    assert named(figure, "Men")["s"] == "* Hidden"
    assert named(figure, "Sex unknown")["a"] == "½ Partial"
    assert figure.words.endswith("Women: 40; Men: hidden to protect people; Sex unknown: 0, partial.")
    assert figure.title == "2.1 Police officers trained: Batken, by sex, 2026"
    assert figure.name == "indicator-2.1-KG-2026-sex"


def test_an_unknown_breakdown_still_has_a_heading(example_plan: Plan, trained: Indicator) -> None:
    figure = by_category("ky", example_plan, trained, "Баткен", "rank", [("A", result("2.1", "2026", "4"))])
    assert "бөлүктөрү боюнча" in figure.title


def test_a_breakdown_without_parts_is_refused(example_plan: Plan, trained: Indicator) -> None:
    with pytest.raises(ValueError, match="found"):
        by_category("en", example_plan, trained, "Batken", "sex", [])


@given(some.lists(some.decimals(0, 9000, places=0), min_size=1, max_size=6))
def test_every_part_stands_in_table_and_words(example_plan: Plan, trained: Indicator, values: list[Decimal]) -> None:
    found = [(f"Part {n}", result("2.1", "2026", str(value))) for n, value in enumerate(values)]
    figure = by_category("en", example_plan, trained, "X", "age", found)
    assert set(drawn(figure)) == numbers_in_table(figure)
    assert all(f"Part {n}: {value:,}" in figure.words for n, value in enumerate(values))


def test_bars_start_at_zero(example_plan: Plan, trained: Indicator) -> None:
    figure = by_category("en", example_plan, trained, "X", "age", [("A", result("2.1", "2026", "40"))])
    (bar,) = [each for each in layers(figure.spec) if each["mark"]["type"] == "rect"]
    assert bar["encoding"]["x"]["datum"] == 0
    assert bar["encoding"]["x2"]["field"] == "v"


def test_notes_have_one_place_in_the_whole_picture(example_plan: Plan, share: Indicator) -> None:
    found = [(code, result("1.1", "2026", "30", Status.NOT_ASSESSABLE, region=code)) for code in ("KG", "KG-T")]
    figure = regions("ru", example_plan, share, [*found, ("KG-J", None)])
    lengths = [len(row["n"]) + len(row["a"]) for row in rows(figure.spec) if "a" in row]
    assert min(lengths) < 38 < max(lengths)
    assert [row.get("e") for row in rows(figure.spec)] == [1, 1, None]


def test_a_long_status_has_a_line_of_its_own(example_plan: Plan, share: Indicator) -> None:
    found = [(code, result("1.1", "2026", "30", Status.CONTEXT, region=code)) for code in ("KG", "KG-J")]
    short, long = (regions(lang, example_plan, share, list(found)) for lang in ("en", "ky"))
    assert [row.get("e") for row in rows(short.spec)] == [None, None]
    assert [row.get("e") for row in rows(long.spec)] == [1, 1]
    assert long.spec["height"] > short.spec["height"]
