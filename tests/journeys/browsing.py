"""A real browser, looked through by the journeys and by the screenshot maker: started, signed in, waited for.

Enters a Playwright or a page of it; leaves the page when its script has finished and its title is drawn.
"""

from __future__ import annotations

import os
import shutil
from urllib.parse import quote

from playwright.sync_api import Browser, Page, Playwright, expect

QUIET = ("background-networking", "component-update", "sync", "gpu", "quic")
FLAGS = ["--no-sandbox", "--no-first-run", *(f"--disable-{what}" for what in QUIET)]
PATIENCE = 30_000
"""Milliseconds for anything to appear on a slow machine."""


expect.set_options(timeout=PATIENCE)  # the usual five seconds are too few where others work on the same machine


def start(playwright: Playwright) -> Browser:
    """The Chromium named by NAP_CHROMIUM, else the machine's own, else Playwright's; Playwright's Error if there is none."""
    return playwright.chromium.launch(executable_path=_installed(), args=FLAGS)


def _installed() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("NAP_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def enter(page: Page, person: str, path: str = "/") -> None:
    """Sign in as a demo person, who lands on `path`."""
    page.set_default_timeout(PATIENCE)
    page.goto(f"/sign-in?next={quote(path)}")
    page.locator(f'button[value="{person}"]').click()
    settle(page)


DRAWN = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    const state = name => app && app.getAttribute("data-test-" + name + "-state");
    const shown = document.querySelector("h1");
    return state("connection") === "CONNECTED" && state("script") === "notRunning"
        && shown && shown.checkVisibility() && !document.querySelector("[data-testid=stSkeleton]");
}"""
"""All at one look. When the script has ended, parts whose code is still on its way come one by one, and not from the top down:
the first field of a page may for a moment be another one's."""


def settle(page: Page) -> None:
    """Until the script has finished and its title and every part of the page are drawn.

    What an act brings must have been seen before: until the server has heard of the act, the page is as settled as it was.
    """
    page.wait_for_function(DRAWN, timeout=PATIENCE)
