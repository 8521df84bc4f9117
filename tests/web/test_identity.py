"""What is decided of a sign-in by a provider's word, without a provider: whom to believe, what is wrong with the settings."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, strategies as some

from nap.monitor import House, NewPerson, invite, operator, viewer_of
from tests.web.conftest import TestClient
from web.door import Door
from web.identity import SignInElsewhere
from web.providers import Providers, config_faults, identity_of, labels_of

ADDRESS = "https://nap.example"
SECTION = {
    "redirect_uri": f"{ADDRESS}/oauth2callback",
    "cookie_secret": "0123456789abcdef" * 3,
    "forum": {"client_id": "nap", "client_secret": "x", "server_metadata_url": "https://login.example/.well-known"},
}
ISSUER = "https://login.example/tenant/v2.0"


def codes(section: Mapping[str, object]) -> list[str]:
    return [fault.code for fault in config_faults(section, ADDRESS)]


@pytest.mark.parametrize("said", [False, "false", 0, 1, "", "yes", [], {}])
def test_a_provider_that_says_anything_but_yes_does_not_vouch_even_if_it_is_trusted(said: object) -> None:
    assert not identity_of({"email": "a@b.example", "email_verified": said, "iss": ISSUER}, [ISSUER]).verified


@pytest.mark.parametrize("issuer", [None, "", 1, "https://login.example/other/v2.0", ISSUER + "/", ISSUER.upper()])
def test_silence_is_believed_of_nobody_but_a_trusted_issuer_to_the_letter(issuer: object) -> None:
    assert not identity_of({"email": "a@b.example", "iss": issuer}, [ISSUER]).verified
    assert identity_of({"email": "a@b.example", "iss": ISSUER}, [ISSUER]).verified


@pytest.mark.parametrize("email", [None, "", 7, ["a@b.example"], "a\n@b.example", "a@b.example\x00", "a" * 300 + "@b.example"])
def test_what_is_no_email_is_nobodys(email: object) -> None:
    who = identity_of({"email": email, "email_verified": True, "iss": ISSUER}, [])
    assert (who.email, who.verified) == ("", False)


@given(
    some.dictionaries(some.sampled_from(["email", "email_verified", "iss", "sub"]), some.none() | some.text() | some.integers())
)
def test_whatever_a_provider_claims_is_read_without_failing(claims: dict[str, object]) -> None:
    who = identity_of(claims, [])
    assert who.verified is (claims.get("email_verified") == "true" and bool(who.email))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"cookie_secret": "short"}, ["cookie_secret"]),
        ({"cookie_secret": None, "redirect_uri": None}, ["cookie_secret", "redirect_uri"]),
        ({"redirect_uri": "https://nap.example.evil/oauth2callback"}, ["redirect_uri"]),
        ({"redirect_uri": "http://nap.example/oauth2callback"}, ["redirect_uri"]),
        ({"forum": {"client_id": "nap"}}, ["missing"]),
        ({"forum": "nap"}, ["nobody"]),
        ({"the_forum": SECTION["forum"]}, ["name"]),
        ({"client_id": "nap"}, ["missing"]),
        ({}, []),
    ],
)
def test_settings_that_could_not_work_are_all_named(change: dict[str, object], expected: list[str]) -> None:
    assert codes(SECTION | change) == expected
    assert codes({}) == []


def test_providers_are_called_by_their_label_their_name_or_their_host() -> None:
    labelled = {"label": " Форум ", "client_id": "x"}
    plain = {"client_id": "x", "server_metadata_url": "https://accounts.example/.well-known/x", "client_kwargs": {"scope": "x"}}
    assert labels_of(plain | {"google": {}, "own": labelled}) == {
        "default": "accounts.example",
        "google": "Google",
        "own": "Форум",
    }


class Streamlit:
    """Stands for Streamlit: answers its two routes with these headers, or fails, and counts how often it was asked."""

    def __init__(self, *headers: tuple[bytes, bytes], fails: bool = False) -> None:
        self.headers, self.fails, self.asked = headers, fails, list[str]()

    async def __call__(self, scope: Mapping[str, object], receive: object, send: object) -> None:
        self.asked.append(f"{scope['path']}?{bytes(scope['query_string']).decode()}")  # type: ignore[call-overload]
        if self.fails:
            raise RuntimeError("whatever a provider can break")
        await send({"type": "http.response.start", "status": 302, "headers": list(self.headers)})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b"what Streamlit says"})  # type: ignore[operator]


def client(
    house: House, inner: Streamlit, claims: Mapping[str, object] | None = None, *, configured: bool = True, base: str = "http"
) -> TestClient:
    labels = {"forum": "Forum"} if configured else {}
    providers = Providers(lambda: labels, lambda code: f"provider={code}", lambda cookies: claims if cookies else None)
    app = Door(SignInElsewhere(inner, lambda: house, providers), lambda: house, elsewhere=lambda: bool(labels))
    return TestClient(app, base_url=f"{base}://127.0.0.1:8501", client=("127.0.0.1", 5000), follow_redirects=False)


LED = (
    (b"location", b"https://login.example/auth?x=1"),
    (b"set-cookie", b"_streamlit_session=abc; path=/; Max-Age=1209600; httponly"),
)
SIGNED = (
    (b"location", b"/"),
    (b"set-cookie", b"_streamlit_user=secret; Path=/; Max-Age=2592000"),
    (b"set-cookie", b"_streamlit_user_tokens=secret; Path=/; Max-Age=2592000"),
)


@pytest.mark.parametrize("path", ["/oauth2callback?code=x&state=y", "/auth/login", "/auth/logout", "/sign-in/with/forum"])
def test_without_a_provider_everything_stays_closed(house: House, path: str) -> None:
    inner = Streamlit(*SIGNED)
    assert client(house, inner, {"email": "x"}, configured=False).get(path).status_code == 404
    assert inner.asked == []


@pytest.mark.parametrize(
    "path", ["/sign-in/with/", "/sign-in/with/nobody", "/sign-in/with/forum/x", "/auth/login", "/auth/login?provider=x"]
)
def test_with_one_nothing_else_opens(house: House, path: str) -> None:
    inner = Streamlit(*LED)
    assert client(house, inner).get(path).status_code == 404
    assert inner.asked == []


@pytest.mark.parametrize("method", ["POST", "HEAD", "PUT"])
def test_only_a_plain_visit_sets_out_or_comes_back(house: House, method: str) -> None:
    inner = Streamlit(*SIGNED)
    for path in ("/oauth2callback?code=x", "/sign-in/with/forum"):
        assert client(house, inner, {"email": "x"}).request(method, path).status_code == 405
    assert inner.asked == []


def test_a_failure_within_is_a_sentence_in_the_readers_language(house: House) -> None:
    inner = Streamlit(fails=True)
    for path, status in (("/sign-in/with/forum", 502), ("/oauth2callback?code=x", 403)):
        answer = client(house, inner).get(path, headers={"accept-language": "ru"})
        assert (answer.status_code, "<title>Вы не вошли</title>" in answer.text) == (status, True)


@pytest.mark.parametrize("way", [b"/", b"", b"javascript:alert(1)", b"//evil.example"])
def test_only_an_address_of_a_provider_is_led_to(house: House, way: bytes) -> None:
    assert client(house, Streamlit((b"location", way))).get("/sign-in/with/forum").status_code == 502


def test_setting_out_asks_for_that_provider_and_remembers_the_way_for_minutes(house: House) -> None:
    inner = Streamlit(*LED)
    answer = client(house, inner).get("/sign-in/with/forum?next=%2Fcoverage")
    assert (answer.status_code, answer.headers["location"], inner.asked) == (
        303,
        LED[0][1].decode(),
        ["/auth/login?provider=forum"],
    )
    kept = {cookie.partition("=")[0]: cookie.lower() for cookie in answer.headers.get_list("set-cookie")}
    assert set(kept) == {"_streamlit_session", "nap_next"}
    assert all("max-age=900" in cookie and "httponly" in cookie for cookie in kept.values())


def test_who_comes_back_gets_a_session_of_ours_and_nothing_of_streamlits(house: House) -> None:
    invite(operator(), house, NewPerson("aizada@ngo.example", "Aizada", frozenset({"forum"})))
    claims = {"email": "Aizada@ngo.example", "email_verified": True, "iss": ISSUER}
    browser = client(house, Streamlit(*SIGNED), claims)
    browser.cookies.set("_streamlit_user_1", "from an earlier time", domain="127.0.0.1")
    browser.cookies.set("nap_next", "%2Fcoverage", domain="127.0.0.1", path="/oauth2callback")
    answer = browser.get("/oauth2callback?code=x&state=y")
    assert (answer.status_code, answer.headers["location"]) == (303, "/coverage")
    somebody = viewer_of(house, browser.cookies["nap_session"])
    assert somebody is not None
    assert somebody.person == "aizada@ngo.example"
    assert "secret" not in str(answer.headers)
    assert set(browser.cookies) == {"nap_session"}


@pytest.mark.parametrize("target", ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example", "%2Fsign-out", "%0d%0aX%3A1"])
def test_coming_back_leads_nowhere_else(house: House, target: str) -> None:
    invite(operator(), house, NewPerson("aizada@ngo.example", "Aizada", frozenset({"forum"})))
    browser = client(house, Streamlit(*SIGNED), {"email": "aizada@ngo.example", "email_verified": True, "iss": ISSUER})
    browser.cookies.set("nap_next", target)
    assert browser.get("/oauth2callback?code=x").headers["location"] == "/"
