"""One spoilt cell in a sound return: exactly that cell is named, everything else is still read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from nap.facts import Severity
from nap.plan import Indicator, Plan
from nap.returns import tags
from nap.returns.book import Cell
from nap.returns.cells import Demand, demand_of, read_cell
from nap.returns.formats import number_cell
from tests.returns.workbooks import Return, noted, only

F, M, U = tags.SEX_TAGS["F"], tags.SEX_TAGS["M"], tags.SEX_TAGS["_U"]
HALF_YEAR, YEAR = ("2026-H1", date(2026, 7, 10)), ("2026-H2", date(2026, 12, 31))
TYPED = [
    # partner, return, indicator, region, column, typed, code, case, facts that matter
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, ">18", "not-a-number", "more-than", {"number": 18}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "18+", "not-a-number", "more-than", {"number": 18}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "<5", "not-a-number", "less-than", {"number": 5}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "7-30", "not-a-number", "range", {"number": 7, "second": 30}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "≈18", "not-a-number", "about", {"number": 18}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "1,234", "not-a-number", "ambiguous", {"second": 1234}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "18 чел.", "not-a-number", "extra", {"number": 18, "offer": "18"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "1 200 чел.", "not-a-number", "extra", {"offer": "1200"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "1О", "not-a-number", "letters", {"offer": "10"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "2 тыс.", "not-a-number", "multiplier", {"offer": "2000"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "12.", "not-a-number", "point", {"offer": "12"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "ноль", "not-a-number", "word", {"offer": "0"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "(12)", "not-a-number", "sign", {"number": 12, "second": -12}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "½", "not-a-number", "fraction", {"number": "0.5"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "#ССЫЛКА!", "error-cell", "", {}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, "12 процентов", "not-a-number", "extra", {"offer": "12"}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, "12½", "not-a-number", "fraction", {"offer": "12.5"}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, ",5", "not-a-number", "point", {"offer": "0.5"}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, date(2026, 3, 3), "date-not-number", "one", {"first": "3.3", "offer": "3.3"}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, date(2026, 12, 1), "date-not-number", "month-year", {"third": "12.26"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, date(1900, 1, 18), "date-not-number", "serial", {"offer": "18"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "12/15", "not-a-number", "first", {"number": 12}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "25 (из них 3 дети)", "not-a-number", "bracket", {"offer": "25"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "30.06.2026", "not-a-number", "several", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "1e3", "not-a-number", "exponent", {"number": 1000, "offer": "1000"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "1_000", "not-a-number", "separators", {"number": 1000}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "1٢", "not-a-number", "foreign-digits", {"number": 12, "offer": "12"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "1234567890123456", "not-a-number", "too-long", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "nan", "not-a-number", "text", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "> много", "not-a-number", "text", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "12 %", "not-a-number", "share", {}),
    ("CEC", YEAR, "1.1", "KG-B", tags.NUMERATOR, "50%", "not-a-number", "share", {}),
    ("NSC", YEAR, "3.6", "KG", tags.TOTAL, "12 %", "not-a-number", "percent", {"number": 12}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, True, "not-a-number", "truth", {}),
    ("WPN", HALF_YEAR, "2.4", "KG-J", tags.LEVEL, "частично", "not-a-number", "yes-no", {}),
    ("WPN", HALF_YEAR, "2.5", "KG-J", tags.LEVEL, "отлично", "not-a-number", "level", {"top": 2}),
    ("WPN", HALF_YEAR, "2.5", "KG-J", tags.LEVEL, 3, "not-a-number", "level", {"top": 2}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, -5, "out-of-range", "negative", {"number": 5}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "−5", "out-of-range", "negative", {"number": 5}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, 12.5, "out-of-range", "fraction", {"near": 12}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, 0.48, "out-of-range", "share", {"number": "0.48"}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, 584.7, "out-of-range", "shifted", {"number": "58.47", "offer": "58.47"}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, 5847, "out-of-range", "shifted", {"number": "58.47"}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, -5, "out-of-range", "limits", {"low": 0, "high": 100}),
    ("NSC", YEAR, "3.6", "KG", tags.TOTAL, -101, "out-of-range", "limits", {"low": -100}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, date(2026, 4, 3), "date-not-number", "whole", {"low": 3, "high": 4}),
    ("CEC", YEAR, "1.1", "KG-B", tags.NUMERATOR, date(2026, 4, 3), "date-not-number", "whole", {"low": 3, "high": 4}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, date(2026, 4, 3), "date-not-number", "", {"first": "3.4", "second": "4.3"}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "=1+1", "formula-without-value", "", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "#REF!", "error-cell", "", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", F, 3, "breakdown-not-allowed", "", {"column": F}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.LEVEL, "да", "breakdown-not-allowed", "column", {"column": tags.LEVEL}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.QUALITY, "отличное", "unknown-choice", "quality", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.STATE, "потом", "unknown-choice", "state", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.STATE, "нет данных", "value-and-state", "", {"value": "30"}),
    ("WPN", HALF_YEAR, "3.5", "KG-J", tags.DENOMINATOR, 0, "denominator-zero", "", {}),
    ("CEC", YEAR, "1.1", "KG-B", tags.NUMERATOR, 120, "numerator-exceeds-denominator", "", {"denominator": 100}),
    ("CEC", YEAR, "1.1", "KG-B", tags.TOTAL, 45, "percentage-mismatch", "", {"number": 40}),
    ("CEC", YEAR, "1.1", "KG-B", tags.NUMERATOR, 40.5, "out-of-range", "fraction", {}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", F, 31, "parts-exceed-total", "", {"sum": 51, "total": 30}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.TOTAL, 31, "parts-differ-from-total", "", {"sum": 30, "difference": 1}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.PERIOD, "2026-Q1", "wrong-period", "frequency", {"periods": "2026-H1"}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.PERIOD, "2025-H2", "wrong-period", "other-return", {"return_period": "2025-H2"}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.PERIOD, "2031-H1", "wrong-period", "outside", {}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.PERIOD, "прошлый", "wrong-period", "format", {}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.PERIOD, None, "wrong-period", "blank", {}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.INDICATOR, "2.l", "unknown-indicator", "near", {"suggestion": "2.1"}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.INDICATOR, date(2026, 1, 2), "unknown-indicator", "near", {"suggestion": "2.1"}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.INDICATOR, "Атлантида", "unknown-indicator", "none", {}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.INDICATOR, None, "unknown-indicator", "blank", {}),
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.REGION, "KG-T", "ambiguous-region", "disagree", {"code": "KG-T"}),
    ("MIA", HALF_YEAR, "3.2", "KG", tags.category_tag("step", "SENTENCED"), 25, "steps-not-falling", "", {"later": 25}),
]


@cache
def sound_rows(plan: Plan, partner: str, period: str, today: date) -> int:
    checked = Return(plan, partner, period).check(today=today)
    assert noted(checked) == []
    return len({(each.indicator, each.region, each.period) for each in checked.observations})


@pytest.mark.parametrize("partner, when, indicator, region, tag, typed, code, case, facts", TYPED)
def test_a_spoilt_cell_is_named_alone(
    example_plan: Plan,
    partner: str,
    when: tuple[str, date],
    indicator: str,
    region: str,
    tag: str,
    typed: object,
    code: str,
    case: str,
    facts: dict[str, object],
) -> None:
    spoilt = Return(example_plan, partner, when[0])
    cell = spoilt.put(indicator, region, tag, typed)
    checked = spoilt.check(today=when[1])
    finding = only(checked)
    assert (finding.code, finding.case, finding.cells[0]) == (code, case, cell)
    assert {name: fact for name, fact in finding.facts if name in facts} == {
        name: Decimal(fact) if isinstance(dict(finding.facts)[name], Decimal) else fact for name, fact in facts.items()
    }
    assert checked.verdict == ("warnings" if finding.severity is Severity.WARNING else "errors")
    read = {(each.indicator, each.region, each.period) for each in checked.observations}
    assert len(read) >= sound_rows(example_plan, partner, *when) - 1


NOT_OFFERED = ["12 кг", "№ 5", "5²", "COVID-19", "(12)", "12-", "1,234", "≈18", "18+", "7-30", "1 2 3", "12 сом", "½", "- 5 чел."]


@pytest.mark.parametrize("typed", NOT_OFFERED)
def test_where_several_things_can_be_meant_nothing_is_offered(example_plan: Plan, typed: str) -> None:
    made = Return(example_plan)
    made.put("2.2", "KG-J", tags.TOTAL, typed)
    assert "offer" not in dict(only(made.check()).facts)


@pytest.mark.parametrize(("typed", "offer"), [("40 000 сом", "40000"), ("1,5 млн сом", "1500000"), ("$5", None), ("5 KGS", "5")])
def test_beside_money_only_its_own_currency_adds_nothing(typed: str, offer: str | None) -> None:
    demand = demand_of(Indicator("5.1", "O1", "money", {}, currency="KGS"))
    problem = read_cell(Cell("text", typed, typed), demand).problem
    assert problem is not None
    assert dict(problem.facts).get("offer") == offer


@pytest.mark.parametrize("typed", ["١٢", "１２", "۱۲"])
def test_digits_of_another_script_are_read_and_said(example_plan: Plan, typed: str) -> None:
    made = Return(example_plan)
    cell = made.put("2.2", "KG-J", tags.TOTAL, typed)
    checked = made.check()
    finding = only(checked)
    assert (finding.code, finding.severity, finding.cells) == ("digits-corrected", Severity.FIXED, (cell,))
    assert checked.verdict == "clean"
    assert [each.value for each in checked.observations if (each.indicator, each.region) == ("2.2", "KG-J")] == [12]


def test_what_is_wrong_in_another_script_is_an_error_as_ever(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.put("2.2", "KG-J", tags.TOTAL, "−１２")
    assert only(made.check()).code == "out-of-range"


@pytest.mark.parametrize(("date1904", "number"), [(False, 18), (True, 18)])
def test_a_number_in_the_format_of_a_date_is_named(date1904: bool, number: int) -> None:
    cell = number_cell(str(number), "date", False, date1904)
    problem = read_cell(cell, Demand(whole=True), date1904=date1904).problem
    assert problem is not None
    assert dict(problem.facts) == {"first": number, "offer": str(number)}


def test_a_figure_in_a_row_without_a_code_is_named_with_its_cell(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.put("2.1", "KG-B", tags.TOTAL, 500)
    cell = made.where("2.1", "KG-B", tags.TOTAL)[1]
    made.put("2.1", "KG-B", tags.INDICATOR, None)
    found = [each for each in made.check().findings if each.code == "unknown-indicator"]
    assert [each.found for each in found] == [f"500 ({cell})"]
