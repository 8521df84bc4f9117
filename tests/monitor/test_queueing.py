"""The queue: whose turn it is and for how long; a second sending starts no new wait, a decision ends one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from nap import monitor
from nap.facts import Period
from nap.monitor import House, Waiting
from nap.monitor.clocks import Clocks, clocks_of
from nap.monitor.house import at_noon
from nap.store.audit import AuditEvent
from tests.monitor.building import COORDINATOR, H1, H2, MIA, WPN, a_draft, a_submission, kept

DAY = datetime(2026, 7, 1, 12, tzinfo=UTC)
STATUS = {"receive": "draft", "submit": "submitted", "send_back": "returned", "accept": "accepted", "withdraw": "withdrawn"}


def told(*acts: str) -> Clocks:
    """`day:act:version`, one after the other."""
    events = []
    for number, each in enumerate(acts):
        day, act, id = each.split(":")
        status = {"supersede": "superseded", "undo": "submitted"}.get(act) or STATUS[act]
        events.append(AuditEvent(number, DAY + timedelta(int(day)), "p", act, "plan", id, status, {}))
    return clocks_of(events)


def test_a_second_sending_before_anybody_looked_starts_no_new_wait() -> None:
    found = told("0:receive:1", "1:submit:1", "3:receive:2", "4:submit:2", "4:supersede:1")
    assert (found.turn, found.rounds) == ("reviewer", 2)
    assert (found.since, found.first, found.last) == (DAY + timedelta(1), DAY + timedelta(1), DAY + timedelta(4))


def test_what_came_back_waits_for_its_partner_and_then_anew_for_the_reviewer() -> None:
    back = told("1:submit:1", "3:send_back:1")
    assert (back.turn, back.since) == ("partner", DAY + timedelta(3))
    again = told("1:submit:1", "3:send_back:1", "8:receive:2", "9:submit:2")
    assert (again.turn, again.since, again.first) == ("reviewer", DAY + timedelta(9), DAY + timedelta(1))


def test_a_draft_of_what_came_back_is_still_the_partners_turn_since_it_came_back() -> None:
    found = told("1:submit:1", "3:send_back:1", "8:receive:2")
    assert (found.turn, found.since) == ("partner", DAY + timedelta(3))


def test_an_acceptance_ends_everything_and_undoing_it_begins_a_wait() -> None:
    assert told("1:submit:1", "2:accept:1") == Clocks()
    assert told("1:submit:1", "2:accept:1", "5:undo:1").since == DAY + timedelta(5)
    later = told("1:submit:1", "2:accept:1", "7:receive:2", "8:submit:2")
    assert (later.first, later.rounds) == (DAY + timedelta(8), 1)


def test_what_was_withdrawn_waits_for_its_partner() -> None:
    assert told("1:submit:1", "4:withdraw:1").turn == "partner"


def one(house: House, partner: str = "WPN", period: Period = H1) -> Waiting | None:
    return next((each for each in monitor.queue(COORDINATOR, house) if (each.partner, each.period) == (partner, period)), None)


def on(house: House, day: date) -> House:
    return at_noon(house, day)


def test_an_overdue_return_of_which_nothing_came_waits_for_its_partner(quick_house: House) -> None:
    found = one(on(quick_house, date(2026, 7, 25)))
    assert found is not None
    assert (found.turn, found.state, found.days_left, found.days) == ("partner", "expected", -10, 10)
    assert (found.line, found.clean) == (None, False)


def test_before_the_due_date_the_clock_runs_the_other_way(quick_house: House) -> None:
    found = one(on(quick_house, date(2026, 7, 5)))
    assert found is not None
    assert (found.state, found.days_left) == ("expected", 10)
    assert one(on(quick_house, date(2026, 6, 5))) is None


def test_a_return_that_waits_is_the_reviewers_turn_and_its_partner_is_not_reminded_of_it(quick_house: House) -> None:
    a_submission(on(quick_house, date(2026, 7, 10)))
    found = one(on(quick_house, date(2026, 7, 14)))
    assert found is not None
    assert (found.turn, found.state, found.days, found.rounds) == ("reviewer", "submitted", 4, 1)
    assert found.clean
    assert found.seen == monitor.return_detail(COORDINATOR, quick_house, found.line.receipt.id).seen  # type: ignore[union-attr]


def test_what_waits_for_the_reviewer_stands_before_what_waits_for_partners(quick_house: House) -> None:
    a_submission(quick_house)
    turns = [each.turn for each in monitor.queue(COORDINATOR, quick_house)]
    assert turns[0] == "reviewer"
    assert turns == sorted(turns, reverse=True)


def test_an_accepted_return_is_nobodys_turn_nor_is_a_trial_upload_after_it(quick_house: House) -> None:
    monitor.accept(COORDINATOR, quick_house, a_submission(quick_house).id)
    assert one(quick_house) is None
    a_draft(quick_house, data=b"trial", value=22)
    assert one(quick_house) is None


def test_a_correction_says_that_another_version_counts(quick_house: House) -> None:
    monitor.accept(COORDINATOR, quick_house, a_submission(quick_house).id)
    monitor.submit(WPN, quick_house, a_draft(quick_house, data=b"two", value=22).id, correction="counted again")
    found = one(quick_house)
    assert found is not None
    assert (found.turn, found.corrects) == ("reviewer", True)


def test_a_draft_with_errors_waits_for_its_partner(quick_house: House) -> None:
    a_draft(quick_house, verdict="errors")
    found = one(quick_house)
    assert found is not None
    assert (found.turn, found.state, found.clean) == ("partner", "draft", False)


def test_a_withdrawn_return_is_expected_again(quick_house: House) -> None:
    waiting = a_submission(quick_house)
    monitor.withdraw(WPN, quick_house, waiting.id)
    found = one(quick_house)
    assert found is not None
    assert found.turn == "partner"


def test_a_closed_period_waits_for_nobody_but_what_had_come_is_still_decided(quick_house: House) -> None:
    a_submission(quick_house)
    monitor.close_period(COORDINATOR, quick_house, H1)
    assert {each.turn for each in monitor.queue(COORDINATOR, quick_house) if each.period == H1} == {"reviewer"}


@pytest.mark.parametrize("viewer", [COORDINATOR, replace(COORDINATOR, person="x@example.org", partner="WPN")])
def test_ones_own_return_is_marked(quick_house: House, viewer: monitor.Viewer) -> None:
    receipt = kept(quick_house, viewer, because="by telephone").receipt
    assert receipt is not None
    monitor.submit(viewer, quick_house, receipt.id, "by telephone")
    found = next(each for each in monitor.queue(viewer, quick_house) if each.turn == "reviewer")
    assert (found.own, found.clean) == (True, False)


def test_a_period_that_still_runs_waits_for_nobody(quick_house: House) -> None:
    assert one(on(quick_house, date(2026, 11, 1)), period=H2) is None
    a_draft(quick_house, MIA, partner="MIA", period=H2)
    found = one(on(quick_house, date(2026, 11, 20)), "MIA", H2)
    assert found is not None
    assert found.state == "draft"
