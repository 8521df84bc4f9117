"""How long a return has waited, and for whom: the events of all its versions enter, its clocks leave.

Whoever sends again while the reviewer has not looked yet starts no new wait: the first sending and the last one are told apart.
An acceptance ends everything; what comes after it is a new round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nap.store.audit import AuditEvent

REVIEWER, PARTNER = "reviewer", "partner"


@dataclass(frozen=True)
class Clocks:
    """`turn`: `reviewer` or `partner`, empty for neither; `since` when. `first` and `last`: when it was first and last sent, and
    `rounds`: how often, since the last acceptance."""

    turn: str = ""
    since: datetime | None = None
    first: datetime | None = None
    last: datetime | None = None
    rounds: int = 0


def clocks_of(events: Iterable[AuditEvent]) -> Clocks:
    """Fold the events of one return, all its versions together, in order."""
    statuses: dict[str, str] = {}
    found = Clocks()
    for event in events:
        if event.return_id is None or event.status is None:
            continue
        statuses[event.return_id] = event.status
        if event.act == "submit":
            found = Clocks(found.turn, found.since, found.first or event.at, event.at, found.rounds + 1)
        found = _turned(found, _turn(statuses.values(), found.turn, event), event.at)
    return found


def _turn(statuses: Iterable[str], before: str, event: AuditEvent) -> str:
    """Whose turn it is after that event."""
    if "submitted" in statuses:
        return REVIEWER
    if event.status in {"returned", "withdrawn"}:
        return PARTNER
    return "" if event.status == "accepted" else before


def _turned(found: Clocks, turn: str, at: datetime) -> Clocks:
    if not turn:
        return Clocks() if found.turn else found
    return found if turn == found.turn else Clocks(turn, at, found.first, found.last, found.rounds)
