"""Every address as everybody: what plain HTTP answers is what the table says."""

from __future__ import annotations

import re
from itertools import product

import pytest
from starlette.websockets import WebSocketDisconnect

from tests.walk import table as who
from tests.walk.conftest import PEOPLE, SECRET, Enter, Walk
from tests.walk.table import ADDRESSES, EVERYBODY, PAGES, SIGNED_IN, STREAMLIT

EVERY = (*PEOPLE, who.NOBODY)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
WORD = "a-word-that-our-form-carries"
OURS = {"origin": "http://127.0.0.1:8501", "sec-fetch-site": "same-origin"}


def filled(pattern: str, walk: Walk, id: str) -> str:
    """An address of that pattern about the return `id`, or the partner's own things."""
    known = {
        "id": id,
        "partner": "WPN",
        "period": "2026-H1",
        "code": "ru",
        "secret": "x" * 43,
        "path": "overview",
        "picture": "overview.png",
        "role": "partner",
        "number": "1",
        "region": "KG-B",
    }
    return re.sub(r"{(\w+)(?::path)?}", lambda found: known.get(found[1], "x"), pattern)


def about(pattern: str, walk: Walk) -> str:
    """The partner's return that such an address is about."""
    return walk.draft if pattern.endswith(("/mend", "/marked")) else walk.submitted


def asked(client: object, method: str, path: str, **form: str) -> tuple[int, str]:
    """Status and body of the answer; a form carries our word."""
    client.cookies["nap_form"] = WORD  # type: ignore[attr-defined]
    given = {"data": {"form": WORD, **form}, "headers": OURS} if method == "POST" else {}
    answer = client.request(method, path, **given)  # type: ignore[attr-defined]
    if answer.status_code == 308:  # a folder without its last slash
        answer = client.request(method, answer.headers["location"], **given)  # type: ignore[attr-defined]
    return answer.status_code, answer.text


def test_every_route_of_ours_is_in_the_table_with_its_methods() -> None:
    import dashboard

    found: dict[str, set[str]] = {}
    for route in dashboard.app._user_routes:
        found.setdefault(route.path, set()).update(route.methods)
    assert found == {path: set(address.methods.split()) for path, address in ADDRESSES.items()}


@pytest.mark.parametrize("pattern", [path for path in ADDRESSES if path != "/{path:path}"])
def test_an_address_answers_whom_the_table_names(walk: Walk, enter: Enter, pattern: str) -> None:
    allowed, method = ADDRESSES[pattern].who, "POST" if ADDRESSES[pattern].methods == "POST" else "GET"
    path = filled(pattern, walk, about(pattern, walk))
    form = {"partner": "WPN", "period": "2026-H1", "reason": "why", "because": "asked by telephone", "why": "w", "answer": "yes"}
    got = {person: asked(enter(person), method, path, **form)[0] for person in EVERY}
    there = {200, 303, 422, 409} if pattern.endswith("{id}/confirm") else {200, 303, 422}  # the partner sent it itself
    inside = {person for person, status in got.items() if status in there}
    led_away = EVERYBODY - SIGNED_IN if method == "GET" and allowed <= SIGNED_IN else set()
    assert {got[person] for person in led_away} <= {303}
    answered = inside - led_away if "{secret}" not in pattern else {person for person in EVERY if got[person] == 404}
    assert answered == allowed


@pytest.mark.parametrize("person", [who.NOBODY, who.DISABLED])
def test_without_a_live_session_no_method_gets_anywhere(walk: Walk, enter: Enter, person: str) -> None:
    client, closed = enter(person), [path for path, address in ADDRESSES.items() if address.who <= SIGNED_IN]
    for pattern, method in product(closed, METHODS):
        path = filled(pattern, walk, about(pattern, walk))
        answer = client.request(method, path)
        reads = method in {"GET", "HEAD"} or pattern == "/account"
        assert (method, answer.status_code) == (method, 303 if reads else 401)
        assert SECRET not in answer.text
        assert "of-our-own" not in answer.text


@pytest.mark.parametrize("person", sorted(EVERYBODY - who.COORDINATORS - {who.OTHER}))
def test_what_is_of_another_organisation_answers_like_what_does_not_exist(walk: Walk, enter: Enter, person: str) -> None:
    client, before = enter(person), walk.house.store.version()
    for pattern, theirs in product((path for path in ADDRESSES if "{id}" in path), (walk.others_draft, walk.others_submitted)):
        method = "POST" if ADDRESSES[pattern].methods == "POST" else "GET"
        there = asked(client, method, filled(pattern, walk, theirs), reason="why")
        nowhere = asked(client, method, filled(pattern, walk, theirs[:-1] + ("A" if theirs[-1] != "A" else "B")), reason="why")
        assert there[0] == nowhere[0]
        assert SECRET not in there[1]
    assert walk.house.store.version() == before


@pytest.mark.parametrize("person", EVERY)
def test_a_screen_opens_for_whom_the_table_names(enter: Enter, person: str) -> None:
    client = enter(person)
    signed_in = person in SIGNED_IN
    for page, allowed in PAGES.items():
        expected = (200 if person in allowed else 404) if signed_in else 303
        assert (page, client.get(f"/{page}").status_code) == (page, expected)
    first = client.get("/").headers["location"]
    assert (first in {f"/{page}" for page, allowed in PAGES.items() if person in allowed}) == signed_in


def test_streamlits_routes_are_in_the_table() -> None:
    from unittest.mock import MagicMock

    from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

    assert {route.path for route in create_streamlit_routes(MagicMock())} == set(STREAMLIT)  # type: ignore[attr-defined]


@pytest.mark.parametrize("pattern", STREAMLIT)
def test_streamlits_routes_are_reached_by_whom_the_table_names(walk: Walk, enter: Enter, pattern: str) -> None:
    path = filled(pattern, walk, "x") or "/"
    for person in EVERY:
        client = enter(person)
        if pattern == "/_stcore/stream":
            assert socket_opens(client) == (person in STREAMLIT[pattern])
            continue
        answers = {method: client.request(method, path) for method in METHODS}
        inside = {method for method, answer in answers.items() if answer.text.startswith("inside")}
        if person not in STREAMLIT[pattern]:
            assert inside == set()
        elif pattern:
            assert {"GET", "OPTIONS"} <= inside


def socket_opens(client: object) -> bool:
    try:
        with client.websocket_connect("ws://127.0.0.1:8501/_stcore/stream"):  # type: ignore[attr-defined]
            return True
    except WebSocketDisconnect as refusal:
        return refusal.code != 1008
