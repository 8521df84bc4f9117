"""Where a return stands, folded from its events: a status, who sent it, how it came to count, what took its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nap.store.audit import AuditEvent

MEND, ANSWER = "mend", "answer"
"""Events that give no status: a version made on the screen, warnings answered."""
REMARK = "remark"
ASK, CONFIRM, DENY = "confirm_link", "confirm", "deny"
"""A partner is asked whether a return sent in its place is its own; it says so; it says that it is not."""
BESIDE = frozenset({ANSWER, REMARK, ASK, CONFIRM})
"""Words beside a return: whoever decides about it decides about the same, with them or without."""
REACTIVATE = "reactivate"
REMOVED, ERASED = "file_gone", "erase"
"""The bytes are no longer kept: after their time, or for a person's sake."""


@dataclass(frozen=True)
class Counted:
    """How a version came to count. `alone`: by the very person who had sent it, since there was nobody else.

    By which `act`; of a reactivation also which return it took the place of (`instead`), and which one had taken its own place
    until then (`before`): so that it can be undone.
    """

    act: str
    alone: bool = False
    instead: str = ""
    before: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a return stands, read from its events. `senders`: all who had a hand in sending it. `reason`: the last one given."""

    status: str
    because: str = ""
    no_second_pair: bool = False
    reason: str = ""
    senders: frozenset[str] = frozenset()
    replaced: str | None = None
    """The return that counts, or counted, in this one's place, while this one is `superseded` and had counted itself."""
    mended_by: str = ""
    """Who mended it on the screen since its file was sent, one after the other."""
    number: int = 0
    """Of the last event that changed what is decided about; words beside it are none."""
    counted: tuple[Counted, ...] = ()
    """How it came to count, one upon the other, without what was undone; the last one is what undoing takes back."""
    gone: datetime | None = None
    """Since when the file itself is no longer kept."""
    erased: bool = False
    """It was erased for a person's sake, and every word in it with it."""


def standing(events: Sequence[AuditEvent]) -> Standing:
    """Fold the events of one return, in order, into where it stands."""
    decided = [event for event in events if event.status][-1]
    status, last = decided.status, decided.facts
    because = [event.facts["because"] for event in events if "because" in event.facts]
    reasons = [event.facts["reason"] for event in events if event.status and "reason" in event.facts]
    ways = _counted(events)
    senders = frozenset(event.person for event in events if event.act in {"receive", "submit"})
    replaced = last.get("by") if status == "superseded" and last.get("was") == "accepted" else None
    mended = next((event.facts["mended_by"] for event in events if event.act == MEND), "")
    number = max((event.number for event in events if event.act not in BESIDE), default=0)
    alone = status == "accepted" and bool(ways) and ways[-1].alone
    gone = [event for event in events if event.act in {REMOVED, ERASED}]
    removed = (gone[0].at if gone else None, any(event.act == ERASED for event in gone))
    return Standing(
        *(status or "", (because or [""])[-1], alone, (reasons or [""])[-1], senders, replaced, mended, number, ways), *removed
    )


def _counted(events: Sequence[AuditEvent]) -> tuple[Counted, ...]:
    ways: list[Counted] = []
    for event in events:
        if event.act in {"accept", REACTIVATE}:
            facts = event.facts
            ways.append(Counted(event.act, "no_second_pair" in facts, facts.get("instead", ""), facts.get("before", "")))
        elif event.act == "undo" and ways:
            ways.pop()
    return tuple(ways)
