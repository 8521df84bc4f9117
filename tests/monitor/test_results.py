"""Results as each audience sees them: only what is accepted counts, remembered until that changes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from nap import monitor
from nap.facts import Period, Result, Status
from nap.monitor import House, Unknown, Viewer
from nap.monitor.house import at_noon
from nap.people import Role
from nap.plan import Plan
from nap.results import compute, disclose
from nap.results.disclosure import Audience
from nap.store import counted
from tests.monitor.building import (
    COORDINATOR,
    FORUM,
    H1,
    H2,
    PLAN_FILE,
    WPN,
    a_draft,
    a_house,
    a_submission,
    a_workbook,
    an_acceptance,
    somebody,
)

WAITING = ("not_due", "not_reported", "left_blank", "not_split", "not_asked", "not_asked_then", "before_plan")
"""Reasons that need to know how the returns stand."""


def committees(house: House, viewer: Viewer = FORUM, period: Period = H1) -> Decimal | None:
    """The committees at work in Batken, indicator 2.2."""
    found = monitor.results_for(viewer, house, indicators=["2.2"])
    (one,) = (result for result in found if (result.region, result.period) == ("KG-B", period))
    return one.value


def test_an_indicator_that_is_not_in_the_plan_is_unknown(quick_house: House) -> None:
    with pytest.raises(Unknown) as caught:
        monitor.results_for(FORUM, quick_house, indicators=["2.2", "9.9"])
    assert (caught.value.kind, caught.value.id) == ("indicator", "9.9")


@pytest.mark.parametrize("audience", ["", "partner", "public", "coordinator:WPN"])
def test_an_audience_that_is_none_is_refused(quick_house: House, audience: str) -> None:
    with pytest.raises(ValueError):
        monitor.results_for_audience(COORDINATOR, quick_house, audience)


def test_only_what_is_accepted_counts(house: House) -> None:
    a_draft(house, data=b"draft", value=1)
    assert committees(house) is None
    submitted = a_submission(house, b"submitted", value=2)
    assert committees(house) is None
    monitor.accept(COORDINATOR, house, submitted.id)
    assert committees(house) == 2
    an_acceptance(house, b"newer", value=3)
    assert committees(house) == 3
    newest = monitor.my_returns(WPN, house)[0].receipt
    monitor.undo(COORDINATOR, house, newest.id, "by mistake")
    assert committees(house) == 2


def test_results_are_remembered_until_something_else_counts(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def watched(*arguments: object, indicators: list[str], parts: bool, known: date) -> list[Result]:
        asked.append(tuple(indicators))
        return compute(*arguments, indicators=indicators, parts=parts, known=known)  # type: ignore[arg-type]

    monkeypatch.setattr("nap.monitor.showing.compute", watched)
    an_acceptance(quick_house)
    for viewer in (FORUM, COORDINATOR, WPN, FORUM):
        committees(quick_house, viewer)
    a_draft(quick_house, data=b"two")
    committees(quick_house)
    assert asked == [("2.2",)]
    monitor.results_for(FORUM, quick_house, indicators=["2.1", "2.2"])
    assert asked == [("2.2",), ("2.1",)]
    an_acceptance(quick_house, b"three", value=30)
    assert committees(quick_house) == 30
    assert len(asked) == 3


def test_what_another_process_accepts_is_seen(address: str, house: House) -> None:
    assert committees(house) is None
    other = a_house(address)
    an_acceptance(other, value=7)
    monitor.close(other)
    assert committees(house) == 7


def test_results_come_in_the_order_of_the_plan_and_the_same_in_parts(quick_house: House) -> None:
    an_acceptance(quick_house)
    whole = monitor.results_for(FORUM, quick_house)
    codes = [indicator.code for indicator in quick_house.plan.indicators]
    assert list(dict.fromkeys(result.indicator for result in whole)) == [
        code for code in codes if code in {r.indicator for r in whole}
    ]
    parts = [one for code in codes for one in monitor.results_for(FORUM, quick_house, indicators=[code])]
    assert parts == whole


def test_each_viewer_gets_their_audience_and_the_widest_one_they_may(quick_house: House) -> None:
    an_acceptance(quick_house)
    audiences = {
        (Role.COORDINATOR, Role.DONOR): "coordinator",
        (Role.PARTNER, Role.FORUM): "partner:WPN",
        (Role.FORUM, Role.DONOR): "forum",
    }
    for roles, audience in audiences.items():
        viewer = somebody(*roles, partner="WPN")
        expected = monitor.results_for_audience(COORDINATOR, quick_house, audience)
        assert monitor.results_for(viewer, quick_house) == expected


def test_results_as_of_an_earlier_day_leave_out_what_ends_later(quick_house: House) -> None:
    an_acceptance(quick_house)
    found = monitor.results_for(FORUM, quick_house, indicators=["2.2"], as_of=date(2026, 1, 31))
    assert found
    assert all(result.value is None for result in found)


def test_a_period_is_closed_once_its_due_date_has_passed(quick_house: House) -> None:
    assert monitor.last_closed(quick_house) == H1
    assert monitor.last_closed(at_noon(quick_house, date(2025, 7, 15))) is None
    assert monitor.last_closed(at_noon(quick_house, date(2025, 7, 16))) == Period.parse("2025-H1")


def without_sensitive(plan: Plan, results: list[Result]) -> list[Result]:
    codes = {one.code for one in plan.indicators if one.sensitivity == "sensitive"}
    return [each for each in results if each.indicator not in codes]


def test_results_from_files_are_those_of_the_store_without_what_the_missing_ones_wait_for(quick_house: House) -> None:
    an_acceptance(quick_house)
    plan, _ = monitor.load_plan(PLAN_FILE)
    assert plan is not None
    with quick_house.store.reading() as transaction:
        observations = counted.observations(transaction, plan.id)
    for audience in ("coordinator", "forum", "donor"):
        from_files = monitor.results_of(plan, observations, quick_house.today(), audience)
        stored = monitor.results_for_audience(COORDINATOR, quick_house, audience)
        if audience != "coordinator":  # sensitive indicators are read from editions, which files do not have
            from_files, stored = without_sensitive(plan, from_files), without_sensitive(plan, stored)
        assert from_files == [replace(one, gaps=(), reason=file.reason) for one, file in zip(stored, from_files, strict=True)]
        assert all(one.reason in (file.reason, *WAITING) for one, file in zip(stored, from_files, strict=True))


def test_the_template_shows_the_last_accepted_totals_of_its_partner_alone(quick_house: House) -> None:
    an_acceptance(quick_house, value=811)
    a_draft(quick_house, data=b"draft", value=812)

    def told(partner: str, period: Period) -> list[str]:
        data = monitor.template(COORDINATOR, quick_house, partner, period, "ru").data
        sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
        shown = " ".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
        return [number for number in ("811", "812") if number in shown]

    assert told("WPN", H2) == ["811"]
    assert told("MIA", H2) == []
    assert told("WPN", Period.parse("2025-H2")) == []


@pytest.mark.parametrize(
    ("partner", "period", "lang", "kind"),
    [
        ("XXX", "2026-H1", "ru", "partner"),
        ("WPN", "2031-H1", "ru", "period"),
        ("WPN", "2026-Q1", "ru", "period"),
        ("WPN", "2026-H1", "de", "language"),
    ],
)
def test_a_template_for_nothing_the_plan_knows_is_unknown(
    quick_house: House, partner: str, period: str, lang: str, kind: str
) -> None:
    with pytest.raises(Unknown) as caught:
        monitor.template(COORDINATOR, quick_house, partner, Period.parse(period), lang)
    assert caught.value.kind == kind


def test_hidden_cells_do_not_depend_on_what_else_was_asked_for(quick_house: House) -> None:
    an_acceptance(quick_house)
    raw = monitor.results_for(COORDINATOR, quick_house)
    plan = quick_house.plan
    whole = disclose(plan, raw, Audience("forum"))
    assert without_sensitive(plan, monitor.results_for(FORUM, quick_house)) == without_sensitive(plan, whole)
    assert Status.SUPPRESSED not in {result.status for result in raw}


def test_a_return_through_the_door_counts_when_accepted(house: House) -> None:
    sent = monitor.send(WPN, house, a_workbook(house, "WPN", H1, 12), "wpn.xlsx").receipt
    assert sent is not None
    monitor.accept(COORDINATOR, house, sent.id)
    assert committees(house) == 12
