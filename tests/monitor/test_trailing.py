"""Who reads what of the audit trail: coordinators everything, everybody else what they did themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from nap import monitor
from nap.monitor import Denied, House, Trace, Verb, Viewer, trail
from nap.monitor.house import SYSTEM, at_noon
from nap.people import Role
from tests.monitor.building import (
    COORDINATOR,
    DONOR,
    FORUM,
    MIA,
    WPN,
    a_draft,
    a_submission,
    an_acceptance,
    kept,
)  # fmt: skip

AWAY = replace(COORDINATOR, origin="192.0.2.7")


def acts(found: tuple[Trace, ...]) -> list[str]:
    return [one.act for one in found]


def returned(house: House) -> str:
    id = a_submission(house).id
    monitor.send_back(AWAY, house, id, "The figure of Batken is twice last year's")
    return id


@pytest.mark.parametrize("viewer", [WPN, MIA, FORUM, DONOR])
@pytest.mark.parametrize("person", ["coordinator@demo", "system", "COORDINATOR@demo"])
def test_nobody_but_a_coordinator_reads_what_another_did(quick_house: House, viewer: Viewer, person: str) -> None:
    returned(quick_house)
    with pytest.raises(Denied) as caught:
        trail(viewer, quick_house, person=person)
    assert caught.value.verb is Verb.READ_AUDIT


@pytest.mark.parametrize("narrowed", [{}, {"act": "decisions"}, {"act": "send_back"}, {"limit": 10_000}, {"person": "wpn@demo"}])
def test_a_partner_reads_the_own_deeds_alone_however_it_asks(quick_house: House, narrowed: dict[str, object]) -> None:
    id = returned(quick_house)
    for more in ({}, {"return_id": id}):
        found = trail(WPN, quick_house, **narrowed, **more)  # type: ignore[arg-type]
        assert {one.person for one in found} <= {"wpn@demo"}
        assert "Batken" not in repr(found)
    assert trail(MIA, quick_house, return_id=id) == ()


def test_a_coordinator_reads_everything_with_who_from_where_and_why(quick_house: House) -> None:
    id = returned(quick_house)
    newest, *others = trail(AWAY, quick_house)
    assert (newest.act, newest.person, newest.origin, newest.return_id) == ("send_back", "coordinator@demo", "192.0.2.7", id)
    assert newest.facts == {"reason": "The figure of Batken is twice last year's"}
    assert acts(tuple(others)) == ["submit", "receive", "adopt_plan"]


def test_filters_let_through_what_they_say(quick_house: House) -> None:
    id = returned(quick_house)
    a_draft(quick_house, MIA, partner="MIA")
    today = quick_house.today()
    assert acts(trail(AWAY, quick_house, act="returns")) == ["receive", "submit", "receive"]
    assert acts(trail(AWAY, quick_house, act="submit")) == ["submit"]
    assert acts(trail(AWAY, quick_house, person=" MIA@demo ")) == ["receive"]
    assert acts(trail(AWAY, quick_house, return_id=f" {id} ")) == ["send_back", "submit", "receive"]
    assert len(trail(AWAY, quick_house, since=today, until=today)) == 5
    assert trail(AWAY, quick_house, since=today + timedelta(days=1)) == ()
    assert trail(AWAY, quick_house, until=today - timedelta(days=1)) == ()
    assert trail(AWAY, quick_house, act="no such act") == ()


def test_days_are_those_of_the_plans_country(quick_house: House) -> None:
    monitor.accept(COORDINATOR, at_noon(quick_house, date(2026, 7, 14)), a_submission(quick_house).id)
    assert acts(trail(AWAY, quick_house, since=date(2026, 7, 14), until=date(2026, 7, 14))) == ["accept"]


def test_pages_follow_one_another_without_gap_or_repeat(quick_house: House) -> None:
    returned(quick_house)
    everything = trail(AWAY, quick_house)
    paged: list[Trace] = []
    while page := trail(AWAY, quick_house, before=paged[-1].number if paged else None, limit=3):
        paged += page
    assert tuple(paged) == everything


def test_whoever_may_be_asked_for_is_who_did_something(quick_house: House) -> None:
    returned(quick_house)
    assert monitor.trail_people(AWAY, quick_house) == ("coordinator@demo", SYSTEM, "wpn@demo")
    assert monitor.trail_people(WPN, quick_house) == ("wpn@demo",)


def test_what_was_noted_elsewhere_is_compared_however_it_was_typed(quick_house: House) -> None:
    an_acceptance(quick_house)
    whole = monitor.chain(AWAY, quick_house)
    assert whole.fault == ""
    noted = f" {whole.number} : {whole.sha256[:16].upper()} "
    assert monitor.chain(AWAY, quick_house, noted) == whole
    assert monitor.chain(AWAY, quick_house, f"{whole.number}:{'0' * 16}").fault == "rewritten"
    assert monitor.chain(AWAY, quick_house, f"{whole.number + 1}:{'0' * 16}").fault == "cut"


@pytest.mark.parametrize("noted", ["7", "7:", "7:xyz", ":abcdef0123456789", "7:abc", "7:" + "g" * 16, "-1:" + "0" * 16])
def test_what_is_no_number_with_a_hash_is_not_compared(quick_house: House, noted: str) -> None:
    with pytest.raises(ValueError):
        monitor.chain(AWAY, quick_house, noted)


def test_everything_a_person_does_says_from_where(quick_house: House) -> None:
    wpn = replace(WPN, origin="198.51.100.4")
    refused = kept(quick_house, wpn, b"no", verdict="refused")
    id = a_draft(quick_house, wpn).id
    monitor.submit(wpn, quick_house, id)
    monitor.accept(AWAY, quick_house, id)
    monitor.undo(AWAY, quick_house, id, "too early")
    assert refused.incident
    found = trail(AWAY, quick_house)
    assert {(one.act, one.origin) for one in found if one.person != SYSTEM} == {
        ("refuse", "198.51.100.4"), ("receive", "198.51.100.4"), ("submit", "198.51.100.4"),
        ("accept", "192.0.2.7"), ("undo", "192.0.2.7"),
    }  # fmt: skip


def test_a_coordinator_who_belongs_to_a_partner_reads_everything(quick_house: House) -> None:
    returned(quick_house)
    both = Viewer("both@example.org", "Both", frozenset({Role.PARTNER, Role.COORDINATOR}), "MIA")
    assert "send_back" in acts(trail(both, quick_house))
