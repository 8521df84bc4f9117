"""A real browser against a real server: one with a small empty store, one with the whole demo."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from tests.journeys.browsing import PATIENCE, enter, settle, start
from tests.web.server import serve

__all__ = ["Visit", "go", "settle"]

PLAN = str(Path(__file__).parent.parent / "samples" / "example-plan.yaml")
NO_BROWSER = "NO BROWSER, SO NO JOURNEY WAS TESTED: set NAP_CHROMIUM to a Chromium, or run `playwright install chromium` ({})"
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, else Playwright's; without either the journeys are skipped loudly."""
    with sync_playwright() as playwright:
        try:
            opened = start(playwright)
        except Error as problem:
            pytest.skip(NO_BROWSER.format(problem.message.splitlines()[0]))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example plan and an empty demo store."""
    with serve(tmp_path_factory.mktemp("small"), NAP_PLAN=PLAN) as address:
        yield address


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo plan with its whole story."""
    with serve(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """`visit(address, person, path, lang, width)`: a new browser signed in as that person, on that page."""
    contexts: list[BrowserContext] = []

    def opened(address: str, person: str, path: str = "/", lang: str = "en", width: int = 1280) -> Page:
        size = {"width": width, "height": 900}
        context = browser.new_context(base_url=address, viewport=size, locale=lang, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        enter(page, person, path)
        return page

    yield opened
    for context in contexts:
        context.close()


def go(page: Page, title: str) -> None:
    """Choose a page in the menu."""
    page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"^{re.escape(title)}$")).click()
    expect(page.locator("h1")).to_have_text(title, timeout=PATIENCE)
    settle(page)
