"""A status set by hand: by coordinators, with a reason, in the audit trail, until the figure changes or somebody lifts it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from nap import monitor
from nap.facts import Period, Result, Status
from nap.monitor import Denied, House, OverrideRefused, Unknown, Viewer
from nap.monitor.house import at_noon
from nap.people import Role
from nap.results import to_json
from nap.store import audit
from tests.monitor.building import COORDINATOR, DONOR, FORUM, H1, WPN, an_acceptance, second_coordinator, somebody

PLACE = ("2.2", "KG-B", H1)
WHY = "Two of the committees exist on paper only"


def set_(house: House, status: Status = Status.BEHIND, reason: str = WHY, viewer: Viewer = COORDINATOR) -> monitor.Override:
    return monitor.override_status(viewer, house, *PLACE, status, reason)


def seen_by(house: House, viewer: Viewer = FORUM) -> Result:
    """The row as this viewer reads it."""
    found = monitor.results_for(viewer, house, indicators=["2.2"])
    (one,) = (each for each in found if (each.region, each.period, each.breakdown) == ("KG-B", H1, ""))
    return one


def refused(code: str) -> object:
    return pytest.raises(OverrideRefused, match=f"^{code}$")


@pytest.mark.parametrize("viewer", [FORUM, DONOR, WPN, somebody(), somebody(Role.PARTNER, partner="MIA")])
def test_nobody_but_a_coordinator_sets_lifts_or_lists(quick_house: House, viewer: Viewer) -> None:
    an_acceptance(quick_house)
    set_(quick_house)
    before = quick_house.store.version()
    for ask in (
        lambda: set_(quick_house, viewer=viewer),
        lambda: monitor.lift_override(viewer, quick_house, *PLACE, "why"),
        lambda: monitor.overrides(viewer, quick_house),
        lambda: monitor.lapsed_overrides(viewer, quick_house),
        lambda: monitor.to_judge(viewer, quick_house, *PLACE),
    ):
        with pytest.raises(Denied):
            ask()
    assert quick_house.store.version() == before


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "reason_needed"),
        (" \n\u200b", "reason_needed"),
        ("x" * (monitor.LONGEST_REASON + 1), "reason_too_long"),
        ("Ask her: 0555 123 456", "reason_personal"),
        ("PIN 21203199012345", "reason_personal"),
    ],
)
def test_a_reason_that_will_not_do_changes_nothing(quick_house: House, reason: str, code: str) -> None:
    an_acceptance(quick_house)
    before = quick_house.store.version()
    with refused(code):  # type: ignore[attr-defined]
        set_(quick_house, reason=reason)
    assert quick_house.store.version() == before
    set_(quick_house)
    with refused(code):  # type: ignore[attr-defined]
        monitor.lift_override(COORDINATOR, quick_house, *PLACE, reason)


@pytest.mark.parametrize("status", [Status.NO_DATA, Status.SUPPRESSED, Status.NOT_DUE, Status.CONTEXT])
def test_a_status_that_is_no_judgement_cannot_be_given(quick_house: House, status: Status) -> None:
    an_acceptance(quick_house)
    with refused("not_a_choice"):  # type: ignore[attr-defined]
        set_(quick_house, status)


def test_what_is_computed_already_needs_no_override(quick_house: House) -> None:
    an_acceptance(quick_house)
    with refused("same_status"):  # type: ignore[attr-defined]
        set_(quick_house, seen_by(quick_house).status)


def test_an_empty_place_gets_no_status(quick_house: House) -> None:
    with refused("empty"):  # type: ignore[attr-defined]
        set_(quick_house)
    assert monitor.to_judge(COORDINATOR, quick_house, *PLACE).choices == ()


def test_places_that_are_not_there_are_told(quick_house: House) -> None:
    with pytest.raises(Unknown):
        monitor.override_status(COORDINATOR, quick_house, "9.9", "KG-B", H1, Status.BEHIND, WHY)
    for region, period in (("KG-XX", H1), ("KG-B", Period.parse("2031-H1"))):
        with refused("no_row"):  # type: ignore[attr-defined]
            monitor.override_status(COORDINATOR, quick_house, "2.2", region, period, Status.BEHIND, WHY)


def test_nothing_to_lift_is_told(quick_house: House) -> None:
    an_acceptance(quick_house)
    with refused("not_there"):  # type: ignore[attr-defined]
        monitor.lift_override(COORDINATOR, quick_house, *PLACE, "why")


def test_everybody_who_sees_the_row_sees_status_reason_and_what_was_computed(house: House) -> None:
    an_acceptance(house)
    was = seen_by(house)
    made = set_(house, reason=f"  {WHY}\n ")
    assert (made.status, made.because, made.by, made.standing) == (Status.BEHIND, WHY, "coordinator@demo", "holds")
    assert (made.upon_value, made.upon_status) == (was.value, was.status)
    for viewer in (FORUM, WPN, COORDINATOR):
        now = seen_by(house, viewer)
        assert (now.status, now.value, now.reason) == (Status.BEHIND, was.value, "")
        assert now.overridden is not None
        assert (now.overridden.status, now.overridden.reason, now.overridden.because) == (was.status, was.reason, WHY)


def test_a_sensitive_row_shows_its_override_to_coordinators_alone(quick_house: House) -> None:
    codes = [one.code for one in quick_house.plan.indicators if one.sensitivity == "sensitive"]
    with quick_house.store.writing() as transaction:
        for number, code in enumerate(codes):
            audit.append(
                transaction, quick_house.moment(), "coordinator@demo", "override", quick_house.plan.id, indicator=code,
                region="KG", period="2026-H1", given="achieved", reason=f"secret {number}", value="1", computed="partial",
            )  # fmt: skip
    donors = monitor.results_for_audience(COORDINATOR, quick_house, "donor")
    for rows in (monitor.results_for(FORUM, quick_house), monitor.results_for(WPN, quick_house), donors):
        assert "secret" not in str([to_json(one) for one in rows])


def test_a_new_figure_lets_it_lapse_and_the_old_one_brings_it_back(house: House) -> None:
    an_acceptance(house, value=6)
    set_(house)
    newer = an_acceptance(house, b"two", value=7)
    assert seen_by(house).overridden is None
    assert [one.standing for one in monitor.overrides(COORDINATOR, house)] == ["lapsed"]
    assert [one.because for one in monitor.lapsed_overrides(COORDINATOR, house)] == [WHY]
    monitor.undo(COORDINATOR, house, newer.id, "by mistake")
    assert seen_by(house).status is Status.BEHIND
    assert monitor.lapsed_overrides(COORDINATOR, house) == []


def test_accepting_the_same_figure_again_leaves_it_standing(quick_house: House) -> None:
    an_acceptance(quick_house)
    set_(quick_house)
    an_acceptance(quick_house, b"two")
    assert seen_by(quick_house).status is Status.BEHIND


def test_lifting_shows_what_is_computed_and_keeps_the_history(house: House) -> None:
    an_acceptance(house)
    was = seen_by(house)
    set_(house)
    other = second_coordinator(house)
    lifted = monitor.lift_override(other, house, *PLACE, "Visited: all of them work")
    assert seen_by(house) == was
    assert (lifted.standing, lifted.ended_by, lifted.ended_because) == ("lifted", other.person, "Visited: all of them work")
    assert (lifted.by, lifted.because) == ("coordinator@demo", WHY)


def test_a_second_one_replaces_the_first(quick_house: House) -> None:
    an_acceptance(quick_house)
    set_(quick_house)
    set_(quick_house, Status.ON_TRACK, "They met in May")
    assert [(one.status, one.standing) for one in monitor.overrides(COORDINATOR, quick_house)] == [
        (Status.ON_TRACK, "holds"),
        (Status.BEHIND, "replaced"),
    ]
    overridden = seen_by(quick_house).overridden
    assert overridden is not None
    assert overridden.because == "They met in May"


def test_each_act_is_one_event_of_an_unbroken_chain(house: House) -> None:
    an_acceptance(house)
    before = house.store.version()
    set_(house)
    monitor.lift_override(COORDINATOR, house, *PLACE, "why")
    with house.store.reading() as transaction:
        assert monitor.audit_verify(house) == (None, before + 2)
        given, lifted = audit.events(transaction)[-2:]
    assert (given.act, given.person, given.return_id, given.status) == ("override", "coordinator@demo", None, None)
    assert given.facts["value"] == str(Decimal(21))
    assert (lifted.act, lifted.facts["reason"]) == ("lift_override", "why")


def test_as_of_an_earlier_day_it_was_not_there(quick_house: House) -> None:
    an_acceptance(quick_house)
    today = quick_house.today()
    tomorrow = at_noon(quick_house, today + timedelta(days=1))
    monitor.override_status(COORDINATOR, tomorrow, *PLACE, Status.BEHIND, WHY)
    then = monitor.results_for(COORDINATOR, tomorrow, indicators=["2.2"], as_of=today)
    now = monitor.results_for(COORDINATOR, tomorrow, indicators=["2.2"])
    assert not any(one.overridden for one in then)
    earlier = monitor.as_known(tomorrow, today)
    assert monitor.overrides(COORDINATOR, earlier) == []
    assert monitor.to_judge(COORDINATOR, earlier, *PLACE).hindrance == "looking_back"
    for act in (lambda: set_(earlier), lambda: monitor.lift_override(COORDINATOR, earlier, *PLACE, "why")):
        with refused("looking_back"):  # type: ignore[attr-defined]
            act()
    assert any(one.overridden for one in now)


def test_what_can_be_chosen_leaves_out_what_is_computed(quick_house: House) -> None:
    an_acceptance(quick_house)
    set_(quick_house)
    told = monitor.to_judge(COORDINATOR, quick_house, *PLACE)
    assert told.hindrance == ""
    assert told.computed.overridden is None
    assert told.computed.status not in told.choices
    assert [one.standing for one in told.overrides] == ["holds"]
    assert told.standing == told.overrides[0]
    elsewhere = monitor.to_judge(COORDINATOR, quick_house, "2.2", "KG", H1)
    assert (elsewhere.standing, elsewhere.overrides) == (None, told.overrides)
