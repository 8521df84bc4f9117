"""Figures that others published: read from a table, told beside ours, never beside a hidden one."""

from __future__ import annotations

import pytest

from nap.facts import Period
from nap.plan import load_plan
from nap.releases.elsewhere import load_elsewhere, of_line, period_told, read_elsewhere, span, value_told
from nap.releases.release import Elsewhere
from nap.settings import ROOT
from tests.releases.making import YEAR, example, figure, hidden, part, share, small

HEAD = "plan,indicator,region,period,value,source,why_en,why_ru,why_ky\n"
ROW = "kg-example,1.1,KG,2025,39.75,press,Because.,Потому что.,Себеби."
ONE = Elsewhere("1.1", "KG", "2025-03/2025-11", "39.75", "press", {"en": "Because."})


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (ROW.replace(",KG,", ",XX,"), "line 2: region"),
        (ROW.replace("39.75", "over 40"), "line 2: value"),
        (ROW.replace("39.75", "NaN"), "line 2: value"),
        (ROW.replace(",2025,", ",2025-13,"), "line 2: period"),
        (ROW.replace(",2025,", ",2025-11/2025-03,"), "line 2: period"),
        (ROW.replace("press", " "), "line 2: source"),
        (ROW.removesuffix("Себеби."), "line 2: why_ky"),
        ("kg-example,1.1,KG,2025", "line 2: source"),
    ],
)
def test_a_wrong_line_is_named_with_its_column(row: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_elsewhere(HEAD + row, example())


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="line 1: column source"):
        read_elsewhere(HEAD.replace("source,", "") + ROW, example())


def test_rows_of_other_plans_and_of_indicators_that_are_no_more_are_left_out() -> None:
    rows = (ROW, ROW.replace("kg-example", "another"), ROW.replace("1.1,", "9.9,"))
    (found,) = read_elsewhere(HEAD + "\n".join(rows), example())
    assert found == Elsewhere("1.1", "KG", "2025", "39.75", "press", {"en": "Because.", "ru": "Потому что.", "ky": "Себеби."})


def test_the_table_that_comes_with_the_monitor_fits_its_plan() -> None:
    plan, _ = load_plan(ROOT / "indicators.yaml")
    assert plan is not None
    found = load_elsewhere(ROOT / "data" / "elsewhere.csv", plan)
    assert len(found) > 10
    assert not set("қғұіһә") & set("".join(one.why["ky"] for one in found))
    assert all(text.endswith(".") for one in found for text in one.why.values())


def test_it_stands_beside_the_figure_of_its_place_and_time_only() -> None:
    told = [figure("1.1", 30, period=YEAR), figure("1.1", 30, region="KG-B", period=YEAR), part("2.1", "sex=F", 9)]
    release = small(results=told, elsewhere=[ONE, Elsewhere("1.1", "KG", "2019", "15", "press")])
    assert release.elsewhere == (ONE,)
    assert [of_line(release.elsewhere, line) for line in release.lines] == [(ONE,), (), ()]


def test_it_never_stands_beside_a_hidden_figure() -> None:
    shown = share("1.1", 30, 100, period=YEAR)
    assert small(results=[shown], elsewhere=[ONE]).elsewhere == (ONE,)
    assert small(results=[hidden("1.1", period=YEAR)], elsewhere=[ONE]).elsewhere == ()
    assert small(results=[shown, hidden("1.1", period=Period.parse("2025-H2"))], elsewhere=[ONE]).elsewhere == ()


def test_values_keep_their_decimals_and_periods_are_told_in_words() -> None:
    indicator = example().indicator("1.1")
    assert indicator is not None
    assert [value_told(lang, indicator, ONE) for lang in ("en", "ru")] == ["39.75%", "39,75\N{NO-BREAK SPACE}%"]
    assert period_told("en", "2025-03/2025-11") == "March 2025 to November 2025"
    assert period_told("ky", "2025") == "2025-жыл"
    assert span("2025/x") is None


def test_what_says_the_same_as_our_figure_does_not_differ() -> None:
    same = Elsewhere("1.1", "KG", "2025", "39.7", "press")
    ours = figure("1.1", "39.745", period=YEAR)
    assert small(results=[ours], elsewhere=[same, ONE]).elsewhere == (ONE,)
    longer = Elsewhere("1.1", "KG", "2025/2026", "39.7", "press")
    assert small(results=[ours], elsewhere=[longer]).elsewhere == (longer,)
