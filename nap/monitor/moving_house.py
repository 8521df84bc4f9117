"""The store moves: from where the settings say to an empty one at another address, SQLite or PostgreSQL, all or nothing.

The old one is only read. If anything was put on record there meanwhile, nothing moves: it would be missing in the new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nap.monitor.clock import utc_now
from nap.monitor.house import House, refuse_real_thrown_away
from nap.monitor.permission import require
from nap.people import Verb, Viewer
from nap.store import moving
from nap.store.canonical import Counted
from nap.store.moving import NotCopied
from nap.store.unavailable import told

MOVED = "store_moved"
"""The event at the end of the trail of the new one."""


@dataclass(frozen=True)
class Moved:
    """What arrived, table by table; the end of the audit trail as it came, `NUMBER:HASH`, and what was wrong with it already."""

    tables: Mapping[str, Counted]
    end: str
    fault: str


def move(viewer: Viewer, house: House, url: str) -> Moved:
    """Copy the whole store to the empty one at `url`. NotCopied, NotKept: everything there is as it was then."""
    require(viewer, Verb.ADMINISTER)
    arrived: list[moving.Copied] = []
    kind = "postgresql" if house.store.file() is None else "sqlite"

    def finish(here: Any, copied: moving.Copied) -> None:
        refuse_real_thrown_away(here, replace(house.settings, database_url=url))
        if house.store.version() != copied.last:
            raise NotCopied("written_meanwhile")
        moving.note(here, utc_now(), house.plan.id, MOVED, came=kind)
        arrived.append(copied)

    with moving.target_at(url) as target, told(house.store.unavailable, house.store.unanswered):
        moving.copy_store(house.store.engine, target, finish)
    (copied,) = arrived
    return Moved(copied.tables, copied.chain.end, copied.chain.fault)
