"""The screenshot maker's own eyes: they see what is wrong and nothing else, and no screen of the menu is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from nap.facts import Period
from tests.browsers import browser
from tests.shooting import workbooks
from tests.shooting.faults import english, faults, unfinished
from tests.shooting.sheets import sheets
from tests.shooting.shots import shots
from tests.shooting.stores import NAMES, make, waiting
from ui.menu import SCREENS

__all__ = ["browser"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 390, "height": 700})
    yield opened
    opened.close()


@pytest.mark.parametrize("text", ["{region}", "pages.column.period", "None", "12,333333"])
def test_unfinished_words_are_seen(text: str) -> None:
    assert list(unfinished(f"Көрсөткүч: {text}")) == [text]


def test_a_word_left_in_english_is_seen_and_codes_and_names_are_not() -> None:
    text = "Browse files: WPN-2026-H1.xlsx, forum@demo, kg-1325-demo.WPN.2026-H1.1, НПД 1325, UN Women, Excel, typed"
    assert english(text, frozenset({"typed"})) == ["Browse", "files"]


@pytest.mark.journey
@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p style='width:900px'>кең</p>", "sideways: html"),
        (
            "<p style='width:60px;overflow:hidden;white-space:nowrap'>Тынчтык куруучу аялдар</p>",
            "cut: stMain: Тынчтык куруучу аялдар",
        ),
        ("<p style='height:10px;overflow:hidden;line-height:40px'>Аймак</p>", "cut: stMain: Аймак"),
        ("<img alt='Chart of nothing'>", "English: Chart"),
        ("<div data-testid=stException>сынды</div>", "failed: сынды"),
    ],
)
def test_what_is_wrong_with_a_page_is_seen(page: Page, html: str, kind: str) -> None:
    page.set_content(f"<main data-testid=stMain>{html}</main>")
    assert any(one.startswith(kind) for one in faults(page, "ky"))


@pytest.mark.journey
@pytest.mark.parametrize(
    "html",
    [
        "<p style='width:1px;height:1px;overflow:hidden;position:absolute'>Экран окугучтар үчүн гана</p>",
        "<div style='width:90px;overflow-x:auto'><p style='width:300px'>Жылдырылуучу таблица, бир нече мамыча</p></div>",
        "<p style='display:none'>Hidden words</p><span data-testid=stIconMaterial>upload</span>",
        "<p>Алынган отчёттор: 3 / 4</p>",
    ],
)
def test_what_is_well_is_left_alone(page: Page, html: str) -> None:
    page.set_content(f"<main data-testid=stMain>{html}</main>")
    assert faults(page, "ky") == []


@pytest.mark.parametrize("name", NAMES)
def test_every_screen_of_the_menu_is_looked_at_in_every_store(name: str, tmp_path: Path) -> None:
    taken = list(shots(make(name, tmp_path)))
    assert {screen.name for screen in SCREENS} <= {shot.page for shot in taken}
    assert len({(shot.subject, shot.role) for shot in taken}) == len(taken)


def test_the_single_partner_has_figures_and_nothing_that_waits(tmp_path: Path) -> None:
    assert waiting(make("one", tmp_path)) == ""


def test_a_workbook_asked_for_again_is_the_same(tmp_path: Path) -> None:
    store = make("one", tmp_path)
    first, again = (workbooks.clean(store.plan, store.partner, Period.parse("2026-H1"), "ky") for _ in range(2))
    assert first == again


def test_contact_sheets_hold_twelve(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.png" for number in range(13)]
    for file in files:
        Image.new("RGB", (390, 2000)).save(file)
    sheets(files, tmp_path, "some", columns=6, width=100, tallest=300)
    assert sorted(path.name for path in tmp_path.glob("sheet-*")) == ["sheet-some-01.png", "sheet-some-02.png"]
    with Image.open(tmp_path / "sheet-some-01.png") as sheet:
        assert sheet.width > 6 * 100
        assert sheet.height < 2 * 400
