"""Where a series breaks, and what continues what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from nap.facts import Period
from nap.results.breaks import break_day, broken_between, predecessor, successors
from tests.results.building import a_plan

BASELINE = {"baseline": {"value": 1, "date": "2024-12-31"}}


@pytest.mark.parametrize(
    ("indicator", "day"),
    [
        ({}, None),
        ({"comparable": False}, date(2025, 1, 1)),
        ({"comparable": False, **BASELINE}, date(2025, 1, 1)),
        ({"comparable": False, "baseline": {"value": 1, "date": "2023-06-30"}}, date(2023, 7, 1)),
        ({"comparable": False, "valid_from": "2026-01-01", **BASELINE}, date(2026, 1, 1)),
        ({"comparable": False, "valid_from": "2018-01-01", **BASELINE}, date(2025, 1, 1)),
        ({"comparable": True, "valid_from": "2026-01-01"}, None),
    ],
)
def test_a_series_breaks_where_the_indicator_or_its_measurement_begins(indicator: dict[str, Any], day: date | None) -> None:
    plan = a_plan(indicator)
    assert break_day(plan, plan.indicators[0]) == day


@pytest.mark.parametrize(
    ("earlier", "later", "broken"),
    [("2024-H2", "2025-H1", True), ("2024-H1", "2024-H2", False), ("2025-H1", "2025-H2", False), ("2024", "2025", True)],
)
def test_only_periods_on_both_sides_are_parted(earlier: str, later: str, broken: bool) -> None:
    plan = a_plan({"comparable": False, **BASELINE})
    assert broken_between(plan, plan.indicators[0], Period.parse(earlier), Period.parse(later)) == broken


def test_who_continues_whom_is_known_both_ways() -> None:
    plan = a_plan({"valid_to": "2025-12-31"}, {"successor_of": "1.1", "valid_from": "2026-01-01"})
    old, new = plan.indicators
    assert (predecessor(plan, new), successors(plan, old)) == (old, (new,))
    assert (predecessor(plan, old), successors(plan, new)) == (None, ())
    assert predecessor(plan, replace(new, successor_of="9.9")) is None
