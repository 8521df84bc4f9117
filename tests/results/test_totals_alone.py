"""Totals can be computed without their parts: of a row without a total it is enough to know that it was given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import given, strategies as st

from nap.facts import Observation
from nap.results import Audience, compute, disclose
from tests.results.building import a_plan, only, seen

END = date(2026, 12, 31)
SPLIT = [
    {"by": "sex", "categories": ["F", "M"], "required": False, "disjoint": True, "complete": True},
    {"by": "age", "categories": ["Y_LT18", "Y_GE18"], "required": False, "disjoint": True, "complete": False},
]
GOAL = {"baseline": {"value": 0, "date": "2024-12-31"}, "targets": [{"date": "2027-12-31", "value": 100}]}
PEOPLE = {"counts": "people", "sensitivity": "people", "breakdowns": SPLIT}
PLAN = a_plan(
    {"type": "count", "partners": "max", **PEOPLE, **GOAL},
    {"type": "count", "accumulation": "ytd", **PEOPLE},
    {"type": "count", "accumulation": "since_start", **PEOPLE, **GOAL},
    {"type": "stock", **PEOPLE, **GOAL},
    {"type": "percentage", **PEOPLE},
    {"type": "count", "regions": "national_row", **PEOPLE},
    {"type": "cascade"},
    partners={"P1": ["KG-B", "KG-O", "41705236"], "P2": ["KG", "KG-B"]},
    history_from=2024,
)
PARTS = ("sex=F", "sex=M", "age=Y_LT18", "age=Y_GE18")
STEPS = ("step=REPORTED", "step=SENTENCED")
cells = st.tuples(
    st.sampled_from(("P1", "P2")),
    st.sampled_from(("KG", "KG-B", "KG-O", "41705236")),
    st.sampled_from(("2024", "2025-Q1", "2025-H1", "2025-H2", "2025")),
    st.integers(0, len(PARTS)),
    st.sampled_from((0, 3, 9)),
    st.sampled_from(("", "", "", "no_data", "not_applicable", "not_safe")),
)


@st.composite
def observations(draw: st.DrawFn) -> list[Observation]:
    """Rows of one indicator with a total, with an answer, with parts, or with parts alone."""
    code = draw(st.sampled_from([indicator.code for indicator in PLAN.indicators]))
    keys = ("", *STEPS, *STEPS) if code == "1.7" else ("", *PARTS)
    found = {}
    for partner, region, period, part, figure, state in draw(st.lists(cells, max_size=20)):
        value = None if state else (figure, figure + 1) if code == "1.5" else figure
        found[partner, region, period, part] = seen(
            partner, region, period, value, indicator=code, breakdown=keys[part], state=state
        )
    return list(found.values())


def enough_for_totals(found: Iterable[Observation]) -> list[Observation]:
    """Totals and answers, and of each row with figures for parts alone the key of one (`store.returns.totals`)."""
    given = list(found)
    kept = [one for one in given if not one.breakdown]
    with_total = {_row(one) for one in kept if not one.state}
    alone = {_row(one): one.breakdown for one in given if one.breakdown and not one.state and _row(one) not in with_total}
    return kept + [Observation(*place, key) for place, key in alone.items()]


def _row(one: Observation) -> tuple[object, ...]:
    return one.partner, one.indicator, one.region, one.period


@given(observations())
def test_totals_alone_are_the_totals_among_all_rows(found: list[Observation]) -> None:
    everything = compute(PLAN, found, END)
    totals = [result for result in everything if not result.breakdown]
    assert compute(PLAN, found, END, parts=False) == totals
    assert compute(PLAN, enough_for_totals(found), END, parts=False) == totals


@given(observations(), st.sampled_from(("coordinator", "forum", "donor", "partner:P1")))
def test_which_totals_are_hidden_does_not_depend_on_the_parts(found: list[Observation], audience: str) -> None:
    seen_by = Audience.parse(audience)
    everything = disclose(PLAN, compute(PLAN, found, END), seen_by)
    alone = disclose(PLAN, compute(PLAN, enough_for_totals(found), END, parts=False), seen_by)
    assert alone == [result for result in everything if not result.breakdown]


def test_a_conflict_of_a_part_stands_beside_that_part_and_not_beside_the_total() -> None:
    told = [("KG-B", "", 9), ("KG-B", "sex=F", 5), ("41705236", "", 9), ("41705236", "sex=F", 4)]
    found = [seen("P1", place, "2025-H1", value, breakdown=key, indicator="1.4") for place, key, value in told]
    results = compute(PLAN, found, END)
    assert only(results, "KG-B", "2025-H1", indicator="1.4").parts_sum is None
    assert only(results, "KG-B", "2025-H1", "sex=F", indicator="1.4").parts_sum == 4
