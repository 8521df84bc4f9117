"""An organisation's own figures can be passed on: no small number stands there, none can be worked out from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, strategies as st

from nap.facts import Observation, Period
from nap.plan import Plan, load_plan
from nap.results.passing_on import Row, kept_back, row_of
from tests.monitor.building import PLAN_FILE

REGIONS = ("KG", "KG-B", "KG-O", "41705214", "41705236")
PERIODS = tuple(map(Period.parse, ("2025-H1", "2025-H2", "2025")))


@cache
def the_plan() -> Plan:
    found, _ = load_plan(PLAN_FILE)
    assert found is not None
    counted = found.indicator("2.1")
    assert counted is not None
    return replace(found, indicators=(*found.indicators, replace(counted, code="R", accumulation="ytd")))


@pytest.fixture
def plan() -> Plan:
    return the_plan()


def figure(
    code: str, region: str, period: str, value: int | None, part: str = "", ratio: tuple[int, int] | None = None
) -> Observation:
    above, below = map(Decimal, ratio) if ratio else (None, None)
    number = None if value is None else Decimal(value)
    return Observation("WPN", code, region, Period.parse(period), part, number, above, below)


def left_out(plan: Plan, *figures: Observation) -> set[tuple[str, str, str]]:
    return {(row.region, str(row.period), part) for row, part in kept_back(plan, figures)}


def test_a_small_number_of_people_goes_a_zero_and_a_large_one_stay(plan: Plan) -> None:
    given = [figure("2.1", region, "2025-H1", value) for region, value in (("KG-B", 4), ("KG-O", 5), ("KG-J", 0))]
    assert left_out(plan, *given) == {("KG-B", "2025-H1", "")}


def test_committees_are_no_people(plan: Plan) -> None:
    assert left_out(plan, figure("2.2", "KG-B", "2025-H1", 1)) == set()


def test_with_one_part_go_the_other_parts_of_its_split_and_the_total_stays(plan: Plan) -> None:
    row = [figure("2.1", "KG-B", "2025-H1", value, part) for part, value in (("", 30), ("sex=F", 27), ("sex=M", 3))]
    assert left_out(plan, *row) == {("KG-B", "2025-H1", "sex=F"), ("KG-B", "2025-H1", "sex=M")}


def test_with_a_small_total_go_its_parts(plan: Plan) -> None:
    row = [figure("2.1", "KG-B", "2025-H1", value, part) for part, value in (("", 3), ("sex=F", 0), ("sex=M", 3))]
    assert left_out(plan, *row) == {("KG-B", "2025-H1", part) for part in ("", "sex=F", "sex=M")}


def test_a_district_cannot_be_subtracted_from_its_region(plan: Plan) -> None:
    given = [figure("2.1", region, "2025-H1", value) for region, value in (("KG-B", 40), ("41705214", 38), ("41705236", 2))]
    assert left_out(plan, *given) == {("41705214", "2025-H1", ""), ("41705236", "2025-H1", "")}


def test_a_half_year_cannot_be_subtracted_from_its_year(plan: Plan) -> None:
    given = [figure("2.1", "KG-B", period, value) for period, value in (("2025", 40), ("2025-H1", 38), ("2025-H2", 2))]
    assert left_out(plan, *given) == {("KG-B", "2025-H1", ""), ("KG-B", "2025-H2", "")}


def test_a_running_total_that_grew_by_a_few_goes(plan: Plan) -> None:
    given = [figure("R", "KG-B", period, value) for period, value in (("2025-Q1", 20), ("2025-Q2", 22), ("2026-Q1", 23))]
    assert left_out(plan, *given) == {("KG-B", "2025-Q2", "")}


@pytest.mark.parametrize(
    ("ratio", "goes"), [((2, 40), True), ((38, 40), True), ((0, 40), False), ((20, 40), False), ((0, 3), True)]
)
def test_of_a_share_above_below_and_the_rest_must_be_many(plan: Plan, ratio: tuple[int, int], goes: bool) -> None:
    assert bool(left_out(plan, figure("1.1", "KG-B", "2025", None, ratio=ratio))) is goes


FIGURES = st.builds(
    figure,
    st.sampled_from(("2.1", "3.1", "R")),
    st.sampled_from(REGIONS),
    st.sampled_from(PERIODS).map(str),
    st.one_of(st.none(), st.integers(0, 30)),
    st.sampled_from(("", "sex=F", "sex=M", "sex=_U", "age=Y14T28")),
)


def several(figures: Sequence[Observation]) -> list[Observation]:
    """One for each row and breakdown."""
    return list({(row_of(one), one.breakdown): one for one in figures}.values())


@given(st.lists(FIGURES, max_size=25).map(several))
def test_no_small_number_is_left_and_nothing_stands_alone_beside_its_whole(figures: list[Observation]) -> None:
    plan = the_plan()
    hidden = kept_back(plan, figures)
    shown = {(row_of(one), one.breakdown): one for one in figures if (row_of(one), one.breakdown) not in hidden}
    for (row, _), one in shown.items():
        indicator = plan.indicator(row.indicator)
        assert indicator is not None
        assert one.value is None or not 0 < one.value < plan.thresholds.minimum_cell(indicator)
    for row, part in hidden:
        split = part.partition("=")[0]
        beside = {each for other, each in shown if other == row and each and each.partition("=")[0] == split}
        assert not (part and beside)
        assert not (not part and any(each for other, each in shown if other == row))
        for larger, same in shown:
            if same == part and holds(plan, larger, row):
                assert not any(each == part and other != larger and holds(plan, larger, other) for other, each in shown)


@given(st.lists(FIGURES, max_size=25).map(several))
def test_what_is_left_out_does_not_depend_on_the_order(figures: list[Observation]) -> None:
    assert kept_back(the_plan(), figures) == kept_back(the_plan(), figures[::-1])


def holds(plan: Plan, larger: Row, row: Row) -> bool:
    if larger == row or larger.indicator != row.indicator:
        return False
    place = plan.regions.get(row.region)
    above = {row.region}
    while place is not None and place.parent:
        above.add(place.parent)
        place = plan.regions.get(place.parent)
    return larger.region in above and larger.period.start <= row.period.start and row.period.end <= larger.period.end
