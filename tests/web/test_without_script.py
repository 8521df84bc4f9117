"""A real browser without JavaScript and a real server: invited, password chosen, account, signed out, the link no more of use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from nap.monitor import NewPerson, close, invite, open_house, operator
from nap.words import say
from tests.browsers import browser
from tests.web.conftest import settings
from tests.web.joining import PASSWORD
from tests.web.server import serve

__all__ = ["browser"]
pytestmark = pytest.mark.server
REAL = {"NAP_DEMO": "0"}


def test_from_the_invitation_to_signing_out_without_a_script(tmp_path: Path, browser: Browser) -> None:
    there = settings(tmp_path, **REAL)
    house = open_house(there)
    link = invite(operator(), house, NewPerson("olga@example.org", "Ольга Петрова", frozenset({"forum"}), language="ru"))
    close(house)
    with serve(tmp_path, NAP_PLAN=str(there.plan_file), **REAL) as address:
        context = browser.new_context(
            base_url=address, java_script_enabled=False, locale="en", viewport={"width": 390, "height": 800}
        )
        page = context.new_page()
        page.goto(f"/invitation/{link.secret}")
        expect(page.locator("h1")).to_have_text(say("ru", "account.bidden.title.invitation", name="Ольга Петрова"))
        page.get_by_label(say("ru", "account.new")).fill("qwerty123456")
        page.get_by_label(say("ru", "account.again")).fill("qwerty123456")
        page.get_by_role("button").click()
        wrong = page.get_by_role("alert")
        expect(wrong).to_contain_text(say("ru", "account.password_refused.guessable"))
        expect(page.get_by_label(say("ru", "account.new"))).to_be_focused()
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/\w+$"))
        page.goto("/account")
        expect(page.locator("h1")).to_have_text(say("ru", "account.title"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name=say("ru", "account.sessions.everywhere")).click()
        expect(page).to_have_url(address + "/sign-in")
        page.goto(f"/invitation/{link.secret}")
        expect(page.locator("h1")).to_have_text(say("ru", "account.link.title.used"))
        context.close()
    log = (tmp_path / "server.log").read_text()
    assert "one-time link refused: used" in log
    assert not [secret for secret in (link.secret, PASSWORD, "Traceback") if secret in log]
