"""What stands in for small cells: nobody can work them out from totals, neighbours, periods, editions or their own figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nap.facts import Observation, Result
from nap.plan import Plan
from nap.results import compute
from nap.results.hiding import Cell, Past, Pattern, Withdrawn, audit, hide, own_results
from tests.results.building import REGIONS, a_plan, seen

END = date(2026, 12, 31)
SEX = [{"by": "sex", "categories": ["F", "M"], "required": False, "disjoint": True, "complete": True}]
PEOPLE = {"type": "count", "counts": "people", "sensitivity": "people"}
SURVIVORS = {"type": "count", "counts": "people", "sensitivity": "sensitive"}
HOMICIDES = {
    "KG-B": (8, 5, 3), "KG-J": (18, 13, 5), "KG-Y": (14, 10, 4), "KG-N": (10, 8, 2), "KG-O": (19, 16, 3),
    "KG-T": (6, 5, 1), "KG-C": (62, 51, 11), "KG-GB": (48, 36, 12), "KG-GO": (6, 4, 2),
}  # fmt: skip
"""Victims of homicide 2022: total, men, women (16.1.1 of the national statistics, domain notes 5.3)."""


class Case:
    """A plan with figures, hidden as everybody outside gets them."""

    def __init__(self, plan: Plan, given: list[Observation], past: Iterable[Past] = (), **more: Any) -> None:
        self.plan, self.past = plan, list(past)
        self.results = compute(plan, given, END)
        self.own = own_results(plan, lambda code: [each for each in given if each.indicator == code], codes(plan), END)
        self.pattern = hide(plan, self.results, own=self.own, past=self.past, **more)

    def hidden(self, period: str = "", key: str | None = None) -> set[str]:
        """The places whose figure is hidden."""
        wanted = (each for each in self.pattern.hidden if not period or str(each[2]) == period)
        return {cell[1] for cell in wanted if key is None or cell[3] == key}

    def kept(self) -> Past:
        """As a later edition remembers it."""
        return Past.of(self.results, self.pattern.hidden, self.own)

    def exposed(self, hidden: frozenset[Cell] | None = None) -> tuple[Any, ...]:
        pattern = self.pattern if hidden is None else Pattern(hidden)
        return audit(self.plan, self.results, pattern, own=self.own, past=self.past)


def codes(plan: Plan) -> list[str]:
    return [one.code for one in plan.indicators]


def homicides() -> Case:
    plan = a_plan({**PEOPLE, "breakdowns": SEX, "frequency": "year"}, partners={"P1": [*REGIONS, "KG"]}, history_from=2020)
    given = []
    for place, (total, men, women) in HOMICIDES.items():
        given += [seen("P1", place, "2022", total), seen("P1", place, "2022", men, breakdown="sex=M")]
        given.append(seen("P1", place, "2022", women, breakdown="sex=F"))
    return Case(plan, given)


def test_homicides_of_2022_hide_women_and_men_of_six_places_and_no_total() -> None:
    case, six = homicides(), {"KG-B", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-GO"}
    assert (case.hidden(key="sex=F"), case.hidden(key="sex=M"), case.hidden(key="")) == (six, six, set())
    assert case.exposed() == ()


def test_were_women_of_one_region_alone_hidden_they_could_be_recovered() -> None:
    case = homicides()
    women = frozenset(cell for cell in case.pattern.hidden if cell[1] == "KG-B" and cell[3] == "sex=F")
    (batken,) = (each for each in case.exposed(women) if each.needed)
    assert (round(batken.low, 3), round(batken.high, 3)) == (3, 3)


def test_the_audit_calls_a_primary_cell_that_is_shown_by_its_name() -> None:
    case = homicides()
    assert {each.cell for each in case.exposed(frozenset())} == case.pattern.primary


def test_v_diff_a_month_of_two_people_cannot_be_had_from_running_totals() -> None:
    plan = a_plan({**PEOPLE, "accumulation": "ytd", "frequency": "month"}, partners={"P1": ["KG-T"]}, frequency="month")
    months = [seen("P1", "KG-T", f"2026-{month:02}", total) for month, total in enumerate((2, 4, 6, 8, 10, 11, 13), start=1)]
    case = Case(plan, months)
    assert "KG-T" in case.hidden("2026-07")
    assert case.exposed() == ()


def test_v_diff_a_running_total_that_grew_by_two_since_the_last_edition_is_held() -> None:
    plan = a_plan({**PEOPLE, "accumulation": "ytd", "frequency": "year"}, partners={"P1": ["KG-T"]})
    june = Case(plan, [seen("P1", "KG-T", "2026", 11)])
    assert june.hidden() == set()
    july = Case(plan, [seen("P1", "KG-T", "2026", 13)], [june.kept()])
    assert july.hidden("2026") == {"KG", "KG-T"}
    october = Case(plan, [seen("P1", "KG-T", "2026", 16)], [june.kept(), july.kept()])
    assert october.hidden("2026") == set()


@pytest.mark.parametrize("places", [2, 4, 9])
def test_one_small_region_takes_a_second_one_with_it_and_the_country_stays(places: int) -> None:
    plan = a_plan({**PEOPLE, "frequency": "year"}, partners={"P1": list(REGIONS)})
    given = [seen("P1", place, "2025", 3 if place == "KG-B" else 40) for place in REGIONS[:places]]
    case = Case(plan, given)
    assert len(case.hidden("2025") - {"KG"}) == len(case.hidden("2025")) == 2
    assert "KG-B" in case.hidden("2025")


def test_of_the_regions_the_one_that_loses_the_least_goes_with_it() -> None:
    plan = a_plan({**PEOPLE, "frequency": "year"}, partners={"P1": list(REGIONS)})
    given = [seen("P1", place, "2025", 3 if place == "KG-B" else 500 + number) for number, place in enumerate(REGIONS)]
    given = [seen("P1", "KG-O", "2025", 20) if each.region == "KG-O" else each for each in given]
    assert Case(plan, given).hidden("2025") == {"KG-B", "KG-O"}


def test_a_half_year_cannot_be_had_from_its_year() -> None:
    plan = a_plan(PEOPLE, partners={"P1": list(REGIONS)})
    given = [seen("P1", place, half, 60) for place in REGIONS for half in ("2025-H1", "2025-H2")]
    given[0] = seen("P1", REGIONS[0], "2025-H1", 2)
    case = Case(plan, given)
    assert REGIONS[0] in case.hidden("2025-H2") | case.hidden("2025")
    assert case.exposed() == ()


def test_districts_of_people_do_not_give_each_other_away() -> None:
    districts = [one.code for one in a_plan(PEOPLE).regions.children("KG-B")][:3]
    plan = a_plan({**PEOPLE, "frequency": "year"}, partners={"P1": districts})
    case = Case(plan, [seen("P1", place, "2025", amount) for place, amount in zip(districts, (2, 30, 40), strict=True)])
    assert len(case.hidden("2025")) == 2
    assert case.exposed() == ()


def test_numerators_that_are_hidden_do_not_follow_from_the_country() -> None:
    plan = a_plan(
        {"type": "percentage", "counts": "people", "sensitivity": "people", "regions": "pooled", "frequency": "year"},
        partners={"P1": list(REGIONS)},
    )
    given = [seen("P1", place, "2025", (40, 90)) for place in REGIONS]
    given[0] = seen("P1", REGIONS[0], "2025", (88, 90))
    case = Case(plan, given)
    assert len(case.hidden("2025") - {"KG"}) == len(case.hidden("2025")) == 2


def test_a_figure_hidden_by_a_rule_of_the_plan_does_not_follow_from_the_other_side() -> None:
    parts = {**PEOPLE, "frequency": "year"}
    plan = a_plan({**parts, "rules": ["1.1 = 1.2 + 1.3"]}, parts, parts, partners={"P1": ["KG"]})
    given = [seen("P1", "KG", "2025", amount, indicator=f"1.{number}") for number, amount in ((1, 43), (2, 40), (3, 3))]
    case = Case(plan, given)
    assert len({cell[0] for cell in case.pattern.hidden}) == 2
    assert case.exposed() == ()


# partners


def test_a_partner_that_takes_its_own_people_off_is_not_left_with_few() -> None:
    plan = a_plan({**PEOPLE, "frequency": "year"}, partners={"P1": list(REGIONS), "P2": list(REGIONS)})
    given = [seen(partner, place, "2025", 40) for place in REGIONS for partner in ("P1", "P2")]
    given[1] = seen("P2", REGIONS[0], "2025", 2)
    case = Case(plan, given)
    assert REGIONS[0] in case.hidden("2025")
    assert case.exposed() == ()


def test_beside_a_partners_own_large_figure_more_is_hidden_than_for_anybody() -> None:
    plan = a_plan({**PEOPLE, "frequency": "year"}, partners={"P1": list(REGIONS), "P2": list(REGIONS)})
    given = [
        seen("P2", "KG-B", "2025", 3),
        seen("P1", "KG-J", "2025", 38),
        *(seen("P2", each, "2025", 60) for each in REGIONS[2:]),
    ]
    case = Case(plan, given)
    assert "KG-B" in case.hidden("2025")
    # Jalal-Abad is the first partner's alone: hidden beside Batken it would be no shelter against that partner.
    assert case.hidden("2025") - {"KG-B", "KG-J"}
    assert case.exposed() == ()


def test_a_single_partners_figure_of_survivors_does_not_come_out_as_the_difference_of_two_editions() -> None:
    plan = a_plan({**SURVIVORS, "frequency": "year"}, partners={f"P{number}": list(REGIONS) for number in range(1, 6)})
    three = [seen(f"P{number}", "KG-B", "2025", 50) for number in (1, 2, 3)]
    first = Case(plan, three)
    assert first.hidden("2025") == set()
    late = Case(plan, [*three, seen("P4", "KG-B", "2025", 30)], [first.kept()])
    assert late.hidden("2025") == {"KG", "KG-B"}


def test_a_single_partners_zero_does_not_come_out_of_a_total_that_stays_the_same() -> None:
    """Nobody stands behind the difference but the one who came or left: that it is nought would be told of that one."""
    plan = a_plan({**SURVIVORS, "frequency": "year"}, partners={f"P{number}": list(REGIONS) for number in range(1, 6)})
    three = [seen(f"P{number}", "KG-B", "2025", 50) for number in (1, 2, 3)]
    first = Case(plan, three)
    late = Case(plan, [*three, seen("P4", "KG-B", "2025", 0)], [first.kept()])
    assert late.hidden("2025") == {"KG", "KG-B"}
    assert {each.cell for each in late.exposed()} <= late.pattern.lost
    assert Case(plan, three, [first.kept(), late.kept()]).hidden("2025") == set()


# editions


def test_what_was_hidden_once_is_not_given_away_by_a_later_choice() -> None:
    plan = a_plan({**PEOPLE, "frequency": "year"}, partners={"P1": list(REGIONS)})

    def of(amounts: dict[str, int]) -> list[Observation]:
        return [seen("P1", place, "2025", amounts.get(place, 70)) for place in REGIONS]

    first = Case(plan, of({"KG-B": 3, "KG-O": 20}))
    assert first.hidden("2025") == {"KG-B", "KG-O"}
    # A cheaper neighbour has come since; taking that one instead would tell the one that was hidden before.
    second = Case(plan, of({"KG-B": 3, "KG-O": 20, "KG-T": 6}), [first.kept()])
    assert {"KG-B", "KG-O"} <= second.hidden("2025")
    assert second.exposed() == ()


def test_a_cell_that_grew_large_does_not_tell_what_it_was() -> None:
    plan = a_plan({**PEOPLE, "frequency": "year"}, partners={"P1": list(REGIONS)})

    def of(batken: int) -> list[Observation]:
        return [seen("P1", place, "2025", batken if place == "KG-B" else 70) for place in REGIONS]

    first = Case(plan, of(3))
    second = Case(plan, of(30), [first.kept()])
    assert second.exposed() == ()


def test_what_was_hidden_beside_a_small_cell_stays_hidden_when_that_one_has_grown() -> None:
    plan = a_plan({**PEOPLE, "frequency": "year"}, partners={"P1": list(REGIONS)})

    def of(amounts: dict[str, int]) -> list[Observation]:
        return [seen("P1", place, "2025", amounts.get(place, 70)) for place in REGIONS]

    first = Case(plan, of({"KG-B": 40, "KG-O": 25}))
    second = Case(plan, of({"KG-B": 3, "KG-O": 20}), [first.kept()])
    assert second.hidden("2025") == {"KG-B", "KG-O"}
    # Were everything shown now, the second edition's country less all regions but Batken would be Batken's 3 of that day.
    third = Case(plan, of({"KG-B": 30, "KG-O": 20}), [first.kept(), second.kept()])
    assert third.hidden("2025") != set()
    assert third.exposed() == ()


def test_increments_add_up_like_figures_of_their_own() -> None:
    # Running totals that somebody corrected downwards: the totals do not fit together, their increments still do.
    plan = a_plan({**PEOPLE, "accumulation": "since_start", "breakdowns": SEX}, partners={"P1": ["KG-N"], "P2": ["KG-B"]})
    given = []
    for half, women, men in (("2025-H1", 24, 21), ("2025-H2", 29, 22), ("2026-H1", 29, 153)):
        given += [seen("P1", "KG-N", half, women + men), seen("P1", "KG-N", half, women, breakdown="sex=F")]
        given += [seen("P1", "KG-N", half, men, breakdown="sex=M"), seen("P2", "KG-B", half, 200)]
    case = Case(plan, given)
    hidden = {(str(cell[2]), cell[3]) for cell in case.pattern.hidden if cell[1] == "KG-N"}
    assert {("2025-H2", "sex=M"), ("2025-H2", "sex=F")} <= hidden
    assert case.exposed() == ()


def test_people_without_a_category_that_are_the_partners_own_leave_fewer_for_others() -> None:
    incomplete = [{**SEX[0], "complete": False}]
    plan = a_plan({**PEOPLE, "breakdowns": incomplete}, partners={"P3": ["KG-O"], "P4": ["KG-O"]})
    given = []
    for partner, half, total, women, men in (
        ("P3", "2025-H1", 9, 9, 0), ("P4", "2025-H1", 8, 4, 1), ("P3", "2025-H2", 26, 24, 2), ("P4", "2025-H2", 7, 5, 2),
    ):  # fmt: skip
        parts = ((total, ""), (women, "sex=F"), (men, "sex=M"))
        given += [seen(partner, "KG-O", half, amount, breakdown=key) for amount, key in parts]
    case = Case(plan, given)
    assert ("KG-O", "2025-H2", "sex=M") in {(cell[1], str(cell[2]), cell[3]) for cell in case.pattern.hidden}
    assert case.exposed() == ()


def test_the_same_figures_again_keep_the_same_pattern() -> None:
    first = homicides()
    again = hide(first.plan, first.results, own=first.own, past=[first.kept()])
    assert again.hidden == first.pattern.hidden


# what is withdrawn at once


def test_a_withdrawn_region_does_not_come_out_as_the_country_less_the_others() -> None:
    plan = a_plan({"type": "count", "counts": "events", "frequency": "year"}, partners={"P1": list(REGIONS)})
    given = [seen("P1", place, "2025", 40 + number) for number, place in enumerate(REGIONS)]
    assert Case(plan, given).hidden() == set()
    case = Case(plan, given, withdrawn=Withdrawn(regions=frozenset({"KG-B"})))
    assert "KG-B" in case.hidden("2025")
    assert len(case.hidden("2025")) >= 2


def test_a_withdrawn_indicator_has_no_figure_left() -> None:
    plan = a_plan({"type": "count", "counts": "events", "frequency": "year"}, partners={"P1": list(REGIONS)})
    case = Case(plan, [seen("P1", place, "2025", 40) for place in REGIONS], withdrawn=Withdrawn(frozenset({"1.1"})))
    assert case.hidden("2025") == {*REGIONS, "KG"}


def test_public_figures_are_never_touched() -> None:
    plan = a_plan({"type": "count", "counts": "events"}, {"type": "money"}, partners={"P1": ["KG-B"]})
    given = [seen("P1", "KG-B", "2025-H1", 1), seen("P1", "KG-B", "2025-H1", Decimal(3), indicator="1.2")]
    assert Case(plan, given).pattern.hidden == frozenset()


def test_rows_without_a_figure_are_never_hidden() -> None:
    plan = a_plan(PEOPLE, partners={"P1": list(REGIONS)})
    results: list[Result] = compute(plan, [], END)
    assert hide(plan, results).hidden == frozenset()
