"""The page of consent: an organisation sees its own sensitive figures, answers for itself, and holds them back at any time."""

from __future__ import annotations

import pytest

from nap.monitor import ConsentState, House, begin_release, consents_of, figures_held
from tests.monitor.building import COORDINATOR, H1, WPN
from tests.monitor.releasing import CONTENT, answered, begun, given
from tests.pages.conftest import Opener, words
from tests.pages.releasing import at, field, house, press
from ui.menu import PAGES

__all__ = ["house"]
PAGE = PAGES / "consent.py"
OWN, OTHERS = "40", "60"


def stands(house: House, draft: int) -> ConsentState:
    return next(one.state for one in consents_of(COORDINATOR, house, draft) if one.partner == "WPN")


@pytest.mark.parametrize("person", ["forum@demo", "donor@demo"])
def test_it_is_for_those_who_send_returns(look: Opener, person: str) -> None:
    screen = look(person, PAGE)
    assert screen.error
    assert not screen.button


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_it_says_what_will_come_where_nothing_is_asked(look: Opener, lang: str) -> None:
    screen = look("wpn@demo", PAGE, lang)
    assert not screen.exception
    assert "publishing." not in words(screen)
    assert not screen.radio


def test_an_organisation_sees_its_own_figures_and_nobody_elses(look: Opener, house: House) -> None:
    begin_release(COORDINATOR, house, H1, CONTENT)
    shown = words(look("wpn@demo", PAGE))
    assert f">{OWN}<" in shown
    assert f">{OTHERS}<" not in shown
    assert "none of these figures goes in" in shown


def test_no_answer_is_given_for_her(look: Opener, house: House) -> None:
    draft = begin_release(COORDINATOR, house, H1, CONTENT)
    screen = press(look("wpn@demo", PAGE), "Give this answer")
    assert "Choose one of the answers first" in words(screen)
    assert stands(house, draft) is ConsentState.UNANSWERED


def test_a_question_needs_words(look: Opener, house: House) -> None:
    draft = begin_release(COORDINATOR, house, H1, CONTENT)
    screen = look("wpn@demo", PAGE)
    screen.radio[0].set_value("ask")
    screen = press(screen, "Give this answer")
    assert "Write what you want to ask" in words(screen)
    assert stands(house, draft) is ConsentState.UNANSWERED


def test_she_agrees_and_may_change_her_mind(look: Opener, house: House) -> None:
    draft = begin_release(COORDINATOR, house, H1, CONTENT)
    screen = look("wpn@demo", PAGE)
    screen.radio[0].set_value("agree")
    screen = press(screen, "Give this answer")
    assert "your consent is kept" in words(screen)
    assert stands(house, draft) is ConsentState.AGREED
    assert f"Draft {draft}: your answer is kept" in [one.value for one in screen.header]
    assert "none of these figures goes in" not in words(screen)
    screen.radio[0].set_value("hold")
    press(screen, "Give this answer")
    assert stands(house, draft) is ConsentState.HELD


def test_figures_that_changed_meanwhile_are_looked_at_again(look: Opener, house: House) -> None:
    draft = begin_release(COORDINATOR, house, H1, CONTENT)
    screen = look("wpn@demo", PAGE)
    given(house, "WPN", 44, b"two")
    screen.radio[0].set_value("agree")
    screen = press(screen, "Give this answer")
    assert "has changed since" in words(screen)
    assert ">44<" in words(screen)
    assert stands(house, draft) is ConsentState.UNANSWERED
    screen.radio[0].set_value("agree")
    press(screen, "Give this answer")
    assert stands(house, draft) is ConsentState.AGREED


def test_figures_are_held_back_with_a_reason_and_given_free(look: Opener, house: House) -> None:
    screen = press(look("wpn@demo", PAGE), "Hold our figures back")
    assert "Please write the reason first" in words(screen)
    assert figures_held(WPN, house, "WPN") is None
    field(screen, "text_input", "Reason, for coordinators").set_value("A husband asks who told")
    screen = press(screen, "Hold our figures back")
    assert "All sensitive figures of this organisation are held back" in words(screen)
    assert figures_held(WPN, house, "WPN") is not None
    press(screen, "Let our figures count again")
    assert figures_held(WPN, house, "WPN") is None


def test_a_coordinator_notes_that_an_organisation_holds_back_and_never_that_it_agrees(look: Opener, house: House) -> None:
    draft = begun(house)
    screen = look("coordinator@demo", PAGE)
    assert "Choose an organisation" in words(screen)
    screen = at(screen, partner="WPN")
    assert screen.radio[0].options == ["We hold our figures back"]
    press(screen, "Note that it holds its figures back")
    assert stands(house, draft) is ConsentState.HELD


def test_the_first_page_says_that_an_answer_waits_and_to_coordinators_who_asks(look: Opener, house: House) -> None:
    draft = begun(house, agreed=("CEC",))
    answered(house, draft, "MIA", "ask", "Which day?")
    assert "Draft 1 of a release waits for your consent" in words(look("wpn@demo", PAGES / "start.py"))
    assert "waits for your consent" not in words(look("cec@demo", PAGES / "start.py"))
    assert "Which day?" in words(look("coordinator@demo", PAGES / "start.py"))
