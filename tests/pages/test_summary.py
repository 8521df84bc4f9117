"""What a donor finds first: the newest release for her, from the release itself, with the ways to read the whole of it."""

from __future__ import annotations

import re

import pytest

from nap.monitor import House, hide_now, withdraw_release
from nap.words import say
from tests.monitor.building import COORDINATOR
from tests.monitor.published_by_hand import newest_by_hand, publish
from tests.pages.conftest import Opener, words
from tests.releases.making import SECRET
from ui.menu import PAGES


@pytest.fixture(autouse=True)
def front_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.summary.newest_front", newest_by_hand)


def shown(look: Opener, person: str = "donor@demo", lang: str = "en") -> str:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / "summary.py")).run()
    assert not screen.exception
    return words(screen)


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_before_the_first_release_one_sentence_says_what_will_stand_here(look: Opener, lang: str) -> None:
    page = shown(look, lang=lang)
    assert say(lang, "served.summary.none") in page
    assert "/releases/" not in page


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_first_page_of_the_newest_release_stands_here_with_the_ways_to_the_whole(
    house: House, look: Opener, lang: str
) -> None:
    publish(house, 1)
    publish(house, 2, "donors")
    publish(house, 3, "link")
    page = shown(look, lang=lang)
    for kind in ("index.html", "release.pdf", "release.xlsx"):
        assert f'href="/releases/2/{lang}/{kind}"' in page
    for name in ("promised", "done", "stuck", "sure"):
        assert say(lang, f"site.card.{name}") in page
    assert say(lang, "release.notice.kind") in page
    assert SECRET not in page
    assert "<work>" not in page
    assert not re.search('href="/(overview|objective|region|indicator)', page)


def test_what_was_withdrawn_or_waits_is_not_shown(house: House, look: Opener) -> None:
    publish(house, 1)
    publish(house, 2)
    withdraw_release(COORDINATOR, house, 2, "a row was counted twice")
    assert "/releases/1/en/" in shown(look)
    hide_now(COORDINATOR, house, "threats in one village", indicator="2.2")
    page = shown(look)
    assert say("en", "served.summary.not_now") in page
    assert 'href="/releases/"' in page
    assert "threats" not in page
