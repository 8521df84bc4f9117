"""Health says whether this process lives and can serve, within two seconds, and nothing else."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from nap.monitor import House, PlanProblem
from tests.web.conftest import TestClient, app_of
from web.health import Health

READY = ["/health", "/health/ready"]


def client(health: Health) -> TestClient:
    return TestClient(Starlette(routes=[*health.routes()]), base_url="http://127.0.0.1")


@pytest.fixture
def hanging(house: House) -> Iterator[tuple[Health, list[str], threading.Event]]:
    """A store that does not answer until the test is over, which questions it was asked, and what lets it answer."""
    asked, over = list[str](), threading.Event()

    def of() -> House:
        asked.append(threading.current_thread().name)
        over.wait(30)
        return house

    yield Health(of, begun=True, patience=0.05), asked, over
    over.set()


@pytest.mark.parametrize("path", READY)
def test_a_store_that_cannot_be_asked_is_not_ready(house: House, path: str) -> None:
    broken = replace(house, store=None)  # type: ignore[arg-type]
    answer = TestClient(app_of(broken), base_url="http://127.0.0.1").get(path)
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "code": "store"})


def test_a_schema_of_another_program_is_not_ready(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nap.monitor.watching.program_schema", lambda: "0000")
    assert client(Health(lambda: house, begun=True)).get("/health/ready").json()["code"] == "migration"


def test_a_plan_that_cannot_be_read_is_not_ready() -> None:
    def of() -> House:
        raise PlanProblem(code="changed")

    assert client(Health(of, begun=True)).get("/health/ready").json()["code"] == "plan"


def test_before_the_first_board_is_made_it_lives_and_is_not_ready(house: House) -> None:
    starting = client(Health(lambda: house))
    assert (starting.get("/health/live").status_code, starting.get("/health/ready").status_code) == (200, 503)
    assert starting.get("/health/ready").json() == {"status": "unavailable", "code": "starting"}


def test_a_store_that_hangs_is_told_in_time_and_asked_once_however_often_a_watcher_asks(
    hanging: tuple[Health, list[str], threading.Event],
) -> None:
    health, asked, over = hanging
    watcher, begun = client(health), time.monotonic()
    codes = [watcher.get("/health/ready").json()["code"] for _ in range(20)]
    assert codes == ["store"] * 20
    assert time.monotonic() - begun < 10  # twenty times a long wait would be more; what is slow here is a busy machine
    assert len(asked) == 1
    assert watcher.get("/health/live").status_code == 200
    assert sum(thread.name == "question" for thread in threading.enumerate()) == 1
    over.set()
    for _ in range(500):
        if watcher.get("/health/ready").status_code == 200:
            break
        time.sleep(0.02)
    else:
        pytest.fail("it never came back")


@pytest.mark.parametrize("path", ["/health/live", *READY])
def test_an_open_store_is_healthy_for_strangers_and_nothing_more_is_said(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, answer.json(), answer.headers["cache-control"]) == (200, {"status": "ok"}, "no-store")


@pytest.mark.parametrize("path", ["/health/", "/health/store", "/health/ready/x", "/healthy", "/metrics"])
def test_nothing_else_answers_a_stranger(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code in {303, 404}
