"""Who owes which row in which return, and by when: laws over all calendars, and the example plan by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from nap.facts import Frequency, Period
from nap.plan import Calendar, Owed, Plan, due_date, load_plan, owed, reporters, return_period, return_periods
from tests.conftest import SAMPLES

LOADED, _ = load_plan(SAMPLES / "example-plan.yaml")
assert LOADED is not None
EXAMPLE: Plan = LOADED

calendars = st.sampled_from(list(Frequency))
due = st.integers(0, 120)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """The example plan with another calendar, and indicators of any frequency and time of validity."""
    days = st.none() | st.dates(date(2024, 1, 1), date(2028, 12, 31))
    indicators = tuple(
        replace(indicator, frequency=draw(calendars), valid_from=draw(days), valid_to=draw(days))
        for indicator in draw(st.lists(st.sampled_from(EXAMPLE.indicators), min_size=1, max_size=4, unique=True))
    )
    calendar = Calendar(draw(calendars), draw(due), "UTC")
    return replace(EXAMPLE, calendar=calendar, indicators=indicators)


def everything(plan: Plan) -> list[tuple[str, Owed, Period]]:
    return [(p.code, row, period) for p in plan.partners for period in return_periods(plan) for row in owed(plan, p.code, period)]


@given(plans())
def test_every_figure_is_owed_in_exactly_one_return(plan: Plan) -> None:
    rows = Counter((partner, row) for partner, row, _ in everything(plan))
    assert set(rows.values()) <= {1}
    first, last = plan.years
    expected = {
        (partner.code, Owed(indicator.code, region, period))
        for indicator in plan.indicators
        for partner in plan.partners
        if partner.code in indicator.reported_by
        for region in partner.regions
        for year in range(first, last + 1)
        for period in Period(year).parts(indicator.frequency)
        if (indicator.valid_from or date.min) <= period.end <= (indicator.valid_to or date.max)
    }
    assert set(rows) == expected


@given(plans())
def test_a_row_stands_in_the_return_that_ends_when_its_period_does_or_later(plan: Plan) -> None:
    for _, row, period in everything(plan):
        assert return_period(plan, row.period) == period
        assert period.start <= row.period.end <= period.end


@given(plans())
def test_a_return_is_due_so_many_days_after_its_end(plan: Plan) -> None:
    for _, row, period in everything(plan):
        assert due_date(plan, row.period) == due_date(plan, period) == period.end + timedelta(days=plan.calendar.due_days)


@given(plans(), st.integers(1990, 2060), calendars)
def test_nothing_is_owed_outside_the_years_of_the_plan_or_its_calendar(plan: Plan, year: int, frequency: Frequency) -> None:
    for period in Period(year).parts(frequency):
        if period not in return_periods(plan):
            assert [row for partner in plan.partners for row in owed(plan, partner.code, period)] == []


@given(plans())
def test_returns_follow_each_other_without_gap(plan: Plan) -> None:
    periods = return_periods(plan)
    assert (periods[0].start, periods[-1].end) == (date(2025, 1, 1), date(2027, 12, 31))
    assert all(later.previous() == earlier for earlier, later in pairwise(periods))


def rows_of(plan: Plan, partner: str, period: str) -> list[tuple[str, str, str]]:
    return [(row.indicator, row.region, str(row.period)) for row in owed(plan, partner, Period.parse(period))]


def test_a_yearly_indicator_stands_in_the_second_half() -> None:
    assert [row for row in rows_of(EXAMPLE, "CEC", "2026-H1") if row[0] == "1.1"] == []
    assert ("1.1", "KG-B", "2026") in rows_of(EXAMPLE, "CEC", "2026-H2")


def test_a_quarterly_indicator_stands_twice_in_a_half() -> None:
    assert [row for row in rows_of(EXAMPLE, "MIA", "2026-H1") if row[0] == "3.1"] == [
        ("3.1", "KG", "2026-Q1"),
        ("3.1", "KG", "2026-Q2"),
    ]


def test_in_a_quarterly_calendar_a_half_year_stands_in_the_second_and_fourth_quarter() -> None:
    plan = replace(EXAMPLE, calendar=Calendar(Frequency.QUARTER, 10, "UTC"))
    halves = [[row[2] for row in rows_of(plan, "MIA", f"2026-Q{n}") if row[0] == "3.2"] for n in (1, 2, 3, 4)]
    assert halves == [[], ["2026-H1"], [], ["2026-H2"]]
    assert [str(return_period(plan, Period.parse(text))) for text in ("2026", "2026-H1", "2026-Q3", "2026-05")] == [
        "2026-Q4",
        "2026-Q2",
        "2026-Q3",
        "2026-Q2",
    ]


def test_history_is_never_expected() -> None:
    assert EXAMPLE.history_from == 2012
    assert [row for partner in EXAMPLE.partners for row in owed(EXAMPLE, partner.code, Period.parse("2024-H2"))] == []


def test_only_the_lead_owes_what_only_the_lead_reports() -> None:
    indicator = EXAMPLE.indicator("1.1")
    assert indicator is not None
    assert reporters(EXAMPLE, indicator) == ("CEC",)
    assert {row[0] for row in rows_of(EXAMPLE, "WPN", "2026-H2")}.isdisjoint({"1.1", "3.1", "3.2", "3.3"})


def test_lists_and_narratives_are_owed_too() -> None:
    assert {"2.3", "3.7"} <= {row[0] for row in rows_of(EXAMPLE, "WPN", "2026-H1")}


def test_rows_come_in_order_of_the_plan() -> None:
    rows = rows_of(EXAMPLE, "WPN", "2026-H1")
    assert [code for code, region, _ in rows if region == "KG-J"] == ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.5", "3.7"]
    assert [region for code, region, _ in rows if code == "2.1"] == ["KG-J", "KG-O", "KG-B"]


def test_levels_leave_out_places_of_other_levels() -> None:
    indicators = tuple(replace(indicator, levels=("region",)) for indicator in EXAMPLE.indicators)
    plan = replace(EXAMPLE, indicators=indicators)
    assert rows_of(plan, "PBF", "2026-H1") == rows_of(plan, "NSC", "2026-H1") == []
    assert rows_of(plan, "WPN", "2026-H1") == rows_of(EXAMPLE, "WPN", "2026-H1")


def test_an_unknown_partner_owes_nothing() -> None:
    assert owed(EXAMPLE, "NOBODY", Period.parse("2026-H1")) == ()


def test_of_two_in_succession_exactly_one_is_asked_for() -> None:
    indicator = EXAMPLE.indicator("3.2")
    assert indicator is not None
    earlier = replace(indicator, code="A", valid_to=date(2026, 3, 31))
    later = replace(indicator, code="B", valid_from=date(2026, 4, 1))
    plan = replace(EXAMPLE, indicators=(earlier, later))
    asked = [[row[0] for row in rows_of(plan, "MIA", str(period))] for period in return_periods(plan)]
    assert asked == [["A"], ["A"], ["B"], ["B"], ["B"], ["B"]]


@pytest.mark.parametrize(("period", "day"), [("2026-H1", "2026-07-15"), ("2026", "2027-01-15"), ("2026-Q1", "2026-07-15")])
def test_due_dates_of_the_example(period: str, day: str) -> None:
    assert due_date(EXAMPLE, Period.parse(period)) == date.fromisoformat(day)
