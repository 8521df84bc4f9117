"""Signing in by the word of a real provider: only the invited get in, with a session of ours; every failure is a sentence."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser

from nap.monitor import Viewer, disable_person, enable_person, operator, viewer_of
from nap.store import audit
from nap.store.audit import AuditEvent
from tests.browsers import browser
from tests.journeys.browsing import PATIENCE, settle
from tests.oidc.conftest import PASSWORD, Running

__all__ = ["browser"]

pytestmark = pytest.mark.server


def set_out(visitor: httpx.Client, target: str = "/") -> str:
    """Where the link on the sign-in page leads to: an address of the provider."""
    answer = visitor.get("/sign-in/with/forum", params={"next": target})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def at_the_provider(visitor: httpx.Client, way: str, login: str, **buttons: str) -> str:
    """What a person does there; gives the address it leads back to."""
    answer = visitor.get(way)
    while answer.next_request is not None:
        answer = visitor.send(answer.next_request)
    answer = visitor.post(str(answer.url), data={"login": login, **buttons})
    while "/oauth2callback" not in str(answer.headers["location"]):
        assert answer.next_request is not None
        answer = visitor.send(answer.next_request)
    return str(answer.headers["location"])


def enter(visitor: httpx.Client, login: str, target: str = "/") -> httpx.Response:
    return visitor.get(at_the_provider(visitor, set_out(visitor, target), login))


def events(running: Running) -> tuple[AuditEvent, ...]:
    with running.house.store.reading() as transaction:
        return audit.events(transaction)


def viewer(running: Running, visitor: httpx.Client) -> Viewer | None:
    return viewer_of(running.house, visitor.cookies.get("nap_session", ""))


def refused(running: Running, answer: httpx.Response, status: int, words: str) -> None:
    """A sentence and a way back; no session, no cookie of Streamlit's with a person in it, no traceback in the log."""
    assert (answer.status_code, words in answer.text) == (status, True), answer.text
    assert 'href="/sign-in?next=' in answer.text
    assert "nap_session" not in answer.cookies
    assert not {name for name in answer.cookies if name.startswith("_streamlit_user")}
    assert "Traceback" not in running.log.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize(
    ("login", "code", "words"),
    [
        ("unverified", "unverified", "has not confirmed that this e-mail"),
        ("silent", "unverified", "has not confirmed that this e-mail"),
        ("nameless", "unverified", "gave us no e-mail"),
        ("stranger", "not_invited", "Ask your coordinator"),
        ("disabled", "not_invited", "Ask your coordinator"),
    ],
)
def test_whom_nobody_vouches_for_or_invited_does_not_get_in(running: Running, login: str, code: str, words: str) -> None:
    before = len(events(running))
    with running.visitor() as visitor:
        refused(running, enter(visitor, login), 403, words)
        assert visitor.get("/").headers["location"].startswith("/sign-in")
    (event,) = events(running)[before:]
    assert (event.act, event.facts["how"]) == ("sign_in_failed", "identity")
    assert f"sign-in by the word of {running.issuer}: {code}" in running.log.read_text(encoding="utf-8")


def test_what_the_provider_calls_an_email_is_shown_as_text(running: Running) -> None:
    with running.visitor() as visitor:
        answer = enter(visitor, "stranger")
    assert "&lt;b&gt;stranger@elsewhere.example&lt;/b&gt;" in answer.text
    assert "<b>" not in answer.text


def test_an_account_disabled_afterwards_ends_at_the_next_click(running: Running) -> None:
    with running.visitor() as visitor:
        enter(visitor, "active")
        assert viewer(running, visitor) is not None
        disable_person(operator(), running.house, "gulnara@ngo.example")
        try:
            assert visitor.get("/account").headers["location"].startswith("/sign-in")
            refused(running, enter(visitor, "active"), 403, "Ask your coordinator")
        finally:
            enable_person(operator(), running.house, "gulnara@ngo.example")


def test_a_sign_in_that_comes_back_a_second_time_opens_nothing(running: Running) -> None:
    with running.visitor() as visitor:
        back = at_the_provider(visitor, set_out(visitor), "active")
        under_way = dict(visitor.cookies)
        assert visitor.get(back).status_code == 303
        visitor.cookies.delete("nap_session")
        refused(running, visitor.get(back), 403, "could not be finished")
        with running.visitor() as thief:  # who has copied the address and the cookies of the sign-in too
            thief.cookies.update(under_way)
            refused(running, thief.get(back), 403, "could not be finished")


def test_a_sign_in_that_somebody_else_began_opens_nothing(running: Running) -> None:
    with running.visitor() as attacker, running.visitor() as victim:
        back = at_the_provider(attacker, set_out(attacker), "active")
        set_out(victim)
        refused(running, victim.get(back), 403, "could not be finished")
        assert viewer(running, victim) is None


@pytest.mark.parametrize("change", [{"state": "x" * 30}, {"code": "x" * 40}, {"state": ""}, {"code": "", "state": "%00"}])
def test_a_forged_way_back_opens_nothing(running: Running, change: dict[str, str]) -> None:
    with running.visitor() as visitor:
        back = at_the_provider(visitor, set_out(visitor), "active")
        given = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
        refused(running, visitor.get("/oauth2callback?" + urlencode(given | change)), 403, "could not be finished")


def test_a_tampered_cookie_of_a_sign_in_under_way_opens_nothing(running: Running) -> None:
    with running.visitor() as visitor:
        back = at_the_provider(visitor, set_out(visitor), "active")
        kept = visitor.cookies["_streamlit_session"]
        visitor.cookies.delete("_streamlit_session")
        visitor.cookies.set("_streamlit_session", "A" + kept[1:] if kept[0] != "A" else "B" + kept[1:], domain="127.0.0.1")
        refused(running, visitor.get(back), 403, "could not be finished")


def test_a_cookie_of_streamlits_is_worth_nothing_here(running: Running) -> None:
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

    person = '{"email": "gulnara@ngo.example", "email_verified": true, "is_logged_in": true, "iss": "x", "provider": "forum"}'
    signed = create_signed_value("0123456789abcdef" * 3, "_streamlit_user", person).decode()
    with running.visitor() as visitor:
        visitor.cookies.set("_streamlit_user", signed, domain="127.0.0.1")
        refused(running, visitor.get("/oauth2callback"), 403, "could not be finished")
        assert visitor.get("/").headers["location"].startswith("/sign-in")
        assert "_streamlit_user" not in visitor.cookies


def test_who_turns_back_at_the_provider_is_told_that_nothing_has_changed(running: Running) -> None:
    with running.visitor() as visitor:
        back = at_the_provider(visitor, set_out(visitor), "", cancel="1")
        refused(running, visitor.get(back), 403, "Nothing has changed here")
    assert "access_denied" in running.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["down", "junk"])
def test_a_provider_that_is_down_or_talks_nonsense_leaves_the_other_ways_open(running: Running, code: str) -> None:
    with running.visitor() as visitor:
        refused(running, visitor.get(f"/sign-in/with/{code}"), 502, "cannot be reached just now")
        form = visitor.get("/sign-in").cookies["nap_form"]
        answer = visitor.post("/sign-in", data={"email": "gulnara@ngo.example", "password": PASSWORD, "form": form})
        assert answer.status_code == 303
    assert f"sign-in with {code}" in running.log.read_text(encoding="utf-8")


def test_streamlits_own_routes_stay_closed(running: Running) -> None:
    with running.visitor() as visitor:
        codes = {path: visitor.get(path).status_code for path in ("/auth/login", "/auth/logout", "/sign-in/with/nobody")}
        assert set(codes.values()) == {404}
        assert visitor.post("/oauth2callback", data={"code": "x"}).status_code == 405


def test_the_invited_get_in_and_go_on_to_what_they_asked_for(running: Running) -> None:
    with running.visitor() as visitor:
        page = visitor.get("/sign-in?next=%2Findicator%3Findicator%3D2.1").text
        assert 'href="/sign-in/with/forum?next=%2Findicator%3Findicator%3D2.1"' in page
        answer = enter(visitor, "invited", "/indicator?indicator=2.1")
        assert (answer.status_code, answer.headers["location"]) == (303, "/indicator?indicator=2.1")
        somebody = viewer(running, visitor)
        assert somebody is not None
        assert somebody.person == "aizada@ngo.example"
        assert "aizada@ngo.example" in visitor.get("/account").text
        assert not {name for name in visitor.cookies if name.startswith(("_streamlit", "nap_next"))}
    event = events(running)[-1]
    assert (event.act, event.person, event.facts["how"]) == ("sign_in", "aizada@ngo.example", "identity")


def test_signing_out_says_that_the_providers_own_session_goes_on(running: Running) -> None:
    with running.visitor() as visitor:
        enter(visitor, "active")
        token = visitor.cookies["nap_session"]
        answer = visitor.get("/sign-out", headers={"sec-fetch-site": "same-origin"})
        assert "still signed in there" in visitor.get(answer.headers["location"]).text
        assert viewer_of(running.house, token) is None


@pytest.mark.journey
def test_in_a_browser_the_link_leads_to_the_provider_and_back_to_the_page(running: Running, browser: Browser) -> None:
    context = browser.new_context(base_url=running.address, locale="en")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/coverage")
    page.get_by_role("link", name="Sign in with Forum").click()
    page.get_by_label("Who").fill("active")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/coverage")
    settle(page)
    kept = {cookie["name"]: cookie for cookie in context.cookies(running.address)}
    assert (kept["nap_session"]["httpOnly"], kept["nap_session"]["sameSite"]) == (True, "Lax")
    assert not {name for name in kept if name.startswith(("_streamlit_user", "_streamlit_session"))}
    context.close()
