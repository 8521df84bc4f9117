"""The page of releases: a draft written step by step by several people, published once, corrected and withdrawn afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from nap.monitor import (
    House,
    begin_release,
    change_draft,
    draft_of,
    drafts,
    links_of,
    release,
    releases,
    withdraw_release,
)
from tests.monitor.building import COORDINATOR, H1, second_coordinator
from tests.monitor.releasing import CONTENT, answered, begun, published
from tests.pages.conftest import Opener, words
from tests.pages.releasing import at, field, house, press
from ui.menu import PAGES
from ui.publishing_steps import STEPS

__all__ = ["house"]
PAGE = PAGES / "publishing.py"
SURE = "I have read the preview in every language, and nothing in it can harm anybody."
FINAL = "I know that a withdrawn release cannot be brought back."


@pytest.fixture
def desk(look: Opener) -> AppTest:
    return look("coordinator@demo", PAGE)


@pytest.mark.parametrize("person", ["wpn@demo", "forum@demo", "donor@demo"])
def test_it_is_for_coordinators(look: Opener, house: House, person: str) -> None:
    begun(house)
    screen = look(person, PAGE)
    assert screen.error
    assert not screen.button
    assert CONTENT.title["en"] not in words(screen)


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_every_step_is_drawn_in_every_language(look: Opener, house: House, lang: str) -> None:
    draft = begin_release(COORDINATOR, house, H1, replace(CONTENT, texts={"": {"en": "Much was done."}}))
    screen = at(look("coordinator@demo", PAGE, lang), draft=draft)
    for step in STEPS:
        screen.session_state["step"] = step
        screen.run()
        assert not screen.exception, step
        assert "publishing." not in words(screen), step


def test_what_the_address_asks_for_in_vain_is_told(desk: AppTest) -> None:
    assert "no longer there" in words(at(desk, draft=9))
    assert "no release with the number" in words(at(desk, release=9))


def test_a_draft_is_begun_with_a_title_in_every_language(desk: AppTest, house: House) -> None:
    assert "No release is in preparation" in words(desk)
    screen = press(desk, "Begin the draft")
    assert "Go through its steps" in words(screen)
    (draft,) = drafts(COORDINATOR, house)
    assert set(draft.content.title) == set(house.plan.languages)
    assert screen.query_params["draft"] in (str(draft.number), [str(draft.number)])


def test_texts_are_kept_one_by_one(desk: AppTest, house: House) -> None:
    draft = begun(house)
    screen = at(desk, draft=draft, step="texts")
    assert "or the words you typed are lost" in words(screen)
    field(screen, "text_area", "English").set_value("Much was done.\nMuch is stuck.")
    screen = press(screen, "Keep this text")
    assert draft_of(COORDINATOR, house, draft).content.texts == {"": {"en": "Much was done.\nMuch is stuck."}}
    assert "First page · ! missing: Kyrgyz, Russian" in words(screen)


def test_personal_data_get_into_no_text(desk: AppTest, house: House) -> None:
    draft = begun(house)
    screen = at(desk, draft=draft, step="texts")
    field(screen, "text_area", "English").set_value("call 21503198012345")
    assert "personal data" in words(press(screen, "Keep this text"))
    assert draft_of(COORDINATOR, house, draft).content.texts == {}


def test_the_second_of_two_is_told_and_overwrites_nothing(desk: AppTest, house: House) -> None:
    draft = begun(house)
    screen = at(desk, draft=draft, step="texts")
    shown, other = draft_of(COORDINATOR, house, draft), second_coordinator(house)
    theirs = replace(shown.content, texts={"": {"en": "Theirs"}})
    change_draft(other, house, draft, theirs, seen=shown.seen)
    field(screen, "text_area", "English").set_value("Mine")
    screen = press(screen, "Keep this text")
    assert f"Meanwhile {other.person} changed this draft" in words(screen)
    assert "Nothing was done" in words(screen)
    assert draft_of(COORDINATOR, house, draft).content == theirs
    screen = press(screen, "Show it as it is now")
    assert field(screen, "text_area", "English").value == "Theirs"


def test_only_some_indicators_are_included(desk: AppTest, house: House) -> None:
    draft = begun(house)
    screen = at(desk, draft=draft, step="included")
    field(screen, "multiselect", "Indicators").set_value(["2.2"])
    screen = press(screen, "Keep")
    assert draft_of(COORDINATOR, house, draft).content.included == ("2.1", "3.5")
    field(screen, "radio", "What is in it").set_value("only")
    field(screen, "multiselect", "Indicators").set_value([])
    screen = press(screen, "Keep")
    assert "Name at least one indicator" in words(screen)
    assert draft_of(COORDINATOR, house, draft).content.included == ("2.1", "3.5")


def test_coordinators_see_who_has_not_answered_and_what_to_do(desk: AppTest, house: House) -> None:
    draft = begun(house, agreed=("WPN",))
    answered(house, draft, "MIA", "ask", "Which day?")
    shown = words(at(desk, draft=draft, step="asked"))
    assert "Which day?" in shown
    assert "no answer yet" in shown
    assert "No letter goes out" in shown
    assert "Silence is no consent" in shown


def test_what_stops_it_is_named_in_place_of_the_button(desk: AppTest, house: House) -> None:
    draft = begun(house, agreed=("WPN",))
    screen = at(desk, draft=draft, step="publish")
    assert "It cannot be published yet" in words(screen)
    assert not any(one.label.startswith("Publish release") for one in screen.button)


def test_nothing_is_published_before_the_sentence_is_agreed_to(desk: AppTest, house: House) -> None:
    screen = press(at(desk, draft=begun(house), step="publish"), "Publish release 1")
    assert "tick the sentence" in words(screen)
    assert releases(COORDINATOR, house) == ()


def test_a_release_is_published_and_the_page_is_about_it(desk: AppTest, house: House) -> None:
    screen = at(desk, draft=begun(house), step="publish")
    field(screen, "checkbox", SURE).check()
    screen = press(screen, "Publish release 1")
    (one,) = releases(COORDINATOR, house)
    assert "Release 1 is published" in words(screen)
    assert one.sha256 in words(screen)
    assert "Nobody has opened it yet" in words(screen)


def test_a_draft_is_given_up(desk: AppTest, house: House) -> None:
    screen = press(at(desk, draft=begun(house), step="publish"), "Give it up")
    assert drafts(COORDINATOR, house) == ()
    assert "The draft is given up" in words(screen)


def test_links_are_shown_once_and_taken_back(desk: AppTest, house: House) -> None:
    published(house, begun(house))
    screen = at(desk, release=1)
    screen = press(screen, "Make a link to the release")
    assert "Say which office the link is for" in words(screen)
    assert links_of(COORDINATOR, house, 1) == ()
    field(screen, "text_input", "For which office is the link?").set_value("Ministry of Labour")
    screen = press(screen, "Make a link to the release")
    assert screen.code[0].value.startswith(house.settings.base_url.rstrip("/") + "/releases/shared/")
    secret = screen.code[0].value.rstrip("/").rpartition("/")[2]
    screen = press(press(screen, "I have copied it"), "Take it back")
    assert secret not in words(screen)
    assert [one.state for one in links_of(COORDINATOR, house, 1)] == ["taken_back"]


def test_who_may_read_is_changed(desk: AppTest, house: House) -> None:
    published(house, begun(house))
    screen = at(desk, release=1)
    field(screen, "radio", "Who may read it").set_value("link")
    assert "Who may read it now: " in words(press(screen, "Change who may read it"))
    assert release(COORDINATOR, house, 1).visible == "link"


def test_more_readers_than_organisations_agreed_to_are_refused_with_what_to_do(desk: AppTest, house: House) -> None:
    published(house, begun(house))
    screen = at(desk, release=1)
    field(screen, "radio", "Who may read it").set_value("everybody")
    screen = press(screen, "Change who may read it")
    assert "Publish a correction for the wider circle" in words(screen)
    assert release(COORDINATOR, house, 1).visible == "donors"


def test_a_correction_begins_with_the_words_of_the_release(desk: AppTest, house: House) -> None:
    texts = {"": {"ky": "Көп", "ru": "Много", "en": "Much"}}
    published(house, begun(house, replace(CONTENT, texts=texts)))
    screen = press(at(desk, release=1), "Begin a correction")
    (draft,) = drafts(COORDINATOR, house)
    assert (draft.content.replaces, draft.content.texts, draft.content.title) == (1, texts, CONTENT.title)
    screen.session_state["step"] = "checks"
    assert "does not say why" in words(screen.run())


def test_a_release_is_withdrawn_with_a_reason_and_for_good(desk: AppTest, house: House) -> None:
    published(house, begun(house))
    screen = at(desk, release=1)
    assert "Tick the sentence" in words(press(screen, "Withdraw release 1"))
    field(screen, "checkbox", FINAL).check()
    field(screen, "text_area", "Reason, for its readers; write it in each of their languages").set_value(
        "A total was counted twice"
    )
    screen = press(screen, "Withdraw release 1")
    gone = release(COORDINATOR, house, 1).withdrawn
    assert gone is not None
    assert gone.reason == "A total was counted twice"
    assert "Reason: A total was counted twice" in words(screen)
    assert not any(one.label == "Begin a correction" for one in screen.button)


def test_the_list_says_where_each_release_stands(look: Opener, house: House) -> None:
    published(house, begun(house))
    withdraw_release(COORDINATOR, house, 1, "A total was counted twice")
    published(house, begun(house))
    shown = words(look("coordinator@demo", PAGE))
    assert "withdrawn" in shown
    assert "signed-in people" in shown
