"""What is made of results is made once while the same returns count, and never for one audience out of another's."""

from __future__ import annotations

from datetime import date

import pytest

from nap import monitor
from nap.facts import Period, Status
from nap.monitor import House
from nap.monitor.memory import MADE
from tests.monitor.building import COORDINATOR, DONOR, FORUM, H1, WPN, an_acceptance


def test_a_donor_browses_nothing(quick_house: House) -> None:
    with pytest.raises(monitor.Denied):
        monitor.browse(DONOR, quick_house)


def test_the_same_is_made_once_for_all_of_one_audience(quick_house: House) -> None:
    first = monitor.browse(FORUM, quick_house).made(("map", "en"), object)
    assert monitor.browse(FORUM, quick_house).made(("map", "en"), object) is first
    assert monitor.browse(FORUM, quick_house).made(("map", "ru"), object) is not first


def test_what_was_made_for_a_coordinator_is_nobody_elses(quick_house: House) -> None:
    monitor.browse(COORDINATOR, quick_house).made("map", lambda: "everything")
    assert monitor.browse(FORUM, quick_house).made("map", lambda: "disclosed") == "disclosed"
    assert monitor.browse(WPN, quick_house).made("map", lambda: "disclosed to a partner") == "disclosed to a partner"


def test_an_acceptance_makes_everything_anew(house: House) -> None:
    before = monitor.browse(FORUM, house).made("map", object)
    an_acceptance(house, b"file", value=2)
    assert monitor.browse(FORUM, house).made("map", object) is not before


def test_what_an_acceptance_overtook_does_not_stay(house: House) -> None:
    def slow() -> str:
        an_acceptance(house, b"file", value=2)
        monitor.results_for(FORUM, house)
        return "of two moments"

    assert monitor.browse(FORUM, house).made("map", slow) == "of two moments"
    assert monitor.browse(FORUM, house).made("map", lambda: "new") == "new"


def test_a_shelf_that_was_overtaken_is_read_anew_and_keeps_nothing(house: House) -> None:
    shelf = monitor.browse(FORUM, house)
    shelf.made("map", lambda: "old")
    an_acceptance(house, b"file", value=2)
    monitor.browse(FORUM, house)
    assert shelf.made("map", lambda: "read anew") == "read anew"
    assert monitor.browse(FORUM, house).made("map", lambda: "new") == "new"


def test_a_board_from_before_an_undo_is_nobodys_after_it(house: House) -> None:
    receipt = an_acceptance(house, b"file", value=2)
    shelf = monitor.browse(FORUM, house)
    board = shelf.board()
    monitor.undo(COORDINATOR, house, receipt.id, "a mistake")
    assert shelf.made("card", lambda: board) is board  # the page that is being drawn may finish with what it has read
    assert monitor.browse(FORUM, house).made("card", lambda: "without it") == "without it"
    assert shelf.made("card", lambda: board) is board
    assert monitor.browse(FORUM, house).made("card", lambda: "again") == "without it"


def test_visitors_filters_cannot_fill_the_memory(quick_house: House) -> None:
    for number in range(MADE + 10):
        monitor.browse(FORUM, quick_house).made(number, object)
    assert len(quick_house.memory.made) <= MADE + 1


def test_the_board_holds_what_the_viewer_may_see(quick_house: House) -> None:
    forum, coordinator = (monitor.browse(viewer, quick_house).board() for viewer in (FORUM, COORDINATOR))
    sensitive = [one.code for one in quick_house.plan.indicators if one.sensitivity == "sensitive"]
    seen = {
        result.status
        for (code, _), results in forum.totals.items()
        if code in sensitive
        for result in results
        if code in sensitive
    }
    assert seen == {Status.SUPPRESSED}
    assert Status.SUPPRESSED not in {result.status for results in coordinator.totals.values() for result in results}


def test_the_next_return_is_the_first_whose_day_has_not_passed(quick_house: House) -> None:
    found = monitor.next_due(quick_house)
    assert found is not None
    period, due = found
    assert due >= quick_house.today()
    assert (period.frequency, due > period.end) == (quick_house.plan.calendar.frequency, True)
    before = period.previous()
    assert before < H1 or monitor.last_closed(quick_house) == before


def test_after_the_plan_no_return_is_due(quick_house: House) -> None:
    from nap.monitor.house import at_noon

    late = at_noon(quick_house, date(quick_house.plan.years[1] + 2, 1, 1))
    assert monitor.next_due(late) is None
    assert monitor.last_closed(late) == Period(quick_house.plan.years[1]).parts(quick_house.plan.calendar.frequency)[-1]
