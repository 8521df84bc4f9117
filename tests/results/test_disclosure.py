"""Who sees which figure (docs/disclosure.md): small cells hidden for everybody but coordinators, one mark, no number left."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nap.facts import Result, Status
from nap.plan import Plan
from nap.results import Audience, Reason, compute, disclose, is_primary, to_json
from tests.results.building import REGIONS, a_plan, only, seen

FORUM, DONOR, COORDINATOR = Audience("forum"), Audience("donor"), Audience("coordinator")
SEX = [{"by": "sex", "categories": ["F", "M"], "required": False, "disjoint": True, "complete": True}]
PEOPLE = {"type": "count", "counts": "people", "sensitivity": "people", "breakdowns": SEX}
OTHERS = {"indicator", "region", "period", "breakdown", "status", "reason", "contributors", "missing", "gaps", "flags"}
NUMBERS = [field.name for field in fields(Result) if field.name not in OTHERS]


def shown(plan: Plan, given: list[Any], audience: Audience = FORUM) -> list[Result]:
    return disclose(plan, compute(plan, given, date(2025, 12, 31)), audience)


def shown_in_2026(plan: Plan, given: list[Any], audience: Audience = FORUM) -> list[Result]:
    return disclose(plan, compute(plan, given, date(2026, 7, 1)), audience)


def batken(plan: Plan, given: list[Any], breakdown: str = "", audience: Audience = FORUM) -> Result:
    return only(shown(plan, given, audience), "KG-B", "2025-H1", breakdown)


@pytest.mark.parametrize(("people", "hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_fewer_people_than_the_minimum_cell_are_hidden_and_nobody_is_not(people: int, hidden: bool) -> None:
    result = batken(a_plan(PEOPLE), [seen("P1", "KG-B", "2025-H1", people)])
    assert (result.status == Status.SUPPRESSED) is hidden


def test_figures_that_count_people_are_protected_even_if_called_public() -> None:
    result = batken(a_plan({"type": "count", "counts": "people"}), [seen("P1", "KG-B", "2025-H1", 3)])
    assert result.status == Status.SUPPRESSED


def test_what_is_no_people_is_never_hidden() -> None:
    assert batken(a_plan({"type": "count", "counts": "events"}), [seen("P1", "KG-B", "2025-H1", 1)]).value == 1


def test_a_hidden_row_has_no_number_at_all() -> None:
    result = batken(a_plan(PEOPLE), [seen("P1", "KG-B", "2025-H1", 3)])
    assert {name: getattr(result, name) for name in NUMBERS} == dict.fromkeys(NUMBERS)
    assert (result.contributors, result.missing, result.gaps, result.flags) == (frozenset(), (), (), frozenset())
    assert [value for value in to_json(result).values() if isinstance(value, int | float)] == []
    assert (result.status, result.reason) == (Status.SUPPRESSED, Reason.TO_PROTECT_PEOPLE)


def test_a_part_is_hidden_with_the_few_it_leaves_over() -> None:
    given = [seen("P1", "KG-B", "2025-H1", 100), seen("P1", "KG-B", "2025-H1", 97, breakdown="sex=F")]
    given.append(seen("P1", "KG-B", "2025-H1", 3, breakdown="sex=M"))
    found = [batken(a_plan(PEOPLE), given, key).status == Status.SUPPRESSED for key in ("", "sex=F", "sex=M")]
    assert found == [False, True, True]


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [((3, 50), True), ((47, 50), True), ((4, 4), True), ((20, 50), False), ((0, 50), False), ((50, 50), False)],
)
def test_a_percentage_is_hidden_by_numerator_denominator_and_complement(parts: tuple[int, int], hidden: bool) -> None:
    plan = a_plan({"type": "percentage", "counts": "people", "sensitivity": "people"})
    assert (batken(plan, [seen("P1", "KG-B", "2025-H1", parts)]).status == Status.SUPPRESSED) is hidden


def test_a_small_increment_hides_a_large_running_total() -> None:
    plan = a_plan({**PEOPLE, "accumulation": "since_start"})
    given = [seen("P1", "KG-B", "2025-H1", 100), seen("P1", "KG-B", "2025-H2", 102)]
    assert only(shown(plan, given), "KG-B", "2025-H2").status == Status.SUPPRESSED


@pytest.mark.parametrize("audience", ["forum", "donor", "partner:P1"])
def test_what_one_partner_alone_says_of_survivors_is_never_shown(audience: str) -> None:
    plan = a_plan({"type": "count", "counts": "events", "sensitivity": "sensitive"}, partners={"P1": list(REGIONS)})
    given = [seen("P1", place, "2025-H1", 1000) for place in REGIONS]
    found = [each for each in shown(plan, given, Audience.parse(audience)) if each.period == given[0].period]
    assert {(each.status, each.reason, each.value) for each in found} == {(Status.SUPPRESSED, Reason.TO_PROTECT_PEOPLE, None)}
    assert only(shown(plan, given, COORDINATOR), "KG", "2025-H1").value == 9000


@pytest.mark.parametrize("audience", ["forum", "donor", "partner:P1"])
def test_what_three_partners_say_of_survivors_is_shown_by_region(audience: str) -> None:
    plan = a_plan({"type": "count", "counts": "events", "sensitivity": "sensitive"}, partners={"P1": list(REGIONS)})
    given = [seen(partner, place, "2025-H1", 1000) for place in REGIONS for partner in ("P1", "P2", "P3")]
    assert only(shown(plan, given, Audience.parse(audience)), "KG-B", "2025-H1").value == 3000


@pytest.mark.parametrize("audience", ["forum", "donor", "partner:P1"])
def test_where_a_sensitive_figure_came_from_cannot_be_seen(audience: str) -> None:
    plan = a_plan({"type": "count", "counts": "events", "sensitivity": "sensitive"}, partners={"P1": ["KG-B"]})
    report = [seen("P1", "41705236", "2025-H1", 1000)]
    told = [
        [(each.region, each.period, each.breakdown) for each in shown(plan, given, Audience.parse(audience))]
        for given in ([], report)
    ]
    assert told[0] == told[1]
    assert "41705236" in {each.region for each in shown(plan, report, COORDINATOR)}


def test_a_district_that_the_plan_names_keeps_its_hidden_row() -> None:
    plan = a_plan({"type": "count", "counts": "events", "sensitivity": "sensitive"}, partners={"P1": ["41705236"]})
    assert only(shown(plan, []), "41705236", "2025-H1").status == Status.SUPPRESSED


def test_sensitive_cells_are_primary_below_ten_with_few_contributors_and_in_districts() -> None:
    plan = a_plan({"type": "count", "counts": "events", "sensitivity": "sensitive"})
    indicator = plan.indicators[0]
    many, few = frozenset({"P1", "P2", "P3"}), frozenset({"P1", "P2"})

    def primary(value: int, partners: frozenset[str], region: str = "KG-B") -> bool:
        period = seen("P1", region, "2025-H1").period
        return is_primary(plan, indicator, Result("1.1", region, period, value=Decimal(value), contributors=partners))

    assert [primary(9, many), primary(10, many), primary(100, few), primary(100, many, "41705236")] == [True, False, True, True]


def test_a_donor_gets_districts_of_public_indicators_only() -> None:
    plan = a_plan({"type": "money"}, PEOPLE, {"type": "count", "sensitivity": "sensitive", "counts": "events"})
    district = "41705236"
    given = [seen("P1", district, "2025-H1", 900, indicator=code) for code in ("1.1", "1.2", "1.3")]
    found = {each.indicator for each in shown(plan, given, DONOR) if each.region == district}
    assert (found, {each.indicator for each in shown(plan, given, DONOR)}) == ({"1.1"}, {"1.1", "1.2", "1.3"})


def test_a_donor_reads_nothing_that_the_forum_does_not_read() -> None:
    plan = a_plan(PEOPLE, partners={"P1": list(REGIONS)})
    given = [seen("P1", place, "2025-H1", 3 * number) for number, place in enumerate(REGIONS, start=1)]
    forum = {(each.region, each.period, each.breakdown): each.value for each in shown(plan, given)}
    donor = {(each.region, each.period, each.breakdown): each.value for each in shown(plan, given, DONOR)}
    assert donor.items() <= forum.items()


def test_a_partner_sees_what_the_forum_sees() -> None:
    plan, given = a_plan(PEOPLE), [seen("P1", "KG-B", "2025-H1", 3)]
    assert shown(plan, given, Audience.parse("partner:P1")) == shown(plan, given, FORUM)


@pytest.mark.parametrize("text", ["", "public", "partner", "partner:", "forum:P1", "Coordinator", "donor:"])
def test_an_unknown_audience_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Audience.parse(text)


def test_progress_over_the_plan_is_not_told_where_a_period_of_that_sum_is_hidden() -> None:
    goal = {"baseline": {"value": 0, "date": "2024-12-31"}, "targets": [{"date": "2027-12-31", "value": 100, "over": "plan"}]}
    plan = a_plan({**PEOPLE, **goal}, partners={"P1": ["KG"]})
    for first, told in ((3, False), (30, True)):
        given = [seen("P1", "KG", "2025-H1", first), seen("P1", "KG", "2025-H2", 5000), seen("P1", "KG", "2026-H1", 40)]
        second = only(shown_in_2026(plan, given), "KG", "2026-H1")
        assert (second.value, second.progress is not None, second.pace is not None) == (40, told, told)
        assert (second.status == Status.NOT_ASSESSABLE, second.reason == Reason.TO_PROTECT_PEOPLE) == (not told, not told)
        assert only(shown_in_2026(plan, given, COORDINATOR), "KG", "2026-H1").progress is not None


@pytest.mark.parametrize(("few", "told"), [(1, False), (30, True)])
def test_what_the_parts_add_up_to_is_not_told_beside_the_whole_where_one_of_them_is_hidden(few: int, told: bool) -> None:
    share = {"type": "percentage", "counts": "people", "sensitivity": "people"}
    partners = {"P1": ["KG-B", "KG-O"], "P2": ["KG"]}
    for indicator, part, other, whole in ((PEOPLE, few, 20, 90), (share, (few, 100), (20, 50), (400, 1000))):
        plan = a_plan(indicator, partners=partners)
        given = [seen("P1", "KG-B", "2025-H1", part), seen("P1", "KG-O", "2025-H1", other), seen("P2", "KG", "2025-H1", whole)]
        country = only(shown(plan, given), "KG", "2025-H1")
        assert (country.value is not None, country.parts_sum is not None) == (True, told)
        assert only(shown(plan, given, COORDINATOR), "KG", "2025-H1").parts_sum is not None


def test_a_hidden_district_does_not_stand_in_what_the_districts_of_its_region_add_up_to() -> None:
    plan = a_plan(PEOPLE, partners={"P1": ["KG-B"]})
    given = [seen("P1", "41705214", "2025-H1", 3), seen("P1", "41705236", "2025-H1", 20), seen("P1", "KG-B", "2025-H1", 50)]
    assert (batken(plan, given).value, batken(plan, given).parts_sum) == (50, None)
    assert batken(plan, given, audience=COORDINATOR).parts_sum == 23


@pytest.mark.parametrize(("first", "told"), [(3, None), (30, 20)])
def test_the_increment_of_a_running_total_is_not_told_where_the_total_before_is_hidden(first: int, told: int | None) -> None:
    plan = a_plan({"type": "count", "counts": "people", "sensitivity": "people", "accumulation": "since_start"})
    given = [seen("P1", "KG-B", "2025-H1", first), seen("P1", "KG-B", "2025-H2", first + 20)]
    second = only(shown(plan, given), "KG-B", "2025-H2")
    assert (second.value, second.increment) == (first + 20, told)
    assert only(shown(plan, given, COORDINATOR), "KG-B", "2025-H2").increment == 20
