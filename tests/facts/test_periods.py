"""Periods: how they are written, ordered and contained in each other."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from nap.facts import Frequency, Period

FREQUENCIES = st.sampled_from(list(Frequency))
PERIODS = st.builds(
    lambda year, frequency, number: Period(year, frequency, number % (12 // frequency.months) + 1),
    st.integers(1000, 9998),
    FREQUENCIES,
    st.integers(0, 11),
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
    assert (one == two) == (not one < two and not two < one)
