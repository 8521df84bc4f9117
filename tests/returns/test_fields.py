"""Which cells get a field on the screen: those that errors and warnings name, once each, never on our own sheets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nap.facts import Finding, Severity
from nap.plan import Plan
from nap.returns import tags
from nap.returns.book import Book
from nap.returns.fields import Field, counted, fields
from nap.returns.reader import open_book
from tests.returns.workbooks import Return


@pytest.fixture
def sheet(example_plan: Plan) -> tuple[Book, str]:
    """A filled return opened, and the sheet of objective 2."""
    made = Return(example_plan)
    made.put("2.1", "KG-J", tags.TOTAL, "a dozen")
    book = open_book(made.data())
    assert isinstance(book, Book)
    return book, made.where("2.1", "KG-J", tags.TOTAL)[0].title


def finding(sheet: str | None, *cells: str, **more: object) -> Finding:
    severity = more.pop("severity", Severity.ERROR)
    return Finding("not-a-number", severity, sheet, cells, **more)  # type: ignore[arg-type]


def test_what_only_tells_has_no_field(example_plan: Plan, sheet: tuple[Book, str]) -> None:
    told = [finding(sheet[1], "F9", severity=each) for each in (Severity.INFO, Severity.FIXED, Severity.REFUSED)]
    assert fields(sheet[0], example_plan, told) == {}


@pytest.mark.parametrize("name", [tags.IDENTITY_SHEET, tags.LISTS_SHEET, "no such sheet", None])
def test_no_field_leads_to_a_sheet_of_ours_or_to_none(example_plan: Plan, sheet: tuple[Book, str], name: str | None) -> None:
    assert fields(sheet[0], example_plan, [finding(name, "B3")]) == {}


def test_a_field_knows_its_row_and_column_and_what_stands_there(example_plan: Plan, sheet: tuple[Book, str]) -> None:
    book, name = sheet
    cell = Return(example_plan).where("2.1", "KG-J", tags.TOTAL)[1]
    assert fields(book, example_plan, [finding(name, cell)]) == {
        (name, cell): Field(name, cell, "a dozen", tags.TOTAL, "2.1", "KG-J")
    }


def test_a_cell_named_twice_has_one_field_with_the_first_offer(example_plan: Plan, sheet: tuple[Book, str]) -> None:
    twice = [
        finding(sheet[1], "F9"),
        finding(sheet[1], "F9", facts=(("offer", "12"),)),
        finding(sheet[1], "F9", facts=(("offer", "9"),)),
    ]
    (field,) = fields(sheet[0], example_plan, twice).values()
    assert field.offer == "12"


def test_an_offer_is_for_the_first_cell_of_a_row_and_for_every_cell_of_a_column(
    example_plan: Plan, sheet: tuple[Book, str]
) -> None:
    offer = (("offer", "12"),)
    for cells, offered in ((("F9", "G9"), ["12", None]), (("F9", "F10"), ["12", "12"])):
        found = fields(sheet[0], example_plan, [finding(sheet[1], *cells, facts=offer)])
        assert [field.offer for field in found.values()] == offered


def test_a_cell_outside_every_table_is_mended_by_its_address_alone(example_plan: Plan, sheet: tuple[Book, str]) -> None:
    (field,) = fields(sheet[0], example_plan, [finding(sheet[1], "ZZ9")]).values()
    assert (field.now, field.column) == ("", "")


@pytest.mark.parametrize(("case", "choice"), [("more-than", "more_than"), ("about", "estimated")])
def test_a_number_with_a_sign_is_offered_together_with_the_choice_that_says_the_rest(
    example_plan: Plan, sheet: tuple[Book, str], case: str, choice: str
) -> None:
    made = Return(example_plan)
    name, cell = made.where("2.1", "KG-J", tags.TOTAL)
    other = made.where("2.1", "KG-J", tags.QUALITY)[1]
    told = [finding(name.title, cell, case=case, facts=(("number", Decimal("18")),))]
    found = fields(sheet[0], example_plan, told)
    assert (found[name.title, cell].offer, found[name.title, cell].beside) == ("18", (name.title, other))
    assert (found[name.title, other].column, found[name.title, other].offer) == (tags.QUALITY, choice)


def test_a_range_names_the_column_of_quality_and_offers_nothing(example_plan: Plan, sheet: tuple[Book, str]) -> None:
    cell = Return(example_plan).where("2.1", "KG-J", tags.TOTAL)[1]
    told = [finding(sheet[1], cell, case="range", facts=(("number", Decimal("12")),))]
    assert [field.offer for field in fields(sheet[0], example_plan, told).values()] == [None, None]


def test_errors_count_by_their_cells_and_warnings_once() -> None:
    assert counted(finding("O2", "F9", "F10")) == 2
    assert counted(finding("O2", "F9", "G9")) == 1
    assert counted(finding("O2", "F9", "F10", severity=Severity.WARNING)) == 1
