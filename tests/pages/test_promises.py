"""The page of promises: who answers for what, what comes next, what was last reported, and who is told the words beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

import ui.session
from nap.facts import Note
from nap.monitor import House
from tests.monitor.building import H1
from tests.monitor.test_promised import counted
from tests.pages.conftest import Opener, words
from ui.menu import PAGES


def page(look: Opener, person: str = "forum@demo", lang: str = "en", **address: str) -> str:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / "promises.py"))
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception
    return words(screen)


def measures(shown: str) -> list[str]:
    return re.findall(r'<th scope="row">(M[0-9.]+) ', shown)


@pytest.mark.parametrize("address", [{"body": "NOBODY"}, {"due": "tomorrow"}, {"state": "great"}, {"objective": "O9"}])
def test_an_address_that_asks_for_nonsense_is_told(look: Opener, address: dict[str, str]) -> None:
    assert "The address asks for something that is not there" in page(look, **address)


def test_before_anything_was_reported_every_measure_says_so(look: Opener) -> None:
    shown = page(look)
    assert measures(shown) == ["M2.1", "M1.1"]  # in the order of the bodies
    assert "Nothing reported yet: 2" in shown
    assert "Who answers for what" in shown


def test_the_lead_and_the_period_of_its_last_word_stand_beside_the_measure(look: Opener, house: House) -> None:
    counted(house, "CEC", "in_progress")
    shown = page(look)
    assert "In progress" in shown
    assert "1st half of 2026" in shown


def test_a_passed_deadline_is_told_calmly_and_stands_first(look: Opener, house: House) -> None:
    assert house.today().isoformat() == "2026-11-15"
    shown = page(look, by="deadline")
    assert measures(shown)[0] == "M1.1"  # within six months, before what is continuous
    assert "No deadline has passed" in shown
    assert 'class="nap-deadlines"' in shown


def test_what_is_done_is_not_counted_as_passed_or_coming(look: Opener, house: House) -> None:
    counted(house, "CEC", "done", period=H1)
    assert measures(page(look, due="done")) == ["M1.1"]
    assert measures(page(look, due="soon")) == []


def test_a_filter_counts_what_it_leaves_out_and_leads_back(look: Opener) -> None:
    shown = page(look, state="done")
    assert "No measure fits these filters." in shown
    assert "Left out by the filters: 2." in shown
    assert 'href="/promises"' in shown


@pytest.mark.parametrize(("person", "told"), [("forum@demo", False), ("mia@demo", False), ("coordinator@demo", True)])
def test_a_partners_words_are_for_coordinators(look: Opener, house: House, person: str, told: bool) -> None:
    counted(house, "CEC", "in_progress", Note("comment", "The <b>hall</b> was closed", "M1.1"))
    counted(house, "WPN", "not_begun")
    shown = page(look, person)
    assert ("hall" in shown) == told
    assert "<b>hall" not in shown
    assert ("not begun, 1st half of 2026" in shown) == told
    assert "Others who take part report otherwise." in shown


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
@pytest.mark.parametrize("by", ["body", "deadline"])
def test_it_speaks_the_readers_language(look: Opener, lang: str, by: str) -> None:
    shown = re.sub(r'(href|src|class|key)="[^"]*"', "", page(look, lang=lang, by=by))
    assert not re.search(r"\b(promises|tracking|pages|workbook)\.[a-z_.]+\b", shown)


def test_a_plan_without_measures_says_what_to_do_and_shows_its_indicators(
    look: Opener, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = replace(house.plan, measures=(), indicators=tuple(replace(one, measure=None) for one in house.plan.indicators))
    monkeypatch.setattr(ui.session, "the_house", lambda: replace(house, plan=bare))
    shown = page(look)
    assert "The plan names no measures" in shown
    assert "Indicators that belong to no measure" in shown


def test_before_the_first_period_is_over_the_deadlines_stand_there_all_the_same(
    look: Opener, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = replace(house, today=lambda: date(house.plan.years[0], 1, 10))
    monkeypatch.setattr(ui.session, "the_house", lambda: early)
    assert measures(page(look, by="deadline")) == ["M1.1", "M2.1"]
