"""What a page of another site, or a letter with a link, can make a signed-in reader's browser do: nothing."""

from __future__ import annotations

import re
import socket
from contextlib import closing
from urllib.parse import quote, urlsplit

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from nap.monitor import audit_verify
from tests.hostile.conftest import WORD, Enter, Site
from tests.walk import table as who
from tests.walk.table import ADDRESSES
from tests.walk.test_addresses import filled
from web.enter import local_path

pytestmark = pytest.mark.server
FORMS = [path for path, address in ADDRESSES.items() if "POST" in address.methods]
NEXT = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\u2028//evil.example",
    "/ok\r\nSet-Cookie: nap_session=evil",
    "/ok\x00",
    "javascript:alert(1)",
    "data:text/html,x",
    "/sign-out",
    "/invitation/x",
    "/" + "x" * 5000,
    "//evil.example@127.0.0.1",
    "/media/x",
    "",
]


@pytest.mark.parametrize("pattern", FORMS)
def test_a_form_of_another_site_or_without_our_word_does_nothing(site: Site, enter: Enter, pattern: str) -> None:
    person = who.COORDINATOR if pattern.endswith(("accept", "send-back")) else who.PARTNER
    path = filled(pattern, site.walk, site.walk.submitted)
    before = (site.house.store.version(), trail(site))
    filled_in = {
        "reason": "why",
        "partner": "WPN",
        "period": "2026-H1",
        "email": "x@example.org",
        "password": "x" * 14,
        "do": "everywhere",
    }
    for origin, word, site_said in (
        ("https://evil.example", WORD, "cross-site"),
        ("null", WORD, "cross-site"),
        ("http://127.0.0.1:1", WORD, "same-site"),
        (None, WORD, "cross-site"),
        (site.address, None, "same-origin"),
        (site.address, "another-browsers-word-of-a-form", "same-origin"),
        (site.address, "", "same-origin"),
    ):
        sent = {"sec-fetch-site": site_said, **({"origin": origin} if origin is not None else {})}
        client = enter(person)
        del client.headers["origin"]
        answer = client.post(path, data=filled_in | ({} if word is None else {"form": word}), headers=sent)
        assert answer.status_code in {400, 403, 404, 409, 413, 422} | ({200} if path == "/sign-out" else set()), (
            origin,
            word,
            answer.status_code,
        )
        assert "nap_session" not in str(answer.headers.get_list("set-cookie"))
    assert (site.house.store.version(), trail(site)) == before
    assert enter(person).get("/account").status_code == 200


def trail(site: Site) -> int:
    """How many acts are on record."""
    return audit_verify(site.house)[1]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "file://"])
def test_another_sites_page_opens_no_socket_with_the_readers_cookie(site: Site, origin: str) -> None:
    url, cookie = urlsplit(site.address), {"Cookie": f"nap_session={site.walk.tokens[who.COORDINATOR]}"}
    with (
        closing(socket.create_connection((url.hostname, url.port))) as wire,
        pytest.raises(InvalidStatus) as refusal,
        connect(
            f"ws://{url.netloc}/_stcore/stream", sock=wire, origin=origin, subprotocols=["streamlit"], additional_headers=cookie
        ),
    ):
        pass
    assert refusal.value.response.status_code == 403


@pytest.mark.parametrize("target", NEXT)
def test_no_link_leads_from_our_form_to_another_site_or_writes_a_header(site: Site, target: str) -> None:
    page = httpx.get(site.address + "/sign-in?next=" + quote(target, safe=""))
    assert page.status_code == 200
    action = re.search(r'action="(/sign-in\?next=[^"]*)"', page.text)
    assert action is not None
    assert "evil" not in action[1]
    assert "evil" not in "".join(page.headers.get_list("set-cookie"))
    assert not urlsplit(local_path(target)).netloc


@pytest.mark.parametrize("name", ["lang", "next", "in"])
def test_nothing_asked_for_gets_into_a_header(site: Site, enter: Enter, name: str) -> None:
    for said in (
        "x\r\nX-Evil: 1",
        "x\nX-Evil: 1",
        "ru\r\n\r\n<script>",
        "\u0130\u2028x",
        "x" * 3000,
        "<script>alert(1)</script>",
    ):
        for path in (
            "/sign-in",
            "/light",
            "/light/template/WPN/2026-H1",
            "/language/" + quote(said, safe=""),
        ):
            answer = enter(who.PARTNER).get(path, params={name: said})
            assert answer.status_code < 500
            assert "x-evil" not in answer.headers
            assert "<script>alert" not in answer.text


def test_a_page_of_ours_stands_in_no_frame_and_runs_no_script_of_others(site: Site, enter: Enter) -> None:
    client = enter(who.COORDINATOR)
    paths = [
        "/sign-in",
        "/light",
        "/overview",
        "/account",
        "/no-page",
        "/static/x",
        "/_stcore/x",
        "/health",
        "/receipt/x",
        "/calendar/x.ics",
    ]
    for path in paths:
        for method in ("GET", "DELETE"):
            told = client.request(method, path).headers
            assert "frame-ancestors 'none'" in told["content-security-policy"], path
            assert "unsafe-eval" not in told["content-security-policy"]
            script = next((part for part in told["content-security-policy"].split("; ") if part.startswith("script-src")), "")
            assert "unsafe-inline" not in script
            assert told["x-content-type-options"] == "nosniff"
            assert told["x-frame-options"] == "DENY"
            assert "server" not in told
            assert not any("streamlit" in value.lower() or "uvicorn" in value.lower() for value in told.values())
            assert "access-control-allow-origin" not in told


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config", "/media/x", "/overview"])
def test_no_other_site_may_read_an_answer(enter: Enter, path: str) -> None:
    client = enter(who.COORDINATOR)
    for method in ("GET", "OPTIONS"):
        asked = {"origin": "https://evil.example", "access-control-request-method": "GET"}
        told = client.request(method, path, headers=asked).headers
        assert told.get("access-control-allow-origin") in {None, ""}
        assert "access-control-allow-credentials" not in told
