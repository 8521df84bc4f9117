"""Joint activities over a whole house: marked, told, lapsed, lifted, known of an earlier day; nobody else is told with whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nap.facts import Observation
from nap.monitor import (
    Asked,
    House,
    JointRefused,
    Unknown,
    Viewer,
    accept,
    all_returns,
    as_known,
    decline,
    explain,
    explained_json,
    joint_activities,
    joint_candidates,
    lift_joint,
    mark_joint,
    results_for,
    submit,
    trail,
    undo,
)
from nap.monitor.sending import keep
from tests.monitor.building import COORDINATOR, FORUM, H1, MIA, WPN, a_check

MONEY, PLACE = "2.6", "KG-B"
OURS = {"": 200, "origin=BUDGET": 150, "origin=COMMUNITY": 50}
THEIRS = {"": 90, "origin=BUDGET": 60, "origin=COMMUNITY": 30}
SAME = {"": Decimal(40), "origin=BUDGET": Decimal(30), "origin=COMMUNITY": Decimal(10)}
WHY = "joint seminar in Batken"


def sent(house: House, viewer: Viewer, row: Mapping[str, int], data: bytes) -> str:
    """A submitted return with that row of the money indicator."""
    partner = viewer.partner or ""
    figures = tuple(Observation(partner, MONEY, PLACE, H1, key, Decimal(amount)) for key, amount in row.items())
    checked = replace(a_check(house, partner), observations=figures)
    with house.store.writing() as transaction:
        receipt = keep(transaction, viewer, house, data, "return.xlsx", checked, "").receipt
    assert receipt is not None
    return submit(viewer, house, receipt.id, correction="counted anew").id


def counted(house: House, viewer: Viewer, row: Mapping[str, int], data: bytes) -> str:
    return accept(COORDINATOR, house, sent(house, viewer, row, data)).id


@pytest.fixture
def both(quick_house: House) -> House:
    """Both rows count."""
    counted(quick_house, WPN, OURS, b"ours")
    counted(quick_house, MIA, THEIRS, b"theirs")
    return quick_house


def ids(house: House) -> list[str]:
    """The returns that count."""
    return sorted((one.receipt.id for one in all_returns(COORDINATOR, house) if one.receipt.status == "accepted"), reverse=True)


def value(house: House, breakdown: str = "", viewer: Viewer = COORDINATOR, day: date | None = None) -> Decimal | None:
    found = results_for(viewer, house, indicators=[MONEY], as_of=day)
    return next(one.value for one in found if (one.region, one.period, one.breakdown) == (PLACE, H1, breakdown))


def marked(house: House, same: Mapping[str, Decimal] = SAME, **more: str) -> int:
    return mark_joint(COORDINATOR, house, MONEY, PLACE, H1, "WPN", "MIA", same, WHY, **more).number


def refused(house: House, same: Mapping[str, Decimal] = SAME, indicator: str = MONEY, second: str = "MIA", why: str = WHY) -> str:
    with pytest.raises(JointRefused) as problem:
        mark_joint(COORDINATOR, house, indicator, PLACE, H1, "WPN", second, same, why)
    return problem.value.code


def test_what_cannot_be_marked_is_refused_with_its_reason_and_nothing_is_kept(both: House) -> None:
    assert refused(both, indicator="2.1") == "max"
    assert refused(both, indicator="2.3") == "list"
    assert refused(both, indicator="2.2") == "not_flow"
    assert refused(both, second="WPN") == "same_partner"
    assert refused(both, second="CEC") == "row_gone"
    assert refused(both, {"": Decimal(40)}) == "not_all"
    assert refused(both, {**SAME, "": Decimal(91)}) == "more_than_row"
    assert refused(both, {**SAME, "": Decimal(41)}) == "parts_under"
    assert refused(both, why=" ") == "reason_needed"
    assert refused(both, why="ask 0555 123 456") == "reason_personal"
    with pytest.raises(Unknown):
        mark_joint(COORDINATOR, both, MONEY, "KG-X", H1, "WPN", "MIA", SAME, WHY)
    assert joint_activities(COORDINATOR, both) == ()
    assert value(both) == 290


def test_what_both_counted_counts_once_until_the_mark_is_taken_back(both: House) -> None:
    number = marked(both)
    assert (value(both), value(both, "origin=BUDGET"), value(both, "origin=COMMUNITY")) == (250, 180, 70)
    assert refused(both) == "marked_already"
    lifted = lift_joint(COORDINATOR, both, number, "two seminars after all")
    assert (lifted.standing, lifted.lifted_by, lifted.lifted_because) == ("lifted", COORDINATOR.person, "two seminars after all")
    assert (value(both), value(both, "origin=BUDGET")) == (290, 210)
    with pytest.raises(JointRefused, match="not_marked"):
        lift_joint(COORDINATOR, both, number, "again")
    assert marked(both) != number
    assert value(both) == 250


def test_a_row_that_changed_since_it_was_shown_is_not_marked_unseen(both: House) -> None:
    (shown,) = joint_candidates(COORDINATOR, both, ids(both)[0])
    counted(both, MIA, {**THEIRS, "": 91, "origin=BUDGET": 61}, b"corrected")
    with pytest.raises(JointRefused, match="changed_meanwhile"):
        marked(both, seen=shown.seen)
    assert value(both) == 291


def test_candidates_are_the_rows_of_others_for_the_same_indicator_region_and_period(both: House) -> None:
    waiting = sent(both, replace(WPN, partner="CEC", person="cec@demo"), {"": 10}, b"third")
    found = joint_candidates(COORDINATOR, both, waiting)
    assert [(one.first, one.second, one.shared, one.hindrance, one.marked) for one in found] == [
        ("CEC", "MIA", ("",), "", None),
        ("CEC", "WPN", ("",), "", None),
    ]


def test_a_mark_on_a_row_that_waits_works_as_soon_as_it_counts(quick_house: House) -> None:
    counted(quick_house, WPN, OURS, b"ours")
    waiting = sent(quick_house, MIA, THEIRS, b"theirs")
    marked(quick_house)
    assert [one.standing for one in joint_activities(COORDINATOR, quick_house)] == ["waiting"]
    assert value(quick_house) == 200
    accept(COORDINATOR, quick_house, waiting)
    assert [one.standing for one in joint_activities(COORDINATOR, quick_house)] == ["holds"]
    assert value(quick_house) == 250


def test_a_row_declined_of_a_correction_is_still_a_row_to_mark_by_what_counts_in_its_place(both: House) -> None:
    waiting = sent(both, MIA, {**THEIRS, "": 99}, b"corrected")
    decline(COORDINATOR, both, waiting, {(MONEY, PLACE, H1)}, "not so")
    (shown,) = joint_candidates(COORDINATOR, both, waiting)
    assert dict(shown.rows[0]) == {key: Decimal(amount) for key, amount in THEIRS.items()}
    marked(both)
    assert value(both) == 250
    accept(COORDINATOR, both, waiting)
    assert ([one.standing for one in joint_activities(COORDINATOR, both)], value(both)) == (["holds"], 250)


def test_a_changed_row_asks_for_another_look_and_a_smaller_or_missing_one_ends_the_effect(both: House) -> None:
    marked(both)

    def stands() -> tuple[str, str, Decimal | None]:
        (one,) = joint_activities(COORDINATOR, both)
        return one.standing, one.why, value(both)

    larger = counted(both, MIA, {"": 100, "origin=BUDGET": 65, "origin=COMMUNITY": 35}, b"larger")
    assert stands() == ("look_again", "", 260)
    counted(both, MIA, {"": 30, "origin=BUDGET": 20, "origin=COMMUNITY": 10}, b"smaller")
    assert stands() == ("lapsed", "more_than_row", 230)
    counted(both, MIA, {}, b"gone")
    assert stands() == ("lapsed", "row_gone", 200)
    assert larger


def test_taking_an_acceptance_back_takes_the_effect_back(both: House) -> None:
    marked(both)
    undo(COORDINATOR, both, ids(both)[1], "too early")
    assert (value(both), [one.standing for one in joint_activities(COORDINATOR, both)]) == (200, ["waiting"])


def test_an_earlier_day_knows_the_marks_of_then_and_takes_no_new_ones(both: House) -> None:
    later = replace(both, today=lambda: date(2026, 12, 1))
    mark_joint(COORDINATOR, later, MONEY, PLACE, H1, "WPN", "MIA", SAME, WHY)
    assert value(later) == 250
    assert value(later, day=date(2026, 11, 25)) == 290
    then = as_known(later, date(2026, 11, 25))
    assert joint_activities(COORDINATOR, then) == ()
    assert refused(then) == "looking_back"


def test_coordinators_are_told_with_whom_and_others_only_that_something_counts_once(both: House) -> None:
    number = marked(both)
    asked = Asked(MONEY, PLACE, H1)
    told = explain(COORDINATOR, both, asked)
    (once,) = told.counted_once
    assert (once.of, once.beside, once.observation.value, once.same, once.added) == ("MIA", "WPN", 90, 40, 50)
    assert (once.reason, once.number) == (WHY, number)
    assert sorted(one.observation.value or 0 for one in told.made_of) == [90, 200]
    assert all(one.source is not None for one in told.made_of)
    assert told.explanation.result.value == 250
    assert explained_json(told)["counted_once"][0]["same"] == 40
    for viewer in (FORUM, WPN, MIA):
        others = explain(viewer, both, asked)
        assert (others.once, others.counted_once) == (True, ())
        assert WHY not in repr(others)
    assert [one.observation.value for one in explain(MIA, both, asked).made_of] == [90]
    assert not explain(COORDINATOR, both, Asked(MONEY, "KG-O", H1)).once


def test_marks_and_their_end_are_on_record_without_figures(both: House) -> None:
    lift_joint(COORDINATOR, both, marked(both), "no")
    found = trail(COORDINATOR, both, act="decisions")[:2]
    assert [one.act for one in found] == ["lift_joint", "mark_joint"]
    about = {"indicator": MONEY, "region": PLACE, "period": "2026-H1", "partners": "WPN, MIA"}
    assert [dict(one.facts) for one in found] == [{**about, "reason": "no"}, {**about, "reason": WHY}]
