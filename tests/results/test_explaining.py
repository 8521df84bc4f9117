"""The explanation of a number is the number: same result, steps that add up, every observation and expected cell told of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from typing import NamedTuple

import pytest
from hypothesis import assume, given, strategies as st

from nap.facts import Observation, Period, Result
from nap.plan import Plan
from nap.results import compute
from nap.results.computing import EXACT
from nap.results.explaining import explain
from nap.results.explanation import AXES, STEPS, Explanation, Omission, Step
from tests.oracle.comparing import observed, planned
from tests.oracle.generating import a_case
from tests.results.building import a_plan, seen

END = date(2030, 12, 31)


class Case(NamedTuple):
    """A made-up plan with observations, some of its results and their explanations."""

    plan: Plan
    observations: list[Observation]
    told: list[tuple[Result, Explanation]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Plans of the oracle: every kind of indicator, place, period and answer."""
    case = a_case(draw(st.integers(0, 10**6)))
    plan, _ = planned(case["plan"])
    assume(plan is not None)
    assert plan is not None
    found, day = observed(case["observations"]), date.fromisoformat(case["as_of"])
    results = compute(plan, found, day)
    telling = [each for each in results if each.value is not None or each.reported]
    chosen = draw(st.lists(st.sampled_from(telling or results), max_size=6)) if results else []
    return Case(plan, found, [(each, explained(plan, found, day, each)) for each in chosen])


def explained(plan: Plan, observations: list[Observation], day: date, result: Result) -> Explanation:
    return explain(plan, observations, day, result.indicator, result.region, result.period, result.breakdown)


def steps(case: Case) -> Iterator[tuple[Result, Step]]:
    for result, explanation in case.told:
        for step in explanation.step.walk() if explanation.step else ():
            yield result, step


@given(cases())
def test_the_explained_number_is_the_computed_one(case: Case) -> None:
    for result, explanation in case.told:
        assert explanation.result == result
        assert explanation.result.contributors == result.contributors
        step = explanation.step
        assert (step.value if step else None) == result.value
        if step is not None:
            assert (step.numerator, step.denominator) == (result.numerator, result.denominator)
            assert step.increment == result.increment
            assert parts_sum(step) == result.parts_sum


def parts_sum(step: Step) -> Decimal | None:
    inner = step.operands[0] if step.how == "share" else step
    return inner.beside.value if inner.beside else None


@given(cases())
def test_each_step_gives_its_number_by_the_way_it_names(case: Case) -> None:
    with localcontext(EXACT):
        for _, step in steps(case):
            assert step.how in STEPS
            assert step.over in AXES
            assert WAYS[step.how](step), step


def values(step: Step) -> list[Decimal]:
    return [each.value for each in step.operands if each.value is not None]


def summed(step: Step) -> bool:
    complete = len(values(step)) == len(step.operands)
    return step.value == (sum(values(step)) if complete else None)


def pooled(step: Step) -> bool:
    parts = [(each.numerator or 0, each.denominator or 0) for each in step.operands]
    return (step.numerator, step.denominator) == (sum(top for top, _ in parts), sum(bottom for _, bottom in parts))


def highest(step: Step) -> bool:
    return step.value == max(values(step)) and all(each.counts == (each.value == step.value) for each in step.operands)


def unchanged(step: Step) -> bool:
    return bool(step.operands) and all(each.value == step.value for each in step.operands)


def within_the_year(step: Step) -> bool:
    if len(step.operands) < 2 or step.value is None or step.numerator is not None:
        return step.value is None or step.numerator is not None
    now, before = values(step)
    return step.value == now - before


def running_total(step: Step) -> bool:
    if step.increment is None:
        return unchanged(replace(step, operands=step.operands[:1]))
    total, *before = values(step)
    return (step.value, step.increment) == (total, total - sum(before))


def shared(step: Step) -> bool:
    if not step.denominator:
        return step.value is None
    return step.value == (step.numerator or 0) * (step.times or 0) / step.denominator


WAYS: dict[str, Callable[[Step], bool]] = {
    "observation": lambda step: step.observation is not None and not step.operands,
    "sum": summed,
    "pooled": pooled,
    "highest": highest,
    "agreed": unchanged,
    "differ": lambda step: step.value is None and len(step.operands) > 1,
    "last": unchanged,
    "carried": unchanged,
    "reached": unchanged,
    "year_to_date": within_the_year,
    "running_total": running_total,
    "whole": unchanged,
    "share": shared,
    "rule": lambda step: not step.operands,
}
"""The operation of each kind of step, written a second time."""


@given(cases())
def test_no_observation_of_the_indicator_is_forgotten(case: Case) -> None:
    for result, explanation in case.told:
        given_ids = sorted(id(each) for each in case.observations if each.indicator == result.indicator)
        used = [id(each) for each in explanation.made_of]
        listed = [id(each.observation) for each in explanation.left_out]
        assert len(given_ids) == len(used) + len(listed) + explanation.elsewhere
        assert len({*used, *listed}) == len(used) + len(listed)
        assert {*used, *listed} <= set(given_ids)


@given(cases())
def test_what_is_missing_and_what_came_are_what_was_expected(case: Case) -> None:
    for result, explanation in case.told:
        assert result.reported is not None
        if result.expected:
            assert len(explanation.missing) + result.reported == result.expected
        else:
            assert explanation.missing == ()


@given(cases())
def test_a_reason_is_given_only_where_it_can_be_true(case: Case) -> None:
    for result, explanation in case.told:
        hows = {step.how for step in (explanation.step.walk() if explanation.step else ())}
        for one in explanation.left_out:
            assert possible(case.plan, result, hows, one.observation, one.because), one


def possible(plan: Plan, result: Result, hows: set[str], observation: Observation, because: Omission) -> bool:
    indicator = plan.indicator(result.indicator)
    assert indicator is not None
    flow, inside = indicator.accumulation == "flow", result.period.contains(observation.period)
    conditions = {
        Omission.NOT_HIGHEST: "highest" in hows,
        Omission.NOT_LEAD: indicator.partners == "lead_only" and observation.partner != indicator.lead,
        Omission.ANSWERED: bool(observation.state) and inside,
        Omission.COUNTRY_ROW: result.region == plan.country and observation.region != plan.country,
        Omission.REGION_ROW: observation.region.isdecimal(),
        Omission.PLACES_NOT_ADDED: indicator.regions in {"none", "national_row"},
        Omission.REACHED: indicator.type == "milestone",
        Omission.OVERLAPPING_PERIOD: flow and inside,
        Omission.LONGER_PERIOD: observation.period.contains(result.period),
        Omission.OLDER: not flow and inside,
        Omission.NEWER_PARTS: not flow,
        Omission.NOT_CARRIED: not flow,
    }
    return conditions.get(because, inside)


@given(cases())
def test_the_judgement_is_the_results_own(case: Case) -> None:
    with localcontext(EXACT):
        for result, explanation in case.told:
            told = explanation.judgement
            assert told is not None
            assert (told.status, told.reason) == (result.status.value, result.reason)
            assert told.progress == result.progress
            if told.progress is not None:
                assert told.goal.baseline is not None
                assert told.value is not None
                start, aim = told.goal.baseline.value, told.goal.targets[-1].value
                assert told.progress == (told.value - start) / (aim - start)
            if told.since is not None:
                assert told.since.value == sum(each.value or 0 for each in told.since.operands) or told.since.how != "sum"


def shape(step: Step) -> tuple[str, str, float | None]:
    return step.how, step.over, None if step.value is None else float(step.value)


SPLIT = {"type": "count", "partners": "max", "accumulation": "flow"}
HALF = Period.parse("2025-H1")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("indicator", ("9.9", "KG", HALF)), ("region", ("1.1", "XX", HALF)), ("period", ("1.1", "KG", Period.parse("2025-03")))],
)
def test_what_is_not_there_cannot_be_explained(name: str, wrong: tuple[str, str, Period]) -> None:
    with pytest.raises(KeyError, match=name):
        explain(a_plan(SPLIT), [], END, *wrong)
    with pytest.raises(KeyError, match="breakdown"):
        explain(a_plan(SPLIT), [], END, "1.1", "KG", HALF, "sex=F")


def test_a_year_of_two_partners_is_told_down_to_its_observations() -> None:
    plan = a_plan({"type": "count", "partners": "max", "frequency": "half_year"}, partners={"P1": ["KG-B"], "P2": ["KG-B"]})
    first, lower, second = (seen("P1", "KG-B", "2025-H1", 12), seen("P2", "KG-B", "2025-H1", 9), seen("P2", "KG-B", "2025-H2", 4))
    told = explain(plan, [first, lower, second], END, "1.1", "KG", Period(2025))
    assert told.step is not None
    assert shape(told.step) == ("sum", "periods", 16)
    country = told.step.operands[0]
    assert shape(country) == ("sum", "regions", 12)
    assert shape(country.operands[0]) == ("highest", "partners", 12)
    assert told.made_of == (first, second)
    assert [(one.observation, one.because) for one in told.left_out] == [(lower, Omission.NOT_HIGHEST)]
    assert [(one.partner, str(one.period)) for one in told.missing] == [("P1", "2025-H2")]


def test_a_reported_country_row_stands_before_the_regions() -> None:
    plan = a_plan({"type": "count"}, partners={"P1": ["KG-B"], "P2": ["KG"]})
    own, region = seen("P2", "KG", "2025-H1", 50), seen("P1", "KG-B", "2025-H1", 40)
    told = explain(plan, [own, region], END, "1.1", "KG", HALF)
    assert told.step is not None
    assert shape(told.step) == ("whole", "", 50)
    assert told.step.beside is not None
    assert shape(told.step.beside) == ("sum", "regions", 40)
    assert [(one.observation, one.because) for one in told.left_out] == [(region, Omission.COUNTRY_ROW)]


def test_a_state_carried_forward_names_the_period_it_is_from() -> None:
    plan = a_plan({"type": "stock", "frequency": "half_year"})
    told = explain(plan, [seen("P1", "KG-B", "2025-H1", 7)], END, "1.1", "KG-B", Period.parse("2025-H2"))
    assert told.step is not None
    assert shape(told.step) == ("carried", "", 7)
    assert str(told.step.operands[0].period) == "2025-H1"
    assert [str(one.stands) for one in told.missing] == ["2025-H1"]


def test_a_year_to_date_figure_is_told_as_a_difference() -> None:
    plan = a_plan({"type": "count", "accumulation": "ytd", "frequency": "quarter"})
    found = [seen("P1", "KG-B", "2025-Q1", 5), seen("P1", "KG-B", "2025-Q2", 12)]
    told = explain(plan, found, END, "1.1", "KG-B", Period.parse("2025-Q2"))
    assert told.step is not None
    assert shape(told.step) == ("year_to_date", "", 7)
    assert values(told.step) == [12, 5]


def test_figures_and_answers_that_cannot_count_say_why() -> None:
    plan = a_plan({"type": "count", "partners": "lead_only", "lead": "P1"}, partners={"P1": ["KG-B", "KG-O"], "P2": ["KG-B"]})
    found = {
        Omission.UNKNOWN_PLACE: seen("P1", "XX-1", "2025-H1", 1),
        Omission.NOT_LEAD: seen("P2", "KG-B", "2025-H1", 2),
        Omission.AFTER_AS_OF: seen("P1", "KG-B", "2025-H2", 3),
        Omission.ANSWERED: seen("P1", "KG-O", "2025-H1", state="not_applicable"),
    }
    told = explain(plan, list(found.values()), date(2025, 8, 1), "1.1", "KG", Period(2025))
    assert {one.because: one.observation for one in told.left_out} == found
    assert [(one.region, str(one.period)) for one in told.missing] == [
        ("KG-B", "2025-H1"),
        ("KG-B", "2025-H2"),
        ("KG-O", "2025-H2"),
    ]
