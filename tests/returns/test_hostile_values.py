"""What a hostile hand types costs little: no finding repeats a novel, no file is searched for advice without end."""

from __future__ import annotations

import pytest

from nap.plan import Plan
from nap.returns import codes, tags
from nap.returns.check import LONGEST_FOUND
from tests.returns.workbooks import Return, only


def test_a_finding_repeats_only_the_beginning_of_a_long_text(example_plan: Plan) -> None:
    sent = Return(example_plan)
    sent.put("2.1", "KG-B", tags.INDICATOR, "Z" * 30_000)
    (found,) = [each.found for each in sent.check().findings if each.code == "unknown-indicator"]
    assert found == "Z" * LONGEST_FOUND + "…"


def test_only_so_many_unknown_codes_get_a_suggestion(example_plan: Plan) -> None:
    sent = Return(example_plan)
    more = codes.MOST_GUESSES + 20
    for number in range(more):
        sent.add_row(("2.1", "KG-B"), indicator_code=f"2.1{number:04}X", value_total=number)
    unknown = [each for each in sent.check().findings if each.code == "unknown-indicator"]
    assert sum(len(each.cells) for each in unknown) == more
    assert sum(each.case == "near" for each in unknown) <= codes.MOST_GUESSES < sum(len(each.cells) for each in unknown)


@pytest.mark.parametrize("value", [1e308, -1e308, 10**15, 1e29])
def test_a_number_longer_than_excel_keeps_is_no_number(example_plan: Plan, value: float) -> None:
    sent = Return(example_plan)
    cell = sent.put("2.1", "KG-B", tags.TOTAL, value)
    finding = only(sent.check())
    assert (finding.code, finding.case, finding.cells) == ("not-a-number", "too-long", (cell,))
