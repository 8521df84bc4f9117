"""Filters by organisation and responsible body: figures, links and the list keep to them; a partner finds only the own one."""

from __future__ import annotations

import re

import pytest

from nap.monitor import House, reporters, responsible
from tests.pages.conftest import Opener
from tests.pages.test_results_pages import asked
from ui.menu import PAGES


def listed(shown: str) -> set[str]:
    return set(re.findall(r'class="nap-icard-name"[^>]*>([\d.]+) ', shown))


def test_an_organisation_that_is_none_is_told(look: Opener) -> None:
    assert "The address asks for something that is not there" in asked(look, "forum@demo", "objective", partner="NOBODY")


def test_the_list_keeps_to_who_reports(look: Opener, house: House) -> None:
    shown = asked(look, "forum@demo", "objective", objective="O2", period="2026-H1", partner="MIA")
    wanted = {one.code for one in house.plan.indicators if one.objective == "O2" and "MIA" in reporters(house.plan, one)}
    assert wanted
    assert listed(shown) == wanted


def test_the_list_keeps_to_the_responsible_body_and_links_carry_it_on(look: Opener, house: House) -> None:
    body = next(code for one in house.plan.indicators for code in responsible(house.plan, one) if one.objective == "O1")
    shown = asked(look, "forum@demo", "objective", objective="O1", period="2026-H1", body=body)
    wanted = {one.code for one in house.plan.indicators if one.objective == "O1" and body in responsible(house.plan, one)}
    assert listed(shown) == wanted
    assert f"body={body}" in re.findall(r'class="nap-seg[^>]*href="([^"]*)"', shown)[0]


@pytest.mark.parametrize(("person", "several"), [("wpn@demo", False), ("forum@demo", True)])
def test_a_partner_is_offered_the_own_organisation_alone(look: Opener, person: str, several: bool) -> None:
    screen = look(person)
    screen.switch_page(str(PAGES / "region.py")).run()
    offered = screen.selectbox(key="partner").options
    assert (len(offered) > 2) is several


def test_where_nothing_is_asked_is_said_and_not_drawn_as_empty(look: Opener) -> None:
    shown = asked(look, "forum@demo", "objective", objective="O1", period="2026-H1", body="CEC")
    assert " 0 of 0" not in shown
