"""Tabs that are used again. A new one reads the whole front end anew, which takes longer than what most journeys do in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

Kind = tuple[str, str]
"""Address of the server and language of the reader."""


@dataclass
class Tabs:
    """The tabs of one browser: those in use, and those that wait for the next reader of their kind."""

    browser: Browser
    taken: list[tuple[Kind, Page]] = field(default_factory=list)
    idle: dict[Kind, list[Page]] = field(default_factory=lambda: defaultdict(list))

    def take(self, address: str, lang: str, width: int) -> Page:
        """A tab that knows of nobody, with nothing in it."""
        waiting = self.idle[address, lang]
        page = waiting.pop() if waiting else self._new(address, lang)
        page.set_viewport_size({"width": width, "height": 900})
        self.taken.append(((address, lang), page))
        return page

    def _new(self, address: str, lang: str) -> Page:
        return self.browser.new_context(base_url=address, locale=lang, accept_downloads=True).new_page()

    def give_back(self) -> None:
        """Every tab in use is emptied: of who was signed in, of what was remembered, of what it opened beside it."""
        while self.taken:
            kind, page = self.taken.pop()
            for other in page.context.pages:
                if other is not page:
                    other.close()
            page.goto("/health")  # whatever the journey left under way ends here
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
            page.context.clear_cookies()
            page.emulate_media(media="null", color_scheme="null")
            page.goto("about:blank")
            self.idle[kind].append(page)
