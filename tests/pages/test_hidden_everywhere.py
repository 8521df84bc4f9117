"""What is hidden at once is on no page of anybody but coordinators: not in words, tables, pictures, tooltips or explanations."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nap.monitor import (
    House,
    Viewer,
    accept,
    hidden_since,
    hide_now,
    my_returns,
    own_figures,
    results_for,
    return_detail,
    show_again,
)
from tests.monitor.building import COORDINATOR, FORUM, H1, WPN, a_submission
from tests.pages.conftest import Opener
from ui.menu import PAGES
from web.figures import Figures, Shown

FIGURE = 7_919
WRITTEN = ("7919", "7,919", "7 919", "7\u00a0919", "7\u202f919")
READERS = ("forum@demo", "wpn@demo")
BOARD = ("overview", "objective", "region", "indicator", "compare", "tracking", "brief", "responses", "promises", "about")
THINGS = [{"indicator": "2.2"}, {"region": "KG-B"}]
WHY = "The village council was threatened"


@pytest.fixture
def told(house: House) -> House:
    """One figure, accepted."""
    accept(COORDINATOR, house, a_submission(house, value=FIGURE).id)
    return house


def everything(screen: AppTest) -> str:
    """All that is sent to the browser for a page."""
    protos = (getattr(one, "proto", None) for one in (*screen.main, *screen.sidebar))
    return "\n".join(one.SerializeToString().decode(errors="replace") for one in protos if one is not None)


def tells(look: Opener, person: str, page: str, **asked: str) -> bool:
    screen = look(person)
    for name, code in asked.items():
        screen.query_params[name] = code
    screen.switch_page(str(PAGES / f"{page}.py")).run()
    assert not screen.exception
    sent = everything(screen)
    return any(each in sent for each in WRITTEN)


@pytest.mark.parametrize("person", READERS)
@pytest.mark.parametrize("thing", THINGS, ids=str)
def test_no_page_of_results_tells_it(look: Opener, told: House, person: str, thing: dict[str, str]) -> None:
    asked = {"indicator": "2.2", "region": "KG-B", "period": str(H1)}
    assert tells(look, person, "indicator", **asked)
    hide_now(COORDINATOR, told, WHY, **thing)
    assert not [page for page in BOARD if tells(look, person, page, **asked)]
    assert not tells(look, person, "indicator", **{**asked, "region": "KG"})
    assert not tells(look, person, "indicator", **asked, as_of="2026-11-14")
    assert tells(look, "coordinator@demo", "indicator", **asked)
    show_again(COORDINATOR, told, "over", **thing)
    assert tells(look, person, "indicator", **asked)


@pytest.mark.parametrize("thing", THINGS, ids=str)
def test_no_donor_is_told_it(look: Opener, told: House, thing: dict[str, str]) -> None:
    hide_now(COORDINATOR, told, WHY, **thing)
    assert not [page for page in ("summary", "coverage", "organisations", "trail") if tells(look, "donor@demo", page)]


def test_its_own_organisation_still_reads_its_own_returns_and_figures(told: House) -> None:
    for thing in THINGS:
        hide_now(COORDINATOR, told, WHY, **thing)
    (own,) = [one.said.value for one in own_figures(WPN, told, "WPN")]
    assert own == FIGURE
    (mine,) = my_returns(WPN, told)
    assert str(FIGURE) in str(return_detail(WPN, told, mine.receipt.id))


def test_what_is_hidden_while_a_page_is_being_made_is_in_none_of_its_files(
    look: Opener, told: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's page has turned to the new state by the time the links of this one are written."""
    screen, meant = look("forum@demo"), {"indicator": "2.2", "region": "KG-B", "period": str(H1)}
    for name, code in meant.items():
        screen.query_params[name] = code
    kept: list[Shown] = []

    def late(_: Figures, __: Viewer, shown: Shown) -> str:
        if not kept:
            hide_now(COORDINATOR, told, WHY, indicator="2.2")
            results_for(WPN, told)
        kept.append(shown)
        return "0" * 64

    monkeypatch.setattr(Figures, "keep", late)
    screen.switch_page(str(PAGES / "indicator.py")).run()
    assert not screen.exception
    assert any(each in str(shown.figure) for shown in kept for each in WRITTEN)
    assert all(hidden_since(FORUM, told, shown.drawn) for shown in kept)
