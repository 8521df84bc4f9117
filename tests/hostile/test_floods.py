"""Sign-ins by the hundred: hashes are worked out in turns, nobody else waits for them, and nobody learns who has an account."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.hostile.conftest import Site
from tests.walk import table as who
from tests.walk.conftest import Walk
from tests.web.joining import EMAIL

pytestmark = pytest.mark.server
NOBODY = "nobody-has-this@example.org"


def tried(site: Site, email: str, path: str = "/sign-in") -> httpx.Response:
    with httpx.Client(base_url=site.address, timeout=60) as client:
        word = re.search(r'name="form" value="([^"]+)"', client.get(path).text)
        assert word is not None
        return client.post(path, data={"email": email, "password": "not the right one", "form": word[1]})


def test_an_unknown_e_mail_a_wrong_password_and_a_disabled_person_are_told_the_same(site: Site) -> None:
    emails = (NOBODY, EMAIL, Walk.email(who.DISABLED), Walk.email(who.FORUM))
    for path in ("/sign-in", "/forgotten"):
        told = [tried(site, email, path) for email in emails]
        shown = {re.sub(r'value="[^"]*"', "", answer.text.replace(email, "")) for answer, email in zip(told, emails, strict=True)}
        assert len({answer.status_code for answer in told}) == 1
        assert len(shown) == 1, path


def test_links_that_are_none_are_told_like_links_that_were_used(site: Site) -> None:
    secrets = ("x" * 43, "y" * 43, "z", "x" * 900)
    for path in ("/invitation/", "/confirm/"):
        told = [httpx.get(f"{site.address}{path}{secret}") for secret in secrets]
        assert {answer.status_code for answer in told} <= {404, 410}
        assert len({answer.text.replace(secret, "") for answer, secret in zip(told, secrets, strict=True)}) == 1


def test_a_flood_of_sign_ins_ends_in_waiting_and_keeps_nobody_else_out(site: Site) -> None:
    with ThreadPoolExecutor(40) as crowd:
        waiting = [crowd.submit(tried, site, f"flood-{number}@example.org") for number in range(40)]
        begun = time.monotonic()
        coordinator = {"nap_session": site.walk.tokens[who.COORDINATOR]}
        assert httpx.get(site.address + "/light/review", cookies=coordinator, timeout=60).status_code == 200
        assert time.monotonic() - begun < 60
        told = [each.result().status_code for each in waiting]
    assert set(told) <= {403, 429, 503}
    assert {429, 503} & set(told)  # the tries of one address are at an end, or so many wait already that no more may
