"""The page of organisations: what each reader finds there, and what a coordinator can do on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from nap.monitor import House, NewOrganisation, directory, give_scores, keep_organisation, note_consent
from nap.words import languages, say
from tests.monitor.building import COORDINATOR
from tests.pages.conftest import Opener, words
from ui.menu import PAGES

SPRING = NewOrganisation({"en": "Spring <b>of</b> *Batken*", "ru": "Весна", "ky": "Жаз"}, "KG-B", "NGO", ("LEGAL",), "WPN")


def page(look: Opener, person: str, lang: str = "en", **asked: str) -> AppTest:
    screen = look(person, lang=lang)
    for name, value in asked.items():
        screen.query_params[name] = value
    screen.switch_page(str(PAGES / "organisations.py")).run()
    assert not screen.exception
    return screen


@pytest.fixture
def spring(house: House) -> str:
    id = keep_organisation(COORDINATOR, house, SPRING)
    for day, score in ((date(2025, 3, 1), 4), (date(2026, 3, 1), 6)):
        give_scores(COORDINATOR, house, id, day, {"STAFF": Decimal(score)})
    return id


@pytest.mark.parametrize("lang", languages())
def test_a_donor_finds_no_name_without_consent_and_no_form(house: House, look: Opener, spring: str, lang: str) -> None:
    screen = page(look, "donor@demo", lang)
    assert say(lang, "organisations.none") in words(screen)
    assert SPRING.name[lang][:3] not in words(screen)
    assert not screen.text_input
    note_consent(COORDINATOR, house, spring, True, "chair", date(2026, 1, 1))
    assert SPRING.name[lang][:3] in words(page(look, "donor@demo", lang))


def test_names_are_text_whatever_they_hold(house: House, look: Opener, spring: str) -> None:
    assert "Spring &lt;b&gt;of&lt;/b&gt;" in words(page(look, "forum@demo"))


def test_who_may_not_know_an_organisation_is_told_that_it_is_not_here(house: House, look: Opener, spring: str) -> None:
    told = words(page(look, "donor@demo", organisation=spring))
    assert say("en", "organisations.unknown") in told
    assert "Spring" not in told


def test_the_organisation_itself_sees_its_scores_and_others_do_not(house: House, look: Opener, spring: str) -> None:
    scored = "6 out of 10 (1 March 2026), before that 4 out of 10 (1 March 2025)"
    assert scored in words(page(look, "wpn@demo")).replace("\N{NO-BREAK SPACE}", " ")
    assert scored in words(page(look, "coordinator@demo", organisation=spring)).replace("\N{NO-BREAK SPACE}", " ")
    for person in ("mia@demo", "forum@demo"):
        for asked in ({}, {"organisation": spring}):
            assert "6 out of 10" not in words(page(look, person, **asked)).replace("\N{NO-BREAK SPACE}", " ")


def test_a_coordinator_adds_an_organisation_and_is_told_what_is_missing(house: House, look: Opener) -> None:
    screen = page(look, "coordinator@demo")
    screen.text_input(key="organisation_new_name_ky").set_value("Жаз")
    screen.button(key="organisation_new_keep").click().run()
    assert "There is no region" in words(screen)
    screen.selectbox(key="organisation_new_region").set_value("KG-B")
    screen.selectbox(key="organisation_new_kind").set_value("NGO")
    screen.button(key="organisation_new_keep").click().run()
    assert not screen.exception
    assert say("en", "organisations.done.kept") in words(screen)
    assert [one.region for one in directory(COORDINATOR, house).organisations] == ["KG-B"]
