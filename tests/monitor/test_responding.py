"""Alerts and answers: counts for who reads results, words of partners only where common, lists about people for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nap import monitor
from nap.facts import Item, Period
from nap.monitor import House, Viewer, close, open_house
from tests.monitor.building import CLOCK, COORDINATOR, DONOR, FORUM, H1, H2, MIA, PLAN_FILE, WPN, settings
from tests.monitor.test_listing import counted, sent


def an_entry(title: str = "On the water gate", place: str = "KG-B", **more: object) -> Item:
    facts = {"started": date(2026, 2, 3), "addressee": "village council", **more}
    return Item("2.3", place, title=title, **facts)  # type: ignore[arg-type]


def three(addressee: str = "district office", place: str = "KG-O", **more: object) -> tuple[Item, ...]:
    return tuple(an_entry(f"No. {n}", place, addressee=addressee, **more) for n in range(3))


@pytest.fixture(params=["counts: people", "sensitivity: sensitive"])
def protected(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A house whose list is about people."""
    written = PLAN_FILE.read_text()
    head, rest = written.split("\n  - code: '2.3'")
    lines = rest.split("\n")
    lines = [line for line in lines if not line.strip().startswith(request.param.split(":")[0])]
    place = next(number for number, line in enumerate(lines) if line.strip() == "type: list")
    file = tmp_path / "plan.yaml"
    file.write_text(
        "\n  - code: '2.3'".join([head, "\n".join([*lines[: place + 1], f"    {request.param}", *lines[place + 1 :]])])
    )
    opened = open_house(settings(f"sqlite:///{tmp_path / 'nap.sqlite'}", plan_file=file), now=lambda: CLOCK)
    yield opened
    close(opened)


def test_donors_are_not_told(quick_house: House) -> None:
    with pytest.raises(monitor.Denied):
        monitor.responses(DONOR, quick_house)


def test_what_was_not_accepted_is_not_counted(quick_house: House) -> None:
    sent(quick_house, "WPN", an_entry())
    found = monitor.responses(COORDINATOR, quick_house)
    assert (found.total.sent, found.every, found.waiting, found.indicators) == (0, 0, (), ("2.3",))


def test_a_list_about_people_is_told_to_nobody_but_coordinators(protected: House) -> None:
    counted(protected, "WPN", *three())
    for viewer in (FORUM, WPN, MIA):
        found = monitor.responses(viewer, protected)
        assert (found.total.sent, found.every, found.indicators, found.kept_back) == (0, 0, (), 1)
        assert not any((found.by_region, found.by_period, found.by_addressee, found.by_subject, found.alike))
    assert monitor.responses(COORDINATOR, protected).total.sent == 3


@pytest.mark.parametrize("viewer", [FORUM, WPN, MIA])
def test_words_of_few_entries_are_not_told(quick_house: House, viewer: Viewer) -> None:
    counted(quick_house, "WPN", *three("Chief Asanov")[:2], *three("district office", subject="water"))
    found = monitor.responses(viewer, quick_house)
    assert list(found.by_addressee) == ["district office", ""]
    assert list(found.by_subject) == ["water", ""]
    assert "Asanov" not in repr(found)
    assert "No. 1" not in repr(found)
    assert found.waiting == ()


def test_a_filter_does_not_change_whose_words_are_common(quick_house: House) -> None:
    counted(quick_house, "WPN", *three(), an_entry(addressee="district office", place="KG-B"))
    found = monitor.responses(FORUM, quick_house, region="KG-B")
    assert list(found.by_addressee) == ["district office"]


def test_alike_spellings_are_one_addressee(quick_house: House) -> None:
    said = ("айыл өкмөтү", "Айыл окмоту", "айыл өкмөтү ")
    counted(quick_house, "WPN", *(an_entry(f"No. {n}", addressee=each) for n, each in enumerate(said)))
    assert {name: each.sent for name, each in monitor.responses(FORUM, quick_house).by_addressee.items()} == {"айыл өкмөтү": 3}


def test_coordinators_read_every_word_and_find_the_return(quick_house: House) -> None:
    id = counted(quick_house, "WPN", an_entry(started=date(2026, 1, 2)), an_entry("Later", addressee="mayor"))
    found = monitor.responses(COORDINATOR, quick_house)
    assert set(found.by_addressee) == {"village council", "mayor"}
    assert [(one.entry.item.title, one.entry.return_id) for one in found.waiting] == [("On the water gate", id), ("Later", id)]
    assert found.waiting[0].days == (quick_house.today() - date(2026, 1, 2)).days


def test_in_a_release_coordinators_read_what_the_forum_reads(quick_house: House) -> None:
    counted(quick_house, "WPN", an_entry())
    told = next(one for one in monitor.results_for(FORUM, quick_house) if one.indicator == "2.3")
    found = monitor.responses(COORDINATOR, replace(quick_house, released=1, published=(told,)))
    assert (found.total.sent, list(found.by_addressee), found.waiting) == (1, [""], ())


def test_a_release_without_the_list_tells_nothing_of_it(quick_house: House) -> None:
    counted(quick_house, "WPN", an_entry())
    found = monitor.responses(COORDINATOR, replace(quick_house, released=1, published=()))
    assert (found.total.sent, found.indicators, found.kept_back) == (0, (), 1)


@pytest.mark.parametrize(("yes", "no"), [("да", "нет"), ("ооба", "жок"), ("yes", "no"), ("Yes ", "0")])
def test_yes_and_no_are_known_in_every_language(quick_house: House, yes: str, no: str) -> None:
    counted(quick_house, "WPN", an_entry(answered_recipient=yes, answered_network=no, answered=date(2026, 2, 13)))
    total = monitor.responses(FORUM, quick_house).total
    assert (total.by_recipient, total.by_network, total.open_) == (1, 0, 0)
    assert total.days is not None
    assert total.days.longest == 10


def test_words_that_mean_neither_leave_it_open(quick_house: House) -> None:
    counted(quick_house, "WPN", an_entry(answered_recipient="partly"))
    total = monitor.responses(FORUM, quick_house).total
    assert (total.open_, total.unsaid) == (1, 1)


def test_districts_count_in_their_region_and_the_country_apart(quick_house: House) -> None:
    counted(quick_house, "WPN", an_entry(), an_entry("District", "41705214"), an_entry("All", "KG"))
    found = monitor.responses(FORUM, quick_house)
    assert {code: each.sent for code, each in found.by_region.items()} == {"KG": 1, "KG-B": 2}
    assert monitor.responses(FORUM, quick_house, region="KG-B").total.sent == 2
    assert monitor.responses(FORUM, quick_house, region="KG").total.sent == 3


def test_periods_and_objectives_can_be_asked_for(quick_house: House) -> None:
    counted(quick_house, "WPN", an_entry())
    counted(quick_house, "WPN", an_entry(started=date(2026, 8, 1)), period=H2)
    assert list(monitor.responses(FORUM, quick_house).by_period) == [H1, H2]
    assert monitor.responses(FORUM, quick_house, period=H2).total.sent == 1
    assert monitor.responses(FORUM, quick_house, period=Period.parse("2026")).total.sent == 2
    assert monitor.responses(FORUM, quick_house, objective="O1").total.sent == 0
    assert monitor.responses(FORUM, quick_house, objective="O1").every == 2


def test_the_same_from_two_organisations_is_marked_and_counted_twice(quick_house: House) -> None:
    counted(quick_house, "WPN", an_entry())
    counted(quick_house, "MIA", an_entry())
    found = monitor.responses(FORUM, quick_house)
    assert (found.total.sent, found.alike) == (2, 2)


def test_what_is_hidden_at_once_is_counted_for_coordinators_only(quick_house: House) -> None:
    counted(quick_house, "WPN", an_entry(), an_entry("District", "41705214"), an_entry("Osh", "KG-O"))
    monitor.hide_now(COORDINATOR, quick_house, "danger", region="KG-B")
    assert list(monitor.responses(FORUM, quick_house).by_region) == ["KG-O"]
    assert monitor.responses(COORDINATOR, quick_house).total.sent == 3
    monitor.hide_now(COORDINATOR, quick_house, "danger", indicator="2.3")
    found = monitor.responses(FORUM, quick_house)
    assert (found.indicators, found.total.sent, found.kept_back) == ((), 0, 1)


def test_an_earlier_day_knows_only_what_was_accepted_by_then(quick_house: House) -> None:
    counted(quick_house, "WPN", an_entry())
    then = monitor.as_known(quick_house, date(2026, 6, 1))
    assert monitor.responses(FORUM, then).every == 0
