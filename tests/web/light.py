"""Browsers without script in front of the light lane: its routes behind their door, signed in as somebody."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from httpx import Response
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from nap.monitor import House
from tests.web.conftest import TestClient
from web.door import Door
from web.light.routes import PATIENT, light_routes
from web.light.upload import Limits
from web.receipt import receipt_route
from web.sign_in import sign_in_route

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Browse = Callable[..., TestClient]


def app_of(house: House, limits: Limits = PATIENT) -> Starlette:
    def of() -> House:
        return house

    routes = [
        Route("/sign-in", sign_in_route(of), methods=["GET", "POST"]),
        Route("/receipt/{id}", receipt_route(of)),
        *light_routes(of, limits),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Door, house=of)])


def browser(house: House, person: str = "", limits: Limits = PATIENT) -> TestClient:
    """Somebody in front of the light lane; nobody without a name."""
    client = TestClient(
        app_of(house, limits), base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5000), follow_redirects=False
    )
    client.get("/sign-in")
    if person:
        answer = client.post("/sign-in", data={"person": person, "form": client.cookies["nap_form"]})
        assert answer.status_code == 303, answer.text
    return client


def press(client: TestClient, path: str, **fields: str) -> Response:
    """Send a form of ours."""
    return client.post(path, data={"form": client.cookies["nap_form"], **fields})


def upload(client: TestClient, data: bytes, name: str = "return.xlsx", **fields: str) -> Response:
    form = {"form": client.cookies["nap_form"], **fields}
    return client.post("/light/send", data=form, files={"file": (name, data, XLSX)})


def sent_id(answer: Response) -> str:
    """The number of the return the answer leads to."""
    assert answer.status_code == 303, answer.text
    found = re.match(r"/light/return/([^/?]+)", answer.headers["location"])
    assert found, answer.headers["location"]
    return found[1]


def words(answer: Response) -> str:
    """What a page says, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
