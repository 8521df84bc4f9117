"""A partner confirms by a one-time link, without an account and without script: looking changes nothing, answering once does."""

from __future__ import annotations

from datetime import date

import pytest

from nap import monitor
from nap.monitor import ConfirmLink, House
from nap.words import say
from tests.monitor.building import COORDINATOR, H1, WPN, a_workbook
from tests.web.joining import TestClient, client_of, fill, logged

WORDS = "we never sent figures for Osh"


@pytest.fixture
def link(house: House) -> ConfirmLink:
    data = a_workbook(house, "WPN", H1)
    how = {"whom": "the accountant <b>in Osh</b>", "way": "messenger"}
    kept = monitor.receive_on_behalf(COORDINATOR, house, data, "wpn.xlsx", came=date(2026, 11, 10), **how).receipt
    assert kept is not None
    return monitor.confirmation_link(COORDINATOR, house, monitor.submit(COORDINATOR, house, kept.id).id)


@pytest.fixture
def path(link: ConfirmLink) -> str:
    return f"/confirm/{link.secret}"


def state(house: House, link: ConfirmLink) -> str:
    word = monitor.return_detail(WPN, house, link.return_id).confirmation
    assert word is not None
    return word.state


def test_looking_changes_nothing_and_says_exactly_what_is_confirmed(house: House, link: ConfirmLink, path: str) -> None:
    before = house.store.version()
    for lang in ("ky", "ru", "en"):
        page = client_of(house).get(path, params={"lang": lang})
        receipt = monitor.return_detail(WPN, house, link.return_id).receipt
        assert page.status_code == 200
        assert receipt.sha256 in page.text
        assert "the accountant &lt;b&gt;in Osh&lt;/b&gt;" in page.text
        assert say(lang, "life.way.messenger") in page.text
        assert "<script" not in page.text
        assert ">21<" not in page.text
    assert client_of(house).head(path).status_code == 200
    assert house.store.version() == before
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_a_form_without_an_answer_changes_nothing(house: House, link: ConfirmLink, path: str, answer: str) -> None:
    assert fill(client_of(house), path, answer=answer).status_code == 403
    assert state(house, link) == "asked"


def test_a_form_of_another_site_changes_nothing(house: House, link: ConfirmLink, path: str) -> None:
    client: TestClient = client_of(house)
    client.get(path)
    answer = client.post(path, data={"answer": "yes", "form": "x" * 32}, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert state(house, link) == "asked"


def test_a_no_without_words_is_asked_for_them_and_what_was_typed_stays(house: House, link: ConfirmLink, path: str) -> None:
    answer = fill(client_of(house), path, answer="no")
    assert answer.status_code == 422
    assert say("en", "pages.not_now.words_needed") in answer.text
    answer = fill(client_of(house), path, answer="no", said="ring 0700 123 456")
    assert answer.status_code == 422
    assert "ring 0700 123 456" in answer.text
    assert state(house, link) == "asked"


def test_after_answering_the_page_shows_what_was_answered_and_takes_no_other(house: House, link: ConfirmLink, path: str) -> None:
    client = client_of(house)
    answer = fill(client, path, answer="no", said=WORDS)
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert WORDS in page.text
    assert "<form" not in page.text
    assert state(house, link) == "no"


def test_a_link_that_does_not_work_says_so_and_its_secret_is_in_no_log(
    house: House, path: str, link: ConfirmLink, caplog: pytest.LogCaptureFixture
) -> None:
    assert client_of(house).get("/confirm/" + "x" * 43).status_code == 404
    monitor.confirmation_link(COORDINATOR, house, link.return_id)
    page = client_of(house).get(path)
    assert page.status_code == 410
    assert say("en", "life.confirm.link.title") in page.text
    assert link.secret not in logged(caplog)
