"""What coordinators hide at once to protect people, kept in the audit trail: events go in, how each stands leaves.

No table of its own: what was hidden, by whom and why, and when it was shown again, cannot be changed without breaking the chain.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from nap.store import audit, tables as t
from nap.store.audit import AuditEvent
from nap.store.release_tables import releases

HIDE, SHOW = "hide_now", "show_again"
ACTS = (HIDE, SHOW)
"""The events that hide an indicator or a region from everybody but coordinators, and end that."""
KINDS = ("indicator", "region")


@dataclass(frozen=True)
class Shown:
    """How a hiding ended: when, by whom and why; `number` is that of its event."""

    number: int
    at: datetime
    person: str
    reason: str


@dataclass(frozen=True)
class Hiding:
    """One indicator or one region (`kind`, `code`) hidden from the event `number` on; `ended` once it is shown again."""

    number: int
    kind: str
    code: str
    at: datetime
    person: str
    reason: str
    ended: Shown | None = None

    @property
    def thing(self) -> tuple[str, str]:
        """What is hidden: kind and code."""
        return self.kind, self.code


def history(connection: sa.Connection, plan: str) -> tuple[Hiding, ...]:
    """Every hiding of that plan in the order made.

    Never as known on an earlier day: what is hidden now is hidden from whoever looks back, too.
    """
    told = (t.audit.c.plan == plan, t.audit.c.act.in_(ACTS))
    return folded(audit.read(connection, sa.select(t.audit).where(*told).order_by(t.audit.c.number)))


def standing(connection: sa.Connection, plan: str) -> tuple[Hiding, ...]:
    """Those that hold now, at most one for each thing, the oldest first."""
    return tuple(one for one in history(connection, plan) if one.ended is None)


def folded(events: Iterable[AuditEvent]) -> tuple[Hiding, ...]:
    """What these events tell, in order."""
    found: dict[int, Hiding] = {}
    open_: dict[tuple[str, str], int] = {}
    for event in events:
        thing = _thing(event)
        if event.act == HIDE and thing not in open_:
            found[event.number] = Hiding(event.number, *thing, event.at, event.person, event.facts["reason"])
            open_[thing] = event.number
        elif event.act == SHOW and thing in open_:
            ended = Shown(event.number, event.at, event.person, event.facts["reason"])
            number = open_.pop(thing)
            found[number] = replace(found[number], ended=ended)
    return tuple(found.values())


def release_made(connection: sa.Connection, plan: str, number: int) -> tuple[datetime, frozenset[str]]:
    """When a release was made and which indicators it holds. ValueError if there is none of that number."""
    wanted = (releases.c.plan == plan, releases.c.number == number)
    row = connection.execute(sa.select(releases.c.at, releases.c.included).where(*wanted)).first()
    if row is None:
        raise ValueError(number)
    return row.at, frozenset(json.loads(row.included))


def _thing(event: AuditEvent) -> tuple[str, str]:
    kind = next(name for name in KINDS if name in event.facts)
    return kind, event.facts[kind]
