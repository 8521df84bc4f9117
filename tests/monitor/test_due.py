"""What is due: periods that have begun, overdue when nothing is in hand after the due date."""

from __future__ import annotations

from datetime import date

from nap import monitor
from nap.monitor import DueReturn, House
from nap.monitor.house import at_noon
from tests.monitor.building import COORDINATOR, H1, H2, WPN, a_draft, a_submission, an_acceptance


def due(house: House, day: date) -> dict[str, DueReturn]:
    return {str(one.period): one for one in monitor.due_returns(WPN, at_noon(house, day))}


def test_a_draft_does_not_help_against_being_overdue(quick_house: House) -> None:
    draft = a_draft(quick_house)
    found = due(quick_house, date(2026, 7, 16))["2026-H1"]
    assert found == DueReturn("WPN", H1, date(2026, 7, 15), True, True, "draft", draft.id, 1)


def test_what_was_sent_back_is_overdue_again(quick_house: House) -> None:
    submitted = a_submission(quick_house)
    assert not due(quick_house, date(2026, 8, 1))["2026-H1"].overdue
    monitor.send_back(COORDINATOR, quick_house, submitted.id, "Osh looks wrong")
    assert due(quick_house, date(2026, 8, 1))["2026-H1"].overdue


def test_the_last_day_is_in_time(quick_house: House) -> None:
    assert not due(quick_house, date(2026, 7, 15))["2026-H1"].overdue
    assert due(quick_house, date(2026, 7, 16))["2026-H1"].overdue


def test_a_trial_upload_does_not_hide_what_is_accepted(quick_house: House) -> None:
    accepted = an_acceptance(quick_house)
    a_draft(quick_house, data=b"two")
    found = due(quick_house, date(2026, 8, 1))["2026-H1"]
    assert (found.overdue, found.status, found.return_id, found.version) == (False, "accepted", accepted.id, 1)


def test_a_trial_upload_does_not_hide_that_a_return_came_back_and_why(quick_house: House) -> None:
    submitted = a_submission(quick_house)
    monitor.send_back(COORDINATOR, quick_house, submitted.id, "Osh looks wrong")
    a_draft(quick_house, data=b"two")
    found = due(quick_house, date(2026, 8, 1))["2026-H1"]
    assert (found.status, found.version, found.reason) == ("returned", 1, "Osh looks wrong")


def test_what_took_the_place_of_another_stands_for_the_period(quick_house: House) -> None:
    an_acceptance(quick_house)
    second = an_acceptance(quick_house, data=b"two")
    assert due(quick_house, date(2026, 8, 1))["2026-H1"].return_id == second.id
    monitor.undo(COORDINATOR, quick_house, second.id, "by mistake")
    assert due(quick_house, date(2026, 8, 1))["2026-H1"].status == "submitted"
    assert due(quick_house, date(2026, 8, 1))["2026-H1"].reason == ""


def test_periods_are_due_from_the_plans_start_to_the_one_that_runs(quick_house: House) -> None:
    found = due(quick_house, date(2026, 11, 15))
    assert list(found) == ["2025-H1", "2025-H2", "2026-H1", "2026-H2"]
    assert found["2026-H2"] == DueReturn("WPN", H2, date(2027, 1, 15), False, False)


def test_coordinators_see_what_everybody_owes(quick_house: House) -> None:
    partners = {one.partner for one in monitor.due_returns(COORDINATOR, quick_house)}
    assert partners == {partner.code for partner in quick_house.plan.partners}
