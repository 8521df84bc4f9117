"""What changed since the release before, and why."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as some

from nap.facts import Overridden, Period, Result, Status
from nap.releases import building, moving
from nap.releases.building import Earlier
from nap.releases.moving import KINDS
from nap.releases.release import Release
from tests.releases.making import AS_OF, H1, YEAR, corrected, example, figure, hidden, part, small, some_results

BY_HAND = Overridden(Status.OFF_TRACK, "", "Two districts were flooded.")


def after(then: Result, now: Result, **more: Any) -> Release:
    facts = {"number": 4, "previous": small(results=[then]), "results": [now]} | more
    return small(**facts)


def kinds(then: Result, now: Result, **more: Any) -> tuple[str, ...]:
    return next((moved.kinds for moved in after(then, now, **more).moved), ())


def test_nothing_is_told_of_the_first_release() -> None:
    assert small().moved == ()


def test_what_is_the_same_is_not_told() -> None:
    assert small(number=4, previous=small()).moved == ()


def test_a_new_figure_is_not_a_changed_one() -> None:
    assert after(figure("2.2", 5), figure("2.2", 6, region="KG-O")).moved == ()


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        (figure("2.2", 5), hidden("2.2"), ("hidden",)),
        (hidden("2.2"), figure("2.2", 5), ("shown",)),
        (hidden("2.2"), hidden("2.2"), ()),
        (hidden("2.2"), figure("2.2", None, Status.NO_DATA, reported=0), ("withdrawn_return",)),
        (figure("2.2", 5, reported=1), figure("2.2", 8, reported=2), ("new_returns",)),
        (figure("2.2", 8, reported=2), figure("2.2", 5, reported=1), ("withdrawn_return",)),
        (figure("2.2", 5), figure("2.2", 6), ("corrected",)),
        (figure("2.2", 5), figure("2.2", 5, Status.OFF_TRACK, overridden=BY_HAND), ("status",)),
        (figure("2.2", None, Status.NOT_DUE, reported=0), figure("2.2", None, Status.NO_DATA, reported=0), ("due",)),
    ],
)
def test_without_any_note_of_what_happened_the_figures_tell(then: Result, now: Result, why: tuple[str, ...]) -> None:
    assert kinds(then, now) == why


def test_what_is_noted_counts_more_than_what_seems_likely() -> None:
    then, now = figure("2.2", 5, reported=1), figure("2.2", 8, reported=2)
    noted = {("2.2", "KG", H1, ""): ("corrected", "new_returns")}
    assert kinds(then, now, causes=noted) == ("new_returns", "corrected")


@pytest.mark.parametrize(
    ("where", "when", "told"),
    [
        ("KG-O", "2026-H1", True),
        ("41705214", "2026-Q1", True),
        ("KG-O", "2025-H2", True),
        ("KG-O", "2026-H2", False),
    ],
)
def test_a_sum_changes_for_what_happened_within_it(where: str, when: str, told: bool) -> None:
    noted = {("2.2", where, Period.parse(when), ""): ("withdrawn_return",)}
    why = kinds(figure("2.2", 5), figure("2.2", 6), causes=noted)
    assert why == (("withdrawn_return",) if told else ("corrected",))


def test_a_region_does_not_change_for_what_happened_in_another() -> None:
    noted = {("2.2", "KG-B", H1, ""): ("withdrawn_return",), ("1.1", "KG-O", H1, ""): ("withdrawn_return",)}
    assert kinds(figure("2.2", 5, region="KG-O"), figure("2.2", 6, region="KG-O"), causes=noted) == ("corrected",)


def test_another_method_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    before = small(results=[figure("2.2", 5)])
    for module in (moving, building):
        monkeypatch.setattr(module, "METHOD", before.method + 1)
    assert [moved.kinds for moved in small(number=4, previous=before, results=[figure("2.2", 6)]).moved] == [("method",)]


def test_another_wording_in_the_plan_is_told_of_that_indicator_alone() -> None:
    plan = example()
    other = [replace(one, precision=2) if one.code == "2.2" else one for one in plan.indicators]
    rows = (figure("2.2", 5), figure("2.3", 5))
    before = Earlier(3, AS_OF, rows, replace(plan, indicators=tuple(other), sha256="another"))
    now = small(number=4, previous=before, results=[figure("2.2", 6), figure("2.3", 6)])
    assert {moved.line.result.indicator: moved.kinds for moved in now.moved} == {"2.2": ("plan",), "2.3": ("corrected",)}


def test_of_a_hidden_figure_nothing_but_that_it_is_hidden_is_told() -> None:
    noted = {("2.4", "KG-B", H1, ""): ("corrected", "withdrawn_return")}
    told = {moved.line.key: moved.kinds for moved in corrected(causes=noted).moved}
    assert told["2.4", "KG-B", H1, ""] == ("hidden",)
    assert told["2.1", "KG-O", H1, "sex=F"] == ("shown",)


@given(some.sampled_from(some_results()), some.integers(0, 90), some.integers(0, 2))
def test_a_moved_figure_always_has_a_reason_and_an_unmoved_one_says_the_same(then: Result, value: int, reported: int) -> None:
    shown = then.status is not Status.SUPPRESSED and then.value is not None
    now = replace(then, value=Decimal(value), reported=reported) if shown else then
    found = after(then, now).moved
    assert bool(found) == (shown and (now.value, now.reported) != (then.value, then.reported))
    assert all(moved.kinds and set(moved.kinds) <= set(KINDS) for moved in found)


def test_parts_are_told_like_totals() -> None:
    then, now = part("2.1", "sex=F", 50), part("2.1", "sex=F", 60)
    assert kinds(then, now, causes={("2.1", "KG", H1, "sex=F"): ("corrected",)}) == ("corrected",)


def test_a_year_is_told_by_its_halves() -> None:
    noted = {("1.1", "KG-B", Period.parse("2025-H2"), ""): ("new_returns",)}
    assert kinds(figure("1.1", 30, period=YEAR), figure("1.1", 31, period=YEAR), causes=noted) == ("new_returns",)
