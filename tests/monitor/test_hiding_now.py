"""Hiding an indicator or a region at once, and showing it again: what is on record, what holds when, and for which releases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from nap.monitor import Denied, House, NotNow, Unknown, anything_hidden, hide_now, hidings_of, show_again, trail
from nap.monitor.hiding_now import hidden_now, suspended
from nap.monitor.house import at_noon
from nap.monitor.knowing import as_known
from nap.monitor.recording import record
from nap.results.hiding import NOTHING
from nap.store import releases
from nap.store.releases import StoredRelease
from tests.monitor.building import COORDINATOR, DONOR, FORUM, H1, WPN

WHY = "The shelter was threatened after the figures came out"


def refusal(act: object, *about: object, **more: object) -> str:
    with pytest.raises(NotNow) as caught:
        act(*about, **more)  # type: ignore[operator]
    return caught.value.code


def is_suspended(house: House, release: int = 1) -> bool:
    with house.store.reading() as transaction:
        return suspended(transaction, house, release)


def released(house: House, number: int, *included: str) -> None:
    """A release as it stands in the store, with the event by which it was published."""
    kind = ("donor", H1, {"en": "Half-year"}, {}, included, {}, "", "")
    numbers = (0, 0, house.plan.version, 1, 0, 0)
    with house.store.writing() as transaction:
        row = StoredRelease(number, *kind, *numbers, date(2026, 7, 15), COORDINATOR.person, house.moment())
        releases.add_release(transaction, house.plan.id, row)
        record(transaction, house, COORDINATOR, releases.PUBLISH, release=str(number), visible="everybody")


@pytest.mark.parametrize("reason, code", [("", "reason_needed"), (" \n", "reason_needed"), ("x" * 1001, "reason_too_long")])
def test_without_a_fit_reason_nothing_is_hidden(quick_house: House, reason: str, code: str) -> None:
    assert refusal(hide_now, COORDINATOR, quick_house, reason, indicator="2.2") == code
    assert hidden_now(quick_house) == NOTHING


def test_personal_data_never_get_into_the_record_as_a_reason(quick_house: House) -> None:
    assert refusal(hide_now, COORDINATOR, quick_house, "PIN 12904199512345", indicator="2.2") == "reason_personal"


@pytest.mark.parametrize("thing", [{"indicator": "9.9"}, {"region": "XX"}, {"region": "KG"}])
def test_what_is_not_there_cannot_be_hidden_nor_the_whole_country(quick_house: House, thing: dict[str, str]) -> None:
    with pytest.raises(Unknown):
        hide_now(COORDINATOR, quick_house, WHY, **thing)


@pytest.mark.parametrize("things", [{}, {"indicator": "2.2", "region": "KG-B"}])
def test_exactly_one_thing_is_hidden_by_one_act(quick_house: House, things: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        hide_now(COORDINATOR, quick_house, WHY, **things)


def test_the_second_of_two_who_hide_the_same_is_told(quick_house: House) -> None:
    hide_now(COORDINATOR, quick_house, WHY, indicator="2.2")
    assert refusal(hide_now, COORDINATOR, quick_house, "so do I", indicator="2.2") == "already_hidden"
    show_again(COORDINATOR, quick_house, "over", indicator="2.2")
    assert refusal(show_again, COORDINATOR, quick_house, "over", indicator="2.2") == "not_hidden"


def test_a_region_is_hidden_with_its_districts_and_an_indicator_beside_it(quick_house: House) -> None:
    hide_now(COORDINATOR, quick_house, WHY, region="KG-B")
    hide_now(COORDINATOR, quick_house, WHY, indicator="2.2")
    inside = {one.code for one in quick_house.plan.regions.children("KG-B")}
    assert inside
    assert hidden_now(quick_house).regions == inside | {"KG-B"}
    assert hidden_now(quick_house).indicators == {"2.2"}
    show_again(COORDINATOR, quick_house, "over", region="KG-B")
    assert hidden_now(quick_house).regions == frozenset()


def test_every_hiding_stays_on_record_with_both_reasons_for_coordinators_alone(quick_house: House) -> None:
    hide_now(COORDINATOR, quick_house, WHY, indicator="2.2")
    show_again(COORDINATOR, quick_house, "the danger is over", indicator="2.2")
    hide_now(COORDINATOR, quick_house, "again", indicator="2.2")
    last, first = hidings_of(COORDINATOR, quick_house)
    assert (first.reason, first.person, last.reason, last.ended) == (WHY, COORDINATOR.person, "again", None)
    assert first.ended is not None
    assert first.ended.reason == "the danger is over"
    for reader in (DONOR, FORUM, WPN):
        with pytest.raises(Denied):
            hidings_of(reader, quick_house)
        assert WHY not in str(trail(reader, quick_house))
    acts = [one.act for one in trail(COORDINATOR, quick_house, act="decisions")]
    assert acts == ["hide_now", "show_again", "hide_now"]


def test_readers_are_told_that_something_is_held_back_never_what(quick_house: House) -> None:
    assert not anything_hidden(DONOR, quick_house)
    hide_now(COORDINATOR, quick_house, WHY, indicator="2.2")
    assert anything_hidden(DONOR, quick_house) is True


def test_whoever_looks_back_to_an_earlier_day_finds_it_hidden_all_the_same(quick_house: House) -> None:
    hide_now(COORDINATOR, quick_house, WHY, indicator="2.2")
    earlier = as_known(quick_house, quick_house.today() - timedelta(days=30))
    assert hidden_now(earlier).indicators == {"2.2"}


def test_hiding_turns_what_every_process_remembers(quick_house: House) -> None:
    before = quick_house.store.counting_version()
    hide_now(COORDINATOR, quick_house, WHY, indicator="2.2")
    hidden = quick_house.store.counting_version()
    show_again(COORDINATOR, quick_house, "over", indicator="2.2")
    assert before < hidden < quick_house.store.counting_version()


def test_a_release_made_before_is_suspended_as_long_as_it_holds_figures_of_what_is_hidden(quick_house: House) -> None:
    released(quick_house, 1, "2.2", "2.6")
    released(quick_house, 2, "2.6")
    released(quick_house, 3)
    assert not is_suspended(quick_house, 1)
    hide_now(COORDINATOR, quick_house, WHY, indicator="2.2")
    assert [is_suspended(quick_house, number) for number in (1, 2, 3)] == [True, False, True]
    show_again(COORDINATOR, quick_house, "over", indicator="2.2")
    assert not is_suspended(quick_house, 1)


def test_a_hidden_region_suspends_every_release_made_before(quick_house: House) -> None:
    released(quick_house, 1, "2.6")
    hide_now(COORDINATOR, quick_house, WHY, region="KG-B")
    assert is_suspended(quick_house)


def test_a_release_made_while_something_is_hidden_is_never_suspended_by_it(quick_house: House) -> None:
    hide_now(COORDINATOR, quick_house, WHY, indicator="2.2")
    released(quick_house, 1, "2.2")
    assert not is_suspended(quick_house)
    show_again(COORDINATOR, quick_house, "over", indicator="2.2")
    released(quick_house, 2, "2.2")
    hide_now(COORDINATOR, quick_house, "again", indicator="2.2")
    assert [is_suspended(quick_house, number) for number in (1, 2)] == [False, True]


def test_a_clock_that_goes_back_opens_nothing(quick_house: House) -> None:
    released(at_noon(quick_house, date(2026, 12, 1)), 1, "2.2")
    hide_now(COORDINATOR, at_noon(quick_house, date(2026, 8, 1)), WHY, indicator="2.2")
    assert is_suspended(quick_house)


def test_an_indicator_is_hidden_with_those_it_continues(quick_house: House) -> None:
    plan = quick_house.plan
    series = tuple(replace(one, successor_of="2.6") if one.code == "2.2" else one for one in plan.indicators)
    house = replace(quick_house, plan=replace(plan, indicators=series))
    hide_now(COORDINATOR, house, WHY, indicator="2.2")
    assert hidden_now(house).indicators == {"2.2", "2.6"}
    show_again(COORDINATOR, house, "over", indicator="2.2")
    hide_now(COORDINATOR, house, WHY, indicator="2.6")
    assert hidden_now(house).indicators == {"2.6"}


def test_a_release_that_is_not_there_is_no_release_that_may_be_read(quick_house: House) -> None:
    hide_now(COORDINATOR, quick_house, WHY, indicator="2.2")
    with pytest.raises(ValueError, match="7"):
        is_suspended(quick_house, 7)


def test_the_day_of_a_hiding_is_the_day_of_the_installation(quick_house: House) -> None:
    hide_now(COORDINATOR, at_noon(quick_house, date(2026, 8, 1)), WHY, indicator="2.2")
    assert hidings_of(COORDINATOR, quick_house)[0].at.date() == date(2026, 8, 1)
