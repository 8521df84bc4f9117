"""Sessions that are forged, cut, doubled, planted or over: none of them is anybody."""

from __future__ import annotations

import re
from contextlib import closing

import httpx
import pytest

from nap.monitor import disable_person, enable_person, operator, sign_out_everywhere
from nap.monitor.sessions import begin_session
from tests.hostile.conftest import Enter, Site
from tests.walk import table as who
from tests.walk.conftest import Walk
from tests.web.joining import EMAIL, OTHER, PASSWORD

pytestmark = pytest.mark.server
FLIPPED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "bcdefghijklmnopqrstuvwxyzaBCDEFGHIJKLMNOPQRSTUVWXYZA"
)


def status(site: Site, cookie: str, path: str = "/light") -> int:
    return httpx.get(site.address + path, headers={"cookie": cookie.encode()}).status_code


def a_session(site: Site, email: str) -> str:
    with site.house.store.writing() as transaction:
        return begin_session(transaction, site.house, email, "password", "10.0.0.1", "")


@pytest.mark.parametrize(
    "cookie",
    [
        "nap_session=",
        "nap_session=x",
        "nap_session={cut}",
        "nap_session={token}a",
        "nap_session={flipped}",
        "nap_session={upper}",
        "nap_session={key}",
        "nap_session={token}%00",
        "nap_session={token}; nap_session=x",
        "nap_session={token}; nap_session=",
        "NAP_SESSION={token}",
        "nap_session\t=x; session={token}",
        "nap_form={token}",
        "nap_session='{token}'",
        'nap_session="{token}',
        "nap_session=' OR '1'='1",
        "nap_session=../../{token}",
        "nap_session=🗝; other={token}",
    ],
)
def test_only_the_whole_token_is_somebody(site: Site, cookie: str) -> None:
    from nap.monitor.sessions import key_of

    token = site.walk.tokens[who.COORDINATOR]
    said = {"token": token, "cut": token[:-1], "flipped": token.translate(FLIPPED), "upper": token.upper(), "key": key_of(token)}
    assert status(site, re.sub(r"{(\w+)}", lambda found: said[found[1]], cookie)) == 303
    assert status(site, f"nap_session={token}") == 200


def test_ten_thousand_cookies_are_a_request_like_any_other_or_too_large(site: Site) -> None:
    many = b"; ".join(b"a%d=b" % number for number in range(10_000))
    told = site.wire.ask(b"/light", headers=[b"Cookie: " + many + b"; nap_session=" + site.walk.tokens[who.COORDINATOR].encode()])
    assert set(told.statuses) <= {200, 400, 431}


def test_a_session_that_is_over_is_over_everywhere_at_once(site: Site) -> None:
    email, ends = (
        Walk.email(who.FORUM_PARTNER),
        {
            "signed out": lambda token: httpx.get(
                site.address + "/sign-out", headers={"cookie": f"nap_session={token}", "sec-fetch-site": "same-origin"}
            ),
            "everywhere": lambda _: sign_out_everywhere(site_viewer(site, email), site.house, here=True),
            "disabled": lambda _: disable_person(operator(), site.house, email, "test"),
        },
    )
    for way, end in ends.items():
        token = a_session(site, email)
        assert (way, status(site, f"nap_session={token}")) == (way, 200)
        end(token)
        for path in ("/light", "/overview", "/account", "/", "/receipt/" + site.walk.submitted):
            assert (way, status(site, f"nap_session={token}", path)) == (way, 303)
        assert (way, status(site, f"nap_session={token}", "/_stcore/health")) == (way, 401)
    enable_person(operator(), site.house, email)
    assert status(site, f"nap_session={token}") == 303  # what was ended does not come back with the account


def site_viewer(site: Site, email: str) -> object:
    from nap.monitor import person_viewer

    return person_viewer(site.house, email)


def sign_in(site: Site, password: str, cookies: dict[str, str] | None = None) -> httpx.Client:
    client = httpx.Client(base_url=site.address, cookies=cookies, timeout=30)
    word = re.search(r'name="form" value="([^"]+)"', client.get("/sign-in").text)
    assert word is not None
    answer = client.post("/sign-in", data={"email": EMAIL, "password": password, "form": word[1]})
    assert answer.status_code == 303, answer.text
    return client


def test_signing_in_takes_no_session_that_was_there_before(site: Site) -> None:
    """Fixation: whoever planted a session, known or invented, knows nothing after the reader has signed in."""
    for planted in ("planted-by-somebody", a_session(site, Walk.email(who.FORUM))):
        with closing(sign_in(site, PASSWORD, {"nap_session": planted})) as client:
            given = [cookie.value for cookie in client.cookies.jar if cookie.name == "nap_session"]
        assert len({*given, planted}) > 1
        assert planted not in given[-1:]
    assert status(site, f"nap_session={planted}") == 303  # and the planted one has ended


def test_a_password_that_changes_ends_the_sessions_begun_with_the_one_before(site: Site) -> None:
    with closing(sign_in(site, PASSWORD)) as stolen, closing(sign_in(site, PASSWORD)) as own:
        word = re.search(r'name="form" value="([^"]+)"', own.get("/account").text)
        assert word is not None
        form = {"form": word[1], "do": "password", "old": PASSWORD, "password": OTHER, "again": OTHER}
        assert own.post("/account", data=form).status_code == 303
        assert stolen.get("/light").status_code == 303
        assert own.get("/account").status_code == 200
        back = form | {"old": OTHER, "password": PASSWORD, "again": PASSWORD}
        assert own.post("/account", data=back).status_code == 303


def test_no_other_person_stands_behind_a_disabled_ones_session(site: Site, enter: Enter) -> None:
    assert enter(who.DISABLED).get("/overview").status_code == 303
