"""Periods: how they are written, ordered and contained in each other."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from nap.facts import Frequency, Period

FREQUENCIES = st.sampled_from(list(Frequency))
PERIODS = st.builds(
    lambda year, frequency, number, begins: Period(year, frequency, number % (12 // frequency.months) + 1, begins),
    st.integers(1000, 9997),
    FREQUENCIES,
    st.integers(0, 11),
    st.sampled_from((1, 1, 2, 4, 7, 10, 12)),
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-H3",
        "2026-Q0",
        "2026-Q5",
        "2026-00",
        "2026-13",
        "2026-1",
        "26-H1",
        "2026-h1",
        " 2026",
        "2026\n",
        "２０２６",
        "0000",
        "9999",
        "FY01-2026",
        "FY13-2026",
        "FY4-2026",
        "FY04-2026-H3",
    ],
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


@given(PERIODS)
def test_a_period_is_read_as_it_is_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(PERIODS)
def test_the_previous_period_ends_the_day_before(period: Period) -> None:
    assert period.previous().end + timedelta(days=1) == period.start
    assert period.previous().frequency is period.frequency


@given(PERIODS, FREQUENCIES)
def test_parts_fill_the_period_without_gaps(period: Period, frequency: Frequency) -> None:
    parts = period.parts(frequency)
    if frequency.months > period.frequency.months:
        assert parts == ()
        return
    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert all(one.end + timedelta(days=1) == two.start for one, two in pairwise(parts))
    assert all(period.contains(part) and part.within(period.frequency) == period for part in parts)


@given(PERIODS, PERIODS)
def test_order_is_by_end_and_a_year_follows_its_last_quarter(one: Period, two: Period) -> None:
    assert (one < two) == ((one.end, one.frequency.months) < (two.end, two.frequency.months))
    if one.begins == two.begins:
        assert (one == two) == (not one < two and not two < one)


@pytest.mark.parametrize(
    ("code", "start", "end", "label"),
    [
        ("FY04-2026", "2026-04-01", "2027-03-31", "2026/27"),
        ("FY04-2026-H2", "2026-10-01", "2027-03-31", "2026/27"),
        ("FY04-2026-Q4", "2027-01-01", "2027-03-31", "2026/27"),
        ("FY04-2027-03", "2027-03-01", "2027-03-31", "2026/27"),
        ("FY10-1999", "1999-10-01", "2000-09-30", "1999/00"),
        ("2026-H2", "2026-07-01", "2026-12-31", "2026"),
    ],
)
def test_a_fiscal_year_bears_the_number_of_the_year_it_begins_in(code: str, start: str, end: str, label: str) -> None:
    period = Period.parse(code)
    assert (str(period.start), str(period.end), period.year_label, str(period)) == (start, end, label, code)


@given(PERIODS, st.integers(1, 12))
def test_the_same_days_have_one_name_in_each_calendar_or_none(period: Period, begins: int) -> None:
    other = period.in_years_from(begins)
    if other is None:
        assert (period.begins - begins) % period.frequency.months
    else:
        assert (other.begins, other.start, other.end) == (begins, period.start, period.end)
        assert other.in_years_from(period.begins) == period


@given(PERIODS)
def test_every_day_of_a_period_leads_back_to_it(period: Period) -> None:
    for day in (period.start, period.end):
        assert Period.around(day, period.frequency, period.begins) == period
