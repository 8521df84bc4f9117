"""Changing an assessment by hand on the indicator's page: the coordinator's form, and what everybody else sees of it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nap.facts import Status
from nap.monitor import House, overrides
from nap.words import say
from tests.monitor.building import COORDINATOR, H1, an_acceptance
from tests.pages.conftest import Opener, words
from ui.menu import PAGES

WHY = "Two committees <b>exist</b> on *paper* only"
FIGURE = "2.2_KG-B_2026-H1_21_partial"


def indicator(look: Opener, person: str, lang: str = "ru", region: str = "KG-B") -> AppTest:
    screen = look(person, lang=lang)
    for name, code in {"indicator": "2.2", "region": region, "period": "2026-H1"}.items():
        screen.query_params[name] = code
    screen.switch_page(str(PAGES / "indicator.py")).run()
    assert not screen.exception
    return screen


def set_(screen: AppTest, status: Status | None = Status.BEHIND, reason: str = WHY, figure: str = FIGURE) -> AppTest:
    if status is not None:
        screen.selectbox(key=f"status_{figure}").set_value(status)
    screen.text_area(key=f"because_{figure}").set_value(reason)
    screen.button(key=f"set_{figure}").click().run()
    assert not screen.exception
    return screen


@pytest.mark.parametrize("person", ["forum@demo", "wpn@demo"])
def test_nobody_else_is_offered_the_form(house: House, look: Opener, person: str) -> None:
    an_acceptance(house)
    screen = indicator(look, person)
    assert not screen.expander
    assert not screen.text_area


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [
        (None, WHY, "not_chosen"),
        (Status.BEHIND, " ", "reason_needed"),
        (Status.BEHIND, "Call 0555 123 456", "reason_personal"),
    ],
)
def test_what_is_missing_is_said_in_the_form_and_nothing_is_lost(
    house: House, look: Opener, status: Status | None, reason: str, said: str
) -> None:
    an_acceptance(house)
    screen = set_(indicator(look, "coordinator@demo"), status, reason)
    assert [error.value for error in screen.error] == [say("ru", f"overrides.refused.{said}")]
    assert screen.text_area(key=f"because_{FIGURE}").value == reason
    assert overrides(COORDINATOR, house) == []


def test_an_empty_place_says_why_it_cannot_be_judged(look: Opener, house: House) -> None:
    an_acceptance(house)
    screen = indicator(look, "coordinator@demo", region="KG-J")
    assert say("ru", "overrides.refused.empty") in words(screen)
    assert not screen.text_area


def test_a_status_set_by_hand_is_shown_with_its_reason_to_everybody_and_lifted(house: House, look: Opener) -> None:
    an_acceptance(house)
    screen = set_(indicator(look, "coordinator@demo"))
    assert say("ru", "overrides.done.set") in words(screen)
    for person in ("coordinator@demo", "forum@demo", "wpn@demo"):
        told = words(indicator(look, person))
        assert "Статус установлен координатором. Причина: Two committees &lt;b&gt;exist&lt;/b&gt; on *paper* only" in told
        assert "По расчёту: Неполно" in told
        assert WHY not in told
    screen = indicator(look, "coordinator@demo")
    screen.button(key=f"lifted_{FIGURE}").click().run()
    assert say("ru", "overrides.refused.reason_needed") in words(screen)
    screen.text_input(key=f"lift_because_{FIGURE}").set_value("Visited in June")
    screen.button(key=f"lifted_{FIGURE}").click().run()
    assert not screen.exception
    told = words(screen)
    assert say("ru", "overrides.done.lift") in told
    assert "Visited in June" in told
    assert "Two committees" not in words(indicator(look, "forum@demo"))


def test_where_the_figure_changed_the_coordinator_is_told_and_led_there(house: House, look: Opener) -> None:
    an_acceptance(house)
    set_(indicator(look, "coordinator@demo"))
    an_acceptance(house, b"two", value=7)
    lapsed = say("ru", "overrides.lapsed")
    start = words(look("coordinator@demo", lang="ru"))
    assert lapsed in start
    assert f'href="/indicator?indicator=2.2&amp;region=KG-B&amp;period={H1}"' in start
    assert lapsed in words(indicator(look, "coordinator@demo"))
    forum = words(indicator(look, "forum@demo"))
    assert lapsed not in forum
    assert "Two committees" not in forum


@pytest.mark.parametrize(("lang", "said"), [("en", "Set by the coordinator: "), ("ky", "Абалды координатор койгон. Себеби: ")])
def test_it_is_told_in_the_readers_language(house: House, look: Opener, lang: str, said: str) -> None:
    an_acceptance(house)
    set_(indicator(look, "coordinator@demo"))
    assert said in words(indicator(look, "forum@demo", lang))
