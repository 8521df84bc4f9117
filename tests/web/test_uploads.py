"""Uploads are refused before they are read once a session holds as much as it may, and taken again when there is room."""

from __future__ import annotations

import asyncio
import warnings
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from tests.web.server import serve, sign_in
from tests.web.test_cold_server import PLAN, answers
from ui import owning
from web.uploads import MOST_BYTES, MOST_FILES, Uploads

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

PLACE = "/_stcore/upload_file/one/"


def client(**held: tuple[int, int]) -> TestClient:
    async def taken(request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())), 200)

    middleware = [Middleware(Uploads, held=lambda session: held.get(session, (0, 0)))]
    return TestClient(Starlette(routes=[Route("/{path:path}", taken, methods=["PUT", "POST", "DELETE"])], middleware=middleware))


@pytest.mark.parametrize("held", [(MOST_FILES, 0), (0, MOST_BYTES), (1, MOST_BYTES - 4)])
def test_a_session_that_holds_enough_gets_no_more_and_others_do(held: tuple[int, int]) -> None:
    asked = client(one=held)
    assert asked.put(PLACE + "a", content=b"12345").status_code == 413
    assert asked.put(PLACE.replace("one", "two") + "a", content=b"12345").status_code == 200


@pytest.mark.parametrize("held", [(MOST_FILES, 0), (0, MOST_BYTES)])
def test_what_a_person_holds_in_another_tab_counts_too(held: tuple[int, int]) -> None:
    app = Uploads(PlainTextResponse("taken"), held={"one": (0, 0), "two": held}.__getitem__, tabs=lambda _: ("one", "two"))
    assert TestClient(app).put(PLACE + "a", content=b"12345").status_code == 413


def test_whose_tabs_are_whose_is_known_and_nobodys_belong_together_with_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owning, "_TABS", OrderedDict(one="a", two="b", three="a", four="", five=""))
    assert [set(owning.tabs_beside(tab)) for tab in ("one", "two", "four", "six")] == [{"one", "three"}, {"two"}, set(), set()]


def test_the_last_file_that_fits_is_taken() -> None:
    assert client(one=(MOST_FILES - 1, MOST_BYTES - 5)).put(PLACE + "a", content=b"12345").status_code == 200


def test_a_file_of_unknown_length_is_not_read() -> None:
    assert client().put(PLACE + "a", content=iter([b"123"])).status_code == 411


def test_deleting_and_all_else_goes_on() -> None:
    asked = client(one=(MOST_FILES, MOST_BYTES))
    assert asked.delete(PLACE + "a").status_code == 200
    assert asked.post("/sign-in", content=b"x").status_code == 200


def test_files_on_their_way_take_room_until_they_are_through() -> None:
    answers: list[int] = []
    inside, open_ = 0, asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal inside
        inside += 1
        await open_.wait()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answers.append(message["status"])

    async def all_at_once() -> None:
        app = Uploads(slow, held=lambda session: (0, 0))
        scope = {"type": "http", "method": "PUT", "path": PLACE + "x", "headers": [(b"content-length", b"1")]}
        tasks = [asyncio.create_task(app(scope, receive, send)) for _ in range(MOST_FILES + 5)]
        while inside + len(answers) < MOST_FILES + 5:
            await asyncio.sleep(0)
        open_.set()
        await asyncio.gather(*tasks)
        await app(scope, receive, send)

    with ThreadPoolExecutor(1) as beside:  # a browser test in this process may have left its own loop running
        beside.submit(lambda: asyncio.run(all_at_once())).result()
    assert (answers, inside) == ([413] * 5, MOST_FILES + 1)


def test_a_real_server_counts_what_it_holds(tmp_path: Path) -> None:
    with serve(tmp_path, NAP_PLAN=PLAN) as address, closing(sign_in(address, "wpn@demo")) as person:
        cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
        where = address.replace("http", "ws") + "/_stcore/stream"
        with connect(where, subprotocols=["streamlit"], additional_headers={"Cookie": cookies}, max_size=None) as link:  # type: ignore[list-item]
            question = BackMsg()
            question.rerun_script.page_name = "check"
            link.send(question.SerializeToString())
            said = list(answers(link))
            session = next(each.new_session.initialize.session_id for each in said if each.WhichOneof("type") == "new_session")
            person.get("/_stcore/health")
            token = {"X-Xsrftoken": person.cookies.get("_streamlit_xsrf", "")}

            def put(name: str) -> int:
                place = f"/_stcore/upload_file/{session}/{name}"
                return person.put(place, files={"file": (f"{name}.xlsx", b"x")}, headers=token).status_code

            assert {put(f"file{number}") for number in range(MOST_FILES)} == {204}
            assert put("more") == 413
            assert person.delete(f"/_stcore/upload_file/{session}/file0", headers=token).status_code == 204
            assert [put("more"), put("again")] == [204, 413]
