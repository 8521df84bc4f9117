"""A house with people of every kind and things of two organisations; the app behind its door without Streamlit's part."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

import ui.session
import web.house
from nap.facts import Finding, Observation, Severity
from nap.monitor import Checked, House, close, open_house, operator, person_viewer, submit, template
from nap.monitor.sending import keep
from nap.monitor.sessions import begin_session
from nap.settings import Settings
from nap.store import persons
from nap.store.persons import Person
from tests.houses import made_once, parser_once, reading_here
from tests.monitor.building import H1, H2, PLAN_FILE
from tests.monitor.published_by_hand import newest_by_hand, publish
from tests.pages.conftest import packages_searched_once
from tests.store.databases import migrated_file
from tests.walk import table as who
from tests.web.conftest import TestClient

__all__ = ["made_once", "migrated_file", "packages_searched_once", "parser_once", "reading_here"]

SECRET = "private-7731"
"""Stands in everything of the other organisation: its file's name, what was found in it, why it came back."""
ROLES: Mapping[str, tuple[set[str], str | None]] = {
    who.PARTNER: ({"partner"}, "WPN"),
    who.OTHER: ({"partner"}, "MIA"),
    who.FORUM: ({"forum"}, None),
    who.DONOR: ({"donor"}, None),
    who.COORDINATOR: ({"coordinator"}, None),
    who.FORUM_PARTNER: ({"forum", "partner"}, "WPN"),
    who.COORDINATING_PARTNER: ({"coordinator", "partner"}, "WPN"),
    who.UNATTACHED: ({"partner"}, None),
    who.DISABLED: ({"coordinator"}, None),
}
PEOPLE = tuple(ROLES)


@dataclass(frozen=True)
class Walk:
    """The house, and what there is to get at: a draft and a submitted return of the partner and of the other one."""

    house: House
    tokens: Mapping[str, str]
    draft: str
    submitted: str
    others_draft: str
    others_submitted: str

    @staticmethod
    def email(person: str) -> str:
        return f"{person.replace(' ', '-')}@example.org"


@pytest.fixture(scope="session")
def walked(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory, made_once: None) -> tuple[Path, Walk]:
    """Such a store, to be copied. The disabled person's session still stands in it, as if it had been forgotten to end it."""
    folder = tmp_path_factory.mktemp("walked")
    shutil.copy(migrated_file, folder / "nap.sqlite")
    house = opened(folder)
    with house.store.writing() as transaction:
        for name, (roles, partner) in ROLES.items():
            persons.add_person(transaction, Person(Walk.email(name), name, frozenset(roles), partner))
        tokens = {name: begin_session(transaction, house, Walk.email(name), "password", "10.0.0.1", "") for name in ROLES}
    kept = [a_return(house, person, state) for person in (who.PARTNER, who.OTHER) for state in ("draft", "submitted")]
    found = {"overview": b"a page", "index.html": b"a page"}
    publish(house, files=found, forum=found)
    with house.store.writing() as transaction:
        persons.set_active(transaction, Walk.email(who.DISABLED), False)
    close(house)
    return folder, Walk(house, tokens | {who.NOBODY: ""}, *kept)


@pytest.fixture
def walk(walked: tuple[Path, Walk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    """A store of one's own; pages, plain HTTP and the command line look into it."""
    folder, made = walked
    shutil.copy(folder / "nap.sqlite", tmp_path / "nap.sqlite")
    house = opened(tmp_path)
    monkeypatch.setattr(ui.session, "the_house", lambda: house)
    monkeypatch.setattr("ui.summary.newest_front", newest_by_hand)
    monkeypatch.setattr("nap.monitor.briefing.released_house", lambda _, house, *__: house)  # what was kept by hand has no data
    monkeypatch.setattr(web.house, "_door", lambda: Opened(house))
    monkeypatch.setenv("NAP_DATA", str(tmp_path))
    monkeypatch.setenv("NAP_PLAN", str(PLAN_FILE))
    yield replace(made, house=house)
    close(house)


def opened(folder: Path) -> House:
    return open_house(Settings.read({"NAP_DATA": str(folder), "NAP_PLAN": str(PLAN_FILE)}))


@dataclass(frozen=True)
class Opened:
    """Stands in for the one house of a server's process."""

    opened: House

    def house(self) -> House:
        return self.opened


def a_return(house: House, person: str, state: str) -> str:
    """A return of the person's organisation, as if just sent; its id."""
    partner = ROLES[person][1] or ""
    secret = SECRET if person == who.OTHER else "of-our-own"
    viewer = person_viewer(house, Walk.email(person))
    assert viewer is not None
    kind, verdict = (Severity.ERROR, "errors") if state == "draft" else (Severity.WARNING, "warnings")
    found = Finding("not-a-number" if state == "draft" else "large-jump", kind, "O2", ("F12",), found=secret)
    period = H2 if state == "draft" else H1
    seen = Observation(partner, "2.2", "KG-B", period, value=Decimal(21))
    checked = Checked(verdict, house.plan, partner, period, "ky", 1, observations=(seen,), findings=(found,))
    data = template(operator(), house, partner, period, "en").data
    with house.store.writing() as transaction:
        receipt = keep(transaction, viewer, house, data, f"{secret}-{state}.xlsx", checked, "").receipt
    assert receipt is not None
    return receipt.id if state == "draft" else submit(viewer, house, receipt.id).id


@pytest.fixture
def app(walk: Walk) -> Starlette:
    """Our routes and our middleware as the server has them; where Streamlit would answer, a stub does."""
    import dashboard

    async def inside(request: Request) -> Response:
        return PlainTextResponse(f"inside {request.url.path}")

    async def socket(link: WebSocket) -> None:
        await link.accept()
        await link.close()

    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
    theirs = [WebSocketRoute("/{path:path}", socket), Route("/{path:path}", inside, methods=methods)]
    dashboard.HEALTH.begun = True
    return Starlette(routes=[*dashboard.app._user_routes, *theirs], middleware=dashboard.app._user_middleware)


Enter = Callable[[str], TestClient]


@pytest.fixture
def enter(app: Starlette, walk: Walk) -> Enter:
    """A browser in which that person is signed in."""

    def entered(person: str) -> TestClient:
        client = TestClient(app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5000), follow_redirects=False)
        if walk.tokens[person]:
            client.cookies["nap_session"] = walk.tokens[person]
        return client

    return entered
