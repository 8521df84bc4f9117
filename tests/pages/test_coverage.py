"""Who has reported, as each role reads it."""

from __future__ import annotations

import re

import pytest

from nap.monitor import House
from tests.monitor.building import H1, a_draft, a_submission, an_acceptance
from tests.pages.conftest import Opener, words
from ui.menu import PAGES


def page(look: Opener, person: str, lang: str = "en", **address: str) -> str:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / "coverage.py"))
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception
    return words(screen)


@pytest.mark.parametrize("person", ["forum@demo", "donor@demo"])
def test_the_public_reads_counts_and_no_name_of_an_organisation(look: Opener, house: House, person: str) -> None:
    a_submission(house)
    shown = page(look, person)
    assert "How much has come in" in shown
    assert not [partner for partner in house.plan.partners if partner.name["en"] in shown]
    assert ("Sent back" in shown) == (person == "forum@demo")


def test_an_organisation_asked_for_in_the_address_is_not_opened_to_others(look: Opener, house: House) -> None:
    a_submission(house)
    for person in ("forum@demo", "donor@demo", "mia@demo"):
        shown = page(look, person, partner="WPN", period="2026-H1")
        assert "Women's Peace Committees at work" not in shown
        assert "/receipt/" not in shown


def test_a_partner_reads_her_own_figures_and_of_others_whether_they_reported(look: Opener, house: House) -> None:
    receipt = an_acceptance(house)
    shown = page(look, "wpn@demo", period="2026-H1")
    assert f"/receipt/{receipt.id}" in shown
    assert "Left blank in the accepted return" in shown
    others = page(look, "mia@demo", period="2026-H1")
    assert "Handed in" in others
    assert "1 of " not in re.sub(r"(?s).*Organisations by period(.*?)How much has come in.*", r"\1", others)


def test_what_is_missing_stands_before_what_is_given_and_leads_on(look: Opener, house: House) -> None:
    an_acceptance(house)
    shown = page(look, "wpn@demo", period="2026-H1")
    assert shown.index("–</b> Left blank") < shown.index("✓</b> Given")
    assert "/indicator?indicator=2.2&amp;region=KG-B" in shown
    assert "Missing: " in shown


def test_a_coordinator_chooses_an_organisation_and_gets_to_its_return(look: Opener, house: House) -> None:
    receipt = a_submission(house)
    shown = page(look, "coordinator@demo", partner="WPN", period="2026-H1")
    assert f"/review?return={receipt.id}" in shown
    assert "Submitted, not accepted yet" in shown
    assert "/coverage?partner=MIA" in page(look, "coordinator@demo")


def test_a_draft_is_told_to_coordinators_and_not_to_other_partners(look: Opener, house: House) -> None:
    a_draft(house, period=H1)
    assert "a draft, not submitted" in page(look, "coordinator@demo")
    assert "a draft, not submitted" in page(look, "wpn@demo", period="2026-H1")
    assert "a draft, not submitted" not in page(look, "mia@demo")


@pytest.mark.parametrize(("lang", "said"), [("ru", "Кто отчитался"), ("ky", "Ким отчёт берди")])
def test_the_page_speaks_the_readers_language(look: Opener, lang: str, said: str) -> None:
    assert said in page(look, "coordinator@demo", lang)


def test_a_filter_that_leaves_nothing_says_what_it_left_out_and_leads_back(look: Opener) -> None:
    screen = look("forum@demo")
    screen.switch_page(str(PAGES / "objective.py"))
    for name, value in {"objective": "O2", "period": "2026-H1", "status": "achieved"}.items():
        screen.query_params[name] = value
    screen.run()
    shown = words(screen)
    assert "No indicator here stands so. Left out by the filter “Achieved”: " in shown
    assert '<a href="/objective?objective=O2&amp;period=2026-H1" target="_self">Show all of them</a>' in shown


def test_an_empty_indicator_says_why_on_every_page_that_lists_it(look: Opener, house: House) -> None:
    a_submission(house)
    for name, address in {
        "objective": {"objective": "O2", "region": "KG-B"},
        "region": {"region": "KG-B"},
        "indicator": {"indicator": "2.2", "region": "KG-B"},
    }.items():
        screen = look("forum@demo")
        screen.switch_page(str(PAGES / f"{name}.py"))
        for key, value in ({"period": "2026-H1"} | address).items():
            screen.query_params[key] = value
        screen.run()
        assert "ot accepted yet" in words(screen), name


def test_the_forum_reads_how_much_came_by_region_and_by_objective(look: Opener, house: House) -> None:
    an_acceptance(house)
    shown = page(look, "forum@demo", period="2026-H1")
    assert "How much has come in, by region: 1st half of 2026" in shown
    assert "How much has come in, by objective: 1st half of 2026" in shown
    assert '<a class="nap-bar-label" href="/region?region=KG-B&amp;period=2026-H1"' in shown
    assert not [partner for partner in house.plan.partners if partner.name["en"] in shown]


def test_donors_read_no_counts_by_region(look: Opener, house: House) -> None:
    an_acceptance(house)
    shown = page(look, "donor@demo", period="2026-H1")
    assert "How much has come in" in shown
    assert "by region" not in shown


@pytest.mark.parametrize("person", ["forum@demo", "wpn@demo", "coordinator@demo"])
def test_the_period_of_the_address_is_the_one_that_is_counted(look: Opener, house: House, person: str) -> None:
    an_acceptance(house)
    assert "by region: 2nd half of 2026" in page(look, person, period="2026-H2")


def test_a_share_is_never_whole_while_something_is_missing_nor_nothing_where_something_came() -> None:
    from nap.charts.came import Arrived, arrived

    rows = [Arrived("a", 999, 1000), Arrived("b", 1, 1000), Arrived("c", 5, 5), Arrived("d", 0, 3)]
    figure = arrived("en", rows, title="t", what="w", name="n")
    assert [row[-1] for row in figure.rows] == ["99%", "1%", "100%", "0%"]
    assert [row.label for row in rows if f"{row.label}: {row.came}" in figure.words.replace(",", "")] == ["a", "b", "c", "d"]
