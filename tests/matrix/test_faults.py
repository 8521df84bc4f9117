"""What is wrong with a matrix is told at its cell, all at once, and no plan file comes of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from functools import cache

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from nap.facts import Finding
from nap.matrix.faults import CODES, MatrixFault, matrix_fault_text
from nap.matrix.reading import MatrixRead, read_matrix
from nap.matrix.writing import write_matrix
from nap.plan import Plan
from nap.returns.reader import open_book
from nap.words import known

Change = Callable[[openpyxl.Workbook], None]


@cache
def written(plan: Plan) -> bytes:
    return write_matrix(plan, "en")


@cache
def columns(plan: Plan, table: str) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(written(plan)), read_only=True)[table]
    return {str(cell.value): str(cell.column_letter) for cell in next(sheet.iter_rows(max_row=1)) if cell.value}


def changed(plan: Plan, *changes: Change) -> MatrixRead:
    book = openpyxl.load_workbook(io.BytesIO(written(plan)))
    for change in changes:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return read_matrix(open_book(out.getvalue()), plan)


def at(sheet: Worksheet, tag: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == tag)


def put(table: str, tag: str, row: int, value: object) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book[table]
        sheet.cell(row, at(sheet, tag)).value = value  # type: ignore[assignment]

    return change


def without_column(table: str, tag: str) -> Change:
    return lambda book: book[table].delete_cols(at(book[table], tag))


def without_sheet(table: str) -> Change:
    return lambda book: book.remove(book[table])


def twice(table: str) -> Change:
    return lambda book: book.copy_worksheet(book[table])  # type: ignore[return-value]


def codes(read: MatrixRead) -> list[tuple[str, str, str]]:
    return [(fault.code or (fault.fault.code if fault.fault else ""), fault.sheet, fault.cell) for fault in read.faults]


def cell(plan: Plan, table: str, tag: str, row: int) -> str:
    return f"{columns(plan, table)[tag]}{row}"


IND, MEA, TAR = "Indicators", "Measures", "Targets"


@pytest.mark.parametrize(
    ("table", "tag", "row", "value", "code"),
    [
        (IND, "#indicators+objective", 3, "O9", "unknown-objective"),
        (IND, "#indicators+direction", 4, "up", "unknown-word"),
        (IND, "#indicators+baseline+value", 3, "many", "not-a-number"),
        (IND, "#indicators+baseline+date", 3, "31.02.2024", "bad-date"),
        (IND, "#indicators+comparable", 3, "perhaps", "not-yes-or-no"),
        (IND, "#indicators+lead", 3, "NOBODY", "unknown-partner"),
        (IND, "#indicators+baseline+value", 3, "=1/0", "no-result"),
        (IND, "#indicators+code", 3, None, "missing-key"),
        (IND, "#indicators+code", 4, "1.1", "duplicate-code"),
        (IND, "#indicators+unit+ky", 3, "#N/A", "cell-error"),
        (MEA, "#measures+lead", 3, "NOBODY", "unknown-partner"),
        (TAR, "#targets+indicator", 3, "9.9", "unknown-parent"),
        (TAR, "#targets+indicator", 3, None, "no-parent"),
        (TAR, "#targets+value", 3, "1 000 people", "not-a-number"),
        ("Settings", "#settings+key", 3, "plan.name", "unknown-setting"),
        ("Settings", "#settings+key", 3, "plan.version", "setting-twice"),
    ],
)
def test_a_fault_is_told_at_its_cell(example_plan: Plan, table: str, tag: str, row: int, value: object, code: str) -> None:
    read = changed(example_plan, put(table, tag, row, value))
    assert (read.plan, read.source) == (None, b"")
    # A missing code is told where its entry begins; of the same setting twice the later one is the second.
    where = {"missing-key": cell(example_plan, IND, "#indicators+objective", row), "setting-twice": "A4"}
    expected = (code, table, where.get(code) or cell(example_plan, table, tag, row))
    assert expected in codes(read)


def test_every_fault_is_told_at_once(example_plan: Plan) -> None:
    read = changed(
        example_plan,
        put(IND, "#indicators+objective", 3, "O9"),
        put(MEA, "#measures+lead", 3, "NOBODY"),
        put(TAR, "#targets+indicator", 3, "9.9"),
    )
    assert {code for code, _, _ in codes(read)} >= {"unknown-objective", "unknown-partner", "unknown-parent"}


def test_a_missing_translation_is_a_remark_at_the_text(example_plan: Plan) -> None:
    read = changed(example_plan, put(IND, "#indicators+title+ky", 3, None))
    assert read.plan is not None
    (fault,) = read.faults
    assert (fault.severity, fault.fault and fault.fault.code, fault.sheet) == ("warning", "missing-translation", IND)
    assert fault.cell.endswith("3")


@pytest.mark.parametrize(
    ("tag", "value", "expected", "doubt"),
    [
        ("#indicators+baseline+value", "22,5", "22.5", "number-as-text"),
        ("#indicators+baseline+value", "2 0", "20", "number-as-text"),
        ("#indicators+baseline+value", 22.5, "22.5", ""),
        ("#indicators+baseline+date", "31.12.2020", "2020-12-31", ""),
        ("#indicators+baseline+date", "2020-12-31", "2020-12-31", ""),
        ("#indicators+baseline+date", datetime(2020, 12, 31), "2020-12-31", ""),
        ("#indicators+comparable", "нет", "False", ""),
        ("#indicators+comparable", False, "False", ""),
    ],
)
def test_what_people_type_is_understood(example_plan: Plan, tag: str, value: object, expected: str, doubt: str) -> None:
    read = changed(example_plan, put(IND, tag, 3, value))
    assert read.plan is not None, [matrix_fault_text(one, "en") for one in read.faults]
    one = read.plan.indicators[0]
    assert one.baseline is not None
    found = {"value": one.baseline.value, "date": one.baseline.date, "comparable": one.comparable}[tag.rpartition("+")[2]]
    assert str(found) == expected
    assert [fault.code for fault in read.faults] == ([doubt] if doubt else [])


def test_a_code_that_became_a_number_is_pointed_out(example_plan: Plan) -> None:
    read = changed(example_plan, put(IND, "#indicators+code", 3, 7.5))
    assert ("code-as-number", IND, "A3") in codes(read)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (without_column(IND, "#indicators+title+ky"), "column-missing"),
        (without_column(TAR, "#targets+value"), "column-missing"),
        (without_column("Settings", "#settings+value"), "column-missing"),
        (without_sheet(TAR), "sheet-missing"),
        (twice(TAR), "sheet-twice"),
        (put(IND, "#indicators+unit+ky", 1, "#indicators+title+ky"), "column-twice"),
        (put("Settings", "#settings+value", 3, "another-plan"), "other-plan"),
    ],
)
def test_nothing_is_lost_in_silence(example_plan: Plan, change: Change, code: str) -> None:
    read = changed(example_plan, change)
    assert (read.plan, read.source) == (None, b"")
    assert code in [one for one, _, _ in codes(read)]


def test_another_workbook_is_no_matrix(example_plan: Plan) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    assert codes(read_matrix(open_book(out.getvalue()), example_plan)) == [("not-a-matrix", "", "")]


def test_what_is_no_workbook_is_told_by_the_gate(example_plan: Plan) -> None:
    found = open_book(b"PK\x03\x04 but no workbook")
    assert isinstance(found, Finding)
    assert read_matrix(found, example_plan) == MatrixRead(b"", None, finding=found)


def test_a_matrix_of_an_earlier_version_is_pointed_out(example_plan: Plan) -> None:
    read = changed(example_plan, put("Settings", "#settings+value", 4, 9))
    assert ("older-version", "Settings", "B4") in codes(read)
    assert read.plan is not None
    assert read.plan.version == example_plan.version + 1


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_every_fault_has_words(lang: str) -> None:
    facts = dict.fromkeys(("found", "expected", "sheet", "tag", "other", "taken", "current"), "X")
    for code in CODES:
        assert known(f"matrix.fault.{code}")
        said = matrix_fault_text(MatrixFault("error", code, "Sheet", "B4", tuple(facts.items())), lang)
        assert said.startswith("Sheet, B4: ")
        assert "{" not in said
