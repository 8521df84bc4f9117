"""The return workbook: every owed row once, only cells to fill unlocked, in one language, the same bytes each time."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from nap.facts import Observation, Period
from nap.plan import Plan, owed
from nap.returns import tags
from nap.returns.template import make_template
from nap.words import day, say

H2 = Period.parse("2026-H2")
LANGUAGES = ("ky", "ru", "en")
PARTNERS = ("WPN", "MIA", "CEC", "NSC", "PBF")


@cache
def made(plan: Plan, partner: str, period: Period, lang: str) -> openpyxl.Workbook:
    """A fresh template, read back; not to be changed."""
    return read(make_template(plan, partner, period, lang))


def read(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def tag_row(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of tags and tag → column; (0, {}) for a sheet without a table."""
    for row in sheet.iter_rows():
        found = {cell.value: cell.column for cell in row if isinstance(cell.value, str) and cell.value.startswith("#")}
        if len(found) > 2:
            return row[0].row, found
    return 0, {}


def rows(sheet: Worksheet) -> Iterator[dict[str, openpyxl.cell.Cell]]:
    """Rows of the table that name an indicator, cells by tag."""
    head, columns = tag_row(sheet)
    for row in range(head + 1, sheet.max_row + 1 if columns else 0):
        cells = {tag: sheet.cell(row, column) for tag, column in columns.items()}
        if tags.INDICATOR in cells and cells[tags.INDICATOR].value:
            yield cells


def row_of(book: openpyxl.Workbook, indicator: str) -> dict[str, openpyxl.cell.Cell]:
    return next(cells for sheet in book for cells in rows(sheet) if cells[tags.INDICATOR].value == indicator)


def unlocked(cells: dict[str, openpyxl.cell.Cell]) -> set[str]:
    return {tag for tag, cell in cells.items() if not cell.protection.locked}


def words(book: openpyxl.Workbook) -> Iterator[str]:
    """Every text a person can see, without tags and codes."""
    for sheet in book:
        if sheet.sheet_state == "visible":
            yield sheet.title
            yield from (cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))


def test_an_unknown_partner_is_refused(example_plan: Plan) -> None:
    with pytest.raises(ValueError):
        make_template(example_plan, "XXX", H2, "en")


@pytest.mark.parametrize("period", ["2026-Q3", "2028-H1", "2026", "2011", "2024-H1"])
def test_a_period_without_a_return_is_refused(example_plan: Plan, period: str) -> None:
    with pytest.raises(ValueError):
        make_template(example_plan, "WPN", Period.parse(period), "en")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_text_of_the_plan_never_becomes_a_formula(example_plan: Plan, sign: str) -> None:
    text = {"en": f"{sign}HYPERLINK(A1)"}
    hostile = replace(
        example_plan,
        title=text,
        partners=tuple(replace(partner, name=text) for partner in example_plan.partners),
        measures=tuple(replace(measure, title=text) for measure in example_plan.measures),
        indicators=tuple(replace(each, title=text, definition=text) for each in example_plan.indicators),
    )
    book = read(make_template(hostile, "WPN", H2, "en"))
    shown = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert len(shown) > 5
    assert {cell.data_type for cell in shown} == {"s"}


@pytest.mark.parametrize("partner", PARTNERS)
@pytest.mark.parametrize("period", ["2026-H1", "2026-H2"])
def test_every_owed_row_stands_exactly_once(example_plan: Plan, partner: str, period: str) -> None:
    book = made(example_plan, partner, Period.parse(period), "ru")
    found = Counter(
        (cells[tags.INDICATOR].value, cells[tags.REGION].value, cells[tags.PERIOD].value if tags.PERIOD in cells else period)
        for sheet in book
        for cells in rows(sheet)
    )
    assert found == Counter(
        (row.indicator, row.region, str(row.period)) for row in owed(example_plan, partner, Period.parse(period))
    )


def test_a_year_of_history_holds_the_partners_indicators_at_that_year(example_plan: Plan) -> None:
    book = made(example_plan, "NSC", Period.parse("2020"), "en")
    found = {
        (cells[tags.INDICATOR].value, cells[tags.REGION].value, cells[tags.PERIOD].value) for cells in rows(book.worksheets[2])
    }
    assert found == {(code, "KG", "2020") for code in ("3.3", "3.4", "3.5", "3.6")}


def test_only_cells_to_fill_are_unlocked(example_plan: Plan) -> None:
    police, cases = made(example_plan, "WPN", H2, "en"), made(example_plan, "MIA", H2, "en")
    told = {tags.STATE, tags.SOURCE, tags.COMMENT, tags.EXPLANATION}
    asked = told | {tags.QUALITY}
    assert unlocked(row_of(police, "2.1")) == asked | {tags.TOTAL, *tags.SEX_TAGS.values()}
    assert unlocked(row_of(police, "2.2")) == asked | {tags.TOTAL}
    assert unlocked(row_of(police, "2.4")) == unlocked(row_of(police, "2.5")) == told | {tags.LEVEL}
    assert unlocked(row_of(police, "3.5")) == asked | {tags.NUMERATOR, tags.DENOMINATOR}
    assert unlocked(row_of(police, "3.7")) == {tags.TEXT}
    assert unlocked(row_of(cases, "3.2")) == asked | {
        tags.category_tag(tags.STEP, s) for s in ("REPORTED", "INVESTIGATED", "SENTENCED")
    }
    assert all(sheet.protection.sheet and sheet.protection.password is None for sheet in police)


def test_a_total_that_is_calculated_is_locked_and_empty(example_plan: Plan) -> None:
    row = row_of(made(example_plan, "CEC", H2, "ky"), "1.1")
    assert (row[tags.TOTAL].value, row[tags.TOTAL].protection.locked) == (None, True)
    assert str(row[tags.CALCULATED].value).startswith("=IF(")


def test_a_sheet_has_no_column_that_none_of_its_indicators_needs(example_plan: Plan) -> None:
    _, columns = tag_row(made(example_plan, "CEC", H2, "ky").worksheets[1])
    assert {tags.LEVEL, "#value+f", "#value+origin_budget", "#value+step_reported"}.isdisjoint(columns)
    assert {tags.TOTAL, tags.NUMERATOR, tags.DENOMINATOR} <= set(columns)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("partner", PARTNERS)
def test_no_text_stands_in_another_language(example_plan: Plan, lang: str, partner: str) -> None:
    shown = [text for text in words(made(example_plan, partner, H2, lang)) if not text.startswith(("#", "="))]
    assert not [text for text in shown if text.startswith("workbook.") or "{" in text]
    if lang == "en":
        assert not [text for text in shown if any("а" <= letter.lower() <= "я" for letter in text)]
    else:
        plain = [word for text in shown for word in text.split() if word.isascii() and word.isalpha() and word.islower()]
        assert plain == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headers_of_one_language_differ_from_each_other(lang: str) -> None:
    keys = {value for name, value in vars(tags).items() if isinstance(value, str) and value.startswith("#") and name != "NOTHING"}
    heads = [say(lang, tags.header_key(tag)) for tag in (*keys, *tags.SEX_TAGS.values())]
    assert len(heads) == len(set(heads))


def test_the_identity_is_very_hidden_and_complete(example_plan: Plan) -> None:
    sheet = made(example_plan, "WPN", H2, "ky")[tags.IDENTITY_SHEET]
    assert sheet.sheet_state == "veryHidden"
    found = dict(sheet.iter_rows(values_only=True))
    assert found == dict(zip(tags.IDENTITY_KEYS, ("kg-example", "1", "WPN", "2026-H2", "1", "ky"), strict=True))


def test_drop_downs_come_from_defined_names_and_forbid_nothing(example_plan: Plan) -> None:
    book = made(example_plan, "WPN", H2, "en")
    checks = [check for sheet in book for check in sheet.data_validations.dataValidation]
    assert {check.errorStyle for check in checks} == {"warning"}
    lists = {check.formula1 for check in checks if check.type == "list"}
    assert lists <= {f"{'='}{name}" for name in book.defined_names}
    assert len(lists) >= 6


def test_nothing_to_report_is_asked_on_the_first_sheet(example_plan: Plan) -> None:
    first = made(example_plan, "WPN", H2, "en").worksheets[0]
    row = next(row for row in first.iter_rows() if row[0].value == tags.NOTHING)
    assert (row[2].value, row[2].protection.locked) == (None, False)


@pytest.mark.parametrize(
    ("indicator", "known", "text"),
    [
        ("2.2", {"value": Decimal("1280.5")}, "1\u00a0280,5 (II полугодие 2025 г.)"),
        ("3.5", {"numerator": Decimal(1200), "denominator": Decimal(37)}, "32,4: 1\u00a0200 / 37 (II полугодие 2025 г.)"),
        ("3.5", {"numerator": Decimal(0), "denominator": Decimal(0)}, "0 / 0 (II полугодие 2025 г.)"),
        ("2.4", {"value": Decimal(1)}, "да (II полугодие 2025 г.)"),
        ("2.5", {"value": Decimal(1)}, "частично (II полугодие 2025 г.)"),
        ("2.2", {"state": "not_safe"}, "не удалось собрать безопасно (II полугодие 2025 г.)"),
    ],
)
def test_the_last_accepted_figure_is_shown(example_plan: Plan, indicator: str, known: dict[str, object], text: str) -> None:
    past = Observation("WPN", indicator, "KG-O", Period.parse("2025-H2"), **known)  # type: ignore[arg-type]
    book = read(make_template(example_plan, "WPN", H2, "ru", {(indicator, "KG-O"): past}))
    seen = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(seen) == 1
    assert seen[0].protection.locked
    assert seen[0].parent.cell(tag_row(seen[0].parent)[0], seen[0].column).value is None


def test_the_plans_targets_and_definition_are_in_view(example_plan: Plan) -> None:
    shown = "\n".join(words(made(example_plan, "CEC", H2, "en")))
    assert "Women deputies divided by all deputies on the last day of the period" in shown
    assert f"Baseline: 14.98 ({day('en', date(2020, 12, 31))})" in shown
    assert f"Target for this region (Batken): 36 by {day('en', date(2027, 12, 31))}" in shown


def test_an_illustrative_plan_says_so_on_every_sheet(example_plan: Plan) -> None:
    for status, expected in (("illustrative", True), ("official", False)):
        book = read(make_template(replace(example_plan, status=status), "WPN", H2, "ru"))
        banner = say("ru", "common.illustrative")
        visible = [sheet for sheet in book if sheet.sheet_state == "visible"]
        assert {any(cell.value == banner for row in sheet.iter_rows() for cell in row) for sheet in visible} == {expected}


def test_measures_are_those_the_partner_leads_or_helps_with(example_plan: Plan) -> None:
    def measures(partner: str) -> set[str]:
        book = made(example_plan, partner, H2, "en")
        found = [(sheet, *tag_row(sheet)) for sheet in book if tags.MEASURE in tag_row(sheet)[1]]
        cells = (sheet.cell(row, columns[tags.MEASURE]) for sheet, head, columns in found for row in range(head + 1, 30))
        return {str(cell.value) for cell in cells if cell.value}

    assert (measures("WPN"), measures("MIA"), measures("NSC")) == ({"M1.1", "M2.1"}, {"M2.1"}, set())


def test_the_same_arguments_give_the_same_bytes_without_an_author(example_plan: Plan) -> None:
    first, second = (make_template(example_plan, "WPN", H2, "ky") for _ in range(2))
    assert first == second
    assert not read(first).properties.creator


EVERYWHERE = {
    *("IF", "AND", "OR", "NOT", "ISNUMBER", "ISTEXT", "LEN", "TRIM", "INT", "SUM", "MAX", "COUNT", "COUNTA", "COUNTIF"),
    *("COUNTIFS", "SUMPRODUCT", "VLOOKUP", "IFERROR", "LEFT", "DATE"),
}
"""Functions that Excel 2007, LibreOffice and Google Sheets know alike."""


def formulas(book: openpyxl.Workbook) -> dict[str, str]:
    """Every formula of the workbook by where it stands: cells, rules of colour, rules of input, defined names."""
    found = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            found |= {f"{sheet.title}!{cell.coordinate}": cell.value for cell in row if cell.data_type == "f"}
        for area in sheet.conditional_formatting:
            found |= {
                f"{sheet.title}!{area.sqref} {number}": f"={text}"
                for number, rule in enumerate(area.rules)
                for text in rule.formula
            }
        for rule in sheet.data_validations.dataValidation:
            found |= {f"{sheet.title}!{rule.sqref} rule": str(rule.formula1)}
    return found


@pytest.mark.parametrize("partner", ["WPN", "MIA", "CEC", "NSC", "PBF"])
def test_the_workbook_checks_itself_by_functions_that_every_office_program_knows(example_plan: Plan, partner: str) -> None:
    book = made(example_plan, partner, H2, "ru")
    found = formulas(book)
    used = {name for text in found.values() for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r'"[^"]*"', "", text))}
    assert {"IF", "COUNTIF", "ISTEXT"} <= used <= EVERYWHERE
    assert max(map(len, found.values())) < 8192
    assert all(len(text) <= 255 for formula in found.values() for text in re.findall(r'"([^"]*)"', formula))


def test_colours_do_not_look_at_other_sheets_by_name(example_plan: Plan) -> None:
    """Google Sheets and Excel 2007 know no defined name or other sheet in a rule of colour."""
    book = made(example_plan, "WPN", H2, "ru")
    rules = [
        text for sheet in book.worksheets for area in sheet.conditional_formatting for rule in area.rules for text in rule.formula
    ]
    told = [re.sub(r'"[^"]*"', "", text) for text in rules]
    assert [text for text in told if "nap_" in text or "!" in text] == []
