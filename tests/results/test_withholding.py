"""An explanation never tells more than the disclosed results of the same audience, and to partners their own figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, strategies as st

from nap.facts import Observation, Period, Result, Status
from nap.plan import Plan
from nap.results import Audience, compute, disclose
from nap.results.explaining import explain
from nap.results.explanation import Explanation, Step
from nap.results.withholding import withhold
from tests.oracle.comparing import observed, planned
from tests.oracle.generating import a_case
from tests.results.building import a_plan, seen
from tests.results.test_explaining import shape

END = date(2030, 12, 31)
HALF = Period.parse("2025-H1")
AUDIENCES = ("coordinator", "forum", "donor", "partner:AA")


def told_to(
    plan: Plan, observations: list[Observation], day: date, asked: Result, audience: str
) -> tuple[Explanation | None, list[Result]]:
    seen_by = Audience.parse(audience)
    shown = disclose(plan, compute(plan, observations, day, indicators=[asked.indicator]), seen_by)
    whole = explain(plan, observations, day, asked.indicator, asked.region, asked.period, asked.breakdown)
    return withhold(whole, shown, seen_by), shown


def numbers(result: Result) -> set[Decimal]:
    given_numbers = (result.value, result.increment, result.numerator, result.denominator, result.parts_sum, result.progress)
    counts = (result.reported, result.expected, result.carried)
    return {Decimal(each) for each in (*given_numbers, result.expected_value, result.pace, *counts) if each is not None}


def told_numbers(explanation: Explanation) -> Iterator[Decimal]:
    """Every number in it but the plan's own; what steps beside it pool is the sum of what their operands show."""
    for step in explanation.step.walk() if explanation.step else ():
        pooled = step.how == "pooled" and step.operands
        yield from filter(None, (step.value, step.increment, *(() if pooled else (step.numerator, step.denominator))))
    told = explanation.judgement
    if told is not None:
        summed = told.since is not None
        yield from filter(None, (None if summed else told.value, told.progress, told.expected_value, told.pace))
        for step in told.since.operands if told.since else ():
            yield from filter(None, (step.value, step.numerator, step.denominator))


@given(st.integers(0, 10**6), st.sampled_from(AUDIENCES), st.data())
def test_no_audience_learns_a_number_that_its_results_do_not_show(seed: int, audience: str, data: st.DataObject) -> None:
    case = a_case(seed)
    plan, _ = planned(case["plan"])
    assume(plan is not None)
    assert plan is not None
    found, day = observed(case["observations"]), date.fromisoformat(case["as_of"])
    telling = [each for each in compute(plan, found, day) if each.value is not None]
    assume(telling)
    result = data.draw(st.sampled_from(telling))
    told, shown = told_to(plan, found, day, result, audience)
    if told is None or audience == "coordinator":
        return
    known = set().union(*(numbers(each) for each in shown if each.breakdown == result.breakdown))
    assert set(told_numbers(told)) <= known
    everybody = [*told.made_of, *(each.observation for each in told.left_out)]
    assert {each.partner for each in everybody} <= {audience.partition(":")[2]}
    assert {each.partner for each in told.missing} <= {audience.partition(":")[2]}
    for step in told.step.walk() if told.step else ():
        assert not step.partner
        assert step.observation is None


PEOPLE = {"type": "count", "counts": "people", "sensitivity": "people", "frequency": "half_year"}
TWO = {"P1": ["KG-B", "KG-O"], "P2": ["KG-B"]}


def steps_of(told: Explanation | None) -> Step:
    assert told is not None
    assert told.step is not None
    return told.step


@pytest.mark.parametrize("audience", ["forum", "partner:P1"])
def test_a_hidden_figure_has_no_explanation(audience: str) -> None:
    plan = a_plan(PEOPLE, partners=TWO)
    found = [seen("P1", "KG-B", "2025-H1", 3)]
    told, _ = told_to(plan, found, END, Result("1.1", "KG-B", HALF), audience)
    assert told is not None
    assert told.result.status is Status.SUPPRESSED
    assert told == Explanation(told.result, hidden="to_protect_people")


def test_with_one_part_hidden_no_part_is_told() -> None:
    plan = a_plan(PEOPLE, partners=TWO)
    found = [seen("P1", "KG-B", "2025-H1", 3), seen("P1", "KG-O", "2025-H1", 40)]
    asked = Result("1.1", "KG", HALF)
    whole, narrow = (steps_of(told_to(plan, found, END, asked, who)[0]) for who in ("coordinator", "forum"))
    assert [each.value for each in whole.operands] == [3, 40]
    assert shape(narrow) == ("sum", "regions", 43)
    assert narrow.operands == ()


def test_the_forum_reads_regions_and_periods_and_nothing_of_partners() -> None:
    plan = a_plan({**PEOPLE, "partners": "max"}, partners=TWO)
    found = [seen("P1", "KG-B", "2025-H1", 30), seen("P2", "KG-B", "2025-H1", 20), seen("P1", "KG-O", "2025-H2", 12)]
    told, _ = told_to(plan, found, END, Result("1.1", "KG", Period(2025)), "forum")
    year = steps_of(told)
    assert [str(each.period) for each in year.operands] == ["2025-H1", "2025-H2"]
    assert [each.value for each in year.operands] == [30, 12]
    batken = year.operands[0].operands[0]
    assert batken.region == "KG-B"
    assert shape(batken) == ("rule", "", 30)
    assert batken.operands == ()
    assert told is not None
    assert (told.made_of, told.left_out, told.missing) == ((), (), ())


def test_a_partner_sees_her_own_figures_and_what_became_of_them() -> None:
    plan = a_plan({**PEOPLE, "partners": "max"}, partners=TWO)
    found = [seen("P1", "KG-B", "2025-H1", 30), seen("P2", "KG-B", "2025-H1", 20)]
    told, _ = told_to(plan, found, END, Result("1.1", "KG-B", HALF), "partner:P2")
    assert told is not None
    assert told.made_of == ()
    assert [each.observation for each in told.left_out] == [found[1]]


def test_what_an_audience_has_no_result_of_is_not_explained_to_it() -> None:
    plan, district = a_plan(PEOPLE, partners=TWO), "41705236"
    told, _ = told_to(plan, [seen("P1", district, "2025-H1", 900)], END, Result("1.1", district, HALF), "donor")
    assert told is None


def test_an_explanation_does_not_tell_the_increment_upon_a_hidden_total() -> None:
    plan = a_plan({**PEOPLE, "accumulation": "since_start"}, partners={"P1": ["KG-B"]})
    found = [seen("P1", "KG-B", "2025-H1", 3), seen("P1", "KG-B", "2025-H2", 23)]
    told, _ = told_to(plan, found, END, Result("1.1", "KG", Period.parse("2025-H2")), "forum")
    assert [each.increment for each in steps_of(told).walk()] == [None]


def test_the_forum_reads_from_which_period_a_figure_is_carried() -> None:
    plan = a_plan({"type": "stock", "frequency": "half_year"}, partners={"P1": ["KG-B"]})
    told, _ = told_to(plan, [seen("P1", "KG-B", "2025-H1", 7)], END, Result("1.1", "KG-B", Period.parse("2025-H2")), "forum")
    carried = steps_of(told)
    assert shape(carried) == ("carried", "", 7)
    assert [(each.how, str(each.period), each.partner) for each in carried.operands] == [("rule", "2025-H1", "")]


def test_where_the_earlier_figure_is_not_the_places_own_nothing_is_told_of_it() -> None:
    plan = a_plan({"type": "stock", "frequency": "half_year", "partners": "max"}, partners=TWO)
    found = [seen("P1", "KG-B", "2025-H1", 7), seen("P2", "KG-B", "2025-H1", 9), seen("P2", "KG-B", "2025-H2", state="not_safe")]
    told, _ = told_to(plan, found, END, Result("1.1", "KG-B", Period.parse("2025-H2")), "forum")
    assert shape(steps_of(told)) == ("rule", "", 7)
    assert steps_of(told).operands == ()
