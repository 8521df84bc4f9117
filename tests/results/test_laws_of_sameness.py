"""What must not matter to any result: order, repetition, names, company, and what small cells are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, strategies as st

from nap.facts import Observation, Result
from nap.plan import Partner, Region, Regions
from nap.results import compute
from tests.results.building import a_plan
from tests.results.made_up import END, Case, cases, known


def bare(results: list[Result]) -> list[Result]:
    """Without the names of those who contributed, which no reader sees."""
    return [replace(each, contributors=frozenset()) for each in results]


@given(cases().flatmap(lambda case: st.tuples(st.just(case), st.permutations(case.observations))))
def test_the_order_of_observations_never_matters(pair: tuple[Case, list[Observation]]) -> None:
    case, shuffled = pair
    assert compute(case.plan, shuffled, END) == compute(case.plan, case.observations, END)


@given(cases(), st.data())
def test_the_same_figures_given_twice_change_nothing(case: Case, data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(case.observations), max_size=5)) if case.observations else []
    assert compute(case.plan, [*case.observations, *again], END) == compute(case.plan, case.observations, END)


@given(cases(), st.sampled_from(("P1", "P2", "P3")), st.sampled_from(("A0", "ZZ")))
def test_a_renamed_partner_changes_nothing(case: Case, old: str, new: str) -> None:
    partners = {new if code == old else code: places for code, places in case.partners.items()}
    kinds = [{**kind, "lead": new} if kind.get("lead") == old else kind for kind in case.indicators]
    plan = a_plan(*kinds, partners=partners, years=case.plan.years, history_from=2024, frequency=case.plan.calendar.frequency)
    renamed = [replace(each, partner=new) if each.partner == old else each for each in case.observations]
    assert bare(compute(plan, renamed, END)) == bare(compute(case.plan, case.observations, END))


@given(cases().flatmap(lambda case: st.tuples(st.just(case), st.permutations(case.plan.partners))))
def test_partners_in_another_order_change_nothing(pair: tuple[Case, list[Partner]]) -> None:
    case, partners = pair
    turned = replace(case.plan, partners=tuple(partners))
    assert compute(turned, case.observations, END) == compute(case.plan, case.observations, END)


@given(cases().flatmap(lambda case: st.tuples(st.just(case), st.permutations(case.plan.regions.all))))
def test_regions_in_another_order_give_the_same_rows_in_that_order(pair: tuple[Case, list[Region]]) -> None:
    case, turned = pair
    plan = replace(case.plan, regions=Regions(tuple(turned)))
    found, before = compute(plan, case.observations, END), compute(case.plan, case.observations, END)
    assert known(found) == known(before)
    places = list(dict.fromkeys(each.region for each in found if each.indicator == "1.1"))
    assert places == [region.code for region in turned if region.code in places]


@given(cases())
def test_indicators_in_another_order_give_the_same_rows_in_that_order(case: Case) -> None:
    plan = replace(case.plan, indicators=case.plan.indicators[::-1])
    whole = compute(case.plan, case.observations, END)
    expected = [each for indicator in plan.indicators for each in whole if each.indicator == indicator.code]
    assert compute(plan, case.observations, END) == expected


@given(cases())
def test_an_indicator_does_not_depend_on_the_others(case: Case) -> None:
    whole = compute(case.plan, case.observations, END)
    for indicator in case.plan.indicators:
        alone = replace(case.plan, indicators=(indicator,))
        expected = [each for each in whole if each.indicator == indicator.code]
        assert compute(alone, case.observations, END) == expected
        assert compute(case.plan, case.observations, END, indicators=[indicator.code]) == expected


@given(cases(), st.integers(1, 50), st.integers(1, 50))
def test_what_small_cells_are_does_not_change_what_is_counted(case: Case, people: int, sensitive: int) -> None:
    lines = replace(case.plan.thresholds, cell_people=people, cell_sensitive=sensitive, contributors_sensitive=people)
    strict = replace(case.plan, thresholds=lines)
    assert compute(strict, case.observations, END) == compute(case.plan, case.observations, END)


@given(cases(), st.data())
def test_a_figure_taken_away_never_raises_what_was_reported(case: Case, data: st.DataObject) -> None:
    if not case.observations:
        return
    gone = data.draw(st.sampled_from(case.observations))
    before = known(compute(case.plan, case.observations, END))
    after = known(compute(case.plan, [each for each in case.observations if each is not gone], END))
    for place, each in after.items():
        if each.expected and place in before and before[place].expected:
            assert (each.reported or 0) <= (before[place].reported or 0)


@given(cases())
def test_nobody_reports_more_than_was_expected(case: Case) -> None:
    for each in compute(case.plan, case.observations, END):
        assert each.reported is not None
        assert each.expected is not None
        assert each.carried is not None
        assert 0 <= each.reported <= each.expected or not each.expected
        assert each.carried >= 0
