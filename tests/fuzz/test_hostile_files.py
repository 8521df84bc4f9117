"""Every hostile file gives one clear finding, or is read all the same. `--long` sends each through the real worker."""

from __future__ import annotations

from datetime import date

import pytest

from nap.facts import Finding, Severity
from nap.finding_texts import finding_text
from nap.plan import Plan
from nap.returns.book import Book
from nap.returns.check import Context, check_return
from nap.returns.worker import open_book_safely
from tests.fuzz.hostile import COSTLY, REFUSED
from tests.fuzz.strange import READ


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_gives_one_clear_finding(name: str, example_plan: Plan, request: pytest.FixtureRequest) -> None:
    make, code, case = REFUSED[name]
    safely = name in COSTLY or bool(request.config.getoption("--long"))
    checked = check_return(make(), Context({}, example_plan, date(2026, 7, 10), safely=safely))
    assert checked.verdict == "refused"
    finding, *others = checked.findings
    assert {each.code for each in others} <= {"personal-data"}  # the sample holds a telephone number
    assert (finding.code, finding.case) == (code, case)
    texts = {lang: finding_text(finding, lang) for lang in ("ky", "ru", "en")}
    assert len({text.message for text in texts.values()}) == 3
    assert all(text.fix and "{" not in text.message + text.expected + text.fix for text in texts.values())


@pytest.mark.parametrize("name", READ)
def test_what_is_only_strange_is_read(name: str) -> None:
    make, text = READ[name]
    book = open_book_safely(make())
    assert isinstance(book, Book), book
    assert book.sheets[0].cells[1, 1].text == text


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsb", "xml"])
@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_whoever_sends_another_kind_of_workbook_is_told_the_way_in_three_programs(kind: str, lang: str) -> None:
    finding = Finding("not-a-workbook", Severity.REFUSED, case=kind)
    fix = finding_text(finding, lang).fix
    assert all(word in fix for word in ("Excel", "LibreOffice", "Google", ".xlsx"))
