"""What a form of ours is: small, each field once, in letters, with our word and from our own page. Anything else is no form."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, strategies as some
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from web import forms
from web.forms import COOKIE, LIMIT, fields, form_word, hidden, keep_form, same_form

WORD = "0123456789abcdefghijABCDEFGHIJ__"


def request(body: Sequence[Message] | bytes = b"", scheme: str = "http", path: str = "/sign-in", **headers: str) -> Request:
    """A request as the server hands it over; `sec_fetch_site` stands for the header of that name."""
    sent = [body] if isinstance(body, bytes) else body
    messages = iter([{"type": "http.request", "body": one, "more_body": True} if isinstance(one, bytes) else one for one in sent])

    async def receive() -> Message:
        return next(messages, {"type": "http.request", "body": b"", "more_body": False})

    named = [(name.replace("_", "-").encode(), text.encode("latin-1")) for name, text in {"host": "here", **headers}.items()]
    about = {"type": "http", "method": "POST", "scheme": scheme, "path": path, "query_string": b"", "headers": named}
    return Request({**about, "server": ("here", 80)}, receive)


def read(body: Sequence[Message] | bytes, limit: int = LIMIT) -> dict[str, str]:
    return asyncio.run(fields(request(body), limit))


NO_FORMS = {
    "too large": urlencode({"email": "x" * LIMIT}).encode(),
    "a field twice": b"email=a%40b.c&email=d%40e.f",
    "not text": b"email=%FF%FE",
    "raw bytes": b"email=\xff\xfe",
    "raw letters": "email=почта".encode(),
    "a null": b"email=a%00b",
    "an escape": b"password=a%1B%5B2J",
    "more fields than any form has": "&".join(f"f{number}=" for number in range(1001)).encode(),
    "nothing": b"",
}


@pytest.mark.parametrize("body", NO_FORMS.values(), ids=NO_FORMS)
def test_what_is_no_form_of_ours_has_no_fields(body: bytes) -> None:
    assert read(body, LIMIT * 3 if b"f1000" in body else LIMIT) == {}


def test_a_line_that_breaks_off_leaves_no_fields() -> None:
    assert read([{"type": "http.request", "body": b"email=a", "more_body": True}, {"type": "http.disconnect"}]) == {}


def test_a_body_is_not_read_beyond_its_limit() -> None:
    asked = []

    async def receive() -> Message:
        asked.append(1)
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    endless = Request(request().scope, receive)
    assert asyncio.run(fields(endless, 4096)) == {}
    assert len(asked) == 5


def test_a_form_that_never_ends_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_PATIENCE", 0.01)
    pieces = iter([{"type": "http.request", "body": b"email=a", "more_body": True}])

    async def receive() -> Message:
        return next(pieces, None) or await asyncio.Event().wait()  # type: ignore[return-value]  # never comes

    assert asyncio.run(asyncio.wait_for(fields(Request(request().scope, receive)), 20)) == {}


@given(some.dictionaries(some.text("абвһA b'\"<>&=+%;\n\u200b😀", min_size=1, max_size=9), some.text(max_size=20)))
def test_what_people_type_comes_through_letter_by_letter(typed: dict[str, str]) -> None:
    plain = {name: "".join(letter for letter in text if letter.isprintable()) for name, text in typed.items()}
    assert read(urlencode(plain).encode(), 100_000) == plain


@given(some.binary(max_size=300))
def test_no_bytes_bring_it_down(body: bytes) -> None:
    assert isinstance(read(body), dict)


def test_a_form_with_our_word_from_our_page_is_ours() -> None:
    asked = request(cookie=f"{COOKIE}={WORD}", origin="http://here", sec_fetch_site="same-origin")
    assert same_form(asked, {"form": WORD})


@pytest.mark.parametrize(
    ("form", "headers"),
    [
        ({}, {"cookie": f"{COOKIE}={WORD}"}),
        ({"form": ""}, {"cookie": f"{COOKIE}="}),
        ({"form": WORD}, {}),
        ({"form": WORD + "x"}, {"cookie": f"{COOKIE}={WORD}"}),
        ({"form": "слово"}, {"cookie": f"{COOKIE}={WORD}"}),
        ({"form": WORD}, {"cookie": f"{COOKIE}={WORD}", "origin": "http://evil.example"}),
        ({"form": WORD}, {"cookie": f"{COOKIE}={WORD}", "origin": "http://here:81"}),
        ({"form": WORD}, {"cookie": f"{COOKIE}={WORD}", "origin": "null"}),
        ({"form": WORD}, {"cookie": f"{COOKIE}={WORD}", "sec_fetch_site": "cross-site"}),
    ],
)
def test_any_other_form_is_not(form: dict[str, str], headers: dict[str, str]) -> None:
    assert not same_form(request(**headers), form)


def test_a_proxy_may_call_us_otherwise_than_readers_do() -> None:
    asked = request(cookie=f"{COOKIE}={WORD}", origin="https://monitor.example")
    assert same_form(asked, {"form": WORD}, base_url="https://monitor.example/")
    assert not same_form(asked, {"form": WORD}, base_url="https://other.example")


def test_a_page_that_keeps_its_address_to_itself_may_name_no_origin_but_not_another_sites() -> None:
    kept = {"cookie": f"{COOKIE}={WORD}"}
    assert same_form(request(**kept, origin="null", sec_fetch_site="same-origin"), {"form": WORD}, unnamed=True)
    assert same_form(request(**kept, origin="null"), {"form": WORD}, unnamed=True)
    assert not same_form(request(**kept, origin="null", sec_fetch_site="cross-site"), {"form": WORD}, unnamed=True)
    assert not same_form(request(**kept, origin="http://evil.example"), {"form": WORD}, unnamed=True)


def test_a_browser_keeps_its_word_so_that_a_second_tab_still_works() -> None:
    assert form_word(request(cookie=f"{COOKIE}={WORD}")) == WORD


@pytest.mark.parametrize("odd", ["", "short", "x" * 65, '"><script>', "a b" * 10])
def test_an_odd_word_is_replaced(odd: str) -> None:
    fresh = form_word(request(cookie=f"{COOKIE}={quote(odd)}"))
    assert fresh != odd
    assert form_word(request(cookie=f"{COOKIE}={fresh}")) == fresh


@pytest.mark.parametrize(("headers", "scheme"), [({}, "https"), ({"x_forwarded_proto": "https"}, "http")])
def test_the_word_is_kept_from_scripts_other_sites_and_plain_lines(headers: dict[str, str], scheme: str) -> None:
    answer = Response()
    keep_form(answer, request(scheme=scheme, **headers), WORD)
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "secure", "path=/"))


def test_the_hidden_field_is_escaped() -> None:
    assert hidden('"><b>') == '<input type="hidden" name="form" value="&quot;&gt;&lt;b&gt;">'


def test_a_refusal_is_logged_without_what_was_typed_or_the_secret_of_an_address(caplog: pytest.LogCaptureFixture) -> None:
    asyncio.run(fields(request(b"password=geheim%00", path="/invitation/s3cret-part")))
    assert [record.getMessage() for record in caplog.records] == ["form refused: /invitation: control characters"]
