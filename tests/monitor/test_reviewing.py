"""How a return is judged: accept, send back, undo; who may not; what takes whose place."""

from __future__ import annotations

import pytest

from nap import monitor
from nap.monitor import House, NotNow, Receipt, Viewer
from nap.people import Role
from nap.store import persons
from tests.monitor.building import (
    COORDINATOR,
    WPN,
    a_draft,
    a_submission,
    an_acceptance,
    second_coordinator,
    somebody,
)


def statuses(house: House) -> dict[int, str]:
    return {line.receipt.version: line.receipt.status for line in monitor.all_returns(COORDINATOR, house)}


def sent_by_coordinator(house: House) -> Receipt:
    return monitor.submit(COORDINATOR, house, a_draft(house, COORDINATOR).id, because="came by post")


def test_only_what_waits_can_be_accepted_or_sent_back(quick_house: House) -> None:
    draft = a_draft(quick_house)
    with pytest.raises(NotNow, match="not_submitted"):
        monitor.accept(COORDINATOR, quick_house, draft.id)
    with pytest.raises(NotNow, match="not_submitted"):
        monitor.send_back(COORDINATOR, quick_house, draft.id, "Osh looks wrong")
    with pytest.raises(NotNow, match="not_accepted"):
        monitor.undo(COORDINATOR, quick_house, draft.id, "by mistake")


@pytest.mark.parametrize("reason", ["", " \n"])
def test_sending_back_and_undoing_need_a_reason(quick_house: House, reason: str) -> None:
    submitted = a_submission(quick_house)
    with pytest.raises(NotNow, match="reason_needed"):
        monitor.send_back(COORDINATOR, quick_house, submitted.id, reason)
    monitor.accept(COORDINATOR, quick_house, submitted.id)
    with pytest.raises(NotNow, match="reason_needed"):
        monitor.undo(COORDINATOR, quick_house, submitted.id, reason)
    assert statuses(quick_house) == {1: "accepted"}


def test_nobody_accepts_what_they_sent_while_there_is_another_coordinator(house: House) -> None:
    submitted, other = sent_by_coordinator(house), second_coordinator(house)
    with pytest.raises(NotNow, match="own_return"):
        monitor.accept(COORDINATOR, house, submitted.id)
    receipt = monitor.accept(other, house, submitted.id)
    assert (receipt.status, receipt.no_second_pair) == ("accepted", False)


def test_nobody_accepts_what_they_handed_in_for_another_sender(quick_house: House) -> None:
    second_coordinator(quick_house)
    handed_in = monitor.submit(COORDINATOR, quick_house, a_draft(quick_house, WPN).id, because="asked by telephone")
    with pytest.raises(NotNow, match="own_return"):
        monitor.accept(COORDINATOR, quick_house, handed_in.id)


def test_a_coordinator_alone_accepts_what_they_sent_and_the_receipt_says_so(house: House) -> None:
    receipt = monitor.accept(COORDINATOR, house, sent_by_coordinator(house).id)
    assert (receipt.status, receipt.no_second_pair, receipt.because) == ("accepted", True, "came by post")


def test_a_coordinator_who_left_is_no_second_pair_of_eyes(quick_house: House) -> None:
    submitted, other = sent_by_coordinator(quick_house), second_coordinator(quick_house)
    with quick_house.store.writing() as transaction:
        persons.set_active(transaction, other.person, False)
    assert monitor.accept(COORDINATOR, quick_house, submitted.id).no_second_pair


def test_somebody_in_two_roles_is_still_the_sender(quick_house: House) -> None:
    both: Viewer = somebody(Role.PARTNER, Role.COORDINATOR, partner="WPN", person="both@example.org")
    submitted = monitor.submit(both, quick_house, a_draft(quick_house, both).id)
    assert submitted.because == ""
    with pytest.raises(NotNow, match="own_return"):
        monitor.accept(both, quick_house, submitted.id)


def test_accepting_takes_the_place_of_what_was_accepted_before(house: House) -> None:
    an_acceptance(house)
    second = a_submission(house, b"two")
    assert statuses(house) == {1: "accepted", 2: "submitted"}
    receipt = monitor.accept(COORDINATOR, house, second.id, "checked by telephone")
    assert receipt.no_second_pair is False
    assert statuses(house) == {1: "superseded", 2: "accepted"}
    assert monitor.return_detail(WPN, house, second.id).reason == "checked by telephone"


def test_sending_back_tells_the_partner_why(house: House) -> None:
    submitted = a_submission(house)
    receipt = monitor.send_back(COORDINATOR, house, submitted.id, "Osh looks ten times too high")
    assert receipt.status == "returned"
    detail = monitor.return_detail(WPN, house, submitted.id)
    assert detail.reason == "Osh looks ten times too high"
    last = detail.events[-1]
    assert (last.act, last.status, last.person, last.reason) == ("send_back", "returned", COORDINATOR.person, detail.reason)


def test_undoing_lets_the_return_wait_and_the_one_before_count_again(house: House) -> None:
    first, second = an_acceptance(house), an_acceptance(house, b"two")
    receipt = monitor.undo(COORDINATOR, house, second.id, "accepted the wrong one")
    assert receipt.status == "submitted"
    assert statuses(house) == {1: "accepted", 2: "submitted"}
    assert monitor.return_detail(WPN, house, first.id).events[-1].act == "restore"


def test_undoing_while_a_newer_version_waits_leaves_that_one_waiting(quick_house: House) -> None:
    first = an_acceptance(quick_house)
    a_submission(quick_house, b"two")
    monitor.undo(COORDINATOR, quick_house, first.id, "accepted too early")
    assert statuses(quick_house) == {1: "superseded", 2: "submitted"}


def test_what_was_superseded_while_it_waited_does_not_come_back(quick_house: House) -> None:
    an_acceptance(quick_house)
    a_submission(quick_house, b"two")
    third = an_acceptance(quick_house, b"three")
    monitor.undo(COORDINATOR, quick_house, third.id, "by mistake")
    assert statuses(quick_house) == {1: "accepted", 2: "superseded", 3: "submitted"}


def test_nobody_lets_an_earlier_version_of_the_own_organisation_count_again_alone(quick_house: House) -> None:
    both: Viewer = somebody(Role.PARTNER, Role.COORDINATOR, partner="WPN", person="both@example.org")
    first = an_acceptance(quick_house)
    second = a_submission(quick_house, b"two")
    monitor.accept(COORDINATOR, quick_house, second.id)
    with pytest.raises(NotNow, match="own_return"):
        monitor.undo(both, quick_house, second.id, "the old figures were better")
    assert statuses(quick_house) == {1: "superseded", 2: "accepted"}
    monitor.undo(COORDINATOR, quick_house, second.id, "a wrong sheet")
    assert statuses(quick_house) == {first.version: "accepted", 2: "submitted"}
