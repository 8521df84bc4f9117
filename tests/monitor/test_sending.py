"""How a return comes in: refused, a draft, handed in; the same bytes, new versions, on behalf of a partner."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from nap import monitor
from nap.facts import Finding, Period, Severity
from nap.monitor import Checked, Denied, House, NotNow, Unknown
from nap.monitor.house import at_noon
from nap.monitor.sending import keep
from nap.store.tables import incidents
from tests.monitor.building import COORDINATOR, H1, H2, MIA, WPN, a_check, a_draft, a_submission, a_workbook, kept, settings

NOT_A_WORKBOOK = b"Dear colleagues, attached please find"


def keep_refused(house: House, *findings: Finding) -> str:
    checked = Checked("refused", house.plan, "WPN", H1, "ru", findings=findings)
    with house.store.writing() as transaction:
        incident = keep(transaction, WPN, house, b"bytes", "Айгүл Асанова.xlsx", checked).incident
    assert incident is not None
    return incident


def test_a_refused_file_becomes_an_incident_that_coordinators_can_look_at(house: House) -> None:
    received = monitor.receive(WPN, house, NOT_A_WORKBOOK, "letter.txt")
    assert (received.receipt, received.checked.verdict) == (None, "refused")
    (incident,) = monitor.refused_uploads(COORDINATOR, house)
    assert incident.id == received.incident
    assert incident.person == WPN.person
    assert incident.sha256 == hashlib.sha256(NOT_A_WORKBOOK).hexdigest()
    assert incident.findings == received.checked.findings
    assert monitor.refused_file(COORDINATOR, house, incident.id).data == NOT_A_WORKBOOK
    assert monitor.all_returns(COORDINATOR, house) == ()


def test_a_refused_file_is_gone_after_two_weeks(quick_house: House) -> None:
    id = keep_refused(quick_house, Finding("file-unreadable", Severity.REFUSED))
    last_day = quick_house.today() + timedelta(days=14)
    assert monitor.refused_file(COORDINATOR, at_noon(quick_house, last_day), id).data == b"bytes"
    with pytest.raises(Unknown):
        monitor.refused_file(COORDINATOR, at_noon(quick_house, last_day + timedelta(days=1)), id)


def test_its_bytes_leave_the_store_with_the_next_upload_or_opening(address: str, house: House) -> None:
    keep_refused(house, Finding("file-unreadable", Severity.REFUSED))

    def kept_bytes() -> list[bytes | None]:
        with house.store.reading() as transaction:
            return list(transaction.scalars(sa.select(incidents.c.data)))

    day = house.today() + timedelta(days=15)
    a_draft(house)
    assert kept_bytes() == [b"bytes"]
    a_draft(at_noon(house, day))
    assert kept_bytes() == [None]
    keep_refused(house, Finding("file-unreadable", Severity.REFUSED))
    monitor.close(monitor.open_house(settings(address), today=lambda: day))
    assert kept_bytes() == [None, None]


def test_of_personal_data_only_hash_pattern_and_places_are_kept(house: House) -> None:
    hit = Finding("personal-data", Severity.REFUSED, "O2", ("C4",), found="11203199012345", facts=(("pattern", "pin"),))
    id = keep_refused(house, hit)
    (incident,) = monitor.refused_uploads(COORDINATOR, house)
    assert incident.findings == (replace(hit, found=None),)
    assert (incident.filename, incident.keep_until) == ("", None)
    with pytest.raises(Unknown):
        monitor.refused_file(COORDINATOR, house, id)


def test_of_personal_data_no_word_that_somebody_typed_is_kept(house: House) -> None:
    hit = Finding("personal-data", Severity.REFUSED, "Асанова 0700123456", ("C4",), facts=(("pattern", "phone"),))
    other = Finding("unknown-indicator", Severity.ERROR, "O2", ("B7",), region="Асанова Айгүл", found="0700123456")
    keep_refused(house, hit, other)
    (incident,) = monitor.refused_uploads(COORDINATOR, house)
    assert incident.findings == (replace(hit, sheet=None),)


@pytest.mark.parametrize(
    ("filename", "kept_as"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Айгүл\\отчёт.xlsx", "отчёт.xlsx"),
        ("a\ud800\0\r\nSet-Cookie: b.xlsx", "aSet-Cookie: b.xlsx"),
        ("x" * 500 + ".xlsx", "x" * 195 + ".xlsx"),
        ("Асанова 0700 123 456.xlsx", ""),
    ],
)
def test_of_a_file_name_only_what_is_harmless_is_kept(quick_house: House, filename: str, kept_as: str) -> None:
    monitor.receive(WPN, quick_house, NOT_A_WORKBOOK, filename, safely=False)
    assert monitor.refused_uploads(COORDINATOR, quick_house)[0].filename == kept_as


def test_checking_keeps_nothing(quick_house: House) -> None:
    before = quick_house.store.version()
    assert monitor.check(WPN, quick_house, NOT_A_WORKBOOK).verdict == "refused"
    assert quick_house.store.version() == before


def test_a_workbook_of_another_organisation_is_refused(quick_house: House) -> None:
    received = monitor.receive(MIA, quick_house, a_workbook(quick_house, "WPN", H1), "wpn.xlsx")
    assert received.receipt is None
    assert "wrong-partner" in {finding.code for finding in received.checked.findings}


def test_what_a_check_overlooked_is_denied_at_the_store(quick_house: House) -> None:
    with pytest.raises(Denied):
        kept(quick_house, MIA, partner="WPN")
    assert monitor.all_returns(COORDINATOR, quick_house) == ()


def test_a_return_with_errors_stays_a_draft(quick_house: House) -> None:
    draft = a_draft(quick_house, verdict="errors")
    assert (draft.verdict, draft.status) == ("errors", "draft")
    with pytest.raises(NotNow, match="has_errors"):
        monitor.submit(WPN, quick_house, draft.id)


def test_what_is_handed_in_cannot_be_handed_in_again(quick_house: House) -> None:
    with pytest.raises(NotNow, match="not_draft"):
        monitor.submit(WPN, quick_house, a_submission(quick_house).id)


def test_an_older_draft_cannot_be_handed_in_after_a_newer_one(quick_house: House) -> None:
    old = a_draft(quick_house)
    a_submission(quick_house, b"two")
    with pytest.raises(NotNow, match="newer_version"):
        monitor.submit(WPN, quick_house, old.id)


def test_a_return_nobody_sent_is_unknown(quick_house: House) -> None:
    with pytest.raises(Unknown) as caught:
        monitor.submit(WPN, quick_house, "kg-example.WPN.2026-H1.7")
    assert (caught.value.kind, caught.value.id) == ("return", "kg-example.WPN.2026-H1.7")


def test_a_whole_return_is_kept_with_its_receipt(house: House) -> None:
    data = a_workbook(house, "WPN", H1)
    received = monitor.receive(WPN, house, data, "wpn.xlsx")
    receipt = received.receipt
    assert receipt is not None
    assert (receipt.partner, receipt.period, receipt.version, receipt.status) == ("WPN", H1, 1, "draft")
    assert (receipt.by, receipt.sha256) == (WPN.person, hashlib.sha256(data).hexdigest())
    assert (receipt.verdict, receipt.because, receipt.no_second_pair) == (received.checked.verdict, "", False)
    assert receipt.received == datetime(2026, 11, 15, 15, 30, tzinfo=ZoneInfo("Asia/Bishkek"))
    detail = monitor.return_detail(WPN, house, receipt.id)
    assert detail.receipt == receipt
    assert detail.observations == received.checked.observations
    assert {str(one.value) for one in detail.observations} == {"21"}
    assert detail.findings == received.checked.findings
    assert [(event.act, event.status) for event in detail.events] == [("receive", "draft")]
    assert detail.filename == "wpn.xlsx"
    assert monitor.original(WPN, house, receipt.id).data == data


def test_sending_hands_in_what_has_no_errors(house: House) -> None:
    data = a_workbook(house, "WPN", H1)
    first, again = (monitor.send(WPN, house, data, "wpn.xlsx").receipt for _ in range(2))
    assert first == again
    assert first is not None
    assert first.status == "submitted"
    assert [line.receipt for line in monitor.waiting_returns(COORDINATOR, house)] == [first]


def test_sending_keeps_a_draft_of_what_has_errors(quick_house: House) -> None:
    received = monitor.send(WPN, quick_house, a_workbook(quick_house, "WPN", H1, value=-5), "wpn.xlsx")
    assert received.receipt is not None
    assert (received.receipt.verdict, received.receipt.status) == ("errors", "draft")


def test_the_same_bytes_give_the_same_receipt(quick_house: House) -> None:
    first = a_draft(quick_house)
    assert a_draft(quick_house) == first
    submitted = monitor.submit(WPN, quick_house, first.id)
    assert a_draft(quick_house) == submitted
    assert len(monitor.my_returns(WPN, quick_house)) == 1


def test_the_same_bytes_after_others_are_a_new_version(quick_house: House) -> None:
    versions = [a_draft(quick_house, data=data).version for data in (b"one", b"two", b"one")]
    assert versions == [1, 2, 3]


def test_the_same_bytes_of_another_period_are_another_return(quick_house: House) -> None:
    assert a_draft(quick_house, period=H2).version == a_draft(quick_house).version == 1


def test_a_new_version_takes_the_place_of_one_that_waits(house: House) -> None:
    first, second = a_submission(house), a_submission(house, b"two")
    statuses = {line.receipt.version: line.receipt.status for line in monitor.my_returns(WPN, house)}
    assert statuses == {1: "superseded", 2: "submitted"}
    assert [event.act for event in monitor.return_detail(WPN, house, first.id).events] == ["receive", "submit", "supersede"]
    assert second.version == 2


def test_a_coordinator_says_why_they_send_for_a_partner(quick_house: House) -> None:
    draft = a_draft(quick_house, COORDINATOR)
    with pytest.raises(NotNow, match="because_needed"):
        monitor.submit(COORDINATOR, quick_house, draft.id, because="  ")
    receipt = monitor.submit(COORDINATOR, quick_house, draft.id, because="came by post")
    assert (receipt.by, receipt.because, receipt.status) == (COORDINATOR.person, "came by post", "submitted")
    assert monitor.return_detail(WPN, quick_house, draft.id).events[-1].reason == "came by post"


def test_the_reason_can_be_given_with_the_upload(quick_house: House) -> None:
    draft = kept(quick_house, COORDINATOR, because="came by post").receipt
    assert draft is not None
    assert draft.because == "came by post"
    assert monitor.submit(COORDINATOR, quick_house, draft.id).because == "came by post"


def test_a_partner_needs_no_reason_and_leaves_none(quick_house: House) -> None:
    draft = kept(quick_house, because="I can").receipt
    assert draft is not None
    assert monitor.submit(WPN, quick_house, draft.id, because="I can").because == ""


@pytest.mark.parametrize(
    ("period", "day", "late"),
    [
        ("2026-H1", date(2026, 7, 15), False),
        ("2026-H1", date(2026, 7, 16), True),
        ("2013", date(2026, 7, 16), False),  # history is never due
    ],
)
def test_a_return_after_its_due_date_is_late(quick_house: House, period: str, day: date, late: bool) -> None:
    a_draft(at_noon(quick_house, day), period=Period.parse(period))
    (line,) = monitor.my_returns(WPN, quick_house)
    assert line.late is late


def test_a_file_is_kept_as_it_was_checked(quick_house: House) -> None:
    checked = a_check(quick_house, verdict="errors")
    draft = a_draft(quick_house, verdict="errors")
    (line,) = monitor.my_returns(WPN, quick_house)
    assert (line.errors, line.warnings, line.rows) == (1, 0, 1)
    detail = monitor.return_detail(COORDINATOR, quick_house, draft.id)
    assert (detail.findings, detail.observations) == (checked.findings, checked.observations)
