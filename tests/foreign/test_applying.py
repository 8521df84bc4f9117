"""A mapping meets the file of next year: read by itself where nothing changed, told plainly where something did."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import replace

import pytest

from nap.facts import Period
from nap.foreign.anchors import anchored, hinted
from nap.foreign.applying import Applied, fitted, recognise
from nap.foreign.making import joined, mapping_of
from nap.foreign.mapping import Anchor, Mapping
from nap.foreign.mapping_yaml import read_mapping, write_mapping
from nap.foreign.matching import Agree, agree
from nap.foreign.model import Axis, Block, Choice, Choices, Hint, Line, Role, Sure
from nap.returns.book import Book, Cell, Sheet
from nap.returns.choices import fold
from nap.words import known
from tests.foreign.understood import (
    BATKEN,
    MEN,
    STUDENTS,
    TALAS,
    TITLE,
    WHOLE,
    WOMEN,
    YEARS,
    block,
    demo_plan,
    understood,
)

BY_SEX = {"ru": "По полу:", "en": "By sex:"}
BY_PLACE = {"ru": "По территории", "en": "By territory"}
UNIT = {"ru": "(человек)", "en": "(persons)"}
NEXT = (*YEARS, Period(2024))
HOMICIDE = Choice("3.4")


def total(**changes: object) -> Block:
    return block([WHOLE], **{"number": 1, "unit": UNIT, **changes})  # type: ignore[arg-type]


def by_sex(**changes: object) -> Block:
    return block([WOMEN, MEN], **{"number": 2, "heading": BY_SEX, "unit": UNIT, **changes})  # type: ignore[arg-type]


def by_place(*rows: Line, **changes: object) -> Block:
    return block(rows or [BATKEN, TALAS], **{"number": 3, "heading": BY_PLACE, "unit": UNIT, **changes})  # type: ignore[arg-type]


def mapping(*blocks: Block, choices: Choices | None = None, name: str = "homicides") -> Mapping:
    """Made of that file, and once through its own file."""
    chosen = choices or {each.number: HOMICIDE for each in blocks}
    made, told = mapping_of(name, "NSC", understood(*blocks), chosen, source="NSC 16.1.1")
    assert told == ()
    again, faults = read_mapping(write_mapping(made).encode())
    assert (again, faults) == (made, ())
    return made


LAST_YEAR = mapping(total(), by_sex(), by_place())


def told(found: Applied) -> list[tuple[str, bool]]:
    assert all(known(f"foreign.remark.{each.code}") for each in found.moved)
    return [(each.code, each.asks) for each in found.moved]


def meets(*blocks: Block, by: Mapping = LAST_YEAR) -> Applied:
    return fitted(by, understood(*blocks))


# --- what has to be asked


def test_a_block_that_is_gone_is_asked_about_and_the_others_are_taken() -> None:
    found = meets(total(), by_place())
    assert (told(found), dict(found.choices)) == ([("block-not-found", True)], {1: HOMICIDE, 3: HOMICIDE})
    assert (found.found, found.tables, found.recognised, found.sure) == (2, 3, True, Sure.ASKED)


def test_two_blocks_that_fit_are_asked_about_and_none_is_taken() -> None:
    found = meets(total(), total(number=4), by_sex(), by_place())
    assert (told(found), sorted(found.choices), sorted(found.doubted)) == ([("block-twice", True)], [2, 3], [1, 4])
    assert dict(found.moved[0].facts)["blocks"] == "1, 4"


@pytest.mark.parametrize("unit", [{"ru": "(тысяч человек)", "en": "(thousand persons)"}, {}])
def test_another_unit_is_asked_about_and_nothing_is_taken(unit: Map[str, str]) -> None:
    found = meets(total(unit=unit), by_sex(), by_place())
    assert (told(found), sorted(found.choices), sorted(found.doubted)) == ([("unit-changed", True)], [2, 3], [1])


@pytest.mark.parametrize("title", ["Число жертв покушений на убийство", "Число жертв тяжких телесных повреждений"])
def test_another_title_never_gives_a_figure_unasked(title: str) -> None:
    found = meets(total(title={"ru": title}), by_sex(), by_place())
    assert 1 not in found.choices
    assert any(asks for _, asks in told(found))


def test_the_same_headings_of_another_publication_are_not_it() -> None:
    other = {"ru": "Численность пенсионеров", "en": "Number of pensioners"}
    found = meets(total(title=other), by_sex(title=other), by_place(title=other))
    assert (dict(found.choices), dict(found.doubted), found.recognised) == ({}, {}, False)


def test_a_new_line_that_nobody_knows_is_asked_about() -> None:
    found = meets(total(), by_sex(), by_place(BATKEN, TALAS, STUDENTS))
    assert told(found) == [("line-new", True)]
    assert (found.moved[0].found, found.moved[0].cells) == ("Учащиеся", ("A11",))


def test_a_renamed_line_that_was_chosen_by_its_name_is_asked_about() -> None:
    rows = [WHOLE, STUDENTS]
    by = mapping(block(rows, unit=UNIT), choices={1: replace(HOMICIDE, leave_out=frozenset({fold("Учащиеся")}))})
    renamed = replace(STUDENTS, labels={"ru": "Учащийся", "en": "Student"})
    assert told(meets(block([WHOLE, renamed], unit=UNIT), by=by)) == [("line-renamed", True)]


# --- what is only told


def test_the_same_layout_with_a_new_year_says_nothing() -> None:
    found = meets(total(periods=NEXT), by_sex(periods=NEXT), by_place(periods=NEXT))
    assert (told(found), dict(found.choices), found.sure) == ([], {1: HOMICIDE, 2: HOMICIDE, 3: HOMICIDE}, Sure.CERTAIN)


def test_years_and_numbers_of_the_title_may_be_other_ones() -> None:
    made = mapping(total(title={"ru": "5.2.1а Число жертв за 2015–2023 годы"}))
    assert told(meets(total(title={"ru": "5.3 Число жертв за 2016–2024 годы"}), by=made)) == []


def test_moved_rows_columns_and_sheets_are_told() -> None:
    lower = [replace(each, index=each.index + 20) for each in (BATKEN, TALAS)]
    found = meets(total(), by_sex(sheet="2024"), by_place(*lower))
    assert told(found) == [("block-moved", False), ("block-moved", False)]
    assert [each.found for each in found.moved] == ["2024!A7:F8", "Лист1!A29:F30"]


def test_lines_in_another_order_are_told() -> None:
    turned = [replace(TALAS, index=9), replace(BATKEN, index=10)]
    assert told(meets(total(), by_sex(), by_place(*turned))) == [("lines-moved", False)]


def test_a_renamed_heading_is_told_where_title_and_lines_are_the_same() -> None:
    found = meets(total(), by_sex(), by_place(heading={"ru": "Области и города", "en": "Oblasts and cities"}))
    assert (told(found), sorted(found.choices)) == ([("heading-changed", False)], [1, 2, 3])


def test_a_slip_that_was_mended_in_the_title_is_told() -> None:
    title = {"ru": "Число жертв умышленых убийств"}
    assert told(meets(total(), by=mapping(total(title=title)))) == [("title-changed", False)]


def test_lines_that_came_and_went_are_told() -> None:
    osh = Line(Axis.ROW, 10, Role.REGION, {"ru": "г.Ош"}, replace(TALAS.meaning, region="KG-GO"))
    found = meets(total(), by_sex(), by_place(BATKEN, osh))
    assert sorted(told(found)) == [("line-gone", False), ("line-new", False)]


def test_a_language_less_is_no_change() -> None:
    def only(text: Map[str, str]) -> dict[str, str]:
        return {"en": text["en"]}

    row = replace(WHOLE, labels=only(WHOLE.labels))
    assert told(meets(block([row], title=only(TITLE), unit=only(UNIT)), by=mapping(total()))) == []


def test_a_table_that_goes_on_on_another_sheet_is_taken_whole() -> None:
    found = meets(total(), total(number=4, sheet="2024", periods=[Period(2024)]), by=mapping(total()))
    assert (sorted(found.choices), [each for each in told(found) if each[0] != "block-moved"]) == (
        [1, 4],
        [("block-goes-on", False)],
    )


def test_a_block_may_serve_two_indicators() -> None:
    both = (HOMICIDE, Choice("3.22", measures="numerator"))
    found = meets(total(), by=mapping(total(), choices={1: both}))
    assert (dict(found.choices), told(found)) == ({1: both}, [])


# --- which mapping it is


def test_the_mapping_that_fits_is_found_and_says_how_sure() -> None:
    other = mapping(total(title={"ru": "Численность пенсионеров"}), name="pensioners")
    table = understood(total(), by_sex(), by_place())
    found = recognise([other, LAST_YEAR], Book(()), demo_plan().regions, table)
    assert (found.mapping, found.rivals) == (LAST_YEAR, ())
    assert found.applied is not None
    assert found.applied.sure is Sure.CERTAIN


def test_two_that_fit_equally_are_asked_about() -> None:
    twin = replace(LAST_YEAR, name="twin", partner="MIA")
    found = recognise([LAST_YEAR, twin], Book(()), demo_plan().regions, understood(total(), by_sex(), by_place()))
    assert (found.mapping, [each.name for each in found.rivals]) == (None, ["homicides", "twin"])


def test_a_file_of_another_kind_is_none_of_them() -> None:
    found = recognise([LAST_YEAR], Book(()), demo_plan().regions, understood(total(title={"ru": "Вывоз мусора"})))
    assert (found.mapping, found.rivals) == (None, ())


# --- made and joined


def test_a_second_block_joins_and_the_same_one_takes_the_place_of_the_first() -> None:
    first, second = mapping(total()), mapping(by_sex(number=1))
    both = joined(first, second)
    assert [table.heading for table in both.tables] == [{}, BY_SEX]
    again = joined(both, mapping(total(), choices={1: replace(HOMICIDE, dash="zero")}))
    assert [table.choice.dash for table in again.tables] == ["no_data", "zero"]


def test_blocks_of_one_wording_on_one_sheet_are_told() -> None:
    table = understood(total(), total(number=4))
    _, said = mapping_of("x", "NSC", table, {1: HOMICIDE})
    assert [(each.code, each.asks) for each in said] == [("blocks-alike", True)]


def test_sheets_that_are_named_for_it_tell_tables_of_one_wording_apart() -> None:
    women, men = total(sheet="Женщины"), total(number=4, sheet="Мужчины")
    chosen = {1: replace(HOMICIDE, breakdown="sex=F"), 4: replace(HOMICIDE, breakdown="sex=M")}
    made, said = mapping_of("x", "NSC", understood(women, men), chosen)
    found = meets(replace(men, number=1), replace(women, number=2), by=made)
    assert (said, dict(found.choices), told(found)) == ((), {1: chosen[4], 2: chosen[1]}, [])
    assert joined(*(replace(made, tables=(table,)) for table in made.tables)).tables == made.tables


def test_a_sheet_a_year_is_taken_though_one_of_its_lines_is_gone() -> None:
    by = mapping(by_place(sheet="2023", periods=[Period(2023)]))
    found = meets(
        by_place(sheet="2023", periods=[Period(2023)]), by_place(BATKEN, number=4, sheet="2024", periods=[Period(2024)]), by=by
    )
    assert (sorted(found.choices), sorted(told(found))) == ([3, 4], [("block-goes-on", False), ("line-gone", False)])


def test_a_table_without_a_title_is_known_by_its_lines_only_as_it_was() -> None:
    def bare(**changes: object) -> Block:
        return block([BATKEN, TALAS], **{"title": {}, **changes})  # type: ignore[arg-type]

    by = mapping(bare())
    assert (told(meets(bare(periods=NEXT), by=by)), dict(meets(bare(), by=by).choices)) == (
        [("found-by-lines", False)],
        {1: HOMICIDE},
    )
    elsewhere = meets(bare(sheet="Лист2"), by=by)
    assert (dict(elsewhere.choices), told(elsewhere)[0]) == ({}, ("found-by-lines", True))
    assert told(meets(block([WHOLE, WOMEN], title={}), by=by)) == [("block-not-found", True)]


# --- what a person said of lines


def sheet(name: str, *rows: str) -> Sheet:
    cells = {
        (at, column): Cell("number" if text.isdigit() else "text", text, text)
        for at, row in enumerate(rows, start=1)
        for column, text in enumerate(row.split("|"), start=1)
        if text
    }
    return Sheet(name, "visible", cells)


BEFORE = Book((sheet("A", "Title", "|2023*|2024", "Ош|5|6", "мужчины|1|2", "Чуй|7|8", "мужчины|3|4"),))
AFTER = Book((sheet("B", "Title", "", "|New|2023*|2024", "Ош|5|6", "мужчины|1|2", "Чуй|7|8", "мужчины|3|4"),))


def test_what_was_said_of_a_line_is_found_again_by_its_words() -> None:
    hints = [Hint("A", Axis.ROW, 3, "region:KG-GO"), Hint("A", Axis.ROW, 6, "ignore"), Hint("A", Axis.COLUMN, 2, "period:2023")]
    anchors, lost = anchored(hints, BEFORE, {("A", 2, 2): Role.PERIOD})
    assert anchors == (
        Anchor(Axis.ROW, "Ош", "region:KG-GO"),
        Anchor(Axis.ROW, "мужчины", "ignore", 2),
        Anchor(Axis.COLUMN, "2023*", "period:2023"),
    )
    found, missing = hinted(anchors, AFTER)
    assert [(each.sheet, each.axis, each.index) for each in found] == [
        ("B", Axis.ROW, 4),
        ("B", Axis.ROW, 7),
        ("B", Axis.COLUMN, 3),
    ]
    assert (lost, missing) == ((), ())


def test_a_line_that_is_gone_is_asked_about_and_one_without_words_cannot_be_kept() -> None:
    _, missing = hinted([Anchor(Axis.ROW, "Нарын", "ignore")], AFTER)
    assert [(each.code, each.asks, each.found) for each in missing] == [("hint-not-found", True, "Нарын")]
    anchors, lost = anchored([Hint("A", Axis.ROW, 9, "ignore")], BEFORE, {})
    assert (anchors, [each.code for each in lost]) == ((), ["hint-without-words"])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Число женщин", "ЧИСЛО  ЖЕНЩИН:", Agree.SAME),
        ("5.2.1.1b Число женщин", "Число женщин", Agree.SAME),
        ("Доля за 2022 год", "Доля за 2023 год", Agree.SAME),
        ("Число женщи, пролеченных", "Число женщин, пролеченных", Agree.SPELT),
        ("Число погибших женщин", "Число погибших мужчин", Agree.ALIKE),
        ("Число женщин", "Вывоз мусора", Agree.NO),
        ("", "Число", Agree.NO),
    ],
)
def test_how_far_words_agree(one: str, other: str, expected: Agree) -> None:
    texts = [{"ru": text} if text else {} for text in (one, other)]
    assert agree(*texts) is expected
