"""Looking back to a day: the closing, what stood then, what happened since; causes are for coordinators."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nap import monitor
from nap.monitor import House, Viewer
from nap.monitor.changing import lookbacks
from nap.monitor.house import at_noon
from nap.results.movements import movements
from tests.monitor.building import COORDINATOR, DONOR, FORUM, H1, WPN, an_acceptance

CLOSING = date(2026, 7, 15)


@pytest.mark.parametrize("viewer", [FORUM, DONOR, WPN])
def test_causes_are_for_coordinators(quick_house: House, viewer: Viewer) -> None:
    with pytest.raises(monitor.Denied):
        monitor.causes_since(viewer, quick_house, CLOSING)


def test_the_last_closing_is_the_day_to_look_back_to_as_long_as_there_is_no_release(quick_house: House) -> None:
    (found,) = lookbacks(quick_house)
    assert (found.kind, found.day, found.period) == ("closing", CLOSING, H1)


def test_a_release_is_one_more_day_the_latest_first(quick_house: House) -> None:
    found = lookbacks(quick_house, [date(2026, 9, 1), date(2026, 3, 1), quick_house.today()])
    assert [(one.kind, one.day) for one in found] == [
        ("release", date(2026, 9, 1)),
        ("closing", CLOSING),
        ("release", date(2026, 3, 1)),
    ]


def test_before_the_first_closing_there_is_nothing_to_look_back_to(quick_house: House) -> None:
    assert lookbacks(at_noon(quick_house, date(2025, 3, 1))) == ()


def told(house: House, viewer: Viewer, day: date) -> dict[str, tuple[str, float | None]]:
    shelf = monitor.browse(viewer, house)
    old, new = monitor.board_of(shelf, day), shelf.board()
    found = movements(old, new, new.indicators(), house.plan.country, H1, H1)
    change = {one.indicator.code: one.comparison.change for one in found}
    return {
        one.indicator.code: (one.kind, None if change[one.indicator.code] is None else float(change[one.indicator.code] or 0))
        for one in found
    }


def test_what_was_accepted_since_is_new_and_before_that_it_is_not(house: House) -> None:
    june = at_noon(house, date(2026, 6, 20))
    august = at_noon(house, date(2026, 8, 14))
    an_acceptance(june, b"one", value=20)
    assert told(house, COORDINATOR, CLOSING) == {}
    an_acceptance(august, b"two", value=25)
    kind, change = told(house, COORDINATOR, CLOSING)["2.2"]
    assert (kind, change) == ("moved", 5)
    assert told(house, COORDINATOR, date(2026, 8, 14)) == {}


def test_an_accepted_version_and_its_undoing_are_both_causes(house: House) -> None:
    an_acceptance(at_noon(house, date(2026, 6, 20)), b"one", value=20)
    august = at_noon(house, date(2026, 8, 14))
    second = an_acceptance(august, b"two", value=25)
    monitor.undo(COORDINATOR, at_noon(house, date(2026, 8, 20)), second.id, "a mistake")
    accepted, undone = monitor.causes_since(COORDINATOR, house, CLOSING)
    assert [(one.act, one.partner, one.period, one.version) for one in (accepted, undone)] == [
        ("accept", "WPN", H1, 2),
        ("undo", "WPN", H1, 2),
    ]
    assert (accepted.touched, undone.reason) == ({("2.2", "KG-B")}, "a mistake")


def test_a_version_that_changed_nothing_of_a_figure_does_not_touch_it(house: House) -> None:
    an_acceptance(at_noon(house, date(2026, 6, 20)), b"one", value=20)
    an_acceptance(at_noon(house, date(2026, 8, 14)), b"two", value=20)
    (cause,) = monitor.causes_since(COORDINATOR, house, CLOSING)
    assert cause.touched == frozenset()


def test_what_happened_on_the_day_itself_belongs_to_it(house: House) -> None:
    an_acceptance(at_noon(house, CLOSING), b"one")
    assert monitor.causes_since(COORDINATOR, house, CLOSING) == ()
    assert len(monitor.causes_since(COORDINATOR, house, CLOSING - timedelta(days=1))) == 1


def test_the_first_plan_caused_nothing(quick_house: House) -> None:
    assert monitor.causes_since(COORDINATOR, quick_house, date(2020, 1, 1)) == ()


def test_of_figures_that_count_people_others_are_not_told_what_stood_before(house: House) -> None:
    shelf = monitor.browse(FORUM, house)
    people = {one.code for one in house.plan.indicators if one.counts == "people" or one.sensitivity != "public"}
    old = monitor.board_of(shelf, CLOSING)
    shown = {code for (code, _), found in old.totals.items() for result in found if result.value is not None}
    assert not shown & people
    found = movements(old, shelf.board(), house.plan.indicators, house.plan.country, H1, H1)
    assert not {one.indicator.code for one in found} & people


def test_an_earlier_board_is_made_once_and_for_one_audience(quick_house: House) -> None:
    forum = monitor.browse(FORUM, quick_house)
    assert monitor.board_of(forum, CLOSING) is monitor.board_of(forum, CLOSING)
    assert monitor.board_of(monitor.browse(COORDINATOR, quick_house), CLOSING) is not monitor.board_of(forum, CLOSING)
