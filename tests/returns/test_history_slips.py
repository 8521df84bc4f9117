"""Slips of the hand seen by the series: lost commas and zeros in both directions, and a running total typed for a flow."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nap.facts import Period, Severity
from nap.returns import tags
from nap.returns.past import Past
from tests.returns.pasts import asked, compared, of_history, series, together, typed


def the(findings, code="lost-decimal"):
    (finding,) = findings
    assert (finding.code, finding.severity) == (code, Severity.WARNING)
    return finding


@pytest.mark.parametrize(
    ("typed_number", "offer"), [(50, "5"), (70, "7"), (59, "5.9"), (97, "9.7"), (0.46, "4.6"), ("0,05", "5")]
)
def test_a_share_far_from_its_series_is_offered_the_number_that_fits(typed_number, offer):
    """10.3.1: 50, 70, 59 … 97 where the series has single figures."""
    found = the(asked("1.3", typed_number, p2023="4.6", p2024="6.8", p2025="5.2"))
    assert found.case == "series"
    assert dict(found.facts)["offer"] == offer
    assert dict(found.facts)["number"] == Decimal(offer)
    assert (dict(found.facts)["before"], dict(found.facts)["period"]) == (Decimal("5.2"), "2025")


@pytest.mark.parametrize(("number", "offer"), [(40, "4"), (385, None), (50000, "500"), (3, None)])
def test_a_count_needs_a_whole_number_that_fits(number, offer):
    past = {"p2023": 4, "p2024": 3, "p2025": 5} if number == 40 else {"p2023": 510, "p2024": 480, "p2025": 505}
    found = [each for each in asked("1.9", number, **past) if each.code == "lost-decimal"]
    assert [dict(each.facts)["offer"] for each in found] == ([offer] if offer else [])


def test_money_with_a_zero_too_few_is_offered_it():
    assert dict(the(asked("1.8", 3850, p2023=40000, p2024=36000, p2025=41000)).facts)["offer"] == "38500"


def test_a_slip_is_no_jump_as_well():
    assert [each.code for each in asked("1.3", 52, p2024="4.9", p2025="5.2")] == ["lost-decimal"]


def test_a_part_has_its_own_series():
    past = together(series("1.3", p2024="93.1", p2025="94.2"), series("1.3", breakdown="sex=F", p2024="95.1", p2025="94.6"))
    made = typed("2026-H2", ("1.3", "KG-B", tags.TOTAL, 94), ("1.3", "KG-B", "#value+f", 9.46))
    found = the(of_history(compared(made, Past(past))))
    assert (found.cells, dict(found.facts)["offer"]) == ((made.where("1.3", "KG-B", "#value+f")[1],), "94.6")


@pytest.mark.parametrize("number", [24, 1.1, 7.9, 100])
def test_what_fits_nowhere_better_is_no_slip(number):
    assert [each.code for each in asked("1.3", number, p2024="4.9", p2025="5.2") if each.code == "lost-decimal"] == []


def test_two_figures_are_no_series_of_counts():
    assert [each.code for each in asked("1.9", 400, p2024=40, p2025=41)] == ["large-jump"]


# --- against the figures of others


OTHERS = {("1.3", Period.parse("2026"), ""): [Decimal(text) for text in ("4.2", "7.7", "6.1", "9.0")]}


def test_far_above_the_middle_of_other_organisations_is_a_slip_too():
    found = the(of_history(compared(typed("2026-H2", ("1.3", "KG-B", tags.TOTAL, 59)), Past(elsewhere=OTHERS))))
    assert dict(found.facts) == {"number": Decimal("5.9"), "middle": Decimal("6.9"), "offer": "5.9"}


@pytest.mark.parametrize(("number", "others"), [(30, 4), (59, 3)])
def test_a_middle_needs_four_figures_and_five_times_as_much(number, others):
    few = {key: numbers[:others] for key, numbers in OTHERS.items()}
    assert of_history(compared(typed("2026-H2", ("1.3", "KG-B", tags.TOTAL, number)), Past(elsewhere=few))) == []


def test_one_cell_is_told_of_one_slip():
    past = Past(series("1.3", p2024="5.9", p2025="6.0"), elsewhere=OTHERS)
    assert len(of_history(compared(typed("2026-H2", ("1.3", "KG-B", tags.TOTAL, 59)), past))) == 1


# --- running totals for flows


def months(**numbers):
    return {f"p2026_{month[1:]}": number for month, number in numbers.items()}


POLICE = months(m01=1600, m02=1550, m03=1700, m04=1686, m05=1810, m06=1773)
"""Registered family violence of January to June; 12,309 were reported “in July”."""


def test_the_total_since_january_is_not_the_figure_of_july():
    found = the(asked("1.11", 12309, period="2026-H2", at="2026-07", **POLICE), "looks-cumulative")
    assert dict(found.facts) == {"sum": 10119, "number": 2190, "offer": "2190"}


def test_the_sum_of_the_earlier_parts_exactly_is_asked_about_without_an_offer():
    found = the(asked("1.11", 10119, period="2026-H2", at="2026-07", **POLICE), "looks-cumulative")
    assert (found.case, "offer" in dict(found.facts)) == ("equal", False)


@pytest.mark.parametrize("number", [1650, 2190, 3100])
def test_a_month_like_the_others_passes(number):
    assert asked("1.11", number, period="2026-H2", at="2026-07", **POLICE) == []


def test_small_quarters_add_up_by_chance():
    assert asked("1.6", 3, period="2026-H2", at="2026-Q3", p2026_Q1=1, p2026_Q2=2) == []


def test_a_missing_month_leaves_the_question_unasked():
    past = {key: value for key, value in POLICE.items() if key != "p2026_03"}
    assert "looks-cumulative" not in {each.code for each in asked("1.11", 12309, period="2026-H2", at="2026-07", **past)}
