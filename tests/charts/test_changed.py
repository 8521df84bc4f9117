"""What changed, in words and tables: signs and units, which way, what drove it; nothing hidden, no per cent of a percentage."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given, strategies as some

from nap.charts import Amount, Mark, changed, compared
from nap.charts.cells import plain
from nap.charts.differences import amount_changed, short_drivers
from nap.facts import Overridden, Period, Result, Status
from nap.plan import Indicator, Plan
from nap.results.comparing import Comparison, Doubt, Driver, compare
from nap.results.movements import Movement
from tests.charts.boards import H1, a_result, hidden
from tests.charts.building import LANGUAGES

BEFORE = H1.previous()
HEADS = ("before", "now")


def of(plan: Plan, code: str) -> Indicator:
    found = plan.indicator(code)
    assert found is not None
    return found


@pytest.fixture
def share(example_plan: Plan) -> Indicator:
    return of(example_plan, "1.1")


@pytest.fixture
def count(example_plan: Plan) -> Indicator:
    return of(example_plan, "2.1")


def then(code: str, region: str, value: str) -> Result:
    return replace(a_result(code, region, value), period=BEFORE)


def moved(plan: Plan, indicator: Indicator, *drivers: Driver, doubts: tuple[Doubt, ...] = (), change: int = 120) -> Comparison:
    sides = then(indicator.code, "KG", "100"), a_result(indicator.code, "KG", str(100 + change))
    return Comparison(indicator, *sides, Fraction(change), "better" if not doubts else "moved", "", doubts, drivers)


def listed(plan: Plan, *found: Movement, **more: object) -> object:
    periods = (BEFORE, H1)
    return changed("en", plan, found, lambda _: "", periods, HEADS, title="t", nothing="Nothing changed.", name="x", **more)  # type: ignore[arg-type]


def test_where_nothing_changed_words_say_so(example_plan: Plan) -> None:
    assert listed(example_plan).words == "Nothing changed."  # type: ignore[attr-defined]


def test_nothing_worse_is_an_answer_too(example_plan: Plan, count: Indicator) -> None:
    figure = listed(example_plan, Movement("better", moved(example_plan, count)))
    assert figure.words == "Judged worse than before: 0. Judged better than before: 1."  # type: ignore[attr-defined]


def test_a_row_says_what_it_was_what_it_is_and_what_drove_it(example_plan: Plan, count: Indicator) -> None:
    pair = moved(example_plan, count, Driver("KG-B", Fraction(90)), Driver("KG-O", Fraction(30)))
    row = listed(example_plan, Movement("better", pair)).rows[0]  # type: ignore[attr-defined]
    assert isinstance(row[1], Mark)
    assert (row[1].big, row[2].big) == ("100", "220")
    assert row[3] == "+120, better\nof which Batken +90, Osh +30"


def test_many_places_are_summed_up_and_the_rest_is_named_for_what_it_is(example_plan: Plan, count: Indicator) -> None:
    places = ("KG-B", "KG-O", "KG-J", "KG-N", "KG-T")
    many = [Driver(place, Fraction(amount)) for place, amount in zip(places, (50, 30, 20, 10, -5), strict=True)]
    assert short_drivers("en", example_plan, moved(example_plan, count, *many)).endswith("Jalal-Abad +20, other places +5")
    alone = moved(example_plan, count, many[0], Driver("", Fraction(70)))
    assert short_drivers("en", example_plan, alone) == "of which Batken +50, not allocated to a place +70"


def test_a_hidden_figure_stands_in_no_list(example_plan: Plan, count: Indicator) -> None:
    pair = compare(example_plan, count, then("2.1", "KG", "37"), hidden("2.1", "KG"), {}, {})
    row = listed(example_plan, Movement("unrated", pair)).rows[0]  # type: ignore[attr-defined]
    assert (row[2].big, row[2].word, row[3]) == ("", "Hidden", "hidden to protect people")


def test_a_doubtful_difference_says_why(example_plan: Plan, count: Indicator) -> None:
    pair = moved(example_plan, count, doubts=(Doubt.COVERAGE,))
    assert listed(example_plan, Movement("moved", pair)).rows[0][3] == "+120\nfigures are missing in it"  # type: ignore[attr-defined]
    words = compared("en", example_plan, pair, "Kyrgyzstan", title="t", name="x").words
    assert "Figures are missing (1 of 2 reported; 1 of 2 reported)" in words


def test_a_place_that_did_not_report_is_named_and_its_figure_is_no_fall(example_plan: Plan, count: Indicator) -> None:
    full = partial(replace, reported=2)
    naryn = Result("2.1", "KG-N", H1, expected=2, status=Status.NO_DATA)
    before = {"KG-N": full(then("2.1", "KG-N", "3")), "KG-O": full(then("2.1", "KG-O", "37"))}
    now = {"KG-N": naryn, "KG-O": full(a_result("2.1", "KG-O", "34"))}
    pair = compare(example_plan, count, full(then("2.1", "KG", "40")), a_result("2.1", "KG", "34"), before, now)
    told = listed(example_plan, Movement("unequal", pair))
    assert told.words.endswith("Not compared, because figures are missing: 1.")  # type: ignore[attr-defined]
    lines = "not compared: figures are missing", "no complete figure now: Naryn", "change where both are complete: Osh −3"
    assert told.rows[0][3] == "\n".join(lines)  # type: ignore[attr-defined]
    figure = compared("en", example_plan, pair, "Kyrgyzstan", title="t", name="x")
    assert [plain(row[3]) for row in figure.rows] == ["", "", Decimal(-3)]
    assert "what is missing is not zero. No complete figure now: Naryn." in figure.words


def test_a_status_set_by_a_coordinator_is_no_missing_change(example_plan: Plan, count: Indicator) -> None:
    before = replace(then("2.1", "KG", "40"), reported=2)
    by_hand = Overridden(before.status, "", "Counted twice.")
    after = replace(a_result("2.1", "KG", "40"), reported=2, status=Status.BEHIND, overridden=by_hand)
    for pair, said in (((before, after), "status set by a coordinator"), ((after, before), "coordinator's status lifted")):
        old, new = replace(pair[0], period=BEFORE), replace(pair[1], period=H1)
        told = listed(example_plan, Movement("worse", compare(example_plan, count, old, new, {}, {})))
        assert told.rows[0][3] == f"the figure is the same\n{said}"  # type: ignore[attr-defined]


def test_of_a_country_it_is_said_why_no_place_is_named(example_plan: Plan, count: Indicator) -> None:
    old, new = (replace(one, reported=2) for one in (then("2.1", "KG", "40"), a_result("2.1", "KG", "37")))
    told = listed(example_plan, Movement("moved", compare(example_plan, count, old, new, {}, {})))
    assert told.rows[0][3].splitlines()[1] == "places gave no figures of their own both times"  # type: ignore[attr-defined]


def test_causes_are_told_to_those_who_may_know(example_plan: Plan, count: Indicator) -> None:
    movement = Movement("better", moved(example_plan, count))
    assert len(listed(example_plan, movement).header) == 4  # type: ignore[attr-defined]
    told = listed(example_plan, movement, causes={"2.1": ["Return of WPN", "Return of MIA"]})
    assert told.rows[0][-1] == "Return of WPN\nReturn of MIA"  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_percentages_differ_by_percentage_points(lang: str, share: Indicator) -> None:
    text = amount_changed(lang, share, Fraction(-34, 10)).text
    assert text.startswith("−3")
    assert "%" not in text
    assert any(word in text for word in ("percentage points", "п. п.", "пайыздык пункт"))


def test_levels_of_a_scale_have_no_distance(example_plan: Plan) -> None:
    assert amount_changed("en", of(example_plan, "2.5"), Fraction(2)) == Amount("a higher level")


def test_a_small_difference_is_not_rounded_to_nothing(share: Indicator) -> None:
    assert amount_changed("en", share, Fraction(4, 100)).text == "+0.04 percentage points"


@given(change=some.fractions(-(10**6), 10**6, max_denominator=1000))
def test_sign_and_number_never_contradict_each_other(example_plan: Plan, change: Fraction) -> None:
    told = amount_changed("en", of(example_plan, "2.1"), change)
    assert told.text[0] == ("+" if change > 0 else "−" if change < 0 else "0")
    assert told.value is not None
    assert abs(Fraction(told.value) - change) <= Fraction(1, 2)


def test_each_share_stands_in_the_table_and_they_add_up(example_plan: Plan, count: Indicator) -> None:
    pair = moved(example_plan, count, Driver("KG-B", Fraction(90)), Driver("", Fraction(30)))
    figure = compared("en", example_plan, pair, "Kyrgyzstan", title="t", name="x")
    assert [plain(row[0]) for row in figure.rows] == ["Kyrgyzstan", "Batken", "Not allocated to a place"]
    assert [plain(row[3]) for row in figure.rows] == [Decimal(120), Decimal(90), Decimal(30)]
    assert figure.words.endswith("The shares of the places add up to the difference.")


def test_a_pooled_share_is_split_into_own_figure_and_weight(example_plan: Plan, share: Indicator) -> None:
    pair = moved(example_plan, share, Driver("KG-B", Fraction(3), own=Fraction(1)), change=3)
    figure = compared("en", example_plan, pair, "Kyrgyzstan", title="t", name="x")
    assert [plain(cell) for cell in figure.rows[1][3:]] == [Decimal("3.0"), Decimal("1.0"), Decimal("2.0")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_why_there_is_no_difference_is_said_in_a_sentence(lang: str, example_plan: Plan, count: Indicator) -> None:
    year = replace(a_result("2.1", "KG", "5"), period=Period(2026))
    carried = replace(a_result("2.2", "KG", "5"), carried=1, reported=0)
    pairs = [
        compare(example_plan, count, then("2.1", "KG", "5"), hidden("2.1", "KG"), {}, {}),
        compare(example_plan, count, None, a_result("2.1", "KG", "5"), {}, {}),
        compare(example_plan, count, then("2.1", "KG", "5"), year, {}, {}),
        compare(example_plan, of(example_plan, "2.2"), then("2.2", "KG", "5"), carried, {}, {}),
    ]
    said = [compared(lang, example_plan, pair, "x", title="t", name="x").words for pair in pairs]
    assert len(set(said)) == len(said)
    assert all(words.endswith(".") and "changes." not in words for words in said)


def test_a_hidden_part_takes_every_share_away(example_plan: Plan, count: Indicator) -> None:
    parts = {"KG-B": then("2.1", "KG-B", "50"), "KG-O": replace(hidden("2.1", "KG-O"), period=BEFORE)}
    now = {"KG-B": a_result("2.1", "KG-B", "70"), "KG-O": hidden("2.1", "KG-O")}
    old, new = (replace(one, reported=2) for one in (then("2.1", "KG", "53"), a_result("2.1", "KG", "75")))
    pair = compare(example_plan, count, old, new, parts, now)
    figure = compared("en", example_plan, pair, "Kyrgyzstan", title="t", name="x")
    assert len(figure.rows) == 1
    assert "at least one place is hidden to protect people" in figure.words
    assert pair.after is not None
    assert pair.after.status is Status.ON_TRACK
