"""A line of 64 kbit/s that breaks: a file arrives once and whole or not at all, and nobody else waits for it."""

from __future__ import annotations

import random
import select
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
import pytest

from nap.monitor import House, all_returns, audit_verify, operator, refused_uploads
from tests.houses import reading_here
from tests.monitor.building import H1, a_workbook
from tests.web.light import XLSX, browser, sent_id
from tests.web.weak_line import Line, lane, weak
from web.light.upload import Limits

__all__ = ["reading_here"]

PATIENCE = 120
BITS = 64_000


def cookies(house: House) -> dict[str, str]:
    return dict(browser(house, "wpn@demo").cookies)


def send(port: int, kept: dict[str, str], data: bytes) -> httpx.Response:
    """Send the file as a browser does, over the line behind that port."""
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", cookies=kept, timeout=PATIENCE, trust_env=False) as client:
        return client.post("/light/send", data={"form": kept["nap_form"]}, files={"file": ("return.xlsx", data, XLSX)})


def raw_request(port: int, kept: dict[str, str], length: int, body: bytes = b"--x\r\n") -> bytes:
    names = "; ".join(f"{name}={value}" for name, value in kept.items())
    head = (
        f"POST /light/send HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {names}\r\nContent-Length: {length}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    )
    return head.encode() + body


@contextmanager
def begun(port: int, kept: dict[str, str], length: int) -> Iterator[socket.socket]:
    """An upload that has begun and does not go on."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)) as link:
        link.sendall(raw_request(port, kept, length))
        yield link


def whole(link: socket.socket) -> str:
    """All that comes until the other side ends the connection."""
    parts = []
    while piece := link.recv(65_536):
        parts.append(piece)
    return b"".join(parts).decode()


def test_broken_and_repeated_it_arrives_once(house: House) -> None:
    kept, data = cookies(house), a_workbook(house, "WPN", H1)
    places = random.Random(7).sample(range(600, len(data)), 6)
    with lane(house) as port:
        for place in places:
            with weak(Line(port, breaks_after=place)) as broken, pytest.raises(httpx.TransportError):
                send(broken, kept, data)
        assert (all_returns(operator(), house), refused_uploads(operator(), house)) == ((), ())
        with weak(Line(port, answers=False)) as dumb, pytest.raises(httpx.TransportError):
            send(dumb, kept, data)
        with weak(Line(port, BITS)) as slow:
            answer = send(slow, kept, data)
    found = all_returns(operator(), house)
    assert [one.receipt.id for one in found] == [sent_id(answer)]
    assert answer.headers["location"].endswith("?said=again")
    assert audit_verify(house)[0] is None


def test_who_never_ends_an_upload_is_let_go_and_holds_nobody_up(house: House) -> None:
    kept = cookies(house)
    with lane(house, Limits(idle=1, linger=0.1)) as port, begun(port, kept, 5_000) as link:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", cookies=kept, timeout=PATIENCE, trust_env=False) as other:
            assert other.get("/light").status_code == 200
        answer = whole(link)
    assert answer.startswith("HTTP/1.1 408")
    assert "The file came too slowly" in answer


def test_a_file_that_is_too_large_is_refused_before_it_comes(house: House) -> None:
    with lane(house, Limits(linger=0.1)) as port, begun(port, cookies(house), 60_000_000) as link:
        answer = whole(link)
    assert answer.startswith("HTTP/1.1 413")
    assert "larger than 10" in answer
    assert "send it again" in answer


def test_nobody_takes_all_places(house: House) -> None:
    kept = cookies(house)
    limits = Limits(idle=30, each=1, linger=0.1)
    with lane(house, limits) as port, begun(port, kept, 5_000) as first, begun(port, kept, 5_000) as second:
        told, _, _ = select.select([first, second], [], [], PATIENCE)
        assert [link.recv(12) for link in told] == [b"HTTP/1.1 429"]
