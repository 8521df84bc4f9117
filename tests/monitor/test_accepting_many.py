"""All without warnings at once: each decided by itself, and of those that are not accepted it is told why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nap import monitor
from nap.facts import Finding, Severity
from nap.monitor import House, Unknown
from nap.monitor.sending import keep
from tests.monitor.building import COORDINATOR, MIA, WPN, a_check, a_draft, a_submission, kept, second_coordinator


def seen(house: House, *ids: str) -> dict[str, str]:
    return {id: monitor.return_detail(COORDINATOR, house, id).seen for id in ids}


def of_mia(house: House) -> str:
    return monitor.submit(MIA, house, a_draft(house, MIA, b"mia", partner="MIA").id).id


def with_warning(house: House) -> str:
    checked = a_check(house, "MIA", verdict="warnings")
    warning = Finding("missing-value", Severity.WARNING, "O2", ("F12",))
    with house.store.writing() as transaction:
        receipt = keep(transaction, MIA, house, b"warned", "r.xlsx", replace(checked, findings=(warning,))).receipt
    assert receipt is not None
    return monitor.submit(MIA, house, receipt.id).id


def test_one_that_does_not_exist_stops_everything_before_anything_is_done(quick_house: House) -> None:
    first = a_submission(quick_house).id
    with pytest.raises(Unknown):
        monitor.accept_clean(COORDINATOR, quick_house, {**seen(quick_house, first), "nothing": "1"})
    assert monitor.return_detail(WPN, quick_house, first).receipt.status == "submitted"


def test_one_with_a_warning_waits_and_the_others_are_accepted(quick_house: House) -> None:
    warned, clean = with_warning(quick_house), a_submission(quick_house).id
    done = monitor.accept_clean(COORDINATOR, quick_house, seen(quick_house, warned, clean))
    assert [one.id for one in done.accepted] == [clean]
    assert {id: why.code for id, why in done.refused.items()} == {warned: "has_warnings"}
    assert monitor.return_detail(COORDINATOR, quick_house, warned).receipt.status == "submitted"


def test_one_that_somebody_else_has_decided_meanwhile_is_told_with_who(quick_house: House) -> None:
    other, first, second = second_coordinator(quick_house), a_submission(quick_house).id, of_mia(quick_house)
    shown = seen(quick_house, first, second)
    monitor.send_back(other, quick_house, first, "Osh looks wrong")
    done = monitor.accept_clean(COORDINATOR, quick_house, shown)
    assert [one.id for one in done.accepted] == [second]
    assert (done.refused[first].code, done.refused[first].facts["person"]) == ("decided_meanwhile", other.person)
    assert monitor.return_detail(WPN, quick_house, first).receipt.status == "returned"


def test_ones_own_is_never_accepted_unread_even_where_nobody_else_could(quick_house: House) -> None:
    receipt = kept(quick_house, COORDINATOR, because="by telephone").receipt
    assert receipt is not None
    monitor.submit(COORDINATOR, quick_house, receipt.id, "by telephone")
    done = monitor.accept_clean(COORDINATOR, quick_house, seen(quick_house, receipt.id))
    assert (done.accepted, done.refused[receipt.id].code) == ((), "own_return")


def test_each_is_an_event_of_its_own(quick_house: House) -> None:
    ids = a_submission(quick_house).id, of_mia(quick_house)
    monitor.accept_clean(COORDINATOR, quick_house, seen(quick_house, *ids))
    assert all(monitor.return_detail(COORDINATOR, quick_house, id).events[-1].act == "accept" for id in ids)
    assert monitor.audit_verify(quick_house)[0] is None
