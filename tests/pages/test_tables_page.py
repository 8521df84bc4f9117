"""The page for tables in a layout of their own: read, corrected by pointing, sent, recognised the next time; its mappings."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nap.monitor import (
    Block,
    Choice,
    Given,
    House,
    Sure,
    Understood,
    all_returns,
    person_viewer,
    position,
    table_mappings,
)
from nap.words import say
from tests.pages.conftest import Opener, words
from ui.menu import PAGES
from ui.tables_desk import Desk

CSV = "text/csv"
SAFE = """Women who feel safe after dark;;;
per cent;;;
Region;2022;2023;2024
Batken oblast;41,5;42;43,5
Chui oblast;38;-;39,25
Osh city;51;52;53
"""
NEXT = SAFE.replace("2022;2023;2024", "2023;2024;2025")


@pytest.fixture
def desk(look: Opener) -> AppTest:
    """The committee's own person with a table in hand."""
    return laid(page(look, "nsc@demo"), SAFE)


def page(look: Opener, person: str, lang: str = "en") -> AppTest:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / "tables.py")).run()
    assert not screen.exception
    return screen


def laid(screen: AppTest, text: str, name: str = "safe.csv") -> AppTest:
    screen.file_uploader[0].set_value((name, text.encode(), CSV)).run()
    assert not screen.exception
    return screen


def pressed(screen: AppTest, words: str) -> AppTest:
    next(button for button in screen.button if button.label == words).click().run()
    assert not screen.exception
    return screen


def chosen(screen: AppTest, code: str = "3.3") -> AppTest:
    """As far as the figures of the first block."""
    pressed(screen, "Next: which indicator it is")
    box = next(each for each in screen.selectbox if each.label == "Which indicator this is")
    box.select(next(option for option in box.options if option.startswith(f"{code} "))).run()
    return pressed(screen, "Next: see the figures")


def sent(screen: AppTest, name: str = "safe") -> AppTest:
    screen.text_input(key="tables|1|name").set_value(name)
    return pressed(screen, "Send as a return")


def test_a_file_that_is_no_table_is_refused_in_words_and_nothing_is_kept(house: House, look: Opener) -> None:
    screen = page(look, "nsc@demo")
    screen.file_uploader[0].set_value(("x.xlsx", b"PK\x03\x04 no workbook", "application/zip")).run()
    assert not screen.exception
    assert "This file cannot be taken" in words(screen)
    assert all_returns(person_viewer(house, "coordinator@demo"), house) == ()  # type: ignore[arg-type]


def test_a_table_becomes_a_return_and_next_years_file_is_known_by_itself(house: House, desk: AppTest) -> None:
    told = words(chosen(desk))
    assert "9 new" in told
    assert "C5" in told
    told = words(sent(desk))
    assert "NSC" in told
    assert [each.name for each in table_mappings(person_viewer(house, "nsc@demo"), house) if not each.shipped] == ["safe"]  # type: ignore[arg-type]
    laid(desk, NEXT, "safe-2025.csv")
    assert "mapping “safe”" in words(desk)
    assert "What would come out" in words(pressed(desk, "Read it that way and see the figures"))


def test_what_is_pointed_at_is_corrected_and_can_be_taken_back(desk: AppTest) -> None:
    desk.query_params["at"] = "0r5"
    desk.run()
    assert "Row 5 was taken for: place: Chui" in words(desk)
    pressed(desk, "Correct")
    assert "Row 5, sheet" in words(desk)
    assert "Row 5 was taken for: left out" in words(desk)
    pressed(desk, "Take back")
    assert "Row 5 was taken for: place: Chui" in words(desk)


def test_a_column_is_chosen_from_the_list_too_and_said_to_be_a_period(desk: AppTest) -> None:
    box = next(each for each in desk.selectbox if each.label == "Row or column")
    box.select_index(next(place for place, option in enumerate(box.options) if option.startswith("Column D"))).run()
    kind = next(each for each in desk.selectbox if each.label == "What it really is")
    kind.select_index(kind.options.index("A period…")).run()
    assert next(each for each in desk.button if each.label == "Correct").disabled
    text = next(each for each in desk.text_input if each.label.startswith("Which period"))
    text.set_value("20245").run()
    assert "is no period" in words(desk)
    next(each for each in desk.text_input if each.label.startswith("Which period")).set_value("2026").run()
    pressed(desk, "Correct")
    assert "Column D was taken for: period: 2026" in words(desk)


def test_a_name_that_two_places_share_is_asked_about_and_settled_by_one_click(look: Opener) -> None:
    screen = laid(page(look, "nsc@demo"), SAFE.replace("Osh city", "Osh"))
    assert "One question first" in words(screen)
    screen.query_params["at"] = "0r6c1"
    screen.run()
    assert "Row 6 may be one of these places" in words(screen)
    pressed(screen, "It is: Osh city (KG-GO)")
    told = words(screen)
    assert "Row 6 was taken for: place: Osh city" in told
    assert "question" not in told


def test_what_was_chosen_stays_with_its_block_when_a_correction_numbers_them_anew() -> None:
    desk = Desk("x.csv", b"", 1, choices={"S!B3": (Choice("3.3"),)})
    before, after = (understood(("B1", "B3"), "S"), understood(("B3",), "S"))
    assert desk.chosen(before) == {2: (Choice("3.3"),)}
    assert desk.chosen(after) == {1: (Choice("3.3"),)}
    assert desk.chosen(understood(("B1",), "S")) == {}


def understood(firsts: tuple[str, ...], sheet: str) -> Understood:
    """Blocks that begin with these cells."""
    places = [position(cell) for cell in firsts]
    given = [Given(row, column, {}, None, "", None) for row, column in places]
    blocks = (
        Block(number, sheet, (each.row, 1, each.row, 2), {}, {}, {}, "one-period", (), (each,), Sure.CERTAIN)
        for number, each in enumerate(given, start=1)
    )
    return Understood((), tuple(blocks), {})


@pytest.mark.parametrize("at", ["0r999999", "9c1", "x", "0", "0r0c0", "0c99999"])
def test_an_address_that_points_at_nothing_changes_nothing(desk: AppTest, at: str) -> None:
    desk.query_params["at"] = at
    desk.run()
    assert not desk.exception
    assert "Is something wrong?" in words(desk)


def test_what_stands_in_a_sheet_is_never_markup(look: Opener) -> None:
    evil = SAFE.replace("Batken oblast", "<img src=x onerror=alert(1)>").replace("per cent", "[x](javascript:1) **bold**")
    told = words(laid(page(look, "nsc@demo"), evil, "<b>evil</b>.csv"))
    assert "<img" not in told
    assert "<b>evil" not in told
    assert "&lt;img src=x" in told


def test_a_coordinator_says_why_before_anything_is_sent(house: House, look: Opener) -> None:
    screen = chosen(laid(page(look, "coordinator@demo"), SAFE))
    told = words(sent(screen))
    assert say("en", "pages.not_now.because_needed") in told
    assert all_returns(person_viewer(house, "coordinator@demo"), house) == ()  # type: ignore[arg-type]
    screen.text_input(key="tables|1|because").set_value("They publish it on their site.")
    assert "NSC" in words(sent(screen))
    assert len(all_returns(person_viewer(house, "coordinator@demo"), house)) == 1  # type: ignore[arg-type]


def test_the_table_in_hand_outlives_another_page_and_another_language(desk: AppTest) -> None:
    desk.switch_page(str(PAGES / "overview.py")).run()
    desk.session_state["language"] = "ky"
    desk.switch_page(str(PAGES / "tables.py")).run()
    assert "safe.csv" in words(desk)
    assert "Batken oblast" in words(desk)


def test_a_kept_mapping_is_mended_as_text_its_faults_told_by_line_and_deleted_after_a_question(
    house: House, desk: AppTest
) -> None:
    sent(chosen(desk))
    desk.selectbox(key="tables_kept").select("safe").run()
    area = desk.text_area[0]
    kept = area.value
    area.set_value(kept.replace("indicator: '3.3'", "indicatr: '3.3'").replace('indicator: "3.3"', "indicatr: x")).run()
    pressed(desk, "Save the text")
    assert "safe:" in words(desk)
    assert "nothing was changed" in words(desk)
    pressed(desk, "Yes, delete it")
    assert "The mapping “safe” is deleted" in words(desk)
    assert not any(each.name == "safe" for each in table_mappings(person_viewer(house, "nsc@demo"), house))  # type: ignore[arg-type]
