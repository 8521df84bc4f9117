"""From an understood table to figures of the plan: nothing is summed, rounded or dropped without a word."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given as generated, strategies as st

from nap.facts import Frequency, Observation, Period, Place
from nap.foreign.drawing import Drawn, draw
from nap.foreign.model import Axis, Choice, Choices, Given, Line, Role, Understood
from nap.returns.choices import fold
from nap.words import known
from tests.foreign.understood import (
    BATKEN,
    MEN,
    STUDENTS,
    TALAS,
    WHOLE,
    WOMEN,
    YEARS,
    block,
    demo_plan,
    given,
    one,
    understood,
)

HOMICIDE = Choice("3.4")
SAFE = Choice("3.1")
Y21, Y22, Y23 = YEARS


def drawn(table: Understood, chosen: Choice | Choices = HOMICIDE, partner: str = "NSC", source: str = "") -> Drawn:
    choices = {1: chosen} if isinstance(chosen, Choice) else chosen
    return draw(table, choices, demo_plan(), partner, source)


def told(found: Drawn) -> list[tuple[str, bool, tuple[str, ...]]]:
    return [(each.code, each.asks, each.cells) for each in found.remarks]


def values(found: Drawn) -> dict[tuple[str, str, str], Decimal | None]:
    return {(each.region, str(each.period), each.breakdown): each.value for each in found.observations}


# --- what is asked, and not taken


@pytest.mark.parametrize(
    ("choice", "partner", "code"),
    [
        (Choice("9.99"), "NSC", "no-such-indicator"),
        (Choice("3.4"), "WPN", "not-the-partners"),
        (Choice("3.21"), "NSC", "not-of-figures"),
        (Choice("3.4", measures="numerator"), "NSC", "no-such-measure"),
        (Choice("3.22"), "NSC", "needs-two-counts"),
    ],
)
def test_a_block_that_cannot_be_that_indicator_asks_and_names_every_cell(choice: Choice, partner: str, code: str) -> None:
    found = drawn(understood(block([WHOLE])), choice, partner)
    assert (found.observations, told(found)) == ((), [(code, True, ("D6", "E6", "F6"))])


def test_a_block_that_is_not_there_is_asked_about() -> None:
    assert told(drawn(understood(block([WHOLE])), {7: HOMICIDE})) == [("no-such-block", True, ())]


def test_a_cell_that_is_no_number_is_asked_about_and_the_others_are_taken() -> None:
    found = drawn(one([given(WHOLE, 4, Y21, None, typed="1O5", problem="letter"), given(WHOLE, 5, Y22, 191)], [WHOLE]))
    assert (values(found), told(found)) == ({("KG", "2022", ""): Decimal(191)}, [("figure-unread", True, ("D6",))])
    assert found.remarks[0].found == "1O5"


def test_a_place_that_may_be_two_is_asked_about_even_where_a_place_was_said_for_the_block() -> None:
    osh = replace(BATKEN, meaning=replace(BATKEN.meaning, region=None), candidates=("KG-O", "KG-GO"), labels={"ru": "Ош"})
    table = one([replace(given(osh, 4, Y21, 5), region=None)], [osh])
    assert told(drawn(table, replace(HOMICIDE, region="KG"))) == [("place-unknown", True, ("D9",))]


def test_a_figure_without_period_is_asked_about() -> None:
    assert told(drawn(one([given(WHOLE, 4, None, 5)], [WHOLE]))) == [("period-unknown", True, ("D6",))]


def test_a_part_that_contradicts_what_was_said_of_the_block_is_asked_about() -> None:
    found = drawn(understood(block([MEN])), Choice("3.4", breakdown="sex=F"))
    assert told(found) == [("part-contradicts", True, ("D8", "E8", "F8"))]


@pytest.mark.parametrize("unit", [{"ru": "(тысяч человек)"}, {"en": "thousand persons"}])
def test_thousands_are_not_taken_until_somebody_says_by_how_much(unit: dict[str, str]) -> None:
    table = one([given(WHOLE, 4, Y21, "1.5")], [WHOLE], unit=unit)
    assert told(drawn(table)) == [("unit-of-many", True, ("D6",))]
    assert values(drawn(table, replace(HOMICIDE, scale=Decimal(1000)))) == {("KG", "2021", ""): Decimal(1500)}


@pytest.mark.parametrize("unit", [{"ru": "(в процентах)"}, {"ky": "пайыз менен"}])
def test_per_cent_never_become_a_number_of_people(unit: dict[str, str]) -> None:
    found = drawn(one([given(WHOLE, 4, Y21, 57)], [WHOLE], unit=unit))
    assert (found.observations, told(found)) == ((), [("percent-for-a-number", True, ("D6",))])


def test_the_same_figure_given_differently_is_asked_about_and_neither_is_taken() -> None:
    table = understood(block([WHOLE]), block([replace(WHOLE, index=20)], number=2))
    found = drawn(table, {1: HOMICIDE, 2: HOMICIDE})
    assert found.observations == ()
    assert [(each.code, each.asks) for each in found.remarks] == [("given-differently", True)] * 3
    assert found.remarks[0].cells == ("D6", "D20")


def test_shares_of_one_are_asked_about_where_nothing_says_per_cent() -> None:
    shares = [given(WHOLE, 4, Y21, "0.579"), given(WHOLE, 5, Y22, "0.684")]
    found = drawn(one(shares, [WHOLE]), SAFE)
    assert (found.observations, told(found)) == ((), [("shares-or-percent", True, ("D6", "E6"))])
    assert drawn(one(shares, [WHOLE], unit={"ru": "в процентах"}), SAFE).remarks == ()
    hundred = drawn(one(shares, [WHOLE]), replace(SAFE, scale=Decimal(100)))
    assert (set(values(hundred).values()), hundred.remarks) == ({Decimal("57.9"), Decimal("68.4")}, ())


# --- what is left out, and said


def test_a_part_nobody_declared_is_left_out_and_named() -> None:
    found = drawn(understood(block([WHOLE, STUDENTS])))
    assert set(values(found)) == {("KG", str(year), "") for year in YEARS}
    assert (told(found), found.remarks[0].found) == ([("part-unknown", False, ("D11", "E11", "F11"))], "Учащиеся")


def test_a_part_the_plan_does_not_ask_for_is_left_out_and_named() -> None:
    young = replace(WOMEN, meaning=replace(WOMEN.meaning, breakdown=(("age", "Y0T17"),)))
    crossed = replace(MEN, meaning=replace(MEN.meaning, breakdown=(("sex", "M"), ("age", "Y0T17"))))
    found = drawn(understood(block([young, crossed])))
    assert (found.observations, [each[:2] for each in told(found)]) == ((), [("part-not-in-plan", False)] * 2)
    assert [dict(each.facts)["part"] for each in found.remarks] == ["age=Y0T17", "sex=M;age=Y0T17"]


def test_lines_that_were_left_out_ask_nothing_more() -> None:
    table = one([replace(given(BATKEN, 4, None, None, typed="?"), region=None, problem="letter")], [BATKEN])
    found = drawn(table, Choice("3.4", leave_out=frozenset({"баткенскаяобласть"})))
    assert told(found) == [("left-out", False, ("D9",))]


@pytest.mark.parametrize(
    ("choice", "row", "period", "code"),
    [
        (Choice("1.1"), BATKEN, Y21, "level-not-asked"),
        (HOMICIDE, WHOLE, Period(2021, Frequency.MONTH, 3), "period-not-of-indicator"),
        (HOMICIDE, WHOLE, Period(2011), "before-history"),
        (SAFE, WHOLE, Period(2017), "not-valid-then"),
    ],
)
def test_what_the_indicator_is_not_reported_for_is_left_out_and_said(
    choice: Choice, row: Line, period: Period, code: str
) -> None:
    found = drawn(one([given(row, 4, period, 5)], [row]), choice)
    assert (found.observations, [each[:2] for each in told(found)]) == ((), [(code, False)])


def test_a_calendar_year_is_no_year_of_a_plan_whose_years_begin_in_april() -> None:
    plan = demo_plan()
    april = replace(plan, calendar=replace(plan.calendar, year_begins=4))
    found = draw(one([given(WHOLE, 4, Y21, 5)], [WHOLE]), {1: HOMICIDE}, april, "NSC", "")
    assert (found.observations, [each.code for each in found.remarks]) == ((), ["other-calendar"])


def test_months_are_never_summed_to_a_year() -> None:
    months = Period(2021).parts(Frequency.MONTH)
    found = drawn(one([given(WHOLE, 4 + at, each, 1) for at, each in enumerate(months)], [WHOLE]))
    assert (found.observations, len(found.remarks[0].cells)) == ((), 12)


def test_half_of_a_ratio_is_left_out_and_said() -> None:
    found = drawn(understood(block([WHOLE])), Choice("3.22", measures="numerator"))
    assert (found.observations, told(found)) == ((), [("half-of-a-ratio", False, ("D6", "E6", "F6"))])


def test_the_same_figure_given_twice_is_taken_once_and_said_once() -> None:
    rows = [WHOLE, replace(WHOLE, index=20)]
    table = one([given(rows[0], 4, Y21, 5), given(rows[1], 4, Y21, "5.0")], rows)
    found = drawn(table)
    assert (values(found), told(found)) == ({("KG", "2021", ""): Decimal(5)}, [("given-twice", False, ("D6", "D20"))])


# --- what is taken


def test_a_figure_knows_its_cell_what_stood_there_and_its_source() -> None:
    found = drawn(one([given(WOMEN, 4, Y21, 38)], [WOMEN]), source="NSC 16.1.1")
    (figure,) = found.observations
    assert figure == Observation(
        "NSC", "3.4", "KG", Y21, "sex=F", Decimal(38), source="NSC 16.1.1", place=Place("Лист1", "D7"), typed=(("D7", "38"),)
    )
    assert (figure.typed, found.remarks) == ((("D7", "38"),), ())


def test_regions_and_parts_of_the_plan_need_nothing_said() -> None:
    found = drawn(understood(block([WHOLE, WOMEN, MEN, BATKEN, TALAS])))
    keys = {("KG", ""), ("KG", "sex=F"), ("KG", "sex=M"), ("KG-B", ""), ("KG-T", "")}
    assert ({(region, part) for region, _, part in values(found)}, found.remarks) == (keys, ())


def test_women_can_be_the_whole_of_an_indicator_about_women() -> None:
    choice = Choice("3.2", parts={"sex=F": "total", "sex=M": ""})
    found = drawn(understood(block([WOMEN, MEN])), choice)
    assert {part for _, _, part in values(found)} == {""}
    assert (len(found.observations), told(found)) == (3, [("left-out", False, ("D8", "E8", "F8"))])


def test_a_table_of_women_alone_gives_that_part() -> None:
    found = drawn(understood(block([WHOLE, BATKEN])), Choice("3.4", breakdown="sex=F"))
    assert {part for _, _, part in values(found)} == {"sex=F"}


@pytest.mark.parametrize(("name", "taken"), [("Учащиеся", {"sex=F"}), ("students", {"sex=F"}), ("Pensioners", set())])
def test_an_unknown_part_can_be_matched_by_any_of_its_names(name: str, taken: set[str]) -> None:
    choice = Choice("3.4", parts={fold(name): "sex=F"})
    assert {part for _, _, part in values(drawn(understood(block([STUDENTS])), choice))} == taken


def test_a_place_said_of_the_block_is_that_of_figures_that_name_none() -> None:
    found = drawn(understood(block([WHOLE, TALAS])), replace(HOMICIDE, region="KG-B"))
    assert {region for region, _, _ in values(found)} == {"KG-B", "KG-T"}


def test_numerator_and_denominator_are_one_figure_with_two_cells() -> None:
    people = replace(WHOLE, index=7)
    table = understood(block([WHOLE], [given(WHOLE, 4, Y21, 182)]), block([people], [given(people, 4, Y21, 6912849)], number=2))
    choices: Choices = {1: (HOMICIDE, Choice("3.22", measures="numerator")), 2: Choice("3.22", measures="denominator")}
    count, rate = drawn(table, choices).observations
    assert (count.value, rate.value, rate.numerator, rate.denominator) == (182, None, 182, 6912849)
    assert (rate.place, rate.typed) == (Place("Лист1", "D6"), (("D6", "182"), ("D7", "6912849")))


def test_a_denominator_on_another_sheet_says_so() -> None:
    table = understood(
        block([WHOLE], [given(WHOLE, 4, Y21, 182)]),
        block([WHOLE], [given(WHOLE, 4, Y21, 6912849)], number=2, sheet="Калк"),
    )
    choices: Choices = {1: Choice("3.22", measures="numerator"), 2: Choice("3.22", measures="denominator")}
    (rate,) = drawn(table, choices).observations
    assert rate.typed == (("D6", "182"), ("Калк!D6", "6912849"))


def test_a_dash_is_no_data_unless_somebody_says_that_it_is_zero() -> None:
    table = one([given(WHOLE, 4, Y21, None, typed="-", mark="dash", state="no_data")], [WHOLE])
    (figure,) = drawn(table).observations
    assert (figure.state, figure.value, figure.typed) == ("no_data", None, (("D6", "-"),))
    found = drawn(table, replace(HOMICIDE, dash="zero"))
    (figure,) = found.observations
    assert (figure.state, figure.value, told(found)) == ("", 0, [("dash-as-zero", False, ("D6",))])


def test_no_data_on_one_side_of_a_ratio_is_no_data() -> None:
    table = understood(
        block([WHOLE], [given(WHOLE, 4, Y21, None, typed="…", state="no_data")]),
        block([BATKEN], [replace(given(BATKEN, 4, Y21, 5), region="KG")], number=2),
    )
    choices: Choices = {1: Choice("3.22", measures="numerator"), 2: Choice("3.22", measures="denominator")}
    (rate,) = drawn(table, choices).observations
    assert (rate.state, rate.numerator, rate.denominator) == ("no_data", None, None)


@pytest.mark.parametrize(("value", "typed"), [("0.579", "57.9%"), ("57.9", "57.9%"), ("57.9", "57,9 %"), ("57.9", "57.9")])
def test_percentages_are_read_in_points_however_they_are_kept(value: str, typed: str) -> None:
    table = one([given(WHOLE, 4, Y21, value, typed=typed)], [WHOLE], unit={"ru": "в процентах"})
    assert values(drawn(table, SAFE)) == {("KG", "2021", ""): Decimal("57.9")}


@generated(st.decimals("0.00000000000001", "99999999999999", allow_nan=False, allow_infinity=False), st.integers(0, 6))
def test_no_figure_is_ever_rounded(value: Decimal, zeros: int) -> None:
    found = drawn(one([given(WHOLE, 4, Y21, value)], [WHOLE]), replace(HOMICIDE, scale=Decimal(10**zeros)))
    taken = found.observations[0].value
    assert taken is not None
    assert Fraction(taken) == Fraction(value) * 10**zeros


PARTS = st.sampled_from(["", "sex=F", "sex=M", "sex=F;age=Y0T17", "age=Y0T17", None])
PERIODS = st.sampled_from([None, Y21, Y22, Period(2009), Period(2021, Frequency.MONTH, 2)])
ANY_GIVEN = st.builds(
    Given,
    st.integers(1, 9),
    st.integers(4, 7),
    st.sampled_from([{"ru": "Женщины"}, {"en": "Students"}, {}]),
    st.sampled_from([None, "KG", "KG-B", "41705214", "XX"]),
    PARTS,
    PERIODS,
    st.one_of(st.none(), st.decimals(0, 99, places=1)),
    st.sampled_from(["", "no_data"]),
    typed=st.sampled_from(["5", "57%", "x"]),
    mark=st.sampled_from(["", "dash"]),
)
ANY_CHOICE = st.builds(
    Choice,
    st.sampled_from(["3.4", "3.22", "3.1", "9.9"]),
    st.sampled_from(["value", "numerator", "denominator"]),
    st.sampled_from(["", "sex=F"]),
    st.sampled_from([None, "KG-T"]),
    dash=st.sampled_from(["zero", "no_data"]),
    parts=st.dictionaries(st.sampled_from(["", "sex=F", "age=Y0T17", fold("Students")]), st.sampled_from(["", "total", "sex=M"])),
    leave_out=st.sampled_from([frozenset(), frozenset({"женщины"})]),
)


@generated(st.lists(ANY_GIVEN, max_size=12), st.lists(ANY_CHOICE, min_size=1, max_size=3))
def test_every_figure_of_a_chosen_block_is_taken_or_told(figures: list[Given], choices: list[Choice]) -> None:
    once = list({each.cell: each for each in figures}.values())
    lines = [Line(Axis.ROW, row, Role.MEASURE) for row in range(1, 10)]
    found = drawn(one(once, lines), {1: tuple(choices)})
    taken = {address for each in found.observations for address, _ in each.typed}
    named = {cell for each in found.remarks for cell in each.cells}
    assert {each.cell for each in once} == taken | named
    keys = [(each.indicator, each.region, each.period, each.breakdown) for each in found.observations]
    assert len(keys) == len(set(keys))
    assert all(known(f"foreign.remark.{each.code}") for each in found.remarks)
