"""The browser of the tests, a fixture: the folders and files that use one name it.

One for each file: the loop it runs in would stand in the way of others' loops in the same process, and of a second browser.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests.journeys.browsing import start

NO_BROWSER = "NO BROWSER, SO NO JOURNEY WAS TESTED: set NAP_CHROMIUM to a Chromium, or run `playwright install chromium` ({})"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, else Playwright's; without either its tests are skipped loudly."""
    with sync_playwright() as playwright:
        try:
            opened = start(playwright)
        except Error as problem:
            pytest.skip(NO_BROWSER.format(problem.message.splitlines()[0]))
        yield opened
        opened.close()
