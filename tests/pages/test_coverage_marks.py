"""The signs of returns: nothing alarms where no figure was expected, nothing is green where none came."""

from __future__ import annotations

from datetime import date

import pytest

import ui.coverage
from nap.charts import Mark
from nap.facts import Period
from nap.monitor import Square
from nap.words import say
from ui.coverage import _square


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    def t(key: str, **facts: object) -> str:
        return say("en", key, **facts)

    monkeypatch.setattr(ui.coverage, "t", t)
    monkeypatch.setattr("ui.receipts.t", t)


def mark(state: str, **more: object) -> Mark:
    found = _square(Square("WPN", Period.parse("2026-H1"), date(2026, 7, 15), state, **more))  # type: ignore[arg-type]
    assert isinstance(found, Mark)
    return found


def test_a_missing_return_without_expected_figures_is_no_alarm_and_still_asked_for() -> None:
    assert (mark("not_reported", expected=5, came=0).kind, mark("not_reported", expected=0, came=0).kind) == ("error", "info")
    assert "the return itself is still asked for" in mark("not_reported", expected=0, came=0).small
    assert "still asked for" not in mark("accepted", expected=0, came=0, counts=True).small


def test_an_accepted_return_without_a_figure_has_no_green_tick() -> None:
    empty, full = (mark("accepted", expected=56, came=came, counts=True) for came in (0, 56))
    assert (empty.sign, empty.kind, empty.word) == ("•", "info", full.word)
    assert (full.sign, full.kind) == ("✓", "fixed")
