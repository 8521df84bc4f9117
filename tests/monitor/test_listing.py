"""The entries of a list: all accepted returns together, doubtful twins marked and never merged, for coordinators only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nap import monitor
from nap.facts import Item, Period
from nap.monitor import House, Viewer
from nap.monitor.sending import keep
from nap.people import Role
from tests.monitor.building import COORDINATOR, DONOR, FORUM, H1, H2, WPN, a_check, somebody


def an_entry(title: str = "On the water gate", place: str = "KG-B", started: date = date(2026, 2, 3)) -> Item:
    return Item("2.3", place, started, title, "district office", answered_recipient="да")


def sent(house: House, partner: str, *items: Item, period: Period = H1) -> str:
    checked = replace(a_check(house, partner, period), items=items)
    sender = somebody(Role.PARTNER, partner=partner)
    with house.store.writing() as transaction:
        receipt = keep(transaction, sender, house, f"{partner}{period}{items}".encode(), "r.xlsx", checked, "").receipt
    assert receipt is not None
    return monitor.submit(sender, house, receipt.id).id


def counted(house: House, partner: str, *items: Item, period: Period = H1) -> str:
    return monitor.accept(COORDINATOR, house, sent(house, partner, *items, period=period)).id


@pytest.mark.parametrize("viewer", [FORUM, DONOR, WPN])
def test_words_are_for_coordinators_only(quick_house: House, viewer: Viewer) -> None:
    with pytest.raises(monitor.Denied):
        monitor.entries(viewer, quick_house, "2.3")


def test_an_indicator_that_is_not_in_the_plan_is_unknown(quick_house: House) -> None:
    with pytest.raises(monitor.Unknown):
        monitor.entries(COORDINATOR, quick_house, "9.9")


def test_what_was_not_accepted_is_not_listed(quick_house: House) -> None:
    sent(quick_house, "WPN", an_entry())
    assert monitor.entries(COORDINATOR, quick_house, "2.3") == ()


def test_the_union_is_of_all_organisations_and_periods_by_day(quick_house: House) -> None:
    first = counted(quick_house, "WPN", an_entry(started=date(2026, 3, 1)))
    counted(quick_house, "MIA", an_entry("On rumours"), an_entry("On land", "KG-O", date(2026, 1, 5)))
    counted(quick_house, "WPN", an_entry("Later", started=date(2026, 8, 1)), period=H2)
    found = monitor.entries(COORDINATOR, quick_house, "2.3")
    assert [one.item.title for one in found] == ["On land", "On rumours", "On the water gate", "Later"]
    assert (found[2].partner, found[2].period, found[2].return_id) == ("WPN", H1, first)


def test_what_an_undo_took_back_is_gone(house: House) -> None:
    id = counted(house, "WPN", an_entry())
    monitor.undo(COORDINATOR, house, id, "a mistake")
    assert monitor.entries(COORDINATOR, house, "2.3") == ()


def test_the_same_from_two_organisations_is_marked_and_both_stay(quick_house: House) -> None:
    counted(quick_house, "WPN", an_entry("On the  Water gate"), an_entry("Another"))
    counted(quick_house, "MIA", an_entry("on the water gate"))
    found = monitor.entries(COORDINATOR, quick_house, "2.3")
    assert {(one.partner, one.item.title): one.alike for one in found} == {
        ("WPN", "On the  Water gate"): True,
        ("MIA", "on the water gate"): True,
        ("WPN", "Another"): False,
    }


def test_twins_of_one_organisation_are_its_own_affair(quick_house: House) -> None:
    counted(quick_house, "WPN", an_entry(), an_entry())
    assert [one.alike for one in monitor.entries(COORDINATOR, quick_house, "2.3")] == [False, False]


@pytest.mark.parametrize(("region", "n"), [("", 3), ("KG", 3), ("KG-B", 2), ("41705214", 1), ("KG-T", 0)])
def test_a_place_holds_what_lies_in_it(quick_house: House, region: str, n: int) -> None:
    counted(quick_house, "WPN", an_entry(), an_entry("District", "41705214"), an_entry("Osh", "KG-O"))
    assert len(monitor.entries(COORDINATOR, quick_house, "2.3", region)) == n
