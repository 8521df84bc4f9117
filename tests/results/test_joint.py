"""The same activity in the rows of two partners counts once: what is refused, and laws of what is taken off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import assume, given, strategies as st

from nap.facts import Observation, Period
from nap.plan import Indicator, Plan
from nap.results import compute
from nap.results.joint import Mark, as_upon, connected, fault, hindrance, lessen, row_of, standing, taken
from tests.results.building import a_plan, only, seen

H1 = Period.parse("2026-H1")
SEX = [{"by": "sex", "categories": ["F", "M", "_U"], "disjoint": True, "complete": True}]
PARTNERS = ("P1", "P2", "P3", "P4")
PLAN = a_plan(
    {"counts": "people", "breakdowns": SEX, "frequency": "half_year"},
    {"frequency": "half_year"},
    partners={code: ["KG-B", "KG-O"] for code in PARTNERS},
)


def counted() -> Indicator:
    found = PLAN.indicator("1.1")
    assert found is not None
    return found


def numbers(**amounts: int) -> dict[str, Decimal]:
    """A row: `total`, `F`, `M`, `U`."""
    keys = {"total": "", "F": "sex=F", "M": "sex=M", "U": "sex=_U"}
    return {keys[name]: Decimal(amount) for name, amount in amounts.items()}


def given_by(partner: str, row: dict[str, Decimal], region: str = "KG-B", period: object = H1) -> list[Observation]:
    return [seen(partner, region, period, amount, breakdown=key) for key, amount in row.items()]


def a_mark(first: str, second: str, same: dict[str, Decimal], region: str = "KG-B") -> Mark:
    return Mark("1.1", region, H1, first, second, tuple(sorted(same.items())))


def total(observations: Any, region: str = "KG-B", breakdown: str = "", plan: Plan = PLAN) -> Decimal | None:
    return only(compute(plan, observations, date(2026, 12, 31), indicators=["1.1"]), region, H1, breakdown).value


ROW = numbers(total=20, F=12, M=6, U=2)
OTHER = numbers(total=15, F=10, M=4, U=1)
SAME = numbers(total=5, F=4, M=1, U=0)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ({"partners": "max"}, "max"),
        ({"partners": "lead_only", "lead": "P1"}, "lead_only"),
        ({"partners": "none"}, "not_combined"),
        ({"type": "list", "partners": "list"}, "list"),
        ({"type": "list"}, "list"),
        ({"type": "cascade"}, "cascade"),
        ({"type": "percentage", "accumulation": "flow"}, "not_added"),
        ({"type": "stock"}, "not_flow"),
        ({"accumulation": "ytd"}, "not_flow"),
        ({"accumulation": "since_start"}, "not_flow"),
        ({}, ""),
        ({"type": "money"}, ""),
    ],
)
def test_only_what_is_added_up_over_partners_and_periods_can_be_marked(written: dict[str, Any], why: str) -> None:
    indicator = a_plan(written).indicator("1.1")
    assert indicator is not None
    assert hindrance(indicator) == why


@pytest.mark.parametrize(
    ("same", "why"),
    [
        (numbers(total=16, F=10, M=4, U=1), "more_than_row"),
        (numbers(total=5, F=4, M=5, U=0), "more_than_row"),
        (numbers(total=5, F=4, M=2, U=0), "parts_over"),
        (numbers(total=5, F=3, M=1, U=0), "parts_under"),
        (numbers(total=0, F=0, M=0, U=0), "zero"),
        (numbers(total=-1, F=0, M=0, U=0), "no_number"),
        ({**SAME, "": Decimal("5.5")}, "no_number"),
        (numbers(total=5), "not_all"),
        ({**SAME, "age=OLD": Decimal(1)}, "not_in_both"),
        (SAME, ""),
    ],
)
def test_what_both_counted_has_to_fit_both_rows_part_by_part(same: dict[str, Decimal], why: str) -> None:
    assert fault(counted(), ROW, OTHER, same) == why
    assert fault(counted(), OTHER, ROW, same) == why


def test_people_in_no_part_are_not_more_than_the_rows_leave_without_one() -> None:
    without_unknown, plain = numbers(total=20, F=12, M=6), numbers(total=15, F=10, M=5)
    assert fault(counted(), without_unknown, plain, numbers(total=5, F=2, M=1)) == ""
    assert fault(counted(), without_unknown, plain, numbers(total=6, F=2, M=1)) == "parts_under"


def test_a_row_that_is_gone_or_shares_no_figure_cannot_be_marked() -> None:
    assert fault(counted(), ROW, {}, {}) == "row_gone"
    assert fault(counted(), numbers(F=3), numbers(M=3), {}) == "nothing_shared"


def test_three_who_held_the_same_need_two_marks_and_a_third_would_close_a_circle() -> None:
    two = [a_mark("P1", "P2", SAME), a_mark("P2", "P3", SAME)]
    assert connected(two, a_mark("P3", "P1", SAME))
    assert connected(two, a_mark("P2", "P1", SAME))
    assert not connected(two, a_mark("P1", "P4", SAME))
    assert not connected(two, a_mark("P1", "P3", SAME, region="KG-O"))


def test_a_mark_lapses_with_a_row_that_is_gone_or_smaller_and_asks_for_another_look_at_changed_figures() -> None:
    mark = replace(a_mark("P1", "P2", SAME), upon=as_upon(ROW, OTHER))
    assert standing(counted(), ROW, OTHER, mark) == "holds"
    assert standing(counted(), numbers(total=30, F=20, M=8, U=2), OTHER, mark) == "look_again"
    assert standing(counted(), ROW, numbers(total=4, F=3, M=1, U=0), mark) == "lapsed"
    assert standing(counted(), ROW, {}, mark) == "lapsed"
    assert standing(None, ROW, OTHER, mark) == "lapsed"


def test_a_mark_that_lapsed_takes_nothing_off() -> None:
    smaller = given_by("P2", numbers(total=4, F=3, M=1, U=0))
    assert total(lessen(counted(), [*given_by("P1", ROW), *smaller], [a_mark("P1", "P2", SAME)])) == 24


def test_an_answer_instead_of_a_figure_is_no_row() -> None:
    answered = [seen("P2", "KG-B", H1, state="no_data")]
    assert row_of(answered, ("1.1", "KG-B", H1), "P2") == {}
    assert lessen(counted(), answered, [a_mark("P1", "P2", SAME)]) == answered


people = st.integers(0, 40)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Decimal]:
    parts = [draw(people) for _ in range(3)]
    return numbers(total=sum(parts), F=parts[0], M=parts[1], U=parts[2])


@st.composite
def shared(draw: st.DrawFn, first: dict[str, Decimal], second: dict[str, Decimal]) -> dict[str, Decimal]:
    parts = {key: draw(st.integers(0, int(min(first[key], second[key])))) for key in first if key}
    return {"": Decimal(sum(parts.values())), **{key: Decimal(amount) for key, amount in parts.items()}}


@given(st.data())
def test_what_both_counted_counts_once_and_lifting_gives_back_what_was(data: st.DataObject) -> None:
    first, second = data.draw(rows()), data.draw(rows())
    same = data.draw(shared(first, second))
    assume(same[""] > 0)
    reported = [*given_by("P1", first), *given_by("P2", second)]
    mark = a_mark("P2", "P1", same)
    marked = lessen(counted(), reported, [mark])
    for key in first:
        assert total(marked, breakdown=key) == first[key] + second[key] - same[key]
        assert total(marked, "KG", breakdown=key) == first[key] + second[key] - same[key]
    assert lessen(counted(), reported, []) == reported
    assert [each.reported for each in taken(counted(), reported, [mark])] == [
        each for each in reported if each.partner == "P1" and same[each.breakdown]
    ]


@given(st.data())
def test_marks_in_any_number_never_let_a_figure_fall_below_the_largest_row(data: st.DataObject) -> None:
    given_rows = {partner: data.draw(rows()) for partner in PARTNERS}
    reported = [one for partner, row in given_rows.items() for one in given_by(partner, row)]
    pairs = data.draw(st.lists(st.sampled_from(list(combinations(PARTNERS, 2))), max_size=6))
    marks: list[Mark] = []
    for first, second in pairs:
        mark = a_mark(first, second, data.draw(shared(given_rows[first], given_rows[second])))
        if data.draw(st.booleans()) or not connected(marks, mark):  # what closes a circle is refused, but would do no harm either
            marks.append(mark)
    marked = lessen(counted(), reported, marks)
    assert all(one.value is not None and one.value >= 0 for one in marked)
    for key in ROW:
        value = total(marked, breakdown=key)
        assert value is not None
        assert value >= max(row[key] for row in given_rows.values())
    parts = [total(marked, breakdown=key) or 0 for key in ROW if key]
    assert sum(parts) == total(marked)


@given(st.data())
def test_a_mark_changes_no_other_indicator_region_or_period(data: st.DataObject) -> None:
    first, second = data.draw(rows()), data.draw(rows())
    same = data.draw(shared(first, second))
    here = [*given_by("P1", first), *given_by("P2", second)]
    elsewhere = [
        *given_by("P1", first, "KG-O"),
        *given_by("P2", second, "KG-O"),
        *given_by("P2", second, period="2025-H2"),
        *(replace(one, indicator="1.2", breakdown="") for one in given_by("P2", second)[:1]),
    ]
    mark = a_mark("P1", "P2", same)
    before, after = (
        compute(PLAN, each, date(2026, 12, 31)) for each in ([*here, *elsewhere], lessen(counted(), [*here, *elsewhere], [mark]))
    )
    changed = {
        (one.indicator, one.region, one.period) for one, then in zip(after, before, strict=True) if one.value != then.value
    }
    assert changed <= {("1.1", place, period) for place in ("KG-B", "KG") for period in (H1, Period(2026))}
    other = PLAN.indicator("1.2")
    assert other is not None
    assert lessen(other, elsewhere, [mark]) == elsewhere


def test_a_mark_of_districts_lessens_the_region_made_of_them() -> None:
    district = "41705214"
    plan = a_plan({"frequency": "half_year"}, partners={"P1": [district], "P2": [district]})
    indicator = plan.indicator("1.1")
    assert indicator is not None
    reported = [seen("P1", district, H1, 20), seen("P2", district, H1, 15)]
    marked = lessen(indicator, reported, [a_mark("P1", "P2", {"": Decimal(5)}, district)])
    assert total(marked, "KG-B", plan=plan) == 30
