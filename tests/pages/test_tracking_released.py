"""The tracking table and the promises behind a release: its figures, its day, its sentence, on the page and in the workbook."""

from __future__ import annotations

import io

import openpyxl
import pytest

from nap.monitor import House, TrackingAsked, released_house, tracking_file
from tests.monitor.building import FORUM
from tests.monitor.releasing import given
from tests.monitor.test_released_board import released
from tests.pages.conftest import Opener, words
from tests.pages.releasing import at, house
from ui.menu import PAGES

__all__ = ["house"]


def page(look: Opener, name: str, **address: str) -> str:
    screen = look("forum@demo")
    screen.switch_page(str(PAGES / f"{name}.py"))
    at(screen, **address)
    assert not screen.exception
    return words(screen)


@pytest.mark.parametrize("name", ["tracking", "promises"])
def test_the_page_says_which_release_it_shows(look: Opener, house: House, name: str) -> None:
    number = released(house)
    assert f"Release no. {number}" in page(look, name, release=str(number))


def test_the_workbook_keeps_the_releases_figures_when_others_are_accepted(house: House) -> None:
    shown = released_house(FORUM, house, released(house))
    code = shown.published[0].indicator
    asked = TrackingAsked(shown.plan.country, shown.published[-1].period, (code,), "Release no. 1")
    before = tracking_file(FORUM, shown, "en", asked)
    given(house, "WPN", 90, b"two")
    assert tracking_file(FORUM, shown, "en", asked) == before
    assert openpyxl.load_workbook(io.BytesIO(before)).worksheets[0].cell(2, 1).value == "Release no. 1"
