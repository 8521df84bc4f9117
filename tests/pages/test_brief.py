"""The page of the brief: who opens it, what the address asks for, and the ways to its files."""

from __future__ import annotations

import pytest

from nap.monitor import House, set_visibility
from tests.monitor.building import COORDINATOR
from tests.monitor.releasing import begun, published
from tests.pages.conftest import Opener, words
from tests.pages.releasing import at, house as house
from ui.menu import PAGES

BRIEF = PAGES / "brief.py"


def test_donors_are_told_that_it_is_not_theirs(look: Opener) -> None:
    screen = look("donor@demo", BRIEF)
    assert [one.value for one in screen.error] != []
    assert "nap-brief" not in words(screen)


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_it_shows_the_page_in_the_reader_s_language_with_both_ways(house: House, look: Opener, lang: str) -> None:
    screen = look("forum@demo", BRIEF, lang)
    shown = words(screen)
    region = house.plan.regions.level("region")[0]
    assert not screen.exception
    assert f"<h1>{region.names[lang]}</h1>" in shown
    assert f'href="/brief/{region.code}.pdf?lang={lang}"' in shown
    assert f'href="/brief/{region.code}.html?lang={lang}"' in shown


def test_a_link_names_region_language_and_figures(house: House, look: Opener) -> None:
    screen = at(look("forum@demo", BRIEF), region="KG-O", brief_lang="ky", source="live")
    shown = words(screen)
    assert '<article class="nap-brief" lang="ky"' in shown
    assert "Ош облусу" in shown


def test_what_was_asked_for_in_vain_is_told(house: House, look: Opener) -> None:
    assert "nowhere" in words(at(look("forum@demo", BRIEF), region="nowhere"))


def test_with_a_release_it_is_of_that_and_accepted_figures_can_be_chosen(house: House, look: Opener) -> None:
    number = published(house, begun(house)).number
    set_visibility(COORDINATOR, house, number, "donors")
    assert f"Release no. {number}, data as of" in words(look("forum@demo", BRIEF))
    live = words(at(look("forum@demo", BRIEF), source="live"))
    assert "do not quote" in live
    assert ".pdf?lang=en&amp;source=live" in live


def test_the_style_of_the_page_is_within_the_brief() -> None:
    sheet = (PAGES.parent / "nap" / "releases" / "onepage.css").read_text(encoding="utf-8")
    rules = [line for line in sheet.splitlines() if "{" in line and not line.startswith(("@", "/*", "}"))]
    assert all(line.startswith(".nap-brief") for line in rules)
