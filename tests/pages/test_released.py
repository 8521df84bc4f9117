"""The board of a release and of another plan: every page says whose figures it shows, and offers nothing to change."""

from __future__ import annotations

import pytest

from nap.monitor import House, set_visibility
from tests.monitor.building import COORDINATOR
from tests.monitor.releasing import begun, given, published
from tests.monitor.test_plans_beside import folder
from tests.pages.conftest import Opener, words
from tests.pages.releasing import at, house
from ui.menu import PAGES

__all__ = ["folder", "house"]

LIVE, DO_NOT_QUOTE = "not yet released", "do not quote"
RELEASED = "Release no. 1, data as of"


@pytest.fixture
def released(house: House) -> int:
    number = published(house, begun(house)).number
    set_visibility(COORDINATOR, house, number, "donors")
    given(house, "WPN", 90, b"two")
    return number


def page(look: Opener, person: str, name: str, **asked: object) -> str:
    screen = look(person)
    screen.switch_page(str(PAGES / f"{name}.py"))
    at(screen, **asked)
    assert not screen.exception
    return words(screen)


def test_every_page_with_figures_says_that_they_are_not_released(house: House, look: Opener) -> None:
    for name in ("overview", "objective", "region", "indicator", "compare", "tracking", "responses", "promises", "coverage"):
        shown = page(look, "forum@demo", name)
        assert LIVE in shown, name
        assert DO_NOT_QUOTE in shown, name


@pytest.mark.parametrize("asked", ["7", "x", "-1", "1.0", "²"])
def test_a_release_that_is_not_there_is_not_shown_and_that_is_said(house: House, look: Opener, asked: str) -> None:
    shown = page(look, "forum@demo", "indicator", indicator="3.5", release=asked)
    assert "The address asks for something that is not there" in shown
    assert LIVE in shown


def test_a_release_is_shown_with_its_own_figures_and_leads_on_within_it(released: int, look: Opener) -> None:
    address = {"indicator": "3.5", "region": "KG-B"}
    live = page(look, "forum@demo", "indicator", **address)
    assert "Show release no. 1" in live
    shown = page(look, "forum@demo", "indicator", **address, release=released)
    assert RELEASED in shown
    assert LIVE not in shown
    assert "release=1" in shown
    assert "25" in shown  # (140 + 160 + 150) / 30 before the second version, rounded; 110 and more after it


def test_a_coordinator_finds_nothing_to_change_in_a_release(released: int, look: Opener) -> None:
    shown = page(look, "coordinator@demo", "indicator", indicator="3.5", release=released)
    assert "/hiding?indicator" not in shown
    assert 'id="explain"' not in shown


def test_the_choice_below_leads_to_the_release_and_back(released: int, look: Opener) -> None:
    screen = look("forum@demo")
    screen.switch_page(str(PAGES / "indicator.py"))
    at(screen, indicator="3.5")
    choice = next(box for box in screen.selectbox if box.label == "Figures shown")
    assert any(RELEASED in option for option in choice.options)
    choice.set_value(f"release-{released}").run()
    assert screen.query_params["release"] == "1"
    assert RELEASED in words(screen)
    choice = next(box for box in screen.selectbox if box.label == "Figures shown")
    choice.set_value("today").run()
    assert "release" not in screen.query_params
    assert LIVE in words(screen)
