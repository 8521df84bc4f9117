"""Districts on the page of a region: what is protected stops at the region, hidden stays hidden, a district leads up again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nap.facts import Observation
from nap.monitor import House, accept, hide_now, person_viewer, submit
from nap.monitor.sending import keep
from tests.monitor.building import COORDINATOR, H1, WPN, a_check
from tests.pages.conftest import Opener
from tests.pages.test_results_pages import asked

BATKEN, LEILEK, OSH = "41705214", "41705236", "KG-O"


def figures(house: House, *told: tuple[str, str, int]) -> None:
    """An accepted return of these figures: indicator, place, value."""
    said = tuple(Observation("WPN", indicator, place, H1, value=Decimal(value)) for indicator, place, value in told)
    checked = replace(a_check(house), observations=said)
    with house.store.writing() as transaction:
        draft = keep(transaction, WPN, house, b"districts", "r.xlsx", checked, "").receipt
    assert draft is not None
    accept(COORDINATOR, house, submit(WPN, house, draft.id).id)


@pytest.fixture
def told(house: House) -> None:
    figures(house, ("2.2", BATKEN, 7), ("2.2", LEILEK, 4), ("3.3", LEILEK, 3), ("2.2", OSH, 9))


def test_where_no_district_was_asked_none_is_spoken_of(look: Opener) -> None:
    shown = asked(look, "forum@demo", "region", region=OSH, period="2026-H1")
    assert "Districts of this region" not in shown


@pytest.mark.usefixtures("told")
def test_a_region_lists_the_figures_of_its_districts_with_the_way_there(look: Opener) -> None:
    shown = asked(look, "forum@demo", "region", region="KG-B", period="2026-H1")
    assert "Districts of this region: Batken" in shown
    assert f'href="/indicator?indicator=2.2&amp;region={BATKEN}&amp;period=2026-H1" target="_self">7</a>' in shown
    assert f"region={LEILEK}" in shown


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("person", ["forum@demo", "wpn@demo", "coordinator@demo"])
def test_what_is_sensitive_stops_at_the_region(look: Opener, person: str) -> None:
    shown = asked(look, person, "region", region="KG-B", period="2026-H1")
    table = shown[shown.index("Districts of this region") :]
    assert "3.3" not in table[: table.index("nap-here")]
    assert "never shown below the region" in table


@pytest.mark.usefixtures("told")
def test_a_district_has_its_own_indicators_and_leads_up(look: Opener) -> None:
    shown = asked(look, "forum@demo", "region", region=LEILEK, period="2026-H1")
    assert ">Leilek</h1>" in shown
    assert 'href="/region?region=KG-B" target="_self">The whole region: Batken' in shown
    assert "2.2 " in shown
    assert "1.1 " not in shown
    assert "The address asks for" not in shown


def test_a_district_of_which_nothing_is_known_is_not_there(look: Opener) -> None:
    assert "The address asks for something that is not there" in asked(look, "forum@demo", "region", region="41705258")


@pytest.mark.usefixtures("told")
def test_a_region_hidden_at_once_hides_its_districts(house: House, look: Opener) -> None:
    coordinator = person_viewer(house, "coordinator@demo")
    assert coordinator is not None
    hide_now(coordinator, house, "danger", region="KG-B")
    shown = asked(look, "forum@demo", "region", region="KG-B", period="2026-H1")
    assert 'target="_self">7</a>' not in shown
    assert 'target="_self">4</a>' not in shown


@pytest.mark.usefixtures("told")
def test_a_region_leads_to_its_page_for_a_meeting_and_to_the_comparison(look: Opener) -> None:
    shown = asked(look, "forum@demo", "region", region="KG-B")
    assert 'href="/brief?region=KG-B"' in shown
    assert 'href="/compare"' in shown
