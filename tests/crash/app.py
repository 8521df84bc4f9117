"""The light lane behind its door as an app of its own, without Streamlit: it starts in a moment, so that it can be killed often.

What a process needs is loaded with this module: one that is forked from a process that has loaded it starts where that stands.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

import nap.monitor.house
import nap.monitor.mending
import nap.returns.check
from nap.plan import load_plan
from nap.returns.personal import scan
from tests.houses import open_here
from web.door import Door
from web.health import Health
from web.house import the_house
from web.light.routes import light_routes
from web.light.upload import Limits
from web.receipt import receipt_route
from web.sign_in import sign_in_route

PLAN = Path(__file__).parent.parent / "samples" / "example-plan.yaml"
AT_ONCE = 8
"""Uploads of one person that are let in together."""

_plan = cache(load_plan)
_plan(PLAN)


def app() -> Starlette:
    """The routes of the light lane, of signing in and of the receipt."""
    routes = [
        Route("/sign-in", sign_in_route(the_house), methods=["GET", "POST"]),
        *Health(the_house, begun=True).routes(),
        Route("/receipt/{id}", receipt_route(the_house)),
        *light_routes(the_house, Limits(each=AT_ONCE)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Door, house=the_house)])


def settle_in(environment: Mapping[str, str]) -> None:
    """Make this process one of that installation: its settings, plans read once, workbooks read in the process itself."""
    os.environ.update(environment)
    nap.monitor.house.load_plan = lambda path, *, adopted=False: _plan(path, adopted=adopted)  # type: ignore[assignment]
    nap.returns.check.open_book_safely = open_here  # type: ignore[assignment]
    nap.monitor.mending.open_book_safely = open_here  # type: ignore[assignment]
    nap.returns.check.scan_safely = scan  # type: ignore[assignment]


def run(environment: Mapping[str, str], port: int) -> None:
    """Serve until killed."""
    settle_in(environment)
    the_house()
    uvicorn.run(app(), host="127.0.0.1", port=port, log_level="critical", access_log=False)
