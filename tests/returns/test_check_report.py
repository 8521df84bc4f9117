"""The report of a check: its JSON, sentences that name concrete numbers, checks that crash, files from outside."""

from __future__ import annotations

import json
import logging
import re
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, strategies as st

from nap.facts import Severity
from nap.finding_texts import finding_text
from nap.plan import Plan, load_plan
from nap.returns import checks, tags
from nap.returns.check import Checked, Context, check_return
from nap.returns.material import Material
from nap.returns.report import region_names, to_json
from tests.returns.workbooks import SAMPLES, TODAY, Return, check, noted

KEYS = {"code", "severity", "sheet", "cell", "cells", "indicator", "region", "found", "expected", "message", "fix"}
READ = {"indicator", "region", "period", "breakdown", "value", "numerator", "denominator", "state"}


def spoilt(plan: Plan) -> Checked:
    made = Return(plan)
    made.put("2.1", "KG-B", "#value+f", ">18")
    made.put("2.2", "KG-J", tags.TOTAL, 12.5)
    made.put("2.6", "KG-J", tags.TOTAL, 20.5)
    made.put("2.6", "KG-J", "#value+origin_budget", "10,25")
    made.put("2.6", "KG-J", "#value+origin_community", 10.25)
    made.put("2.5", "KG-O", tags.LEVEL, "-")
    return made.check()


def test_the_report_has_exactly_the_promised_shape(example_plan: Plan) -> None:
    report = json.loads(json.dumps(to_json(spoilt(example_plan), "en")))
    assert list(report) == ["verdict", "partner", "period", "rows", "read", "findings"]
    assert (report["verdict"], report["partner"], report["period"], report["rows"]) == ("errors", "WPN", "2026-H1", 21)
    assert all(set(finding) == KEYS and finding["message"] and finding["fix"] for finding in report["findings"])
    assert all(finding["cell"] == finding["cells"][0] for finding in report["findings"] if finding["cells"])
    assert all(set(each) == READ for each in report["read"])


def test_what_was_read_stands_next_to_what_was_typed(example_plan: Plan) -> None:
    read = {(e["indicator"], e["region"], e["breakdown"]): e for e in to_json(spoilt(example_plan), "en")["read"]}  # type: ignore[attr-defined]
    assert read["2.6", "KG-J", "origin=BUDGET"]["value"] == 10.25
    assert (read["2.1", "KG-B", ""]["value"], type(read["2.1", "KG-B", ""]["value"])) == (30, int)
    assert (read["3.5", "KG-J", ""]["numerator"], read["3.5", "KG-J", ""]["value"]) == (40, None)
    assert (read["2.5", "KG-O", ""]["state"], read["2.5", "KG-O", ""]["value"]) == ("no_data", None)
    assert ("2.1", "KG-B", "sex=F") not in read
    assert ("2.2", "KG-J", "") not in read


def test_a_bad_cell_never_hides_another(example_plan: Plan) -> None:
    assert [f.code for f in noted(spoilt(example_plan))] == ["not-a-number", "out-of-range", "no-data-mark"]


def test_a_refused_file_reports_nothing_read(example_plan: Plan) -> None:
    report = to_json(check(b"", example_plan), "ru")
    assert report | {"findings": []} == {
        "verdict": "refused",
        "partner": None,
        "period": None,
        "rows": 0,
        "read": [],
        "findings": [],
    }


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_no_sentence_of_a_thoroughly_spoilt_return_has_an_unfilled_place(example_plan: Plan, lang: str) -> None:
    checked = spoilt(example_plan)
    names = region_names(checked, lang)
    for finding in checked.findings:
        text = finding_text(finding, lang, names)
        assert not re.search(r"[{}]", f"{text.message}{text.expected}{text.fix}")
        if finding.indicator and finding.region:
            assert finding.indicator in text.message
            assert names[finding.region] in text.message


def test_more_than_18_says_write_18_and_choose_more_than(example_plan: Plan) -> None:
    (finding,) = [f for f in spoilt(example_plan).findings if f.case == "more-than"]
    text = finding_text(finding, "ru")
    assert text.fix == "Впишите 18 и выберите «больше указанного» в столбце качества."
    assert ">18" in text.message
    assert text.expected == "18"


def test_a_check_that_crashes_is_logged_and_the_others_still_run(
    example_plan: Plan, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(material: Material) -> list[object]:
        raise ZeroDivisionError(material.partner)

    monkeypatch.setattr(checks, "ALL", (broken, *checks.ALL))
    made = Return(example_plan)
    made.put("2.1", "KG-B", "#value+f", 31)
    with caplog.at_level(logging.ERROR):
        checked = made.check()
    assert [f.code for f in noted(checked)] == ["parts-exceed-total", "check-failed"]
    assert "broken" in caplog.text


def test_the_check_reads_in_a_process_of_its_own_and_says_the_same(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.put("2.1", "KG-B", "#value+f", ">18")
    data = made.data()
    assert check_return(data, Context({}, example_plan, TODAY)) == check(data, example_plan)


def test_history_not_checked_is_an_info_that_leaves_the_verdict_alone(example_plan: Plan) -> None:
    checked = Return(example_plan).check()
    assert "history-not-checked" in {f.code for f in checked.findings}
    assert checked.verdict == "clean"


@cache
def plan_and_places() -> tuple[Plan, Return, list[tuple[str, str]]]:
    plan, _ = load_plan(SAMPLES / "example-plan.yaml")
    assert plan is not None
    return plan, Return(plan), [("2.2", region) for region in ("KG-J", "KG-O", "KG-B")]


@given(st.lists(st.integers(0, 10**9), min_size=3, max_size=3), st.lists(st.integers(0, 500), min_size=3, max_size=3))
def test_valid_values_give_no_errors_and_come_back_as_typed(counts: list[int], sexes: list[int]) -> None:
    _, made, places = plan_and_places()
    for (indicator, region), count in zip(places, counts, strict=True):
        made.put(indicator, region, tags.TOTAL, count)
    for tag, part in zip(tags.SEX_TAGS.values(), sexes, strict=True):
        made.put("2.1", "KG-B", tag, part)
    made.put("2.1", "KG-B", tags.TOTAL, sum(sexes))
    checked = made.check(today=date(2026, 7, 10))
    assert [each for each in checked.findings if each.severity in {Severity.ERROR, Severity.REFUSED}] == []
    read = {(each.indicator, each.region, each.breakdown): each.value for each in checked.observations}
    assert [read[indicator, region, ""] for indicator, region in places] == counts
    assert [read["2.1", "KG-B", f"sex={code}"] for code in tags.SEX_TAGS] == [Decimal(part) for part in sexes]


def test_a_list_of_persons_on_any_sheet_is_refused_without_its_content(example_plan: Plan) -> None:
    spoilt = Return(example_plan)
    sheet = spoilt.book.create_sheet("Тренинг")
    for row in (["ФИО", "телефон"], ["Асанова А.", "1"], ["Бекова Б.", "2"], ["Уланова У.", "3"]):
        sheet.append(row)
    checked = spoilt.check()
    found = [finding for finding in checked.findings if finding.code == "personal-data"]
    assert (checked.verdict, [(each.sheet, each.cells) for each in found]) == ("refused", [("Тренинг", ("A1",))])
    assert "Асанова" not in str(checked)
