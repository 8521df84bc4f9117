"""The pitfalls of zeros, blanks, answers and gaps: known bugs of other systems, each by its name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nap.facts import Status
from nap.results import Audience, Reason, compute, disclose, to_json
from tests.results.building import REGIONS, a_plan, only, row, seen
from tests.results.ways import way

END = date(2027, 12, 31)


@pytest.mark.parametrize("kind", [{"type": "count"}, {"type": "stock"}, {"type": "money"}, {"type": "percentage"}])
def test_zero_saved_as_blank(kind: dict[str, Any]) -> None:
    plan = a_plan(kind, partners={"P1": ["KG-B", "KG-O"]})
    zero = (0, 7) if kind["type"] == "percentage" else 0
    results = compute(plan, [seen("P1", "KG-B", "2025-H1", zero)], END)
    reported, blank = only(results, "KG-B", "2025-H1"), only(results, "KG-O", "2025-H1")
    assert (reported.value, reported.reported) == (0, 1)
    assert reported.status is not Status.NO_DATA
    assert (blank.value, blank.reported, blank.status) == (None, 0, Status.NO_DATA)


def test_zeros_that_are_not_stored_leave_the_total_partial() -> None:
    indicator = way("increase", 0, 90, years=(2024, 2027), type="count")
    plan = a_plan(indicator, partners={"P1": list(REGIONS)})
    given = [seen("P1", place, 2025, 30 if place == "KG-B" else 0) for place in REGIONS]
    stored, dropped = row(plan, given, "KG", 2025), row(plan, given[:1], "KG", 2025)
    assert (stored.value, stored.reported, stored.status) == (30, 9, Status.ON_TRACK)
    assert (dropped.value, dropped.reported, dropped.status) == (30, 1, Status.PARTIAL)


def test_not_applicable_counted_as_zero_and_still_on_track() -> None:
    plan = a_plan(way("increase", 0, 90, years=(2024, 2027)), partners={"P1": ["KG"]})
    found = row(plan, [seen("P1", "KG", 2025, state="not_applicable")], "KG", 2025)
    assert (found.value, found.progress, found.pace, found.expected) == (None, None, None, 0)
    assert (found.status, found.reason) == (Status.NO_DATA, Reason.NOT_APPLICABLE)


def test_missing_counted_as_100_per_cent() -> None:
    plan = a_plan(way("increase", 0, 90, years=(2024, 2027)), partners={"P1": ["KG"]})
    found = row(plan, [], "KG", 2025)
    assert (found.value, found.progress, found.reported, found.expected) == (None, None, 0, 1)
    assert found.status is Status.NO_DATA


def test_zero_returned_for_a_suppressed_cell() -> None:
    plan = a_plan({"type": "count", "counts": "people", "sensitivity": "people"}, partners={"P1": ["KG-B", "KG-O"]})
    given = [seen("P1", "KG-B", "2025-H1", 3), seen("P1", "KG-O", "2025-H1", 0)]
    shown = disclose(plan, compute(plan, given, END), Audience("forum"))
    hidden, zero = only(shown, "KG-B", "2025-H1"), only(shown, "KG-O", "2025-H1")
    assert (hidden.value, hidden.reported, hidden.status) == (None, None, Status.SUPPRESSED)
    assert to_json(hidden)["value"] is None
    assert (zero.value, zero.status is Status.SUPPRESSED) == (0, False)


def test_low_partial_sum_judged_off_track() -> None:
    plan = a_plan(way("increase", 0, 400, years=(2024, 2025), type="count", frequency="half_year"), partners=_two())
    given = [seen("P1", "KG-O", "2025-H1", 120), seen("P2", "KG-O", "2025-H1", 50), seen("P1", "KG-O", "2025-H2", 80)]
    found = row(plan, given, "KG", 2025)
    assert (found.value, found.reported, found.expected, found.status) == (250, 3, 4, Status.PARTIAL)
    assert (found.progress, found.pace) == (None, None)


def test_flow_carried_forward() -> None:
    plan = a_plan({"type": "count", "frequency": "quarter"}, partners={"P1": ["KG"]})
    results = compute(plan, [seen("P1", "KG", "2025-Q1", 40)], END)
    assert [only(results, "KG", f"2025-Q{quarter}").value for quarter in (1, 2, 3, 4)] == [40, None, None, None]
    assert only(results, "KG", 2025).value == 40


def _two() -> dict[str, list[str]]:
    return {"P1": ["KG-O"], "P2": ["KG-O"]}
