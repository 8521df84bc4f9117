"""About the data: who may know of which figures; what the newest release said of one, for as long as it may be read."""

from __future__ import annotations

from nap import monitor
from nap.people import Role
from tests.monitor.building import COORDINATOR, H1, WPN, somebody
from tests.monitor.releasing import given, house as house, released

FORUM, DONOR = somebody(Role.FORUM), somebody(Role.DONOR)
FIGURE = ("3.5", "KG-B", H1)


def test_before_the_first_release_and_for_what_it_does_not_hold_there_is_nothing_to_say(house: monitor.House) -> None:
    assert monitor.stood_in_release(FORUM, house, *FIGURE) is None
    released(house)
    assert monitor.stood_in_release(FORUM, house, "9.9", "KG-B", H1) is None


def test_a_withdrawn_release_says_nothing_any_more(house: monitor.House) -> None:
    number = released(house)
    assert monitor.stood_in_release(FORUM, house, *FIGURE) is not None
    monitor.withdraw_release(COORDINATOR, house, number, "a wrong figure")
    for viewer in (FORUM, WPN, COORDINATOR):
        assert monitor.stood_in_release(viewer, house, *FIGURE) is None


def test_what_was_published_stands_while_the_figure_moves_on(house: monitor.House) -> None:
    number = released(house)
    before = monitor.stood_in_release(FORUM, house, *FIGURE)
    given(house, "WPN", 90, b"two")
    after = monitor.stood_in_release(FORUM, house, *FIGURE)
    assert before is not None
    assert before == after
    assert before.number == number
    assert before.name.startswith(f"R{number}-")
    found = [one for one in monitor.results_for(FORUM, house, indicators=["3.5"]) if (one.region, one.period) == FIGURE[1:]]
    assert before.result.value is not None
    assert before.result.value not in [one.value for one in found]


def test_behind_a_release_or_an_earlier_day_nothing_is_said_of_releases(house: monitor.House) -> None:
    number = released(house)
    assert monitor.stood_in_release(FORUM, monitor.released_house(FORUM, house, number), *FIGURE) is None


def test_a_donor_is_told_of_no_edition_and_no_figure(house: monitor.House) -> None:
    released(house)
    told = monitor.data_described(DONOR, house)
    assert (told.edition, told.elsewhere, told.live) == (None, (), False)


def test_the_forum_is_told_as_of_when_it_reads_and_a_coordinator_that_she_reads_live(house: monitor.House) -> None:
    assert monitor.data_described(FORUM, house).edition is None
    released(house)
    read = monitor.data_described(FORUM, house).edition
    assert read is not None
    assert (read.cause, read.period) == ("release", H1)
    live = monitor.data_described(COORDINATOR, house)
    assert (live.live, live.edition) == (True, None)
