"""The door: without a live session nothing answers but sign-in, health, the language choice and public front-end files."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given, strategies as some
from starlette.websockets import WebSocketDisconnect

from nap.monitor import House, NotNow, sign_in_demo, sign_out
from nap.words import say
from tests.web.conftest import TestClient, app_of
from web.door import Door, host_name, is_loopback, session_token
from web.headers import release_headers

TRANSPORT = [
    "/media/0123456789abcdef.xlsx",
    "/_stcore/host-config",
    "/_stcore/health",
    "/_stcore/bidi-components/x",
    "/component/x/index.html",
    "/app/static/x",
    "/_stcore/upload_file/session/file",
]
PAGES = [
    "/",
    "/returns",
    "/review",
    "/objective?objective=O1",
    "/indicator",
    "/summary",
    "/no-such-page",
    "//media/x",
    "/index.html",
]
CLOSED = [
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/interact",
    "/_stcore/script-health-check",
    "/_stcore/message",
    "/_stcore/",
    "/_stcore/health/",
    "/_stcore/streams",
    "/auth/login",
]
OWN_FILE = "/media/file of wpn@demo"
SOCKET = "ws://127.0.0.1:8501/_stcore/stream"
FORGED = ["", "nap_session=", "nap_session=x", "nap_session=' OR 1=1", "other=1; nap_session=nobody", 'nap_session="']


@pytest.mark.parametrize("path", TRANSPORT)
@pytest.mark.parametrize("cookie", FORGED)
def test_transport_is_refused_without_a_session(stranger: TestClient, path: str, cookie: str) -> None:
    answer = stranger.get(path, headers={"cookie": cookie})
    assert (answer.status_code, "inside" in answer.text) == (401, False)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_without_a_session(stranger: TestClient, method: str) -> None:
    assert stranger.request(method, "/_stcore/upload_file/a/b", content=b"x").status_code == 401
    assert stranger.request(method, "/returns", content=b"x").status_code == 401


@pytest.mark.parametrize("path", ["http://evil.example/sign-in", "*", "sign-in", "evil.example:80", ""])
def test_what_is_no_path_of_ours_is_not_answered(house: House, path: str) -> None:
    assert asked_raw(house, path, []) == (400, b"close")


def test_a_request_with_two_lengths_is_not_answered_and_ends_its_connection(house: House) -> None:
    both = [(b"content-length", b"5"), (b"transfer-encoding", b"chunked")]
    assert asked_raw(house, "/sign-in", both) == (400, b"close")


def asked_raw(house: House, path: str, headers: list[tuple[bytes, bytes]]) -> tuple[int, bytes]:
    """Status and word on the connection of what the door answers to a scope as a server hands it over."""
    told: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": [(b"host", b"127.0.0.1"), *headers]}
    asyncio.run(Door(app_of(house), house=lambda: house)(scope, lambda: None, send))
    return told[0]["status"], dict(told[0]["headers"]).get(b"connection", b"")


def test_an_address_of_any_length_is_not_said_again(stranger: TestClient) -> None:
    assert stranger.get("/" + "a" * 1000).headers["location"] == "/sign-in"


@pytest.mark.parametrize("path", PAGES)
def test_pages_lead_to_sign_in(stranger: TestClient, path: str) -> None:
    answer = stranger.get("http://127.0.0.1:8501" + path)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")


@pytest.mark.parametrize("after", ["/", "/x", "%2f", "%00", "//"])
def test_the_secret_of_a_link_is_repeated_in_no_other_address(stranger: TestClient, after: str) -> None:
    answer = stranger.get("http://127.0.0.1:8501/invitation/the-secret" + after)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_what_is_open_to_everybody_does_not_wait_for_the_store(house: House) -> None:
    asked = []

    def opened() -> House:
        asked.append(1)
        return house

    door = Door(app_of(house), house=opened)
    browser = TestClient(door, base_url="http://127.0.0.1:8501")
    for _ in range(3):
        assert browser.get("/favicon.svg").status_code == 200
    assert len(asked) == 1


@pytest.mark.parametrize("cookie", FORGED)
def test_the_socket_is_refused_without_a_session(stranger: TestClient, cookie: str) -> None:
    with pytest.raises(WebSocketDisconnect), stranger.websocket_connect(SOCKET, headers={"cookie": cookie}):
        pass


def test_the_socket_is_refused_under_a_foreign_name(partner: TestClient) -> None:
    cookie = {"cookie": f"nap_session={partner.cookies['nap_session']}", "host": "evil.example"}
    with pytest.raises(WebSocketDisconnect), partner.websocket_connect(SOCKET, headers=cookie):
        pass


FOREIGN = [
    "http://evil.example",
    "null",
    "",
    "http://[",
    "http://127.0.0.1:9999",
    "http://localhost:8501",
    "http://127.0.0.1:8501.evil.example",
]


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_origin_opens_no_socket_and_sends_nothing(partner: TestClient, origin: str) -> None:
    with pytest.raises(WebSocketDisconnect), partner.websocket_connect(SOCKET, headers={"origin": origin}):
        pass
    assert partner.put("/_stcore/upload_file/a/b", content=b"x", headers={"origin": origin}).status_code == 403


def test_our_own_pages_open_the_socket_and_send(partner: TestClient) -> None:
    ours = {"origin": "http://127.0.0.1:8501"}
    with partner.websocket_connect(SOCKET, headers=ours) as link:
        assert link.receive_text() == "inside "
    assert partner.put("/_stcore/upload_file/tab of wpn@demo/b", content=b"x", headers=ours).status_code == 200


def test_no_cache_keeps_a_download(partner: TestClient) -> None:
    assert partner.get(OWN_FILE).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
@pytest.mark.parametrize("name", ["file of mia@demo", "tab of wpn@demo", "", "x/%2e%2e/file of wpn@demo", "/file of wpn@demo"])
def test_a_file_made_for_somebody_else_is_not_there(partner: TestClient, method: str, name: str) -> None:
    answer = partner.request(method, f"/media/{name}")
    assert (answer.status_code, "inside" in answer.text) == (404, False)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("tab", ["tab of mia@demo", "", "/tab of wpn@demo"])
def test_nothing_is_put_into_or_taken_out_of_the_tab_of_somebody_else(partner: TestClient, method: str, tab: str) -> None:
    answer = partner.request(method, f"/_stcore/upload_file/{tab}/b", content=b"x")
    assert (answer.status_code, "inside" in answer.text) == (404, False)
    assert partner.request(method, "/_stcore/upload_file/tab of wpn@demo/b", content=b"x").status_code != 404


@pytest.mark.parametrize(
    ("asked", "passed"),
    [
        ("streamlit, xsrf, tab of wpn@demo", "streamlit, xsrf, tab of wpn@demo"),
        ("streamlit, xsrf, tab of mia@demo", "streamlit, xsrf"),
        ("streamlit,,tab of mia@demo, tab of wpn@demo", "streamlit,"),
        ("streamlit, xsrf", "streamlit, xsrf"),
        ("streamlit", "streamlit"),
    ],
)
def test_a_cut_line_takes_up_the_tab_of_its_own_person_alone(partner: TestClient, asked: str, passed: str) -> None:
    with partner.websocket_connect(SOCKET, headers={"Sec-WebSocket-Protocol": asked}) as link:
        assert link.receive_text() == f"inside {passed}"


@pytest.mark.parametrize("path", CLOSED)
def test_what_nobody_needs_is_closed_even_with_a_session(partner: TestClient, path: str) -> None:
    assert partner.get(path).status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::1", "10.0.0.7", "evil.example:8501"]
)
def test_foreign_host_names_are_refused_even_with_a_session(partner: TestClient, host: str) -> None:
    answer = partner.get("/", headers={"host": host})
    assert (answer.status_code, "inside" in answer.text) == (400, False)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "LOCALHOST"])
def test_this_machine_may_be_called_by_its_own_names(partner: TestClient, host: str) -> None:
    assert (
        partner.get("/returns", headers={"host": host, "cookie": f"nap_session={partner.cookies['nap_session']}"}).status_code
        == 200
    )


def test_a_dot_dot_does_not_lead_out_of_the_public_files(stranger: TestClient) -> None:
    assert stranger.get("/static/%2e%2e/media/x").status_code == 303


@pytest.mark.parametrize("path", ["/nap.js", "/favicon.png", "/favicon.ico", "/health", "/sign-in"])
def test_public_files_and_sign_in_answer_everybody(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 200


def test_with_a_session_pages_media_and_the_socket_answer(partner: TestClient) -> None:
    assert partner.get("/returns").text == "inside /returns"
    assert partner.get(OWN_FILE).status_code == 200
    with partner.websocket_connect(SOCKET) as link:
        assert link.receive_text() == "inside "


def test_an_ended_session_opens_nothing_from_the_next_request_on(house: House, stranger: TestClient) -> None:
    token = sign_in_demo(house, "wpn@demo")
    cookie = {"cookie": f"nap_session={token}"}
    assert stranger.get(OWN_FILE, headers=cookie).status_code == 200
    sign_out(house, token)
    assert stranger.get(OWN_FILE, headers=cookie).status_code == 401


@pytest.mark.parametrize("path", ["/sign-in", "/", "/media/x", "/static/x", "/_stcore/metrics"])
def test_every_answer_carries_the_security_headers(stranger: TestClient, path: str) -> None:
    headers = stranger.get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
    assert (headers["cross-origin-resource-policy"], headers["x-frame-options"]) == ("same-origin", "DENY")
    assert "camera=()" in headers["permissions-policy"]


def test_what_is_published_may_be_shown_anywhere_and_what_a_link_opens_nowhere() -> None:
    for by_link, where in ((False, b"cross-origin"), (True, b"same-origin")):
        assert dict(release_headers(by_link))[b"cross-origin-resource-policy"] == where


def test_the_policy_allows_the_installed_shells_own_inline_script_and_no_other() -> None:
    from web.headers import security_headers

    policy = dict(security_headers())[b"content-security-policy"].decode()
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert script.count("'sha256-") == 1
    assert "unsafe-inline" not in script


@given(some.text(max_size=60))
def test_reading_any_cookie_or_host_never_fails(text: str) -> None:
    assert isinstance(session_token(text), str)
    assert isinstance(host_name(text), str)
    assert isinstance(is_loopback(text), bool)


def test_the_own_name_of_an_installation_is_known(house: House) -> None:
    from dataclasses import replace

    named = replace(house, settings=replace(house.settings, base_url="https://monitor.example"))
    client = TestClient(app_of(named), base_url="http://monitor.example", follow_redirects=False)
    assert client.get("/").status_code == 303


def test_a_store_that_is_locked_is_said_in_the_readers_language_and_never_lets_anybody_in(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sign_in_demo(house, "wpn@demo")

    def locked() -> None:
        raise NotNow("store_unavailable")

    inside = TestClient(app_of(house), base_url="http://127.0.0.1:8501", cookies={"nap_session": token, "nap_language": "ru"})
    monkeypatch.setattr(house.store, "reading", locked)
    monkeypatch.setattr(house.store, "writing", locked)
    for path in ("/returns", "/media/x", "/sign-out"):
        answer = inside.get(path, headers={"sec-fetch-site": "same-origin"})
        assert "inside" not in answer.text
        assert (answer.status_code, "Ничего не сохранено" in answer.text) == (503, False)
        assert say("ru", "web.not_shown") in answer.text
    sent = inside.post("/light/send")
    assert (sent.status_code, say("ru", "pages.not_now.store_unavailable") in sent.text) == (503, True)
    with pytest.raises(WebSocketDisconnect), inside.websocket_connect(SOCKET):
        pass
