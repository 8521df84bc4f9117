"""Downloads are on record; nobody who reads waits for it or fails by it."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace

import pytest

from nap import monitor
from nap.monitor import House, NotNow, Viewer, as_known, operator, trail
from nap.monitor.later import settle, soon
from nap.people import Role
from nap.store import returns
from tests.monitor.building import COORDINATOR, H1, WPN, a_draft, an_acceptance, kept

AT_HOME = replace(WPN, origin="198.51.100.4")


def downloads(house: House) -> list[tuple[str, str, str | None, dict[str, str]]]:
    assert settle()
    found = trail(COORDINATOR, house, act="downloads")
    return [(one.person, one.origin, one.return_id, dict(one.facts)) for one in reversed(found)]


def test_whoever_takes_a_file_away_is_on_record(quick_house: House) -> None:
    id = a_draft(quick_house).id
    incident = kept(quick_house, WPN, b"no", verdict="refused").incident
    monitor.original(AT_HOME, quick_house, id)
    monitor.template(AT_HOME, quick_house, "WPN", H1, "ru")
    monitor.refused_file(COORDINATOR, quick_house, incident or "")
    monitor.downloaded(AT_HOME, quick_house, "result_table", about="1.1.csv")
    assert downloads(quick_house) == [
        ("wpn@demo", "198.51.100.4", id, {"what": "original"}),
        ("wpn@demo", "198.51.100.4", None, {"what": "template", "partner": "WPN", "period": "2026-H1"}),
        ("coordinator@demo", "", None, {"what": "refused_file", "incident": incident}),
        ("wpn@demo", "198.51.100.4", None, {"what": "result_table", "about": "1.1.csv"}),
    ]


def test_what_was_refused_is_no_download(quick_house: House) -> None:
    id = a_draft(quick_house).id
    with pytest.raises(monitor.Denied):
        monitor.original(Viewer("x@y", "x", frozenset({Role.FORUM})), quick_house, id)
    with pytest.raises(monitor.Unknown):
        monitor.refused_file(COORDINATOR, quick_house, "I-0007")
    assert downloads(quick_house) == []


def test_something_nobody_knows_is_not_put_on_record(quick_house: House) -> None:
    with pytest.raises(ValueError):
        monitor.downloaded(WPN, quick_house, "<b>anything</b>")


def test_whoever_sits_at_the_machine_has_the_store_and_is_not_noted(quick_house: House) -> None:
    monitor.template(operator(), quick_house, "WPN", H1, "ru")
    assert downloads(quick_house) == []


def test_a_download_is_no_part_of_a_returns_life(quick_house: House) -> None:
    id = an_acceptance(quick_house).id
    before, counted = monitor.return_detail(COORDINATOR, quick_house, id), quick_house.store.counting_version()
    monitor.original(COORDINATOR, quick_house, id)
    assert len(downloads(quick_house)) == 1
    assert monitor.return_detail(COORDINATOR, quick_house, id) == before
    assert quick_house.store.counting_version() == counted


def test_a_download_while_looking_back_is_put_on_record_today(quick_house: House) -> None:
    id = an_acceptance(quick_house).id
    earlier = as_known(quick_house, H1.start)
    monitor.downloaded(COORDINATOR, earlier, "result_table")
    with quick_house.store.reading() as transaction:
        assert returns.get_return(transaction, id).standing.status == "accepted"
    assert len(downloads(quick_house)) == 1
    assert trail(COORDINATOR, quick_house, act="download", since=quick_house.today(), until=quick_house.today())


def test_a_file_is_handed_out_while_somebody_writes_and_put_on_record_afterwards(quick_house: House) -> None:
    id = a_draft(quick_house).id
    with quick_house.store.writing():
        assert monitor.original(AT_HOME, quick_house, id).data == b"one"
        assert trail(COORDINATOR, quick_house, act="download") == ()
    assert [facts["what"] for *_, facts in downloads(quick_house)] == ["original"]


def test_a_file_is_handed_out_though_it_cannot_be_put_on_record_and_the_log_tells(
    quick_house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried = []

    def broken(*_about: object, **_facts: object) -> None:
        tried.append(1)
        raise NotNow("store_unavailable")

    monkeypatch.setattr("nap.monitor.later.PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr("nap.monitor.recording.audit.append", broken)
    with caplog.at_level(logging.ERROR, "nap.later"):
        monitor.downloaded(AT_HOME, quick_house, "mapping")
        assert settle()
    assert len(tried) == 3
    assert "given up: download of mapping: NotNow" in caplog.text


def test_what_is_done_later_is_done_in_order_and_none_is_lost_by_the_failure_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nap.monitor.later.PAUSES", (0.0,))
    done: list[int] = []
    gate = threading.Event()
    soon(gate.wait, "a gate", patience=0)
    for number in range(20):
        soon(lambda number=number: done.append(number) if number != 7 else 1 / 0, "a number", patience=0)  # type: ignore[misc]
    assert done == []
    gate.set()
    assert settle()
    assert done == [number for number in range(20) if number != 7]


def test_more_than_can_wait_is_given_up_at_once_and_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from queue import Queue

    gate = threading.Event()
    soon(gate.wait, "a gate", patience=0)
    full: Queue[object] = Queue(1)
    full.put(None)
    with monkeypatch.context() as patch:
        patch.setattr("nap.monitor.later._TASKS", full)
        assert soon(lambda: None, "one too many") is False
    gate.set()
    assert settle()
    assert "given up, too much waits: one too many" in caplog.text
