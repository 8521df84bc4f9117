"""Progress, indicator, summary: the address decides the view, hidden stays hidden, figures appear after acceptance."""

from __future__ import annotations

import pytest

from nap.monitor import House, accept, person_viewer, send
from tests.journeys.filling import fill
from tests.pages.conftest import Opener, words
from tests.pages.test_returns import GOOD, blank, page  # noqa: F401 - `blank` is a fixture
from ui.menu import PAGES


@pytest.fixture
def accepted(house: House, blank: bytes) -> None:  # noqa: F811
    """A return of 12 police officers trained in Jalal-Abad, accepted."""
    sent = send(person_viewer(house, "wpn@demo"), house, fill(blank, GOOD)[0], "r.xlsx")  # type: ignore[arg-type]
    assert sent.receipt is not None
    accept(person_viewer(house, "coordinator@demo"), house, sent.receipt.id)  # type: ignore[arg-type]


def asked(look: Opener, person: str, name: str, **address: str) -> str:
    screen = look(person)
    screen.switch_page(str(PAGES / f"{name}.py"))
    for key, value in address.items():
        screen.query_params[key] = value
    screen.run()
    assert not screen.exception
    return words(screen)


@pytest.mark.usefixtures("accepted")
def test_an_accepted_figure_stands_on_indicator_and_progress(look: Opener) -> None:
    series = asked(look, "coordinator@demo", "indicator", indicator="2.1", region="KG-J")
    assert '1st half of 2026</th><td data-label="Value" class="num">12</td>' in series
    board = asked(look, "coordinator@demo", "progress", objective="O2", period="2026-H1")
    assert '<span class="nap-big">12</span>' in board


@pytest.mark.parametrize("code", ["9.9", "", "<script>", "2.1; DROP TABLE"])
def test_an_address_that_asks_for_nonsense_shows_the_first_indicator(look: Opener, code: str) -> None:
    assert "Women deputies divided by all deputies" in asked(look, "forum@demo", "indicator", indicator=code)


def test_an_objective_in_the_address_shows_its_indicators(look: Opener) -> None:
    shown = asked(look, "forum@demo", "progress", objective="O1")
    assert "1.1 Share of women among deputies" in shown
    assert "2.1 Police officers trained" not in shown


def test_a_sensitive_indicator_is_not_shown_yet_to_the_forum(look: Opener) -> None:
    shown = asked(look, "forum@demo", "indicator", indicator="3.1")
    assert "not shown yet" in shown
    assert "The same figures as a table" not in shown


def test_the_donors_summary_holds_public_indicators_only(look: Opener) -> None:
    shown = asked(look, "donor@demo", "summary")
    assert "1.1 Share of women among deputies" in shown
    assert "Registered cases of family violence" not in shown
    assert "Police officers trained" not in shown


def test_the_summary_says_of_what_each_figure_is(look: Opener, house: House) -> None:
    indicator = house.plan.indicator("1.1")
    assert indicator is not None
    shown = asked(look, "donor@demo", "summary")
    assert "Unit" in shown
    assert indicator.unit["en"] in shown


@pytest.mark.parametrize(("lang", "title"), [("en", "Progress"), ("ru", "Ход выполнения"), ("ky", "Аткарылышынын жүрүшү")])
def test_every_page_speaks_the_readers_language(look: Opener, lang: str, title: str) -> None:
    assert page(look, "forum@demo", lang, "progress").title[0].value == title


def test_a_language_that_waits_for_a_native_reader_says_so(look: Opener) -> None:
    assert "носитель языка" in words(page(look, "forum@demo", "ru", "progress"))


def test_the_demo_says_which_day_it_is_and_that_the_plan_is_illustrative(look: Opener) -> None:
    shown = words(page(look, "forum@demo", "en", "progress"))
    assert "In this demo today is 15 November 2026" in shown
    assert "Illustrative plan" in shown


def test_a_failure_of_ours_shows_a_number_and_no_traceback(look: Opener, caplog: pytest.LogCaptureFixture) -> None:
    from streamlit.testing.v1 import AppTest

    def broken() -> None:
        from ui.trouble import show_trouble

        show_trouble(ValueError("secret of the house"))

    screen = AppTest.from_function(broken).run(timeout=30)
    (told,) = [error.value for error in screen.error]
    assert "secret" not in told
    assert told.rsplit(maxsplit=1)[-1] in caplog.text
