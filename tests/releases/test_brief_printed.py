"""The brief in a browser: one page of paper with the machine's own typefaces, clean by axe, never wider than a phone."""

from __future__ import annotations

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from nap.monitor import House, region_brief
from nap.releases.brief import brief
from nap.releases.brief_html import brief_page
from nap.releases.brief_matter import Origin
from nap.releases.brief_told import Brief
from tests.browsers import browser as browser
from tests.monitor.building import FORUM
from tests.releases.test_brief import LANGUAGES, four_behind, long_plan, matter, page as a_brief

A4 = (595, 842)


def printed(browser: Browser, found: Brief) -> list[tuple[int, int]]:
    """The pages it prints on, by their size."""
    sheet = browser.new_page()
    sheet.set_content(brief_page(found).decode())
    made = sheet.pdf(prefer_css_page_size=True, print_background=True)
    sheet.close()
    return [(round(one.mediabox.width), round(one.mediabox.height)) for one in PdfReader(io.BytesIO(made)).pages]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_region_prints_on_one_page(browser: Browser, demo: House, request: pytest.FixtureRequest, lang: str) -> None:
    """Usually each region in one of the languages, taken in turn; `--long`: each in all."""
    every, turn = demo.plan.regions.level("region"), LANGUAGES.index(lang)
    for region in every if request.config.getoption("--long") else every[turn :: len(LANGUAGES)]:
        assert printed(browser, region_brief(FORUM, demo, region.code, lang)) == [A4], region.code


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("times", [1, 2, 3, 8])
def test_so_does_one_of_a_plan_with_long_texts(browser: Browser, lang: str, times: int) -> None:
    of = matter(four_behind(), long_plan(times), origin=Origin(wanted=True, illustrative=True))
    assert printed(browser, brief(lang, of)) == [A4]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_and_it_is_no_wider_than_its_window(browser: Browser, scheme: str, width: int) -> None:
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}, "bypass_csp": True}
    context = browser.new_context(**look)  # type: ignore[arg-type]
    sheet = context.new_page()
    for lang in LANGUAGES:
        sheet.set_content(brief_page(a_brief(four_behind(), lang)).decode())
        assert Axe().run(sheet).response["violations"] == []
        assert sheet.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
