"""Who has reported: in full for coordinators and of oneself, of other partners in a word, for everybody else in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from nap import monitor
from nap.facts import Observation, Period
from nap.monitor import Coverage, Denied, Expected, House, PeriodCoverage, Receipt, Square, Unknown, Viewer
from nap.monitor.house import at_noon
from nap.monitor.sending import keep
from tests.monitor.building import (
    COORDINATOR,
    DONOR,
    FORUM,
    H1,
    MIA,
    WPN,
    a_check,
    a_draft,
    a_submission,
    an_acceptance,
    somebody,
)

IN_TIME, TOO_LATE = date(2026, 7, 10), date(2026, 7, 20)


def square(house: House, viewer: Viewer = COORDINATOR, partner: str = "WPN", period: Period = H1) -> Square:
    found = monitor.coverage(viewer, house).squares
    (one,) = (each for each in found if (each.partner, each.period) == (partner, period))
    return one


def period(house: House, viewer: Viewer = FORUM) -> PeriodCoverage:
    (one,) = (each for each in monitor.coverage(viewer, house).periods if each.period == H1)
    return one


def cells(house: House, viewer: Viewer = COORDINATOR, given: bool = True) -> list[Expected]:
    return [each for each in monitor.expected_of(viewer, house, "WPN", period=H1) if each.given is given]


def sent(house: House, day: date, places: Iterable[str], data: bytes = b"one") -> Receipt:
    """A return of indicator 2.2 in these places, accepted on that day."""
    there, checked = at_noon(house, day), a_check(house)
    figures = tuple(Observation("WPN", "2.2", place, H1, value=Decimal(21)) for place in places)
    with house.store.writing() as transaction:
        kept = keep(transaction, WPN, there, data, "return.xlsx", type(checked)(**{**vars(checked), "observations": figures}), "")
    assert kept.receipt is not None
    return monitor.accept(COORDINATOR, there, monitor.submit(WPN, there, kept.receipt.id, correction="counted again").id)


def test_an_organisation_the_plan_does_not_know_is_unknown(quick_house: House) -> None:
    with pytest.raises(Unknown) as caught:
        monitor.expected_of(COORDINATOR, quick_house, "XXX")
    assert (caught.value.kind, caught.value.id) == ("partner", "XXX")


@pytest.mark.parametrize("viewer", [MIA, FORUM, DONOR, somebody()])
def test_nobody_else_reads_what_single_figures_an_organisation_owes(quick_house: House, viewer: Viewer) -> None:
    with pytest.raises(Denied):
        monitor.expected_of(viewer, quick_house, "WPN")


def test_a_draft_is_told_to_its_sender_and_coordinators_and_nobody_else(quick_house: House) -> None:
    a_draft(quick_house)
    for viewer in (COORDINATOR, WPN):
        assert (square(quick_house, viewer).state, square(quick_house, viewer).draft) == ("not_reported", True)
    assert square(quick_house, MIA) == Square("WPN", H1, date(2026, 7, 15), "not_reported")
    assert period(quick_house).waiting == 0


def test_the_board_follows_the_return_at_each_step(house: House) -> None:
    seen = [square(house).state]
    submitted = a_submission(house)
    seen.append(square(house).state)
    monitor.send_back(COORDINATOR, house, submitted.id, "Osh looks wrong")
    seen.append(square(house).state)
    accepted = an_acceptance(house, b"again")
    seen.append(square(house).state)
    assert seen == ["not_reported", "submitted", "returned", "accepted"]
    assert square(house).return_id == accepted.id


def test_what_is_accepted_counts_while_a_correction_waits(quick_house: House) -> None:
    an_acceptance(quick_house)
    a_submission(quick_house, b"two")
    found = square(quick_house)
    assert (found.state, found.counts, found.came) == ("submitted", True, 1)
    assert (period(quick_house).waiting, period(quick_house).accepted) == (0, 1)


def test_every_expected_figure_is_given_or_says_why_not(quick_house: House) -> None:
    an_acceptance(quick_house)
    found = square(quick_house)
    given, missing = cells(quick_house), cells(quick_house, given=False)
    assert [(one.indicator, one.region, one.why) for one in given] == [("2.2", "KG-B", "")]
    assert {one.why for one in missing} == {"left_blank"}
    assert (found.came, found.expected) == (len(given), len(given) + len(missing))


def test_what_does_not_apply_is_not_expected_and_stands_in_the_list_as_such(quick_house: House) -> None:
    before = square(quick_house).expected
    checked = a_check(quick_house)
    answer = Observation("WPN", "2.2", "KG-O", H1, state="not_applicable")
    with quick_house.store.writing() as transaction:
        filled = type(checked)(**{**vars(checked), "observations": (answer,)})
        kept = keep(transaction, WPN, quick_house, b"one", "return.xlsx", filled, "").receipt
    assert kept is not None
    monitor.accept(COORDINATOR, quick_house, monitor.submit(WPN, quick_house, kept.id).id)
    assert square(quick_house).expected == (before or 0) - 1
    assert "not_applicable" in {one.why for one in cells(quick_house, given=False)}


def test_a_figure_that_came_after_the_due_date_is_late(quick_house: House) -> None:
    sent(quick_house, TOO_LATE, ["KG-B", "KG-O"])
    found = square(quick_house)
    assert (found.came, found.late, found.behind) == (2, 2, True)
    assert all(one.late for one in cells(quick_house))
    assert period(quick_house).late == 2


def test_what_was_given_in_time_and_corrected_later_is_in_time(quick_house: House) -> None:
    sent(quick_house, IN_TIME, ["KG-B"])
    sent(quick_house, TOO_LATE, ["KG-B", "KG-O"], b"two")
    assert [(one.region, one.late) for one in cells(quick_house)] == [("KG-O", True), ("KG-B", False)]
    assert (square(quick_house).came, square(quick_house).late) == (2, 1)


def test_a_return_on_the_last_day_is_in_time(quick_house: House) -> None:
    sent(quick_house, date(2026, 7, 15), ["KG-B"])
    assert (square(quick_house).late, square(quick_house).behind) == (0, False)


def test_on_the_last_day_nothing_is_missing_yet(quick_house: House) -> None:
    on_the_day = at_noon(quick_house, date(2026, 7, 15))
    assert square(on_the_day).state == "not_due"
    assert {one.why for one in cells(on_the_day, given=False)} == {"not_due"}
    assert square(at_noon(quick_house, date(2026, 7, 16))).state == "not_reported"


def test_as_of_an_earlier_day_stands_what_was_known_then(quick_house: House) -> None:
    sent(quick_house, TOO_LATE, ["KG-B"])
    early = monitor.coverage(COORDINATOR, quick_house, as_of=date(2026, 7, 18))
    (then,) = (one for one in early.squares if (one.partner, one.period) == ("WPN", H1))
    assert (then.state, then.came) == ("not_reported", 0)
    assert early.as_of == date(2026, 7, 18)


def test_partners_learn_of_others_whether_they_reported_in_time_and_wholly_and_nothing_more(quick_house: House) -> None:
    a_submission(quick_house)
    theirs = square(quick_house, MIA)
    assert theirs == Square("WPN", H1, date(2026, 7, 15), "reported", on_time=False)
    assert square(quick_house, MIA, "MIA").expected is not None
    others = [one for one in monitor.coverage(MIA, quick_house).squares if one.partner != "MIA"]
    assert {one.state for one in others} == {"reported", "not_reported", "not_due"}
    bare = (Square(one.partner, one.period, one.due, one.state) for one in others)
    assert [one for one in others if one.state == "reported"] == [theirs]
    assert all(one == each for one, each in zip(others, bare, strict=True) if one.state != "reported")


def test_on_time_and_complete_stand_apart(quick_house: House) -> None:
    sent(quick_house, IN_TIME, ["KG-B"])
    for viewer in (COORDINATOR, WPN, MIA):
        found = square(quick_house, viewer)
        assert (found.on_time, found.complete) == (True, False)
    sent(quick_house, TOO_LATE, ["KG-B", "KG-O"], b"two")  # a correction that came later
    assert square(quick_house, MIA).on_time is True


def test_everything_that_was_asked_for_may_come_late(quick_house: House) -> None:
    asked = [(one.indicator, one.region) for one in cells(quick_house, given=False) if one.period == H1]
    checked = a_check(quick_house)
    answers = tuple(Observation("WPN", indicator, region, H1, state="no_data") for indicator, region in asked)
    late = at_noon(quick_house, TOO_LATE)
    with late.store.writing() as transaction:
        filled = type(checked)(**{**vars(checked), "observations": answers})
        kept = keep(transaction, WPN, late, b"one", "return.xlsx", filled, "").receipt
    assert kept is not None
    monitor.accept(COORDINATOR, late, monitor.submit(WPN, late, kept.id).id)
    found = square(quick_house, MIA)
    assert (found.on_time, found.complete) == (False, True)


def test_a_return_that_went_back_is_not_reported_to_the_others(quick_house: House) -> None:
    monitor.send_back(COORDINATOR, quick_house, a_submission(quick_house).id, "Osh looks wrong")
    assert square(quick_house, MIA).state == "not_reported"


@pytest.mark.parametrize("viewer", [FORUM, DONOR])
def test_the_public_gets_numbers_and_no_names(quick_house: House, viewer: Viewer) -> None:
    a_submission(quick_house)
    found: Coverage = monitor.coverage(viewer, quick_house)
    assert found.squares == ()
    assert all(isinstance(getattr(found.periods[0], one.name), int | date | Period) for one in fields(PeriodCoverage))


def test_an_organisation_counts_once_its_return_is_accepted_whoever_reads(quick_house: House) -> None:
    a_submission(quick_house)
    assert {period(quick_house, viewer).accepted for viewer in (COORDINATOR, MIA, FORUM, DONOR)} == {0}
    an_acceptance(quick_house, b"two")
    assert {period(quick_house, viewer).accepted for viewer in (COORDINATOR, MIA, FORUM, DONOR)} == {1}


def test_donors_hear_of_accepted_returns_alone(quick_house: House) -> None:
    submitted = a_submission(quick_house)
    assert (period(quick_house, FORUM).waiting, period(quick_house, DONOR).waiting) == (1, 0)
    monitor.send_back(COORDINATOR, quick_house, submitted.id, "Osh looks wrong")
    assert (period(quick_house, FORUM).returned, period(quick_house, DONOR).returned) == (1, 0)


def test_counts_are_of_the_indicators_that_an_audience_may_read(quick_house: House) -> None:
    expected = [period(quick_house, viewer).expected for viewer in (COORDINATOR, FORUM, DONOR)]
    assert expected == sorted(expected, reverse=True)
    assert len(set(expected)) == 3


@pytest.mark.parametrize("thing", [{"indicator": "2.2"}, {"region": "KG-B"}])
@pytest.mark.parametrize("viewer", [FORUM, DONOR, WPN])
def test_what_is_hidden_at_once_is_counted_for_coordinators_alone(
    quick_house: House, viewer: Viewer, thing: dict[str, str]
) -> None:
    an_acceptance(quick_house)
    before, whole = period(quick_house, viewer), period(quick_house, COORDINATOR)
    monitor.hide_now(COORDINATOR, quick_house, "threatened", **thing)
    after = period(quick_house, viewer)
    assert (after.came, after.expected < before.expected) == (before.came - 1, True)
    assert period(quick_house, COORDINATOR) == whole
    own = monitor.expected_of(WPN, quick_house, "WPN", period=H1)
    assert ("2.2", "KG-B") in {(one.indicator, one.region) for one in own}
