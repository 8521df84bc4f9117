"""A template and the reading of returns belong together: what one writes, the other finds, in every language."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from nap.facts import Period
from nap.plan import Plan, owed
from nap.returns import tags
from nap.returns.check import Checked, Context, check_return
from nap.returns.template import make_template
from nap.words import say

H2 = Period.parse("2026-H2")
LANGUAGES = ("ky", "ru", "en")
PARTNERS = ("WPN", "MIA", "CEC", "NSC", "PBF")


def check(plan: Plan, data: bytes) -> Checked:
    plans = {(plan.id, plan.version): plan}
    return check_return(data, Context(plans, plan, date(2027, 1, 10), None, None, None, safely=False))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("partner", PARTNERS)
def test_a_fresh_template_has_nothing_wrong_but_missing_values(example_plan: Plan, partner: str, lang: str) -> None:
    checked = check(example_plan, make_template(example_plan, partner, H2, lang))
    assert (checked.partner, checked.period, checked.language) == (partner, H2, lang)
    assert {finding.code for finding in checked.findings} == {"missing-value", "history-not-checked"}
    assert checked.observations == ()
    told = sum(example_plan.indicator(row.indicator).type != "narrative" for row in owed(example_plan, partner, H2))  # type: ignore[union-attr]
    assert checked.rows >= told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_chosen_from_the_drop_downs_are_understood(example_plan: Plan, lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_template(example_plan, "WPN", H2, lang)))
    typed: dict[str, dict[str, object]] = {
        "2.1": {tags.TOTAL: 10, "#value+f": 6, "#value+m": 4, tags.QUALITY: say(lang, "workbook.quality.provisional")},
        "2.3": {tags.TOTAL: 0},
        "2.4": {tags.LEVEL: say(lang, "workbook.yes")},
        "2.5": {tags.LEVEL: example_plan.indicator("2.5").scale[1].title[lang]},  # type: ignore[union-attr]
        "2.2": {tags.STATE: say(lang, "workbook.state.not_safe")},
        "3.5": {tags.NUMERATOR: 120, tags.DENOMINATOR: 40},
    }
    for sheet in book.worksheets[1:3]:
        head = next(row for row in sheet.iter_rows() if row[1].value == tags.INDICATOR)
        columns = {cell.value: cell.column for cell in head if cell.value}
        for row in range(head[0].row + 1, sheet.max_row + 1):
            for tag, value in typed.get(str(sheet.cell(row, 2).value), {}).items():
                sheet.cell(row, columns[tag]).value = value
    out = io.BytesIO()
    book.save(out)
    checked = check(example_plan, out.getvalue())
    read = {(seen.indicator, seen.breakdown): seen for seen in checked.observations if seen.region == "KG-O"}
    assert {key: seen.value for key, seen in read.items() if seen.value is not None} == {
        ("2.1", ""): 10,
        ("2.1", "sex=F"): 6,
        ("2.1", "sex=M"): 4,
        ("2.3", ""): 0,
        ("2.4", ""): 1,
        ("2.5", ""): 1,
    }
    assert (read["2.1", ""].quality, read["2.2", ""].state) == ("provisional", "not_safe")
    assert (read["3.5", ""].numerator, read["3.5", ""].denominator) == (Decimal(120), Decimal(40))


def test_nothing_to_report_is_understood(example_plan: Plan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_template(example_plan, "WPN", H2, "ky")))
    first = book.worksheets[0]
    row = next(row for row in first.iter_rows() if row[0].value == tags.NOTHING)
    row[2].value = "ооба"
    out = io.BytesIO()
    book.save(out)
    assert check(example_plan, out.getvalue()).nothing_to_report
