"""One spoilt cell in a sound return: exactly that cell is named, everything else is still read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from nap.facts import Severity
from nap.plan import Plan
from nap.returns import tags
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
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "18 чел.", "not-a-number", "extra", {"number": 18}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "12/15", "not-a-number", "several", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "1e3", "not-a-number", "exponent", {"number": 1000}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "1_000", "not-a-number", "separators", {"number": 1000}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "١٢", "not-a-number", "foreign-digits", {"number": 12}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "1234567890123456", "not-a-number", "too-long", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "nan", "not-a-number", "text", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "> много", "not-a-number", "text", {}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "12 %", "not-a-number", "percent", {"number": 12}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, True, "not-a-number", "truth", {}),
    ("WPN", HALF_YEAR, "2.4", "KG-J", tags.LEVEL, "частично", "not-a-number", "yes-no", {}),
    ("WPN", HALF_YEAR, "2.5", "KG-J", tags.LEVEL, "отлично", "not-a-number", "level", {"top": 2}),
    ("WPN", HALF_YEAR, "2.5", "KG-J", tags.LEVEL, 3, "not-a-number", "level", {"top": 2}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, -5, "out-of-range", "negative", {"number": 5}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, "−5", "out-of-range", "negative", {"number": 5}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, 12.5, "out-of-range", "fraction", {"near": 12}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, 0.48, "out-of-range", "share", {"number": "0.48"}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, 584.7, "out-of-range", "shifted", {"number": "58.47"}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, 5847, "out-of-range", "shifted", {"number": "58.47"}),
    ("NSC", YEAR, "3.3", "KG", tags.TOTAL, -5, "out-of-range", "limits", {"low": 0, "high": 100}),
    ("NSC", YEAR, "3.6", "KG", tags.TOTAL, -101, "out-of-range", "limits", {"low": -100}),
    ("WPN", HALF_YEAR, "2.2", "KG-J", tags.TOTAL, date(2026, 4, 3), "date-not-number", "", {"first": "3.4", "second": "4.3"}),
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
    ("WPN", HALF_YEAR, "2.1", "KG-B", tags.INDICATOR, "ИТОГО", "unknown-indicator", "none", {}),
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


def test_a_figure_in_a_row_without_a_code_is_named_with_its_cell(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.put("2.1", "KG-B", tags.TOTAL, 500)
    cell = made.where("2.1", "KG-B", tags.TOTAL)[1]
    made.put("2.1", "KG-B", tags.INDICATOR, None)
    found = [each for each in made.check().findings if each.code == "unknown-indicator"]
    assert [each.found for each in found] == [f"500 ({cell})"]
