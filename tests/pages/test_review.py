"""The coordinator's screen: accept, send back with a reason, undo; a decision taken elsewhere is told, not repeated."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nap.monitor import House, Receipt, accept, person_viewer, return_detail, send
from tests.journeys.filling import fill
from tests.pages.conftest import Opener, words
from tests.pages.test_returns import GOOD, blank, page  # noqa: F401 - `blank` is a fixture


@pytest.fixture
def waiting(house: House, blank: bytes) -> Receipt:  # noqa: F811
    """A submitted return of a partner."""
    sent = send(person_viewer(house, "wpn@demo"), house, fill(blank, GOOD)[0], "r.xlsx")  # type: ignore[arg-type]
    assert sent.receipt is not None
    return sent.receipt


def review(look: Opener) -> AppTest:
    return page(look, "coordinator@demo", name="review")


def status(house: House, receipt: Receipt) -> str:
    return return_detail(person_viewer(house, "coordinator@demo"), house, receipt.id).receipt.status  # type: ignore[arg-type]


def test_nothing_waits_in_an_empty_store(look: Opener) -> None:
    screen = review(look)
    assert "No return waits for review" in words(screen)
    assert not screen.button


def test_a_waiting_return_is_accepted(house: House, look: Opener, waiting: Receipt) -> None:
    screen = review(look)
    assert "Figures in this return: 4" in words(screen)
    screen.button(key=f"accept_{waiting.id}").click().run()
    assert not screen.exception
    assert status(house, waiting) == "accepted"
    assert "Accepted, its figures count now: Women" in words(screen)
    assert "No return waits for review" in words(screen)
    screen.run()
    assert "Accepted, its figures count now" not in words(screen)


def test_every_return_is_not_called_waiting(house: House, look: Opener, waiting: Receipt) -> None:
    accept(person_viewer(house, "coordinator@demo"), house, waiting.id)  # type: ignore[arg-type]
    screen = review(look)
    screen.toggle(key="all_returns").set_value(True).run()
    assert "All returns: 1" in words(screen)
    assert "Waiting for review" not in words(screen)


def test_a_button_belongs_to_one_return_so_that_a_second_click_decides_nothing_else(look: Opener, waiting: Receipt) -> None:
    assert {button.key for button in review(look).button} >= {f"accept_{waiting.id}", f"send_back_{waiting.id}"}


def test_sending_back_needs_a_reason(house: House, look: Opener, waiting: Receipt) -> None:
    screen = review(look)
    screen.button(key=f"send_back_{waiting.id}").click().run()
    assert "Please write the reason first" in words(screen)
    assert status(house, waiting) == "submitted"
    screen.text_area[0].set_value("Osh is missing").run()
    screen.button(key=f"send_back_{waiting.id}").click().run()
    assert status(house, waiting) == "returned"


def test_a_decision_is_undone_with_a_reason(house: House, look: Opener, waiting: Receipt) -> None:
    accept(person_viewer(house, "coordinator@demo"), house, waiting.id)  # type: ignore[arg-type]
    screen = review(look)
    screen.toggle(key="all_returns").set_value(True).run()
    screen.text_input[0].set_value("the wrong file").run()
    screen.button(key=f"undo_{waiting.id}").click().run()
    assert not screen.exception
    assert status(house, waiting) == "submitted"


def test_a_decision_taken_in_another_tab_is_told(house: House, look: Opener, waiting: Receipt) -> None:
    screen = review(look)
    accept(person_viewer(house, "coordinator@demo"), house, waiting.id)  # type: ignore[arg-type]
    screen.button(key=f"accept_{waiting.id}").click().run()
    assert not screen.exception
    assert "No return waits for review" in words(screen)
