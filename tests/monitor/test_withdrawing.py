"""Taking a return back before acceptance, and letting an earlier version count again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nap import monitor
from nap.monitor import House, NotNow
from nap.people import Role
from nap.store import persons
from tests.monitor.building import (
    COORDINATOR,
    MIA,
    WPN,
    a_draft,
    a_submission,
    an_acceptance,
    handed_in,
    second_coordinator,
    somebody,
)


def statuses(house: House) -> dict[int, str]:
    return {line.receipt.version: line.receipt.status for line in monitor.all_returns(COORDINATOR, house)}


def due(house: House, version: monitor.Receipt) -> monitor.DueReturn:
    return next(one for one in monitor.due_returns(WPN, house) if one.period == version.period)


def acts(house: House, id: str) -> list[str]:
    return [event.act for event in monitor.return_detail(WPN, house, id).events]


def test_what_was_decided_about_is_withdrawn_no_more(quick_house: House) -> None:
    for made in (an_acceptance(quick_house), a_submission(quick_house, b"two")):
        if made.status == "submitted":
            monitor.send_back(COORDINATOR, quick_house, made.id, "Osh looks wrong")
        with pytest.raises(NotNow, match=r"^not_withdrawable$"):
            monitor.withdraw(WPN, quick_house, made.id)


def test_another_organisation_and_a_coordinator_who_did_not_send_it_cannot_withdraw(quick_house: House) -> None:
    made = a_submission(quick_house)
    with pytest.raises(monitor.Denied):
        monitor.withdraw(MIA, quick_house, made.id)
    with pytest.raises(NotNow, match=r"^not_sender$"):
        monitor.withdraw(COORDINATOR, quick_house, made.id)
    assert statuses(quick_house) == {1: "submitted"}


def test_the_reason_of_a_withdrawal_holds_no_personal_data(quick_house: House) -> None:
    made = a_submission(quick_house)
    with pytest.raises(NotNow, match=r"^reason_personal$"):
        monitor.withdraw(WPN, quick_house, made.id, "call 0700 123 456")
    assert statuses(quick_house) == {1: "submitted"}


def test_whoever_withdraws_what_was_decided_meanwhile_is_told_by_whom(quick_house: House) -> None:
    made = a_submission(quick_house)
    seen = monitor.return_detail(WPN, quick_house, made.id).seen
    monitor.accept(COORDINATOR, quick_house, made.id)
    with pytest.raises(NotNow, match=r"^decided_meanwhile$") as caught:
        monitor.withdraw(WPN, quick_house, made.id, seen=seen)
    assert caught.value.facts == {"person": COORDINATOR.person, "act": "accept"}


def test_a_withdrawn_return_waits_for_nobody_and_its_bytes_and_history_stay(house: House) -> None:
    made = a_submission(house)
    assert monitor.withdraw(WPN, house, made.id, "the wrong file").status == "withdrawn"
    assert monitor.waiting_returns(COORDINATOR, house) == ()
    assert monitor.original(WPN, house, made.id).data == b"one"
    assert acts(house, made.id) == ["receive", "submit", "withdraw"]
    assert (due(house, made).status, due(house, made).return_id) == (None, None)


def test_the_coordinator_who_sent_it_for_the_partner_can_withdraw_it(quick_house: House) -> None:
    draft = a_draft(quick_house, COORDINATOR)
    monitor.submit(COORDINATOR, quick_house, draft.id, "came by post")
    assert monitor.withdraw(COORDINATOR, quick_house, draft.id).status == "withdrawn"


def test_a_withdrawn_draft_lets_the_version_before_it_be_mended_again(quick_house: House) -> None:
    first = a_submission(quick_house)
    monitor.send_back(COORDINATOR, quick_house, first.id, "Osh looks wrong")
    second = a_draft(quick_house, WPN, b"two")
    assert not monitor.to_mend(WPN, quick_house, first.id).open
    monitor.withdraw(WPN, quick_house, second.id)
    assert monitor.to_mend(WPN, quick_house, first.id).open
    assert [line.receipt.id for line in monitor.open_drafts(WPN, quick_house, "WPN")] == [first.id]
    assert due(quick_house, first).status == "returned"


def test_a_file_that_was_withdrawn_can_be_sent_again_as_a_new_version(quick_house: House) -> None:
    monitor.withdraw(WPN, quick_house, a_submission(quick_house).id)
    again = a_submission(quick_house)
    assert (again.version, again.status) == (2, "submitted")


def test_withdrawing_a_correction_leaves_what_was_accepted_counting(quick_house: House) -> None:
    an_acceptance(quick_house)
    monitor.withdraw(WPN, quick_house, a_submission(quick_house, b"two").id)
    assert statuses(quick_house) == {1: "accepted", 2: "withdrawn"}


def test_only_a_version_that_counted_and_was_replaced_counts_again_and_for_a_reason(quick_house: House) -> None:
    waited = a_submission(quick_house)
    counts = an_acceptance(quick_house, b"two")
    for id in (waited.id, counts.id):
        with pytest.raises(NotNow, match=r"^never_counted$"):
            monitor.reactivate(COORDINATOR, quick_house, id, "it was right")
    third = an_acceptance(quick_house, b"three")
    with pytest.raises(NotNow, match=r"^reason_needed$"):
        monitor.reactivate(COORDINATOR, quick_house, counts.id, " ")
    assert statuses(quick_house)[third.version] == "accepted"


def test_a_reactivated_version_counts_and_the_later_one_is_replaced_by_it(house: House) -> None:
    first, second = an_acceptance(house), an_acceptance(house, b"two")
    assert monitor.reactivate(COORDINATOR, house, first.id, "the first one was right").status == "accepted"
    assert statuses(house) == {1: "accepted", 2: "superseded"}
    assert acts(house, first.id)[-1] == "reactivate"
    assert acts(house, second.id)[-1] == "supersede"


def test_undoing_a_reactivation_and_then_the_acceptance_brings_back_each_state_before(quick_house: House) -> None:
    first, second = an_acceptance(quick_house), an_acceptance(quick_house, b"two")
    monitor.reactivate(COORDINATOR, quick_house, first.id, "the first one was right")
    assert monitor.undo(COORDINATOR, quick_house, first.id, "it was not").status == "superseded"
    assert statuses(quick_house) == {1: "superseded", 2: "accepted"}
    monitor.undo(COORDINATOR, quick_house, second.id, "nor that")
    assert statuses(quick_house) == {1: "accepted", 2: "submitted"}


def test_results_follow_a_reactivation_at_once(house: House) -> None:
    def shown() -> object:
        found = monitor.results_for(COORDINATOR, house, indicators=["2.2"])
        return next(one.value for one in found if (one.region, one.period, one.breakdown) == ("KG-B", first.period, ""))

    first = an_acceptance(house, value=21)
    an_acceptance(house, b"two", value=4)
    assert shown() == 4
    monitor.reactivate(COORDINATOR, house, first.id, "the first one was right")
    assert shown() == 21


def test_nobody_decides_about_a_return_of_the_own_organisation_while_somebody_else_could(quick_house: House) -> None:
    own = somebody(Role.COORDINATOR, Role.PARTNER, partner="WPN", person="both@example.org")
    waits = a_submission(quick_house)
    with pytest.raises(NotNow, match=r"^own_return$"):
        monitor.accept(own, quick_house, waits.id)
    first = monitor.accept(COORDINATOR, quick_house, waits.id)
    an_acceptance(quick_house, b"two")
    with pytest.raises(NotNow, match=r"^own_return$"):
        monitor.reactivate(own, quick_house, first.id, "ours was right")


def test_two_coordinators_of_the_only_organisation_are_no_second_pair_of_eyes_to_each_other(quick_house: House) -> None:
    second_coordinator(quick_house)
    waits = handed_in(quick_house, a_draft(quick_house))
    with quick_house.store.writing() as transaction:
        persons.change_person(transaction, replace(persons.all_people(transaction)[0], partner="WPN"))
    real = replace(quick_house, settings=replace(quick_house.settings, demo=False))
    own = somebody(Role.COORDINATOR, partner="WPN", person="aida@example.org")
    assert monitor.accept(own, real, waits.id).no_second_pair


def test_a_correction_without_a_reason_is_kept_as_a_draft_and_not_submitted(quick_house: House) -> None:
    an_acceptance(quick_house)
    draft = a_draft(quick_house, WPN, b"two")
    before = quick_house.store.version()
    with pytest.raises(NotNow, match=r"^correction_needed$"):
        monitor.submit(WPN, quick_house, draft.id, correction="  ")
    assert (statuses(quick_house)[2], quick_house.store.version()) == ("draft", before)
    assert monitor.submit(WPN, quick_house, draft.id, correction="one list came late").status == "submitted"


def test_a_closed_period_takes_no_return(quick_house: House) -> None:
    draft = a_draft(quick_house)
    monitor.close_period(COORDINATOR, quick_house, draft.period)
    with pytest.raises(NotNow, match=r"^period_closed$"):
        monitor.submit(WPN, quick_house, draft.id)
    monitor.reopen_period(COORDINATOR, quick_house, draft.period, "WPN", "the road was closed")
    assert monitor.submit(WPN, quick_house, draft.id).status == "submitted"
