"""A small open house and the web routes behind their door, without Streamlit."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from nap.monitor import House, close, open_house
from nap.settings import Settings
from tests.hashing import quick_hashes
from tests.houses import made_once
from tests.store.databases import migrated_file
from web.account import account_route
from web.assets import FONTS, MARK, MARK_PNG, routes_of
from web.confirm import confirm_route
from web.door import Door, Own
from web.forgotten import forgotten_route
from web.front_end import FrontEnd, front_end
from web.health import Health
from web.invitation import invitation_route
from web.language import language
from web.own_words import script
from web.page import SHEET
from web.releases import release_routes
from web.sign_in import sign_in_route
from web.sign_out import sign_out_route

with warnings.catch_warnings():  # Starlette asks for the next httpx, which our pinned tools do not have yet
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

__all__ = ["made_once", "migrated_file", "quick_hashes"]

PLAN = Path(__file__).parent.parent / "samples" / "example-plan.yaml"


OWN = Own(lambda person, tab: tab == f"tab of {person.person}", lambda person, file: file == f"file of {person.person}")
"""An app that says by the name whose something is."""


def settings(folder: Path, **env: str) -> Settings:
    return Settings.read({"NAP_DATA": str(folder), "NAP_PLAN": str(PLAN), **env})


@pytest.fixture
def house(migrated_file: Path, tmp_path: Path) -> Iterator[House]:
    shutil.copy(migrated_file, tmp_path / "nap.sqlite")
    opened = open_house(settings(tmp_path))
    yield opened
    close(opened)


def app_of(house: House) -> Starlette:
    """Our routes, and behind them an app that answers everything it is asked."""

    def of() -> House:
        return house

    async def anything(request: Request) -> Response:
        return PlainTextResponse(f"inside {request.url.path}")

    async def socket(link: WebSocket) -> None:
        await link.accept()
        await link.send_text("inside " + link.headers.get("sec-websocket-protocol", ""))
        await link.close()

    routes = [
        Route("/sign-in", sign_in_route(of), methods=["GET", "POST"]),
        Route("/sign-out", sign_out_route(of), methods=["GET", "POST"]),
        Route("/forgotten", forgotten_route(of), methods=["GET", "POST"]),
        Route("/invitation/{secret}", invitation_route(of), methods=["GET", "POST"]),
        Route("/confirm/{secret}", confirm_route(of), methods=["GET", "POST"]),
        Route("/account", account_route(of), methods=["GET", "POST"]),
        Route("/language/{code}", language),
        *Health(of, begun=True).routes(),
        *release_routes(of),
        *routes_of([SHEET, script(), MARK, MARK_PNG, *FONTS.values()]),
        WebSocketRoute("/_stcore/stream", socket),
        Route("/{path:path}", anything, methods=["GET", "POST", "PUT", "DELETE"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Door, house=of, own=OWN), Middleware(FrontEnd, root=front_end)])


@pytest.fixture
def stranger(house: House) -> TestClient:
    """A browser on this machine that has not signed in."""
    return TestClient(app_of(house), base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5000), follow_redirects=False)


@pytest.fixture
def partner(stranger: TestClient) -> TestClient:
    """The same browser, signed in as a partner."""
    stranger.get("/sign-in")
    stranger.post("/sign-in", data={"person": "wpn@demo", "form": stranger.cookies["nap_form"]})
    return stranger
