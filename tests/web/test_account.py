"""One's own account: what is known, another password, where one is signed in; nothing of it for anybody else."""

from __future__ import annotations

import pytest

from nap.monitor import House, SignInRefused, viewer_of
from nap.words import say
from tests.web.conftest import TestClient
from tests.web.joining import EMAIL, NAME, OTHER, PASSWORD, client_of, fill, joined, logged, signed_in
from web.browsers import browser_name

pytestmark = pytest.mark.usefixtures("quick_hashes")


@pytest.fixture
def me(house: House) -> TestClient:
    joined(house, name="O'Neil & Co")
    return signed_in(house)


def change(client: TestClient, old: str = PASSWORD, password: str = OTHER, again: str = OTHER) -> object:
    return fill(client, "/account", do="password", old=old, password=password, again=again)


def test_it_leads_to_sign_in_and_back_without_a_session(house: House) -> None:
    nobody = client_of(house)
    for answer in (nobody.get("/account"), nobody.post("/account", data={"do": "everywhere"})):
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Faccount")


def test_it_shows_what_is_known_of_oneself_as_text(me: TestClient) -> None:
    for lang in ("ky", "ru", "en"):
        page = me.get("/account", headers={"accept-language": lang})
        assert f"<title>{say(lang, 'account.title')}</title>" in page.text
        assert "<dd>O&#x27;Neil &amp; Co</dd>" in page.text
        assert f"<dd>{EMAIL}</dd>" in page.text
        assert f"<dd>{say(lang, 'common.role.coordinator')}</dd>" in page.text
        assert page.headers["cache-control"] == "no-store"
        assert "<script" not in page.text
        assert len(page.content) < 9_000


def test_another_password_keeps_this_session_and_ends_all_others(house: House, me: TestClient) -> None:
    elsewhere = signed_in(house).cookies["nap_session"]
    answer = change(me)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?done=changed")
    assert say("en", "account.done.changed") in me.get("/account?done=changed").text
    assert viewer_of(house, elsewhere) is None
    assert viewer_of(house, me.cookies["nap_session"]) is not None
    assert signed_in(house, password=OTHER).get("/x").status_code == 200


@pytest.mark.parametrize(
    ("typed", "code", "beside"),
    [
        (("wrong old password", OTHER, OTHER), "wrong_old", "old"),
        ((PASSWORD, PASSWORD, PASSWORD), "same", "password"),
        ((PASSWORD, OTHER, OTHER[::-1]), "differs", "again"),
        ((PASSWORD, "qwerty123456", "qwerty123456"), "guessable", "password"),
    ],
)
def test_a_password_that_is_not_taken_is_told_beside_its_field(
    me: TestClient, typed: tuple[str, str, str], code: str, beside: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = change(me, *typed)
    assert answer.status_code == 422
    assert (
        say("en", f"account.password_refused.{code}") in answer.text.partition(f'<label for="{beside}">')[2].partition("</p>")[0]
    )
    assert [text for text in typed if text in answer.text + logged(caplog)] == []
    assert f"change of password refused: {code}" in logged(caplog)


def test_guessing_the_old_password_is_slowed(me: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowed(*_: object) -> None:
        raise SignInRefused("slow_down", 3)

    monkeypatch.setattr("web.account.change_password", slowed)
    answer = change(me)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "180")
    assert say("en", "account.refused.slow_down", minutes=3) in answer.text


def test_sessions_are_listed_with_browser_and_address(house: House, me: TestClient) -> None:
    far = client_of(house, client="192.0.2.77")
    far.headers["user-agent"] = "Mozilla/5.0 (Linux; Android 9; <b>) AppleWebKit/537.36 Chrome/70.0 Mobile Safari/537.36"
    fill(far, "/sign-in", email=EMAIL, password=PASSWORD)
    page = me.get("/account").text
    assert "<strong>Chrome, Android</strong>" in page
    assert say("en", "account.sessions.from", origin="192.0.2.77") in page
    assert page.count(say("en", "account.sessions.here")) == 1
    assert "<b>)" not in page


def test_signing_out_elsewhere_keeps_this_browser(house: House, me: TestClient) -> None:
    elsewhere = signed_in(house).cookies["nap_session"]
    assert fill(me, "/account", do="others").headers["location"] == "/account?done=others"
    assert (viewer_of(house, elsewhere), me.get("/account").status_code) == (None, 200)


def test_signing_out_everywhere_ends_this_one_too(house: House, me: TestClient) -> None:
    here, elsewhere = me.cookies["nap_session"], signed_in(house).cookies["nap_session"]
    answer = fill(me, "/account", do="everywhere")
    assert answer.headers["location"] == "/sign-in"
    assert (viewer_of(house, here), viewer_of(house, elsewhere)) == (None, None)
    assert "nap_session" not in me.cookies


def test_a_forged_form_does_nothing(house: House, me: TestClient) -> None:
    elsewhere = signed_in(house).cookies["nap_session"]
    for do in ("password", "others", "everywhere"):
        form = {"do": do, "old": PASSWORD, "password": OTHER, "again": OTHER}
        assert me.post("/account", data=form).status_code == 403
        assert me.post("/account", data={**form, "form": me.cookies["nap_form"]}, headers={"origin": "null"}).status_code == 403
    assert viewer_of(house, elsewhere) is not None
    assert viewer_of(house, me.cookies["nap_session"]) is not None


def test_an_act_there_is_not_changes_nothing(me: TestClient) -> None:
    assert [fill(me, "/account", do=do).headers["location"] for do in ("", "nothing", "<b>")] == ["/account"] * 3


def test_the_address_cannot_put_words_on_the_page(me: TestClient) -> None:
    for done in ("", "<b>", "nothing"):
        page = me.get("/account", params={"done": done}).text
        assert 'role="status"' not in page
        assert "<b>" not in page


def test_demo_people_have_no_password_to_change(partner: TestClient) -> None:
    page = partner.get("/account").text
    assert say("en", "account.change.demo") in page
    assert 'type="password"' not in page
    assert NAME not in page


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (Windows NT 6.1; rv:52.0) Gecko/20100101 Firefox/52.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML) Chrome/96 YaBrowser/22 Safari/537.36", "Yandex, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X) Version/12.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_browsers_are_called_as_people_know_them(said: str, name: str) -> None:
    assert browser_name(said) == name
