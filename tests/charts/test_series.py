"""A series: gaps instead of zeros, goals only where they can be compared, words and a table of the same data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from nap.charts import Amount, Figure, Mark, series, value_text
from nap.facts import Result, Status
from nap.plan import Indicator, Plan
from tests.charts.building import (
    LANGUAGES,
    drawn,
    fields_used,
    hidden,
    layers,
    numbers_in_table,
    result,
    result_lists,
    rows,
)


@pytest.fixture
def share(example_plan: Plan) -> Indicator:
    found = example_plan.indicator("1.1")
    assert found is not None
    return found


def indicator_of(plan: Plan, code: str) -> Indicator:
    found = plan.indicator(code)
    assert found is not None
    return found


def stops(figure: Figure) -> list[tuple[str, object, str]]:
    return [(row["t"], row["v"], row["s"]) for row in rows(figure.spec) if "s" in row and "a" not in row]


def test_no_results_make_words_and_no_picture(example_plan: Plan, share: Indicator) -> None:
    figure = series("en", example_plan, share, "Kyrgyzstan", [])
    assert figure.spec == {}
    assert figure.rows == ()
    assert "No figure" in figure.words
    assert figure.name == "indicator-1.1"


def test_a_missing_value_is_a_gap_with_its_sign_never_zero(example_plan: Plan, share: Indicator) -> None:
    given = [result("1.1", "2024", "20"), result("1.1", "2025", None, Status.NO_DATA), result("1.1", "2026", "0")]
    figure = series("en", example_plan, share, "Kyrgyzstan", given)
    assert drawn(figure) == [20, None, 0]
    assert [row["g"] for row in rows(figure.spec) if "g" in row] == ["–"]
    assert figure.rows[2][1] == Amount("no value")
    assert "No data: 2025." in figure.words


def test_a_hidden_value_is_a_strip_of_one_size_with_its_sign(example_plan: Plan, share: Indicator) -> None:
    figure = series("en", example_plan, share, "Kyrgyzstan", [result("1.1", "2024", "20"), hidden("1.1", "2025")])
    (row,) = [row for row in rows(figure.spec) if "x" in row]
    assert row["g"] == "*"
    assert "v" not in row
    assert "Hidden to protect people: 2025." in figure.words
    strips = [each["mark"] for each in layers(figure.spec) if each.get("transform") == [{"filter": "datum.x"}]]
    assert [type(mark["size"]) for mark in strips] == [int]


def test_where_all_is_hidden_there_is_no_picture(example_plan: Plan, share: Indicator) -> None:
    figure = series("en", example_plan, share, "Kyrgyzstan", [hidden("1.1", "2025")])
    assert figure.spec == {}
    assert figure.rows[1][:4] == ("2025", Amount("hidden to protect people"), Mark("*", "Hidden", "suppressed"), "")
    assert "No figure" in figure.words


@given(result_lists())
def test_what_is_hidden_stands_nowhere_in_the_figure(plan_and_share: tuple[Plan, Indicator], found: list[Result]) -> None:
    for lang in LANGUAGES:
        figure = series(lang, *plan_and_share, "X", found)
        told = f"{figure} {figure.spec}"
        assert "77123" not in told
        assert "77 123" not in told.replace("\u00a0", " ")
        assert "77/123" not in told
        assert "77,123" not in told


@pytest.fixture(scope="session")
def plan_and_share(example_plan: Plan) -> tuple[Plan, Indicator]:
    return example_plan, indicator_of(example_plan, "1.1")


@given(result_lists())
def test_every_drawn_number_stands_in_the_table(plan_and_share: tuple[Plan, Indicator], found: list[Result]) -> None:
    figure = series("en", *plan_and_share, "Somewhere", found)
    assert {row["v"] for row in rows(figure.spec) if "v" in row} <= numbers_in_table(figure)


@given(result_lists())
def test_words_name_the_first_and_the_last_value(plan_and_share: tuple[Plan, Indicator], found: list[Result]) -> None:
    plan, share = plan_and_share
    figure = series("ru", plan, share, "Где-то", found)
    known = [one for one in found if one.value is not None and one.status is not Status.SUPPRESSED]
    assert bool(figure.spec) == bool(known)
    assert all(value_text("ru", share, one) in figure.words for one in (*known[:1], *known[-1:]))


@given(result_lists())
def test_a_gap_in_the_data_is_a_gap_in_the_picture(plan_and_share: tuple[Plan, Indicator], found: list[Result]) -> None:
    figure = series("en", *plan_and_share, "Somewhere", found)
    gaps = [one.value is None or one.status is Status.SUPPRESSED for one in found]
    assert [value is None for value in drawn(figure)] == (gaps if figure.spec else [])


def test_the_last_value_is_labelled_and_all_where_they_are_few(example_plan: Plan) -> None:
    share = Indicator(code="9", objective="O1", type="index", title={"en": "Index"})
    few = series("en", example_plan, share, "X", [result("9", str(year), str(year)) for year in range(2021, 2025)])
    many = series("en", example_plan, share, "X", [result("9", str(year), str(year)) for year in range(2014, 2025)])
    assert [row["l"] for row in rows(few.spec) if "l" in row] == ["2,021", "2,022", "2,023", "2,024"]
    assert [row["l"] for row in rows(many.spec) if "l" in row] == ["2,024"]


def test_partial_carried_and_at_least_are_marked_each_in_its_way(example_plan: Plan, share: Indicator) -> None:
    given = [
        result("1.1", "2025", "30", Status.PARTIAL),
        result("1.1", "2026", "31", carried=1),
        result("1.1", "2027", "32", at_least=True),
    ]
    figure = series("en", example_plan, share, "X", given)
    points = [row for row in rows(figure.spec) if "a" in row]
    assert [(row.get("k"), row.get("m")) for row in points] == [("h", None), ("c", None), (None, 1)]
    assert "½ 30.0%" in [row.get("l") for row in rows(figure.spec)]
    assert "Partial: 2025." in figure.words
    assert "Carried forward from an earlier period: 2026." in figure.words
    assert "At least (the true figure may be higher): 2027." in figure.words
    assert "higher than the first" not in figure.words


def test_history_is_drawn_apart_from_the_years_of_the_plan(example_plan: Plan, share: Indicator) -> None:
    figure = series("en", example_plan, share, "X", [result("1.1", "2024", "20"), result("1.1", "2025", "30")])
    assert [row.get("b") for row in rows(figure.spec) if "a" in row] == [1, None]
    assert [(row["t"], row["w"]) for row in rows(figure.spec) if "w" in row] == [("2025", "Plan begins 2025")]
    assert "The plan begins in 2025" in figure.words


def test_without_history_no_rule_parts_the_years(example_plan: Plan) -> None:
    stock = replace(indicator_of(example_plan, "2.2"), baseline=None)
    figure = series("en", example_plan, stock, "X", [result("2.2", "2025", "30")])
    assert "w" not in fields_used(figure)
    assert "The plan begins" not in figure.words


def test_the_path_leads_from_the_baseline_through_every_target(example_plan: Plan, share: Indicator) -> None:
    figure = series("en", example_plan, share, "Kyrgyzstan", [result("1.1", "2025", "30")])
    assert stops(figure) == [("2020", 15, "Baseline 15.0%"), ("2026", 35, "Target 35.0%"), ("2027", 38, "Target 38.0%")]
    assert "Baseline (31 December 2020): 15.0%." in figure.words
    assert [row[0] for row in figure.rows] == ["2020", "2025", "2026", "2027"]


def test_a_region_has_its_own_targets_and_not_the_countrys(example_plan: Plan, share: Indicator) -> None:
    batken = series("en", example_plan, share, "Batken", [result("1.1", "2025", "30", region="KG-B")])
    talas = series("en", example_plan, share, "Talas", [result("1.1", "2025", "30", region="KG-T")])
    assert [stop[2] for stop in stops(batken)] == ["Baseline 15.0%", "Target 36.0%"]
    assert [stop[2] for stop in stops(talas)] == ["Baseline 15.0%"]
    assert "38" not in batken.words + talas.words
    assert batken.name == "indicator-1.1-KG-B"


def test_a_target_over_the_whole_plan_is_told_not_drawn(example_plan: Plan) -> None:
    trained = indicator_of(example_plan, "2.1")
    figure = series("en", example_plan, trained, "Kyrgyzstan", [result("2.1", "2025", "30", expected_value=Decimal(200))])
    assert stops(figure) == []
    assert "Target for the whole plan (31 December 2027): 600." in figure.words
    assert "On the path" not in figure.words
    assert "200" not in figure.words


def test_the_distance_to_the_path_is_said(example_plan: Plan, share: Indicator) -> None:
    given = [result("1.1", "2025", "30", expected_value=Decimal("31.68"))]
    figure = series("en", example_plan, share, "Kyrgyzstan", given)
    assert "On the path to the target it would be 31.7%; the last value is lower." in figure.words
    assert Amount("On the path: 31.7%", Decimal("31.7")) in figure.rows[1]


def test_a_break_in_the_series_has_a_rule_and_no_path_across(example_plan: Plan, share: Indicator) -> None:
    broken = replace(share, comparable=False)
    figure = series("en", example_plan, broken, "X", [result("1.1", "2024", "20"), result("1.1", "2025", "30")])
    assert ("2021", "Break in series") in [(row["t"], row["w"]) for row in rows(figure.spec) if "w" in row]
    assert [{"filter": "!datum.f"}] in [each.get("transform") for each in layers(figure.spec)]
    assert "the series was broken" in figure.words
    assert "higher than the first" not in figure.words


def test_the_table_tells_a_break_once_where_the_rule_stands(example_plan: Plan, share: Indicator) -> None:
    broken = replace(share, comparable=False)
    given = [result("1.1", "2019", "20"), result("1.1", "2025", "30"), result("1.1", "2026", "31")]
    rated = [*given[:1], *(replace(one, status=Status.NOT_ASSESSABLE, reason="break_in_series") for one in given[1:])]
    told = [str(series("en", example_plan, broken, "X", found).plain_rows()) for found in (given, rated)]
    assert [each.count("Break in series") for each in told] == [1, 0]
    assert [each.count("the series was broken") for each in told] == [0, 2]


def test_a_reason_stands_under_the_status(example_plan: Plan, share: Indicator) -> None:
    rated = result("1.1", "2025", "30", Status.NOT_ASSESSABLE, reason="no_baseline")
    mark = series("en", example_plan, share, "X", [rated]).rows[1][2]
    assert mark == Mark("?", "Cannot be assessed", "not_assessable", small="The plan gives no baseline.")


def test_earlier_figures_are_history_in_the_table_whatever_else_hinders(example_plan: Plan, share: Indicator) -> None:
    found = [result("1.1", year, "30", Status.NOT_ASSESSABLE, reason="before_baseline") for year in ("2024", "2025")]
    marks = [row[2] for row in series("en", example_plan, share, "X", found).rows]
    smalls = [mark.small for mark in marks if isinstance(mark, Mark)]
    assert smalls == ["From before the plan: shown, not rated.", "There is no figure newer than the baseline."]


def test_a_hidden_earlier_figure_keeps_its_reason(example_plan: Plan, share: Indicator) -> None:
    mark = series("en", example_plan, share, "X", [hidden("1.1", "2024", reason="to_protect_people")]).rows[1][2]
    assert mark == Mark("*", "Hidden", "suppressed", small="Hidden to protect people.")


@pytest.mark.parametrize("expected", [0, 2])
def test_the_table_and_its_file_tell_what_is_carried_forward(example_plan: Plan, share: Indicator, expected: int) -> None:
    figure = series("en", example_plan, share, "X", [result("1.1", "2025", "30", reported=0, expected=expected, carried=1)])
    (row,) = [row for row in figure.plain_rows() if row[0] == "2025"]
    assert str(row).count("carried forward: 1") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_under_long_names_of_levels_are_shorter(lang: str, example_plan: Plan) -> None:
    quality = indicator_of(example_plan, "2.5")
    found = [result("2.5", "2025", "1", carried=1), result("2.5", "2026", None, Status.NO_DATA)]
    key = series(lang, example_plan, quality, "X", found).spec["encoding"]["x"]["axis"]["title"]
    longest = max(len(line) for level in quality.scale for line in level.title[lang].split())
    assert max(len(line) for line in key) <= 42 - longest


def test_coverage_stands_under_the_period_where_there_is_room(example_plan: Plan, share: Indicator) -> None:
    stock = replace(share, baseline=None, targets=())
    short = series("en", example_plan, stock, "X", [result("1.1", "2025", "30")])
    long = series("en", example_plan, stock, "X", [result("1.1", str(year), "30") for year in range(2010, 2026)])
    assert '"2025":"1/2"' in short.spec["encoding"]["x"]["axis"]["labelExpr"]
    assert "labelExpr" not in long.spec["encoding"]["x"]["axis"]


@pytest.mark.parametrize(("values", "zero"), [(("10", "60"), True), (("58", "59"), False)])
def test_the_axis_starts_at_zero_unless_all_would_be_one_flat_line(
    example_plan: Plan, share: Indicator, values: tuple[str, str], zero: bool
) -> None:
    plain = replace(share, baseline=None, targets=())
    found = [result("1.1", year, value) for year, value in zip(("2025", "2026"), values, strict=True)]
    figure = series("en", example_plan, plain, "X", found)
    assert figure.spec["encoding"]["y"]["scale"]["zero"] is zero
    assert ("does not start at zero" in figure.words) is not zero


def test_levels_of_a_scale_name_the_axis(example_plan: Plan) -> None:
    quality = indicator_of(example_plan, "2.5")
    figure = series("ru", example_plan, quality, "X", [result("2.5", "2025", "1")])
    assert value_text("ru", quality, result("2.5", "2025", "1")) == "частично"
    assert "частично" in figure.spec["encoding"]["y"]["axis"]["labelExpr"]
    assert figure.spec["encoding"]["y"]["scale"]["domain"] == [0, len(quality.scale) - 1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axis_numbers_are_written_in_the_readers_manner(lang: str, example_plan: Plan, share: Indicator) -> None:
    manner = series(lang, example_plan, share, "X", [result("1.1", "2025", "30")]).spec["config"]["locale"]["number"]
    assert manner["decimal"] == ("." if lang == "en" else ",")


@pytest.mark.parametrize("lang", LANGUAGES)
@given(found=result_lists())
def test_no_sentence_is_missing_in_any_language(lang: str, plan_and_share: tuple[Plan, Indicator], found: list[Result]) -> None:
    figure = series(lang, *plan_and_share, "X", found)
    told = " ".join([figure.title, figure.words, figure.caption, *figure.header, str(figure.rows), str(figure.spec)])
    assert "figures." not in told
    assert "{" not in figure.words
