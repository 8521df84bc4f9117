"""Every request has a number and a line without anybody's data; what fails is a page with a number that the log has too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings, strategies as some
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from nap.logs import request_id
from nap.monitor import House
from nap.tallies import REQUESTS, TROUBLE
from tests.hashing import quick_hashes
from tests.houses import reading_here
from tests.monitor.building import H1, a_workbook
from tests.watching.conftest import Caught
from tests.web.conftest import TestClient
from tests.web.light import app_of, upload
from web.access import Access
from web.kinds import KINDS, kind_of, method_of
from web.trouble import Trouble

__all__ = ["quick_hashes", "reading_here"]

ID = re.compile(r"[0-9a-f]{16}")
PROXY = "10.0.0.0/8"
NAME = "Aiz" + "ada"  # not a word of this source, which may be told
GIVEN = "4bf92f3577b34da6a3ce929d0e0e4736"


async def number(_: Request) -> Response:
    """The number as the thread that answers knows it."""
    return PlainTextResponse(await run_in_threadpool(request_id))


async def fails(request: Request) -> Response:
    raise ValueError(request.query_params.get("text", ""))


def client(proxies: tuple[str, ...] = (), came_from: str = "10.1.2.3") -> TestClient:
    routes = [Route("/light/x", number), Route("/static/x.js", number), Route("/health/ready", number), Route("/account", fails)]
    middleware = [Middleware(Access, proxies=lambda: proxies, pages=["overview"]), Middleware(Trouble)]
    return TestClient(Starlette(routes=routes, middleware=middleware), client=(came_from, 5000))


@pytest.mark.parametrize("said", ["", "aizada@forum.example", "ab", "Айзада".encode().decode("latin-1"), "g" * 32, "a" * 65])
def test_a_number_that_is_none_is_replaced_even_from_a_proxy(said: str) -> None:
    answer = client((PROXY,)).get("/light/x", headers={"X-Request-ID": said.encode("latin-1")})
    assert ID.fullmatch(answer.headers["x-request-id"])
    assert answer.text == answer.headers["x-request-id"]


def test_the_number_of_a_stranger_is_not_believed() -> None:
    for browser in (client((PROXY,), "192.0.2.1"), client()):
        assert browser.get("/light/x", headers={"X-Request-ID": GIVEN}).headers["x-request-id"] != GIVEN


def test_the_number_of_a_proxy_goes_through_to_the_thread_the_line_and_back(log: Caught) -> None:
    answer = client((PROXY,)).get("/light/x", headers={"X-Request-ID": GIVEN})
    assert (answer.text, answer.headers["x-request-id"]) == (GIVEN, GIVEN)
    (line,) = [line for line in log.lines() if line["logger"] == "nap.access"]
    assert [line[name] for name in ("request", "kind", "method", "status")] == [GIVEN, "light", "GET", 200]
    assert isinstance(line["ms"], int)


def test_files_of_the_front_end_and_health_that_is_well_have_no_line_but_are_counted(log: Caught) -> None:
    before = dict(REQUESTS.read())
    assert "x-request-id" not in client().get("/static/x.js").headers
    client().get("/health/ready")
    assert [line for line in log.lines() if line["logger"] == "nap.access"] == []
    after = REQUESTS.read()
    assert [after[kind, "2xx"] - before.get((kind, "2xx"), 0) for kind in ("static", "health")] == [1, 1]


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_a_failure_is_a_page_with_a_number_that_stands_in_the_log_and_is_counted(log: Caught, language: str) -> None:
    before = TROUBLE.read().get(("plain",), 0)
    answer = client().get(f"/account?text={NAME}", headers={"Accept-Language": language})
    assert (answer.status_code, NAME in answer.text, "Traceback" in answer.text) == (500, False, False)
    (shown,) = re.findall(r"\b[0-9a-f]{8}\b", re.sub("<head>.*?</head>", "", answer.text, flags=re.DOTALL))
    (line,) = [line for line in log.lines() if line.get("incident")]
    assert (line["incident"], line["request"]) == (shown, answer.headers["x-request-id"])
    assert any("tests/watching/test_access.py" in place for place in line["places"])
    assert "content-security-policy" in answer.headers
    assert NAME not in log.everything()
    assert TROUBLE.read()[("plain",)] == before + 1


def test_a_failure_of_a_light_page_shows_its_number(house: House, log: Caught, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Response:
        raise LookupError(NAME)

    monkeypatch.setattr("web.light.front.page", broken)
    browser = signed_in(house)
    answer = browser.get("/light")
    assert answer.status_code == 500
    (line,) = [line for line in log.lines() if line.get("incident")]
    assert line["incident"] in answer.text
    assert NAME not in log.everything() + answer.text


def signed_in(house: House) -> TestClient:
    app = app_of(house)
    app.user_middleware[:0] = [Middleware(Access), Middleware(Trouble)]
    browser = TestClient(app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5000), follow_redirects=False)
    browser.get("/sign-in")
    browser.post("/sign-in", data={"person": "wpn@demo", "form": browser.cookies["nap_form"]})
    return browser


TYPED = some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=4, max_size=30).map(
    "Zq§".__add__
)


def asks_everything(browser: TestClient, secret: str) -> None:
    """Put the text wherever a person, a browser or a stranger can put one."""
    header = {"User-Agent": secret, "Referer": secret, "X-Request-ID": secret, "X-Forwarded-For": secret, "Cookie": f"a={secret}"}
    encoded = {name: value.encode() for name, value in header.items()}
    for path in ("/sign-in", f"/sign-in?next=/{secret}", f"/light/return/{secret}", f"/releases/shared/{secret}", f"/{secret}"):
        browser.get(path.encode("utf-8", "replace").decode(), headers=encoded)
    form = browser.cookies.get("nap_form", "")
    browser.post("/sign-in", data={"email": f"{secret}@forum.example", "password": secret * 3, "form": form})
    browser.post("/sign-in", data={"email": secret, "password": secret, "form": secret})
    browser.post("/sign-in", data={"person": secret, "form": form, secret: secret})
    browser.post("/light/nothing", data={"partner": secret, "period": secret, "form": form})
    browser.request("POST", "/light/send", content=secret.encode(), headers={"Content-Type": "multipart/form-data; boundary=x"})


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
def test_whatever_goes_in_as_address_header_name_or_password_is_not_in_the_log(
    shared: Callable[[], tuple[TestClient, Caught]], secret: str
) -> None:
    browser, log = shared()
    asks_everything(browser, secret)
    said = log.everything()
    assert "nap.access" in said
    assert secret not in said
    assert "Zq" not in said
    assert "wpn@demo" not in said
    assert "127.0.0.1" not in said


@pytest.fixture
def shared(house: House, log: Caught) -> Callable[[], tuple[TestClient, Caught]]:
    """One browser for all examples, and the log without what came before."""
    browser = signed_in(house)

    def cleared() -> tuple[TestClient, Caught]:
        log.clear()
        return browser, log

    return cleared


@pytest.mark.parametrize("secret", ["Zq Айзада Асанова", "Zq11203199012345"])
def test_neither_the_name_of_a_file_nor_its_cells_are_in_the_log(house: House, log: Caught, secret: str) -> None:
    browser = signed_in(house)
    book = a_workbook(house, "WPN", H1)
    assert upload(browser, book, f"{secret}.xlsx").status_code < 500
    assert upload(browser, book[:2000], f"{secret}.xlsx").status_code < 500
    assert upload(browser, secret.encode(), f"{secret}.exe").status_code < 500
    assert secret not in log.everything()
    assert [line["kind"] for line in log.lines() if line["logger"] == "nap.access"][-3:] == ["light"] * 3


@given(
    some.text(max_size=40) | some.sampled_from(["_stcore/stream", "_stcore/upload_file/a/b", "overview", "overview/x", "light/a"])
)
def test_a_kind_is_one_of_a_few_words_whatever_is_asked(path: str) -> None:
    assert kind_of("/" + path, frozenset({"overview"})) in KINDS
    assert method_of(path) in {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "other"}
