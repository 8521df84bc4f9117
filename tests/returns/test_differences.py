"""What differs between two versions: nothing is missed, nothing is made up, and only the figures matter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from nap.facts import Observation, Period, Place
from nap.returns.differences import amendments

H1 = Period.parse("2026-H1")
FIGURE = Observation("WPN", "2.1", "KG-B", H1, "sex=F", Decimal(12), place=Place("O2", "F12"))

regions = st.sampled_from(("KG-B", "KG-J", "KG-O"))
values = st.sampled_from((Decimal(0), Decimal(1), Decimal("1.0"), Decimal(2)))
figures = st.builds(replace, st.just(FIGURE), region=regions, breakdown=st.sampled_from(("", "sex=F")), value=values)
versions = st.lists(figures, unique_by=lambda one: (one.region, one.breakdown)).map(tuple)


@given(before=versions, after=versions)
def test_the_earlier_version_with_its_amendments_is_the_later_one(
    before: tuple[Observation, ...], after: tuple[Observation, ...]
) -> None:
    found = amendments(before, after)
    rest = [one for one in before if all(each.before is not one for each in found)]
    made = [*rest, *(each.after for each in found if each.after is not None)]
    assert {(one.region, one.breakdown, one.value) for one in made} == {(one.region, one.breakdown, one.value) for one in after}


@given(before=versions, after=versions)
def test_looked_at_the_other_way_round_every_amendment_is_turned_round(
    before: tuple[Observation, ...], after: tuple[Observation, ...]
) -> None:
    forth = {(each.before, each.after) for each in amendments(before, after)}
    back = {(each.after, each.before) for each in amendments(after, before)}
    assert forth == back
    assert amendments(before, before) == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"value": None, "state": "no_data"},
        {"quality": "estimated"},
        {"value": None, "numerator": Decimal(1), "denominator": Decimal(2)},
        {"value": Decimal("12.01")},
    ],
)
def test_value_state_and_quality_are_amendments(changed: dict[str, object]) -> None:
    after = replace(FIGURE, **changed)  # type: ignore[arg-type]
    (found,) = amendments([FIGURE], [after])
    assert (found.kind, found.before, found.after, found.figure) == ("changed", FIGURE, after, after)


def test_where_it_stands_and_how_it_was_typed_are_none() -> None:
    moved = replace(FIGURE, place=Place("O3", "A1"), typed=(("A1", "12,0"),), source="another list", value=Decimal("12.0"))
    assert amendments([FIGURE], [moved]) == ()


def test_what_is_new_comes_in_the_order_of_the_later_version_and_what_is_gone_at_the_end() -> None:
    osh, batken, chuy = (replace(FIGURE, region=code) for code in ("KG-O", "KG-B", "KG-C"))
    found = amendments([chuy, osh], [batken, replace(osh, value=Decimal(1))])
    assert [(each.kind, each.figure.region) for each in found] == [("added", "KG-B"), ("changed", "KG-O"), ("dropped", "KG-C")]
