"""What was known on an earlier day: whatever was accepted, undone or adopted since, the results of that day stay the same."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from nap import monitor
from nap.facts import Period, Result
from nap.monitor import House
from nap.monitor.house import at_noon
from nap.monitor.knowing import EARLIER_DAYS, end_of, protected
from nap.plan import Plan, Thresholds
from tests.monitor.building import COORDINATOR, FORUM, H1, H2, WPN, a_draft, an_acceptance
from tests.monitor.revising import a_version
from tests.monitor.test_life import fresh_house

BEGIN = date(2026, 7, 1)


def told(house: House, day: date | None = None) -> list[Result]:
    return monitor.results_for(COORDINATOR, house, indicators=["2.2"], as_of=day)


def committees(house: House, day: date | None = None) -> list[Decimal | None]:
    return [row.value for row in told(house, day) if (row.region, row.period) == ("KG-B", H1)]


def test_what_is_accepted_today_was_not_known_yesterday(house: House) -> None:
    an_acceptance(house, value=7)
    today = house.today()
    assert committees(house) == committees(house, today) == committees(house, today + timedelta(days=30)) == [Decimal(7)]
    assert committees(house, today - timedelta(days=1)) == [None]


def test_a_day_ends_at_midnight_of_the_plans_time_zone(quick_house: House) -> None:
    day = date(2026, 11, 20)
    assert end_of(quick_house.plan, day).isoformat() == "2026-11-21T00:00:00+06:00"
    evening = end_of(quick_house.plan, day) - timedelta(seconds=1)
    late = replace(quick_house, today=lambda: day, now=lambda: evening)
    an_acceptance(late, value=7)
    tomorrow = at_noon(quick_house, date(2026, 11, 21))
    assert committees(tomorrow, day) == [Decimal(7)]
    assert committees(tomorrow, date(2026, 11, 19)) == [None]


def test_an_earlier_day_is_only_read(quick_house: House, tmp_path: Path) -> None:
    id = a_draft(quick_house).id
    then = monitor.as_known(quick_house, quick_house.today() - timedelta(days=1))
    before = quick_house.store.version()
    with pytest.raises(RuntimeError):
        monitor.submit(WPN, then, id)
    with pytest.raises(RuntimeError):
        monitor.adopt_plan(COORDINATOR, then, "why", file=a_version(tmp_path, 2))
    assert quick_house.store.version() == before


def test_earlier_states_of_figures_that_count_people_are_for_coordinators(quick_house: House) -> None:
    an_acceptance(quick_house)
    later = at_noon(quick_house, quick_house.today() + timedelta(days=3))
    day = quick_house.today() + timedelta(days=1)
    people = [one.code for one in later.plan.indicators if one.sensitivity != "public" or one.counts == "people"]
    for viewer in (FORUM, WPN):
        rows = monitor.results_for(viewer, later, as_of=day)
        shown = [row for row in rows if row.indicator in people]
        assert {(row.status.value, row.reason, row.value, row.reported) for row in shown} == {
            ("suppressed", "not_shown_yet", None, None)
        }
        assert [row for row in rows if row.indicator == "2.2"] == told(later, day)
    assert monitor.results_for(COORDINATOR, later, as_of=day) == monitor.results_for(COORDINATOR, quick_house)


def test_looking_back_never_shows_smaller_numbers_than_today(example_plan: Plan) -> None:
    old = replace(example_plan, thresholds=Thresholds(cell_people=3, cell_sensitive=20))
    shown = protected(old, example_plan).thresholds
    assert (shown.cell_people, shown.cell_sensitive) == (5, 20)
    assert shown.coverage == old.thresholds.coverage
    guarded = replace(example_plan, indicators=tuple(replace(one, sensitivity="sensitive") for one in example_plan.indicators))
    assert {one.sensitivity for one in protected(example_plan, guarded).indicators} == {"sensitive"}


def test_few_earlier_days_are_kept_in_memory(quick_house: House) -> None:
    an_acceptance(quick_house)
    for back in range(1, 3 * EARLIER_DAYS):
        told(quick_house, quick_house.today() - timedelta(days=back))
    assert len(quick_house.memory.earlier) == EARLIER_DAYS
    told(quick_house)
    an_acceptance(quick_house, b"two", value=8)
    told(quick_house)
    assert quick_house.memory.earlier == {}


class LookingBack(RuleBasedStateMachine):
    """Days pass on which returns are accepted, replaced and undone and plans adopted; results of each day are noted down."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="nap-back-")
        self.house = at_noon(fresh_house(Path(self.folder.name)), BEGIN)
        self.day, self.sent, self.noted = BEGIN, 0, dict[date, tuple[int, list[Result]]]()

    def teardown(self) -> None:
        try:
            self.each_day_looks_as_it_did()
        finally:
            monitor.close(self.house)
            self.folder.cleanup()

    def each_day_looks_as_it_did(self) -> None:
        for day, (version, results) in self.noted.items():
            assert monitor.as_known(self.house, day).plan.version == version
            assert told(self.house, day) == results

    @rule(value=st.integers(1, 3), period=st.sampled_from([H1, H1, H2]))
    def accept(self, value: int, period: Period) -> None:
        self.sent += 1
        an_acceptance(self.house, str(self.sent).encode(), value=value, period=period)

    @precondition(lambda self: self.sent)
    @rule()
    def undo(self) -> None:
        counting = [one.receipt.id for one in monitor.all_returns(COORDINATOR, self.house) if one.receipt.status == "accepted"]
        for id in counting[:1]:
            monitor.undo(COORDINATOR, self.house, id, "by mistake")

    @precondition(lambda self: self.house.plan.version < 3)
    @rule(goal=st.integers(30, 33))
    def adopt(self, goal: int) -> None:
        change = ("date: 2027-12-31, value: 40}", f"date: 2027-12-31, value: {goal}}}")
        file = a_version(Path(self.folder.name), self.house.plan.version + 1, change)
        monitor.adopt_plan(COORDINATOR, self.house, "decided", file=file)
        self.house = monitor.current(self.house)

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        if len(self.noted) < 2:  # results take their time
            self.noted[self.day] = (self.house.plan.version, told(self.house))
        self.day += timedelta(days=days)
        self.house = at_noon(self.house, self.day)


TestLookingBack = LookingBack.TestCase
