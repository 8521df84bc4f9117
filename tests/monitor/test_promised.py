"""Who promised what: only what counts, the lead's word for everybody, others' words and comments for coordinators alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from nap import monitor
from nap.facts import Note, Period
from nap.monitor import House, Viewer
from nap.monitor.knowing import as_known
from nap.monitor.sending import keep
from nap.people import Role
from tests.monitor.building import COORDINATOR, DONOR, FORUM, H1, H2, MIA, WPN, a_check, somebody

CEC = somebody(Role.PARTNER, partner="CEC")


def sent(house: House, partner: str, status: str, *more: Note, period: Period = H1, because: str = "", code: str = "M1.1") -> str:
    """A return that says so of the measure, before the coordinator."""
    notes = (Note("measure", status, code), *more)
    checked = replace(a_check(house, partner, period), observations=(), notes=notes)
    sender = somebody(Role.PARTNER, partner=partner)
    with house.store.writing() as transaction:
        receipt = keep(transaction, sender, house, f"{partner}{period}{notes}".encode(), "r.xlsx", checked, because).receipt
    assert receipt is not None
    return monitor.submit(sender, house, receipt.id, correction=because).id


def counted(house: House, partner: str, status: str, *more: Note, period: Period = H1, because: str = "") -> str:
    return monitor.accept(COORDINATOR, house, sent(house, partner, status, *more, period=period, because=because)).id


def told(house: House, viewer: Viewer = COORDINATOR, code: str = "M1.1") -> monitor.Promise:
    return next(one for one in monitor.promises(viewer, house) if one.measure.code == code)


def by_partner(one: monitor.Promise) -> dict[str, str]:
    return {each.partner: each.status for each in one.reports}


def test_donors_read_releases_only(quick_house: House) -> None:
    with pytest.raises(monitor.Denied):
        monitor.promises(DONOR, quick_house)


def test_every_measure_of_the_plan_stands_there_also_if_nothing_was_reported(quick_house: House) -> None:
    found = monitor.promises(FORUM, quick_house)
    assert [(one.measure.code, one.status, one.period, one.differ) for one in found] == [
        ("M1.1", "", None, False),
        ("M2.1", "", None, False),
    ]


def test_what_waits_or_came_back_does_not_count(quick_house: House) -> None:
    waits = sent(quick_house, "CEC", "done")
    assert told(quick_house).status == ""
    monitor.send_back(COORDINATOR, quick_house, waits, "Which training?")
    assert told(quick_house).status == ""


def test_a_corrected_return_speaks_in_the_place_of_the_one_before(quick_house: House) -> None:
    counted(quick_house, "CEC", "done")
    counted(quick_house, "CEC", "in_progress", Note("comment", "Two of four", "M1.1"), because="counted again")
    found = told(quick_house)
    assert (found.status, found.period) == ("in_progress", H1)
    assert found.reports[0].comments == ("Two of four",)


def test_an_acceptance_that_is_undone_is_unsaid(quick_house: House) -> None:
    monitor.undo(COORDINATOR, quick_house, counted(quick_house, "CEC", "done"), "a mistake")
    assert told(quick_house).status == ""


def test_the_latest_period_speaks_whenever_it_was_accepted(quick_house: House) -> None:
    counted(quick_house, "CEC", "in_progress", period=H2)
    counted(quick_house, "CEC", "not_begun")
    assert (told(quick_house).status, told(quick_house).period) == ("in_progress", H2)


def test_a_partner_does_not_speak_for_the_lead(quick_house: House) -> None:
    counted(quick_house, "WPN", "done")
    found = told(quick_house)
    assert (found.status, found.period, found.differ) == ("", None, False)
    assert by_partner(found) == {"WPN": "done"}


def test_who_neither_leads_nor_helps_is_not_heard(quick_house: House) -> None:
    counted(quick_house, "NSC", "done")
    assert told(quick_house).reports == ()


@pytest.mark.parametrize(
    ("viewer", "seen"), [(FORUM, set()), (MIA, set()), (WPN, {"WPN"}), (CEC, {"CEC"}), (COORDINATOR, {"CEC", "WPN"})]
)
def test_that_reports_differ_is_for_everybody_whose_they_are_is_not(quick_house: House, viewer: Viewer, seen: set[str]) -> None:
    counted(quick_house, "CEC", "done")
    counted(quick_house, "WPN", "not_begun")
    found = told(quick_house, viewer)
    assert (found.status, found.differ, set(by_partner(found))) == ("done", True, seen)


def test_reports_of_different_periods_do_not_contradict_each_other(quick_house: House) -> None:
    counted(quick_house, "WPN", "not_begun")
    counted(quick_house, "CEC", "in_progress", period=H2)
    assert not told(quick_house).differ


@pytest.mark.parametrize("viewer", [FORUM, MIA, WPN, CEC])
def test_comments_are_for_coordinators_alone(quick_house: House, viewer: Viewer) -> None:
    counted(quick_house, "CEC", "in_progress", Note("comment", "The hall was closed", "M1.1"))
    assert "hall" not in repr(monitor.promises(viewer, quick_house))
    assert "hall" in repr(monitor.promises(COORDINATOR, quick_house))


def test_a_comment_on_an_indicator_of_the_same_code_is_none_on_the_measure(quick_house: House) -> None:
    counted(quick_house, "CEC", "in_progress", Note("comment", "About a region", "M1.1", "KG-B"))
    assert told(quick_house).reports[0].comments == ()


def test_looking_back_shows_what_was_known_then(quick_house: House) -> None:
    july = replace(quick_house, now=lambda: datetime(2026, 7, 20, 6, tzinfo=UTC), today=lambda: date(2026, 7, 20))
    counted(july, "CEC", "not_begun")
    counted(quick_house, "CEC", "done", because="finished")
    assert told(quick_house).status == "done"
    assert told(as_known(quick_house, date(2026, 8, 1))).status == "not_begun"
    assert told(as_known(quick_house, date(2026, 7, 1))).status == ""


def test_a_release_tells_what_was_known_on_the_day_of_its_data(quick_house: House) -> None:
    july = replace(quick_house, now=lambda: datetime(2026, 7, 20, 6, tzinfo=UTC), today=lambda: date(2026, 7, 20))
    counted(july, "CEC", "not_begun")
    counted(quick_house, "CEC", "done", because="finished")
    published = datetime(2026, 12, 1, 6, tzinfo=UTC)
    released = replace(quick_house, released=1, until=published, today=lambda: date(2026, 7, 31), present=quick_house)
    assert told(released, FORUM).status == "not_begun"
