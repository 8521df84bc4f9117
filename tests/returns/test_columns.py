"""Columns are found by tag, else by header, wherever they stand; what changes by moving things is the cell alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, strategies as st

from nap.facts import Observation
from nap.plan import Plan, load_plan
from nap.returns import tags
from nap.returns.book import Book, Sheet
from nap.returns.check import Checked, Context, check_book
from nap.returns.reader import open_book
from tests.returns.workbooks import SAMPLES, TODAY, Return, noted, only


def figures(checked: Checked) -> set[tuple[object, ...]]:
    """All observations without their places."""
    return {_bare(each) for each in checked.observations}


def _bare(each: Observation) -> tuple[object, ...]:
    given = (each.value, each.numerator, each.denominator, each.state)
    return (each.indicator, each.region, str(each.period), each.breakdown, *given)


def without_tags(made: Return, *names: str) -> None:
    for sheet, columns, head in made.heads():
        for tag, column in columns.items():
            if not names or tag in names:
                sheet.cell(head, column).value = None


def moved(book: Book, order: list[int], gap: int) -> Book:
    """Every table with its columns and data rows in another order and blank rows above."""
    return replace(book, sheets=tuple(_moved(sheet, order, gap) for sheet in book.sheets))


def _moved(sheet: Sheet, order: list[int], gap: int) -> Sheet:
    marked = [row for (row, _), cell in sheet.cells.items() if cell.text.startswith("#")]
    if len(marked) < 3:
        return sheet
    head = marked[0]
    width, height = max(column for _, column in sheet.cells), max(row for row, _ in sheet.cells)
    columns = sorted(range(1, width + 1), key=lambda column: (order[column % len(order)], column))
    rows = sorted(range(head + 1, height + 1), key=lambda row: (order[row % len(order)], row))
    new_column = {column: place for place, column in enumerate(columns, start=1)}
    new_row = {row: row + gap for row in range(1, head + 1)} | {
        row: place + gap for place, row in enumerate(rows, start=head + 1)
    }
    return replace(sheet, cells={(new_row[row], new_column[column]): cell for (row, column), cell in sheet.cells.items()})


@pytest.mark.parametrize("lang", ["ru", "ky", "en"])
def test_without_the_tag_row_the_headers_are_read_in_any_language(example_plan: Plan, lang: str) -> None:
    made = Return(example_plan, lang=lang)
    whole = figures(made.check())
    without_tags(made)
    checked = made.check()
    assert noted(checked) == []
    assert figures(checked) == whole


@pytest.mark.parametrize("tag", [tags.TOTAL, tags.REGION, tags.PERIOD, tags.INDICATOR, "#value+f", "#value+origin_budget"])
def test_one_deleted_tag_is_made_up_for_by_the_header(example_plan: Plan, tag: str) -> None:
    made = Return(example_plan)
    whole = figures(made.check())
    without_tags(made, tag)
    assert figures(made.check()) == whole


def test_tags_with_capitals_and_spaces_are_tags(example_plan: Plan) -> None:
    made = Return(example_plan)
    for sheet, columns, head in made.heads():
        for tag, column in columns.items():
            sheet.cell(head, column).value = f" {tag.upper().replace('+', ' +')} "
    assert noted(made.check()) == []


@cache
def sound_book() -> tuple[Plan, Book]:
    plan, _ = load_plan(SAMPLES / "example-plan.yaml")
    assert plan is not None
    book = open_book(Return(plan).data())
    assert isinstance(book, Book)
    return plan, book


@given(st.permutations(list(range(7))), st.integers(0, 3))
def test_moved_columns_and_rows_change_nothing_but_cells(order: list[int], gap: int) -> None:
    plan, book = sound_book()
    context = Context({}, plan, TODAY)
    checked = check_book(moved(book, order, gap), context)
    assert noted(checked) == []
    assert figures(checked) == figures(check_book(book, context))


def test_renamed_and_reordered_sheets_do_not_matter(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.book._sheets.reverse()
    for number, (sheet, _, _) in enumerate(made.heads()):
        sheet.title = f"Лист{number}"
    assert noted(made.check()) == []


def test_a_column_marked_twice_is_asked_about(example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet, columns, head = made.heads()[0]
    copy = sheet.cell(head, sheet.max_column + 1, tags.TOTAL)
    finding = only(made.check())
    assert (finding.code, finding.cells) == (
        "duplicate-column",
        (sheet.cell(head, columns[tags.TOTAL]).coordinate, copy.coordinate),
    )


CLOTHES = ["{0}*", "  {0}\n(без пробелов)", "{0}\nчел.".replace("чел.", "[чел.]"), "{0} :", "{1}", "«{0}»"]


@pytest.mark.parametrize("clothes", CLOTHES)
def test_headers_in_other_clothes_are_headers(example_plan: Plan, clothes: str) -> None:
    made = Return(example_plan)
    whole = figures(made.check())
    for sheet, columns, head in made.heads():
        for column in columns.values():
            header = str(sheet.cell(head - 1, column).value)
            sheet.cell(head - 1, column).value = clothes.format(header, header.upper())
    without_tags(made)
    checked = made.check()
    assert noted(checked) == []
    assert figures(checked) == whole


@pytest.mark.parametrize(("tag", "typed", "column"), [(tags.PERIOD, "Перод", "Период"), ("#value+f", "Женщинны", "Женщины")])
def test_a_slip_in_a_header_is_named_and_the_header_offered(example_plan: Plan, tag: str, typed: str, column: str) -> None:
    made = Return(example_plan)
    sheet, columns, head = next(each for each in made.heads() if tag in each[1])
    without_tags(made, tag)
    cell = sheet.cell(head - 1, columns[tag])
    cell.value = typed
    found = [each for each in noted(made.check()) if each.code == "missing-column" and each.sheet == sheet.title]
    assert [(each.case, each.cells, each.found) for each in found] == [("near", (cell.coordinate,), typed)]
    assert dict(found[0].facts) == {"column": tag, "offer": column}
    cell.value = column
    assert noted(made.check()) == []


def test_an_empty_column_with_a_slip_in_its_header_is_gone_and_no_header_is_offered(example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet, columns, head = next(each for each in made.heads() if "#value+f" in each[1])
    for each, inside, row in made.lines():
        if each is sheet:
            sheet.cell(row, inside["#value+f"]).value = None
    without_tags(made, "#value+f")
    sheet.cell(head - 1, columns["#value+f"]).value = "Женщинны"
    assert [each.case for each in made.check().findings if each.code == "missing-column"] == ["values"]


@pytest.mark.parametrize("tag", [tags.TOTAL, tags.LEVEL, "#value+f", tags.NUMERATOR])
def test_a_value_column_that_is_gone_is_asked_for_once_though_no_cell_is_blank(example_plan: Plan, tag: str) -> None:
    made = Return(example_plan)
    for sheet, columns, head in made.heads():
        for row in (head - 1, head) if tag in columns else ():
            sheet.cell(row, columns[tag]).value = None
    finding = only(made.check())
    assert (finding.code, finding.case, dict(finding.facts)["column"]) == ("missing-column", "values", tag)


def test_a_table_pasted_below_another_is_read_by_its_own_tags(example_plan: Plan) -> None:
    made = Return(example_plan)
    whole = figures(made.check())
    (upper, *_), (lower, *_) = made.heads()[:2]
    below = upper.max_row + 2
    for row in lower.iter_rows():
        for cell in row:
            if cell.value is not None and cell.column > 1:
                upper.cell(below + cell.row, cell.column).value = cell.value
    made.book.remove(lower)
    assert figures(made.check()) == whole


def test_a_lost_key_column_is_asked_for_once(example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet, columns, head = made.heads()[0]
    for row in (head - 1, head):
        sheet.cell(row, columns[tags.PERIOD]).value = None
    codes = [finding.code for finding in noted(made.check())]
    assert codes.count("missing-column") == 1
    assert set(codes) == {"missing-column"}
