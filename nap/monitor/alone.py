"""Checking a file from the command line, with whatever there is: the plan file alone, or the store if one was ever opened."""

from __future__ import annotations

from pathlib import Path

from nap import monitor
from nap.monitor.clock import day_at_home
from nap.monitor.permission import operator
from nap.monitor.problems import PlanProblem
from nap.plan import load_plan
from nap.returns.check import Checked, Context, check_return
from nap.settings import Settings


def check_alone(settings: Settings, data: bytes, *, lang: str | None = None, offline: bool = False) -> Checked:
    """Check a file and store nothing; `offline` asks the plan file only. PlanProblem if that has faults."""
    if not offline and _has_store(settings):
        house = monitor.open_house(settings)
        try:
            return monitor.check(operator(), house, data, lang)
        finally:
            monitor.close(house)
    plan, faults = load_plan(settings.plan_file)
    if plan is None:
        raise PlanProblem(faults)
    return check_return(data, Context({(plan.id, plan.version): plan}, plan, day_at_home(plan), None, None, lang))


def _has_store(settings: Settings) -> bool:
    scheme, _, path = settings.database_url.partition(":///")
    return scheme != "sqlite" or Path(path).is_file()
