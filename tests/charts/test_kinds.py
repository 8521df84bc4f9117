"""Kinds that are no simple sums: milestones in words, scales as a distribution, cascades by step; nothing of what is hidden."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as some

from nap.charts import by_category, indicators, levels, levels_text, value_text
from nap.charts.cells import plain
from nap.charts.texts import short_text
from nap.facts import Result, Status
from nap.plan import Indicator, Plan
from tests.charts.boards import H1, a_result, hidden
from tests.charts.building import LANGUAGES, drawn


def of(plan: Plan, code: str, **changed: object) -> Indicator:
    found = plan.indicator(code)
    assert found is not None
    return replace(found, **changed)  # type: ignore[arg-type]


def reached(value: str, reported: int, expected: int, **more: object) -> Result:
    return replace(a_result("2.4", "KG", value), reported=reported, expected=expected, **more)  # type: ignore[arg-type]


@pytest.fixture
def milestone(example_plan: Plan) -> Indicator:
    return of(example_plan, "2.4", partners="lead_only")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "4 of 7 reported, 9 expected"),
        ("ru", "достигнуто: 4; сообщили: 7 из 9"),
        ("ky", "жетишилгени: 4; билдиргени: 7 / 9"),
    ],
)
def test_a_milestone_of_the_country_is_counted_in_words(milestone: Indicator, lang: str, told: str) -> None:
    assert value_text(lang, milestone, reached("4", 7, 9)) == told
    assert short_text(lang, milestone, reached("4", 7, 9)) == "4"


def test_what_is_reached_stays_reached_without_a_new_report(milestone: Indicator) -> None:
    assert value_text("en", milestone, reached("4", 2, 9, carried=3)) == "4 of 5 reported, 9 expected"


def test_a_milestone_of_one_place_is_reached_or_not_yet(milestone: Indicator) -> None:
    assert [value_text("en", milestone, reached(value, 1, 1)) for value in ("1", "0")] == ["reached", "not yet"]


def test_two_organisations_in_one_place_are_not_two_places(example_plan: Plan) -> None:
    shared = of(example_plan, "2.4", partners="max", reported_by=("WPN", "MIA"))
    assert value_text("en", shared, reached("1", 2, 2)) == "reached"


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "places where reached: 3"), ("ru", "территорий, где достигнуто: 3"), ("ky", "жетишкен аймактар: 3")],
)
def test_answers_of_several_in_one_place_are_no_number_of_places(example_plan: Plan, lang: str, told: str) -> None:
    shared = of(example_plan, "2.4", partners="max", reported_by=("WPN", "MIA"))
    assert value_text(lang, shared, reached("3", 6, 7)) == told


@given(
    value=some.integers(0, 9),
    reported=some.integers(0, 9),
    expected=some.integers(0, 9),
    carried=some.integers(0, 9),
    lang=some.sampled_from(LANGUAGES),
)
def test_a_milestone_is_never_a_percentage(
    example_plan: Plan, value: int, reported: int, expected: int, carried: int, lang: str
) -> None:
    result = reached(str(value), reported, expected, carried=carried)
    told = value_text(lang, of(example_plan, "2.4"), result)
    assert "%" not in told
    assert "changes." not in told


# a scale


def standing(*entries: tuple[str, str | None]) -> list[tuple[str, Result]]:
    return [(region, a_result("2.5", region, value, Status.CONTEXT if value else Status.NO_DATA)) for region, value in entries]


SPREAD = standing(("KG-B", "1"), ("KG-J", "1"), ("KG-O", "2"), ("KG-N", None), ("KG-T", "1"))


def test_levels_are_counted_and_who_gave_no_answer_too(example_plan: Plan) -> None:
    figure = levels("en", example_plan, of(example_plan, "2.5"), H1, SPREAD)
    assert levels_text("en", of(example_plan, "2.5"), SPREAD) == "limited: 3, met: 1, no answer: 1"
    assert [[plain(cell) for cell in row] for row in figure.rows] == [
        ["none", Decimal(0), ""],
        ["limited", Decimal(3), "Batken, Jalal-Abad, Talas"],
        ["met", Decimal(1), "Osh"],
        ["no answer", Decimal(1), "Naryn"],
    ]
    assert drawn(figure) == [0, 3, 1, 1]
    assert "limited: 3, met: 1, no answer: 1" in figure.words


def test_a_hidden_region_stands_at_no_level(example_plan: Plan) -> None:
    found = [*SPREAD, ("KG-C", hidden("2.5", "KG-C"))]
    assert levels_text("en", of(example_plan, "2.5"), found).endswith("hidden to protect people: 1")


def test_the_country_is_listed_with_its_distribution_and_no_apology(example_plan: Plan) -> None:
    scale = of(example_plan, "2.5")
    country = replace(a_result("2.5", "KG", None, Status.NOT_ASSESSABLE), reason="not_added_up")
    instead = {"2.5": levels_text("en", scale, SPREAD)}
    figure = indicators("en", example_plan, "KG", [(scale, country)], lambda _: "", H1, title="t", name="x", instead=instead)
    assert figure.rows[0][2] == "limited: 3, met: 1, no answer: 1"
    assert "add" not in str(plain(figure.rows[0][3]))


# a cascade


def chain(*values: str | None, **more: object) -> list[tuple[str, Result]]:
    return [(f"step {place}", a_result("3.2", "KG", value, **more)) for place, value in enumerate(values)]  # type: ignore[arg-type]


def shares(plan: Plan, found: list[tuple[str, Result]]) -> list[tuple[object, object]]:
    figure = by_category("en", plan, of(plan, "3.2"), "x", "step", found)
    assert figure.header[-2:] == ("As a share of the step before", "As a share of the first step")
    return [(plain(row[-2]), plain(row[-1])) for row in figure.rows]


def test_each_step_has_its_share_of_the_one_before_and_of_the_first(example_plan: Plan) -> None:
    assert shares(example_plan, chain("200", "100", "25")) == [("", ""), (50, 50), (25, Decimal(12))]


def test_a_share_of_a_hidden_step_is_hidden(example_plan: Plan) -> None:
    found = chain("200", "100", "25")
    found[1] = ("step 1", hidden("3.2", "KG"))
    assert shares(example_plan, found) == [("", ""), ("", ""), ("", Decimal(12))]
    found[0] = ("step 0", hidden("3.2", "KG"))
    assert shares(example_plan, found) == [("", "")] * 3


def test_nobody_takes_a_share_of_nothing(example_plan: Plan) -> None:
    assert shares(example_plan, chain("0", "0")) == [("", ""), ("", "")]


def test_steps_that_are_not_equally_complete_have_no_share(example_plan: Plan) -> None:
    found = [*chain("200"), ("step 1", replace(a_result("3.2", "KG", "100"), reported=2))]
    assert shares(example_plan, found) == [("", ""), ("", "")]


def test_parts_that_are_no_steps_have_no_shares(example_plan: Plan) -> None:
    found = [("Women", a_result("2.1", "KG", "5")), ("Men", a_result("2.1", "KG", "7"))]
    assert len(by_category("en", example_plan, of(example_plan, "2.1"), "x", "sex", found).header) == 4
