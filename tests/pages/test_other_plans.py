"""A plan that was before the one in force: it is read on the same pages, which say so, and takes nothing new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ui.session
from nap.monitor import House, close
from tests.monitor.releasing import given
from tests.monitor.test_plans_beside import NEW, OLD, folder, opened
from tests.pages.conftest import Opener, words
from tests.pages.releasing import at
from tests.pages.test_released import page
from ui.menu import PAGES

__all__ = ["folder"]


@pytest.fixture
def house(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    before = opened(folder, "old.yaml")
    given(before, "WPN", 40)
    close(before)
    now = opened(folder, "new.yaml")
    monkeypatch.setattr(ui.session, "the_house", lambda: now)
    yield now
    close(now)


def test_the_earlier_plan_is_read_and_says_so_on_every_page(look: Opener) -> None:
    for name in (
        "overview",
        "objective",
        "region",
        "indicator",
        "compare",
        "tracking",
        "promises",
        "sheets",
        "brief",
        "responses",
    ):
        shown = page(look, "forum@demo", name, plan=OLD)
        assert "You are looking at another plan" in shown, name
    assert "You are looking at another plan" not in page(look, "forum@demo", "overview")


def test_successors_are_led_to_both_ways(look: Opener) -> None:
    new = page(look, "forum@demo", "indicator", indicator="3.5")
    assert "Continues indicator 3.5" in new
    assert f"plan={OLD}" in new
    old = page(look, "forum@demo", "indicator", indicator="3.5", plan=OLD)
    assert "Continued by indicator 3.5" in old


def test_a_coordinator_finds_nothing_to_change_in_an_earlier_plan(look: Opener) -> None:
    shown = page(look, "coordinator@demo", "indicator", indicator="3.5", plan=OLD)
    assert "/hiding?indicator" not in shown


def test_the_switch_of_plans_lets_go_of_filters_of_the_other(look: Opener) -> None:
    screen = look("forum@demo")
    screen.switch_page(str(PAGES / "indicator.py"))
    at(screen, indicator="3.5", as_of="2026-10-01")
    choice = next(box for box in screen.selectbox if box.label == "Plan")
    choice.set_value(OLD).run()
    assert screen.query_params["plan"] == OLD
    assert "as_of" not in screen.query_params
    choice = next(box for box in screen.selectbox if box.label == "Plan")
    choice.set_value(NEW).run()
    assert "You are looking at another plan" not in words(screen)


def test_an_unknown_plan_is_not_shown(look: Opener) -> None:
    shown = page(look, "donor@demo", "sheets", plan="nap-1999")
    assert "The address asks for something that is not there" in shown
