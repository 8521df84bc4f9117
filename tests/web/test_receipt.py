"""The receipt as a page: for its partner and for coordinators, the same "not found" for everybody else; nothing runs in it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from httpx import Response
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from nap import monitor
from nap.monitor import House, Receipt
from tests.monitor.building import COORDINATOR, WPN, a_draft, a_submission, an_acceptance
from tests.web.conftest import TestClient
from web.door import Door
from web.receipt import receipt_route
from web.sign_in import sign_in_route

Look = Callable[..., Response]


@pytest.fixture
def look(house: House) -> Look:
    """`look("wpn@demo", id, "ru")`: the answer that person gets."""
    routes = [
        Route("/sign-in", sign_in_route(lambda: house), methods=["GET", "POST"]),
        Route("/receipt/{id}", receipt_route(lambda: house)),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Door, house=lambda: house)])

    def asked(person: str | None, id: str, lang: str = "en") -> Response:
        client = TestClient(app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5000), follow_redirects=False)
        if person:
            client.get("/sign-in")
            client.post("/sign-in", data={"person": person, "form": client.cookies["nap_form"]})
        return client.get(f"/receipt/{id}?lang={lang}")

    return asked


def test_without_a_session_it_leads_to_sign_in(house: House, look: Look) -> None:
    receipt = a_draft(house)
    answer = look(None, receipt.id)
    assert (answer.status_code, answer.headers["location"][:9]) == (303, "/sign-in?")
    assert receipt.sha256 not in answer.text


@pytest.mark.parametrize("person", ["mia@demo", "forum@demo", "donor@demo"])
def test_whoever_may_not_see_it_is_told_what_is_told_of_a_number_that_does_not_exist(
    house: House, look: Look, person: str
) -> None:
    receipt = a_draft(house)
    answer, unknown = look(person, receipt.id), look(person, "kg-example.WPN.2026-H1.99")
    assert (answer.status_code, unknown.status_code) == (404, 404)
    assert answer.text.replace(receipt.id, "X") == unknown.text.replace("kg-example.WPN.2026-H1.99", "X")


@pytest.mark.parametrize("person", ["wpn@demo", "coordinator@demo"])
def test_its_partner_and_coordinators_read_all_that_is_certified(house: House, look: Look, person: str) -> None:
    receipt = an_acceptance(house)
    answer = look(person, receipt.id)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    told = (
        "Women Peacemakers Network",
        "1st half of 2026",
        receipt.id,
        receipt.sha256,
        "wpn@demo",
        "Accepted",
        "(rows: 1)",
        "Asia/Bishkek",
    )
    assert [each for each in told if each not in answer.text] == []


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_it_is_whole_in_every_language_and_nothing_runs_in_it(house: House, look: Look, lang: str) -> None:
    answer = look("wpn@demo", a_draft(house, verdict="errors").id, lang)
    assert f'<html lang="{lang}">' in answer.text
    assert not re.search(r"<script|\bon\w+=|(?:receipt|pages|common)\.[a-z_]+|\{[a-z_]+\}", answer.text.partition("</style>")[2])


def test_the_reason_of_a_decision_is_text(house: House, look: Look) -> None:
    receipt = a_submission(house)
    monitor.send_back(COORDINATOR, house, receipt.id, "<img src=x onerror=alert(1)>")
    answer = look("wpn@demo", receipt.id)
    assert "&lt;img src=x onerror=alert(1)&gt;" in answer.text
    assert "<img src=x" not in answer.text
    assert "Returned for correction" in answer.text


def test_an_old_receipt_can_be_opened_and_says_that_it_was_replaced(house: House, look: Look) -> None:
    first = a_submission(house)
    a_submission(house, data=b"two")
    answer = look("wpn@demo", first.id)
    assert "Replaced by another version" in answer.text
    assert "another version took the place of this one" in answer.text


def test_what_was_sent_for_a_partner_and_accepted_by_one_alone_says_both(house: House, look: Look) -> None:
    draft: Receipt = a_draft(house, COORDINATOR)
    monitor.submit(COORDINATOR, house, draft.id, "came by post")
    monitor.accept(COORDINATOR, house, draft.id, "read twice")
    answer = look("wpn@demo", draft.id)
    assert [
        each for each in ("came by post", "read twice", "Accepted without a second pair of eyes") if each not in answer.text
    ] == []


def test_a_session_that_has_ended_opens_nothing(house: House, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = a_draft(house, WPN)
    assert look("wpn@demo", receipt.id).status_code == 200
    monkeypatch.setattr("web.plainly.viewer_of", lambda *_: None)
    assert look("wpn@demo", receipt.id).status_code == 404
