"""Who looks ahead makes what readers want at the start and after each change, hinders nobody, and outlives what fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from nap.monitor import Verb, may
from web import foresight
from web.foresight import Foresight, reader_of

SOON = 30.0


class Counted:
    """A house whose version is set by hand, and how often its boards were made ready."""

    def __init__(self) -> None:
        self.version, self.made, self.failing = 1, list[int](), False
        plan = SimpleNamespace(sha256="x", register="")
        self.house: Any = SimpleNamespace(store=self, today=lambda: date(2026, 11, 15), plan=plan)

    def counting_version(self) -> int:
        if self.failing:
            raise OSError
        return self.version

    def make_ready(self, house: object) -> None:
        self.made.append(self.version)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    found = Counted()
    monkeypatch.setattr(foresight, "make_ready", found.make_ready)
    return found


def test_a_store_that_does_not_answer_stops_it_only_for_a_while(counted: Counted) -> None:
    counted.failing = True
    ahead = Foresight(lambda: counted.house, look=0.01)
    ahead.begin()
    time.sleep(0.05)
    counted.failing = False
    until(lambda: counted.made == [1])
    ahead.end()


def test_the_next_version_is_made_once(counted: Counted) -> None:
    ahead = Foresight(lambda: counted.house, look=0.01)
    ahead.begin()
    until(lambda: counted.made == [1])
    counted.version = 2
    until(lambda: counted.made == [1, 2])
    time.sleep(0.05)
    assert counted.made == [1, 2]
    ahead.end()


def test_who_ends_it_does_not_wait_for_what_is_being_made(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, never = Event(), Event()
    monkeypatch.setattr(foresight, "make_ready", lambda house: (begun.set(), never.wait(SOON)))
    ahead = Foresight(lambda: counted.house, look=0.01)
    ahead.begin()
    assert begun.wait(SOON)
    start = time.monotonic()
    ahead.end()
    assert time.monotonic() - start < SOON / 10
    never.set()


def test_it_reads_as_the_forum_and_may_not_review() -> None:
    reader = reader_of()
    assert may(reader, Verb.BROWSE_RESULTS)
    assert not may(reader, Verb.REVIEW)
