"""Years that begin in another month than January: the same figures, moved by some months, add up to the same results."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from nap.facts import Frequency, Observation, Period, Result, Status
from nap.plan import Indicator, Plan, Target, due_date, owed, return_periods
from nap.releases.sdmx import time_period
from nap.results import compute
from nap.results.csv_observations import HEADER, read_observations
from nap.words import period_name
from tests.results.building import a_plan
from tests.results.made_up import END, Case, cases

BY_PACE = {Status.ON_TRACK, Status.BEHIND, Status.OFF_TRACK, Status.TOO_EARLY, Status.REGRESSING}
"""Elapsed time is counted in days, and months differ in length."""
TIMED = {"period", "status", "expected_value", "pace"}
APRIL = 4


def later(day: date, begins: int) -> date:
    """The day that lies in the shifted year where this one lies in the calendar's; asked of first and last days of months."""
    first = (day + timedelta(days=1)).day == 1
    months = day.year * 12 + day.month - 1 + begins - 1 + first
    start = date(months // 12, months % 12 + 1, 1)
    return start - timedelta(days=1) if first else start.replace(day=day.day)


def moved(plan: Plan, begins: int) -> Plan:
    """The same plan in years that begin in that month."""
    calendar = replace(plan.calendar, year_begins=begins)
    return replace(
        plan, calendar=calendar, indicators=tuple(_moved(each, begins) for each in plan.indicators), sha256=f"m{begins}"
    )


def _moved(indicator: Indicator, begins: int) -> Indicator:
    stood = indicator.baseline and replace(indicator.baseline, date=later(indicator.baseline.date, begins))
    targets: tuple[Target, ...] = tuple(replace(each, date=later(each.date, begins)) for each in indicator.targets)
    return replace(indicator, baseline=stood, targets=targets)


def in_years_from(begins: int, observations: tuple[Observation, ...]) -> list[Observation]:
    return [replace(each, period=replace(each.period, begins=begins)) for each in observations]


@given(cases(), st.sampled_from((2, APRIL, 7, 10)))
def test_figures_of_shifted_years_add_up_to_the_same(case: Case, begins: int) -> None:
    here = compute(case.plan, case.observations, END)
    there = compute(moved(case.plan, begins), in_years_from(begins, case.observations), later(END, begins))
    assert [replace(each.period, begins=begins) for each in here] == [each.period for each in there]
    names = [each.name for each in fields(Result) if each.name not in TIMED]
    assert [_told(one, names) for one in here] == [_told(one, names) for one in there]
    for one, other in zip(here, there, strict=True):
        assert one.status == other.status or {one.status, other.status} <= BY_PACE


def _told(result: Result, names: list[str]) -> list[Any]:
    found = {name: getattr(result, name) for name in names}
    found["missing"] = sorted((who, answer, where) for lot in result.missing for who, _, answer, where in lot)
    return [found[name] for name in names]


@pytest.fixture(scope="module")
def fiscal() -> Plan:
    kind = {"type": "count", "accumulation": "flow", "frequency": "half_year"}
    plan = a_plan(kind, partners={"P1": ["KG-B"]}, years=(2025, 2026), history_from=2024, frequency="half_year")
    return moved(plan, APRIL)


def test_returns_are_due_after_the_halves_of_the_plans_own_years(fiscal: Plan) -> None:
    periods = return_periods(fiscal)
    assert list(map(str, periods)) == ["FY04-2025-H1", "FY04-2025-H2", "FY04-2026-H1", "FY04-2026-H2"]
    assert due_date(fiscal, periods[1]) == date(2026, 3, 31) + timedelta(days=fiscal.calendar.due_days)
    assert [str(row.period) for row in owed(fiscal, "P1", periods[3])] == ["FY04-2026-H2"]
    assert owed(fiscal, "P1", Period.parse("2026-H1")) == ()


@pytest.mark.parametrize("text", ["FY07-2026", "2026-H3", "april"])
def test_a_period_of_another_calendar_is_none_of_the_plan(fiscal: Plan, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        fiscal.period(text)


def test_what_people_type_is_read_in_the_plans_own_calendar(fiscal: Plan) -> None:
    assert [str(fiscal.period(text)) for text in ("2026-H1", "FY04-2026-H1", "2027-03")] == [
        "FY04-2026-H1",
        "FY04-2026-H1",
        "FY04-2027-03",
    ]
    assert [fiscal.year_of(day) for day in (date(2026, 3, 31), date(2026, 4, 1))] == [2025, 2026]


def test_a_table_of_observations_is_read_in_the_plans_own_calendar(fiscal: Plan) -> None:
    lines = [",".join(HEADER), "P1,1.1,KG-B,2025-H2,,7,,,", "P1,1.1,KG-B,FY07-2025-H1,,7,,,"]
    found, faults = read_observations("\n".join(lines).encode(), fiscal)
    assert [str(each.period) for each in found] == ["FY04-2025-H2"]
    assert [fault.code for fault in faults] == ["bad_period"]


def test_a_fiscal_year_is_named_by_both_years_and_exchanged_as_a_time_range() -> None:
    half = Period(2026, Frequency.HALF_YEAR, 2, APRIL)
    assert period_name("en", half) == "2nd half of 2026/27"
    assert period_name("en", Period(2026, Frequency.MONTH, 12, APRIL)) == "March 2027"
    assert time_period(half) == "2026-10-01/P6M"
    assert time_period(Period(2026, Frequency.MONTH, 12, APRIL)) == "2027-03"
