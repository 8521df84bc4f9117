"""A coordinator's own assessments, kept in the audit trail: judgements go in as events, their histories leave.

No table of their own: what was given, upon which figure, by whom and why cannot be changed without breaking the chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa

from nap.facts import Period, Status
from nap.results.overriding import Judgement, Key
from nap.store import audit, tables as t
from nap.store.audit import AuditEvent

OVERRIDE, LIFT = "override", "lift_override"
ACTS = (OVERRIDE, LIFT)
"""The events that give a status by hand and take it back."""


@dataclass(frozen=True)
class Ending:
    """How an override ended by hand: lifted with a reason, or (`replaced`) followed by another one for the same figure."""

    at: datetime
    person: str
    reason: str = ""
    replaced: bool = False


@dataclass(frozen=True)
class StoredOverride:
    """One override, ended or not; `number` is that of its event."""

    number: int
    at: datetime
    person: str
    judgement: Judgement
    ending: Ending | None = None


def give(connection: sa.Connection, at: datetime, person: str, plan: str, judgement: Judgement, origin: str = "") -> None:
    """Add an override; one that stood for the same figure ends by it."""
    audit.append(
        connection,
        at,
        person,
        OVERRIDE,
        plan,
        origin=origin,
        **_place(judgement.key),
        given=judgement.status.value,
        reason=judgement.because,
        value=str(judgement.upon_value),
        computed=judgement.upon_status.value,
    )


def lift(connection: sa.Connection, at: datetime, person: str, plan: str, key: Key, reason: str, origin: str = "") -> None:
    """End the override that stands for that figure."""
    audit.append(connection, at, person, LIFT, plan, origin=origin, **_place(key), reason=reason)


def history(connection: sa.Connection, plan: str, until: datetime | None = None) -> tuple[StoredOverride, ...]:
    """Every override of that plan in the order made, as known just before the moment `until`."""
    told = [t.audit.c.plan == plan, t.audit.c.act.in_(ACTS), *([t.audit.c.at < until] if until else [])]
    return _told(audit.read(connection, sa.select(t.audit).where(*told).order_by(t.audit.c.number)))


def standing(overrides: Iterable[StoredOverride]) -> Mapping[Key, StoredOverride]:
    """Those that nobody ended, at most one for each figure."""
    return {one.judgement.key: one for one in overrides if one.ending is None}


def _told(events: Iterable[AuditEvent]) -> tuple[StoredOverride, ...]:
    found: dict[int, StoredOverride] = {}
    open_: dict[Key, int] = {}
    for event in events:
        key = (event.facts["indicator"], event.facts["region"], Period.parse(event.facts["period"]))
        before = open_.pop(key, None)
        if before is not None:
            found[before] = replace(found[before], ending=_ending(event))
        if event.act == OVERRIDE:
            found[event.number] = StoredOverride(event.number, event.at, event.person, _judgement(key, event))
            open_[key] = event.number
    return tuple(found.values())


def _ending(event: AuditEvent) -> Ending:
    replaced = event.act == OVERRIDE
    return Ending(event.at, event.person, "" if replaced else event.facts["reason"], replaced)


def _judgement(key: Key, event: AuditEvent) -> Judgement:
    given, computed = Status(event.facts["given"]), Status(event.facts["computed"])
    return Judgement(*key, given, event.facts["reason"], Decimal(event.facts["value"]), computed)


def _place(key: Key) -> dict[str, str]:
    indicator, region, period = key
    return {"indicator": indicator, "region": region, "period": str(period)}
