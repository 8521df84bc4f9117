"""Two at once: exactly one wins, on both databases, and the trail stays whole."""

from __future__ import annotations

import threading
from collections.abc import Callable

from nap import monitor
from nap.monitor import House, NotNow
from tests.monitor.building import COORDINATOR, WPN, a_draft, a_submission, second_coordinator


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, or the NotNow it met; all set out together."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            found[number] = act()  # type: ignore[call-overload]
        except NotNow as problem:
            found[number] = problem.code  # type: ignore[call-overload]

    threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(found)


def test_two_who_accept_at_once(house: House) -> None:
    submitted, other = a_submission(house), second_coordinator(house)
    found = at_once(
        lambda: monitor.accept(COORDINATOR, house, submitted.id).status,
        lambda: monitor.accept(other, house, submitted.id).status,
    )
    assert sorted(map(str, found)) == ["accepted", "not_submitted"]
    assert [event.act for event in monitor.return_detail(WPN, house, submitted.id).events] == ["receive", "submit", "accept"]


def test_one_accepts_while_another_sends_back(house: House) -> None:
    submitted, other = a_submission(house), second_coordinator(house)
    found = at_once(
        lambda: monitor.accept(COORDINATOR, house, submitted.id).status,
        lambda: monitor.send_back(other, house, submitted.id, "Osh looks wrong").status,
    )
    assert "not_submitted" in found
    assert monitor.return_detail(WPN, house, submitted.id).receipt.status in found


def test_the_same_bytes_sent_twice_at_once_are_one_return(house: House) -> None:
    first, second = at_once(*[lambda: a_draft(house)] * 2)
    assert first == second
    assert len(monitor.my_returns(WPN, house)) == 1


def test_different_bytes_sent_at_once_are_two_versions_and_one_waits(house: House) -> None:
    at_once(*[lambda data=data: a_submission(house, data) for data in (b"one", b"two", b"three")])  # type: ignore[misc]
    lines = monitor.my_returns(WPN, house)
    assert sorted(line.receipt.version for line in lines) == [1, 2, 3]
    assert [line.receipt.status for line in lines].count("submitted") == 1
    assert monitor.audit_verify(house)[0] is None
