"""Lines in and below the tables that are no rows of them: totals, notes, places to sign. They stop nobody, and hide nothing."""

from __future__ import annotations

import pytest

from nap.facts import Severity
from nap.plan import Plan
from nap.returns import tags
from nap.returns.check import Checked
from tests.returns.workbooks import Return, noted, only


def below(plan: Plan, values: dict[int, object], sheet_of: str = "2.2") -> Checked:
    made = Return(plan)
    sheet, _ = made.where(sheet_of, "KG-O", tags.INDICATOR)
    row = sheet.max_row + 2
    for column, value in values.items():
        sheet.cell(row, column).value = value
    return made.check()


@pytest.mark.parametrize("column", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("word", ["Итого", "ВСЕГО:", "Жыйынтыгы", "Итого по области", "Total"])
def test_totals_are_told_and_not_read(example_plan: Plan, word: str, column: int) -> None:
    finding = only(below(example_plan, {column: word, 6: 210}))
    assert (finding.code, finding.case, finding.severity) == ("unknown-indicator", "totals", Severity.INFO)
    assert finding.found == word


@pytest.mark.parametrize("text", ["Исполнитель: ________", "* без учёта г. Ош", "М.П.", "абв"])
@pytest.mark.parametrize("sheet_of", ["2.2", "3.7"])
def test_a_note_without_figures_is_nothing_to_speak_of(example_plan: Plan, text: str, sheet_of: str) -> None:
    assert noted(below(example_plan, {2: text}, sheet_of)) == []


@pytest.mark.parametrize("values", [{6: 210}, {2: "абв", 6: 210}, {2: "абв", 6: "18 чел."}, {2: "2.l"}, {3: "KG-O", 6: 5}])
def test_figures_without_a_known_code_are_asked_for(example_plan: Plan, values: dict[int, object]) -> None:
    assert only(below(example_plan, values)).severity is Severity.ERROR


def test_a_total_in_the_place_of_a_row_does_not_hide_that_the_row_is_gone(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.put("2.2", "KG-O", tags.INDICATOR, "Итого")
    assert {finding.code for finding in noted(made.check())} == {"unknown-indicator", "missing-value"}


def test_an_item_that_cannot_be_read_is_reported_once(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.put("2.3", "KG-O", tags.TOTAL, None)
    made.add_item(indicator_code="2.3", adm_code="KG-O", date_start="весной", item_title="Обращение")
    assert only(made.check()).code == "not-a-date"


@pytest.mark.parametrize("text", ["5 марта 2026 г.", "2026-жылдын 5-марты", "5 March 2026", "05.03.26"])
def test_an_item_has_its_date_in_words_too(example_plan: Plan, text: str) -> None:
    made = Return(example_plan)
    made.put("2.3", "KG-O", tags.TOTAL, None)
    made.add_item(indicator_code="2.3", adm_code="KG-O", date_start=text, item_title="Обращение")
    (item,) = made.check().items
    assert item.started.isoformat() == "2026-03-05"


@pytest.mark.parametrize("text", ["5 6 марта 2026", "март 2026", "31 февраля 2026", "5 марта", "5 марта 26", "1 квартал 2026"])
def test_what_is_no_single_day_is_no_date(example_plan: Plan, text: str) -> None:
    made = Return(example_plan)
    made.put("2.3", "KG-O", tags.TOTAL, None)
    made.add_item(indicator_code="2.3", adm_code="KG-O", date_start=text, item_title="Обращение")
    assert only(made.check()).code == "not-a-date"
