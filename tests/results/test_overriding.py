"""A coordinator's judgement in place of the computed status: only that, only there, only while the figure is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from nap.facts import Observation, Overridden, Period, Result, Status
from nap.results import Audience, compute, disclose, to_json
from nap.results.overriding import CHOICES, Judgement, Key, NoJudgement, computed, hindrance, holds, override
from tests.results.building import a_plan, only, row, seen

GOAL = {"baseline": {"value": 0, "date": "2024-12-31"}, "targets": [{"date": "2027-12-31", "value": 100}]}
PLAN = a_plan(
    {"type": "stock", **GOAL, "regional_targets": {"KG-B": [{"date": "2027-12-31", "value": 100}]}},
    {"type": "count"},
    {"type": "stock", "direction": "none"},
    {"type": "stock", "counts": "people", "sensitivity": "people", **GOAL},
    {"type": "stock", "sensitivity": "sensitive", **GOAL},
    partners={"P1": ["KG-B", "KG-O"]},
    history_from=2024,
)
END = date(2027, 12, 31)
SHOWN = {"status", "reason", "overridden"}


def judgement(result: Result, status: Status = Status.BEHIND, because: str = "floods") -> Judgement:
    assert result.value is not None
    return Judgement(result.indicator, result.region, result.period, status, because, result.value, result.status)


def judged(results: list[Result], *judgements: Judgement) -> list[Result]:
    return override(results, {one.key: one for one in judgements})


def figures(result: Result) -> dict[str, object]:
    return {field.name: getattr(result, field.name) for field in fields(Result) if field.name not in SHOWN}


def results_of(*observations: Observation) -> list[Result]:
    return compute(PLAN, observations, END)


def batken(results: list[Result], indicator: str = "1.1", period: str = "2026-H1") -> Result:
    return only(results, "KG-B", period, indicator=indicator)


FOUR = [seen("P1", "KG-B", "2026-H1", 4, indicator=code) for code in ("1.1", "1.2", "1.3")]


@pytest.mark.parametrize(
    ("result", "why"),
    [
        (row(PLAN, [], "KG-B", "2026-H1"), NoJudgement.EMPTY),
        (row(PLAN, [], "KG-B", "2027-H2", as_of=END), NoJudgement.EMPTY),
        (row(PLAN, [seen("P1", "KG-B", "2026-H1", state="no_data")], "KG-B", "2026-H1"), NoJudgement.EMPTY),
        (batken(results_of(*FOUR), "1.3"), NoJudgement.CONTEXT),
        (row(PLAN, [seen("P1", "KG-B", "2024", 4)], "KG-B", "2024"), NoJudgement.HISTORY),
        (replace(batken(results_of(*FOUR)), breakdown="sex=F"), NoJudgement.PART),
        (Result("1.1", "KG-B", Period.parse("2026-H1"), status=Status.SUPPRESSED), NoJudgement.HIDDEN),
    ],
)
def test_what_is_empty_hidden_not_due_history_or_a_part_gets_no_judgement(result: Result, why: NoJudgement) -> None:
    assert hindrance(PLAN, result) is why


@pytest.mark.parametrize(
    ("indicator", "region", "status"),
    [("1.1", "KG-B", Status.OFF_TRACK), ("1.1", "KG", Status.PARTIAL), ("1.2", "KG-B", Status.NOT_ASSESSABLE)],
)
def test_a_rated_a_partial_and_an_unrated_figure_can_be_judged(indicator: str, region: str, status: Status) -> None:
    result = only(results_of(*FOUR), region, "2026-H1", indicator=indicator)
    assert (result.status, hindrance(PLAN, result)) == (status, None)


def test_a_partial_figure_stays_incomplete_under_another_status() -> None:
    results = results_of(seen("P1", "KG-B", "2026-H1", 40))
    country = only(results, "KG", "2026-H1")
    assert (country.status, country.incomplete) == (Status.PARTIAL, True)
    set_ = only(judged(results, judgement(country)), "KG", "2026-H1")
    assert (set_.status, set_.incomplete) == (Status.BEHIND, True)


def test_status_and_reason_change_and_the_computed_ones_stand_beside_them() -> None:
    results = results_of(seen("P1", "KG-B", "2026-H1", 4, indicator="1.2"))
    before = batken(results, "1.2")
    after = batken(judged(results, judgement(before)), "1.2")
    assert (after.status, after.reason) == (Status.BEHIND, "")
    assert after.overridden == Overridden(Status.NOT_ASSESSABLE, before.reason, "floods")
    assert figures(after) == figures(before)
    assert computed(after) == before


def test_the_json_tells_both() -> None:
    results = results_of(seen("P1", "KG-B", "2026-H1", 4, indicator="1.2"))
    told = to_json(batken(judged(results, judgement(batken(results, "1.2"))), "1.2"))
    assert (told["status"], told["reason"]) == ("behind", None)
    assert (told["overridden_from"], told["override_reason"]) == ("not_assessable", "floods")


def test_another_figure_or_another_computed_status_lets_it_lapse() -> None:
    old = batken(results_of(seen("P1", "KG-B", "2026-H1", 4, indicator="1.2")), "1.2")
    new = results_of(seen("P1", "KG-B", "2026-H1", 5, indicator="1.2"))
    assert judged(new, judgement(old)) == new
    assert not holds(judgement(old), replace(old, status=Status.ON_TRACK))
    assert not holds(judgement(old), replace(old, value=None))
    assert holds(judgement(old), old)


def test_where_a_quotient_ends_does_not_let_it_lapse() -> None:
    third = Decimal(1) / 3
    result = Result("1.1", "KG-B", Period.parse("2026"), value=third, status=Status.BEHIND)
    assert holds(replace(judgement(result), upon_value=Decimal(f"{third}33333")), result)


@pytest.mark.parametrize("audience", ["forum", "donor", "partner:P1"])
@pytest.mark.parametrize(("indicator", "value"), [("1.4", 3), ("1.5", 400)])
def test_a_hidden_row_gives_away_neither_status_nor_reason(audience: str, indicator: str, value: int) -> None:
    results = results_of(seen("P1", "KG-B", "2026-H1", value, indicator=indicator))
    made = judgement(batken(results, indicator), Status.ACHIEVED, "three women came")
    assert batken(judged(results, made), indicator).overridden is not None
    shown = disclose(PLAN, judged(results, made), Audience.parse(audience))
    hidden = [one for one in shown if one.indicator == indicator and one.region == "KG-B" and str(one.period) == "2026-H1"]
    assert all((one.status, one.overridden) == (Status.SUPPRESSED, None) for one in hidden)
    assert not any("three women came" in str(to_json(one)) for one in shown)
    assert shown == disclose(PLAN, results, Audience.parse(audience))


def test_a_shown_row_tells_everybody_the_same() -> None:
    results = results_of(seen("P1", "KG-B", "2026-H1", 40))
    shown = disclose(PLAN, judged(results, judgement(batken(results))), Audience.parse("forum"))
    assert batken(shown).overridden == Overridden(batken(results).status, batken(results).reason, "floods")


cells = st.tuples(st.sampled_from(("KG-B", "KG-O")), st.sampled_from(("2024", "2025-H1", "2026-H1", "2026-H2")))
values = st.dictionaries(cells, st.integers(0, 120), max_size=6)
statuses = st.sampled_from(CHOICES)


def computed_rows(given_: dict[tuple[str, str], int]) -> list[Result]:
    return results_of(*(seen("P1", region, period, value) for (region, period), value in given_.items()))


@st.composite
def judged_results(draw: st.DrawFn) -> tuple[list[Result], dict[Key, Judgement]]:
    """Computed rows, and judgements of some of them."""
    results = computed_rows(draw(values))
    fit = [one for one in results if hindrance(PLAN, one) is None]
    some = draw(st.lists(st.sampled_from(fit), unique_by=id)) if fit else []
    made = [judgement(one, draw(statuses), draw(st.text(min_size=1, max_size=9))) for one in some]
    return results, {one.key: one for one in made}


@given(judged_results())
def test_no_number_ever_changes_and_only_judged_rows_do(drawn: tuple[list[Result], dict[Key, Judgement]]) -> None:
    results, judgements = drawn
    after = override(results, judgements)
    assert [figures(one) for one in after] == [figures(one) for one in results]
    changed = {(one.indicator, one.region, one.period) for one in after if one.overridden is not None}
    assert changed == set(judgements)
    assert [one for one in after if one.overridden is None] == [
        one for one in results if (one.indicator, one.region, one.period) not in judgements
    ]


@given(judged_results())
def test_giving_and_lifting_gives_what_was_there(drawn: tuple[list[Result], dict[Key, Judgement]]) -> None:
    results, judgements = drawn
    assert [computed(one) for one in override(results, judgements)] == results
    assert override(results, {}) == results


@given(judged_results(), st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_of_judgements_matters(
    drawn: tuple[list[Result], dict[Key, Judgement]], random: st.DataObject
) -> None:
    results, judgements = drawn
    shuffled: Sequence[Result] = random.sample(results, len(results))  # type: ignore[attr-defined]
    turned = dict(reversed(judgements.items()))
    assert set(map(repr, override(shuffled, turned))) == set(map(repr, override(results, judgements)))


@given(judged_results(), values)
def test_a_lapsed_judgement_changes_nothing(
    drawn: tuple[list[Result], dict[Key, Judgement]], later: dict[tuple[str, str], int]
) -> None:
    """Whatever comes in later: a row is either as judged then, or as computed now."""
    _, judgements = drawn
    now = computed_rows(later)
    for before, after in zip(now, override(now, judgements), strict=True):
        found = judgements.get((before.indicator, before.region, before.period))
        if found is None or (before.value, before.status) != (found.upon_value, found.upon_status):
            assert after == before
        else:
            assert (after.status, after.value) == (found.status, found.upon_value)
