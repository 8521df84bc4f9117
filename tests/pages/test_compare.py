"""Compare: what the address asks for is shown or told, regions stand in the plan's order, the map and its tiles are one card."""

from __future__ import annotations

import re

import pytest

from nap.monitor import House, accept
from tests.monitor.building import COORDINATOR, a_submission
from tests.pages.conftest import Opener, words
from tests.pages.test_results_pages import asked
from ui.menu import PAGES


@pytest.fixture
def told(house: House) -> House:
    """One figure of 2.2 in Batken, accepted."""
    accept(COORDINATOR, house, a_submission(house, value=19).id)
    return house


@pytest.mark.parametrize(
    "address",
    [
        {"indicator": "9.9"},
        {"indicator": "2.2", "regions": "XX,KG-B"},
        {"indicator": "2.2", "what": "periods", "periods": "1999,<b>"},
        {"indicator": "2.2", "what": "parts", "region": "nowhere"},
    ],
)
@pytest.mark.usefixtures("told")
def test_what_is_not_there_is_told_and_the_rest_shown(look: Opener, address: dict[str, str]) -> None:
    shown = asked(look, "forum@demo", "compare", **address)
    assert "The address asks for something that is not there" in shown
    assert "nap-title" in shown
    assert "<b>”" not in shown


@pytest.mark.usefixtures("told")
def test_regions_stand_side_by_side_in_the_order_of_the_plan(look: Opener) -> None:
    shown = asked(look, "forum@demo", "compare", indicator="2.2")
    names = re.findall(r'nap-multi-head"><a [^>]*>([^<]*)</a>', shown)
    assert names[0] == "Batken"
    assert "not a ranking" in shown
    assert "absolute numbers" in shown or len(names) == 1


@pytest.mark.usefixtures("told")
def test_chosen_regions_alone_are_shown_and_stay_in_the_address(look: Opener) -> None:
    screen = look("forum@demo")
    screen.query_params["indicator"] = "2.2"
    screen.query_params["regions"] = "KG-B"
    screen.switch_page(str(PAGES / "compare.py")).run()
    assert not screen.exception
    assert re.findall(r'nap-multi-head"><a [^>]*>([^<]*)</a>', words(screen)) == ["Batken"]
    assert screen.query_params["regions"] in ("KG-B", ["KG-B"])


@pytest.mark.parametrize("what", ["regions", "periods", "parts"])
@pytest.mark.parametrize("person", ["forum@demo", "wpn@demo", "coordinator@demo"])
@pytest.mark.usefixtures("told")
def test_everybody_who_browses_may_compare(look: Opener, person: str, what: str) -> None:
    assert "nap-title" in asked(look, person, "compare", indicator="2.2", what=what)


@pytest.mark.usefixtures("told")
def test_a_donor_may_not(look: Opener) -> None:
    screen = look("donor@demo", PAGES / "compare.py")
    assert "nap-multi" not in words(screen)


@pytest.mark.usefixtures("told")
def test_tiles_stand_first_and_the_map_is_one_press_away(look: Opener) -> None:
    tiles, drawn = (asked(look, "forum@demo", "overview", **one) for one in ({}, {"as": "map"}))
    assert "nap-tiles" in tiles
    assert "nap-map" not in tiles
    assert "nap-tiles" not in drawn
    assert "Boundaries are schematic" in drawn
    assert tiles.count("<td") == drawn.count("<td")


@pytest.mark.usefixtures("told")
def test_without_a_file_of_outlines_there_are_tiles_and_it_is_said(look: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.overview.region_outlines", lambda viewer, house: None)
    shown = asked(look, "forum@demo", "overview", **{"as": "map"})
    assert "nap-tiles" in shown
    assert "There is no map of this country here" in shown
