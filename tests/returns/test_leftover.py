"""A place that was not understood, where one expected row alone is gone: its code is offered; else it is only asked for."""

from __future__ import annotations

import pytest

from nap.facts import Finding
from nap.finding_texts import finding_text
from nap.plan import Plan
from nap.returns import tags
from nap.returns.check import Checked
from tests.returns.workbooks import Return


def unnamed(made: Return, region: str, typed: str | None, *, into: str = tags.REGION) -> str:
    """The address of the code of that region's row, in which only `typed` says the place now."""
    sheet, cell = made.where("2.2", region, tags.REGION)
    columns = next(columns for each, columns, _ in made.heads() if each is sheet)
    row = sheet[cell].row
    sheet[cell].value = sheet.cell(row, columns[tags.REGION_NAME]).value = None
    sheet.cell(row, columns[into]).value = typed
    return cell


def about_places(checked: Checked) -> list[Finding]:
    return [each for each in checked.findings if each.code in {"unknown-region", "ambiguous-region"}]


@pytest.mark.parametrize("into", [tags.REGION, tags.REGION_NAME])
@pytest.mark.parametrize(
    "typed, case", [("Чуй", "none-yours"), ("Таласская обл.", "not-yours"), ("KG-T", "not-yours"), ("Атлантида", "none")]
)
def test_the_one_place_left_is_offered_in_the_cell_of_its_code(example_plan: Plan, typed: str, case: str, into: str) -> None:
    made = Return(example_plan)
    cell = unnamed(made, "KG-B", typed, into=into)
    (found,) = about_places(made.check())
    assert (found.code, found.case, found.cells) == ("unknown-region", case, (cell,))
    assert dict(found.facts)["offer"] == "KG-B"


def test_a_place_that_was_left_empty_is_offered_too(example_plan: Plan) -> None:
    made = Return(example_plan)
    unnamed(made, "KG-O", None)
    (found,) = about_places(made.check())
    assert (found.case, dict(found.facts)) == ("blank", {"offer": "KG-O"})


def test_of_two_rows_nobody_knows_which_is_which(example_plan: Plan) -> None:
    made = Return(example_plan)
    unnamed(made, "KG-B", "Чуй")
    unnamed(made, "KG-O", "Талас")
    assert all("offer" not in dict(each.facts) for each in about_places(made.check()))
    assert len(about_places(made.check())) == 2


def test_nothing_is_offered_where_no_expected_row_is_gone(example_plan: Plan) -> None:
    made = Return(example_plan)
    row = made.add_row(("2.2", "KG-B"), value_total=3)
    sheet, cell = made.where("2.2", "KG-B", tags.REGION)
    sheet[f"{cell[0]}{row}"].value = "KG-T"
    (found,) = about_places(made.check())
    assert (found.case, "offer" in dict(found.facts)) == ("not-yours", False)


def test_a_row_without_a_readable_indicator_may_be_the_one_that_is_gone(example_plan: Plan) -> None:
    made = Return(example_plan)
    unnamed(made, "KG-B", "Чуй")
    made.put("2.6", "KG-B", tags.INDICATOR, "2.l")
    (found,) = about_places(made.check())
    assert "offer" not in dict(found.facts)


def test_a_name_that_fits_places_of_others_alone_is_said_to_be_not_yours_at_once(example_plan: Plan) -> None:
    made = Return(example_plan)
    unnamed(made, "KG-B", "Чуй")
    text = finding_text(about_places(made.check())[0], "ru")
    assert text.sentence == "Ваша организация не отчитывается по этому месту: Чуй. Так называются: KG-C, 41708223."
    assert text.fix.startswith("Впишите один из своих регионов: KG-J, KG-O, KG-B")
