"""Health says whether the store answers, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from nap.monitor import House
from tests.web.conftest import TestClient, app_of


def test_an_open_store_is_healthy(stranger: TestClient) -> None:
    answer = stranger.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_store_that_cannot_be_asked_is_not(house: House) -> None:
    broken = replace(house, store=None)  # type: ignore[arg-type]
    answer = TestClient(app_of(broken), base_url="http://127.0.0.1").get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})
