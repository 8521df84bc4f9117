"""What holds for every set of figures: sums, twins, shares, coverage, disclosure, knowledge.

Over plans of every kind: `test_laws_of_adding.py`, `test_laws_of_sameness.py`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from hypothesis import given, strategies as st

from nap.facts import Observation, Result, Status
from nap.plan import Plan
from nap.results import Audience, compute, disclose
from tests.results.building import REGIONS, a_plan, only, row, seen

END = date(2027, 12, 31)
HALVES = ("2025-H1", "2025-H2", "2026-H1", "2026-H2")
GOAL = {"baseline": {"value": 0, "date": "2024-12-31"}, "targets": [{"date": "2027-12-31", "value": 100}]}
SEX = [{"by": "sex", "categories": ["F", "M"], "required": False, "disjoint": True, "complete": True}]
PEOPLE = {"counts": "people", "sensitivity": "people", "breakdowns": SEX}
KINDS = (
    {"type": "count", "partners": "max", **PEOPLE, **GOAL},
    {"type": "count", "accumulation": "ytd", **GOAL},
    {"type": "count", "accumulation": "since_start"},
    {"type": "stock", **GOAL},
    {"type": "percentage", "counts": "people"},
    {"type": "milestone"},
    {"type": "index", "partners": "none"},
    {"type": "money"},
)
PARTNERS = {"P1": ["KG-B", "KG-O", "41705236"], "P2": ["KG", "KG-B"]}
PLAN = a_plan(*KINDS, partners=PARTNERS, history_from=2024)
COUNT = a_plan({"type": "count", **GOAL}, partners={"P1": list(REGIONS)})

numbers = st.decimals(min_value=0, max_value=10**6, places=2)
keys = st.tuples(
    st.sampled_from(sorted(PARTNERS)),
    st.sampled_from(("KG", "KG-B", "KG-O", "41705236")),
    st.sampled_from(("2024", *HALVES, "2025", "2025-Q1")),
    st.sampled_from([f"1.{number}" for number in range(1, len(KINDS) + 1)]),
    st.sampled_from(("", "sex=F")),
)


@st.composite
def observations(draw: st.DrawFn) -> list[Observation]:
    """Any figures and states for the plan above, each cell once."""
    found = []
    for partner, region, period, indicator, breakdown in draw(st.lists(keys, unique=True, max_size=25)):
        kind = KINDS[int(indicator[2:]) - 1]["type"]
        key = breakdown if indicator == "1.1" else ""
        state = draw(st.sampled_from(("", "", "", "no_data", "not_applicable", "not_safe")))
        figure = draw(st.integers(0, 1)) if kind == "milestone" else draw(st.integers(0, 12) | numbers)
        value = None if state else (figure, figure + 1) if kind == "percentage" else figure
        found.append(seen(partner, region, period, value, indicator=indicator, breakdown=key, state=state))
    return list({(each.partner, each.region, each.period, each.indicator, each.breakdown): each for each in found}.values())


def known(results: list[Result]) -> dict[tuple[object, ...], Result]:
    return {(each.indicator, each.region, each.period, each.breakdown): each for each in results}


@given(st.lists(numbers, min_size=9, max_size=9))
def test_fully_reported_regions_add_up_to_the_country(values: list[Decimal]) -> None:
    found = [seen("P1", place, "2025-H1", value) for place, value in zip(REGIONS, values, strict=True)]
    country = row(COUNT, found, "KG", "2025-H1")
    assert (country.value, country.reported, country.expected) == (sum(values), 9, 9)


@given(st.lists(st.lists(numbers, min_size=4, max_size=4), min_size=2, max_size=2))
def test_a_year_to_date_series_and_its_flow_twin_give_the_same_figures(flows: list[list[Decimal]]) -> None:
    partners = {"P1": ["KG-B", "KG-O"]}
    twins = {}
    for kind in ("flow", "ytd"):
        plan = a_plan({"type": "count", "accumulation": kind, "frequency": "quarter"}, partners=partners, history_from=2025)
        given_values = [accumulate(flow) if kind == "ytd" else flow for flow in flows]
        found = [
            seen("P1", place, f"2025-Q{quarter}", value)
            for place, series in zip(partners["P1"], given_values, strict=True)
            for quarter, value in enumerate(series, start=1)
        ]
        twins[kind] = [(each.region, each.period, each.value) for each in compute(plan, found, date(2025, 12, 31))]
    assert twins["flow"] == twins["ytd"]


@given(st.lists(numbers, min_size=1, max_size=8))
def test_a_reported_zero_changes_coverage_and_not_the_sum(values: list[Decimal]) -> None:
    found = [seen("P1", place, "2025-H1", value) for place, value in zip(REGIONS, values, strict=False)]
    before = row(COUNT, found, "KG", "2025-H1")
    after = row(COUNT, [*found, seen("P1", REGIONS[len(values)], "2025-H1", 0)], "KG", "2025-H1")
    assert (after.value, after.reported, after.expected) == (before.value, len(values) + 1, before.expected)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=2, max_size=9), st.integers(2, 1000))
def test_a_pooled_percentage_does_not_depend_on_the_scale_and_lies_between_its_parts(
    parts: list[tuple[int, int]], times: int
) -> None:
    plan = a_plan({"type": "percentage"}, partners={"P1": list(REGIONS)}, history_from=2025)

    def pooled(scale: int) -> Result:
        pairs = zip(REGIONS, parts, strict=False)
        return row(
            plan, [seen("P1", place, "2025-H1", (top * scale, bottom * scale)) for place, (top, bottom) in pairs], "KG", "2025-H1"
        )

    one, scaled = pooled(1), pooled(times)
    assert one.value == scaled.value
    assert one.numerator is not None
    assert one.denominator is not None
    shares = [Fraction(top, bottom) for top, bottom in parts]
    assert min(shares) <= Fraction(one.numerator) / Fraction(one.denominator) <= max(shares)


@given(observations())
def test_additive_figures_below_the_coverage_threshold_are_never_rated(found: list[Observation]) -> None:
    rated = {Status.ACHIEVED, Status.NOT_ACHIEVED, Status.ON_TRACK, Status.BEHIND, Status.OFF_TRACK, Status.REGRESSING}
    for each in compute(PLAN, found, END):
        indicator = PLAN.indicator(each.indicator)
        assert indicator is not None
        assert each.reported is not None
        assert each.expected is not None
        assert each.reported <= each.expected or not each.expected
        if indicator.additive and each.reported < PLAN.thresholds.coverage * each.expected:
            assert each.status not in rated


@given(observations(), st.sampled_from(("forum", "donor", "partner:P1")))
def test_hidden_rows_reveal_no_number_and_shown_rows_are_unchanged(found: list[Observation], audience: str) -> None:
    everything = compute(PLAN, found, END)
    by_place = known(everything)
    for each in disclose(PLAN, everything, Audience.parse(audience)):
        if each.status is Status.SUPPRESSED:
            numbers = (each.value, each.increment, each.numerator, each.denominator, each.reported, each.expected, each.carried)
            rest = (each.at_least, each.parts_sum, each.progress, each.expected_value, each.pace)
            assert set(numbers + rest) == {None}
        else:
            assert each == by_place[(each.indicator, each.region, each.period, each.breakdown)]


@given(observations())
def test_no_small_number_of_people_is_ever_shown_to_the_forum(found: list[Observation]) -> None:
    for each in disclose(PLAN, compute(PLAN, found, END), Audience("forum")):
        if each.indicator == "1.1":
            assert not any(number is not None and 0 < number < 5 for number in (each.value, each.increment, each.parts_sum))


@given(observations())
def test_coordinators_see_everything(found: list[Observation]) -> None:
    everything = compute(PLAN, found, END)
    assert disclose(PLAN, everything, Audience("coordinator")) == everything


@given(observations(), st.dates(date(2025, 1, 1), END), st.dates(date(2025, 1, 1), END))
def test_a_later_day_never_forgets_a_period_that_had_ended(found: list[Observation], one: date, other: date) -> None:
    early, late = sorted((one, other))
    before, after = known(compute(PLAN, found, early)), known(compute(PLAN, found, late))
    assert before.keys() <= after.keys()
    for place, each in before.items():
        if each.period.end <= early:
            assert (after[place].value, after[place].reported) == (each.value, each.reported)


def test_the_laws_speak_of_a_plan_that_holds_every_kind_of_row() -> None:
    results = compute(PLAN, [seen("P1", "KG-B", "2025-H1", 7)], END)
    assert only(results, "KG", "2025-H1").value == 7


def test_the_plan_of_the_laws_is_real(example_plan: Plan) -> None:
    assert {row.indicator for row in compute(example_plan, [], END)} == {each.code for each in example_plan.indicators}
