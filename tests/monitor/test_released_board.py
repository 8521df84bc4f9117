"""The board as a release shows it: its figures and no others, for whoever may read it, only to be read."""

from __future__ import annotations

import pytest

from nap import monitor
from nap.monitor import Unknown
from nap.people import Role
from nap.releases.release import Kind
from tests.monitor.building import COORDINATOR, WPN, somebody
from tests.monitor.releasing import given, house as house, released

FORUM = somebody(Role.FORUM)


def test_before_the_first_release_there_is_none_to_show(house: monitor.House) -> None:
    assert monitor.shown_releases(FORUM, house) == ()
    with pytest.raises(Unknown):
        monitor.released_house(FORUM, house)


def test_it_shows_the_figures_of_the_release_and_keeps_them_when_others_are_accepted(house: monitor.House) -> None:
    number = released(house)
    release = monitor.release_data(house, number, Kind.FORUM)
    then = monitor.released_house(FORUM, house, number)
    told = monitor.results_for(FORUM, then)
    assert told == [line.result for line in release.lines]
    assert (then.released, then.plan.version, then.today()) == (number, release.plan.version, release.as_of)
    given(house, "WPN", 90, b"two")
    again = monitor.released_house(FORUM, house)
    assert monitor.results_for(FORUM, again) == told
    assert monitor.results_for(FORUM, again, indicators=["3.5"], parts=False) == [
        one for one in told if one.indicator == "3.5" and not one.breakdown
    ]
    live = {(one.region, one.period): one.value for one in monitor.results_for(FORUM, house, indicators=["3.5"])}
    assert any(live[one.region, one.period] != one.value for one in told if one.indicator == "3.5" and one.value is not None)


def test_what_was_withdrawn_hidden_at_once_or_made_for_others_is_not_shown(house: monitor.House) -> None:
    first = released(house)
    assert [one.release.number for one in monitor.shown_releases(FORUM, house)] == [first]
    monitor.hide_now(COORDINATOR, house, "people are in danger", indicator="2.2")
    assert monitor.shown_releases(FORUM, house) == ()
    monitor.show_again(COORDINATOR, house, "over", indicator="2.2")
    assert monitor.shown_releases(FORUM, house)
    monitor.withdraw_release(COORDINATOR, house, first, "a wrong figure")
    for viewer in (FORUM, WPN, COORDINATOR):
        with pytest.raises(Unknown):
            monitor.released_house(viewer, house, first)


def test_nothing_can_be_changed_or_explained_behind_a_release(house: monitor.House) -> None:
    number = released(house)
    then = monitor.released_house(COORDINATOR, house, number)
    assert then.only_read
    assert then.as_it_is is house
    with pytest.raises(RuntimeError), then.store.writing():
        pass
    with pytest.raises(Unknown):
        monitor.explain(COORDINATOR, then, monitor.Asked("3.5", "KG-B", monitor.results_for(FORUM, then)[0].period))


def test_a_release_is_found_from_an_earlier_day_and_from_itself(house: monitor.House) -> None:
    number = released(house)
    then = monitor.released_house(FORUM, house, number)
    assert monitor.released_house(FORUM, then, number) is then
