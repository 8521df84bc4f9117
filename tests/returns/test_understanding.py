"""What was typed stands beside what was understood, and one word says where the two differ in meaning."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from nap.facts import Observation, Period
from nap.plan import Plan
from nap.returns import tags
from nap.returns.observations import LONGEST_TYPED
from nap.returns.understanding import WAYS, way_of
from nap.words import say
from tests.returns.workbooks import Return

H1 = Period.parse("2026-H1")
HALF_YEAR, YEAR = ("2026-H1", date(2026, 7, 10)), ("2026-H2", date(2026, 12, 31))
SHOWN = [
    # partner, return, indicator, region, what is typed by column, texts that are kept, the way it was understood
    ("WPN", HALF_YEAR, "2.2", "KG-J", {tags.TOTAL: 30}, ["30"], ""),
    ("WPN", HALF_YEAR, "2.2", "KG-J", {tags.TOTAL: "1 280"}, ["1 280"], "punctuation"),
    ("WPN", HALF_YEAR, "2.2", "KG-J", {tags.TOTAL: "١٢"}, ["١٢"], "digits"),
    ("WPN", HALF_YEAR, "2.2", "KG-J", {tags.TOTAL: "+30"}, ["+30"], "punctuation"),
    ("WPN", HALF_YEAR, "2.2", "KG-J", {tags.TOTAL: "н/д"}, ["н/д"], "words"),
    ("WPN", HALF_YEAR, "2.2", "KG-J", {tags.TOTAL: "–"}, ["–"], "words"),
    ("WPN", HALF_YEAR, "2.2", "KG-J", {tags.TOTAL: None, tags.STATE: "нет данных"}, ["нет данных"], ""),
    ("WPN", HALF_YEAR, "2.5", "KG-J", {tags.LEVEL: 1}, ["1"], ""),
    ("WPN", HALF_YEAR, "2.4", "KG-J", {tags.LEVEL: "ооба"}, ["ооба"], ""),
    ("WPN", HALF_YEAR, "3.5", "KG-J", {tags.NUMERATOR: 40, tags.DENOMINATOR: "1 000,5"}, ["40", "1 000,5"], "punctuation"),
    ("WPN", HALF_YEAR, "3.5", "KG-J", {tags.NUMERATOR: 12, tags.DENOMINATOR: 40}, ["12", "40"], ""),
    ("WPN", HALF_YEAR, "2.1", "KG-B", {tags.TOTAL: None}, [""], "added_up"),
    ("NSC", YEAR, "3.3", "KG", {tags.TOTAL: "12,5 %"}, ["12,5 %"], "percent"),
    ("NSC", YEAR, "3.3", "KG", {tags.TOTAL: "１２,５ ％"}, ["１２,５ ％"], "digits"),
    ("NSC", YEAR, "3.3", "KG", {tags.TOTAL: 12.5}, ["12.5"], ""),
]


@pytest.mark.parametrize(("partner", "when", "indicator", "region", "typed", "texts", "way"), SHOWN)
def test_what_was_typed_is_kept_with_its_cell_and_told_apart(
    example_plan: Plan,
    partner: str,
    when: tuple[str, date],
    indicator: str,
    region: str,
    typed: dict[str, object],
    texts: list[str],
    way: str,
) -> None:
    book = Return(example_plan, partner, when[0])
    cells = [book.put(indicator, region, tag, value) for tag, value in typed.items()]
    checked = book.check(today=when[1])
    found = next(
        each for each in checked.observations if (each.indicator, each.region, each.breakdown) == (indicator, region, "")
    )
    assert [text for _, text in found.typed] == texts
    assert {cell for cell, _ in found.typed} <= set(cells)
    assert way_of(found, graded=indicator in {"2.4", "2.5"}) == way


def test_a_cell_that_failed_is_kept_beside_no_figure(example_plan: Plan) -> None:
    book = Return(example_plan)
    book.put("3.5", "KG-J", tags.NUMERATOR, "н/д")
    spoilt = book.put("3.5", "KG-J", tags.DENOMINATOR, "ask Aida about it")
    (found,) = (each for each in book.check().observations if (each.indicator, each.region) == ("3.5", "KG-J"))
    assert [text for _, text in found.typed] == ["н/д"]
    assert spoilt not in {cell for cell, _ in found.typed}


def test_a_number_lost_in_spaces_is_cut(example_plan: Plan) -> None:
    book = Return(example_plan)
    book.put("2.2", "KG-J", tags.TOTAL, "3" + "\u200b" * 500)
    (found,) = (each for each in book.check().observations if (each.indicator, each.region) == ("2.2", "KG-J"))
    assert found.value == 3
    assert len(found.typed[0][1]) == LONGEST_TYPED + 1


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
@pytest.mark.parametrize("way", [way for way in WAYS if way])
def test_every_way_has_words(way: str, lang: str) -> None:
    assert say(lang, f"pages.way.{way}") != f"pages.way.{way}"


def test_counted_items_are_said_to_be_counted() -> None:
    assert way_of(figure(Decimal(3), ("F12", "")), is_list=True) == "counted"
    assert way_of(figure(Decimal(3)), is_list=True) == "counted"


def test_of_a_figure_kept_without_what_was_typed_nothing_is_said() -> None:
    assert way_of(figure(Decimal(3))) == ""


@given(
    text=st.text(max_size=12),
    value=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    state=st.sampled_from(("", "no_data")),
    graded=st.booleans(),
    is_list=st.booleans(),
)
def test_whatever_was_typed_has_one_of_the_ways(
    text: str, value: Decimal | None, state: str, graded: bool, is_list: bool
) -> None:
    typed = Observation("WPN", "2.1", "KG-B", H1, value=value, state=state, typed=(("F12", text),))
    assert way_of(typed, graded=graded, is_list=is_list) in WAYS


def figure(value: Decimal, *typed: tuple[str, str]) -> Observation:
    return Observation("WPN", "2.3", "KG-B", H1, value=value, typed=typed)
