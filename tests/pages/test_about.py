"""About the data: who browses no figures is told of none, hidden ones are counted without a why, every part says what holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from nap.facts import Status
from nap.monitor import House, Viewer, accept, browse, data_described, person_viewer, send
from tests.journeys.filling import fill
from tests.pages.conftest import Opener, words
from tests.pages.test_returns import GOOD, blank  # noqa: F401 - `blank` is a fixture
from ui.about_rules import rules_after
from ui.menu import PAGES

FIGURES = ("shown", "complete", "sure", "official")


def viewer(house: House, person: str) -> Viewer:
    found = person_viewer(house, person)
    assert found is not None
    return found


@pytest.fixture
def accepted(house: House, blank: bytes) -> None:  # noqa: F811
    """A return of the women's network, accepted: 12 officers trained in Jalal-Abad among others."""
    sent = send(viewer(house, "wpn@demo"), house, fill(blank, GOOD)[0], "r.xlsx")
    assert sent.receipt is not None
    accept(viewer(house, "coordinator@demo"), house, sent.receipt.id)


def page(look: Opener, person: str, lang: str = "en") -> str:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / "about.py")).run()
    assert not screen.exception
    return words(screen)


def section(html: str, name: str) -> str:
    return html.partition(f'<section id="a-{name}">')[2].partition("</section>")[0]


@pytest.mark.usefixtures("accepted")
def test_a_donor_reads_the_rules_and_no_count_of_live_figures(house: House, look: Opener) -> None:
    told = page(look, "donor@demo")
    assert "You read published releases" in told
    assert "fewer than 5 people" in told
    assert all(f'id="a-{name}"' not in told for name in FIGURES)
    assert "/indicator" not in told.partition('class="nap-data"')[2]
    described = data_described(viewer(house, "donor@demo"), house)
    assert (described.elsewhere, described.edition, described.live) == ((), None, False)


@pytest.mark.usefixtures("accepted")
def test_hidden_figures_are_counted_as_one_kind(house: House, look: Opener) -> None:
    told = section(page(look, "forum@demo"), "shown")
    board = browse(viewer(house, "forum@demo"), house).board()
    reasons = {one.reason for found in board.totals.values() for one in found if one.status is Status.SUPPRESSED}
    assert len(reasons) > 0
    header = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', told)
    assert header == ["Objective", "Shown", "Hidden"]
    assert not any(word in told.lower() for word in ("primary", "complement", "small number", "not shown yet"))


@pytest.mark.usefixtures("accepted")
def test_a_coordinator_has_nothing_hidden_and_says_so(look: Opener) -> None:
    told = page(look, "coordinator@demo")
    assert "nothing is hidden from you" in told
    assert "You read sensitive figures as they are today" in told
    counts = re.findall(r'data-label="Hidden" class="num">(\d+)<', section(told, "shown"))
    assert counts
    assert set(counts) == {"0"}


def test_before_the_first_edition_sensitive_figures_are_said_not_to_be_shown(look: Opener) -> None:
    assert "Sensitive figures are not shown yet" in page(look, "forum@demo")


@pytest.mark.parametrize(
    ("person", "lang"), [("donor@demo", "ky"), ("wpn@demo", "ru"), ("forum@demo", "ky"), ("coordinator@demo", "en")]
)
def test_it_opens_in_every_language_for_everybody(look: Opener, person: str, lang: str) -> None:
    told = page(look, person, lang)
    links = re.findall(r'href="#a-(\w+)"', told)
    assert links == re.findall(r'<section id="a-(\w+)">', told)
    assert {"hidden", "who", "breaks", "sources", "norms", "ask", "languages"} <= set(links)


def test_no_law_is_made_up_for_another_country(house: House) -> None:
    described = data_described(viewer(house, "donor@demo"), house)
    assert described.norms
    empty = type(described)((), described.made_by_others)
    assert "No laws are named" in dict(rules_after("en", house.plan, empty, linked=False))["norms"]


def test_a_break_in_a_series_is_named_with_its_day(house: House) -> None:
    plan, described = house.plan, data_described(viewer(house, "donor@demo"), house)
    first, *others = plan.indicators
    assert first.baseline is not None
    broken = replace(plan, indicators=(replace(first, comparable=False), *others))
    told = {linked: dict(rules_after("en", broken, described, linked=linked))["breaks"] for linked in (True, False)}
    assert all("Not comparable with figures from before" in each for each in told.values())
    assert [f"indicator={first.code}" in each for each in told.values()] == [True, False]


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize(("lang", "other"), [("en", "Who has reported"), ("ru", "Кто отчитался"), ("ky", "Ким отчёт берди")])
def test_why_completeness_here_and_by_return_period_differ_is_said(look: Opener, lang: str, other: str) -> None:
    told = section(page(look, "forum@demo", lang), "complete")
    assert other in told.partition("<table")[0]
