"""Ways past the door that others have found elsewhere: none of them leads in, whatever an address is written like."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as some

from tests.walk import table as who
from tests.walk.conftest import Enter, Walk
from tests.walk.table import ADDRESSES, EVERYBODY, STREAMLIT
from web.door import is_open, session_token

CLOSED = ["/overview", "/account", "/light", "/receipt/x", "/media/x", "/_stcore/health", "/_stcore/metrics", "/component/x/y"]
WRITTEN = [
    "/{}",
    "//{}",
    "/./{}",
    "/%2e/{}",
    "/static/../{}",
    "/static/%2e%2e/{}",
    "/static/%252e%252e/{}",
    "/static/..%2f{}",
    "/static/..;/{}",
    "/static/..%5c{}",
    "/static//{}/..",
    "/sign-in/../{}",
    "/sign-in/{}",
    "/sign-in;/{}",
    "/sign-in%00/{}",
    "/sign-in%0a/{}",
    "/sign-in%3f/{}",
    "/invitation/x/{}",
    "/invitation/x%2f{}",
    "/invitation/..%2f{}",
    "/language/ru/{}",
    "/health/{}",
    "/{};/sign-in",
    "/{}/",
    "/{}.",
    "/{}%20",
    "/{}%00",
    "/{}?next=/sign-in",
    "/{}#/sign-in",
]
NAMED_OPEN = re.compile(
    r"/(sign-in|sign-out|forgotten|invitation/[^/]+|language/[^/]+|health|favicon\.(svg|png)|nap\.(js|css)|plain\.css|fonts/[^/]+"
    r"|static/.+)"
)
"""Typed by hand from the table."""
PIECES = some.sampled_from(
    ["/", "//", "..", ".", ";", "%2e", "%2f", "\\", "\x00", "\n", "?", "static", "sign-in", "media", "invitation", "_stcore", "x"]
)


@pytest.mark.parametrize("closed", CLOSED)
def test_no_way_of_writing_an_address_gets_past_the_door(enter: Enter, closed: str) -> None:
    stranger = enter(who.NOBODY)
    plain = closed.lstrip("/")
    for form in WRITTEN:
        for name in {plain, plain.upper(), plain.replace("_", "%5f"), plain.replace("m", "%6d")}:
            answer = stranger.get("http://127.0.0.1:8501" + form.format(name))
            assert answer.status_code in {303, 400, 401, 404}, form
            assert not answer.text.startswith("inside"), form


@given(some.lists(PIECES, max_size=8).map("".join) | some.text(max_size=30))
def test_what_is_open_is_named_open(tail: str) -> None:
    path = "/" + tail
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "get"):
        if is_open(method, path):
            assert NAMED_OPEN.fullmatch(path)
            assert not set(path) & {"\\", "\x00", "\n"}
            assert ".." not in path
            assert method in {"GET", "HEAD", "POST"}


@given(some.sampled_from([*ADDRESSES, *STREAMLIT]), some.text("abcxyz./;%\\-_", max_size=12))
def test_no_route_that_the_table_closes_is_open(pattern: str, filling: str) -> None:
    everybody = pattern in ADDRESSES and ADDRESSES[pattern].who == EVERYBODY
    path = re.sub(r"{.*?}", lambda _: filling, pattern)
    if not everybody and not NAMED_OPEN.fullmatch(path):
        assert not any(is_open(method, path) for method in ("GET", "HEAD", "POST"))


@pytest.mark.parametrize(
    "cookie",
    [
        "nap_session={}x",
        "nap_session=x{}",
        "nap_session = {}",
        "NAP_SESSION={}",
        "__Host-nap_session={}",
        "nap_session={}; nap_session=x",
        "nap_session={},",
        "$Version=1; nap_session=x; $Path=/",
    ],
)
def test_only_the_whole_token_under_its_own_name_and_last_counts(walk: Walk, enter: Enter, cookie: str) -> None:
    header = cookie.format(walk.tokens[who.COORDINATOR])
    expected = 200 if session_token(header) == walk.tokens[who.COORDINATOR] else 303
    assert enter(who.NOBODY).get("/overview", headers={"cookie": header}).status_code == expected
    assert (expected == 200) == (cookie == "nap_session = {}")


def test_every_cookie_of_ours_is_kept_from_scripts_and_other_sites(enter: Enter) -> None:
    stranger = enter(who.NOBODY)
    set_ = [stranger.get(path).headers.get_list("set-cookie") for path in ("/sign-in", "/forgotten", "/sign-out", "/language/ru")]
    for cookie in (each.lower() for kept in set_ for each in kept):
        assert "samesite=" in cookie
        assert "httponly" in cookie or cookie.startswith("nap_language=")
    assert any(set_)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1@evil.example", "127.0.0.1.", "evil.example#127.0.0.1", "", "x" * 5000]
)
def test_under_another_name_nothing_answers(enter: Enter, host: str) -> None:
    for path in ("/sign-in", "/overview", "/health", "/nap.css"):
        assert enter(who.COORDINATOR).get(path, headers={"host": host}).status_code == 400


@pytest.mark.parametrize("header", ["X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-Forwarded-Host", "Forwarded"])
def test_no_header_renames_what_is_asked(enter: Enter, header: str) -> None:
    stranger = enter(who.NOBODY)
    assert stranger.get("/overview", headers={header: "/sign-in"}).status_code == 303
    assert stranger.get("/sign-in", headers={header: "/overview"}).status_code == 200
