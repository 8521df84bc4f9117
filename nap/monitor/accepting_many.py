"""Accepting several returns at once: those without warnings. Ids enter, each with how it stood when it was shown; which of them
count now, and which not and why, leave.

Each is decided in a transaction of its own, so that one that cannot be accepted holds up no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import NotNow
from nap.monitor.receipts import find
from nap.monitor.reviewing import approve, is_own
from nap.monitor.views import Receipt
from nap.people import Verb, Viewer


@dataclass(frozen=True)
class Accepted:
    """What became of them: `accepted` count now; `refused` wait as before, by id, each with why."""

    accepted: tuple[Receipt, ...]
    refused: Mapping[str, NotNow]


def accept_clean(viewer: Viewer, house: House, seen: Mapping[str, str]) -> Accepted:
    """Accept these returns as they were shown (`seen` by id: `Waiting.seen`), in this order.

    Refused, with the code of a NotNow: has_warnings (errors or warnings were found in it), own_return, decided_meanwhile and all
    that `accept` refuses. Unknown(return) if there is one that does not exist: then nothing is done.
    """
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        for id in seen:
            find(transaction, viewer, id, Verb.REVIEW)
    accepted: list[Receipt] = []
    refused: dict[str, NotNow] = {}
    for id, shown in seen.items():
        try:
            accepted.append(_accept(viewer, house, id, shown))
        except NotNow as problem:
            refused[id] = problem
    return Accepted(tuple(accepted), refused)


def _accept(viewer: Viewer, house: House, id: str, shown: str) -> Receipt:
    with house.store.writing() as transaction:
        stored = find(transaction, viewer, id, Verb.REVIEW)
        if is_own(viewer, stored):
            raise NotNow("own_return")
        if stored.errors or stored.warnings:
            raise NotNow("has_warnings")
        return approve(transaction, viewer, house, id, seen=shown)
