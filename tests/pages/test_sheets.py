"""The page of reference sheets: donors read the plan and no results; search, filters and addresses lead where they say."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from nap.charts import SIGNS
from nap.facts import Status
from nap.monitor import House
from tests.pages.conftest import Opener, words
from ui.menu import PAGES
from ui.sheets import _excel
from ui.sheets_search import box


def asked(look: Opener, person: str, lang: str = "en", **address: str) -> str:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / "sheets.py"))
    for key, value in address.items():
        screen.query_params[key] = value
    screen.run()
    assert not screen.exception
    return words(screen)


@pytest.mark.parametrize("address", [{}, {"q": "police"}, {"indicator": "2.1"}, {"open": "all"}])
def test_a_donor_reads_the_plan_and_sees_no_results(look: Opener, address: dict[str, str]) -> None:
    shown = asked(look, "donor@demo", **address)
    assert "nap-stands" not in shown
    assert "/indicator?" not in shown
    assert not any(f">{SIGNS[status]}</b>" in shown for status in Status)
    assert "officers trained" in shown


def test_whoever_browses_results_sees_how_an_indicator_stands_and_the_way_to_its_figures(look: Opener) -> None:
    shown = asked(look, "forum@demo", indicator="2.1")
    assert "nap-stands" in shown
    assert 'href="/indicator?indicator=2.1"' in shown


def test_an_address_that_asks_for_no_indicator_says_so_and_shows_the_list(look: Opener) -> None:
    shown = asked(look, "donor@demo", indicator="<script>alert(1)</script>")
    assert "The address asks for something that is not there" in shown
    assert "<script>" not in shown
    assert '<article class="nap-sheet"' not in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("the of", "has no word to look for"),
        ("🙂", "has no word to look for"),
        ("(.*)[", "has no word to look for"),
        ("qqqqqqqq", "Nothing was found"),
        ("<b>zzzzzz</b>", "Nothing was found"),
        ("police " * 90, "only the first words were looked for"),
    ],
)
def test_what_cannot_be_found_is_told(look: Opener, typed: str, said: str) -> None:
    shown = asked(look, "donor@demo", q=typed)
    assert said in shown
    assert "<b>zzz" not in shown


def test_an_empty_search_is_the_list(look: Opener) -> None:
    shown = asked(look, "donor@demo", q="   ")
    assert "nap-found" not in shown
    assert "<details" in shown


def test_a_word_of_another_language_finds_the_indicator_for_an_english_reader(look: Opener) -> None:
    shown = asked(look, "donor@demo", q="сотрудниками")
    assert "officers trained" in shown
    assert '<span lang="ru">' in shown
    assert "<mark>" in shown


def test_a_slip_is_told_and_a_word_that_stands_nowhere_too(look: Opener) -> None:
    assert "was read as" in asked(look, "donor@demo", q="ofificers")
    assert "No indicator has the word “bicycle”" in asked(look, "donor@demo", q="police bicycle")


def test_what_the_filters_leave_out_of_a_search_is_told(look: Opener) -> None:
    shown = asked(look, "donor@demo", q="police", objective="O1")
    assert "Found, but left out by the filters" in shown


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_all_sheets_open_at_once_to_print(look: Opener, house: House, lang: str) -> None:
    shown = asked(look, "donor@demo", lang, open="all")
    assert shown.count('<article class="nap-sheet"') == len(house.plan.indicators)
    assert "sheets." not in shown


def test_filters_leave_the_indicators_that_fit(look: Opener, house: House) -> None:
    sensitive = [one for one in house.plan.indicators if one.sensitivity == "sensitive"]
    shown = asked(look, "donor@demo", protection="sensitive", open="all")
    assert shown.count('<article class="nap-sheet"') == len(sensitive)
    assert "No indicator fits these filters" in asked(
        look, "donor@demo", protection="sensitive", objective="O1", type="narrative"
    )


def test_page_and_sheet_say_the_same(look: Opener) -> None:
    screen = look("forum@demo")
    screen.switch_page(str(PAGES / "indicator.py"))
    screen.query_params["indicator"] = "2.1"
    screen.run()
    there, here = words(screen), asked(look, "forum@demo", indicator="2.1")
    lines = there[there.index('<dl class="nap nap-sheet-lines">') :]
    assert lines[: lines.index("</dl>")] in here


def test_the_workbook_has_every_indicator_and_no_results(house: House) -> None:
    book = load_workbook(io.BytesIO(_excel("ky", house.plan)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert {one.code for one in house.plan.indicators} <= {str(row[0]) for row in rows}


def test_the_box_stands_beside_every_page_and_keeps_what_was_typed_as_text(look: Opener) -> None:
    assert 'action="/sheets"' in words(look("donor@demo"))
    assert '"><script>' not in box("en", '"><script>', name="page")
