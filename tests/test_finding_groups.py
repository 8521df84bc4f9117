"""Findings are put under headings in any order without losing one; equal ones become one group."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, strategies as st

from nap.facts import Finding, Severity
from nap.finding_groups import ORDERS, Section, cell_order, sections
from nap.finding_texts import FindingText
from nap.monitor import Plan

cells = st.builds("{}{}".format, st.sampled_from(("A", "F", "AA")), st.integers(1, 30))
findings = st.builds(
    Finding,
    code=st.sampled_from(("not-a-number", "small-cell")),
    severity=st.sampled_from(list(Severity)),
    sheet=st.sampled_from((None, "O1", "O2")),
    cells=st.lists(cells, max_size=2).map(tuple),
    indicator=st.sampled_from((None, "2.1", "9.9")),
    region=st.sampled_from((None, "KG-O")),
    found=st.sampled_from((None, "a dozen")),
)


def arranged(plan: Plan, found: list[Finding], order: str) -> list[Section]:
    return sections(found, order, plan, lambda each: FindingText("", "", "do", each.code), lambda each: "")


@pytest.mark.parametrize("order", ORDERS)
@given(found=st.lists(findings, max_size=12))
def test_no_finding_is_lost_and_no_heading_stands_twice(example_plan: Plan, order: str, found: list[Finding]) -> None:
    made = arranged(example_plan, found, order)
    assert Counter(each for section in made for group in section.groups for each in group.findings) == Counter(found)
    assert len({section.key for section in made}) == len(made)


@given(found=st.lists(findings, max_size=12))
def test_the_gravest_come_first_and_equal_ones_together(example_plan: Plan, found: list[Finding]) -> None:
    made = arranged(example_plan, found, "gravity")
    ranks = [list(Severity).index(Severity(section.key)) for section in made]
    assert ranks == sorted(ranks)
    for section in made:
        assert len({group.text.sentence for group in section.groups}) == len(section.groups)


def test_the_file_as_a_whole_comes_last_and_cells_go_row_by_row(example_plan: Plan) -> None:
    places = [(None, ()), ("O2", ("A2",)), ("O2", ("AA1",)), ("O2", ("B1",)), ("O1", ("A9",))]
    found = [Finding("not-a-number", Severity.ERROR, sheet, at) for sheet, at in places]
    made = arranged(example_plan, found, "place")
    assert [section.key for section in made] == ["O1", "O2", ""]
    assert [group.findings[0].cells[0] for group in made[1].groups] == ["B1", "AA1", "A2"]


def test_indicators_stand_in_the_order_of_the_plan(example_plan: Plan) -> None:
    codes = [indicator.code for indicator in example_plan.indicators]
    found = [Finding("not-a-number", Severity.ERROR, indicator=code) for code in (None, "9.9", *reversed(codes))]
    assert [section.key for section in arranged(example_plan, found, "indicator")] == [*codes, "9.9", ""]


def test_what_is_no_address_comes_before_all_cells() -> None:
    assert sorted(["F12", "B3", "row 4", "A4"], key=cell_order) == ["row 4", "B3", "A4", "F12"]
