"""The pages of a release in a browser: clean by axe, never wider than a phone; what is folded is printed all the same."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from nap.releases.html import forum_pages, pages
from nap.releases.html_markup import tag
from nap.releases.html_parts import Column, cell, head, table
from nap.releases.release import Kind
from tests.browsers import browser as browser
from tests.releases.making import corrected

LOOKED_AT = ("index.html", "ru/index.html", "ky/objective-O2.html", "en/tables-O2.html", "ru/changes.html", "ky/methods.html")
OF_THE_FORUM = ("ky/index.html", "ru/region-KG-B.html", "en/indicator-2.1.html")
CLOSED = "document.querySelectorAll('details:not([open])').length"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of both editions as files."""
    root = tmp_path_factory.mktemp("pages")
    for kind, found in (("donor", pages(corrected(Kind.DONOR), {})), ("forum", forum_pages(corrected(Kind.FORUM), {}))):
        for path, data in found.items():
            (root / kind / path).parent.mkdir(parents=True, exist_ok=True)
            (root / kind / path).write_bytes(data)
    return root


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(browser: Browser, folder: Path, scheme: str, width: int) -> None:
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}, "bypass_csp": True}
    page = browser.new_page(**look)  # type: ignore[arg-type]
    for path in (*(f"donor/{name}" for name in LOOKED_AT), *(f"forum/{name}" for name in OF_THE_FORUM)):
        page.goto((folder / path).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found = {each["id"]: each["nodes"][0]["html"] for each in Axe().run(page).response["violations"]}
        assert (path, found) == (path, {})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


def test_what_is_folded_on_the_screen_is_printed(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "donor/en/objective-O2.html").as_uri())
    assert page.evaluate(CLOSED) > 5
    printed = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(page.pdf())).pages)
    inside = page.evaluate("[...document.querySelectorAll('details .say p')].map(one => one.textContent)")
    page.close()
    assert inside
    # The beginning is enough: the end may stand on the next sheet, behind the number of the page.
    assert [said for said in inside if bare(said)[:60] not in bare(printed)] == []


def bare(text: str) -> str:
    """Letters and digits alone: lines break differently on paper, and two letters may be one there."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text))


def test_the_address_of_a_folded_figure_opens_it(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "donor/en/objective-O2.html").as_uri())
    name = page.evaluate("document.querySelector('details.fold .ref[id]').id")
    page.goto((folder / "donor/en/objective-O2.html").as_uri() + f"#{name}")
    assert page.locator(f"[id='{name}']").is_visible()
    page.close()


def test_a_column_without_anything_is_left_out_and_one_with_a_single_figure_is_not() -> None:
    columns = [Column("Place"), Column("Number"), Column("Nothing")]
    full = [head("A"), tag("td", tag("span", "R3-1")), cell()]
    assert "Nothing" not in table("c", columns, [full, [head("B"), cell(), cell()]])
    assert "R3-1" in table("c", columns, [full, [head("B"), cell(), cell()]])
