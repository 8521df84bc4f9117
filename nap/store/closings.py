"""Which return periods are closed, kept in the audit trail: events go in, how each period stands leaves.

No table of its own: who closed what, and for whom it was opened again and why, cannot be changed without breaking the chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from nap.facts import Period
from nap.store import audit, tables as t
from nap.store.audit import AuditEvent

CLOSE, REOPEN = "close_period", "reopen_period"
ACTS = (CLOSE, REOPEN)
"""The events that close a period (or close it again for one partner) and open it again for one partner."""


@dataclass(frozen=True)
class Reopening:
    """For which partner a closed period is open again, since when, by whom and why."""

    partner: str
    at: datetime
    person: str
    reason: str


@dataclass(frozen=True)
class Closing:
    """A closed period: since when, by whom, with which words; for whom it stands open all the same."""

    period: Period
    at: datetime
    person: str
    reason: str = ""
    reopened: tuple[Reopening, ...] = ()

    def open_for(self, partner: str) -> bool:
        """True if that partner may hand in all the same."""
        return any(one.partner == partner for one in self.reopened)


def closings(connection: sa.Connection, plan: str, until: datetime | None = None) -> Mapping[Period, Closing]:
    """Every period of that plan that is closed, as known just before the moment `until`."""
    told = [t.audit.c.plan == plan, t.audit.c.act.in_(ACTS), *([t.audit.c.at < until] if until else [])]
    return folded(audit.read(connection, sa.select(t.audit).where(*told).order_by(t.audit.c.number)))


def folded(events: Iterable[AuditEvent]) -> Mapping[Period, Closing]:
    """What holds after these events, in order."""
    found: dict[Period, Closing] = {}
    for event in events:
        period = Period.parse(event.facts["period"])
        found[period] = _next(found.get(period), period, event)
    return found


def _next(before: Closing | None, period: Period, event: AuditEvent) -> Closing:
    partner, reason = event.facts.get("partner", ""), event.facts.get("reason", "")
    if before is None or not partner:
        return Closing(period, event.at, event.person, reason)
    others = tuple(one for one in before.reopened if one.partner != partner)
    if event.act == CLOSE:
        return replace(before, reopened=others)
    return replace(before, reopened=(*others, Reopening(partner, event.at, event.person, reason)))
