"""What an installation refuses to start with: a demo beside real people or beyond this machine, settings that mean nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as some

from nap.monitor import START_REFUSALS, House, is_loopback, start_empty, start_refusal

NEAR = ("127.0.0.1", "127.8.9.10", "localhost", "::1", "[::1]", "::ffff:127.0.0.1")
FAR = ("0.0.0.0", "", "::", "192.168.1.7", "::ffff:192.168.1.7", "localhost.evil.example", "127.0.0.1.evil.example")


def setting(house: House, **changes: object) -> House:
    return replace(house, settings=replace(house.settings, **changes))  # type: ignore[arg-type]


def test_a_demo_does_not_start_beside_a_provider_of_sign_in_not_even_beyond(quick_house: House) -> None:
    assert start_refusal(quick_house, "127.0.0.1", identity=True) == "demo_identity"
    assert start_refusal(setting(quick_house, demo_beyond=True), "127.0.0.1", identity=True) == "demo_identity"


@pytest.mark.parametrize("address", FAR)
def test_a_demo_listens_beyond_this_machine_only_when_told_so_by_name(quick_house: House, address: str) -> None:
    assert start_refusal(quick_house, address, identity=False) == "demo_beyond"
    assert start_refusal(setting(quick_house, demo_beyond=True), address, identity=False) is None


@pytest.mark.parametrize("address", NEAR)
def test_a_demo_starts_for_this_machine(quick_house: House, address: str) -> None:
    assert start_refusal(quick_house, address, identity=False) is None


@pytest.mark.parametrize("base_url", ["https://nap.example", "http://192.168.1.7:8501", ""])
def test_a_demo_that_is_said_to_be_reached_from_elsewhere_does_not_start(quick_house: House, base_url: str) -> None:
    assert start_refusal(setting(quick_house, base_url=base_url), "127.0.0.1", identity=False) == "demo_address"


@pytest.mark.parametrize("identity", [True, False])
def test_a_real_installation_listens_where_it_is_told(quick_house: House, identity: bool) -> None:
    start_empty(quick_house)
    for house in (quick_house, setting(quick_house, demo=False)):
        assert start_refusal(house, "0.0.0.0", identity=identity) is None


@pytest.mark.parametrize("proxy", ["nginx", "10.0.0.0/33", "10.0.0.1-9", "*"])
def test_a_proxy_that_is_no_address_is_told(quick_house: House, proxy: str) -> None:
    assert start_refusal(setting(quick_house, proxies=("127.0.0.1", proxy)), "127.0.0.1", identity=False) == "proxies"
    assert start_refusal(setting(quick_house, proxies=("10.0.0.0/8", "::1")), "127.0.0.1", identity=False) is None


@pytest.mark.parametrize(
    "issuer",
    ["login.example", "http://login.example", "https://", "https://login.microsoftonline.com/{tenantid}/v2.0", "https://*.x"],
)
def test_an_issuer_that_is_nobody_or_anybody_is_told(quick_house: House, issuer: str) -> None:
    assert start_refusal(setting(quick_house, trusted_issuers=(issuer,)), "127.0.0.1", identity=False) == "issuers"
    known = ("https://login.microsoftonline.com/9f2c/v2.0", "http://127.0.0.1:9000/realms/forum")
    assert start_refusal(setting(quick_house, trusted_issuers=known), "127.0.0.1", identity=False) is None


@given(some.text(max_size=30), some.sampled_from(["", "127.0.0.1", "::1"]))
def test_whatever_an_address_looks_like_the_question_is_answered(host: str, more: str) -> None:
    assert is_loopback(host + more) in {True, False}
    assert all(map(is_loopback, NEAR))
    assert not any(map(is_loopback, FAR))


def test_every_refusal_is_known_by_its_code() -> None:
    assert len(set(START_REFUSALS)) == len(START_REFUSALS) == 5
