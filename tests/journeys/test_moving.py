"""Moving about in a real browser: links without reload, nothing from elsewhere, no English of Streamlit's, light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from nap.charts import DARK, LIGHT
from nap.words import say
from tests.journeys.browsing import PATIENCE, enter, settle
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
TO_OBJECTIVE = '.stHtml a[href^="/objective?"]'
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@contextmanager
def looking(browser: Browser, address: str, **settings: object) -> Iterator[Page]:
    """A page of a new browser that is set up in its own way."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, **settings)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def title(page: Page) -> str:
    settle(page)
    return page.locator("h1").first.inner_text()


def test_a_link_leads_on_without_loading_the_front_end_anew_and_back_again(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", "/overview")
    page.evaluate("window.kept = true")
    before = title(page)
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 900)")
    link = page.locator(TO_OBJECTIVE).first
    wanted = link.get_attribute("href") or ""
    link.evaluate("link => link.click()")
    expect(page).to_have_url(re.compile(re.escape(urlsplit(wanted).path)))
    expect(page.locator("h1")).not_to_have_text(before)
    expect(page.locator("h1")).to_be_focused(timeout=PATIENCE)
    assert page.evaluate("window.kept") is True
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0
    after = title(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text(before)
    page.go_forward()
    expect(page.locator("h1")).to_have_text(after)
    assert page.evaluate("window.kept") is True


@pytest.mark.parametrize("person", ["forum@demo", "coordinator@demo"])
def test_the_first_screen_is_found_by_its_name_too(demo_server: str, visit: Visit, person: str) -> None:
    page = visit(demo_server, person, "/overview?period=2025-H2")
    overview = title(page)
    assert urlsplit(page.url).query == "period=2025-H2"
    page.locator(TO_OBJECTIVE).first.evaluate("link => link.click()")
    expect(page.locator("h1")).not_to_have_text(overview)
    page.evaluate("window.kept = true")
    page.locator(".stHtml a").first.evaluate("link => { link.href = '/overview'; link.click() }")
    expect(page.locator("h1")).to_have_text(overview)
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    assert page.evaluate("window.kept") is True


def test_a_link_that_the_reader_wants_in_a_new_tab_opens_there(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", "/overview")
    before = page.url
    with page.context.expect_page() as opened:
        page.locator(TO_OBJECTIVE).first.click(modifiers=["Control"])
    settle(opened.value)
    assert page.url == before
    assert urlsplit(opened.value.url).path == "/objective"


def test_a_link_out_of_the_screens_loads_what_it_names(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", "/overview")
    page.evaluate("window.kept = true")
    page.locator('a[href="/sign-out"]').click()
    expect(page).to_have_url(re.compile("/sign-in"))
    assert page.evaluate("window.kept") is None


def test_a_journey_asks_no_other_computer_for_anything(demo_server: str, browser: Browser) -> None:
    with looking(browser, demo_server, locale="ky") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        enter(page, "coordinator@demo", "/overview")
        for path in ("/indicator", "/returns", "/review"):
            page.goto(path)
            settle(page)
        page.goto("/nowhere")
        expect(page.locator("h1")).to_have_text(say("ky", "frame.no_page.title"))
    own = urlsplit(demo_server).netloc
    assert len(asked) > 50
    assert [url for url in asked if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).netloc != own] == []


def test_the_letters_are_our_own_kyrgyz_ones_too(demo_server: str, browser: Browser) -> None:
    with looking(browser, demo_server, locale="ky") as page:
        page.goto("/sign-in")
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready.then(() => null)")
        loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.unicodeRange)")
        widths = page.evaluate(WIDTHS)
    assert len(loaded) == 3  # all three alphabets, the Kyrgyz letters' own among them
    assert any(ours != theirs for ours, theirs in widths)


WIDTHS = """[...'ңүөҢҮӨ'].map(letter => {
    const pen = document.createElement('canvas').getContext('2d');
    const width = font => { pen.font = font; return pen.measureText(letter).width };
    return [width("200px 'Golos Text', monospace"), width('200px monospace')];
})"""
"""Each letter in our face and in the browser's own."""


def colours(page: Page) -> tuple[str, str, str]:
    """Our variable for paper, the ground that is painted, the colour of the title, as the browser computes them."""
    paper, painted, ink = page.evaluate(COLOURS)
    return paper, painted, ink


COLOURS = """() => {
    const app = getComputedStyle(document.querySelector('[data-testid=stApp]'));
    const hex = colour => '#' + colour.match(/\\d+/g).slice(0, 3).map(n => (+n).toString(16).padStart(2, '0')).join('');
    const paper = getComputedStyle(document.documentElement).getPropertyValue('--nap-paper').trim().toLowerCase();
    return [paper, hex(app.backgroundColor), hex(getComputedStyle(document.querySelector('h1')).color)];
}"""


@pytest.mark.parametrize(("scheme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_the_readers_system_chooses_light_or_dark_and_paper_is_always_white(
    demo_server: str, visit: Visit, scheme: Literal["light", "dark"], palette: dict[str, str]
) -> None:
    page = visit(demo_server, "donor@demo", "/summary")
    page.emulate_media(color_scheme=scheme)
    page.goto("/summary")
    settle(page)
    assert colours(page) == tuple(palette[name].lower() for name in ("paper", "paper", "ink"))
    page.emulate_media(media="print")
    assert colours(page) == tuple(LIGHT[name].lower() for name in ("paper", "paper", "ink"))


def test_our_rules_follow_streamlit_where_it_has_chosen_otherwise(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "donor@demo", "/summary")
    page.emulate_media(color_scheme="light")
    page.goto("/summary?embed=true&embed_options=dark_theme")
    settle(page)
    assert colours(page)[:2] == (DARK["paper"].lower(), DARK["paper"].lower())


STREAMLITS = """() => {
    const latin = /[A-Za-z]{3,}/;
    const skipped = '.stHtml, script, style, noscript, [data-testid=stIconMaterial], [data-testid=stVegaLiteChart]';
    const said = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) if (!node.parentElement.closest(skipped)) said.push(node.data.trim());
    for (const one of document.querySelectorAll('*'))
        for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
            if (one.hasAttribute(name) && !one.closest(skipped) && one.checkVisibility()) said.push(one.getAttribute(name));
    return said.filter(text => latin.test(text));
}"""
OUR_LATIN = re.compile(r"English|Excel|CSV|XLSX|xlsx|SHA|Enter|Ctrl|PNG|filled")


def english(page: Page) -> list[str]:
    """What stands on the screen in Latin letters and is neither a name nor our own."""
    return [text for text in page.evaluate(STREAMLITS) if re.search(r"[A-Za-z]{3,}", OUR_LATIN.sub("", text))]


def test_streamlit_says_nothing_in_english_to_a_kyrgyz_reader(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "fwn@demo", "/overview", "ky")
    found = {"overview": english(page)}
    page.get_by_test_id("stSelectbox").locator("input").first.fill("zzzz")
    expect(page.get_by_text(say("ky", "frame.no_results"))).to_be_visible()
    found["nothing found"] = english(page)
    page.goto("/returns")
    settle(page)
    found["returns"] = english(page)
    page.locator('input[type="file"]').set_input_files({"name": "filled.xlsx", "mimeType": XLSX, "buffer": b"x" * 20_000})
    expect(page.get_by_test_id("stFileChipName")).to_be_visible()
    settle(page)
    found["a file"] = english(page)
    assert {where: words for where, words in found.items() if words} == {}


def test_the_words_change_with_the_language_and_the_page_says_which_it_is(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "fwn@demo", "/returns", "en")
    expect(page.get_by_text(say("en", "pages.upload.browse"), exact=True).first).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_text(say("ky", "common.language.ky"), exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "ky")
    expect(page.get_by_text(say("ky", "pages.upload.browse"), exact=True).first).to_be_visible()
    settle(page)
    assert english(page) == []


def test_a_lost_connection_is_told_in_the_readers_language_and_nothing_else(demo_server: str, browser: Browser) -> None:
    with looking(browser, demo_server, locale="ru") as page:
        wires = wire(page)
        enter(page, "forum@demo", "/overview")
        expect(page.locator("#nap-state")).to_be_empty()
        page.context.set_offline(True)
        wires[-1].close()
        expect(page.locator("#nap-state")).to_have_text(say("ru", "frame.lost"), timeout=PATIENCE)
        expect(page.get_by_test_id("stDialog")).to_be_hidden()
        page.context.set_offline(False)
        expect(page.locator("#nap-state")).to_be_empty(timeout=PATIENCE)


def test_a_session_that_has_ended_meanwhile_leads_to_sign_in(demo_server: str, browser: Browser) -> None:
    with looking(browser, demo_server, locale="ru") as page:
        wires = wire(page)
        enter(page, "forum@demo", "/region")
        page.context.clear_cookies(name="nap_session")
        wires[-1].close()
        expect(page).to_have_url(re.compile("/sign-in\\?next=%2Fregion"), timeout=PATIENCE)


def wire(page: Page) -> list[WebSocketRoute]:
    """The page's sockets as they are opened, passed on to the server, to be cut by hand."""
    wires: list[WebSocketRoute] = []

    def opened(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        wires.append(socket)

    page.route_web_socket(re.compile("/_stcore/stream"), opened)
    return wires


def test_after_an_upload_a_phone_shows_what_became_of_it(small_server: str, visit: Visit) -> None:
    page = visit(small_server, "wpn@demo", "/returns", width=390)
    page.locator("input[type=file]").scroll_into_view_if_needed()
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 400)")
    page.locator("input[type=file]").set_input_files({"name": "x.xlsx", "mimeType": "", "buffer": b"no workbook"})
    expect(page.get_by_text("cannot be taken", exact=False).first).to_be_in_viewport()
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop === 0")
