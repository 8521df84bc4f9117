"""From where somebody asks: the connection's address, or what our own proxies say of it; nobody else is believed."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given, strategies as some

from web.origin import origin_of

PROXIES = ("127.0.0.1", "10.0.0.0/8", "fd00::/8")


@pytest.mark.parametrize(
    ("client", "said", "found"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("10.0.0.2", "198.51.100.1:4711", "198.51.100.1"),
        ("fd00::1", "[2001:db8::7]:443", "2001:db8::7"),
        ("::ffff:10.0.0.2", "2001:db8::7", "2001:db8::7"),
        ("::ffff:203.0.113.7", "", "203.0.113.7"),
        ("127.0.0.1", "1.1.1.1, unknown", "127.0.0.1"),
        ("127.0.0.1", "1.1.1.1, <script>", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "10.0.0.1, 10.0.0.2", "10.0.0.1"),
        ("fe80::1%eth0", "", "fe80::1"),
        ("", "198.51.100.1", ""),
        ("testclient", "198.51.100.1", ""),
    ],
)
def test_the_nearest_address_that_is_no_proxy_of_ours(client: str, said: str, found: str) -> None:
    assert origin_of(client, {"x-forwarded-for": said}, PROXIES) == found


@given(some.text(max_size=80))
def test_without_proxies_no_header_changes_anything(said: str) -> None:
    assert origin_of("203.0.113.7", {"x-forwarded-for": said}, ()) == "203.0.113.7"


@given(some.text(max_size=30), some.text("0123456789.,:[]% f", max_size=60))
def test_whatever_is_said_an_address_or_nothing_comes_out(client: str, said: str) -> None:
    for nearest in (client, "127.0.0.1"):
        found = origin_of(nearest, {"x-forwarded-for": said}, PROXIES)
        assert not found or str(ip_address(found)) == found
