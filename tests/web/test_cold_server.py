"""A fresh server process, whose first visitor asks for what is not theirs: no page, no file, no metric leaks."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from nap.words import say
from tests.web.server import serve, sign_in

pytestmark = pytest.mark.server
PLAN = str(Path(__file__).parent.parent / "samples" / "example-plan.yaml")
WORDS_OF_REVIEW = ("Show every return", "No return waits", "Return to read")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Started from another folder, by the absolute path."""
    folder = tmp_path_factory.mktemp("cold")
    with serve(folder, cwd=folder, NAP_PLAN=PLAN) as running:
        yield running


def ask(address: str, page: str, cookie: str = "") -> str:
    """Open the socket, ask for a page, return everything that was said until the script has finished."""
    headers = {"Cookie": cookie} if cookie else {}
    where = address.replace("http", "ws") + "/_stcore/stream"
    url = httpx.URL(address)
    with (
        closing(socket.create_connection((url.host, url.port or 80))) as wire,  # a refused one would stay open otherwise
        connect(where, sock=wire, subprotocols=["streamlit"], additional_headers=headers, max_size=None) as link,
    ):
        question = BackMsg()
        question.rerun_script.page_name = page
        link.send(question.SerializeToString())
        return "\n".join(map(str, answers(link)))


def answers(link: ClientConnection) -> Iterator[ForwardMsg]:
    while True:
        message = ForwardMsg.FromString(link.recv(30))
        yield message
        if message.WhichOneof("type") == "script_finished":
            return


@pytest.mark.parametrize("page", ["review", "returns", "overview", ""])
@pytest.mark.parametrize("cookie", ["", "nap_session=forged"])
def test_the_first_visitor_without_a_session_gets_no_socket(address: str, page: str, cookie: str) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        ask(address, page, cookie)
    assert refusal.value.response.status_code == 403


@pytest.mark.parametrize(
    ("person", "page"), [("donor@demo", "review"), ("donor@demo", "returns"), ("forum@demo", "review"), ("wpn@demo", "review")]
)
def test_a_page_of_another_role_is_not_found_even_as_the_first_request(address: str, person: str, page: str) -> None:
    with closing(sign_in(address, person)) as client:
        said = [ask(address, page, f"nap_session={client.cookies['nap_session']}") for _ in range(2)]
    assert any("page_not_found" in one for one in said)  # a run that is begun anew at once ends without a word
    assert not [words for words in WORDS_OF_REVIEW if any(words in one for one in said)]
    assert not any("file_uploader" in one for one in said)


def test_the_own_page_is_delivered(address: str) -> None:
    with closing(sign_in(address, "coordinator@demo")) as client:
        said = ask(address, "review", f"nap_session={client.cookies['nap_session']}")
    assert any(words in said for words in WORDS_OF_REVIEW)
    assert "page_not_found" not in said


@pytest.mark.parametrize(
    "path",
    [
        "/media/x",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/upload_file/a/b",
        "/component/x",
        "/app/static/x",
        "/vendor/_stcore/host-config",
    ],
)
def test_plain_walks_find_nothing(address: str, path: str) -> None:
    answer = httpx.get(address + path)
    assert answer.status_code in {401, 303}
    assert "nap" not in answer.text.lower()


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_the_servers_own_doors_are_shut_for_everybody(address: str, path: str) -> None:
    with closing(sign_in(address, "coordinator@demo")) as client:
        assert client.get(path).status_code == 404


def test_public_files_come_without_a_session_and_hold_no_pages(address: str) -> None:
    for path in ("/favicon.ico", "/favicon.png", "/favicon.svg", "/nap.js", "/nap.css", "/fonts/latin.woff2"):
        assert httpx.get(address + path).status_code == 200
    assert httpx.get(address + "/static/no-such-file.js").status_code == 404
    assert httpx.get(address + "/static/../index.html").status_code in {303, 404}


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_shell_page_speaks_the_readers_language_and_carries_our_head(address: str, lang: str) -> None:
    with closing(sign_in(address, "forum@demo")) as client:
        shell = client.get("/overview", headers={"accept-language": lang})
        files = re.findall(r'(?:src|href)="(/[^"]+)"', shell.text)
        answers = {path: client.get(path).status_code for path in files}
    assert shell.status_code == 200
    assert f'<html lang="{lang}">' in shell.text
    assert f"<title>{say(lang, 'pages.monitor')}</title>" in shell.text
    assert {path.partition("?")[0] for path in answers} >= {"/nap.js", "/nap.css", "/favicon.svg", "/fonts/latin.woff2"}
    assert set(answers.values()) == {200}
    for theirs in ("<title>Streamlit", "JavaScript to run this app", "service-desc", "SourceSans"):
        assert theirs not in shell.text.partition("<!DOCTYPE html>")[2]


def test_without_script_only_who_finds_the_light_pages_is_led_there(address: str) -> None:
    shells = {}
    for person, screen in (("forum@demo", "overview"), ("wpn@demo", "returns"), ("coordinator@demo", "review")):
        with closing(sign_in(address, person)) as client:
            shells[person] = client.get(f"/{screen}").text
            assert (client.get("/light").status_code == 200) is (person != "forum@demo")
    assert [person for person, shell in shells.items() if 'href="/light"' in shell] == ["wpn@demo", "coordinator@demo"]


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_an_address_that_is_no_page_for_this_reader_gets_a_way_back_and_tells_nothing(address: str, lang: str) -> None:
    with closing(sign_in(address, "donor@demo")) as client:
        told = {
            path: client.get(path, headers={"accept-language": lang})
            for path in ("/no-such-page", "/review", "/review/x", "/x.js")
        }
    assert {answer.status_code for answer in told.values()} == {404}
    assert len({answer.text for answer in told.values()}) == 1
    page = told["/review"].text
    assert f'<html lang="{lang}">' in page
    assert say(lang, "frame.no_page.told") in page
    assert 'href="/"' in page
    assert not [words for words in (*WORDS_OF_REVIEW, "review", "<script") if words in page]


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_a_donor_who_is_sent_a_link_to_results_in_detail_is_led_to_the_summary(address: str, lang: str) -> None:
    with closing(sign_in(address, "donor@demo")) as client:
        paths = ("/indicator?indicator=2.1", "/overview", "/region", "/objective")
        told = [client.get(path, headers={"accept-language": lang}).text for path in paths]
    assert len(set(told)) == 1
    assert say(lang, "frame.detail.told") in told[0]
    assert 'href="/summary"' in told[0]


@pytest.mark.parametrize(("person", "first"), [("donor@demo", "/summary"), ("forum@demo", "/overview"), ("wpn@demo", "/start")])
def test_the_root_leads_to_the_first_screen_of_the_role_and_never_elsewhere(address: str, person: str, first: str) -> None:
    with closing(sign_in(address, person)) as client:
        answers = [client.get(path).headers["location"] for path in ("/", "/?x=//evil.example")]
    assert answers == [first, first + "?x=//evil.example"]


def test_a_foreign_name_for_this_machine_is_refused(address: str) -> None:
    assert httpx.get(address + "/sign-in", headers={"host": "evil.example"}).status_code == 400
