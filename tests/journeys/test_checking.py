"""Checking without sending in a real browser: several files, a folder, what can be taken along, nothing left behind."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from nap.facts import Period
from nap.plan import load_plan
from nap.returns.template import make_template
from tests.journeys.conftest import PLAN, Visit, go, settle
from tests.journeys.filling import fill
from tests.journeys.test_every_screen import faults

pytestmark = pytest.mark.journey
FIGURES = {"#value+f": 7, "#value+m": 5, "#value+u": 0}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a partner keeps it."""
    plan, _ = load_plan(Path(PLAN))
    assert plan is not None
    blank = make_template(plan, "WPN", Period.parse("2026-H1"), "en")
    place = tmp_path_factory.mktemp("returns") / "in"
    (place / "sub").mkdir(parents=True)
    (place / "good.xlsx").write_bytes(fill(blank, {("2.1", "KG-J"): {"#value+total": 12, **FIGURES}})[0])
    (place / "sub" / "bad.xlsx").write_bytes(fill(blank, {("2.1", "KG-J"): {"#value+total": "a dozen"}})[0])
    (place / "~$good.xlsx").write_bytes(b"lock")
    return place


def table(page: Page) -> Locator:
    return page.get_by_role("table", name="What each file came to")


def taken(page: Page, button: str) -> openpyxl.Workbook:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))


def test_several_files_are_checked_and_gone_when_the_page_is_left(small_server: str, visit: Visit, folder: Path) -> None:
    page = visit(small_server, "wpn@demo", "/check")
    page.locator('input[type="file"]').set_input_files([folder / "good.xlsx", folder / "sub" / "bad.xlsx"])
    expect(table(page).get_by_role("row")).to_have_count(3)
    expect(page.locator("section.nap-finds").first).to_contain_text("a dozen")
    settle(page)
    assert faults(page, 1280) == []
    assert taken(page, "Download the summary").worksheets[0].max_row == 3
    marked = taken(page, "Download this file with marks")
    assert any(cell.comment for sheet in marked.worksheets for row in sheet.iter_rows() for cell in row)
    go(page, "Send a return")
    go(page, "Check files")
    expect(table(page)).to_have_count(0)
    expect(page.get_by_text("bad.xlsx")).to_have_count(0)


def test_a_folder_is_checked_with_its_sub_folders(small_server: str, visit: Visit, folder: Path) -> None:
    page = visit(small_server, "coordinator@demo", "/check?what=folder", "ru", 390)
    expect(page.get_by_role("button", name="Выбрать папку")).to_be_visible()
    page.locator('input[type="file"]').set_input_files(folder)
    named = page.get_by_role("table", name="Итоги по файлам").get_by_role("rowheader")
    expect(named).to_have_text(["in/good.xlsx", "in/sub/bad.xlsx"])
    expect(page.locator(".nap-note").first).to_contain_text("in/~$good.xlsx")
    settle(page)
    assert faults(page, 390) == []
