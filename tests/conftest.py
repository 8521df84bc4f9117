"""Shared by all tests: Hypothesis profiles (`--long` runs the full counts), the example plan."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

SAMPLES = Path(__file__).parent / "samples"

settings.register_profile(
    "sample",
    max_examples=20,
    stateful_step_count=12,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long", max_examples=2000, stateful_step_count=15, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="full counts of generated cases, random seeds")
    parser.addoption("--postgresql", action="store_true", help="every store of the tests is a database of one real PostgreSQL")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "sample")
    if config.getoption("--postgresql"):
        from tests import on_postgresql

        on_postgresql.begin(config)
        config.pluginmanager.register(on_postgresql, "on_postgresql")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    from tests.sharing_out import longest_first

    longest_first(items)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was collected stays until the end: whoever looks for garbage need not walk through all of it each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.sharing_out import ByRoom

    return ByRoom(config, log)


@pytest.fixture(scope="session", autouse=True)
def on_a_disk_that_is_kept() -> Iterator[None]:
    """Whatever the temporary folder lies on: that real data are refused on some disks is for tests/monitor/test_disks.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAP_DISK_KEPT", "1")
        patch.setattr("nap.monitor.disks.mountinfo", str)
        yield


@pytest.fixture(scope="session", autouse=True)
def statements_put_once() -> Iterator[None]:
    """Statements become SQL once for all stores."""
    from tests.statements import put_once

    with put_once():
        yield


@pytest.fixture(scope="session")
def example_plan() -> object:
    """The normative example plan, loaded once."""
    from nap.plan import load_plan

    plan, faults = load_plan(SAMPLES / "example-plan.yaml")
    assert plan is not None, faults
    return plan
