"""Looking at a foreign table without a store: settings and a file's bytes enter, what was understood leaves."""

from __future__ import annotations

from nap.facts import Finding
from nap.foreign.opening import open_foreign
from nap.foreign.understanding import understand
from nap.monitor.problems import PlanProblem
from nap.monitor.table_views import Looked
from nap.plan import load_plan
from nap.returns.privately import patterns_of
from nap.settings import Settings


def look_alone(settings: Settings, data: bytes) -> Looked:
    """What is understood of a file by the plan file alone; nothing is opened or kept. PlanProblem if the plan has faults."""
    plan, faults = load_plan(settings.plan_file)
    if plan is None:
        raise PlanProblem(faults)
    opened = open_foreign(data, patterns_of(plan))
    if isinstance(opened, Finding):
        return Looked((opened,))
    if opened.refused:
        return Looked(opened.findings, opened.kind)
    understood = understand(opened.book, plan.regions)
    return Looked(opened.findings, opened.kind, opened.book, understood, (*opened.remarks, *understood.remarks))
