"""A period that was accepted: its file sent once more, a correction without a reason, a correction begun and left."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nap.monitor import House, Receipt, accept, person_viewer, receive, return_detail, send
from tests.journeys.filling import Entries, fill
from tests.pages.conftest import Opener, words
from tests.pages.test_returns import BAD, GOOD, blank, page, uploaded

__all__ = ["blank"]
OTHER: Entries = {("2.1", "KG-J"): {"#value+total": 13, "#value+f": 8, "#value+m": 5, "#value+u": 0}}


@pytest.fixture
def good(blank: bytes) -> bytes:
    return fill(blank, GOOD)[0]


@pytest.fixture
def accepted(house: House, good: bytes) -> Receipt:
    sent = send(person_viewer(house, "wpn@demo"), house, good, "r.xlsx").receipt  # type: ignore[arg-type]
    assert sent is not None
    return accept(person_viewer(house, "coordinator@demo"), house, sent.id)  # type: ignore[arg-type]


def test_a_file_that_was_accepted_already_is_never_a_success(look: Opener, good: bytes, accepted: Receipt) -> None:
    screen = uploaded(page(look), good)
    told = words(screen)
    assert "You sent this very file on " in told
    assert "it is the return for the 1st half of 2026. Nothing new was received." in told
    assert list(screen.success) == []
    owed = told[told.index("Still to be sent:") : told.index("Your receipt from then")]
    assert "<strong>2nd half of 2025</strong>: due 15 January 2026. Download the template" in owed
    assert "1st half of 2026" not in owed
    assert accepted.id in told


def test_a_draft_chosen_twice_is_gone_on_with(look: Opener, good: bytes) -> None:
    uploaded(page(look), good)
    again = uploaded(page(look), good)
    assert "Nothing new was received" not in words(again)
    again.button(key="submit").click().run()
    assert "Submitted. This is your receipt" in words(again)


def test_a_correction_without_a_reason_stays_a_draft_until_there_is_one(look: Opener, blank: bytes, accepted: Receipt) -> None:
    screen = uploaded(page(look), fill(blank, OTHER)[0])
    screen.button(key="submit").click().run()
    assert "This return corrects figures that were accepted already. Say why in one line" in words(screen)
    screen.text_input(key="correction").set_value("one list came late").run()
    screen.button(key="submit").click().run()
    assert not screen.exception
    assert "Submitted. This is your receipt" in words(screen)


def test_a_return_that_waits_is_withdrawn_with_one_click_more(look: Opener, house: House, good: bytes) -> None:
    screen = uploaded(page(look), good)
    assert _leaving(screen) == ["Discard the draft"]
    screen.button(key="submit").click().run()
    assert _leaving(screen) == ["Withdraw"]
    id = screen.query_params["return"][0] if isinstance(screen.query_params["return"], list) else screen.query_params["return"]
    screen.text_input(key=f"withdraw_reason_{id}").set_value("the wrong file").run()
    screen.button(key=f"withdraw_{id}").click().run()
    assert not screen.exception
    assert "Withdrawn" in words(screen)
    assert return_detail(person_viewer(house, "wpn@demo"), house, id).receipt.status == "withdrawn"  # type: ignore[arg-type]


def _leaving(screen: AppTest) -> list[str]:
    """What the button says that takes this version back."""
    return [button.label for button in screen.button if str(button.key).startswith("withdraw_")]


def test_the_reason_of_a_correction_stands_among_the_events(house: House, look: Opener, blank: bytes, accepted: Receipt) -> None:
    screen = uploaded(page(look), fill(blank, OTHER)[0])
    screen.button(key="submit").click().run()
    screen.text_input(key="correction").set_value("one list came late").run()
    screen.button(key="submit").click().run()
    assert "Submitted. This is your receipt" in words(screen)
    detail = return_detail(person_viewer(house, "wpn@demo"), house, screen.query_params["return"])  # type: ignore[arg-type]
    assert [event.reason for event in detail.events if event.act == "submit"] == ["one list came late"]


def test_a_correction_that_was_begun_is_seen_at_home_and_among_the_dues(
    house: House, look: Opener, blank: bytes, accepted: Receipt
) -> None:
    begun = receive(person_viewer(house, "wpn@demo"), house, fill(blank, BAD)[0], "b.xlsx").receipt  # type: ignore[arg-type]
    assert begun is not None
    home = words(page(look, name="start"))
    assert "Begun and not submitted" in home
    assert "1st half of 2026: version 2, 1 error" in home
    assert f"return={begun.id}" in home
    told = words(page(look))
    due = told[told.index("Returns you owe") : told.index("Download the template")]
    assert "begun and not submitted: version 2, 1 error" in due
    assert "There were errors: mend them here" in due
    assert "Receipt of the draft, to print" in told


def test_an_accepted_period_and_the_one_that_runs_are_offered_as_templates_and_never_first(
    look: Opener, accepted: Receipt
) -> None:
    box = page(look).selectbox(key="period")
    assert "1st half of 2026 (Accepted)" in box.options
    assert "2nd half of 2026 (still running)" in box.options
    assert str(box.value.period) == "2025-H2"
