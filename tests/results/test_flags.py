"""How sure a figure is, by what its partners said of theirs: provisional, estimated. Carried to whoever may read the number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, strategies as st

from nap.facts import QUALITIES, UNSURE, Observation, Period, Result, Status
from nap.plan import Plan
from nap.results import Audience, compute, disclose
from nap.results.explaining import explain
from nap.results.explanation import Step
from nap.store.editions import _result, _row
from tests.oracle.comparing import observed, planned
from tests.oracle.generating import a_case
from tests.results.building import a_plan, row, seen

DAY = date(2030, 12, 31)


def test_a_figure_that_does_not_count_makes_nothing_unsure() -> None:
    plan = a_plan({"counts": "people", "partners": "max"}, partners={"P1": ["KG-B"], "P2": ["KG-B"]})
    given_ = [seen("P1", "KG-B", 2025, 120), seen("P2", "KG-B", 2025, 90, quality="estimated")]
    assert row(plan, given_, "KG-B", 2025).flags == frozenset()


def test_whoever_gave_the_same_highest_number_is_in_it() -> None:
    plan = a_plan({"counts": "people", "partners": "max"}, partners={"P1": ["KG-B"], "P2": ["KG-B"]})
    given_ = [seen("P1", "KG-B", 2025, 90), seen("P2", "KG-B", 2025, 90, quality="estimated")]
    assert row(plan, given_, "KG-B", 2025).flags == {"estimated"}


def test_a_hidden_figure_does_not_tell_how_sure_it_is() -> None:
    plan = a_plan({"counts": "people", "sensitivity": "people"}, partners={"P1": ["KG-B", "KG-O"]})
    given_ = [seen("P1", "KG-B", 2025, 2, quality="provisional"), seen("P1", "KG-O", 2025, 3, quality="provisional")]
    shown = disclose(plan, compute(plan, given_, DAY), Audience("forum"))
    hidden = [each for each in shown if each.status is Status.SUPPRESSED]
    assert hidden
    assert all(not each.flags for each in hidden)


def test_a_sum_is_as_unsure_as_its_parts_together() -> None:
    plan = a_plan({}, partners={"P1": ["KG-B", "KG-O"]})
    given_ = [seen("P1", "KG-B", 2025, 2, quality="provisional"), seen("P1", "KG-O", 2025, 3, quality="estimated")]
    assert row(plan, given_, "KG", 2025).flags == UNSURE
    assert row(plan, given_, "KG-O", 2025).flags == {"estimated"}


def test_what_is_taken_off_a_year_to_date_figure_makes_it_unsure() -> None:
    plan = a_plan({"accumulation": "ytd", "frequency": "half_year"})
    given_ = [seen("P1", "KG-B", "2025-H1", 2, quality="provisional"), seen("P1", "KG-B", "2025-H2", 5)]
    assert row(plan, given_, "KG-B", "2025-H2").flags == {"provisional"}
    assert row(plan, given_, "KG-B", 2025).flags == frozenset()


def test_more_than_is_told_as_at_least_and_is_no_flag() -> None:
    found = row(a_plan({}), [seen("P1", "KG-B", 2025, 40, quality="more_than")], "KG-B", 2025)
    assert (found.flags, found.at_least) == (frozenset(), True)


def test_an_edition_keeps_how_sure_its_figures_were() -> None:
    told = Result("1.1", "KG", Period(2025), value=Decimal(3), flags=frozenset(UNSURE))
    assert _result(_row(told), {}).flags == UNSURE


def test_an_edition_of_earlier_times_is_read_as_it_was_written() -> None:
    plain = _row(Result("1.1", "KG", Period(2025), value=Decimal(3)))
    assert len(plain) == 10
    assert _result(plain, {}).flags == frozenset()


@given(st.integers(0, 10**6), st.data())
def test_a_number_is_as_unsure_as_the_figures_it_is_made_of(seed: int, data: st.DataObject) -> None:
    case = a_case(seed)
    plan, _ = planned(case["plan"])
    if plan is None:
        return
    found = [_said(each, data.draw(st.sampled_from(QUALITIES))) for each in observed(case["observations"])]
    day = date.fromisoformat(case["as_of"])
    known = [each for each in compute(plan, found, day) if each.value is not None]
    for result in data.draw(st.lists(st.sampled_from(known), max_size=5)) if known else []:
        assert result.flags == _of_steps(plan, found, day, result), result


@given(st.integers(0, 10**6), st.data())
def test_how_sure_a_figure_is_changes_no_number(seed: int, data: st.DataObject) -> None:
    case = a_case(seed)
    plan, _ = planned(case["plan"])
    if plan is None:
        return
    found = [each for each in observed(case["observations"]) if each.quality != "more_than"]
    unsure = [_said(each, data.draw(st.sampled_from(sorted(UNSURE)))) for each in found]
    day = date.fromisoformat(case["as_of"])
    sure = [replace(each, quality="") for each in found]
    assert compute(plan, unsure, day) == compute(plan, sure, day)


def _said(observation: Observation, quality: str) -> Observation:
    return observation if observation.state else replace(observation, quality=quality)


def _of_steps(plan: Plan, observations: list[Observation], day: date, result: Result) -> frozenset[str]:
    step = explain(plan, observations, day, result.indicator, result.region, result.period, result.breakdown).step
    assert step is not None
    return frozenset(each.quality for each in _leaves(step)) & UNSURE


def _leaves(step: Step) -> Iterator[Observation]:
    """What the value is made of; the total before a running total only tells what is new in it."""
    if step.observation is not None:
        yield step.observation
    counted = [each for each in step.operands if each.counts]
    for operand in counted[:1] if step.how == "running_total" else counted:
        yield from _leaves(operand)
