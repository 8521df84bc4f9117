"""Bringing a version of the plan into force: the plan file and a coordinator's reason enter, an entry of the audit trail leaves.

The first version of a plan is adopted by opening the house; every later one by a person, with a reason that is displayed. Until
then the plan in force stays in force, whatever the file says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from nap.monitor.house import House
from nap.monitor.orphaned import orphans_of
from nap.monitor.permission import require
from nap.monitor.problems import NotAdopted, PlanProblem
from nap.monitor.reasons import fit
from nap.monitor.taking_up import current
from nap.people import Verb, Viewer, may
from nap.plan import Fault, Plan, load_plan, read_upload
from nap.plan.register import as_filed
from nap.plan.revisions import Revision, goal_revisions, revisions
from nap.store import Transaction, installations
from nap.store.installations import AdoptedVersion, StoredPlan

LONGEST_ADOPTION_REASON = 500
"""Letters of a reason: it stands in a table beside the figures it changed."""


@dataclass(frozen=True)
class Adoption:
    """How a version came into force. `person` is empty for whoever may not know; `reason` is empty for the first version.

    `revisions`: what it changed of the version before; none for the first one.
    """

    version: int
    at: datetime
    person: str
    reason: str
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True)
class Compared:
    """A plan file beside the plan in force.

    `state`: `in_force` (the same), `waits` (a higher version that can be adopted), `older` (an earlier version), `changed` (other
    contents under a version that was adopted), `other` (another plan), `faults` (cannot be read; `plan` is None).
    """

    state: str
    plan: Plan | None
    faults: tuple[Fault, ...] = ()
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True)
class PlanUpload:
    """A plan file as bytes, under the name it came with. It adopts nothing by lying anywhere."""

    name: str
    data: bytes


def compare_plan(viewer: Viewer, house: House, file: Path | PlanUpload | None = None) -> Compared:
    """How a plan file (default: the one of the settings) stands to the plan in force, for coordinators."""
    require(viewer, Verb.ADMINISTER)
    return _beside(house, *_read(house, file or house.settings.plan_file))


def adopt_plan(
    viewer: Viewer, house: House, reason: str, *, file: Path | PlanUpload | None = None, seen: str | None = None
) -> Adoption:
    """Bring a plan file (default: the one of the settings) into force; `current(house)` then knows it, in every process.

    `seen` is the sha256 of what the coordinator was shown. PlanProblem: the file has faults, or holds other contents under an
    adopted version. NotAdopted: any of its codes.
    """
    require(viewer, Verb.ADMINISTER)
    house = current(house)
    compared = _beside(house, *_read(house, file or house.settings.plan_file, again=True))
    plan = _fit(compared, seen)
    if plan.calendar.year_begins != house.plan.calendar.year_begins:
        raise NotAdopted("other_calendar")
    if isinstance(file, PlanUpload) and _is_mixed_up(house, plan):
        raise NotAdopted("file_waits")
    reason = fit(reason, (*house.plan.privacy, *plan.privacy), NotAdopted, LONGEST_ADOPTION_REASON, needed=True)
    with house.store.writing() as transaction:
        if _newest(transaction, house) != house.plan.version:
            raise NotAdopted("changed_meanwhile")
        orphans = orphans_of(transaction, house, plan)
        if orphans:
            raise NotAdopted("orphans", orphans)
        at = house.moment()
        kept = StoredPlan(plan.id, plan.version, plan.sha256, plan.source)
        installations.adopt(transaction, kept, at, viewer.person, reason, viewer.origin)
    return Adoption(plan.version, at, viewer.person, reason, compared.revisions)


def adoptions(viewer: Viewer, house: House) -> tuple[Adoption, ...]:
    """Every version of the plan in the order in which they came into force; who adopted it is told to coordinators alone."""
    require(viewer, Verb.READ_PLAN)
    with house.store.reading() as transaction:
        known = installations.adoptions(transaction, house.plan.id, house.until)
    before: list[AdoptedVersion | None] = [None, *known]
    tell = may(viewer, Verb.ADMINISTER)
    return tuple(
        Adoption(one.version, one.at, one.person if tell else "", one.reason, _between(house, last, one))
        for last, one in zip(before, known, strict=False)
    )


def goal_history(viewer: Viewer, house: House, indicator: str, region: str) -> tuple[Adoption, ...]:
    """The adoptions that changed baseline or targets of an indicator, the country's or that region's; these revisions alone."""
    places = dict.fromkeys(("", "" if region == house.plan.country else region))
    found = (
        replace(one, revisions=tuple(each for place in places for each in goal_revisions(one.revisions, indicator, place)))
        for one in adoptions(viewer, house)
    )
    return tuple(one for one in found if one.revisions)


def _between(house: House, last: AdoptedVersion | None, one: AdoptedVersion) -> tuple[Revision, ...]:
    if last is None:
        return ()
    old, new = (house.plans[house.plan.id, version] for version in (last.version, one.version))
    return _revisions(as_filed(old), as_filed(new))


_revisions = lru_cache(maxsize=64)(revisions)  # asked for with every indicator page; plans hash by their sha256


def _newest(transaction: Transaction, house: House) -> int | None:
    return installations.newest_version(transaction, house.plan.id)


def _is_mixed_up(house: House, plan: Plan) -> bool:
    """True if the file of the settings says otherwise under the same version: at the next start one of them would be wrong."""
    waits, _ = _read(house, house.settings.plan_file)
    return waits is not None and (waits.id, waits.version) == (plan.id, plan.version) and waits.sha256 != plan.sha256


def _beside(house: House, plan: Plan | None, faults: tuple[Fault, ...]) -> Compared:
    if plan is None:
        return Compared("faults", None, faults)
    state = _state(house, plan)
    return Compared(state, plan, faults, _revisions(as_filed(house.plan), plan) if state == "waits" else ())


def _state(house: House, plan: Plan) -> str:
    if plan.id != house.plan.id:
        return "other"
    kept = house.plans.get((plan.id, plan.version))
    if kept is not None and kept.sha256 != plan.sha256:
        return "changed"
    if plan.version == house.plan.version:
        return "in_force"
    return "waits" if plan.version > house.plan.version else "older"


def _read(house: House, file: Path | PlanUpload, *, again: bool = False) -> tuple[Plan | None, tuple[Fault, ...]]:
    """The plan of a file, read again only when the file was written again: coordinators ask with every page."""
    if isinstance(file, PlanUpload):
        return _read_upload(file, house.plan)
    try:
        about = None if again else file.stat()
    except OSError:
        about = None
    return load_plan(file) if about is None else _read_once(file, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=2)
def _read_upload(file: PlanUpload, in_force: Plan) -> tuple[Plan | None, tuple[Fault, ...]]:
    return read_upload(file.data, file.name, in_force)


@lru_cache(maxsize=4)
def _read_once(file: Path, _written: int, _size: int) -> tuple[Plan | None, tuple[Fault, ...]]:
    return load_plan(file)


def _fit(compared: Compared, seen: str | None) -> Plan:
    """The plan, if it may be adopted."""
    plan = compared.plan
    if plan is None:
        raise PlanProblem(compared.faults)
    if compared.state == "changed":
        raise PlanProblem(code="changed")
    if compared.state != "waits":
        raise NotAdopted("other_plan" if compared.state == "other" else compared.state)
    if seen is not None and seen != plan.sha256:
        raise NotAdopted("changed_meanwhile")
    return plan
