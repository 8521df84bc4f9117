"""The index of the demo plan, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from nap.monitor.searching import _names
from nap.plan import Plan, load_plan
from nap.search import Index, documents_of, index_of

DEMO = Path(__file__).parents[2] / "indicators.yaml"


@pytest.fixture(scope="session")
def demo_plan() -> Plan:
    plan, _ = load_plan(DEMO)
    assert plan is not None
    return plan


@pytest.fixture(scope="session")
def index(demo_plan: Plan) -> Index:
    return index_of(documents_of(demo_plan, _names))
