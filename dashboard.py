"""The whole house: `streamlit run dashboard.py` serves it. The script is ui/frame.py, so that no page is reached without it."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from nap.logs import kind_asked  # noqa: E402
from nap.monitor import House, Viewer, browse, close, fill_demo, note_settings, operator, wants_demo  # noqa: E402
from nap.settings import Settings  # noqa: E402
from ui.addresses import BOARD  # noqa: E402
from ui.identity import PROVIDERS, configured  # noqa: E402
from ui.logs import set_up_all  # noqa: E402
from ui.menu import SCREENS, offered  # noqa: E402
from ui.owning import is_own_file, is_own_tab, tabs_beside  # noqa: E402
from ui.runs import ended, tabs  # noqa: E402
from ui.starting import end_unless_fit, open_or_end  # noqa: E402
from ui.style import sheet  # noqa: E402
from ui.trouble import show_trouble  # noqa: E402
from ui.waiting import held  # noqa: E402
from web.access import Access  # noqa: E402
from web.account import account_route  # noqa: E402
from web.assets import FONTS, MARK, MARK_ASKED, MARK_PNG, routes_of  # noqa: E402
from web.brief import brief_routes  # noqa: E402
from web.browser import open_when_ready  # noqa: E402
from web.calendar import calendar_route  # noqa: E402
from web.confirm import confirm_route  # noqa: E402
from web.connections import ready_for_many  # noqa: E402
from web.door import Door, Own  # noqa: E402  (started from another folder, our own rooms are found only now)
from web.figures import figures_route  # noqa: E402
from web.foresight import Foresight  # noqa: E402
from web.forgotten import forgotten_route  # noqa: E402
from web.front_end import FrontEnd, front_end  # noqa: E402
from web.health import Health  # noqa: E402
from web.heap import set_aside  # noqa: E402
from web.house import the_house  # noqa: E402
from web.identity import SignInElsewhere  # noqa: E402
from web.invitation import invitation_route  # noqa: E402
from web.language import language  # noqa: E402
from web.light.routes import light_routes  # noqa: E402
from web.limits import Limits  # noqa: E402
from web.metrics import Counting, Metrics  # noqa: E402
from web.own_words import script  # noqa: E402
from web.page import SHEET  # noqa: E402
from web.patience import Patience  # noqa: E402
from web.pictures import picture  # noqa: E402
from web.receipt import receipt_route  # noqa: E402
from web.receipt_file import receipt_file_route  # noqa: E402
from web.releases import release_routes  # noqa: E402
from web.shell import shell_routes  # noqa: E402
from web.sign_in import sign_in_route  # noqa: E402
from web.sign_out import sign_out_route  # noqa: E402
from web.systemd import tell  # noqa: E402
from web.trouble import Trouble  # noqa: E402
from web.uploads import Uploads  # noqa: E402


def _warm_up(house: House) -> None:
    """Load the libraries and compute the first results before the first visitor; keep both out of the walk after every run."""
    import_module("ui.cards")
    browse(operator(), house).board()
    set_aside()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the house before anybody is answered; a new demo store is filled with its story first."""
    set_up_all(kind_asked(os.environ))
    ready_for_many()
    house = open_or_end()
    end_unless_fit(house)
    if wants_demo(house):
        fill_demo(house)
    note_settings(house, identity=configured())
    counted = Metrics(house.settings.metrics, Counting(the_house, _states))
    counted.begin()
    _warm_up(house)
    ahead = Foresight(the_house)
    ahead.begin()
    set_up_all(kind_asked(os.environ))
    HEALTH.begun = True
    tell("READY=1")
    if address := os.environ.get("NAP_OPEN_BROWSER"):
        open_when_ready(address)
    yield
    tell("STOPPING=1")
    await ended()
    ahead.end()
    counted.end()
    close(house)


LOOK = sheet()
HEALTH = Health(the_house)


def _screens(person: Viewer) -> list[str]:
    return [screen.name for screen in offered(person)]


def _states() -> Iterable[tuple[str, str, int]]:
    yield "nap_begun", "Whether the first board is made.", int(HEALTH.begun)
    yield from tabs()


app = st.App(
    ROOT / "ui" / "frame.py",
    routes=[
        Route("/sign-in", sign_in_route(the_house, PROVIDERS.labels), methods=["GET", "POST"]),
        Route("/sign-out", sign_out_route(the_house, PROVIDERS.labels), methods=["GET", "POST"]),
        Route("/forgotten", forgotten_route(the_house), methods=["GET", "POST"]),
        Route("/invitation/{secret}", invitation_route(the_house), methods=["GET", "POST"]),
        Route("/confirm/{secret}", confirm_route(the_house), methods=["GET", "POST"]),
        Route("/account", account_route(the_house), methods=["GET", "POST"]),
        Route("/language/{code}", language),
        Route("/pictures/{picture:path}", picture),
        *HEALTH.routes(),
        Route("/calendar/{partner}.ics", calendar_route(the_house)),
        Route("/receipt/{id}.pdf", receipt_file_route(the_house)),
        Route("/receipt/{id}", receipt_route(the_house)),
        Route("/figures/{secret}.{kind}", figures_route(the_house)),
        *brief_routes(the_house),
        *light_routes(the_house),
        *release_routes(the_house),
        *routes_of([LOOK, SHEET, script(), MARK, MARK_PNG, MARK_ASKED, *FONTS.values()]),
        *shell_routes(the_house, LOOK, _screens, BOARD),
    ],
    middleware=[
        Middleware(Limits),
        Middleware(Access, proxies=lambda: Settings.read().proxies, pages=[screen.name for screen in SCREENS]),
        Middleware(Trouble),
        Middleware(Patience),
        Middleware(Door, house=the_house, own=Own(is_own_tab, is_own_file), elsewhere=configured),
        Middleware(SignInElsewhere, house=the_house, providers=PROVIDERS),
        Middleware(Uploads, held=held, tabs=tabs_beside),
        Middleware(FrontEnd, root=front_end),
    ],
    lifespan=lifespan,
    on_script_error=show_trouble,
)
