"""The plan file by itself; how it stands to the version in force is told by the room of the database."""

from __future__ import annotations

from collections.abc import Iterator

from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, error, well
from nap.plan import load_plan


def plan_file(patient: Patient) -> Iterator[Diagnosis]:
    """Whether it is there and without faults."""
    file = patient.settings.plan_file
    if not file.is_file():
        yield error("plan_missing", file=str(file))
        return
    plan, faults = load_plan(file)
    if plan is None:
        yield error("plan_faults", file=str(file), n=len(faults))
    else:
        yield well("plan", file=str(file), version=str(plan.version))
