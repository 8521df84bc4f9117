"""Of what several returns say of one figure the last thing said counts; nothing is lost without a trace."""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter

from hypothesis import given, strategies as st

from nap.facts import Observation, Period
from nap.results.lasting import last_said

YEARS = [Period(2024), Period(2025)]


def said(value: int | str, breakdown: str = "", period: Period = YEARS[0], partner: str = "A") -> Observation:
    """A figure, or an answer."""
    state = value if isinstance(value, str) else ""
    return Observation(partner, "1", "KG-B", period, breakdown, None if state else Decimal(value), state=state)


OBSERVATIONS = st.builds(
    said,
    st.one_of(st.integers(0, 9), st.sampled_from(["no_data", "not_safe", "not_applicable"])),
    st.sampled_from(["", "sex=F"]),
    st.sampled_from(YEARS),
    st.sampled_from("AB"),
)


def counting(*order: Observation) -> list[Observation]:
    return list(last_said(order, attrgetter("partner"))[0])


def test_no_data_takes_the_place_of_no_figure() -> None:
    assert counting(said(7), said("no_data")) == [said(7)]


def test_no_data_takes_the_place_of_no_answer_that_protects() -> None:
    assert counting(said("not_safe"), said("no_data")) == [said("not_safe")]


def test_what_is_not_safe_takes_out_the_whole_row() -> None:
    assert counting(said(7), said(4, "sex=F"), said("not_safe")) == [said("not_safe")]


def test_a_figure_takes_the_place_of_the_answer_its_row_was_given() -> None:
    assert counting(said("not_applicable"), said(4, "sex=F")) == [said(4, "sex=F")]


def test_a_new_total_leaves_the_parts_as_they_were() -> None:
    assert counting(said(7), said(4, "sex=F"), said(9)) == [said(4, "sex=F"), said(9)]


def test_what_was_replaced_twice_names_what_stands_in_the_end() -> None:
    first, second, third = said(1), said(2), said(3)
    _, replaced = last_said([first, second, third], attrgetter("partner"))
    assert [(old, new) for old, new in replaced] == [(first, third), (second, third)]


@given(st.lists(OBSERVATIONS))
def test_everything_said_counts_or_was_replaced_and_no_key_stands_twice(order: list[Observation]) -> None:
    found, replaced = last_said(order, attrgetter("partner"))
    keys = [(one.partner, one.period, one.breakdown) for one in found]
    assert len(set(keys)) == len(keys)
    assert {id(one) for one in found} | {id(old) for old, _ in replaced} == {id(one) for one in order}
    assert all(any(new is one for one in found) for _, new in replaced)


@given(st.lists(OBSERVATIONS))
def test_the_last_figure_said_of_each_key_counts_unless_an_answer_came_after_it(order: list[Observation]) -> None:
    last = {(one.partner, one.period, one.breakdown): one for one in order if not one.state}
    found = last_said(order, attrgetter("partner"))[0]
    assert {id(one) for one in found if not one.state} <= {id(one) for one in last.values()}
