"""Same activity on the review page: the other row beside this one, marked there, told in the list, taken back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from nap.facts import Observation
from nap.monitor import House, Viewer, accept, joint_activities, joint_candidates, mark_joint, submit
from nap.monitor.sending import keep
from nap.words import languages, say
from tests.monitor.building import COORDINATOR, H1, MIA, WPN, a_check
from tests.pages.conftest import Opener, words
from ui.menu import PAGES

ROW = ("2.6", "KG-B", H1)


def counted(house: House, viewer: Viewer, amount: int) -> str:
    figure = Observation(viewer.partner or "", *ROW, value=Decimal(amount))
    checked = replace(a_check(house, viewer.partner or ""), observations=(figure,))
    with house.store.writing() as transaction:
        receipt = keep(transaction, viewer, house, str(amount).encode(), "return.xlsx", checked, "").receipt
    assert receipt is not None
    return accept(COORDINATOR, house, submit(viewer, house, receipt.id).id).id


@pytest.fixture
def ours(house: House) -> str:
    counted(house, MIA, 90)
    return counted(house, WPN, 200)


def review(look: Opener, id: str = "", lang: str = "en") -> AppTest:
    screen = look("coordinator@demo", lang=lang)
    if id:
        screen.query_params["every"], screen.query_params["return"] = "1", id
    screen.switch_page(str(PAGES / "review.py")).run()
    assert not screen.exception
    return screen


def test_a_coordinator_marks_both_rows_and_takes_the_mark_back(house: House, look: Opener, ours: str) -> None:
    (one,) = joint_candidates(COORDINATOR, house, ours)
    screen = review(look, ours)
    key = f"{one.seen}_{one.second}"
    screen.selectbox(key="joint_choose").set_value(one.seen + one.second).run()
    screen.number_input(key=f"joint_same_{key}_").set_value(40.0)
    screen.button(key=f"joint_set_{key}").click().run()
    assert say("en", "joint.refused.reason_needed") in words(screen)
    screen.text_area(key=f"joint_why_{key}").set_value("joint seminar")
    screen.button(key=f"joint_set_{key}").click().run()
    assert not screen.exception
    assert say("en", "joint.done.mark") in words(screen)
    (marked,) = joint_activities(COORDINATOR, house)
    assert (marked.standing, dict(marked.same)) == ("holds", {"": 40})
    screen.selectbox(key="joint_lift_which").set_value(marked.number)
    screen.text_input(key="joint_lift_why").set_value("two seminars")
    screen.button(key="joint_lifted").click().run()
    assert say("en", "joint.done.lift") in words(screen)
    assert joint_activities(COORDINATOR, house)[0].standing == "lifted"


@pytest.mark.parametrize("lang", languages())
def test_all_marks_stand_below_the_list_of_returns(house: House, look: Opener, ours: str, lang: str) -> None:
    assert say(lang, "joint.list") not in words(review(look, lang=lang))
    mark_joint(COORDINATOR, house, *ROW, "WPN", "MIA", {"": Decimal(40)}, "joint <b>seminar</b>")
    told = words(review(look, lang=lang))
    assert say(lang, "joint.standing.holds") in told
    assert "joint &lt;b&gt;seminar" in told
