"""Changes on the pages: against the period before or a closing, causes for coordinators only; no per cent for an objective."""

from __future__ import annotations

import re

import pytest

from nap.monitor import House, accept, person_viewer, send
from tests.journeys.filling import fill
from tests.pages.conftest import Opener
from tests.pages.test_results_pages import asked
from tests.pages.test_returns import GOOD, blank  # noqa: F401 - `blank` is a fixture

CLOSING = "2026-07-15"


@pytest.fixture
def accepted(house: House, blank: bytes) -> None:  # noqa: F811
    """A return of 12 police officers trained in Jalal-Abad, accepted after the closing."""
    sent = send(person_viewer(house, "wpn@demo"), house, fill(blank, GOOD)[0], "r.xlsx")  # type: ignore[arg-type]
    assert sent.receipt is not None
    accept(person_viewer(house, "coordinator@demo"), house, sent.receipt.id)  # type: ignore[arg-type]


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize("name", ["overview", "objective", "region"])
def test_a_coordinator_reads_what_changed_since_the_closing_and_through_which_return(look: Opener, name: str) -> None:
    address = {"objective": {"objective": "O2"}, "region": {"region": "KG-J"}}.get(name, {})
    shown = asked(look, "coordinator@demo", name, period="2026-H1", since=CLOSING, **address)
    assert "What changed in the figures after 15 July 2026" in shown
    assert "Return of Women Peacemakers Network (demo), 1st half of 2026, version 1: accepted" in shown
    assert ("What happened after 15 July 2026" in shown) == (name == "overview")


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize("person", ["forum@demo", "wpn@demo"])
def test_others_are_told_no_cause_and_nothing_earlier_of_people(look: Opener, person: str) -> None:
    shown = asked(look, person, "objective", objective="O2", period="2026-H1", since=CLOSING)
    assert "Figures that count people are left out here" in shown
    assert "Return of" not in shown
    card = shown[shown.index("What changed in the figures after") :]
    assert "2.1 Police officers trained" not in card


@pytest.mark.usefixtures("accepted")
def test_a_day_that_is_no_closing_shows_the_usual_comparison(look: Opener) -> None:
    shown = asked(look, "forum@demo", "objective", period="2026-H1", since="1999-01-01")
    assert "What changed since 2nd half of 2025" in shown


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize("person", ["coordinator@demo", "forum@demo"])
def test_no_mean_of_percentages_stands_for_an_objective_on_any_page(look: Opener, person: str) -> None:
    for name in ("overview", "region"):
        shown = asked(look, person, name)
        bars = re.findall(r'<div class="nap-bars.*?</ul>', shown, re.DOTALL)
        squares = re.findall(r"[Aa]ssessed [^<]*", shown)
        assert bars
        assert squares
        texts = [re.sub(r"<[^>]*>", " ", each) for each in (*bars, *squares)]
        assert not [text for text in texts if "%" in text or "per cent" in text]
