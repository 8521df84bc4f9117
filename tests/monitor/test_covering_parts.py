"""Coverage by region and objective: nothing of what an audience may not read, and sums that agree with the period's own."""

from __future__ import annotations

from datetime import date

import pytest

from nap import monitor
from nap.facts import Period
from nap.monitor import House, Unknown, Viewer
from tests.monitor.building import COORDINATOR, DONOR, FORUM, H1, MIA, WPN
from tests.monitor.test_covering import sent


@pytest.mark.parametrize("period", ["2027-H1", "2026", "2026-Q1"])
def test_a_period_that_has_not_begun_or_is_none_is_unknown(quick_house: House, period: str) -> None:
    with pytest.raises(Unknown):
        monitor.coverage_parts(FORUM, quick_house, Period.parse(period))


def test_donors_read_the_counts_of_the_period_alone(quick_house: House) -> None:
    with pytest.raises(monitor.Denied):
        monitor.coverage_parts(DONOR, quick_house, H1)


@pytest.mark.parametrize("viewer", [FORUM, WPN, MIA, COORDINATOR])
def test_the_parts_add_up_to_the_period(quick_house: House, viewer: Viewer) -> None:
    sent(quick_house, date(2026, 7, 10), ["KG-B", "KG-J"])
    found = monitor.coverage_parts(viewer, quick_house, H1)
    (whole,) = (one for one in monitor.coverage(viewer, quick_house).periods if one.period == H1)
    for parts in (found.by_region, found.by_objective):
        assert sum(one.came for one in parts.values()) == whole.came == 2
        assert sum(one.expected for one in parts.values()) == whole.expected
        assert all(0 <= one.came <= one.expected > 0 for one in parts.values())


def test_what_is_protected_is_counted_for_coordinators_only(quick_house: House) -> None:
    forum, everything = (monitor.coverage_parts(viewer, quick_house, H1) for viewer in (FORUM, COORDINATOR))
    assert forum.by_objective["O3"].expected < everything.by_objective["O3"].expected


def test_districts_count_in_their_region(quick_house: House) -> None:
    found = monitor.coverage_parts(FORUM, quick_house, H1)
    places = {one.code for one in quick_house.plan.regions.all if one.level != "district"}
    assert set(found.by_region) <= places


def test_what_is_hidden_at_once_is_not_counted_for_others(quick_house: House) -> None:
    monitor.hide_now(COORDINATOR, quick_house, "danger", region="KG-B")
    assert "KG-B" not in monitor.coverage_parts(FORUM, quick_house, H1).by_region
    assert "KG-B" in monitor.coverage_parts(COORDINATOR, quick_house, H1).by_region
