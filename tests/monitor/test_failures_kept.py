"""A file on which we fail is kept under its number for coordinators, for two weeks; the next one is received as ever."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest

from nap import monitor
from nap.finding_texts import finding_text
from nap.monitor import Denied, House, NotNow, Unknown, sending
from nap.monitor.house import at_noon
from nap.returns import check as checking, worker
from nap.returns.turns import Turns
from nap.returns.worker import Limits
from tests.monitor.building import COORDINATOR, H1, WPN, a_workbook
from tests.returns.workbooks import Return


def fails(*_: object, **__: object) -> None:
    raise RuntimeError("Айгүл, 11203199012345")


@pytest.mark.parametrize("where", ["returns.add_return", "_is_late", "receipt"])
def test_a_file_that_we_fail_to_keep_is_an_incident_with_its_bytes(
    quick_house: House, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    data = a_workbook(quick_house, "WPN", H1)
    with monkeypatch.context() as broken:
        room, _, name = where.rpartition(".")
        broken.setattr(getattr(sending, room) if room else sending, name, fails)
        received = monitor.receive(WPN, quick_house, data, "wpn.xlsx", safely=False)
    assert received.receipt is None
    _is_kept(quick_house, received, data)
    assert monitor.receive(WPN, quick_house, data, "wpn.xlsx", safely=False).receipt is not None


def test_a_file_whose_check_fails_is_an_incident_with_its_bytes(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    data = a_workbook(quick_house, "WPN", H1)
    with monkeypatch.context() as broken:
        broken.setattr(checking, "find_tables", fails)
        received = monitor.receive(WPN, quick_house, data, "wpn.xlsx", safely=False)
    _is_kept(quick_house, received, data)


def _is_kept(house: House, received: monitor.Received, data: bytes) -> None:
    (finding,) = received.checked.findings
    assert (finding.code, finding.case) == ("unexpected-failure", "kept")
    assert received.incident
    for lang in ("ky", "ru", "en"):
        assert received.incident in finding_text(finding, lang).message
    assert monitor.refused_file(COORDINATOR, house, received.incident).data == data
    (incident,) = monitor.refused_uploads(COORDINATOR, house)
    assert incident.keep_until == house.today() + timedelta(days=14)
    with pytest.raises(Denied):
        monitor.refused_file(WPN, house, received.incident)


def test_a_file_that_fails_and_holds_personal_data_is_not_kept(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = Return(quick_house.plan)
    spoilt.book.worksheets[0]["H1"] = "тел. 0700 123 456"
    monkeypatch.setattr(checking, "find_tables", fails)
    received = monitor.receive(WPN, quick_house, spoilt.data(), "wpn.xlsx", safely=False)
    assert {(each.code, each.case) for each in received.checked.findings} >= {("unexpected-failure", "")}
    assert received.incident
    with pytest.raises(Unknown):
        monitor.refused_file(COORDINATOR, quick_house, received.incident)


def test_a_file_that_cannot_be_searched_is_kept_for_coordinators_two_weeks(
    quick_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "scan", lambda *_: worker._unreadable("memory"))
    data = a_workbook(quick_house, "WPN", H1)
    received = monitor.receive(WPN, quick_house, data, "wpn.xlsx", safely=False)
    assert received.checked.verdict == "refused"
    assert ("file-unreadable", "memory") in {(each.code, each.case) for each in received.checked.findings}
    assert received.incident
    last_day = quick_house.today() + timedelta(days=14)
    assert monitor.refused_file(COORDINATOR, at_noon(quick_house, last_day), received.incident).data == data
    with pytest.raises(Unknown):
        monitor.refused_file(COORDINATOR, at_noon(quick_house, last_day + timedelta(days=1)), received.incident)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits time only")
def test_a_whole_upload_survives_limits_that_are_passed(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        checking, "open_book_safely", lambda data: worker.open_book_safely(data, Limits(seconds=20, memory=20 * 1024**2))
    )
    received = monitor.receive(WPN, quick_house, a_workbook(quick_house, "WPN", H1), "wpn.xlsx")
    assert received.checked.verdict == "refused"
    assert received.incident


def test_whoever_gets_no_turn_is_told_to_come_again_and_nothing_is_kept(
    quick_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "TURNS", Turns(0, patience=0.01))
    before = quick_house.store.version()
    with pytest.raises(NotNow, match="busy"):
        monitor.receive(WPN, quick_house, b"PK", "wpn.xlsx")
    with pytest.raises(NotNow, match="busy"):
        monitor.check(WPN, quick_house, b"PK")
    assert quick_house.store.version() == before
