"""Why a row is empty and what its missing figures wait for; nobody but coordinators learns more than is theirs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as some

from nap.facts import Gap, Observation, Period, Result, Status
from nap.plan import Plan
from nap.results import Audience, Reason, compute, disclose, explain_gaps
from nap.results.spans import span_of
from tests.results.building import a_plan, only, seen

AFTER = date(2025, 12, 31)
H1, H2 = Period.parse("2025-H1"), Period.parse("2025-H2")
FORUM, DONOR, COORDINATOR = Audience("forum"), Audience("donor"), Audience("coordinator")
THREE = {"P1": ["KG-B"], "P2": ["KG-B"], "P3": ["KG-B"]}
HALVES = {"frequency": "half_year"}
Stood = Mapping[tuple[str, Period], str]


def told(
    plan: Plan, given: list[Observation], stood: Stood, audience: Audience = COORDINATOR, as_of: date = AFTER
) -> list[Result]:
    standings = {(partner, span_of(period)): status for (partner, period), status in stood.items()}
    return disclose(plan, explain_gaps(plan, compute(plan, given, as_of), standings, as_of), audience)


def batken(*wanted: Any, region: str = "KG-B", period: object = H1, breakdown: str = "", **more: Any) -> Result:
    return only(told(*wanted, **more), region, period, breakdown)


def why(result: Result) -> list[tuple[str, int]]:
    return [(gap.kind, gap.cells) for gap in result.gaps]


def test_a_sum_whose_parts_wait_for_different_things_counts_each_kind() -> None:
    stood = {("P1", H1): "submitted", ("P2", H1): "returned"}
    found = batken(a_plan(HALVES, partners={**THREE, "P4": ["KG-B"]}), [], stood)
    assert found.reason == Reason.NOT_REPORTED
    assert why(found) == [("not_reported", 2), ("sent_back", 1), ("not_accepted_yet", 1)]


@pytest.mark.parametrize(
    ("stood", "reason"),
    [("", "not_reported"), ("submitted", "not_accepted_yet"), ("returned", "sent_back"), ("accepted", "left_blank")],
)
def test_an_empty_row_says_where_its_one_return_stands(stood: str, reason: str) -> None:
    found = batken(a_plan(HALVES), [], {("P1", H1): stood})
    assert (found.status, found.reason, why(found)) == (Status.NO_DATA, reason, [(reason, 1)])


def test_a_draft_is_nothing_to_others() -> None:
    assert batken(a_plan(HALVES), [], {("P1", H1): "draft"}).reason == Reason.NOT_REPORTED


def test_what_is_not_due_says_until_when_it_is_in_time() -> None:
    found = batken(a_plan(HALVES), [], {}, as_of=date(2025, 7, 14))
    assert (found.status, found.reason, found.gaps) == (
        Status.NOT_DUE,
        Reason.NOT_DUE,
        (Gap("not_due", 1, date(2025, 7, 15)),),
    )


def test_a_year_of_which_one_half_is_overdue_and_the_other_is_not_due_tells_both() -> None:
    found = batken(a_plan(HALVES), [], {}, period="2025", as_of=date(2025, 9, 1))
    assert (found.status, found.reason) == (Status.NOT_DUE, Reason.NOT_DUE)
    assert found.gaps == (Gap("not_reported", 1), Gap("not_due", 1, date(2026, 1, 15)))


@pytest.mark.parametrize(("state", "reason"), [("no_data", "answered_no_data"), ("not_safe", "not_safe")])
def test_an_answer_instead_of_a_figure_is_the_reason_and_counted(state: str, reason: str) -> None:
    given = [seen("P1", "KG-B", H1, state=state), seen("P2", "KG-B", H1, 3)]
    found = batken(
        a_plan({**HALVES, "counts": "events"}, partners=THREE), given, {("P1", H1): "accepted", ("P2", H1): "accepted"}
    )
    assert why(found) == [("not_reported", 1), (reason, 1)]


def test_what_does_not_apply_is_not_missed() -> None:
    found = batken(a_plan(HALVES), [seen("P1", "KG-B", H1, state="not_applicable")], {("P1", H1): "accepted"})
    assert (found.reason, found.gaps) == (Reason.NOT_APPLICABLE, ())


def test_a_place_nobody_works_in_is_not_asked() -> None:
    found = batken(a_plan(HALVES), [], {}, region="KG-N")
    assert (found.reason, found.gaps) == (Reason.NOT_ASKED, ())


def test_a_level_nobody_is_asked_for_is_not_asked() -> None:
    found = batken(a_plan({**HALVES, "levels": ["country"]}, partners={"P1": ["KG", "KG-B"]}), [], {})
    assert found.reason == Reason.NOT_ASKED


def test_a_period_in_which_the_indicator_is_not_valid_is_not_asked_then() -> None:
    found = batken(a_plan({**HALVES, "valid_from": "2025-07-01"}), [], {})
    assert found.reason == Reason.NOT_ASKED_THEN


def test_before_the_plan_nothing_was_asked_and_nothing_is_known() -> None:
    assert batken(a_plan(HALVES), [], {}, period="2024-H1").reason == Reason.BEFORE_PLAN


def test_a_part_that_did_not_come_with_its_total_says_so() -> None:
    plan = a_plan({**HALVES, "counts": "people", "breakdowns": [{"by": "sex", "categories": ["F", "M"]}]})
    found = batken(plan, [seen("P1", "KG-B", H1, 30)], {("P1", H1): "accepted"}, breakdown="sex=F")
    assert (found.reason, why(found)) == (Reason.NOT_SPLIT, [("not_split", 1)])


def test_an_incomplete_figure_tells_what_it_waits_for_and_keeps_its_number_and_status() -> None:
    plan, given = a_plan({**HALVES, "counts": "events"}, partners=THREE), [seen("P1", "KG-B", H1, 7)]
    found = batken(plan, given, {("P1", H1): "accepted", ("P2", H1): "submitted"})
    assert (found.value, found.status, why(found)) == (7, Status.PARTIAL, [("not_reported", 1), ("not_accepted_yet", 1)])


def test_a_complete_figure_has_no_gaps() -> None:
    found = batken(a_plan({**HALVES, "counts": "events"}), [seen("P1", "KG-B", H1, 0)], {("P1", H1): "accepted"})
    assert (found.value, found.gaps) == (0, ())


def test_where_it_is_not_known_how_returns_stand_an_empty_row_gives_no_reason() -> None:
    plan = a_plan(HALVES)
    found = only(compute(plan, [], AFTER), "KG-B", H1)
    assert (found.reason, found.gaps) == ("", ())


@pytest.mark.parametrize("stood", ["submitted", "returned", "accepted"])
def test_donors_are_not_told_how_returns_are_dealt_with(stood: str) -> None:
    plan = a_plan(HALVES, partners=THREE)
    found = batken(plan, [], {("P1", H1): stood}, audience=DONOR)
    assert (found.reason, why(found)) == (Reason.NOT_REPORTED, [("not_reported", 3)])
    early = batken(plan, [], {("P1", H1): stood}, audience=DONOR, as_of=date(2025, 7, 1))
    assert (early.reason, early.gaps) == (Reason.NOT_DUE, (Gap("not_due", 3, date(2025, 7, 15)),))
    assert batken(plan, [], {("P1", H1): stood}, audience=FORUM).gaps != found.gaps


def test_a_hidden_row_tells_nothing_of_what_is_missing() -> None:
    people = {**HALVES, "counts": "people", "sensitivity": "people"}
    found = batken(a_plan(people, partners=THREE), [seen("P1", "KG-B", H1, 3)], {("P2", H1): "submitted"}, audience=FORUM)
    assert (found.status, found.reason, found.gaps, found.missing) == (Status.SUPPRESSED, "to_protect_people", (), ())


def test_the_gaps_of_a_sensitive_indicator_are_for_coordinators() -> None:
    plan = a_plan({**HALVES, "sensitivity": "sensitive"})
    for audience in (FORUM, DONOR, Audience("partner", "P1")):
        for result in told(plan, [], {("P1", H1): "submitted"}, audience):
            assert {gap.kind for gap in result.gaps} <= {Reason.NOT_REPORTED, Reason.NOT_DUE}
            assert result.reason != Reason.NOT_ACCEPTED_YET
    assert batken(plan, [], {("P1", H1): "submitted"}).reason == Reason.NOT_ACCEPTED_YET


STANDINGS = some.dictionaries(
    some.tuples(some.sampled_from(("P1", "P2", "P3")), some.sampled_from((H1, H2))),
    some.sampled_from(("", "draft", "submitted", "returned", "accepted")),
)
GIVEN = some.lists(
    some.builds(
        lambda partner, period, value: (partner, period, value),
        some.sampled_from(("P1", "P2", "P3")),
        some.sampled_from((H1, H2)),
        some.sampled_from((0, 5, 30, "no_data", "not_safe", "not_applicable")),
    ),
    unique_by=lambda one: one[:2],
)


@given(STANDINGS, GIVEN, some.sampled_from(("flow", "snapshot")), some.dates(date(2025, 1, 1), date(2026, 6, 30)))
def test_gaps_add_up_to_what_is_missing_and_change_nothing_else(
    stood: Stood, rows: list[tuple[str, Period, Any]], accumulation: str, as_of: date
) -> None:
    plan = a_plan({**HALVES, "type": "count", "counts": "events", "accumulation": accumulation}, partners=THREE)
    given = [seen(p, "KG-B", t, state=v) if isinstance(v, str) else seen(p, "KG-B", t, v) for p, t, v in rows]
    plain, found = compute(plan, given, as_of), told(plan, given, stood, as_of=as_of)
    assert [replace(one, gaps=(), reason="") for one in found] == [replace(one, reason="") for one in plain]
    for before, after in zip(plain, found, strict=True):
        assert sum(gap.cells for gap in after.gaps) == (after.expected or 0) - (after.reported or 0)
        assert before.reason in ("", after.reason)
        assert not after.missing
        assert after.reason or after.value is not None or after.status not in (Status.NO_DATA, Status.NOT_DUE)
