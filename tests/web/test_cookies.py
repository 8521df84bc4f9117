"""Behind HTTPS our cookies bear a name that no other name of the domain and nobody on the line can give."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as some

from nap.monitor import House, sign_in_demo
from tests.web.conftest import TestClient, app_of
from web.cookies import inside, outside

BASE = "https://monitor.example"


@pytest.fixture
def by_https(house: House) -> TestClient:
    named = replace(house, settings=replace(house.settings, base_url=BASE))
    return TestClient(app_of(named), base_url=BASE, follow_redirects=False)


@pytest.mark.parametrize(
    "cookie", ["nap_session={}", "nap_session={}; __Host-nap_session=x", "__host-nap_session={}", "__Host-__Host-nap_session={}"]
)
def test_a_session_under_the_plain_name_is_nobodys(house: House, by_https: TestClient, cookie: str) -> None:
    token = sign_in_demo(house, "wpn@demo")
    assert by_https.get("/returns", headers={"cookie": cookie.format(token)}).status_code == 303


@pytest.mark.parametrize("name", ["{}__Host-nap_session", "__Host-{}nap_session", "__Host-nap_session{}", "{}nap_session"])
@pytest.mark.parametrize("blank", ["\x1c", "\x85", "\xa0", "\x0b", "\xa0\t\x85"])
def test_a_name_that_browsers_take_for_another_one_is_nobodys(house: House, by_https: TestClient, name: str, blank: str) -> None:
    """Any other name of the domain may give such a cookie; Python would drop what it counts as blank."""
    token = sign_in_demo(house, "wpn@demo")
    cookie = f"{name.format(blank)}={token}".encode("latin-1")
    assert by_https.get("/returns", headers={"cookie": cookie}).status_code == 303
    beside = f"__Host-nap_session={token}; {name.format(blank)}=planted".encode("latin-1")
    assert by_https.get("/returns", headers={"cookie": beside}).text == "inside /returns"


@pytest.mark.parametrize("cookie", ["__Host-nap_session={}", "nap_session=x; __Host-nap_session={}; nap_session=y"])
def test_the_guarded_name_counts_whatever_somebody_else_put_beside_it(house: House, by_https: TestClient, cookie: str) -> None:
    token = sign_in_demo(house, "wpn@demo")
    assert by_https.get("/returns", headers={"cookie": cookie.format(token)}).text == "inside /returns"


def test_the_word_of_a_form_is_guarded_and_a_planted_one_is_not_ours(by_https: TestClient) -> None:
    given = by_https.get("/sign-in").headers["set-cookie"]
    assert given.startswith("__Host-nap_form=")
    assert {"secure", "path=/", "httponly", "samesite=strict"} <= {part.strip().lower() for part in given.split(";")}
    planted = {"cookie": "nap_form=" + "x" * 32, "origin": BASE}
    told = by_https.post("/sign-in", data={"email": "a@b.example", "password": "x" * 12, "form": "x" * 32}, headers=planted)
    assert told.status_code == 403


def test_an_answer_by_https_says_for_how_long_and_one_by_plain_http_does_not(by_https: TestClient, stranger: TestClient) -> None:
    for path in ("/sign-in", "/health", "/static/x.js", "/releases/", "/media/x", "/no-such-page"):
        assert by_https.get(path).headers["strict-transport-security"] == "max-age=31536000"
        assert "strict-transport-security" not in stranger.get(path).headers


def test_without_https_names_stay_plain(stranger: TestClient) -> None:
    assert stranger.get("/sign-in").headers["set-cookie"].startswith("nap_form=")


@given(some.lists(some.text("ab=; _-", max_size=12), max_size=4).map("; ".join))
def test_other_cookies_come_through_as_they_were_and_none_becomes_ours(said: str) -> None:
    [(_, taken)] = inside([(b"cookie", said.encode())])
    assert [part.strip() for part in said.split(";")] == taken.decode().split("; ")
    assert outside([(b"set-cookie", said.encode())]) == [(b"set-cookie", said.encode())]
