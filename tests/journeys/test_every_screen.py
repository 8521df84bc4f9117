"""Every page in three languages: no sideways scrolling on a phone, no names out of the code, readable by assistive tools.

Usually every page is looked at in one of the languages, taken in turn; `--long` looks at each in all of them.
"""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import Visit, settle

pytestmark = pytest.mark.journey
SCREENS = {
    "fwn@demo": ["/", "/returns", "/check", "/tables", "/consent"],
    "coordinator@demo": ["/review", "/returns", "/indicator?indicator=1.10"],
    "forum@demo": [
        *("/overview", "/region?region=KG-B", "/objective?objective=O2&period=2025-H2", "/indicator?indicator=3.5"),
        *("/overview?as=map", "/compare?indicator=2.5", "/compare?indicator=1.3&what=periods"),
        *("/responses", "/coverage?period=2026-H1"),
        *("/tracking?objective=O3", "/promises?by=deadline", "/brief?region=KG-GO"),
    ],
    "donor@demo": ["/summary", "/sheets?q=%D0%BD%D0%B0%D1%81%D0%B8%D0%BB%D0%B8%D0%B5", "/sheets?indicator=3.5", "/organisations"],
}
KEEPING = {
    "ky": ["/setup", "/periods", "/people", "/publishing"],
    "ru": ["/partners", "/files", "/handover"],
    "en": ["/plan", "/reminders"],
}
"""What keeps a plan going: each page once, its language in turn."""
MORE = {
    ("forum@demo", "ky"): ["/compare?indicator=2.2&what=parts", "/responses", "/brief?region=KG-O", "/sheets?q=zzzz"],
    ("forum@demo", "ru"): ["/compare?indicator=2.2&as=map", "/promises", "/methods", "/sheets?indicator=2.2", "/tracking"],
    ("forum@demo", "en"): [
        "/overview?as=map",
        "/compare?indicator=1.10&what=periods",
        "/about",
        "/indicator?indicator=2.2&region=KG-B",
    ],
    ("coordinator@demo", "ky"): ["/responses", "/indicator?indicator=2.14"],
    ("coordinator@demo", "ru"): ["/compare?indicator=3.5"],
    ("coordinator@demo", "en"): ["/responses", "/coverage?period=2026-H1"],
}
"""States of the pages of results that are looked at in the dark as well, spread over languages and widths."""
PHONE, DESK, NARROW = 390, 1280, 320


@pytest.mark.parametrize("person", SCREENS)
@pytest.mark.parametrize(("lang", "width"), [("ky", PHONE), ("ru", PHONE), ("en", DESK)])
def test_a_screen_is_whole(
    demo_server: str, visit: Visit, request: pytest.FixtureRequest, person: str, lang: str, width: int
) -> None:
    """Nothing scrolls sideways, nothing is unfinished, assistive tools find nothing serious."""
    every, turn = SCREENS[person], list(KEEPING).index(lang)
    paths = (every if request.config.getoption("--long") else every[turn::3]) + (
        KEEPING[lang] if person == "coordinator@demo" else []
    )
    assert looked_through(visit(demo_server, person, paths[0], lang, width), paths, width) == {}


@pytest.mark.parametrize(("person", "lang"), MORE)
def test_a_screen_is_whole_in_the_dark_too(demo_server: str, visit: Visit, person: str, lang: str) -> None:
    """As wide as a small phone, which is a page of twice the letters on a larger one; the other language at a desk."""
    width = DESK if lang == "ru" else NARROW
    page = visit(demo_server, person, "/about", lang, width)
    page.emulate_media(color_scheme="dark")
    assert looked_through(page, MORE[person, lang], width) == {}
    assert page.evaluate("document.documentElement.dataset.napTheme") == "dark"


def looked_through(page: Page, paths: list[str], width: int) -> dict[str, list[object]]:
    """The faults of every page that has any."""
    found = {}
    for path in paths:
        page.goto(path)
        settle(page)
        found[path] = [*faults(page, width), *page.evaluate(BUILT)]
    return {path: fault for path, fault in found.items() if fault}


BUILT = """() => {
    const main = document.querySelector("[data-testid=stMain]"), seen = one => one.checkVisibility(), faults = [];
    const ranks = [...main.querySelectorAll("h1,h2,h3,h4")].filter(seen).map(one => Number(one.tagName[1]));
    const titles = [...main.querySelectorAll("h1")].filter(one => seen(one) && !one.closest("article"));
    if (titles.length !== 1) faults.push("not one h1");
    ranks.forEach((rank, n) => { if (rank > (n ? ranks[n - 1] : 0) + 1) faults.push(`h${rank} after h${ranks[n - 1]}`); });
    for (const table of main.querySelectorAll("table")) {
        if (!table.caption && !table.ariaLabel) faults.push("a table without a name");
        if (table.querySelector("th:not([scope])")) faults.push("a heading of neither column nor row");
    }
    const small = one => one.getBoundingClientRect().height < 24;
    const touched = [...main.querySelectorAll("a.nap-bar-label,a.nap-icard-name,.nap-map-list a")].filter(seen);
    if (innerWidth < 700 && touched.some(small)) faults.push("a link that is hard to touch");
    return faults;
}"""
"""Headings without holes below one title (a brief has its own, being printed alone); tables and their headings have names."""


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_sign_in_page_is_clean_too(demo_server: str, visit: Visit, lang: str) -> None:
    page = visit(demo_server, "forum@demo", "/", lang, 390)
    page.goto("/sign-in")
    assert serious(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.documentElement.lang") == lang


def faults(page: Page, width: int) -> list[object]:
    sizes = page.evaluate("[document.documentElement, document.querySelector('[data-testid=stMain]')].map(e => e.scrollWidth)")
    wider = [f"{size} pixels wide" for size in sizes if size > width]
    return [*wider, *serious(page).items(), *unfinished(page)]


def serious(page: Page) -> dict[str, list[str]]:
    """Rule → the elements that break it; only what axe calls serious or critical. No rule is left out."""
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    grave = [one for one in violations if one["impact"] in {"serious", "critical"}]
    return {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in grave}


def unfinished(page: Page) -> list[str]:
    """Keys of a catalogue, unfilled places, failures on the screen."""
    text = page.locator("body").inner_text()
    keys = re.findall(r"\b(?:pages|common|findings|workbook|web|publishing)\.[a-z_]+\.?[a-z_]*\b", text)
    return [*keys, *re.findall(r"\{[a-z_]+\}", text), *page.get_by_test_id("stException").all_inner_texts()]
