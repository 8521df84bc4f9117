"""The guides as plain pages: for everybody, small, without script; pictures only when they are asked for."""

from __future__ import annotations

import re

import pytest

from nap.monitor import House
from nap.words import languages, reviewed, say
from tests.web.light import browser
from web.guides import ROLES
from web.light.page import SHEET

MOST = 30_000


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("role", ROLES)
def test_a_guide_is_small_runs_nothing_and_needs_no_session(house: House, role: str, lang: str) -> None:
    answer = browser(house).get(f"/light/guide/{role}?lang={lang}")
    assert (answer.status_code, len(answer.content) < MOST) == (200, True)
    assert not re.search(r"<script|<img|\son\w+=|\{[a-z_]+\}", answer.text)
    assert f'lang="{lang}"' in answer.text


def test_without_a_role_it_is_that_of_the_partners(house: House) -> None:
    client = browser(house)
    assert client.get("/light/guide?lang=ky").text == client.get("/light/guide/partner?lang=ky").text


def test_what_only_leads_to_a_document_that_is_not_shown_is_left_out(house: House) -> None:
    shown = browser(house).get("/light/guide/coordinator?lang=en").text
    assert "Invite people from a list" in shown
    assert "(how)" not in shown


def test_a_text_in_english_alone_is_no_translation_that_waits_for_a_reader(house: House) -> None:
    client, waiting = browser(house), say("ru", "common.not_reviewed")
    english = client.get("/light/guide/coordinator?lang=ru").text
    assert waiting not in english
    assert ">Picture: Review returns" in english  # in the language of what it tells
    assert (waiting in client.get("/light/guide/partner?lang=ru").text) is not reviewed("ru")


def test_a_long_command_breaks_on_a_telephone_instead_of_widening_the_page(house: House) -> None:
    assert "<pre" in browser(house).get("/light/guide/administrator?lang=en").text
    assert "pre{white-space:pre-wrap;" in SHEET.content.decode()


@pytest.mark.parametrize("role", ["nobody", "architecture"])
def test_what_is_no_guide_of_a_role_is_not_shown(house: House, role: str) -> None:
    assert browser(house).get(f"/light/guide/{role}").status_code == 404


def test_the_way_there_stands_at_sign_in_and_in_the_lane(house: House) -> None:
    assert 'href="/light/guide"' in browser(house).get("/sign-in").text
    assert f'href="/light/guide">{say("ru", "pages.guide.title")}' in browser(house, "wpn@demo").get("/light?lang=ru").text
