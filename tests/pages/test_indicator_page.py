"""The page of an indicator: a part over time, one organisation's figures for those who may see them, ways onward."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from nap.monitor import House, accept, person_viewer, send
from tests.journeys.filling import fill
from tests.pages.conftest import Opener, words
from tests.pages.test_returns import GOOD, blank  # noqa: F401 - `blank` is a fixture
from ui.menu import PAGES


@pytest.fixture
def accepted(house: House, blank: bytes) -> None:  # noqa: F811
    """A return of 12 police officers trained in Jalal-Abad, accepted."""
    taken(house, fill(blank, GOOD)[0])


def taken(house: House, data: bytes) -> None:
    sent = send(person_viewer(house, "wpn@demo"), house, data, "r.xlsx")  # type: ignore[arg-type]
    assert sent.receipt is not None
    accept(person_viewer(house, "coordinator@demo"), house, sent.receipt.id)  # type: ignore[arg-type]


def page(look: Opener, person: str, **asked: str) -> AppTest:
    screen = look(person)
    screen.switch_page(str(PAGES / "indicator.py"))
    for name, value in asked.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception
    return screen


def fields(screen: AppTest) -> dict[str, list[str]]:
    return {one.label: list(one.options) for one in screen.selectbox}


@pytest.mark.usefixtures("accepted")
def test_a_part_that_there_is_none_of_is_told_and_the_total_stands(look: Opener) -> None:
    told = words(page(look, "forum@demo", indicator="2.1", region="KG-J", part="sex=Z"))
    assert "The address asks for something that is not there" in told
    assert "Jalal-Abad, " not in told.partition('class="nap-title"')[2].partition("</h2>")[0]


@pytest.mark.usefixtures("accepted")
def test_a_part_has_a_series_of_its_own_without_the_totals_target(look: Opener) -> None:
    screen = page(look, "coordinator@demo", indicator="2.1", region="KG-J", part="sex=F")
    titles = re.findall(r'<h2 class="nap-title">(.*?)</h2>', words(screen))
    assert titles[0].endswith("Jalal-Abad, Women")
    assert titles[1].endswith("Jalal-Abad")
    first = words(screen).partition('<h2 class="nap-title">')[2].partition('<h2 class="nap-title">')[0]
    header = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', first.partition("</thead>")[0])
    assert header == ["Period", "Value", "Status", "Completeness"]
    assert "part=sex%3DF" in first


@pytest.mark.usefixtures("accepted")
def test_the_forum_sees_no_single_organisation_and_an_organisation_only_itself(look: Opener) -> None:
    assert "Organisation" not in fields(page(look, "forum@demo", indicator="2.1", region="KG-J", partner="WPN"))
    own = fields(page(look, "wpn@demo", indicator="2.1", region="KG-J"))
    assert len(own["Organisation"]) == 2
    screen = page(look, "wpn@demo", indicator="2.1", region="KG-J", partner="MIA")
    assert "“MIA”" in words(screen)


@pytest.mark.usefixtures("accepted")
def test_a_coordinator_chooses_whose_figures_she_sees(look: Opener) -> None:
    screen = page(look, "coordinator@demo", indicator="2.1", region="KG-J", partner="WPN")
    titles = re.findall(r'<h2 class="nap-title">(.*?)</h2>', words(screen))
    assert "Women Peacemakers Network" in titles[-1]


def test_hidden_parts_are_hidden_in_their_series_too(house: House, look: Opener, blank: bytes) -> None:  # noqa: F811
    few = {("2.1", "KG-J"): {"#value+total": 12, "#value+f": 10, "#value+m": 2, "#value+u": 0}}
    taken(house, fill(blank, few)[0])
    for part, secret in (("sex=M", "2"), ("sex=F", "10")):
        screen = page(look, "forum@demo", indicator="2.1", region="KG-J", part=part)
        first = words(screen).partition('<h2 class="nap-title">')[2].partition("</table>")[0]
        assert "hidden to protect people" in first
        assert not re.search(rf">{secret}<", first)


def test_it_leads_to_the_comparison_the_sheet_and_who_answers_for_it(look: Opener) -> None:
    told = words(page(look, "forum@demo", indicator="2.1"))
    for where in ("/compare?indicator=2.1", "/sheets?indicator=2.1", "/methods"):
        assert f'href="{where}"' in told
    assert "In release no." not in told
