"""The server is killed while twenty people send, hand in and decide: what anybody was answered is there, and nothing is half."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.crash.app import PLAN
from tests.crash.crowd import Crowd, Start
from tests.crash.servers import bare, dashboard
from tests.store.postgres import binaries, cluster

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")
FEW = 3


def installation(folder: Path) -> dict[str, str]:
    return {"NAP_DATA": str(folder), "NAP_PLAN": str(PLAN)}


def survived(environment: Mapping[str, str], start: Start, seed: int, kills: int, size: int = 20) -> None:
    """A crowd whose server was killed so often; the first time while it made its store."""
    with closing(Crowd(environment, start, seed, size)) as crowd:
        for number in range(kills):
            crowd.round(early=_early(number, kills))
        crowd.finish()
        print(f"\n{start.__name__}: {crowd.figures()}")
        assert crowd.ledger.given


def _early(number: int, kills: int) -> float:
    """How likely it is that this kill comes while the server starts; the few of a quick run come when there is work."""
    if kills <= FEW:
        return 0
    return 1 if number == 0 else 0.1


def test_what_was_answered_outlives_the_light_lane(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    survived(installation(tmp_path), bare, 1325, 180 if request.config.getoption("--long") else 2)


@pytest.mark.server
def test_what_was_answered_outlives_the_dashboard(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    kills, size = (20, 20) if request.config.getoption("--long") else (1, 6)
    survived(installation(tmp_path), dashboard, 2022, kills, size)


def test_what_was_answered_is_in_postgresql_too(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = binaries()
    if not request.config.getoption("--long") or folder is None:
        pytest.skip("asks for --long and PostgreSQL")
    with cluster(folder) as address:
        environment = {**installation(tmp_path), "NAP_DATABASE_URL": address.format(name="postgres"), "NAP_DEMO": "1"}
        survived(environment, bare, 1325, 30)
