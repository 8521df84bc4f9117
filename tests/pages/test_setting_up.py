"""The coordinators' screens of setting up: the first day, people from a list, reminders, handing over; in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

import ui.session
from nap.facts import Period
from nap.monitor import House, NewPerson, SetupStep, close_period, invite, invite_together, operator, people
from nap.tables import to_csv
from nap.words import languages
from tests.pages.conftest import Opener, words
from ui.menu import PAGES
from ui.people_texts import plain

AIDA, BEK = "aida@example.org", "bek_1*2@example.org"
COORDINATOR = "coordinator@demo"


def at(look: Opener, page: str, lang: str = "en") -> AppTest:
    screen = look(COORDINATOR, lang=lang)
    screen.switch_page(str(PAGES / f"{page}.py")).run()
    assert not screen.exception
    return screen


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("page", ["setup", "handover", "reminders", "people"])
def test_every_screen_is_whole_in_every_language(house: House, look: Opener, page: str, lang: str) -> None:
    told = words(at(look, page, lang))
    assert not set("{`") & set(told)
    assert [key for key in ("setup.", "reminders.", "pages.") if f">{key}" in told] == []


def test_a_step_is_ticked_and_taken_back_on_the_page(house: House, look: Opener) -> None:
    screen = at(look, "setup")
    screen.text_input(key="setup_note_backup").set_value("on the second disk")
    screen.button(key="setup_tick_backup").click().run()
    assert "on the second disk" in words(screen)
    assert "Ticked by coordinator@demo" in words(screen)
    screen.button(key="setup_untick_backup").click().run()
    assert "Ticked by" not in words(screen)


def test_a_note_with_a_telephone_number_is_refused_beside_its_step(house: House, look: Opener) -> None:
    screen = at(look, "setup")
    screen.text_input(key="setup_note_backup").set_value("ask +996 555 123 456")
    screen.button(key="setup_tick_backup").click().run()
    assert "personal" in words(screen)
    assert "Ticked by" not in words(screen)


def test_every_step_stands_on_the_page_with_its_number(house: House, look: Opener) -> None:
    told = words(at(look, "setup"))
    assert [f"{number}. " in told for number in range(1, len(SetupStep) + 1)] == [True] * len(SetupStep)


def test_who_has_not_come_gets_a_new_text_by_one_click(house: House, look: Opener) -> None:
    invite_together(operator(), house, [NewPerson(email, "Aida", frozenset({"forum"}), "", "en") for email in (AIDA, BEK)])
    screen = at(look, "people")
    assert "2 people were invited and have not come yet" in words(screen) + str([one.label for one in screen.expander])
    (button,) = (one for one in screen.button if one.label == f"New text for {plain(AIDA)}")
    button.click().run()
    assert "/invitation/" in screen.code[0].value


def test_all_lapsed_get_new_texts_at_once_shown_until_passed_on(house: House, look: Opener) -> None:
    people = [NewPerson(email, "Aida", frozenset({"forum"}), "", lang) for email, lang in ((AIDA, "ky"), (BEK, "ru"))]
    invite_together(operator(), house, people)
    with house.store.writing() as transaction:
        transaction.exec_driver_sql("UPDATE links SET ends = made")
    screen = at(look, "people")
    screen.button(key="people_waiting_all").click().run()
    assert [one.value.splitlines()[0] for one in screen.code] == ["Саламатсызбы, Aida!", "Здравствуйте, Aida!"]
    screen.button(key="people_texts_done").click().run()
    assert not screen.code


def test_a_reminder_passed_on_stands_there_no_longer(house: House, look: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the_day = replace(house, today=lambda: date(2026, 7, 15))
    monkeypatch.setattr(ui.session, "the_house", lambda: on_the_day)
    screen = at(look, "reminders")
    buttons = [one for one in screen.button if one.label == "Passed on"]
    assert len(buttons) > 1
    buttons[0].click().run()
    assert "Noted as passed on" in words(screen)
    assert len([one for one in screen.button if one.label == "Passed on"]) == len(buttons) - 1


def test_whoever_is_overdue_after_the_last_letter_is_named_to_be_telephoned(house: House, look: Opener) -> None:
    told = unescape(words(at(look, "reminders")))
    assert "telephone" in told
    assert "1st half of 2026" in told


def test_the_handover_names_coordinators_and_reasons_and_no_partners_people(house: House, look: Opener) -> None:
    invite(operator(), house, NewPerson(AIDA, "Aida Osmonova", frozenset({"coordinator"}), "", "en"))
    invite(operator(), house, NewPerson("sender@example.org", "Bermet", frozenset({"partner"}), "WPN", "en"))
    close_period(operator(), house, Period.parse("2026-H1"), reason="the board has met")
    told = unescape(words(at(look, "handover")))
    assert "Aida Osmonova" in told
    assert "the board has met" in told
    assert "sender@example.org" not in told
    assert "Bermet" not in told
    assert "The record of what was done is whole" in told


@pytest.mark.worker
def test_a_list_with_faults_invites_nobody_and_a_good_one_everybody_by_one_button(house: House, look: Opener) -> None:
    header = ("E-mail", "Name", "Role", "Organisation")
    screen = at(look, "people")
    screen.file_uploader[0].upload("people.csv", to_csv(header, [("aida", "Aida", "boss", "")]), "text/csv").run()
    told = words(screen)
    assert "Nobody was invited: 2 things in the list" in told
    assert "A2" in told
    screen.file_uploader[0].upload("people.csv", to_csv(header, [(AIDA, "Aida", "partner", "WPN")]), "text/csv").run()
    screen.button(key="people_many_go").click().run()
    assert not screen.exception
    assert AIDA in {one.person for one in people(operator(), house)}
    assert "/invitation/" in screen.code[0].value
