"""`/brief/…`: a region on one page for whoever browses results, "not found" for everybody else; the PDF is on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx import Response
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from nap import monitor
from nap.monitor import House
from nap.monitor.later import settle
from nap.people import Role
from tests.monitor.building import COORDINATOR, somebody
from tests.monitor.releasing import a_sensitive_house, begun, everybody_given, given, published, quick_files
from tests.web.conftest import TestClient
from web.brief import brief_routes
from web.door import Door
from web.sign_in import sign_in_route

Look = Callable[..., Response]
FORUM = somebody(Role.FORUM)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """With sensitive figures of three organisations."""
    monkeypatch.setattr("nap.monitor.publishing.files_of", quick_files)
    opened = a_sensitive_house(tmp_path)
    everybody_given(opened)
    yield opened
    monitor.close(opened)


@pytest.fixture
def look(house: House) -> Look:
    """`look("forum@demo", "KG-B.html?lang=ru")`: the answer that person gets."""
    routes = [Route("/sign-in", sign_in_route(lambda: house), methods=["GET", "POST"]), *brief_routes(lambda: house)]
    app = Starlette(routes=routes, middleware=[Middleware(Door, house=lambda: house)])

    def asked(person: str | None, path: str, method: str = "GET") -> Response:
        client = TestClient(app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5000), follow_redirects=False)
        if person:
            client.get("/sign-in")
            client.post("/sign-in", data={"person": person, "form": client.cookies["nap_form"]})
        return client.request(method, f"/brief/{path}")

    return asked


def a_release(house: House) -> int:
    number = published(house, begun(house)).number
    monitor.set_visibility(COORDINATOR, house, number, "donors")
    return number


def test_without_a_session_it_leads_to_sign_in(look: Look) -> None:
    for path in ("KG-B.html", "KG-B.pdf"):
        answer = look(None, path)
        assert (answer.status_code, answer.headers["location"][:9]) == (303, "/sign-in?")


def test_donors_and_wrong_addresses_find_nothing(look: Look) -> None:
    there = ["KG-B.html", "KG-B.pdf"]
    nowhere = ["KG-X.html", "KG.html", "KG-B.html?source=9", "KG-B.pdf?source=x", "KG-B.html?period=1999", "KG-B.html?plan=x"]
    answers = [look("donor@demo", path) for path in there] + [look("forum@demo", path) for path in nowhere]
    assert {each.status_code for each in answers} == {404}
    assert len({each.text for each in answers}) == 1


@pytest.mark.parametrize("person", ["forum@demo", "wpn@demo", "coordinator@demo"])
def test_whoever_browses_results_gets_the_same_page_and_nothing_keeps_it(look: Look, person: str) -> None:
    answer = look(person, "KG-B.html?lang=ru")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text == look("forum@demo", "KG-B.html?lang=ru").text
    assert 'lang="ru"' in answer.text


def test_before_the_first_release_it_is_live_and_says_both(look: Look) -> None:
    told = look("forum@demo", "KG-B.html?lang=en").text
    assert "There is no release yet" in told
    assert "not yet released: do not quote." in told


def test_it_is_of_the_latest_release_unless_something_else_is_asked_for(house: House, look: Look) -> None:
    first = a_release(house)
    assert f"Release no. {first}, data as of" in look("forum@demo", "KG-B.html?lang=en").text
    assert f"Release no. {first}, data as of" in look("forum@demo", f"KG-B.html?lang=en&source={first}").text
    live = look("forum@demo", "KG-B.html?lang=en&source=live").text
    assert "do not quote" in live
    assert "There is no release yet" not in live


def test_a_later_return_changes_no_byte_of_a_released_brief(house: House, look: Look) -> None:
    number = a_release(house)
    before = look("forum@demo", f"KG-B.html?lang=en&source={number}").text
    given(house, "MIA", 90, b"two")
    assert look("forum@demo", f"KG-B.html?lang=en&source={number}").text == before


def test_a_withdrawn_release_is_no_source_any_more(house: House, look: Look) -> None:
    number = a_release(house)
    monitor.withdraw_release(COORDINATOR, house, number, "A wrong figure.")
    assert look("forum@demo", f"KG-B.html?source={number}").status_code == 404
    assert "do not quote" in look("forum@demo", "KG-B.html?lang=en").text


def test_who_asks_for_the_head_of_a_pdf_alone_has_taken_nothing(house: House, look: Look) -> None:
    answer = look("forum@demo", "KG-B.pdf", "HEAD")
    assert (answer.status_code, answer.content) == (200, b"")
    settle()
    assert monitor.trail(COORDINATOR, house, act="download") == ()


def test_the_pdf_is_named_by_codes_and_on_record_with_whoever_took_it(house: House, look: Look) -> None:
    answer = look("forum@demo", "KG-B.pdf?lang=ky")
    assert answer.content.startswith(b"%PDF")
    named = answer.headers["content-disposition"]
    assert named.startswith('inline; filename="brief-KG-B-')
    assert named.endswith('-ky.pdf"')
    settle()
    taken = [event for event in monitor.trail(COORDINATOR, house) if event.act == "download"]
    assert [(event.person, dict(event.facts)["what"]) for event in taken] == [("forum@demo", "region_brief")]
