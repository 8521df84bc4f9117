"""The guides as plain pages: for everybody, small, without script; pictures only when they are asked for."""

from __future__ import annotations

import re

import pytest

from nap.monitor import House
from nap.words import languages, say
from tests.web.light import browser
from web.guides import ROLES

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


@pytest.mark.parametrize("role", ["nobody", "architecture"])
def test_what_is_no_guide_of_a_role_is_not_shown(house: House, role: str) -> None:
    assert browser(house).get(f"/light/guide/{role}").status_code == 404


def test_the_way_there_stands_at_sign_in_and_in_the_lane(house: House) -> None:
    assert 'href="/light/guide"' in browser(house).get("/sign-in").text
    assert f'href="/light/guide">{say("ru", "pages.guide.title")}' in browser(house, "wpn@demo").get("/light?lang=ru").text
