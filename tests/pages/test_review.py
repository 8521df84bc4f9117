"""The coordinator's screen: accept, send back with a reason, undo; a decision taken elsewhere is told, not repeated."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nap.monitor import (
    House,
    Receipt,
    accept,
    person_viewer,
    receive_on_behalf,
    report_nothing,
    return_detail,
    send,
    send_back,
    submit,
    template,
    waiting_returns,
)
from tests.journeys.filling import Entries, fill
from tests.pages.conftest import Opener, words
from tests.pages.test_returns import GOOD, PERIOD, blank  # noqa: F401 - `blank` is a fixture
from ui.menu import PAGES


@pytest.fixture
def waiting(house: House, blank: bytes) -> Receipt:  # noqa: F811
    """A submitted return of a partner."""
    sent = send(person_viewer(house, "wpn@demo"), house, fill(blank, GOOD)[0], "r.xlsx")  # type: ignore[arg-type]
    assert sent.receipt is not None
    return sent.receipt


def review(look: Opener, chosen: Receipt | None = None, *, every: bool = False) -> AppTest:
    """The screen, with one return chosen as by its link in the list."""
    screen = look("coordinator@demo")
    if chosen is not None:
        screen.query_params["return"] = chosen.id
    if every:
        screen.query_params["every"] = "1"
    screen.switch_page(str(PAGES / "review.py")).run()
    assert not screen.exception
    return screen


def test_no_return_opens_by_itself_and_each_row_leads_to_its_own(look: Opener, waiting: Receipt) -> None:
    screen = review(look)
    told = words(screen)
    assert not screen.button
    assert "Figures in this return" not in told
    assert f'<th scope="row"><a href="/review?return={waiting.id}" target="_self">Women' in told


def test_after_a_decision_the_list_stands_and_no_other_return_is_opened(house: House, look: Opener, waiting: Receipt) -> None:
    data = template(person_viewer(house, "mia@demo"), house, "MIA", PERIOD, "en").data  # type: ignore[arg-type]
    other = send(person_viewer(house, "mia@demo"), house, data, "r.xlsx").receipt  # type: ignore[arg-type]
    screen = review(look, waiting)
    screen.button(key=f"accept_{waiting.id}").click().run()
    assert not screen.exception
    told = words(screen)
    assert "Accepted, its figures count now: Women" in told
    assert f"/review?return={other.id}" in told  # type: ignore[union-attr]
    assert not screen.button
    assert "return" not in screen.query_params


def test_a_return_without_errors_and_warnings_says_so_in_the_list(look: Opener, house: House, waiting: Receipt) -> None:
    line = waiting_returns(person_viewer(house, "coordinator@demo"), house)[0]  # type: ignore[arg-type]
    said = "no errors or warnings" in words(review(look))
    assert said == (not line.errors and not line.warnings)


def status(house: House, receipt: Receipt) -> str:
    return return_detail(person_viewer(house, "coordinator@demo"), house, receipt.id).receipt.status  # type: ignore[arg-type]


def test_nothing_waits_in_an_empty_store(look: Opener) -> None:
    screen = review(look)
    assert "No return waits for review" in words(screen)
    assert not screen.button


def test_a_waiting_return_is_accepted(house: House, look: Opener, waiting: Receipt) -> None:
    screen = review(look, waiting)
    assert "Figures in this return: 4" in words(screen)
    screen.button(key=f"accept_{waiting.id}").click().run()
    assert not screen.exception
    assert status(house, waiting) == "accepted"
    assert "Accepted, its figures count now: Women" in words(screen)
    assert "No return waits for review" in words(screen)
    screen.run()
    assert "Accepted, its figures count now" not in words(screen)


def test_what_speaks_against_a_return_is_read_before_the_decision(house: House, look: Opener, waiting: Receipt) -> None:
    screen = review(look, waiting)
    drawn = [str(getattr(one, "value", "")) + str(getattr(one, "key", "")) for one in screen.main]
    told = "\n".join(drawn)
    assert "warnings without explanation" in told
    marks = ("warnings without explanation", "This row is expected", "There is no earlier version", f"accept_{waiting.id}")
    assert [told.index(mark) for mark in marks] == sorted(told.index(mark) for mark in marks)
    assert told.index(f"accept_{waiting.id}") < told.index("Figures in this return")


def test_an_explained_warning_is_shown_with_its_explanation(house: House, look: Opener, blank: bytes) -> None:  # noqa: F811
    said = "the training <i>was</i> moved to autumn"
    entries: Entries = {**GOOD, ("2.2", "KG-J"): {"#description+explanation": said}}
    sent = send(person_viewer(house, "wpn@demo"), house, fill(blank, entries)[0], "r.xlsx").receipt  # type: ignore[arg-type]
    told = words(review(look, sent))
    assert "the training &lt;i&gt;was&lt;/i&gt; moved to autumn" in told
    assert said not in told


def test_a_later_version_is_compared_with_the_accepted_one_and_leads_to_it(
    house: House,
    look: Opener,
    blank: bytes,  # noqa: F811
    waiting: Receipt,
) -> None:
    accept(person_viewer(house, "coordinator@demo"), house, waiting.id)  # type: ignore[arg-type]
    later: Entries = {("2.1", "KG-J"): {**GOOD["2.1", "KG-J"], "#value+total": 13, "#value+f": 8}}
    second = send(person_viewer(house, "wpn@demo"), house, fill(blank, later)[0], "r.xlsx", "counted again").receipt  # type: ignore[arg-type]
    told = words(review(look, second))
    assert "2 figures differ from version 1 (Accepted" in told
    assert f'href="/review?return={waiting.id}&amp;every=1"' in told


def test_the_chosen_return_stands_in_the_address(house: House, look: Opener, blank: bytes, waiting: Receipt) -> None:  # noqa: F811
    accept(person_viewer(house, "coordinator@demo"), house, waiting.id)  # type: ignore[arg-type]
    second = send(person_viewer(house, "wpn@demo"), house, blank, "r.xlsx", "wrong file").receipt  # type: ignore[arg-type]
    assert second is not None
    screen = review(look, waiting, every=True)
    assert {button.key for button in screen.button} >= {f"undo_{waiting.id}"}
    assert screen.query_params["return"] == waiting.id


def test_a_return_that_does_not_wait_is_not_opened_by_its_address_alone(house: House, look: Opener, waiting: Receipt) -> None:
    screen = look("coordinator@demo")
    screen.query_params["return"] = "kg-example.WPN.2026-H1.99"
    screen.switch_page(str(PAGES / "review.py")).run()
    assert not screen.button
    assert "This return does not wait for review any more" in words(screen)
    assert f"/review?return={waiting.id}" in words(screen)


def test_every_return_is_not_called_waiting(house: House, look: Opener, waiting: Receipt) -> None:
    accept(person_viewer(house, "coordinator@demo"), house, waiting.id)  # type: ignore[arg-type]
    screen = review(look)
    screen.toggle(key="every").set_value(True).run()
    assert "All returns: 1" in words(screen)
    assert "Waiting for review" not in words(screen)


def test_a_button_belongs_to_one_return_so_that_a_second_click_decides_nothing_else(look: Opener, waiting: Receipt) -> None:
    assert {button.key for button in review(look, waiting).button} >= {f"accept_{waiting.id}", f"send_back_{waiting.id}"}


def test_sending_back_needs_a_reason(house: House, look: Opener, waiting: Receipt) -> None:
    screen = review(look, waiting)
    screen.button(key=f"send_back_{waiting.id}").click().run()
    assert "Please write the reason first" in words(screen)
    assert status(house, waiting) == "submitted"
    screen.text_area[0].set_value("Osh is missing").run()
    screen.button(key=f"send_back_{waiting.id}").click().run()
    assert status(house, waiting) == "returned"


def test_a_decision_is_undone_with_a_reason(house: House, look: Opener, waiting: Receipt) -> None:
    accept(person_viewer(house, "coordinator@demo"), house, waiting.id)  # type: ignore[arg-type]
    screen = review(look, waiting, every=True)
    screen.text_input[0].set_value("the wrong file").run()
    screen.button(key=f"undo_{waiting.id}").click().run()
    assert not screen.exception
    assert status(house, waiting) == "submitted"


def test_a_decision_taken_in_another_tab_is_told(house: House, look: Opener, waiting: Receipt) -> None:
    screen = review(look, waiting)
    accept(person_viewer(house, "coordinator@demo"), house, waiting.id)  # type: ignore[arg-type]
    screen.button(key=f"accept_{waiting.id}").click().run()
    assert not screen.exception
    assert "No return waits for review" in words(screen)


def test_what_somebody_else_did_meanwhile_is_told_with_who_and_nothing_is_done(
    house: House, look: Opener, waiting: Receipt
) -> None:
    screen = review(look, waiting)
    other = person_viewer(house, "coordinator@demo")
    send_back(other, house, waiting.id, "Osh is missing")  # type: ignore[arg-type]
    screen.button(key=f"accept_{waiting.id}").click().run()
    assert not screen.exception
    told = words(screen)
    assert "coordinator@demo did this: Returned for correction" in told
    assert "Figures in this return" in told
    assert status(house, waiting) == "returned"


def test_what_accepting_changes_stands_above_the_decision(look: Opener, waiting: Receipt) -> None:
    screen = review(look, waiting)
    drawn = "\n".join(str(getattr(one, "value", "")) + str(getattr(one, "key", "")) for one in screen.main)
    assert drawn.index("If you accept") < drawn.index("returns accepted 0 → 1 of 5") < drawn.index(f"accept_{waiting.id}")
    assert "What changes in the results" in drawn


def test_the_queue_tells_whose_turn_it_is_and_can_be_turned_to_the_partners(look: Opener, waiting: Receipt) -> None:
    screen = review(look)
    assert "nothing received yet" not in words(screen)
    screen.segmented_control(key="turn").set_value("partner").run()
    told = words(screen)
    assert "nothing received yet" in told
    assert "days overdue" in told
    assert f"/review?return={waiting.id}" not in told
    assert screen.query_params["turn"] == ["partner"] or screen.query_params["turn"] == "partner"


def nothing_of(house: House, partner: str) -> Receipt:
    """A return of that partner without a figure and without a warning, handed in."""
    person = person_viewer(house, f"{partner.lower()}@demo")
    kept = report_nothing(person, house, partner, PERIOD, "en").receipt  # type: ignore[arg-type]
    assert kept is not None
    return submit(person, house, kept.id)  # type: ignore[arg-type]


def test_all_without_warnings_are_accepted_at_once_after_their_effect_was_shown(house: House, look: Opener) -> None:
    clean = [nothing_of(house, partner) for partner in ("MIA", "NSC")]
    screen = review(look)
    assert "accept_many" not in {button.key for button in screen.button}
    screen.toggle(key="clean").set_value(True).run()
    told = words(screen)
    assert "If you accept all of them" in told
    assert "returns accepted 0 → 2 of 5" in told
    screen.button(key="accept_many").click().run()
    assert not screen.exception
    assert "Accepted, their figures count now (2)" in words(screen)
    assert {status(house, one) for one in clean} == {"accepted"}


def test_a_return_entered_for_a_partner_shows_how_it_came_and_makes_a_link_to_confirm(
    house: House,
    look: Opener,
    blank: bytes,  # noqa: F811
) -> None:
    coordinator, data = person_viewer(house, "coordinator@demo"), fill(blank, GOOD)[0]
    how = {"whom": "the accountant <b>in Osh</b>", "came": house.today(), "way": "messenger"}
    kept = receive_on_behalf(coordinator, house, data, "r.xlsx", **how).receipt  # type: ignore[arg-type]
    assert kept is not None
    screen = review(look, submit(coordinator, house, kept.id))  # type: ignore[arg-type]
    assert "Not yet confirmed" in words(screen)
    assert "the accountant &lt;b&gt;in Osh&lt;/b&gt;" in words(screen)
    screen.button(key=f"confirm_link_{kept.id}").click().run()
    assert not screen.exception
    assert "/confirm/" in words(screen)
    assert "Asked, not yet confirmed" in words(screen)


def test_an_earlier_version_counts_again_for_a_reason(house: House, look: Opener, waiting: Receipt) -> None:
    coordinator, wpn = person_viewer(house, "coordinator@demo"), person_viewer(house, "wpn@demo")
    accept(coordinator, house, waiting.id)  # type: ignore[arg-type]
    later = report_nothing(wpn, house, "WPN", PERIOD, "en").receipt  # type: ignore[arg-type]
    assert later is not None
    submit(wpn, house, later.id, correction="we had nothing")  # type: ignore[arg-type]
    accept(coordinator, house, later.id)  # type: ignore[arg-type]
    screen = review(look, waiting, every=True)
    screen.button(key=f"reactivate_{waiting.id}").click().run()
    assert return_detail(coordinator, house, waiting.id).receipt.status == "superseded"  # type: ignore[arg-type]
    screen.text_input(key=f"reactivate_reason_{waiting.id}").set_value("the first one was right").run()
    screen.button(key=f"reactivate_{waiting.id}").click().run()
    assert not screen.exception
    assert return_detail(coordinator, house, waiting.id).receipt.status == "accepted"  # type: ignore[arg-type]
    assert [each.value for each in screen.success] == [f"This version counts again: {waiting.version}."]
