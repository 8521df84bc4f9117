"""One browser that looks at one store: as anybody, in any language, at any width, in the dark, on paper.

Enter shots and views, leave image files and what is wrong with each page. One window per person and language.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import PATIENCE, settle
from tests.shooting.faults import faults, faults_on_paper
from tests.shooting.shots import UNSCRIPTED, Shot
from tests.shooting.stores import Store

TALLEST = 6_000
"""Pixels; what is longer is cut there."""
HEIGHT = 900
_ALL = "Math.max(...['html', '[data-testid=stMain]'].map(each => document.querySelector(each)?.scrollHeight ?? 0))"
_STILL = """quiet => document.fonts.ready.then(() => new Promise(done => {
  let timer = setTimeout(done, quiet);
  const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, quiet); });
  watch.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
  setTimeout(done, 5000);
}))"""
"""Until nothing on the page has changed for so many milliseconds: charts draw after the script has ended."""
_DRAWN, _RESIZED = 250, 120
A4 = 794
"""The width of the sheet in CSS pixels."""
_GUESSED = ("_stcore/health", "_stcore/host-config")
"""Streamlit looks for its server below the page's own address first."""
_RAISED = re.compile(r"^(?:\w+\.)*\w+(?:Error|Exception)(?:: .*)?$", re.MULTILINE)


@dataclass(frozen=True)
class View:
    """How a shot is looked at."""

    lang: str
    width: int
    dark: bool = False


def name(store: Store, shot: Shot, view: View) -> str:
    """What the picture's file is called, without its ending."""
    return f"{store.name}-{shot.subject}-{shot.role}-{view.lang}-{view.width}{'-dark' if view.dark else ''}"


@dataclass
class Camera:
    """Takes pictures of one store into one folder."""

    browser: Browser
    address: str
    store: Store
    out: Path
    windows: dict[tuple[str, str], Page] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    logged: int = 0

    def take(self, shot: Shot, view: View) -> tuple[Path, list[str]]:
        """The picture of the whole page, and what is wrong with it."""
        page = self._open(shot, view)
        found = faults(page, view.lang, self.store.typed) + self._troubles()
        page.set_viewport_size({"width": view.width, "height": min(int(page.evaluate(_ALL)), TALLEST)})
        page.evaluate(_STILL, _RESIZED)
        file = self.out / f"{name(self.store, shot, view)}.png"
        page.screenshot(path=file)
        return file, found

    def print(self, shot: Shot, lang: str) -> tuple[list[Path], list[str]]:
        """The first two sheets of A4 as pictures, beside the whole document as PDF, and what is cut on them.

        No pictures without pdftoppm.
        """
        page = self._open(shot, View(lang, 1280))
        pdf = self.out / f"{self.store.name}-{shot.subject}-{shot.role}-{lang}-a4.pdf"
        page.pdf(path=pdf, format="A4", print_background=True)
        page.set_viewport_size({"width": A4, "height": HEIGHT})
        page.emulate_media(media="print")
        page.evaluate(_STILL, _RESIZED)
        found = faults_on_paper(page)
        page.emulate_media(media="null")
        return _pictures(pdf), found

    def close(self) -> None:
        """Close every window."""
        for page in self.windows.values():
            page.context.close()

    def _open(self, shot: Shot, view: View) -> Page:
        """The page, drawn to its end, in the state that is looked at."""
        page = self._window(shot.person, view.lang)
        self._troubles()
        page.set_viewport_size({"width": view.width, "height": HEIGHT})
        page.emulate_media(color_scheme="dark" if view.dark else "light")
        if shot.act is None or shot.page not in UNSCRIPTED:
            page.goto(shot.path)
        if shot.page not in UNSCRIPTED:
            settle(page)
        if shot.act is not None:
            shot.act(page, self.store, view.lang)
        if shot.page in UNSCRIPTED:
            expect(page.locator("h1").first).to_be_visible()
        page.evaluate(_STILL, _DRAWN)
        return page

    def _window(self, person: str, lang: str) -> Page:
        if (person, lang) not in self.windows:
            context = self.browser.new_context(base_url=self.address, locale=lang)
            if person:
                self._sign_in(context.new_page(), person)
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: self.troubles.append(f"script: {error.message[:120]}"))
            page.on("response", lambda answer: self._answered(answer.url, answer.status))
            self.windows[person, lang] = page
        return self.windows[person, lang]

    def _sign_in(self, page: Page, person: str) -> None:
        """By the plain form alone: it leads to a file that is quickly there, not to a page that would have to be drawn."""
        page.goto("/sign-in?next=/health")
        with page.expect_navigation():
            page.locator(f'button[value="{person}"]').click()
        page.close()

    def _answered(self, url: str, status: int) -> None:
        """Note what is missing and anything asked of another host."""
        if url.startswith(("data:", "blob:")) or url.endswith(_GUESSED):
            return
        if not url.startswith(self.address):
            self.troubles.append(f"elsewhere: {url}")
        elif status >= 400:
            self.troubles.append(f"missing: {status} {url.removeprefix(self.address)}")

    def _troubles(self) -> list[str]:
        """What failed unseen since the last time: scripts, files, and exceptions in the server's log."""
        log = (self.store.data / "server.log").read_text(encoding="utf-8", errors="replace")
        raised = [f"raised: {line[:160]}" for line in _RAISED.findall(log[self.logged :])]
        self.logged = len(log)
        found = list(dict.fromkeys([*self.troubles, *raised]))
        self.troubles.clear()
        return found


def _pictures(pdf: Path) -> list[Path]:
    if not shutil.which("pdftoppm"):
        return []
    subprocess.run(["pdftoppm", "-png", "-r", "75", "-l", "2", pdf, pdf.with_suffix("")], check=True, capture_output=True)
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
