"""For whoever watches the installation from outside: whether it can serve, and numbers about it. Nobody's name, no figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from nap.monitor.house import House
from nap.monitor.sessions import IDLE, LONGEST
from nap.monitor.trailing import GROUPS
from nap.store import audit, watching
from nap.store.migrate import head

UNFIT = ("store", "migration", "plan", "starting")
"""Why a server cannot serve: its store does not answer; the schema is not that of this program; the plan in force cannot be
read; the first board is not made yet."""
_KNOWN = frozenset(act for acts in GROUPS.values() for act in acts)


@dataclass(frozen=True)
class Watched:
    """Numbers about the store. `acts`: events by their act since the beginning; `last`: when the last of each was; `number`:
    that of the last event; `size`: bytes; `sessions`: people's sessions that are alive; `fits`: the schema is this program's."""

    number: int = 0
    acts: Mapping[str, int] = field(default_factory=dict)
    last: Mapping[str, datetime] = field(default_factory=dict)
    size: int | None = None
    sessions: int = 0
    fits: bool = True

    @property
    def backup(self) -> datetime | None:
        """When the last backup on record was made; None if none is."""
        return self.last.get(audit.BACKUP)


@cache
def program_schema() -> str:
    """The schema this program was begun with, whatever lies on the disk by now."""
    return head()


def readiness(house: House) -> str:
    """Empty if the store can be used as it is, else one of `UNFIT`; raises what the store raises."""
    fits = house.store.revision() == program_schema()
    house.store.version()
    return "" if fits else "migration"


def watched(house: House, before: Watched | None = None) -> Watched:
    """Numbers as they stand now. `before`: what was found the last time, so that only what came since is counted."""
    known, now = before or Watched(), house.now()
    with house.store.reading() as transaction:
        if audit.version(transaction) < known.number:  # another store stands here now, brought back from a backup
            known = Watched()
        seen = list(watching.acts_after(transaction, known.number))
        sessions = watching.live_sessions(transaction, now - IDLE, now - LONGEST)
        size = watching.size(transaction)
    acts, last = dict(known.acts), dict(known.last)
    for each in seen:
        act = each.act if each.act in _KNOWN else "other"
        acts[act] = acts.get(act, 0) + each.times
        last[act] = max(last.get(act, each.at), each.at)
    number = max([known.number, *(each.number for each in seen)])
    fits = house.store.revision() == program_schema()
    return Watched(number, acts, last, house.store.bytes() if size is None else size, sessions, fits)
