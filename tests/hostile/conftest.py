"""One real server for all attacks: a store with people of every kind and things of two organisations behind it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from nap.monitor import House, close
from tests.hostile.wire import Wire
from tests.houses import made_once
from tests.store.databases import migrated_file
from tests.walk.conftest import PLAN_FILE, Walk, opened, walked
from tests.web.joining import EMAIL, joined
from tests.web.server import serve

__all__ = ["made_once", "migrated_file", "walked"]

WORD = "a-word-that-our-form-carries"
SECRETS = ("private-7731", "of-our-own")
"""What stands in the things of either organisation."""


@dataclass(frozen=True)
class Site:
    """The running server, and the store it serves, opened a second time. `walk` has the sessions and the returns."""

    address: str
    house: House
    walk: Walk
    wire: Wire
    log: Path


@pytest.fixture(scope="session")
def site(walked: tuple[Path, Walk], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Nothing in it is a demo; `EMAIL` has a password."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copy(walked[0] / "nap.sqlite", folder / "nap.sqlite")
    house = opened(folder)
    joined(house, EMAIL)
    with serve(folder, NAP_PLAN=str(PLAN_FILE), NAP_DEMO="0", FORWARDED_ALLOW_IPS="none") as address:
        yield Site(address, house, walked[1], Wire(address), folder / "server.log")
    close(house)


Enter = Callable[[str], httpx.Client]


@pytest.fixture
def enter(site: Site) -> Iterator[Enter]:
    """A browser in which that person is signed in, with the word of a form; it names our own origin."""
    clients: list[httpx.Client] = []

    def entered(person: str) -> httpx.Client:
        cookies = {"nap_form": WORD, **({"nap_session": token} if (token := site.walk.tokens[person]) else {})}
        clients.append(httpx.Client(base_url=site.address, cookies=cookies, headers={"origin": site.address}, timeout=30))
        return clients[-1]

    yield entered
    for client in clients:
        client.close()


@pytest.fixture(autouse=True)
def nothing_breaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """No attack ends in a failure of ours: what the server's log says meanwhile has no traceback in it."""
    log = request.getfixturevalue("site").log if "site" in request.fixturenames else None
    before = log.stat().st_size if log else 0
    yield
    told = log.read_bytes()[before:].decode(errors="replace") if log else ""
    assert "Traceback" not in told, told[-3000:]
