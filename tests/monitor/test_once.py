"""What takes long is made once, for all who ask meanwhile; a failure is told to all of them and never remembered."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from nap.monitor.once import Once


def test_whoever_comes_second_waits_for_the_first() -> None:
    once: Once[str] = Once(2)
    begun, go = Event(), Event()
    calls: list[int] = []

    def make() -> str:
        calls.append(1)
        begun.set()
        go.wait(10)
        return "made"

    with ThreadPoolExecutor(8) as crowd:
        first = crowd.submit(once.made, "key", make)
        assert begun.wait(10)
        others = [crowd.submit(once.made, "key", make) for _ in range(7)]
        go.set()
        assert {one.result(10) for one in (first, *others)} == {"made"}
    assert calls == [1]
    assert once.known("key") == "made"


def test_a_failure_reaches_everybody_and_is_forgotten() -> None:
    once: Once[str] = Once(2)
    begun, go = Event(), Event()

    def fail() -> str:
        begun.set()
        go.wait(10)
        raise ValueError("broken")

    with ThreadPoolExecutor(2) as crowd:
        first = crowd.submit(once.made, "key", fail)
        assert begun.wait(10)
        second = crowd.submit(once.made, "key", fail)
        go.set()
        for one in (first, second):
            with pytest.raises(ValueError, match="broken"):
                one.result(10)
    assert once.known("key") is None
    assert once.made("key", lambda: "mended") == "mended"


def test_the_one_not_asked_for_longest_is_forgotten() -> None:
    once: Once[int] = Once(2)
    for number in (1, 2):
        once.made(number, lambda number=number: number)  # type: ignore[misc]
    assert once.known(1) == 1
    once.made(3, lambda: 3)
    assert (once.known(1), once.known(2), once.known(3)) == (1, None, 3)
