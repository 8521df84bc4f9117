"""A link to another page says what is seen there, also where both pages ask for the same."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

import ui.start
from nap.monitor import House, browse, person_viewer
from tests.pages.conftest import Opener, words
from ui.menu import PAGES


def go(screen: AppTest, page: str, **asked: str) -> AppTest:
    screen.switch_page(str(PAGES / f"{page}.py"))
    screen.query_params.clear()
    for name, value in asked.items():
        screen.query_params[name] = value
    return screen.run()


def test_what_a_link_names_is_not_lost_where_the_page_before_asked_for_the_same(look: Opener) -> None:
    screen = look("forum@demo")
    for page in ("region", "objective", "region"):
        usual = go(screen, page).selectbox(key="period").value
        other = next(one for one in ("2026-H1", "2025-H1") if one != usual)
        go(screen, "overview", period=other)
        assert go(screen, page, period=other).selectbox(key="period").value == other, page
        assert screen.query_params["period"] == other


def test_a_page_opened_without_filters_takes_none_from_the_page_before(look: Opener) -> None:
    screen = look("forum@demo")
    usual = go(screen, "region").selectbox(key="period").value
    other = next(one for one in ("2026-H1", "2025-H1") if one != usual)
    go(screen, "overview", period=other)
    assert go(screen, "region").selectbox(key="period").value == usual


@pytest.mark.parametrize("page", ["region", "brief"])
def test_from_a_region_the_way_to_its_alerts_and_to_who_answers_is_not_looked_for_in_vain(look: Opener, page: str) -> None:
    told = words(go(look("forum@demo"), page, region="KG-O"))
    assert 'href="/responses?region=KG-O"' in told
    assert 'href="/promises"' in told


def test_why_an_indicator_has_no_figures_of_regions_is_said(house: House, look: Opener) -> None:
    someone = person_viewer(house, "forum@demo")
    assert someone is not None
    board, screen = browse(someone, house).board(), look("forum@demo")
    asked = {one.code: list(board.places(one)) == [house.plan.country] for one in board.indicators()}
    for country_only in (True, False):
        code = next((one for one, only in asked.items() if only is country_only), None)
        if code is not None:
            assert ("asked for the country as a whole" in words(go(screen, "indicator", indicator=code))) is country_only


def test_who_has_nothing_to_do_now_reads_when_the_next_return_is_due(look: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui.start, "due_returns", lambda *_: [])
    told = words(go(look("wpn@demo"), "start"))
    assert "Nothing waits for you. Next return: " in told
