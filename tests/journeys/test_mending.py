"""A partner with a telephone mends a return on the screen: fields by thumb, offers and words kept, the next version submitted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PATIENCE
from tests.journeys.conftest import PLAN, Visit, settle
from tests.journeys.filling import fill
from tests.journeys.test_a_return import template, upload
from tests.web.server import serve

pytestmark = pytest.mark.journey
MISTAKES = {
    ("2.2", "KG-J"): {"#value+total": "a dozen"},
    ("2.2", "KG-O"): {"#value+total": -3},
}
TOO_LOW = """main => [...main.querySelectorAll(
    ['stButton', 'stFormSubmitButton', 'stDownloadButton', 'stFileUploader'].map(name => `[data-testid=${name}] button`)
        .concat(['stTextInput', 'stSelectbox', 'stMultiSelect'].map(name => `[data-testid=${name}] > div:last-of-type > div`))
        .concat('[data-testid=stExpander] summary', '[data-testid=stButtonGroup] [role=radio]')
)].filter(one => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 44)
    .map(one => one.textContent || one.querySelector('input')?.getAttribute('aria-label'))"""
"""What is too small for a thumb."""


def mend(page: Page, values: dict[str, str]) -> None:
    """Type into the fields, by cell, and save all at once."""
    settle(page)
    for cell, text in values.items():
        page.get_by_role("textbox", name=re.compile(rf"\b{cell}\b")).first.fill(text)
    page.get_by_role("button", name="Save as the next version").click()


def held(page: Page, cell: str) -> object:
    """What stands in a cell of sheet O2 of the file as mended."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="The file as mended").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    return next(sheet for sheet in book.worksheets if sheet.title.startswith("O2"))[cell].value


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A store of its own: which version is which must not depend on other journeys."""
    with serve(tmp_path, NAP_PLAN=PLAN) as address:
        yield address


def test_a_return_is_mended_by_thumb_and_submitted_from_another_telephone(server: str, visit: Visit) -> None:
    page = visit(server, "wpn@demo", "/returns", width=390)
    wrong, places = fill(template(page), MISTAKES)
    upload(page, "wrong.xlsx", wrong)
    expect(page.get_by_test_id("stForm").filter(has_text="Save as the next version")).to_contain_text("a dozen", timeout=PATIENCE)
    first, second = (places["2.2", region, "#value+total"] for region in ("KG-J", "KG-O"))
    settle(page)
    assert page.get_by_test_id("stMain").evaluate(TOO_LOW) == []

    mend(page, {first: "+996 700 123 456", second: "3"})
    expect(page.get_by_role("alert").filter(has_text="personal data")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("textbox", name=re.compile(rf"\b{second}\b")).first).to_have_value("3")
    mend(page, {first: "12"})
    expect(page.get_by_text("Saved as version 2.").first).to_be_visible(timeout=PATIENCE)
    settle(page)
    assert (held(page, first), held(page, second)) == (12, 3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    other = visit(server, "wpn@demo", "/returns", width=390)
    other.get_by_role("link", name="Go on with version 2").click()
    expect(other.get_by_text("Mended on screen by: wpn@demo").first).to_be_visible(timeout=PATIENCE)
    other.get_by_role("button", name="Submit", exact=True).click()
    expect(other.get_by_text("Submitted. This is your receipt")).to_be_visible(timeout=PATIENCE)

    coordinator = visit(server, "coordinator@demo", "/review")
    coordinator.get_by_role("link", name="Women Peacemakers Network").click()
    table = coordinator.get_by_role("table", name="Mended on screen since the file was sent")
    expect(table).to_contain_text("a dozen")
    expect(table).to_contain_text("12")
