"""A person's habits in a real browser: filters last chosen, going back, being shown around, a word where it takes long."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from nap.words import say
from tests.journeys.browsing import PATIENCE, enter
from tests.journeys.conftest import Visit, settle

pytestmark = pytest.mark.journey
KEPT = "localStorage['nap-filters']"
OLD = "period=2025-H1"


def choose(page: Page, name: str, heading: str = "h1") -> None:
    """A page from the menu."""
    page.locator(f'[data-testid=stSidebarNavLink][href$="/{name}"]').click()
    expect(page).to_have_url(re.compile(f"/{name}(\\?|$)"), timeout=PATIENCE)
    settle(page)


def remembered(page: Page, text: str) -> None:
    page.wait_for_function(f"text => ({KEPT} || '').includes(text)", arg=text, timeout=PATIENCE)


def chosen(page: Page) -> str:
    """The filters as paper tells them."""
    return page.locator(".nap-chosen").first.text_content() or ""


def test_a_page_from_the_menu_has_the_filters_last_chosen_there_and_a_link_its_own(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", f"/overview?{OLD}")
    remembered(page, OLD)
    first = chosen(page)
    choose(page, "organisations")
    choose(page, "overview")
    expect(page).to_have_url(re.compile(f"overview\\?{OLD}"))
    assert chosen(page) == first
    page.goto("/overview?period=2025-H2")
    settle(page)
    assert chosen(page) != first


def test_another_day_begins_with_them_too_until_they_are_reset(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", f"/overview?{OLD}")
    remembered(page, OLD)
    page.goto("/")
    settle(page)
    expect(page).to_have_url(re.compile(f"overview\\?{OLD}"))
    page.get_by_role("link", name=say("en", "habits.reset")).first.click()
    expect(page.get_by_role("link", name=say("en", "habits.reset"))).to_have_count(0)
    page.wait_for_function(f"old => !{KEPT}.includes(old)", arg=OLD)
    page.goto("/overview")
    settle(page)
    assert "?" not in page.url


def test_days_releases_and_typed_words_are_never_remembered(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", "/overview?as_of=2026-03-31&q=women&period=2025-H1")
    remembered(page, OLD)
    assert "as_of" not in page.evaluate(KEPT)
    assert "women" not in page.evaluate(KEPT)


def test_what_no_longer_exists_is_left_out_in_silence(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", f"/overview?{OLD}")
    remembered(page, OLD)
    page.evaluate(f"{KEPT} = {KEPT}.replace('2025-H1', '1999-H1')")
    page.goto("/overview")
    settle(page)
    expect(page.locator(".nap-vain")).to_be_hidden()
    page.goto("/overview?period=1999-H1")
    settle(page)
    expect(page.locator(".nap-vain")).to_be_visible()


def test_the_next_person_at_the_computer_finds_nothing_of_it(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", f"/overview?{OLD}")
    remembered(page, OLD)
    page.locator('a[href="/sign-out"]').click()
    expect(page).to_have_url(re.compile("/sign-in"))
    assert page.evaluate(KEPT) is None
    page.evaluate(f"""{KEPT} = '{{"whose":"somebody","pages":{{"/overview":"{OLD}"}}}}'""")
    enter(page, "coordinator@demo", "/overview")
    assert "?" not in page.url


def test_back_and_back_again_bring_page_filters_and_place(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", f"/overview?{OLD}")
    main = page.get_by_test_id("stMain")
    first, title = chosen(page), page.locator("h1").inner_text()
    main.evaluate("main => main.scrollTo(0, 700)")
    page.locator('.stHtml a[href^="/objective?"]').first.evaluate("link => link.click()")
    expect(page.locator("h1")).not_to_have_text(title)
    settle(page)
    second, objective = chosen(page), page.locator("h1").inner_text()
    page.locator('.stHtml a[href^="/indicator?"]').first.evaluate("link => link.click()")
    expect(page.locator("h1")).not_to_have_text(objective)
    settle(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text(objective)
    expect(page.locator(".nap-chosen").first).to_have_text(second)
    page.go_back()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".nap-chosen").first).to_have_text(first)
    page.wait_for_function("() => Math.abs(document.querySelector('[data-testid=stMain]').scrollTop - 700) < 5")


def test_a_filter_is_a_step_to_go_back_from(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", "/overview")
    before = chosen(page)
    page.get_by_test_id("stSelectbox").first.locator("input").click()
    page.get_by_role("option").nth(2).click()
    expect(page).to_have_url(re.compile("period="))
    settle(page)
    page.go_back()
    expect(page.locator(".nap-chosen").first).to_have_text(before)


@pytest.mark.parametrize(("person", "steps"), [("fwn@demo", 4), ("forum@demo", 4), ("donor@demo", 3), ("coordinator@demo", 4)])
def test_a_newcomer_is_shown_around_once_and_again_when_asked(
    demo_server: str, visit: Visit, request: pytest.FixtureRequest, person: str, steps: int
) -> None:
    """Everybody is shown it; two of them hide it, ask for it again and go all the way, with `--long` all four."""
    page = visit(demo_server, person)
    card = page.locator(".nap-welcome")
    expect(card).to_be_visible()
    there = [link.get_attribute("href") for link in card.get_by_role("link").all()]
    assert len(there) >= steps
    if person not in {"fwn@demo", "coordinator@demo"} and not request.config.getoption("--long"):
        return
    card.get_by_role("button", name=say("en", "habits.got_it")).click()
    expect(card).to_be_hidden()
    page.goto("/")
    settle(page)
    expect(card).to_be_hidden()
    page.locator(".nap-around a").click()
    expect(card).to_be_visible()
    for address in there:
        page.goto(address or "")
        settle(page)
        assert page.locator(".st-key-trouble, [data-testid=stException]").count() == 0


def test_a_page_that_takes_long_says_so_and_a_quick_one_nothing(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", "/overview")
    state = "document.querySelector('[data-testid=stApp]').setAttribute('data-test-script-state', '{}')"
    expect(page.locator("#nap-busy")).to_be_empty()
    page.evaluate(state.format("running"))
    page.wait_for_timeout(300)
    expect(page.locator("#nap-busy")).to_be_empty()
    expect(page.locator("#nap-busy")).to_have_text(say("en", "habits.busy"))
    assert page.locator("#nap-busy").get_attribute("aria-live") == "polite"
    page.evaluate(state.format("notRunning"))
    expect(page.locator("#nap-busy")).to_be_empty()


def test_paper_has_the_filters_in_words_and_nothing_to_press(demo_server: str, visit: Visit) -> None:
    page = visit(demo_server, "forum@demo", "/objective?objective=O2")
    page.emulate_media(media="print")
    expect(page.locator(".nap-chosen").first).to_be_visible()
    for gone in ("stSidebar", "stSelectbox", "stHeader", "stDownloadButton"):
        assert [one for one in page.get_by_test_id(gone).all() if one.is_visible()] == []
    assert [one for one in page.locator("[data-testid=stMain] button").all() if one.is_visible()] == []
