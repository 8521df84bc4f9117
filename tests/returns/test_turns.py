"""Files are read in turns: a few at once, nobody kept waiting by another's ten, an end to waiting."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from nap.plan import Plan
from nap.returns import check as checking
from nap.returns.turns import TURNS, Busy, Turns
from tests.returns.workbooks import check

LONG = 20.0
"""Seconds that are never waited unless something is wrong."""


@contextmanager
def held(turns: Turns, sender: str) -> Iterator[None]:
    """Somebody else, in a thread of their own, holds a place."""
    inside, leave = threading.Event(), threading.Event()

    def stay() -> None:
        with turns.turn(sender):
            inside.set()
            leave.wait(LONG)

    thread = threading.Thread(target=stay)
    thread.start()
    assert inside.wait(LONG)
    try:
        yield
    finally:
        leave.set()
        thread.join(LONG)


def test_whoever_waits_too_long_is_told_that_all_are_busy() -> None:
    turns = Turns(2, patience=0.01)
    with held(turns, "a@x"), held(turns, "b@x"), pytest.raises(Busy), turns.turn("c@x"):
        pass
    assert turns.waiting() == 0
    with turns.turn("c@x"):
        pass


def test_one_sender_leaves_a_place_to_others() -> None:
    turns = Turns(2, patience=0.01)
    with held(turns, "a@x"):
        with pytest.raises(Busy), turns.turn("a@x"):
            pass
        with turns.turn("b@x"):
            pass


def test_whoever_sits_at_the_machine_itself_takes_every_place() -> None:
    turns = Turns(2, patience=0.01)
    with held(turns, ""), turns.turn(""):
        pass


def test_of_those_who_wait_whoever_has_nothing_being_read_goes_first() -> None:
    turns, order = Turns(3, patience=LONG), list[str]()

    def wait(sender: str) -> threading.Thread:
        def take() -> None:
            with turns.turn(sender):
                order.append(sender)

        before = turns.waiting()
        thread = threading.Thread(target=take)
        thread.start()
        while turns.waiting() == before:
            threading.Event().wait(0.001)
        return thread

    with held(turns, "a@x"), held(turns, "c@x"):
        with held(turns, "c@x"):
            waiting = [wait("a@x"), wait("b@x")]
        for thread in waiting:
            thread.join(LONG)
    assert order == ["b@x", "a@x"]


def test_a_file_that_fails_gives_its_place_back() -> None:
    turns = Turns(1, patience=0.01)
    with pytest.raises(ValueError), turns.turn("a@x"):
        raise ValueError
    with turns.turn("b@x"):
        pass


def test_a_check_waits_for_its_turn_and_one_of_our_own_files_does_not(
    example_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = Turns(1, patience=0.01)
    monkeypatch.setattr(checking, "TURNS", turns)
    with held(turns, "a@x"):
        with pytest.raises(Busy):
            check(b"", example_plan, safely=True, sender="b@x")
        assert check(b"", example_plan, safely=False).verdict == "refused"


def test_a_server_reads_at_least_two_at_once() -> None:
    with held(TURNS, "a@x"), TURNS.turn("b@x"):
        pass
