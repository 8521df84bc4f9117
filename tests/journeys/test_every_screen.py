"""Every page in three languages: no sideways scrolling on a phone, no names out of the code, readable by assistive tools."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
SCREENS = [
    ("fwn@demo", "/"),
    ("fwn@demo", "/returns"),
    ("coordinator@demo", "/review"),
    ("coordinator@demo", "/returns"),
    ("forum@demo", "/progress"),
    ("forum@demo", "/progress?objective=O2&period=2025"),
    ("coordinator@demo", "/indicator?indicator=1.10"),
    ("forum@demo", "/indicator?indicator=3.5"),
    ("donor@demo", "/summary"),
]
STREAMLITS_OWN = {
    "html-has-lang": "the shell page is Streamlit's; it always says English",
    "nested-interactive": "Streamlit draws the drop zone of the uploader as a button that holds a button",
}
"""axe rules broken by markup that Streamlit itself writes and gives no way to change."""


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_a_phone_never_scrolls_sideways(demo_server: str, visit: Visit, lang: str) -> None:
    for person, path in SCREENS:
        page = visit(demo_server, person, path, lang, 390)
        wide = page.evaluate("[document.documentElement, document.querySelector('[data-testid=stMain]')].map(e => e.scrollWidth)")
        assert max(wide) <= 390, (path, wide)
        assert_finished(page, path)


@pytest.mark.parametrize("width", [1280, 390])
def test_assistive_tools_find_nothing_serious(demo_server: str, visit: Visit, width: int) -> None:
    found = {}
    for person, path in SCREENS:
        page = visit(demo_server, person, path, "ru", width)
        found |= {f"{path} {rule}": nodes for rule, nodes in serious(page).items()}
    assert found == {}


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_sign_in_page_is_clean_too(demo_server: str, visit: Visit, lang: str) -> None:
    page = visit(demo_server, "forum@demo", "/", lang, 390)
    page.goto("/sign-in")
    assert serious(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.documentElement.lang") == lang


def serious(page: Page) -> dict[str, list[str]]:
    """Rule → the elements that break it; only what axe calls serious or critical."""
    violations = Axe().run(page).response["violations"]
    grave = [one for one in violations if one["impact"] in {"serious", "critical"} and one["id"] not in STREAMLITS_OWN]
    return {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in grave}


def assert_finished(page: Page, path: str) -> None:
    """No key of a catalogue, no unfilled place, no failure on the screen."""
    text = page.locator("body").inner_text()
    assert not re.search(r"\b(pages|common|findings|workbook|web)\.[a-z_]+\.?[a-z_]*\b", text), (path, text)
    assert not re.search(r"\{[a-z_]+\}", text), (path, text)
    assert page.get_by_test_id("stException").count() == 0, path
