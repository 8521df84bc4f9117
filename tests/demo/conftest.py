"""The demo plan, the script that makes the demo workbooks, and every demo workbook checked once."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest

from nap.plan import Plan, load_plan
from nap.returns.check import Checked, Context, check_return
from nap.settings import ROOT

DEMO = ROOT / "data" / "demo"


@pytest.fixture(scope="session")
def make() -> ModuleType:
    """`data/demo/make.py`, which is a script and no part of a package."""
    spec = importlib.util.spec_from_file_location("demo_make", DEMO / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The illustrative plan of the project itself."""
    found, faults = load_plan(ROOT / "indicators.yaml")
    assert found is not None, faults
    return found


@pytest.fixture(scope="session")
def story(make: ModuleType) -> list[dict[str, object]]:
    """What arrives, in order."""
    return make.story()


@pytest.fixture(scope="session")
def checked(plan: Plan, story: list[dict[str, object]]) -> dict[str, Checked]:
    """Each workbook as the check sees it on the day it arrives."""
    return {
        entry["file"]: check_return(
            (DEMO / entry["file"]).read_bytes(), Context({}, plan, entry["received"], entry["partner"], safely=False)
        )
        for entry in story
    }
