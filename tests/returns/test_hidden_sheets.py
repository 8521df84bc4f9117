"""What the template hides is never hidden content, also after another program; what a sender hides is."""

from __future__ import annotations

import pytest

from nap.plan import Plan
from nap.returns import tags
from tests.returns.workbooks import Return


def hidden(made: Return) -> list[str | None]:
    return [each.sheet for each in made.check().findings if each.code == "hidden-content"]


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
@pytest.mark.parametrize("sheet", [tags.LISTS_SHEET, tags.IDENTITY_SHEET])
@pytest.mark.parametrize("name", ["{}", "{} (2)", "Sheet9", "_Lists", "NAP"])
def test_our_own_sheets_are_never_hidden_content(name: str, sheet: str, state: str, example_plan: Plan) -> None:
    made = Return(example_plan)
    made.book[sheet].sheet_state = state
    made.book[sheet].title = name.format(sheet)
    assert hidden(made) == []


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_sheet_that_a_sender_hid_is_told(state: str, example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet = made.book.create_sheet("nap_figures")
    sheet.append(["nap_yes_no", 1, 2])
    sheet.sheet_state = state
    assert hidden(made) == ["nap_figures"]
