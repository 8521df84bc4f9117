"""Alerts and answers on the screen: nobody reads words that are not theirs, empty pages say why, every count has a table."""

from __future__ import annotations

from datetime import date

import pytest

from nap.facts import Item
from nap.monitor import House, hide_now, person_viewer
from tests.monitor.test_listing import counted
from tests.pages.conftest import Opener, words
from tests.pages.test_results_pages import asked


def an_alert(number: int, place: str = "KG-B", **more: object) -> Item:
    facts = {"started": date(2026, 2, 3 + number), "addressee": "district office", "subject": "water", **more}
    return Item("2.3", place, title=f"Letter no. {number}", **facts)  # type: ignore[arg-type]


@pytest.fixture
def alerts(house: House) -> str:
    """Five alerts of one organisation: three answered in the eyes of somebody, one of them of both; one to a named office."""
    return counted(
        house,
        "WPN",
        an_alert(1, answered_recipient="да", answered_network="да", answered=date(2026, 2, 14)),
        an_alert(2, answered_recipient="да", answered_network="нет", answered=date(2026, 4, 20)),
        an_alert(3, "KG-O", answered_recipient="нет", answered_network="ооба"),
        an_alert(4, "KG-O", addressee="Office of Chief Asanov", subject="the case of A."),
        an_alert(5, "KG-O", answered_recipient="нет"),
    )


def test_without_any_accepted_alert_the_page_says_what_to_do(look: Opener) -> None:
    shown = asked(look, "forum@demo", "responses")
    assert "No accepted return lists an alert yet" in shown
    assert "<table" not in shown


@pytest.mark.usefixtures("alerts")
@pytest.mark.parametrize("person", ["forum@demo", "wpn@demo", "mia@demo"])
def test_others_than_coordinators_read_no_title_and_no_rare_words(look: Opener, person: str) -> None:
    shown = asked(look, person, "responses")
    assert "district office" in shown
    assert "Another body, or none named" in shown
    for secret in ("Asanov", "the case of", "Letter no.", "/review?"):
        assert secret not in shown


def test_coordinators_open_the_return_of_what_waits(look: Opener, alerts: str) -> None:
    shown = asked(look, "coordinator@demo", "responses")
    assert f'<a href="/review?return={alerts}&amp;every=1" target="_self">Letter no. 4</a>' in shown
    assert "Office of Chief Asanov" in shown


@pytest.mark.usefixtures("alerts")
def test_the_page_says_how_both_sides_see_it(look: Opener) -> None:
    shown = asked(look, "forum@demo", "responses")
    assert "sent: 5. Answered, as the recipients say: 2; as the network sees it: 2. Still without an answer: 2." in shown
    assert "They agree that 1 are answered. 1 are answered only in the eyes of the recipient, 1 only" in shown


@pytest.mark.usefixtures("alerts")
def test_a_choice_in_the_address_is_counted_alone(look: Opener) -> None:
    assert "sent: 2. Answered" in asked(look, "forum@demo", "responses", region="KG-B")
    assert "sent: 5. Answered" in asked(look, "forum@demo", "responses", period="2026", objective="O2")


@pytest.mark.usefixtures("alerts")
def test_a_choice_that_nothing_fits_leads_back_to_all(look: Opener) -> None:
    shown = asked(look, "forum@demo", "responses", region="KG-T")
    assert "No alert fits this choice" in shown
    assert 'href="/responses"' in shown


@pytest.mark.usefixtures("alerts")
def test_nonsense_in_the_address_is_told(look: Opener) -> None:
    shown = asked(look, "forum@demo", "responses", period="2026-H9")
    assert "The address asks for something that is not there" in shown
    assert "sent: 5. Answered" in shown


@pytest.mark.usefixtures("alerts")
def test_what_is_hidden_at_once_is_gone_from_the_page(house: House, look: Opener) -> None:
    coordinator = person_viewer(house, "coordinator@demo")
    assert coordinator is not None
    asked(look, "forum@demo", "responses")
    hide_now(coordinator, house, "danger", region="KG-O")
    shown = asked(look, "forum@demo", "responses")
    assert "sent: 2. Answered" in shown


@pytest.mark.usefixtures("alerts")
@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_every_card_has_words_table_file_and_link(look: Opener, lang: str) -> None:
    from ui.menu import PAGES

    screen = look("coordinator@demo", lang=lang)
    screen.switch_page(str(PAGES / "responses.py")).run()
    assert not screen.exception
    shown = words(screen)
    cards = shown.count('class="nap-title"')
    assert cards == shown.count("<table") == shown.count('class="nap-here"') == shown.count('class="nap-words"') == 7
    assert "responses." not in shown.replace("/responses", "")


@pytest.mark.usefixtures("alerts")
def test_an_earlier_day_knows_nothing_of_what_came_later(look: Opener) -> None:
    assert "No accepted return lists an alert yet" in asked(look, "forum@demo", "responses", as_of="2026-06-01")
