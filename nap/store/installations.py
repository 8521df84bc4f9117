"""What kind of store this is (demo or real, begun or not), and the plans it has adopted, each whole with its hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from nap.store import audit, tables as t


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


def adopt(connection: sa.Connection, plan: StoredPlan, at: datetime, person: str) -> None:
    """Keep a plan whole, and say so in the audit trail."""
    row = {"plan": plan.plan, "version": plan.version, "sha256": plan.sha256, "source": plan.source, "adopted": at}
    connection.execute(sa.insert(t.plans), row)
    audit.append(connection, at, person, "adopt_plan", plan.plan, version=str(plan.version), sha256=plan.sha256)
