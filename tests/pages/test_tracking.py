"""The page of the tracking table: filters in the address, what a partner may ask for, a file that is made at the click."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import openpyxl
import pytest

from nap.monitor import House, TrackingAsked, Viewer, person_viewer, tracking_file
from tests.monitor.building import H1, an_acceptance
from tests.pages.conftest import Opener, words
from ui.menu import PAGES


def page(look: Opener, person: str = "forum@demo", lang: str = "en", **address: str) -> str:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / "tracking.py"))
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception
    return words(screen)


def lines(shown: str) -> list[str]:
    return re.findall(r'<th scope="row">.*?([0-9]\.[0-9]+) ', shown)


def somebody(house: House, person: str) -> Viewer:
    found = person_viewer(house, person)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "address", [{"body": "NOBODY"}, {"partner": "X"}, {"region": "XX"}, {"status": "splendid"}, {"objective": "O9"}]
)
def test_an_address_that_asks_for_nonsense_is_told(look: Opener, address: dict[str, str]) -> None:
    assert "The address asks for something that is not there" in page(look, **address)


def test_every_indicator_stands_on_one_line_with_its_head_in_groups(look: Opener, house: House) -> None:
    shown = page(look, period="2026-H1")
    assert set(lines(shown)) == {one.code for one in house.plan.indicators}
    assert '<th scope="colgroup" colspan="' in shown
    assert 'class="nap-scroll nap-track"' in shown
    assert "Indicators: " in shown


def test_a_filter_keeps_its_lines_counts_the_others_and_leads_back(look: Opener, house: House) -> None:
    shown = page(look, objective="O2", body="MIA")
    plan = house.plan
    led = {measure.code for measure in plan.measures if measure.lead == "MIA"}
    kept = {one.code for one in plan.indicators if one.objective == "O2" and (one.lead == "MIA" or one.measure in led)}
    assert set(lines(shown)) == kept
    assert f"Left out by the filters: {len(plan.indicators) - len(kept)}." in shown
    assert 'href="/tracking?period=2026-H1&amp;region=KG"' in shown


def test_where_nothing_fits_the_page_says_so(look: Opener) -> None:
    shown = page(look, status="achieved")
    assert "No indicator fits these filters." in shown
    assert "nap-track" not in shown


def test_a_partner_asks_for_the_own_organisation_alone(look: Opener) -> None:
    assert "not there" in page(look, "wpn@demo", partner="CEC")
    assert "not there" not in page(look, "wpn@demo", partner="WPN")
    assert "not there" not in page(look, "forum@demo", partner="CEC")


def test_a_partner_filter_tells_nothing_of_what_that_organisation_sent(look: Opener, house: House) -> None:
    before = lines(page(look, partner="WPN"))
    an_acceptance(house)
    assert lines(page(look, partner="WPN")) == before


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_it_speaks_the_readers_language(look: Opener, lang: str) -> None:
    shown = page(look, lang=lang)
    assert not re.search(r"\b(tracking|formats|pages)\.[a-z_.]+\b", re.sub(r'(href|src|class|key)="[^"]*"', "", shown))


def asked(**more: object) -> TrackingAsked:
    return replace(TrackingAsked("KG", H1, ("2.2", "3.1"), "do not quote"), **more)  # type: ignore[arg-type]


def codes(data: bytes) -> list[object]:
    return [row[0].value for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[1].iter_rows(min_row=3) if row[1].value]


def test_the_workbook_holds_the_lines_that_were_asked_for(house: House) -> None:
    an_acceptance(house)
    data = tracking_file(somebody(house, "forum@demo"), house, "en", asked())
    assert codes(data) == ["2.2", "3.1"]


def test_a_workbook_chosen_by_who_reports_names_nobody_who_works_with_survivors(house: House) -> None:
    data = tracking_file(somebody(house, "coordinator@demo"), house, "en", asked(by_reporter=True))
    assert codes(data) == ["2.2"]
    told = [cell.value for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows() for cell in row]
    assert any("survivors" in str(each) for each in told)


def test_an_indicator_that_is_not_there_is_left_out_of_the_workbook(house: House) -> None:
    assert codes(tracking_file(somebody(house, "forum@demo"), house, "en", asked(indicators=("9.9", "2.2")))) == ["2.2"]
