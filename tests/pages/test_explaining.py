"""The section "How this number is made": coordinators read the return, others the formula; hidden stays hidden."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Opener, words
from tests.pages.test_results_pages import accepted, asked  # noqa: F401 - `accepted` is a fixture
from tests.pages.test_returns import blank  # noqa: F401 - so is this
from ui.menu import PAGES

JALAL_ABAD = {"indicator": "2.1", "region": "KG-J", "period": "2026-H1"}


def section(look: Opener, person: str, **more: str) -> str:
    shown = asked(look, person, "indicator", **{**JALAL_ABAD, **more})
    _, found, rest = shown.partition('id="explain"')
    assert found
    return rest.partition("nap-about")[0]


@pytest.mark.usefixtures("accepted")
def test_a_coordinator_reads_the_return_the_cell_and_who_accepted_it(look: Opener) -> None:
    shown = section(look, "coordinator@demo")
    assert "As it was reported: Women Peacemakers Network" in shown
    assert 'href="/receipt/kg-example.WPN.2026-H1.1?lang=en"' in shown
    assert "coordinator@demo" in shown


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize("person", ["forum@demo", "mia@demo"])
def test_nobody_else_reads_whose_figure_it_is(look: Opener, person: str) -> None:
    shown = section(look, person)
    assert "for coordinators only" in shown
    assert "/receipt/" not in shown
    assert "Women Peacemakers Network" not in shown


@pytest.mark.usefixtures("accepted")
def test_a_partner_reads_her_own(look: Opener) -> None:
    shown = section(look, "wpn@demo")
    assert "/receipt/kg-example.WPN.2026-H1.1" in shown


@pytest.mark.usefixtures("accepted")
def test_a_part_that_is_none_is_told_as_the_total(look: Opener) -> None:
    shown = section(look, "coordinator@demo", part="<script>alert(1)</script>")
    assert "<b>The total</b>" in shown
    assert "<script>" not in shown


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize(("lang", "title"), [("ru", "Как получено это число"), ("ky", "Бул сан кантип алынды")])
def test_it_speaks_the_readers_language(look: Opener, lang: str, title: str) -> None:
    screen = look("forum@demo", lang=lang)
    for name, value in JALAL_ABAD.items():
        screen.query_params[name] = value
    screen.switch_page(str(PAGES / "indicator.py")).run()
    assert title in words(screen)
