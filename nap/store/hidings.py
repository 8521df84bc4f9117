"""What coordinators hide at once to protect people, kept in the audit trail: events go in, how each stands leaves.

No table of its own: what was hidden, by whom and why, and when it was shown again, cannot be changed without breaking the chain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from nap.store import audit, releases, tables as t
from nap.store.audit import AuditEvent

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

    def held_at(self, number: int) -> bool:
        """Whether it held when the event of that number happened."""
        return self.number < number and (self.ended is None or number < self.ended.number)

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


def release_made(connection: sa.Connection, plan: str, number: int) -> tuple[int, frozenset[str]]:
    """The number of the event by which a release was published, and which indicators it holds (none: all of them).

    Numbers and not moments: a clock can be set back. 0 without such an event: older than anything. ValueError if there is no
    such release.
    """
    row = releases.find_release(connection, plan, number)
    if row is None:
        raise ValueError(number)
    told = (t.audit.c.plan == plan, t.audit.c.act == releases.PUBLISH)
    found = audit.read(connection, sa.select(t.audit).where(*told).order_by(t.audit.c.number))
    made = next((event.number for event in found if event.facts["release"] == str(number)), 0)
    return made, frozenset(row.included)


def _thing(event: AuditEvent) -> tuple[str, str]:
    kind = next(name for name in KINDS if name in event.facts)
    return kind, event.facts[kind]
