"""Ways of writing an address, byte by byte as no client library would: nothing of ours comes out, and nothing breaks."""

from __future__ import annotations

import pytest

from tests.hostile.conftest import SECRETS, Site
from tests.walk import table as who

pytestmark = pytest.mark.server
FILES = [
    "requirements.txt",
    "nap/settings.py",
    "etc/passwd",
    "nap.sqlite",
    ".streamlit/config.toml",
    "index.html",
    "indicators.yaml",
]
STEPS = [
    "../",
    "%2e%2e/",
    "..%2f",
    "%2e%2e%2f",
    "%252e%252e%252f",
    "..\\",
    "..%5c",
    "%c0%ae%c0%ae/",
    "..;/",
    ".../",
    "//",
    "/%00/",
]
ROOTS = [
    "static/",
    "static/js/",
    "fonts/",
    "releases/1/",
    "language/",
    "media/",
    "app/static/",
    "component/x/",
    "light/",
    "pictures/",
    "",
]
READS_A_FILE = (b"streamlit==", b"from __future__", b"root:x", b"SQLite format", b"[server]", b"indicators:")


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("person", [who.NOBODY, who.COORDINATOR])
def test_no_step_leads_out_of_what_is_served(site: Site, root: str, person: str) -> None:
    cookie = [f"Cookie: nap_session={site.walk.tokens[person]}".encode()] if site.walk.tokens[person] else []
    asked = [f"/{root}{step * times}{FILES[(at + times) % len(FILES)]}" for at, step in enumerate(STEPS) for times in (1, 6)]
    lines = [f"GET {path} HTTP/1.1\r\nHost: ".encode() + site.wire.host for path in asked]
    requests = [b"\r\n".join([line, *cookie, b"", b""]) for line in lines]
    last = b"\r\n".join([lines[0], b"Connection: close", *cookie, b"", b""])
    told = site.wire.say(b"".join(requests) + last)  # one after the other on one connection
    assert told.closed
    assert len(told.statuses) == len(asked) + 1 or 400 in told.statuses
    assert set(told.statuses) <= {200, 303, 307, 308, 400, 401, 403, 404}
    assert not any(sign in told.data for sign in READS_A_FILE)


@pytest.mark.parametrize(
    "target",
    [
        b"http://evil.example/sign-in",
        b"//evil.example/light",
        b"http:///light",
        b"*",
        b"light",
        b"/light\\..\\review",
        b"/\xff\xfe",
        b"/%ff%fe%00",
        b"/LIGHT",
        b"/Light/../light",
        b"/light%0d%0aX-Evil:%201",
        b"/light#/sign-in",
        b"/light;jsessionid=1",
        b"/_STCORE/metrics",
        b"/_stcore/%6detrics",
        b"/_stcore//metrics",
        b"/static/../_stcore/metrics",
        b"/" + b"a/" * 4000,
        b"/" + b"%2e" * 2000,
        b"/" + b"x" * 60_000,
        b"/sign-in?next=" + b"x" * 60_000,
        b"/?" + b"&".join(b"a%d=1" % number for number in range(5000)),
    ],
)
def test_whatever_is_asked_for_a_stranger_gets_a_form_or_nothing(site: Site, target: bytes) -> None:
    told = site.wire.ask(target)
    assert len(told.statuses) == 1
    assert told.statuses[0] in {200, 303, 307, 400, 401, 404, 414}
    assert told.statuses[0] != 200 or b'type="password"' in told.data
    assert "\r\nx-evil" not in told.head.lower()
    assert "evil.example" not in told.head.partition("location:")[2].partition("?")[0]
    assert not any(secret.encode() in told.data for secret in SECRETS)


@pytest.mark.parametrize(
    "method", [b"PUT", b"DELETE", b"PATCH", b"TRACE", b"CONNECT", b"OPTIONS", b"PROPFIND", b"FOO", b"get", b"GET\x00"]
)
def test_methods_nobody_needs_do_nothing_and_repeat_nothing(site: Site, method: bytes) -> None:
    secret = b"X-Secret: do-not-repeat"
    cookie = f"Cookie: nap_session={site.walk.tokens[who.COORDINATOR]}".encode()
    before = site.house.store.version()
    for path in (b"/light", b"/light/return/" + site.walk.draft.encode(), b"/account", b"/releases/", b"/nap.css", b"/sign-in"):
        told = site.wire.ask(path, method=method, headers=[secret, cookie])
        assert set(told.statuses) <= {303, 307, 308, 400, 403, 404, 405}, (path, told.statuses)
        assert b"do-not-repeat" not in told.data
    assert site.house.store.version() == before
