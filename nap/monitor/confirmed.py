"""What a partner says of a return that somebody else sent in its place: links and answers enter, how it stands leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nap.store import Transaction, handovers
from nap.store.audit import AuditEvent
from nap.store.handovers import Handover, StoredConfirmation
from nap.store.returns import StoredReturn
from nap.store.standing import CONFIRM, DENY

UNASKED, ASKED, YES, NO = "unasked", "asked", "yes", "no"


@dataclass(frozen=True)
class Confirmation:
    """How it stands with the partner's own word. `state`: unasked, asked (a link waits until `ends`), yes or no.

    `said` are the words beside the answer, `at` its moment in UTC, `by` the e-mail of whoever answered signed in; empty where
    the answer came by the link, or none came.
    """

    state: str
    at: datetime | None = None
    said: str = ""
    by: str = ""
    ends: datetime | None = None


def confirmation_of(
    transaction: Transaction, stored: StoredReturn, now: datetime, trail: Sequence[AuditEvent] = ()
) -> Confirmation | None:
    """How the partner's own word stands; None for a return that it sent itself."""
    if not on_behalf(transaction, stored):
        return None
    links = handovers.confirmations_of(transaction, stored.plan, (stored.id,))
    return standing_of(links, now, trail)


def on_behalf(transaction: Transaction, stored: StoredReturn) -> bool:
    """Whether somebody sent this in the place of its partner."""
    return bool(stored.standing.because) or handovers.find_handover(transaction, stored.plan, stored.id) is not None


def handover_of(transaction: Transaction, stored: StoredReturn) -> Handover | None:
    """How its file came, where a coordinator entered that."""
    return handovers.find_handover(transaction, stored.plan, stored.id)


def is_denied(transaction: Transaction, stored: StoredReturn) -> bool:
    """Whether its partner says that this return is not its own."""
    links = handovers.confirmations_of(transaction, stored.plan, (stored.id,))
    return bool(links) and standing_of(links, stored.received, ()).state == NO


def spoken_for(transaction: Transaction, stored: StoredReturn) -> bool:
    """Whether somebody of its organisation answered signed in: such an answer never had a day on which it ends."""
    links = handovers.confirmations_of(transaction, stored.plan, (stored.id,))
    return any(one.answer and one.ends == one.made for one in links)


def standing_of(links: Sequence[StoredConfirmation], now: datetime, trail: Sequence[AuditEvent]) -> Confirmation:
    """The last answer holds; without one, the link that still waits."""
    answered = sorted((one for one in links if one.answer and one.over), key=lambda one: (one.over, one.made))
    if answered:
        last, acts = answered[-1], {YES: CONFIRM, NO: DENY}
        by = [event.person for event in trail if event.act == acts.get(answered[-1].answer)]
        return Confirmation(last.answer, last.over, last.said, (by or [""])[-1])
    waiting = [one for one in links if one.over is None and now <= one.ends]
    return Confirmation(ASKED, ends=waiting[-1].ends) if waiting else Confirmation(UNASKED)
