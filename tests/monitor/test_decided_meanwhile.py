"""A decision is made about what was shown: who comes second is told, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nap import monitor
from nap.monitor import House, NotNow
from tests.monitor.building import COORDINATOR, WPN, a_submission, second_coordinator

Decide = Callable[[House, str, str], object]
DECISIONS: dict[str, Decide] = {
    "accept": lambda house, id, seen: monitor.accept(COORDINATOR, house, id, seen=seen),
    "send_back": lambda house, id, seen: monitor.send_back(COORDINATOR, house, id, "Osh looks wrong", seen=seen),
}


def seen(house: House, id: str) -> str:
    return monitor.return_detail(COORDINATOR, house, id).seen


@pytest.mark.parametrize("decision", DECISIONS)
def test_who_comes_second_is_told_who_did_what(decision: str, quick_house: House) -> None:
    waiting, other = a_submission(quick_house), second_coordinator(quick_house)
    shown = seen(quick_house, waiting.id)
    monitor.accept(other, quick_house, waiting.id, seen=shown)
    before = monitor.return_detail(WPN, quick_house, waiting.id).events
    with pytest.raises(NotNow, match="decided_meanwhile") as refused:
        DECISIONS[decision](quick_house, waiting.id, shown)
    assert refused.value.facts == {"person": other.person, "act": "accept"}
    assert monitor.return_detail(WPN, quick_house, waiting.id).events == before


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_return_that_waits_again_after_an_acceptance_was_undone_is_read_again(decision: str, quick_house: House) -> None:
    waiting, other = a_submission(quick_house), second_coordinator(quick_house)
    shown = seen(quick_house, waiting.id)
    monitor.accept(other, quick_house, waiting.id)
    monitor.undo(other, quick_house, waiting.id, "too early")
    with pytest.raises(NotNow, match="decided_meanwhile"):
        DECISIONS[decision](quick_house, waiting.id, shown)
    DECISIONS[decision](quick_house, waiting.id, seen(quick_house, waiting.id))


def test_a_download_is_no_decision(quick_house: House) -> None:
    waiting = a_submission(quick_house)
    shown = seen(quick_house, waiting.id)
    monitor.original(COORDINATOR, quick_house, waiting.id)
    assert monitor.accept(COORDINATOR, quick_house, waiting.id, seen=shown).status == "accepted"


def test_a_later_version_takes_the_place_of_the_one_that_was_shown(quick_house: House) -> None:
    first = a_submission(quick_house)
    shown = seen(quick_house, first.id)
    a_submission(quick_house, b"two", value=22)
    with pytest.raises(NotNow, match="decided_meanwhile") as refused:
        monitor.accept(COORDINATOR, quick_house, first.id, seen=shown)
    assert refused.value.facts["act"] == "supersede"
