"""While somebody waits for what must be hidden, whoever needs no such thing goes on; nobody makes the same twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from nap import monitor
from nap.monitor import House, veiling
from nap.monitor.one_at_a_time import Turns
from nap.results.hiding import Pattern, hide
from tests.monitor.building import COORDINATOR, FORUM, an_acceptance

SOON = 60.0
"""Seconds after which something hangs."""


class Held:
    """Hiding that begins, and goes on only when it is let."""

    def __init__(self) -> None:
        self.begun, self.let, self.times = Event(), Event(), 0

    def hide(self, *given: object, **more: object) -> Pattern:
        self.times += 1
        self.begun.set()
        assert self.let.wait(SOON)
        return hide(*given, **more)  # type: ignore[arg-type]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    found = Held()
    monkeypatch.setattr(veiling, "hide", found.hide)
    return found


def test_coordinators_and_what_is_made_already_do_not_wait_for_hiding(house: House, held: Held) -> None:
    monitor.browse(FORUM, house).made("card", lambda: "made")
    with ThreadPoolExecutor(2) as pool:
        board = pool.submit(lambda: monitor.browse(FORUM, house).board())
        assert held.begun.wait(SOON)
        assert pool.submit(lambda: monitor.browse(FORUM, house).made("card", str)).result(SOON) == "made"
        assert pool.submit(lambda: monitor.browse(COORDINATOR, house).board()).result(SOON).totals
        assert not board.done()
        held.let.set()
        assert board.result(SOON).totals


def test_who_comes_second_gets_what_the_first_has_made(house: House, held: Held) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = (pool.submit(lambda: monitor.browse(FORUM, house).board()) for _ in range(2))
        assert held.begun.wait(SOON)
        held.let.set()
        assert first.result(SOON) is second.result(SOON)


def test_what_an_acceptance_overtook_while_it_was_being_hidden_is_nobodys_afterwards(house: House, held: Held) -> None:
    with ThreadPoolExecutor(1) as pool:
        old = pool.submit(lambda: monitor.browse(FORUM, house).board())
        assert held.begun.wait(SOON)
        an_acceptance(house, b"file", value=20)
        monitor.browse(COORDINATOR, house).board()
        held.let.set()
        before = old.result(SOON)
    board = monitor.browse(FORUM, house).board()
    house.memory.turn_to(-2)
    assert board is not before
    assert board.totals == monitor.browse(FORUM, house).board().totals


def test_one_who_fails_stops_nobody_else() -> None:
    turns = Turns()
    with pytest.raises(SystemExit), turns.of("key"):
        raise SystemExit
    with turns.of("key"), turns.of("key"), turns.of("other"):
        pass
    assert not turns._turns
