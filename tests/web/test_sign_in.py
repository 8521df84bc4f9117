"""Sign-in and sign-out: only demo people, only here, only by our own form; the cookie cannot be read by scripts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, strategies as some

from nap.monitor import House, viewer_of
from tests.web.conftest import TestClient, app_of
from web.language import COOKIE as LANGUAGE, choose
from web.sign_in import local_path


def send(client: TestClient, person: str = "wpn@demo", *, next: str = "", **headers: str) -> object:
    client.get("/sign-in")
    form = {"person": person, "form": client.cookies["nap_form"]}
    return client.post("/sign-in" + (f"?next={next}" if next else ""), data=form, headers=headers)


def test_the_form_signs_in_and_leads_on(house: House, stranger: TestClient) -> None:
    answer = send(stranger, next="%2Findicator%3Findicator%3D2.1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/indicator?indicator=2.1")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("nap_session=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    person = viewer_of(house, stranger.cookies["nap_session"])
    assert person is not None
    assert person.person == "wpn@demo"


def test_a_post_without_our_form_signs_nobody_in(stranger: TestClient) -> None:
    answer = stranger.post("/sign-in", data={"person": "coordinator@demo"})
    assert (answer.status_code, "nap_session" in answer.headers.get("set-cookie", "")) == (403, False)


def test_signing_in_again_ends_the_session_before(house: House, partner: TestClient) -> None:
    before = partner.cookies["nap_session"]
    send(partner, "forum@demo")
    assert viewer_of(house, before) is None


def test_a_post_from_another_site_signs_nobody_in(stranger: TestClient) -> None:
    answer = send(stranger, origin="https://evil.example")
    assert (answer.status_code, "nap_session" in stranger.cookies) == (403, False)


@pytest.mark.parametrize("person", ["", "nobody@demo", "WPN@demo", "coordinator"])
def test_only_the_demo_people_can_be_chosen(stranger: TestClient, person: str) -> None:
    assert send(stranger, person).status_code == 403
    assert "nap_session" not in stranger.cookies


def test_demo_people_exist_only_for_this_machine(house: House) -> None:
    far = TestClient(app_of(house), base_url="http://127.0.0.1:8501", client=("192.168.1.20", 5000), follow_redirects=False)
    assert "wpn@demo" not in far.get("/sign-in").text
    assert send(far).status_code == 403


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded", "via"])
def test_demo_people_do_not_exist_behind_a_proxy_that_calls_itself_this_machine(stranger: TestClient, header: str) -> None:
    assert "wpn@demo" in stranger.get("/sign-in").text
    assert "wpn@demo" not in stranger.get("/sign-in", headers={header: "127.0.0.1"}).text
    assert send(stranger, **{header: "127.0.0.1"}).status_code == 403


def test_demo_people_are_shown_to_others_only_where_the_settings_say_so_by_name(house: House) -> None:
    beyond = replace(house, settings=replace(house.settings, demo_beyond=True))
    far = TestClient(app_of(beyond), base_url="http://127.0.0.1:8501", client=("192.168.1.20", 5000), follow_redirects=False)
    assert send(far).status_code == 303


def test_demo_people_exist_beyond_this_machine_only_where_that_was_asked_for_by_name(house: House) -> None:
    for beyond, status in ((False, 403), (True, 303)):
        there = replace(house, settings=replace(house.settings, demo_beyond=beyond, base_url="http://demo.example"))
        far = TestClient(app_of(there), base_url="http://demo.example", client=("192.168.1.20", 5000), follow_redirects=False)
        assert send(far).status_code == status


def test_a_proxy_on_this_machine_brings_nobody_near(house: House) -> None:
    there = replace(house, settings=replace(house.settings, proxies=("127.0.0.1",)))
    behind = TestClient(app_of(there), base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5000), follow_redirects=False)
    assert send(behind, **{"x-forwarded-for": "127.0.0.1, 192.0.2.7"}).status_code == 403


def test_demo_people_do_not_exist_where_demo_is_off(house: House) -> None:
    real = replace(house, settings=replace(house.settings, demo=False))
    client = TestClient(app_of(real), base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5000), follow_redirects=False)
    page = client.get("/sign-in").text
    assert "@demo" not in page
    assert 'name="person"' not in page
    assert 'type="password"' in page


def test_a_body_larger_than_any_form_of_ours_is_not_read(stranger: TestClient) -> None:
    stranger.get("/sign-in")
    form = {"person": "wpn@demo", "form": stranger.cookies["nap_form"], "rest": "x" * 10_000}
    assert stranger.post("/sign-in", data=form).status_code == 403


@pytest.mark.parametrize(("lang", "words"), [("ky", "Кирүү"), ("ru", "Вход"), ("en", "Sign in")])
def test_the_page_speaks_each_language_and_needs_no_script(stranger: TestClient, lang: str, words: str) -> None:
    answer = stranger.get("/sign-in", headers={"accept-language": f"de, {lang};q=0.8"})
    assert f"<title>{words}</title>" in answer.text
    assert f'<html lang="{lang}">' in answer.text
    assert "<script" not in answer.text
    assert '<a href="/releases/">' in answer.text
    assert len(re.sub('<link rel="prefetch"[^>]*>', "", answer.text).encode()) < 8_000


def test_a_chosen_language_is_kept(stranger: TestClient) -> None:
    stranger.get("/sign-in?lang=ky")
    assert "<title>Кирүү</title>" in stranger.get("/sign-in", headers={"accept-language": "en"}).text
    assert stranger.get("/language/ru").status_code == 200
    assert "<title>Вход</title>" in stranger.get("/sign-in", headers={"accept-language": "en"}).text
    stranger.get("/language/xx")
    assert stranger.cookies["nap_language"] == "ru"


def test_signing_out_by_the_form_ends_the_session(house: House, partner: TestClient) -> None:
    token = partner.cookies["nap_session"]
    answer = partner.post("/sign-out", data={"form": partner.cookies["nap_form"]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert viewer_of(house, token) is None
    assert "nap_session" not in partner.cookies


def test_a_link_from_our_own_page_signs_out_at_once(house: House, partner: TestClient) -> None:
    token = partner.cookies["nap_session"]
    assert partner.get("/sign-out", headers={"sec-fetch-site": "same-origin"}).status_code == 303
    assert viewer_of(house, token) is None


@pytest.mark.parametrize("site", ["cross-site", "none", ""])
def test_a_link_from_elsewhere_asks_first(house: House, partner: TestClient, site: str) -> None:
    answer = partner.get("/sign-out", headers={"sec-fetch-site": site})
    assert (answer.status_code, viewer_of(house, partner.cookies["nap_session"]) is not None) == (200, True)


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "", "javascript:alert(1)", "/a\nb", "/sign-out"]
)
def test_nobody_is_led_to_another_site(target: str) -> None:
    assert local_path(target) == "/"


@given(some.text(max_size=80))
def test_the_way_on_is_always_a_path_of_our_own(target: str) -> None:
    way = local_path(target)
    assert way.startswith("/")
    assert not way.startswith("//")
    assert "\\" not in way


@given(some.text(max_size=80))
def test_any_browser_gets_a_language_we_have(header: str) -> None:
    assert choose({}, header, ("ky", "ru", "en")) in {"ky", "ru", "en"}


@pytest.mark.parametrize(
    ("header", "lang"),
    [("ky-KG,ky;q=0.9", "ky"), ("de,ru;q=0.5,en;q=0.4", "ru"), ("en;q=0.1, ky;q=0.2", "ky"), ("ru;q=0, de", "en"), (None, "en")],
)
def test_the_browsers_first_language_we_have_wins(header: str | None, lang: str) -> None:
    assert choose({}, header, ("ky", "ru", "en")) == lang


@pytest.mark.parametrize(
    ("kept", "header", "lang"), [("ky", "ru", "sw"), ("", "pt-BR,en;q=0.9", "pt"), ("pt", "sw", "pt"), ("", None, "sw")]
)
def test_only_languages_of_the_plan_are_offered_the_first_of_them_to_whoever_speaks_none(
    kept: str, header: str | None, lang: str
) -> None:
    assert choose({LANGUAGE: kept}, header, ("sw", "pt")) == lang
