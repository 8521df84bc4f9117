"""Remembered results are those that would be computed anew: after every acceptance and undo, for totals and for parts."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from nap import monitor
from nap.facts import Result
from nap.monitor import House
from nap.monitor.memory import Memory
from nap.results import compute
from tests.monitor.building import COORDINATOR, FORUM, H1, an_acceptance


def afresh(house: House, *, parts: bool) -> list[Result]:
    """What a house that remembers nothing shows."""
    return monitor.results_for(FORUM, replace(house, memory=Memory()), parts=parts)


def test_whatever_is_accepted_and_undone_nothing_remembered_is_out_of_date(
    quick_house: House, pytestconfig: pytest.Config
) -> None:
    random, accepted = Random(1), list[str]()
    for step in range(20 if pytestconfig.getoption("--long") else 6):
        if accepted and random.random() < 0.4:
            monitor.undo(COORDINATOR, quick_house, accepted.pop(), "a mistake")
        else:
            accepted.append(an_acceptance(quick_house, str(step).encode(), value=random.randrange(50)).id)
        for parts in random.sample((True, False), 2):
            assert monitor.results_for(FORUM, quick_house, parts=parts) == afresh(quick_house, parts=parts)


def test_only_indicators_that_an_acceptance_touches_are_computed_again(
    quick_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor.browse(FORUM, quick_house).board()
    asked: list[str] = []

    def watched(*arguments: object, indicators: list[str], **how: object) -> list[Result]:
        asked.extend(indicators)
        return compute(*arguments, indicators=indicators, **how)  # type: ignore[arg-type]

    monkeypatch.setattr("nap.monitor.showing.compute", watched)
    monitor.browse(FORUM, quick_house).board()
    assert asked == []
    an_acceptance(quick_house)
    monitor.browse(FORUM, quick_house).board()
    monitor.browse(COORDINATOR, quick_house).board()
    assert asked == ["2.2"]


def test_a_board_holds_the_parts_of_an_indicator_only_when_they_are_asked_for(quick_house: House) -> None:
    an_acceptance(quick_house)
    board = monitor.browse(COORDINATOR, quick_house).board()
    assert not any(parts for *_, parts in quick_house.memory.computed)
    whole = monitor.results_for(COORDINATOR, quick_house)
    for total in (result for result in whole if not result.breakdown and result.period == H1):
        key = (total.indicator, total.region, total.period)
        assert list(board.parts(total)) == [
            one for one in whole if one.breakdown and (one.indicator, one.region, one.period) == key
        ]
