"""Whose return a file is: never by its name or the order of its sheets; a foreign file is refused and says what to do."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook

from nap.facts import Severity
from nap.plan import Plan
from nap.returns import tags
from tests.returns.workbooks import Return, check, noted, only


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "key, value, code, case",
    [
        ("plan", "kg-other", "wrong-template", "plan"),
        ("plan_version", "9", "wrong-template", "version"),
        ("plan_version", "один", "wrong-template", "version"),
        ("template_version", "2", "wrong-template", "layout"),
        ("template_version", None, "wrong-template", "layout"),
        ("partner", "XYZ", "wrong-partner", "unknown"),
        ("period", "лето", "wrong-period", "unreadable"),
        ("period", None, "wrong-period", "unreadable"),
        ("period", "2026-Q1", "wrong-period", "calendar"),
        ("period", "2028-H1", "wrong-period", "calendar"),
        ("period", "2011", "wrong-period", "calendar"),
        ("period", "2027-H1", "wrong-period", "future"),
    ],
)
def test_a_return_of_something_else_is_refused(example_plan: Plan, key: str, value: object, code: str, case: str) -> None:
    made = Return(example_plan)
    made.identity(key, value)
    checked = made.check()
    finding = only(checked)
    assert (checked.verdict, finding.code, finding.case, finding.severity) == ("refused", code, case, Severity.REFUSED)
    assert (checked.partner, checked.period, checked.rows, checked.observations) == (None, None, 0, ())


def test_the_template_of_another_organisation_is_refused(example_plan: Plan) -> None:
    finding = only(Return(example_plan).check(partner="MIA"))
    assert (finding.code, finding.case) == ("wrong-partner", "sender")
    assert noted(Return(example_plan).check(partner="WPN")) == []


def test_a_workbook_that_is_no_return_is_refused(example_plan: Plan) -> None:
    book = Workbook()
    book.active["A1"] = "Список гостей"
    finding = only(check(saved(book), example_plan))
    assert (finding.code, finding.case) == ("wrong-template", "foreign")


def test_tables_copied_without_the_hidden_sheet_are_refused(example_plan: Plan) -> None:
    made = Return(example_plan)
    del made.book[tags.IDENTITY_SHEET]
    assert only(made.check()).case == "copied"


def test_a_template_without_its_tables_is_refused(example_plan: Plan) -> None:
    made = Return(example_plan)
    for sheet in {sheet.title for sheet, _, _ in made.heads()}:
        del made.book[sheet]
    checked = made.check()
    assert (checked.verdict, only(checked).case) == ("refused", "no-tables")


def test_a_file_that_is_no_workbook_is_refused(example_plan: Plan) -> None:
    checked = check(b"partner;value\nWPN;12\n", example_plan)
    assert (checked.verdict, only(checked).code) == ("refused", "not-a-workbook")


def test_a_renamed_and_shown_identity_sheet_is_found(example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet = made.book[tags.IDENTITY_SHEET]
    sheet.title, sheet.sheet_state = "Sheet9", "visible"
    checked = made.check()
    assert (checked.verdict, checked.partner, str(checked.period)) == ("clean", "WPN", "2026-H1")


def test_a_return_is_read_with_the_version_it_was_made_from(example_plan: Plan) -> None:
    from dataclasses import replace

    newer = replace(example_plan, version=2, sha256="2" * 64, indicators=example_plan.indicators[:1])
    checked = Return(example_plan).check(current=newer, plans={("kg-example", 1): example_plan})
    assert checked.plan is example_plan
    assert {finding.code for finding in noted(checked)} == {"older-plan"}


def test_a_year_before_the_plan_is_history_and_nothing_is_expected(example_plan: Plan) -> None:
    checked = Return(example_plan, period="2019", filled=False).check(today=date(2026, 7, 1))
    assert (checked.verdict, noted(checked)) == ("clean", [])


def test_the_language_is_that_of_the_workbook_unless_one_is_asked_for(example_plan: Plan) -> None:
    made = Return(example_plan, lang="ky")
    assert made.check().language == "ky"
    assert made.check(lang="en").language == "en"
    assert check(b"", example_plan).language == "en"


def test_what_stands_where_nobody_can_go_is_said_of_the_whole_file(example_plan: Plan) -> None:
    finding = only(Return(example_plan).check(partner="MIA"))
    assert (finding.sheet, finding.cells, finding.found) == (None, (), "WPN")
    made = Return(example_plan)
    made.book[tags.IDENTITY_SHEET].sheet_state = "visible"
    shown = only(made.check(partner="MIA"))
    assert (shown.sheet, len(shown.cells)) == (tags.IDENTITY_SHEET, 1)
