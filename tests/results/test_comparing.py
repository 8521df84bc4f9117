"""What changed and what drove it: contributions sum exactly, nothing hidden is worked out, what cannot be compared says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as some

from nap.facts import Observation, Period, Result, Status
from nap.plan import Plan
from nap.results import Audience, Board, compute, disclose
from nap.results.comparing import Comparison, Doubt, Obstacle, Undriven, compare_boards, compare_periods
from tests.results.building import REGIONS, a_plan, seen

THEN, NOW = Period.parse("2025-H1"), Period.parse("2025-H2")
END = date(2025, 12, 31)
EVERYWHERE = {"P1": list(REGIONS), "P2": ["KG", "41705214", "41705236"]}
AIM: dict[str, Any] = {"baseline": {"value": 0, "date": "2024-12-31"}, "targets": [{"date": "2027-12-31", "value": 50}]}


def plan_of(where: dict[str, list[str]] | None = None, **indicator: Any) -> Plan:
    return a_plan(indicator, partners=where or {"P1": ["KG-B", "KG-O"]})


def board(plan: Plan, found: list[Observation], audience: str = "coordinator") -> Board:
    return Board.of(plan, disclose(plan, compute(plan, found, END), Audience.parse(audience)))


def compared(plan: Plan, found: list[Observation], region: str = "KG", audience: str = "coordinator") -> Comparison:
    return compare_periods(board(plan, found, audience), plan.indicators[0], region, THEN, NOW)


def shares(comparison: Comparison) -> dict[str, Fraction | int]:
    return {driver.place: driver.change for driver in comparison.drivers}


def amount(comparison: Comparison) -> float | None:
    return None if comparison.change is None else float(comparison.change)


def two(then: object, now: object, other_then: object = 100, other_now: object = 100, **more: Any) -> list[Observation]:
    """Batken's and Osh's figures in both periods."""
    return [
        seen("P1", "KG-B", THEN, then, **more),
        seen("P1", "KG-B", NOW, now, **more),
        seen("P1", "KG-O", THEN, other_then, **more),
        seen("P1", "KG-O", NOW, other_now, **more),
    ]


# what cannot be compared


def test_nothing_before_is_no_change_from_zero() -> None:
    found = compared(plan_of(), [seen("P1", "KG-B", NOW, 5), seen("P1", "KG-O", NOW, 5)])
    assert (amount(found), found.obstacle, found.drivers) == (None, Obstacle.MISSING, ())


def test_a_hidden_figure_has_no_difference() -> None:
    plan = plan_of(counts="people", sensitivity="people")
    found = compared(plan, two(1, 2, 1, 1), audience="forum")
    assert (amount(found), found.obstacle, found.drivers) == (None, Obstacle.HIDDEN, ())


def test_where_one_part_is_hidden_no_part_is_told() -> None:
    plan = plan_of(counts="people", sensitivity="people")
    found = compared(plan, two(50, 80, 2, 60), audience="forum")
    assert (amount(found), found.undriven, found.drivers) == (88, Undriven.HIDDEN, ())
    assert len(compared(plan, two(50, 80, 2, 60)).drivers) == 2


def test_across_a_break_in_the_series_there_is_no_difference() -> None:
    plan = plan_of(type="stock", comparable=False, valid_from="2025-07-01")
    first, second = (replace(result, period=period) for result, period in _pair(plan))
    board = Board.of(plan, [first, second])
    assert compare_periods(board, plan.indicators[0], "KG", THEN, NOW).obstacle == Obstacle.BREAK


def _pair(plan: Plan) -> list[tuple[Result, Period]]:
    one = Result("1.1", "KG", THEN, value=Decimal(5), reported=1, expected=1, status=Status.CONTEXT)
    return [(one, THEN), (replace(one, value=Decimal(7)), NOW)]


def test_after_the_break_figures_are_compared_again() -> None:
    plan = plan_of(type="stock", comparable=False, baseline={"value": 1, "date": "2024-12-31"})
    assert compared(plan, two(5, 7)).change == 2


def test_what_is_only_carried_forward_is_no_change() -> None:
    found = compared(plan_of(type="stock"), [seen("P1", "KG-B", THEN, 5), seen("P1", "KG-O", THEN, 5)])
    assert (amount(found), found.obstacle) == (None, Obstacle.NOT_NEWER)


def test_a_yearly_figure_does_not_change_within_the_year() -> None:
    plan = plan_of(frequency="year", type="stock")
    found = compare_periods(board(plan, [seen("P1", "KG-B", "2024", 5)]), plan.indicators[0], "KG", THEN, NOW)
    assert found.obstacle in {Obstacle.NOT_NEWER, Obstacle.MISSING}
    assert found.change is None


def test_a_half_year_of_a_flow_is_not_compared_with_a_year() -> None:
    plan = plan_of()
    found = compare_periods(board(plan, two(5, 7)), plan.indicators[0], "KG", THEN, Period(2025))
    assert (amount(found), found.obstacle) == (None, Obstacle.FREQUENCY)


@pytest.mark.parametrize(
    ("indicator", "found", "doubt"),
    [
        (
            {"type": "percentage", "counts": "organisations", **AIM},
            [*two((5, 10), (9, 10))[:2], seen("P1", "KG-O", NOW, (1, 2))],
            Doubt.COVERAGE,
        ),
        ({"type": "stock", **AIM}, two(5, 9)[:3], Doubt.CARRIED),
        (AIM, two(5, 9, quality="more_than"), Doubt.AT_LEAST),
    ],
)
def test_a_difference_in_doubt_is_called_neither_better_nor_worse(
    indicator: dict[str, Any], found: list[Observation], doubt: Doubt
) -> None:
    comparison = compared(plan_of(**indicator), found)
    assert comparison.change is not None
    assert (comparison.verdict, doubt in comparison.doubts) == ("moved", True)


# what adds up and lacks a part


@pytest.mark.parametrize("missing", [0, 1, 2, 3])
def test_a_missing_report_is_no_fall(missing: int) -> None:
    found = two(5, 9, 20, 18)
    del found[missing]
    comparison = compared(plan_of(**AIM), found)
    assert (comparison.change, comparison.verdict, comparison.obstacle, comparison.drivers) == (None, "", Obstacle.INCOMPLETE, ())
    sides = {side.place: side for side in comparison.sides}
    gone, other = ("KG-B", "KG-O") if missing < 2 else ("KG-O", "KG-B")
    assert (sides[gone].missing_then, sides[gone].missing_now) == (missing % 2 == 0, missing % 2 == 1)
    assert sides[gone].change is None
    assert sides[other].change == (4 if other == "KG-B" else -2)


def test_the_same_sum_of_other_places_is_not_no_change() -> None:
    found = [seen("P1", "KG-B", THEN, 20), seen("P1", "KG-O", NOW, 20)]
    assert compared(plan_of(), found).obstacle == Obstacle.INCOMPLETE


def test_where_a_place_is_hidden_the_complete_ones_have_no_difference_either() -> None:
    plan = plan_of({"P1": ["KG-B", "KG-O", "KG-N"]}, counts="people", sensitivity="people")
    found = compared(plan, [*two(50, 80, 2, 60), seen("P1", "KG-N", NOW, 40)], audience="forum")
    assert [side.change for side in found.sides] == [None] * len(found.sides)


# which way


@pytest.mark.parametrize(
    ("over", "now", "accumulation", "verdict"),
    [
        ("plan", NOW, "flow", "moved"),
        ("plan", NOW, "ytd", "moved"),
        ("year", NOW, "flow", "moved"),
        ("plan", THEN, "flow", "worse"),
    ],
)
def test_a_half_year_towards_a_longer_sum_is_not_judged(over: str, now: Period, accumulation: str, verdict: str) -> None:
    aim = {"date": "2027-12-31", "value": 1000, "over": over}
    plan = plan_of(accumulation=accumulation, baseline=AIM["baseline"], targets=[aim])
    old, new = board(plan, two(84, 84, 84, 84)), board(plan, two(80, 80, 80, 80))
    assert compare_boards(old, new, plan.indicators[0], "KG", THEN, now).verdict == verdict


@pytest.mark.parametrize(
    ("direction", "then", "now", "verdict"),
    [
        ("increase", 5, 9, "better"),
        ("increase", 9, 5, "worse"),
        ("decrease", 5, 9, "worse"),
        ("decrease", 9, 5, "better"),
        ("none", 5, 9, "moved"),
        ("increase", 5, 5, "same"),
        ("none", 5, 5, "same"),
    ],
)
def test_the_plan_says_which_way_is_better(direction: str, then: int, now: int, verdict: str) -> None:
    assert compared(plan_of(direction=direction), two(then, now)).verdict == verdict


@pytest.mark.parametrize(("then", "now", "verdict"), [(30, 34, "better"), (34, 40, "worse"), (33, 35, "moved")])
def test_to_maintain_is_to_stay_near_the_target(then: int, now: int, verdict: str) -> None:
    goal = {"value": 34, "date": "2024-12-31"}
    aim = {"date": "2027-12-31", "value": 34}
    plan = plan_of({"P1": ["KG"]}, type="index", direction="maintain", tolerance=2, baseline=goal, targets=[aim])
    found = [seen("P1", "KG", THEN, then), seen("P1", "KG", NOW, now)]
    assert compared(plan, found).verdict == verdict


# what drove it

amounts = some.decimals(0, 10**6, places=2)
places = some.sampled_from(("KG", *REGIONS, "41705214", "41705236"))


@some.composite
def reports(draw: some.DrawFn, *, ratio: bool = False) -> list[Observation]:
    """Any figures of any places in both periods, each partner's own places."""
    found = []
    for place, period in draw(some.lists(some.tuples(places, some.sampled_from((THEN, NOW))), unique=True, min_size=1)):
        whole = draw(some.integers(1, 5000))
        value: object = (draw(some.integers(0, whole)), whole) if ratio else draw(amounts)
        found.append(seen("P1" if place in REGIONS else "P2", place, period, value))
    return found


@given(found=reports())
def test_only_places_that_are_complete_both_times_have_a_difference(found: list[Observation]) -> None:
    comparison = compared(plan_of(EVERYWHERE), found)
    for side in comparison.sides:
        known = [one for one in (side.before, side.after) if one and one.value is not None and one.reported == one.expected]
        assert (side.change is not None) == (len(known) == 2)
        assert side.change is None or not (side.missing_then or side.missing_now)


@given(
    values=some.dictionaries(some.sampled_from(REGIONS), some.tuples(amounts, amounts), min_size=1),
    kind=some.sampled_from(("count", "stock", "money")),
)
def test_contributions_of_what_adds_up_sum_exactly(values: dict[str, tuple[Decimal, Decimal]], kind: str) -> None:
    pairs = [(place, zip((THEN, NOW), both, strict=True)) for place, both in values.items()]
    found = [seen("P1", place, period, value) for place, both in pairs for period, value in both]
    comparison = compared(plan_of({"P1": list(values)}, type=kind), found)
    assert (comparison.obstacle, comparison.undriven) == ("", "")
    assert comparison.change == sum(now - then for then, now in values.values())
    assert sum(shares(comparison).values()) == comparison.change


@given(found=reports(ratio=True))
def test_contributions_to_a_pooled_percentage_sum_exactly(found: list[Observation]) -> None:
    comparison = compared(plan_of(EVERYWHERE, type="percentage", counts="organisations"), found)
    assert comparison.undriven or sum(shares(comparison).values()) == (comparison.change or 0)


@given(found=reports(ratio=True), region=some.sampled_from(("KG", *REGIONS)))
def test_whatever_is_hidden_no_driver_is_left_over(found: list[Observation], region: str) -> None:
    plan = plan_of(EVERYWHERE, type="percentage", counts="people", sensitivity="people")
    forum = board(plan, found, "forum")
    comparison = compare_periods(forum, plan.indicators[0], region, THEN, NOW)
    hidden = [driver for driver in comparison.drivers for side in (driver.before, driver.after) if side and side.value is None]
    assert all(side.status is not Status.SUPPRESSED for driver in hidden for side in (driver.before, driver.after) if side)
    if comparison.undriven == Undriven.HIDDEN:
        assert comparison.drivers == ()


def test_each_region_has_its_difference_the_strongest_first() -> None:
    comparison = compared(plan_of(), two(10, 100, 50, 80))
    assert (amount(comparison), list(shares(comparison).items())) == (120, [("KG-B", 90), ("KG-O", 30)])


def test_a_place_that_did_not_move_is_no_driver() -> None:
    assert list(shares(compared(plan_of(), two(10, 100)))) == ["KG-B"]


def test_what_a_national_row_holds_beyond_the_regions_is_not_allocated() -> None:
    found = [*two(10, 20), seen("P2", "KG", THEN, 200), seen("P2", "KG", NOW, 250)]
    comparison = compared(plan_of({"P1": ["KG-B", "KG-O"], "P2": ["KG"]}), found)
    assert shares(comparison) == {"KG-B": 10, "": 40}


def test_a_region_is_traced_to_its_districts() -> None:
    plan = plan_of({"P1": ["41705214", "41705236"]})
    found = [
        seen("P1", place, period, value)
        for place, values in {"41705214": (1, 5), "41705236": (2, 4)}.items()
        for period, value in zip((THEN, NOW), values, strict=True)
    ]
    assert shares(compared(plan, found, "KG-B")) == {"41705214": 4, "41705236": 2}


def test_a_share_splits_into_the_places_own_ratio_and_its_weight() -> None:
    """Batken goes from 10 % to 30 % with the same 100 people, Osh stays at 50 % but grows from 100 to 300."""
    plan = plan_of(type="percentage", counts="organisations")
    comparison = compared(plan, two((10, 100), (30, 100), (50, 100), (150, 300)))
    own = {driver.place: driver.own for driver in comparison.drivers}
    assert comparison.change == 15
    assert own == {"KG-B": Fraction(15, 2), "KG-O": 0}
    assert sum(shares(comparison).values()) == 15


def test_if_no_ratio_and_no_weight_changed_nothing_drove_it() -> None:
    plan = plan_of(type="percentage", counts="organisations")
    comparison = compared(plan, two((10, 100), (20, 200), (50, 100), (100, 200)))
    assert (amount(comparison), comparison.verdict, comparison.drivers) == (0, "same", ())


def test_an_index_is_not_made_of_regions() -> None:
    plan = plan_of({"P1": ["KG"], "P2": ["KG-B"]}, type="index", partners="none")
    found = [seen("P1", "KG", THEN, 5), seen("P1", "KG", NOW, 7), seen("P2", "KG-B", NOW, 2)]
    comparison = compared(plan, found)
    assert (amount(comparison), comparison.undriven, comparison.drivers) == (2, Undriven.NOT_ADDED, ())


def test_regions_known_at_one_moment_only_tell_no_shares() -> None:
    found = [seen("P2", "KG", THEN, (50, 100)), seen("P2", "KG", NOW, (70, 100)), seen("P1", "KG-B", NOW, (6, 10))]
    comparison = compared(plan_of({"P1": ["KG-B"], "P2": ["KG"]}, type="percentage", counts="organisations"), found)
    assert (amount(comparison), comparison.undriven) == (20, Undriven.NO_PARTS)


def test_where_only_the_country_reported_there_are_no_parts() -> None:
    found = [seen("P2", "KG", THEN, 5), seen("P2", "KG", NOW, 7)]
    comparison = compared(plan_of({"P2": ["KG"]}), found)
    assert (amount(comparison), comparison.undriven) == (2, Undriven.NO_PARTS)


def test_one_period_as_known_on_two_days() -> None:
    plan = plan_of()
    old, new = board(plan, two(5, 9)), board(plan, two(5, 19))
    comparison = compare_boards(old, new, plan.indicators[0], "KG", NOW, NOW)
    assert (amount(comparison), shares(comparison)) == (10, {"KG-B": 10})
