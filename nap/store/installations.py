"""What kind of store this is (demo or real, begun or not), and the plans it has adopted, each whole with its hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from nap.store import audit, tables as t

ADOPT = "adopt_plan"
"""The event by which a version of a plan comes into force."""


@dataclass(frozen=True)
class Begun:
    """How the store was begun: as a demo, with its fixed today, or for real."""

    demo: bool
    today: date | None
    at: datetime


def begun(connection: sa.Connection) -> Begun | None:
    """None while the store is empty and undecided."""
    row = connection.execute(sa.select(t.installation)).first()
    return None if row is None else Begun(row.demo, row.today, row.begun)


def begin(connection: sa.Connection, at: datetime, *, demo: bool, today: date | None) -> Begun:
    """Decide once what kind of store this is; a store that has begun stays what it is."""
    before = begun(connection)
    if before is None:
        connection.execute(sa.insert(t.installation), {"id": 1, "demo": demo, "today": today, "begun": at})
    return before or Begun(demo, today, at)


@dataclass(frozen=True)
class StoredPlan:
    """A plan file as it was adopted."""

    plan: str
    version: int
    sha256: str
    source: bytes


def stored_plans(connection: sa.Connection) -> Mapping[tuple[str, int], StoredPlan]:
    """Every adopted plan by (id, version)."""
    rows = connection.execute(sa.select(t.plans))
    return {(row.plan, row.version): StoredPlan(row.plan, row.version, row.sha256, row.source) for row in rows}


def newest_version(connection: sa.Connection, plan: str) -> int | None:
    """The highest adopted version of that plan; None if there is none."""
    newest: int | None = connection.scalar(sa.select(sa.func.max(t.plans.c.version)).where(t.plans.c.plan == plan))
    return newest


@dataclass(frozen=True)
class AdoptedVersion:
    """How one version came into force: when, by whom, why. The first one needs no reason."""

    version: int
    sha256: str
    at: datetime
    person: str
    reason: str


def adopt(connection: sa.Connection, plan: StoredPlan, at: datetime, person: str, reason: str = "", origin: str = "") -> None:
    """Keep a plan whole, and say in the audit trail who did so, why and from where."""
    row = {"plan": plan.plan, "version": plan.version, "sha256": plan.sha256, "source": plan.source, "adopted": at}
    connection.execute(sa.insert(t.plans), row)
    facts = {"version": str(plan.version), "sha256": plan.sha256} | ({"reason": reason} if reason else {})
    audit.append(connection, at, person, ADOPT, plan.plan, origin=origin, **facts)


def adoptions(connection: sa.Connection, plan: str, until: datetime | None = None) -> tuple[AdoptedVersion, ...]:
    """Every adoption of that plan in order, or those before the moment `until`."""
    wanted = [t.audit.c.act == ADOPT, t.audit.c.plan == plan, *([t.audit.c.at < until] if until else [])]
    found = audit.read(connection, sa.select(t.audit).where(*wanted).order_by(t.audit.c.number))
    return tuple(
        AdoptedVersion(int(one.facts["version"]), one.facts["sha256"], one.at, one.person, one.facts.get("reason", ""))
        for one in found
    )
