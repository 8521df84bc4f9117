"""A real browser against a real server: one with a small empty store, one with the whole demo."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import browser
from tests.houses import copied, filled_demo
from tests.journeys.browsing import PATIENCE, enter, settle
from tests.journeys.tabs import Tabs
from tests.web.server import serve

__all__ = ["Visit", "browser", "filled_demo", "go", "settle"]

PLAN = str(Path(__file__).parent.parent / "samples" / "example-plan.yaml")
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example plan and an empty demo store."""
    with serve(tmp_path_factory.mktemp("small"), NAP_PLAN=PLAN) as address:
        yield address


@pytest.fixture(scope="session")
def demo_server(filled_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo plan with its whole story."""
    with serve(copied(filled_demo, tmp_path_factory.mktemp("demo"))) as address:
        yield address


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Tabs:
    """Tabs to be used again."""
    return Tabs(browser)


@pytest.fixture
def visit(tabs: Tabs) -> Iterator[Visit]:
    """`visit(address, person, path, lang, width)`: a tab of a reader of its own, signed in as that person, on that page."""

    def opened(address: str, person: str, path: str = "/", lang: str = "en", width: int = 1280) -> Page:
        page = tabs.take(address, lang, width)
        enter(page, person, path)
        return page

    yield opened
    tabs.give_back()


def go(page: Page, title: str) -> None:
    """Choose a page in the menu."""
    page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"^{re.escape(title)}$")).click()
    expect(page.locator("h1")).to_have_text(title, timeout=PATIENCE)
    settle(page)
