"""The page that hides at once: two clicks and a reason; others are told that something is held back, never what."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nap.monitor import House, hide_now, hidings_of
from tests.monitor.building import COORDINATOR
from tests.pages.conftest import Opener, words
from ui.menu import PAGES

PAGE = PAGES / "hiding.py"
WHY = "The shelter was threatened after the figures came out"
HELD = "Some figures are held back at the moment to protect people"
READERS = ("wpn@demo", "forum@demo", "donor@demo")


def press(screen: AppTest, name: str) -> AppTest:
    return next(one for one in screen.button if str(one.key).startswith(name)).click().run()


def write(screen: AppTest, name: str, text: str) -> None:
    next(one for one in screen.text_input if str(one.key).startswith(name)).set_value(text)


def choose(screen: AppTest, value: tuple[str, str]) -> None:
    next(one for one in screen.selectbox if str(one.key).startswith("hiding_what")).set_value(value)


@pytest.mark.parametrize("person", READERS)
def test_it_is_for_coordinators(look: Opener, house: House, person: str) -> None:
    hide_now(COORDINATOR, house, WHY, indicator="2.2")
    screen = look(person, PAGE)
    assert not screen.button
    assert WHY not in words(screen)


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_it_is_drawn_in_every_language(look: Opener, house: House, lang: str) -> None:
    hide_now(COORDINATOR, house, WHY, region="KG-B")
    screen = look("coordinator@demo", PAGE, lang)
    assert not screen.exception
    assert "hiding." not in words(screen)


def test_without_a_choice_or_a_reason_nothing_is_hidden_and_both_are_asked_for(look: Opener, house: House) -> None:
    screen = press(look("coordinator@demo", PAGE), "hiding_go")
    assert "first choose an indicator or a region" in words(screen)
    choose(screen, ("indicator", "2.2"))
    screen = press(screen, "hiding_go")
    assert "Please write the reason first" in words(screen)
    assert hidings_of(COORDINATOR, house) == ()


def test_an_indicator_is_hidden_and_shown_again_with_a_reason_each(look: Opener, house: House) -> None:
    screen = look("coordinator@demo", PAGE)
    choose(screen, ("indicator", "2.2"))
    write(screen, "hiding_reason", WHY)
    screen = press(screen, "hiding_go")
    assert "cannot be called back" in words(screen)
    assert WHY in words(screen)
    (standing,) = hidings_of(COORDINATOR, house)
    assert (standing.thing, standing.person) == (("indicator", "2.2"), "coordinator@demo")
    write(screen, "hiding_show_reason", "the danger is over")
    screen = press(screen, f"hiding_show_{standing.number}")
    assert "Nothing is hidden at the moment" in words(screen)
    assert "the danger is over" in words(screen)
    assert hidings_of(COORDINATOR, house)[0].ended is not None


def test_a_link_from_a_page_of_figures_has_chosen_already(look: Opener, house: House) -> None:
    screen = look("coordinator@demo", PAGE)
    screen.query_params["region"] = "KG-B"
    screen.run()
    write(screen, "hiding_reason", WHY)
    press(screen, "hiding_go")
    assert [one.thing for one in hidings_of(COORDINATOR, house)] == [("region", "KG-B")]


def test_what_is_hidden_already_is_not_offered(look: Opener, house: House) -> None:
    hide_now(COORDINATOR, house, WHY, indicator="2.2")
    (box,) = look("coordinator@demo", PAGE).selectbox
    assert not any("2.2" in option for option in box.options)


@pytest.mark.parametrize("person", READERS)
def test_readers_are_told_that_something_is_held_back_and_not_what(look: Opener, house: House, person: str) -> None:
    def page() -> str:
        return words(look(person).switch_page(str(PAGES / "coverage.py")).run())

    assert HELD not in page()
    hide_now(COORDINATOR, house, WHY, indicator="2.2")
    assert HELD in page()
    assert WHY not in page()


def test_coordinators_are_led_to_what_is_hidden(look: Opener, house: House) -> None:
    hide_now(COORDINATOR, house, WHY, indicator="2.2")
    screen = look("coordinator@demo").switch_page(str(PAGES / "coverage.py")).run()
    assert 'href="/hiding"' in words(screen)


@pytest.mark.parametrize("page, kind", [("indicator", "indicator"), ("region", "region")])
def test_the_way_there_stands_on_the_pages_of_figures_for_coordinators_alone(look: Opener, page: str, kind: str) -> None:
    def at(person: str) -> str:
        return words(look(person).switch_page(str(PAGES / f"{page}.py")).run())

    assert f'href="/hiding?{kind}=' in at("coordinator@demo")
    assert "/hiding" not in at("forum@demo")
