"""One of several server processes: the plain pages behind their door, and two addresses by which a test asks what this one knows.

`GET /knows` tells what the person who asks sees in this process; `POST /does` has this process do what otherwise a screen does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nap import monitor
from nap.charts import distribution
from nap.charts.imprint import Imprint
from nap.monitor import House, Viewer, browse, drawn_upon, queue, results_for, viewer_of
from nap.people import Role
from tests.charts.boards import bars
from tests.crash.app import AT_ONCE, settle_in
from web.account import account_route
from web.door import Door, session_token
from web.figures import FIGURES, Shown, address_of, figures_route
from web.health import Health
from web.house import the_house
from web.light.routes import light_routes
from web.light.upload import Limits
from web.receipt import receipt_route
from web.sign_in import sign_in_route
from web.sign_out import sign_out_route

INDICATOR, REGION = "2.2", "KG-B"


def app() -> Starlette:
    """Signing in and out, the account, the light lane, receipts, figures to take along."""
    routes = [
        Route("/sign-in", sign_in_route(the_house), methods=["GET", "POST"]),
        Route("/sign-out", sign_out_route(the_house), methods=["GET", "POST"]),
        Route("/account", account_route(the_house), methods=["GET", "POST"]),
        *Health(the_house, begun=True).routes(),
        Route("/receipt/{id}", receipt_route(the_house)),
        Route("/figures/{secret}.{kind}", figures_route(the_house)),
        Route("/knows", _knows),
        Route("/does", _does, methods=["POST"]),
        *light_routes(the_house, Limits(each=AT_ONCE)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Door, house=the_house)])


async def _knows(request: Request) -> Response:
    return JSONResponse(await run_in_threadpool(lambda: _seen(_who(request), the_house())))


async def _does(request: Request) -> Response:
    asked = await request.json()
    done = await run_in_threadpool(lambda: ACTS[asked.pop("act")](_who(request), the_house(), **asked))
    return JSONResponse(done)


def _who(request: Request) -> Viewer:
    found = viewer_of(the_house(), session_token(request.headers["cookie"]))
    assert found is not None  # the door has let it in
    return found


def _seen(person: Viewer, house: House) -> dict[str, Any]:
    """Roles, the plan in force, one indicator's figures, one place of the board, what waits; each as this process has it."""
    figures = {f"{one.region} {one.period}": str(one.value) for one in results_for(person, house, indicators=[INDICATOR])}
    waits = (
        [one.line.receipt.id for one in queue(person, house) if one.state == "submitted" and one.line]
        if Role.COORDINATOR in person.roles
        else []
    )
    board = browse(person, house).board().totals.get((INDICATOR, REGION), ())
    return {
        "process": os.getpid(),
        "roles": sorted(person.roles),
        "plan": house.plan.version,
        "figures": figures,
        "board": [str(one.value) for one in board],
        "waits": waits,
    }


def _adopt(person: Viewer, house: House, file: str) -> int:
    return monitor.adopt_plan(person, house, "Decision of the council", file=Path(file)).version


def _hide(person: Viewer, house: House, indicator: str) -> None:
    monitor.hide_now(person, house, "The shelter was threatened", indicator=indicator)


def _disable(person: Viewer, house: House, email: str) -> None:
    monitor.disable_person(person, house, email, "has left")


def _roles(person: Viewer, house: House, email: str, roles: list[str]) -> None:
    seen = next(one for one in monitor.people(person, house) if one.person == email)
    about = {"name": seen.name, "partner": seen.partner or "", "language": seen.language}
    monitor.change_person(person, house, email, roles=frozenset(map(Role, roles)), seen=seen, **about)


def _figure(person: Viewer, house: House) -> str:
    """The address of a figure's file, shown to the person in this process."""
    figure = distribution("en", bars(), title="How they stand", what="Objective", name="objectives")
    imprint = Imprint("en", "NAP monitor", "A plan", "Accepted, do not quote.", "Not official.", "/overview")
    return address_of(FIGURES.keep(person, Shown(figure, figure.digest(), imprint, drawn_upon(house))), "csv")


ACTS: Mapping[str, Callable[..., Any]] = {
    "adopt": _adopt,
    "hide": _hide,
    "disable": _disable,
    "roles": _roles,
    "figure": _figure,
}


def run(environment: Mapping[str, str], port: int) -> None:
    """Serve until killed."""
    settle_in(environment)
    os.environ["FORWARDED_ALLOW_IPS"] = "none"
    the_house()
    uvicorn.run(app(), host="127.0.0.1", port=port, log_level="critical", access_log=False)
