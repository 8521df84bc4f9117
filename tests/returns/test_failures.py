"""What fails on our side: a finding with a reference, where it happened in the log, and never what stood in the file."""

from __future__ import annotations

import hashlib
import logging

import pytest

from nap.facts import Finding, Severity
from nap.finding_texts import finding_text
from nap.plan import Plan
from nap.returns import bearable, check as checking, checks, worker
from nap.returns.bearable import Burden, listed
from nap.returns.gate import Refused
from nap.returns.worker import Limits, open_book_safely
from tests.returns.reader_files import hand_made, unzipped, zipped
from tests.returns.workbooks import Return, check

SECRET = "Айгүл, 11203199012345"


def fails(*_: object) -> None:
    raise RuntimeError(SECRET)


def the_failure(found: tuple[Finding, ...], data: bytes) -> None:
    (finding,) = (each for each in found if each.code == "unexpected-failure")
    assert finding.severity is Severity.REFUSED
    assert dict(finding.facts) == {"reference": hashlib.sha256(data).hexdigest()[:8]}


@pytest.mark.parametrize("stage", ["open_book", "scan", "identify", "find_tables", "fill_totals", "observations", "_sorted"])
def test_a_stage_that_fails_is_a_finding_with_a_reference(
    stage: str, example_plan: Plan, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(checking, stage, fails)
    data = Return(example_plan).data()
    checked = check(data, example_plan)
    assert (checked.verdict, checked.rows, checked.observations) == ("refused", 0, ())
    the_failure(checked.findings, data)
    assert "RuntimeError" in caplog.text
    assert "in fails" in caplog.text
    assert "11203199012345" not in caplog.text


def test_the_next_file_is_checked_as_ever(example_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Return(example_plan).data()
    with monkeypatch.context() as broken:
        broken.setattr(checking, "identify", fails)
        assert check(data, example_plan).verdict == "refused"
    assert check(data, example_plan).verdict == "clean"


def test_where_personal_data_stand_is_still_told(example_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = Return(example_plan)
    spoilt.book.worksheets[0]["H1"] = "тел. 0700 123 456"
    monkeypatch.setattr(checking, "identify", fails)
    codes = {each.code for each in check(spoilt.data(), example_plan).findings}
    assert codes == {"unexpected-failure", "personal-data"}


def test_a_check_that_crashes_says_nothing_of_the_file_in_the_log(
    example_plan: Plan, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(checks, "ALL", (fails,))
    assert "check-failed" in {each.code for each in check(Return(example_plan).data(), example_plan).findings}
    assert "in fails" in caplog.text
    assert "11203199012345" not in caplog.text


def test_a_failure_inside_the_worker_comes_out_with_its_place(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from nap.returns import worker_process\n"
        f"def fails(*_): raise RuntimeError({SECRET!r})\n"
        "worker_process.open_book = fails; worker_process.serve()"
    )
    monkeypatch.setattr(worker, "_START", program)
    with caplog.at_level(logging.ERROR):
        finding = open_book_safely(b"bytes")
    assert isinstance(finding, Finding)
    the_failure((finding,), b"bytes")
    assert "in fails" in caplog.text
    assert "11203199012345" not in caplog.text


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_number_is_said_in_every_language(lang: str) -> None:
    facts = (("reference", "3fa9c012"), ("incident", "I-0007"), ("days", 14))
    unkept = finding_text(Finding("unexpected-failure", Severity.REFUSED, facts=facts[:1]), lang)
    kept = finding_text(Finding("unexpected-failure", Severity.REFUSED, case="kept", facts=facts), lang)
    assert "3fa9c012" in unkept.message
    assert "I-0007" in kept.message
    assert "I-0007" in kept.fix


def test_a_text_longer_than_excel_allows_is_named_by_its_cell() -> None:
    long = hand_made('<sheetData><row r="7"><c r="B7" t="str"><v>' + "x" * 32_768 + "</v></c></row></sheetData>")
    finding = open_book_safely(long, Limits(seconds=20))
    assert isinstance(finding, Finding)
    assert (finding.code, finding.case, finding.sheet, finding.cells) == ("too-many-cells", "long-text", "Data", ("B7",))


def test_more_findings_than_anybody_mends_end_the_reading() -> None:
    burden = Burden(different=3, every=100)
    burden.add(Finding("not-a-number", Severity.ERROR, found=str(number)) for number in range(3))
    with pytest.raises(Refused) as caught:
        burden.add([Finding("not-a-number", Severity.ERROR, found="another")])
    assert (caught.value.finding.code, dict(caught.value.finding.facts)) == ("too-many-findings", {"limit": 3})


def test_one_wrong_word_in_a_long_column_is_one_finding() -> None:
    burden = Burden(different=3, every=100)
    burden.add([Finding("unknown-region", Severity.ERROR, found="Ош")] * 100)
    with pytest.raises(Refused):
        burden.add([Finding("unknown-region", Severity.ERROR, found="Ош")])


def test_a_file_with_too_many_findings_is_refused_and_says_so(example_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "Burden", lambda: Burden(different=0))
    spoilt = Return(example_plan)
    spoilt.put("2.2", "KG-B", "#value+total", "много")
    assert [each.code for each in check(spoilt.data(), example_plan).findings] == ["too-many-findings"]


def test_of_very_many_findings_the_gravest_are_listed_and_the_rest_counted() -> None:
    findings = [Finding("late", Severity.INFO)] * 7
    assert listed(findings, 7) == findings
    *first, last = listed(findings, 5)
    assert first == findings[:5]
    assert (last.code, last.severity, dict(last.facts)) == ("more-findings", Severity.INFO, {"count": 2})
    assert bearable.LISTED < bearable.DIFFERENT


def test_links_to_other_workbooks_are_a_warning_and_pictures_are_told(example_plan: Plan) -> None:
    data = Return(example_plan).data()
    assert {each.code for each in check(data, example_plan).findings}.isdisjoint({"hidden-content", "pictures-not-read"})
    parts = unzipped(data)
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    link = '<Relationship Id="rIdX" Type="http://x/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", link).encode()
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    parts["xl/media/image1.png"] = b"\x89PNG"
    found = {(each.code, each.case): each for each in check(zipped({**parts}), example_plan).findings}
    assert found["hidden-content", "links"].severity is Severity.WARNING
    assert dict(found["pictures-not-read", ""].facts) == {"count": 1}


def test_what_items_and_narratives_find_counts_too(example_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "Burden", lambda: Burden(different=0))
    spoilt = Return(example_plan)
    spoilt.add_item(indicator_code="9.9", item_title="x")
    assert [each.code for each in check(spoilt.data(), example_plan).findings] == ["too-many-findings"]
