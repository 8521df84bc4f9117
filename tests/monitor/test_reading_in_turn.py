"""Workbooks are read and marked in turn, without holding the store, once for all; a reading that failed is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event, get_ident

import pytest
import sqlalchemy as sa

import nap.monitor.marking
import nap.monitor.mending
import nap.monitor.named_cells
import nap.monitor.turns
from nap import monitor
from nap.facts import Finding, Severity
from nap.monitor import House, NotMended, NotNow
from nap.returns.book import Book
from nap.returns.turns import Turns
from nap.returns.worker import open_book_safely
from tests.monitor.building import WPN
from tests.monitor.test_mending import BAD, sent, total

CRASH = Finding("file-unreadable", Severity.REFUSED, case="crash")


class Reader:
    """Stands in for the worker; tells who reads."""

    def __init__(self, house: House) -> None:
        self.calls, self.fails = 0, False
        self.holding: set[int] = set()
        pool = house.store.engine.pool
        sa.event.listen(pool, "checkout", lambda *_: self.holding.add(get_ident()))
        sa.event.listen(pool, "checkin", lambda *_: self.holding.discard(get_ident()))

    def __call__(self, data: bytes) -> Book | Finding:
        self.calls += 1
        assert get_ident() not in self.holding, "a connection is held while a workbook is read"
        assert nap.monitor.turns.TURNS._reading[WPN.person] == 1
        return CRASH if self.fails else open_book_safely(data)


@pytest.fixture
def reader(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader(quick_house)
    monkeypatch.setattr(nap.monitor.named_cells, "open_book_safely", made)
    return made


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody gets a turn."""
    monkeypatch.setattr(nap.monitor.turns, "TURNS", Turns(0, patience=0))


def test_sixteen_tabs_read_the_workbook_once_and_hold_no_connection(quick_house: House, reader: Reader) -> None:
    receipt, places = sent(quick_house)
    together = Barrier(16)

    def tab(_: int) -> monitor.ToMend:
        together.wait(30)
        return monitor.to_mend(WPN, quick_house, receipt.id)

    with ThreadPoolExecutor(16) as tabs:
        found = list(tabs.map(tab, range(16)))
    assert all(total(places) in each.fields for each in found)
    assert reader.calls == 1


def test_a_reading_that_failed_is_said_and_tried_again(quick_house: House, reader: Reader) -> None:
    receipt, places = sent(quick_house)
    reader.fails = True
    found = monitor.to_mend(WPN, quick_house, receipt.id)
    assert (found.open, found.unread, found.fields) == (True, "unread", {})
    with pytest.raises(NotNow) as caught:
        monitor.mend(WPN, quick_house, receipt.id, {total(places): "12"})
    assert caught.value.code == "unread"
    reader.fails = False
    found = monitor.to_mend(WPN, quick_house, receipt.id)
    assert (found.unread, total(places) in found.fields) == ("", True)
    assert monitor.mend(WPN, quick_house, receipt.id, {total(places): "12"}).cells == 1


@pytest.mark.usefixtures("crowded")
def test_without_a_turn_the_fields_wait_and_mending_says_so(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    assert monitor.to_mend(WPN, quick_house, receipt.id).unread == "busy"
    with pytest.raises(NotNow) as caught:
        monitor.mend(WPN, quick_house, receipt.id, {total(places): "12"})
    assert caught.value.code == "busy"


def test_a_version_that_cannot_be_mended_is_not_read(quick_house: House, reader: Reader) -> None:
    first, places = sent(quick_house)
    second, _ = sent(quick_house, {("2.1", "KG-J"): {"#value+total": "many"}})
    assert monitor.to_mend(WPN, quick_house, first.id).fields == {}
    assert reader.calls == 0
    with pytest.raises(NotMended, match="newer_version"):
        monitor.mend(WPN, quick_house, first.id, {total(places): "12"})
    assert reader.calls == 0
    assert monitor.to_mend(WPN, quick_house, second.id).fields


def test_fields_outlive_an_acceptance_elsewhere(quick_house: House, reader: Reader) -> None:
    receipt, _ = sent(quick_house)
    monitor.to_mend(WPN, quick_house, receipt.id)
    quick_house.memory.turn_to(quick_house.memory.version + 1)
    assert monitor.to_mend(WPN, quick_house, receipt.id).fields
    assert reader.calls == 1


@pytest.mark.usefixtures("crowded")
def test_a_large_workbook_is_marked_and_written_in_turn(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt, places = sent(quick_house)
    assert monitor.marked_return(WPN, quick_house, receipt.id, "en").data
    monkeypatch.setattr(nap.monitor.turns, "SMALL", 10)
    with pytest.raises(NotNow, match="busy"):
        monitor.marked_return(WPN, quick_house, receipt.id, "ru")

    @contextmanager
    def granted(_: object) -> Iterator[None]:
        yield

    monkeypatch.setattr(nap.monitor.named_cells, "turn_of", granted)
    with pytest.raises(NotNow, match="busy"):
        monitor.mend(WPN, quick_house, receipt.id, {total(places): "12"})


def test_five_clicks_mark_once(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt, _ = sent(quick_house, BAD)
    begun, calls = Event(), []

    def marked(data: bytes, *_: object) -> bytes:
        calls.append(1)
        begun.wait(1)
        return data

    monkeypatch.setattr(nap.monitor.marking, "marked_copy", marked)
    with ThreadPoolExecutor(5) as clicks:
        waiting = [clicks.submit(monitor.marked_return, WPN, quick_house, receipt.id, "en") for _ in range(5)]
        begun.set()
        assert len({one.result(30).data for one in waiting}) == 1
    monitor.marked_return(WPN, quick_house, receipt.id, "en")
    assert calls == [1]
    monitor.marked_return(WPN, quick_house, receipt.id, "ru")
    assert calls == [1, 1]


def test_what_stands_where_personal_data_are_is_neither_shown_nor_kept(quick_house: House) -> None:
    receipt, places = sent(quick_house, {("2.1", "KG-J"): {"#value+total": "aigul@example.org"}})
    field = monitor.to_mend(WPN, quick_house, receipt.id).fields[total(places)]
    assert (field.now, field.hidden) == ("", True)
    emptied = monitor.mend(WPN, quick_house, receipt.id, {total(places): ""})
    (kept,) = monitor.return_detail(WPN, quick_house, emptied.receipt.id).mends
    assert (kept.before, kept.after) == ("", "")
