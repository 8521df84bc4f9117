"""A real server: what Streamlit keeps for a tab answers the person it was drawn for, and nobody once the session has ended; every
route is shut to whoever is not named in the table.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing

import httpx
import pytest

from tests.walk.tab import Tab, open_tab
from tests.walk.table import ADDRESSES, EVERYBODY, NONE, STREAMLIT
from tests.web.server import serve, sign_in
from tests.web.test_cold_server import PLAN

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("tabs"), NAP_PLAN=PLAN) as running:
        yield running


@pytest.fixture
def people(address: str) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """Two partners."""
    with closing(sign_in(address, "wpn@demo")) as one, closing(sign_in(address, "mia@demo")) as other:
        yield one, other


def a_download(tab: Tab) -> str:
    """The address of a workbook with a partner's figures in it."""
    tab.run("returns")
    found = tab.click(tab.downloads()[0])
    assert found.startswith("/media/")
    return found


def put(person: httpx.Client, tab: Tab, name: str = "one") -> int:
    person.get("/_stcore/health")
    token = {"X-Xsrftoken": person.cookies.get("_streamlit_xsrf", "")}
    return person.put(f"/_stcore/upload_file/{tab.id}/{name}", files={"file": ("a.xlsx", b"x")}, headers=token).status_code


def take_out(person: httpx.Client, tab: Tab, name: str = "one") -> int:
    token = {"X-Xsrftoken": person.cookies.get("_streamlit_xsrf", "")}
    return person.delete(f"/_stcore/upload_file/{tab.id}/{name}", headers=token).status_code


def test_a_file_answers_whom_it_was_made_for(people: tuple[httpx.Client, httpx.Client]) -> None:
    one, other = people
    with open_tab(one) as tab:
        file = a_download(tab)
        assert one.get(file).content.startswith(b"PK")
        assert one.head(file).status_code == 200
        assert [other.get(file).status_code, other.head(file).status_code] == [404, 404]
        assert httpx.get(f"{one.base_url}{file}").status_code == 401


def test_another_persons_tab_takes_no_upload_and_loses_none(people: tuple[httpx.Client, httpx.Client]) -> None:
    one, other = people
    with open_tab(one) as tab:
        tab.run("check")
        assert [put(other, tab), take_out(other, tab)] == [404, 404]
        assert [put(one, tab), take_out(one, tab)] == [204, 204]


@pytest.mark.parametrize("still_open", [True, False])
def test_another_person_cannot_take_up_a_tab(people: tuple[httpx.Client, httpx.Client], still_open: bool) -> None:
    one, other = people
    with ExitStack() as tabs:
        first = tabs.enter_context(open_tab(one))
        first.run("returns")
        if not still_open:
            first.link.close()
        theirs = tabs.enter_context(open_tab(other, earlier=first.id))
        theirs.run("returns")
        assert theirs.id != first.id
        assert "wpn@demo" not in theirs.text
        if still_open:
            assert "wpn@demo" in first.run("returns")
        again = tabs.enter_context(open_tab(one, earlier=first.id))
        again.run("returns")
        assert again.id == first.id


def test_after_signing_out_nothing_of_the_tab_is_left_for_anybody(address: str) -> None:
    with closing(sign_in(address, "wpn@demo")) as one:
        with open_tab(one) as tab:
            file = a_download(tab)
            button = tab.downloads()[0]
            one.post("/sign-out", data={"form": one.cookies["nap_form"]})
            assert [one.get(file).status_code, put(one, tab)] == [401, 401]
            assert tab.click(button) == ""
            told = tab.run("returns")
            assert "download_button" not in told
            assert "/sign-in" in told
        form = {"person": "mia@demo", "form": one.cookies["nap_form"]}
        assert one.post("/sign-in", data=form).status_code == 303
        assert [one.get(file).status_code, put(one, tab)] == [404, 404]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_origin_opens_no_tab(people: tuple[httpx.Client, httpx.Client], origin: str) -> None:
    from websockets.exceptions import InvalidStatus

    with pytest.raises(InvalidStatus), open_tab(people[0], Origin=origin):
        pass


def test_every_route_of_the_running_server_is_reached_by_whom_the_table_names(people: tuple[httpx.Client, httpx.Client]) -> None:
    """Streamlit's and ours, as the server answers them: nobody gets past the door, and what is closed is closed to all."""
    one, _ = people
    with closing(httpx.Client(base_url=one.base_url)) as nobody:
        for pattern, who in [*STREAMLIT.items(), *((path, address.who) for path, address in ADDRESSES.items())]:
            path = re.sub(r"{.*?}", "x", pattern) or "/index.html"
            for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
                answer = nobody.request(method, path)
                if who != EVERYBODY and answer.headers.get("location") != f"{path}/":  # the same address, written in full
                    assert answer.status_code in {303, 401, 404}, (method, path, answer.status_code)
                    assert "streamlit" not in answer.text.lower()
                if who == NONE:
                    assert one.request(method, path).status_code in {404, 403}, (method, path)


@pytest.mark.parametrize(
    "raw",
    [
        "GET /static/../_stcore/metrics HTTP/1.1",
        "GET //_stcore/metrics HTTP/1.1",
        "GET /%5fstcore/metrics HTTP/1.1",
        "GET http://127.0.0.1/_stcore/host-config HTTP/1.1",
        "GET /_stcore/host-config HTTP/1.0",
        "GET /static/..%2f_stcore/host-config HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "GET /overview HTTP/1.1\r\nX-Long: " + "x" * 200_000,
        "GET /overview HTTP/1.1\r\nCookie: nap_session=" + "x" * 60_000,
        "GET /overview HTTP/1.1\r\nHost: evil.example",
    ],
)
def test_what_no_browser_would_write_gets_nothing_from_the_running_server(address: str, raw: str) -> None:
    url = httpx.URL(address)
    with closing(socket.create_connection((url.host, url.port or 80), timeout=30)) as wire:
        wire.sendall(f"{raw}\r\nHost: 127.0.0.1:{url.port}\r\nConnection: close\r\n\r\n".encode())
        told = wire.recv(65_536).decode("latin-1")
    assert told.split(" ")[1] in {"303", "400", "401", "404", "431"}
    assert "Traceback" not in told
    assert "enforceDownloadInNewTab" not in told
