"""Requests that lie about their length, never end, or are larger than any: refused, and others are served meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import httpx
import pytest

from tests.hostile.conftest import WORD, Site
from tests.hostile.wire import heard
from tests.walk import table as who

pytestmark = pytest.mark.server
MB = 1024 * 1024
CRLF = b"\r\n"


def head(site: Site, path: bytes, *more: bytes, method: bytes = b"POST", person: str = who.NOBODY) -> bytes:
    cookie = f"Cookie: nap_form={WORD}; nap_session={site.walk.tokens[person]}".encode()
    return CRLF.join([method + b" " + path + b" HTTP/1.1", b"Host: " + site.wire.host, cookie, *more, b"", b""])


def served(site: Site) -> bool:
    """Whether somebody else is answered."""
    return httpx.get(site.address + "/sign-in", timeout=20).status_code == 200


@pytest.mark.parametrize(
    "more",
    [
        (b"Content-Length: 5", b"Transfer-Encoding: chunked"),
        (b"Transfer-Encoding: chunked", b"Content-Length: 60"),
        (b"Content-Length: 5", b"Content-Length: 60"),
        (b"Content-Length: 5, 60",),
        (b"Content-Length: +5",),
        (b"Content-Length: -1",),
        (b"Content-Length: 0x5",),
        (b"Content-Length: 5 6",),
        (b"Content-Length : 5",),
        (b"Transfer-Encoding: xchunked",),
        (b"Transfer-Encoding: chunked, identity",),
        (b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity"),
        (b"Transfer-Encoding:\x0bchunked",),
        (b"Transfer-Encoding\x00: chunked",),
        (b"X: a\x00b",),
    ],
)
def test_a_request_that_two_servers_could_read_in_two_ways_is_refused_and_is_the_last_of_its_connection(
    site: Site, more: tuple[bytes, ...]
) -> None:
    smuggled = b"0" + CRLF * 2 + head(site, b"/light", b"Smuggled: yes", method=b"GET", person=who.COORDINATOR)
    told = site.wire.say(head(site, b"/sign-in", *more) + smuggled)
    assert told.statuses == [400]
    assert told.closed


def test_a_bare_line_feed_and_a_folded_header_smuggle_nothing(site: Site) -> None:
    for more in (b"X: a\n\nGET /light HTTP/1.1", b"X: a\r\n\tfolded: b", b"X: a\rY: b"):
        told = site.wire.say(head(site, b"/sign-in", more, b"Connection: close", method=b"GET"))
        assert len(told.statuses) <= 2
        assert b"light/template" not in told.data


@pytest.mark.parametrize(
    "data",
    [
        b"GET /sign-in HTTP/1.1\r\nHost: {host}\r\nX: " + b"a" * 200_000 + CRLF * 2,
        b"GET /sign-in HTTP/1.1\r\nHost: {host}\r\n" + b"".join(b"X%d: b\r\n" % number for number in range(10_000)) + CRLF,
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(300),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(50),
        bytes(range(256)) * 20 + CRLF * 2,
        b"GET /sign-in\r\n\r\n",
        b"GET /sign-in HTTP/9.9\r\nHost: {host}\r\n\r\n",
        b"GET /sign-in HTTP/1.1\r\n\r\n",
        b"GET /sign-in HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
    ],
)
def test_what_is_no_request_of_ours_is_refused_without_a_word_about_the_server(site: Site, data: bytes) -> None:
    told = site.wire.say(data.replace(b"{host}", site.wire.host), 2)
    assert not {status for status in told.statuses if status >= 500}
    for word in (b"uvicorn", b"streamlit", b"starlette", b"python", b"h11", b"traceback"):
        assert word not in told.data.partition(b"\r\n\r\n")[0].lower()
    assert served(site)


@contextmanager
def unfinished(site: Site, *begun: bytes) -> Iterator[None]:
    with ExitStack() as lines:
        for data in begun:
            lines.enter_context(site.wire.open()).sendall(data)
        yield


def test_others_are_served_while_hundreds_of_requests_never_end(site: Site) -> None:
    slow_head = b"GET /sign-in HTTP/1.1\r\nHost: " + site.wire.host + b"\r\nX: "
    slow_form = head(site, b"/sign-in", b"Content-Length: 400") + b"form="
    slow_upload = head(
        site, b"/light/send", b"Content-Type: multipart/form-data; boundary=x", b"Content-Length: 90000", person=who.PARTNER
    )
    with unfinished(site, *[b""] * 150, *[slow_head] * 150, *[slow_form] * 150, *[slow_upload + b"--x"] * 20):
        assert served(site)
        coordinator = {"nap_session": site.walk.tokens[who.COORDINATOR]}
        assert httpx.get(site.address + "/light/review", cookies=coordinator, timeout=20).status_code == 200


@pytest.mark.parametrize("length", [b"Content-Length: %d" % (11 * MB), b"Transfer-Encoding: chunked"])
@pytest.mark.parametrize(
    ("path", "person", "allowed"),
    [
        (b"/sign-in", who.NOBODY, {403, 413}),
        (b"/overview", who.NOBODY, {401}),
        (b"/light/send", who.NOBODY, {200, 303, 401, 403, 413}),
        (b"/light/send", who.PARTNER, {400, 413}),
        (b"/light/nothing", who.PARTNER, {403, 409, 413}),
        (b"/_stcore/upload_file/x/y", who.PARTNER, {403, 404, 405, 411, 413}),
    ],
)
def test_a_body_larger_than_anything_we_take_is_not_read_to_its_end(
    site: Site, length: bytes, path: bytes, person: str, allowed: set[int]
) -> None:
    piece = b"x" * 65536
    chunk = b"10000\r\n" + piece + CRLF if b"chunked" in length else piece
    more = (b"Content-Type: multipart/form-data; boundary=x", length)
    with site.wire.open() as line:
        line.settimeout(1)  # it answers at once, and then waits until it is tired of us
        line.sendall(head(site, path, *more, person=person))
        with suppress(OSError):
            for _ in range(11 * 16):
                line.sendall(chunk)
        told = heard(line)
    assert set(told.statuses[:1]) <= allowed
    assert served(site)
