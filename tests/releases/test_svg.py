"""Small pictures of a release: within their frame, with words, and of one look for whatever is hidden."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, strategies as st

from nap.facts import Frequency, Period, Result, Status
from nap.plan import Indicator, Target
from nap.plan.model import Baseline
from nap.releases.svg_series import draw_series
from nap.releases.svg_way import draw_way, way_of
from tests.releases.making import example, hidden

YEARS = [Period(year) for year in range(2019, 2026)]


def percentage() -> Indicator:
    found = example().indicator("1.1")
    assert found is not None
    aims = (Target(date(2027, 12, 31), Decimal(40)),)
    start = Baseline(Decimal(20), date(2024, 12, 31))
    return replace(found, baseline=start, targets=aims, frequency=Frequency.YEAR)


def results(values: list[str | None]) -> list[Result]:
    found = zip(YEARS, values, strict=False)
    return [
        Result("1.1", "KG", when, value=None if told is None else Decimal(told), reported=1, expected=1, status=Status.ON_TRACK)
        for when, told in found
    ]


def drawn(found: list[Result]) -> Element:
    picture = draw_series("en", example(), percentage(), "Kyrgyz Republic", found)
    assert picture is not None
    return fromstring(f'<svg xmlns="x"{picture.removeprefix("<svg")}')


def test_one_figure_alone_is_no_picture() -> None:
    assert draw_series("en", example(), percentage(), "Kyrgyz Republic", results(["20"])) is None
    assert (
        draw_series("en", example(), percentage(), "Kyrgyz Republic", [*results(["20"]), hidden("1.1", period=YEARS[1])]) is None
    )


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_hidden_figure_looks_the_same_whatever_it_is(one: int, other: int) -> None:
    first, *rest = results(["20", "25", "30", "31"])
    covered = hidden("1.1", period=YEARS[4])
    pictures = [
        draw_series("ru", example(), percentage(), "KG", [first, *rest, replace(covered, value=Decimal(value))])
        for value in (one, other)
    ]
    assert pictures[0] == pictures[1]
    assert "hid" in (pictures[0] or "")


@given(st.lists(st.one_of(st.none(), st.integers(-50, 10**7)), min_size=2, max_size=7))
def test_everything_stands_within_the_frame(values: list[int | None]) -> None:
    found = results([None if value is None else str(value) for value in values])
    picture = draw_series("ky", example(), percentage(), "KG", found)
    if picture is None:
        assert sum(value is not None for value in values) < 2
        return
    across = [float(share) for share in re.findall(r'\b(?:x|x1|x2|cx)="(-?[\d.]+)%"', picture)]
    down = [float(height) for height in re.findall(r'\b(?:y1|y2|cy)="(-?[\d.]+)"', picture)]
    assert all(0 <= share <= 100 for share in across)
    assert all(0 <= height <= 194 for height in down)


def test_the_words_of_a_picture_tell_its_first_and_last_value() -> None:
    picture = drawn(results(["20.5", "25", "31.5"]))
    told = next(part.text or "" for part in picture if part.tag.endswith("desc"))
    assert "20.5%" in told
    assert "31.5%" in told


def test_neighbours_across_a_gap_are_joined_by_dots_only() -> None:
    picture = draw_series("en", example(), percentage(), "KG", results(["20", None, "30"]))
    assert picture is not None
    assert 'stroke-dasharray="1 4"' in picture


def rated(progress: str, status: Status, expected: str = "30") -> Result:
    result = results(["25"])[0]
    return replace(result, progress=Decimal(progress), expected_value=Decimal(expected), status=status)


def test_the_way_is_as_long_as_the_share_that_is_made() -> None:
    way = way_of(example(), percentage(), rated("0.25", Status.BEHIND))
    assert way is not None
    assert (way.made, way.due) == (Decimal("0.25"), Decimal("0.5"))
    picture = draw_way("en", example(), percentage(), rated("0.25", Status.BEHIND))
    assert picture is not None
    assert 'width="23.5%"' in picture


@pytest.mark.parametrize("progress", ["-3", "0", "1", "700"])
def test_the_way_never_leaves_its_frame(progress: str) -> None:
    picture = draw_way("ru", example(), percentage(), rated(progress, Status.REGRESSING, "9000"))
    assert picture is not None
    assert all(0 <= float(share) <= 100 for share in re.findall(r'="(-?[\d.]+)%"', picture))


def test_who_stands_behind_the_baseline_has_no_bar_but_words() -> None:
    picture = draw_way("en", example(), percentage(), rated("-0.4", Status.REGRESSING))
    assert picture is not None
    assert "f-regressing" not in picture
    assert "−40%" in picture


@pytest.mark.parametrize("status", [Status.SUPPRESSED, Status.PARTIAL, Status.NO_DATA, Status.CONTEXT])
def test_what_is_not_rated_has_no_way(status: Status) -> None:
    assert draw_way("en", example(), percentage(), rated("0.5", status)) is None
