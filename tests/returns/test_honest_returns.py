"""Honest words of organisations are never taken for personal data; `--long` writes 200 returns."""

from __future__ import annotations

import pytest

from nap.facts import Severity
from nap.plan import Plan, load_plan
from nap.returns.check import Checked
from nap.settings import ROOT
from tests.returns.honest import honest_returns
from tests.returns.workbooks import check

FEW, MANY = 3, 200


@pytest.fixture(scope="module")
def plan() -> Plan:
    loaded, faults = load_plan(ROOT / "indicators.yaml")
    assert loaded is not None, faults
    return loaded


def test_no_honest_return_is_refused_and_hardly_one_is_asked_about(plan: Plan, request: pytest.FixtureRequest) -> None:
    count = MANY if request.config.getoption("--long") else FEW
    checked: list[Checked] = [check(data, plan) for _, data in honest_returns(plan, count)]
    found = [[each.severity for each in one.findings if each.code == "personal-data"] for one in checked]
    assert not [one.verdict for one in checked if one.verdict == "refused"]
    assert len(checked) == count
    assert sum(Severity.WARNING in each for each in found) <= count // 20
