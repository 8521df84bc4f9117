"""A file that brings earlier years is compared with itself, without any store; of one cause one thing is said."""

from __future__ import annotations

from datetime import date

import pytest

from nap.plan import Plan
from nap.returns import tags
from tests.returns.workbooks import Return, noted


@pytest.mark.parametrize(
    "women, told", [(45, []), (95, [("large-jump", "points")]), (120, [("numerator-exceeds-denominator", "")])]
)
def test_a_share_beside_that_of_an_earlier_year(example_plan: Plan, women: int, told: list[tuple[str, str]]) -> None:
    made = Return(example_plan, "CEC", "2026-H2")
    made.add_row(("1.1", "KG-B"), date_period="2024", value_num=40, value_den=100)
    made.put("1.1", "KG-B", tags.NUMERATOR, women)
    checked = made.check(today=date(2027, 1, 10))
    assert [(each.code, each.case) for each in noted(checked)] == told
    assert "history-not-checked" in {each.code for each in checked.findings}


@pytest.mark.parametrize("number, told", [(95, []), (946, [("large-jump", "up")]), (950, [("lost-decimal", "series")])])
def test_of_things_counted_no_decimal_can_be_lost(example_plan: Plan, number: int, told: list[tuple[str, str]]) -> None:
    made = Return(example_plan)
    for year, earlier in {2022: 93, 2023: 96, 2024: 95}.items():
        made.add_row(("2.2", "KG-B"), date_period=f"{year}-H1", value_total=earlier)
    made.put("2.2", "KG-B", tags.TOTAL, number)
    assert [(each.code, each.case) for each in noted(made.check())] == told
