"""Signing in with e-mail and password: one answer for everybody who is refused, a new session for everybody who is not."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import pytest

from nap.monitor import House, NotNow, SignInRefused, disable_person, operator, viewer_of
from nap.words import say
from tests.web.joining import ADDRESS, EMAIL, PASSWORD, client_of, fill, joined, logged, signed_in

pytestmark = pytest.mark.usefixtures("quick_hashes")

MARKUP = "<script>alert(1)</script>@x.y"


def told(answer: object) -> str:
    """The page without what every page has anew and without what was typed."""
    return answer.text.replace(EMAIL, "").replace("nobody@example.org", "")  # type: ignore[attr-defined]


def test_who_is_refused_is_told_the_same_whether_there_is_such_an_account_or_not(house: House) -> None:
    joined(house)
    joined(house, "left@example.org")
    disable_person(operator(), house, "left@example.org", "has left")
    client = client_of(house)
    first = fill(client, "/sign-in", email=EMAIL, password="not the right one")
    for email in ("nobody@example.org", "left@example.org"):
        other = fill(client, "/sign-in", email=email, password=PASSWORD)
        assert (other.status_code, told(other).replace(email, "")) == (first.status_code, told(first))
    assert first.status_code == 403
    assert say("en", "account.refused.wrong") in first.text
    assert "nap_session" not in client.cookies


def test_after_an_error_the_email_is_still_there_and_the_password_nowhere(house: House, caplog: pytest.LogCaptureFixture) -> None:
    answer = fill(client_of(house), "/sign-in", email=MARKUP, password="mistyped ladder")
    assert escape(MARKUP) in answer.text
    assert MARKUP not in answer.text
    assert "mistyped" not in answer.text + str(answer.headers) + str(answer.url)
    assert "sign-in refused: wrong" in logged(caplog)
    assert "mistyped" not in logged(caplog)
    assert "script" not in logged(caplog)


def test_an_empty_field_is_told_beside_it(house: House) -> None:
    client = client_of(house)
    for lang in ("ky", "ru", "en"):
        client.cookies.set("nap_language", lang)
        page = fill(client, "/sign-in", email="a@b.c", password=" ").text
        beside = page.partition('<label for="password">')[2]
        assert f'role="alert"><strong aria-hidden="true">✗</strong> {say(lang, "account.missing.password")}' in beside
        assert 'aria-describedby="password-wrong" aria-invalid="true" autofocus' in beside
        assert say(lang, "account.missing.email") not in page


def test_too_many_attempts_are_told_with_the_minutes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowed(*_: object) -> str:
        raise SignInRefused("slow_down", 7)

    monkeypatch.setattr("web.sign_in.sign_in", slowed)
    client = client_of(house)
    for lang in ("ky", "ru", "en"):
        client.cookies.set("nap_language", lang)
        answer = fill(client, "/sign-in", email=EMAIL, password=PASSWORD)
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "420")
        assert say(lang, "account.refused.slow_down", minutes=7) in answer.text


def test_when_too_many_sign_in_at_once_the_email_stays_and_a_minute_is_asked_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> str:
        raise NotNow("busy")

    monkeypatch.setattr("web.sign_in.sign_in", busy)
    answer = fill(client_of(house), "/sign-in", email=EMAIL, password=PASSWORD)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert f'value="{EMAIL}"' in answer.text


def test_a_forged_or_broken_form_signs_nobody_in(house: House, caplog: pytest.LogCaptureFixture) -> None:
    joined(house)
    client = client_of(house)
    client.get("/sign-in")
    whole = {"form": client.cookies["nap_form"], "email": EMAIL, "password": PASSWORD}
    broken = {
        "not our word": [{**whole, "form": ""}, {**whole, "form": "x" * 32}, {"email": EMAIL, "password": PASSWORD}],
        "a field twice": [{**whole, "email": [EMAIL, "other@example.org"]}],
        "too large": [{**whole, "rest": "x" * 5000}],
        "control characters": [{**whole, "email": EMAIL + "\0"}],
    }
    for why, forms in broken.items():
        for form in forms:
            caplog.clear()
            answer = client.post("/sign-in", data=form)
            assert (answer.status_code, "nap_session" in client.cookies) == (403, False)
            assert escape(say("en", "account.stale")) in answer.text
            assert f"form refused: /sign-in: {why}" in logged(caplog)
            assert PASSWORD not in logged(caplog) + answer.text
            assert EMAIL not in logged(caplog)


def test_the_right_password_leads_to_the_page_that_was_asked_for(house: House) -> None:
    joined(house)
    client = client_of(house)
    away = client.get("/returns?period=2026-H1")
    answer = fill(client, away.headers["location"], email=EMAIL.upper(), password=PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/returns?period=2026-H1")
    assert answer.headers["cache-control"] == "no-store"
    viewer = viewer_of(house, client.cookies["nap_session"])
    assert viewer is not None
    assert viewer.person == EMAIL
    assert client.get("/returns").text == "inside /returns"


def test_nobody_is_led_to_another_site_or_to_what_is_no_page(house: House) -> None:
    joined(house)
    client = client_of(house)
    client.get("/sign-in")
    form = {"email": EMAIL, "password": PASSWORD, "form": client.cookies["nap_form"]}
    for target in ("//evil.example", "https://evil.example", "/invitation/x", "/sign-out", "/media/x", "/" + "a" * 2000):
        assert client.post("/sign-in", params={"next": target}, data=form).headers["location"] == "/"


def test_a_session_somebody_else_began_in_this_browser_is_not_gone_on_with(house: House) -> None:
    joined(house)
    attacker = signed_in(house).cookies["nap_session"]
    victim = client_of(house)
    victim.cookies.set("nap_session", attacker)
    fill(victim, "/sign-in", email=EMAIL, password=PASSWORD)
    (kept,) = {value for value in victim.cookies.jar if value.name == "nap_session" and value.value != attacker}
    assert viewer_of(house, attacker) is None
    assert viewer_of(house, kept.value or "") is not None


def test_a_failed_attempt_leaves_the_session_there_was(house: House) -> None:
    joined(house)
    client = signed_in(house)
    fill(client, "/sign-in", email=EMAIL, password="mistyped ladder")
    assert viewer_of(house, client.cookies["nap_session"]) is not None


def test_who_is_signed_in_already_is_told_as_whom_and_finds_the_ways_on_and_out(house: House) -> None:
    joined(house, name="Aizada O'Neil")
    page = signed_in(house).get("/sign-in").text
    assert escape(say("en", "account.signed_in", name="Aizada O'Neil", person=EMAIL)) in page
    assert 'href="/"' in page
    assert 'href="/sign-out"' in page


def test_two_tabs_with_the_form_both_work(house: House) -> None:
    joined(house)
    client = client_of(house)
    client.get("/sign-in")
    word = client.cookies["nap_form"]
    client.get("/sign-in?next=%2Freview")
    for target in ("", "?next=%2Freview"):
        answer = client.post("/sign-in" + target, data={"form": word, "email": EMAIL, "password": PASSWORD})
        assert answer.status_code == 303
    assert viewer_of(house, client.cookies["nap_session"]) is not None


@pytest.mark.parametrize(("base", "secure"), [("https://monitor.example", True), (ADDRESS, False)])
def test_the_cookie_is_secure_behind_https(house: House, base: str, secure: bool) -> None:
    joined(house)
    named = replace(house, settings=replace(house.settings, base_url=base))
    answer = fill(client_of(named, base), "/sign-in", email=EMAIL, password=PASSWORD)
    cookie = next(each for each in answer.headers.get_list("set-cookie") if "nap_session=" in each).lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age" not in cookie
    assert ("secure" in cookie) is secure


def test_a_tampered_cookie_is_nobodys(house: House) -> None:
    odd = ("nap_session=" + "x" * 300, "nap_session=\xff\xfe", 'nap_session="; nap_form=\\"', "=;=;nap_session=%00")
    for cookie in odd:
        for path in ("/sign-in", "/forgotten", "/invitation/x", "/sign-out", "/account"):
            answer = client_of(house).get(path, headers={"cookie": cookie.encode("latin-1")})
            assert answer.status_code == {"/account": 303, "/invitation/x": 404}.get(path, 200)
            assert "You are signed in" not in answer.text


def test_the_language_of_the_account_is_taken_up_where_none_was_chosen(house: House) -> None:
    joined(house, language="ky")
    client = signed_in(house)
    assert client.cookies["nap_language"] == "ky"
    chosen = client_of(house)
    chosen.get("/sign-in?lang=ru")
    fill(chosen, "/sign-in", email=EMAIL, password=PASSWORD)
    assert chosen.cookies["nap_language"] == "ru"


def test_the_page_of_a_real_installation_is_small_labelled_and_needs_no_script(house: House) -> None:
    real = replace(house, settings=replace(house.settings, demo=False))
    for lang in ("ky", "ru", "en"):
        answer = client_of(real).get("/sign-in", headers={"accept-language": lang})
        assert len(re.sub(r"<link rel=\"prefetch\"[^>]*>", "", answer.text).encode()) < 4_000
        assert len(answer.content) < 10_000  # with the names of what is fetched while somebody types
        for name, kind, complete in (("email", "email", "username"), ("password", "password", "current-password")):
            assert f'<label for="{name}">{say(lang, f"account.{name}")}</label>' in answer.text
            assert f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{complete}"' in answer.text
        assert "maxlength" not in answer.text
        assert "<script" not in answer.text
