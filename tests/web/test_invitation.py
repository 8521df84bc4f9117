"""One-time links: looking changes nothing; using sets the password and signs in, once; one that does not hold says what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import escape

import pytest

from nap.monitor import House, operator, people, viewer_of
from nap.words import say
from tests.web.joining import EMAIL, NAME, OTHER, PASSWORD, TestClient, client_of, fill, invited, joined, logged, reset, signed_in

pytestmark = pytest.mark.usefixtures("quick_hashes")


@pytest.fixture
def path(house: House) -> str:
    return f"/invitation/{invited(house).secret}"


def use(client: TestClient, path: str, password: str = PASSWORD, again: str = PASSWORD) -> object:
    return fill(client, path, password=password, again=again)


def test_looking_at_a_link_does_not_use_it_up(house: House, path: str) -> None:
    pages = [client_of(house).get(path) for _ in range(3)]
    assert {page.status_code for page in pages} == {200}
    assert client_of(house).head(path).status_code == 200
    (account,) = (one for one in people(operator(), house) if one.person == EMAIL)
    assert not account.password


def test_using_it_sets_the_password_and_signs_in(house: House, path: str) -> None:
    client = client_of(house)
    answer = use(client, path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    viewer = viewer_of(house, client.cookies["nap_session"])
    assert viewer is not None
    assert viewer.person == EMAIL
    assert signed_in(house).get("/x").text == "inside /x"


NOT_TAKEN = [
    ("kort", "kort", "too_short", "password"),
    ("x y " * 60, "x y " * 60, "too_long", "password"),
    ("password1234", "password1234", "guessable", "password"),
    ("Aizada Usubalieva", "Aizada Usubalieva", "personal", "password"),
    (PASSWORD, PASSWORD + "s", "differs", "again"),
]


def test_a_password_that_is_not_taken_is_told_beside_its_field(house: House, path: str) -> None:
    client = client_of(house)
    for lang in ("ky", "ru", "en"):
        client.cookies.set("nap_language", lang)
        for password, again, code, beside in NOT_TAKEN:
            answer = use(client, path, password, again)
            sentence = say(lang, f"account.password_refused.{code}", limit=12 if code == "too_short" else 128)
            assert answer.status_code == 422
            assert sentence in answer.text.partition(f'<label for="{beside}">')[2].partition("</p>")[0]
            assert password not in answer.text.replace(NAME, "")
    assert "nap_session" not in client.cookies
    assert client.get(path).status_code == 200


def test_the_rules_stand_before_the_field_and_a_long_phrase_fits(house: House, path: str) -> None:
    page = client_of(house).get(path).text
    assert page.index(say("en", "account.rules.long", shortest=12)) < page.index('<input id="password"')
    assert page.count('autocomplete="new-password"') == 2
    assert f'autocomplete="username" value="{EMAIL}"' in page
    assert "maxlength" not in page
    phrase = "түндүк жылдызы көк бээни сууга алып барган " * 3
    phrase = phrase[:128]
    assert len(phrase.encode()) > 200
    assert use(client_of(house), path, phrase, phrase).status_code == 303


def test_a_link_works_once(house: House, path: str) -> None:
    use(client_of(house), path)
    late = client_of(house)
    assert late.get(path).status_code == 410
    late.get("/sign-in")
    answer = late.post(path, data={"form": late.cookies["nap_form"], "password": OTHER, "again": OTHER})
    assert (answer.status_code, say("en", "account.link.used") in answer.text) == (410, True)
    assert "nap_session" not in late.cookies
    assert signed_in(house).get("/x").status_code == 200


def test_a_link_that_is_too_old_says_whom_to_ask(house: House, path: str, caplog: pytest.LogCaptureFixture) -> None:
    later = replace(house, now=lambda: house.now() + timedelta(days=8))
    for lang in ("ky", "ru", "en"):
        answer = client_of(later).get(path, headers={"accept-language": lang})
        assert (answer.status_code, say(lang, "account.link.expired") in answer.text) == (410, True)
        assert 'href="/sign-in"' in answer.text
    assert "one-time link refused: expired" in logged(caplog)
    assert path.removeprefix("/invitation/") not in logged(caplog)


def test_a_link_nobody_made_is_told_plainly(house: House) -> None:
    for secret in ("x", "%ff%fe", "<script>alert(1)", "a" * 5000, "' OR 1=1 --", "ссылка"):
        answer = client_of(house).get(f"/invitation/{secret}")
        assert (answer.status_code, say("en", "account.link.unknown") in answer.text) == (404, True)
        assert "<script" not in answer.text


def test_no_other_page_hears_of_the_address_and_nothing_keeps_the_page(house: House, path: str) -> None:
    for answer in (client_of(house).get(path), client_of(house).get("/invitation/x")):
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
    assert client_of(house).get("/sign-in").headers["referrer-policy"] == "same-origin"


def test_a_browser_that_names_no_origin_may_use_it_another_site_may_not(house: House, path: str) -> None:
    client = client_of(house)
    client.get(path)
    form = {"form": client.cookies["nap_form"], "password": PASSWORD, "again": PASSWORD}
    for foreign in ({"origin": "https://evil.example"}, {"origin": "null", "sec-fetch-site": "cross-site"}):
        assert client.post(path, data=form, headers=foreign).status_code == 403
    assert client.post(path, data=form, headers={"origin": "null", "sec-fetch-site": "same-origin"}).status_code == 303


def test_whoever_was_signed_in_in_this_browser_is_signed_out(house: House, path: str) -> None:
    joined(house, "other@example.org")
    client = signed_in(house, "other@example.org")
    before = client.cookies["nap_session"]
    use(client, path)
    assert viewer_of(house, before) is None


def test_a_reset_ends_every_other_session(house: House) -> None:
    joined(house)
    elsewhere = signed_in(house).cookies["nap_session"]
    use(client_of(house), f"/invitation/{reset(house).secret}", OTHER, OTHER)
    assert viewer_of(house, elsewhere) is None


def test_the_page_speaks_the_language_of_the_invited_until_she_chooses_another(house: House) -> None:
    path = f"/invitation/{invited(house, 'b@example.org', name='Ольга', language='ru').secret}"
    client = client_of(house)
    page = client.get(path, headers={"accept-language": "en"}).text
    assert escape(say("ru", "account.bidden.title.invitation", name="Ольга")) in page
    assert say("ky", "account.bidden.invitation") in client.get(f"{path}?lang=ky").text
    assert say("ky", "account.bidden.invitation") in client.get(path).text


def test_a_name_stays_text(house: House) -> None:
    secret = invited(house, "c@example.org", name='O\'Neil & "Co"').secret
    assert "O&#x27;Neil &amp; &quot;Co&quot;" in client_of(house).get(f"/invitation/{secret}").text


def test_who_sends_returns_may_go_on_to_the_light_pages_at_once(house: House, path: str) -> None:
    client = client_of(house)
    assert 'name="light"' in client.get(path).text
    assert fill(client, path, password=PASSWORD, again=PASSWORD, light="1").headers["location"] == "/light"
