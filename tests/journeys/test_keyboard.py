"""By keyboard alone: signed in, past the menu, into an objective and an indicator, a table unfolded and folded again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PATIENCE
from tests.journeys.conftest import Visit, settle

pytestmark = pytest.mark.journey
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const seen = style.outlineStyle !== "none" || style.boxShadow !== "none" || one.matches("input,[role=radio]");
    return { tag: one.tagName, href: one.getAttribute("href") || "", text: one.innerText || "", seen: seen };
}"""


def tab_to(page: Page, selector: str, most: int = 200) -> None:
    """On by the key Tab until such an element has the focus; each on the way shows that it has it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(FOCUSED)["seen"], selector
            return
    raise AssertionError(f"{selector} is not reached; the focus is on {page.evaluate(FOCUSED)}")


def follow(page: Page, path: str) -> None:
    """The link with the focus leads there, and the title gets the focus."""
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/{path}"), timeout=PATIENCE)
    settle(page)
    expect(page.locator("[data-testid=stMain] h1")).to_be_focused(timeout=PATIENCE)


def test_a_reader_without_a_mouse_gets_from_sign_in_to_a_number(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "donor@demo", "/summary")
    page.context.clear_cookies()
    page.goto("/sign-in?next=/overview")
    tab_to(page, 'button[value="forum@demo"]')
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible(timeout=PATIENCE)
    settle(page)
    tab_to(page, "[data-testid=stSkipToContent], [data-testid=stSkipToContent] *", 3)
    page.keyboard.press("Enter")
    tab_to(page, '[data-testid=stMain] a[href^="/objective?"]')
    follow(page, "objective")
    tab_to(page, '[data-testid=stMain] a[href^="/indicator?"]')
    follow(page, "indicator")
    tab_to(page, "[data-testid=stMain] .nap-twin summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName + document.activeElement.parentElement.open") == "SUMMARYfalse"


def test_a_stroke_goes_to_the_search_and_escape_leaves_it(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", "/overview")
    search = page.locator('input[name="q"]')
    expect(search).to_have_attribute("aria-keyshortcuts", "/")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.press("/")
    expect(search).to_have_value("/")
    page.keyboard.press("Escape")
    expect(search).not_to_be_focused()
