"""Three processes on one PostgreSQL behind nginx, started once for these tests; each test has its own people and returns."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from nap.monitor import House, close, open_house
from nap.settings import Settings
from tests.crash.app import PLAN
from tests.crash.servers import Forked, begun, until_healthy
from tests.houses import made_once
from tests.processes import app
from tests.processes.proxy import in_front_of, program
from tests.store.databases import make_database, postgres
from tests.web.server import free_port

__all__ = ["made_once", "postgres"]
HOW_MANY = 3


@dataclass
class Together:
    """`address`: where nginx answers; `own`: where each process answers by itself; `house`: the same store in this process."""

    address: str
    own: tuple[str, ...]
    house: House
    environment: Mapping[str, str]
    processes: list[Forked] = field(default_factory=list)
    open: list[httpx.Client] = field(default_factory=list)
    """Browsers of the test that runs."""

    def browser(self, token: str, which: int, **headers: str) -> httpx.Client:
        """A browser before one process, with that session if there is one."""
        cookies = {"nap_session": token} if token else {}
        self.open.append(httpx.Client(base_url=self.own[which], timeout=60, cookies=cookies, headers=headers))
        self.open[-1].get("/sign-in")
        return self.open[-1]

    def everywhere(self, token: str, **headers: str) -> list[httpx.Client]:
        """The same browser before each of the processes."""
        return [self.browser(token, which, **headers) for which in range(len(self.own))]


@pytest.fixture(autouse=True)
def closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every browser is closed after its test."""
    yield
    together = request.getfixturevalue("together") if "together" in request.fixturenames else None
    while together and together.open:
        together.open.pop().close()


@pytest.fixture(scope="module")
def together(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Together]:
    """Three processes that begin at the same moment, on an empty database."""
    if program() is None:
        pytest.skip("NO NGINX FOUND: several processes behind one address are not proved here")
    folder = tmp_path_factory.mktemp("processes")
    yield from running(folder, make_database(postgres, folder.name))


def running(folder: Path, database: str) -> Iterator[Together]:
    file = shutil.copy(PLAN, folder / "plan.yaml")
    environment = {
        "NAP_DATA": str(folder),
        "NAP_PLAN": str(file),
        "NAP_DATABASE_URL": database,
        "NAP_DEMO": "1",
        "NAP_DEMO_BEYOND": "1",
        "NAP_PROXIES": "127.0.0.1",
    }
    ports = [free_port() for _ in range(HOW_MANY)]
    with ExitStack() as around:
        processes = [begun(app.run, environment, port) for port in ports]
        for process in processes:
            around.callback(process.kill)
        own = tuple(f"http://127.0.0.1:{port}" for port in ports)
        for process, address in zip(processes, own, strict=True):
            until_healthy(process, address)
        address = around.enter_context(in_front_of(ports, folder))
        house = open_house(Settings.read(environment))
        around.callback(close, house)
        yield Together(address, own, house, environment, processes)
