"""A coordinator's verbs: accept a return, send it back, undo an acceptance. Each is one transaction and one or more events.

A reason that cannot be kept is refused before anything else: NotNow, with the codes of `nap.monitor.reasons`.
"""

from __future__ import annotations

from nap.monitor.house import House
from nap.monitor.problems import NotNow
from nap.monitor.reasons import fit
from nap.monitor.receipts import find, receipt, seen_now
from nap.monitor.sending import supersede
from nap.monitor.sessions import active_viewers
from nap.monitor.views import Receipt
from nap.people import Role, Verb, Viewer
from nap.store import Transaction, audit, returns
from nap.store.returns import StoredReturn


def accept(viewer: Viewer, house: House, id: str, reason: str = "", *, seen: str = "") -> Receipt:
    """Let a submitted return count; the version accepted before it is superseded.

    `seen`: how the return stood when it was shown (`ReturnDetail.seen`); empty: whoever decides has just looked.
    NotNow: decided_meanwhile, if it stands otherwise now; not_submitted; own_return, if the viewer had a hand in sending it and
    there is another active coordinator.
    """
    reason = fit(reason, house.plan.privacy, NotNow)
    with house.store.writing() as transaction:
        return approve(transaction, viewer, house, id, reason, seen=seen)


def send_back(viewer: Viewer, house: House, id: str, reason: str, *, seen: str = "") -> Receipt:
    """Return a submitted return to its partner, who then sends a new version; `seen` as with `accept`.

    NotNow: decided_meanwhile, not_submitted, reason_needed.
    """
    reason = fit(reason, house.plan.privacy, NotNow)
    with house.store.writing() as transaction:
        return give_back(transaction, viewer, house, id, reason, seen=seen)


def undo(viewer: Viewer, house: House, id: str, reason: str) -> Receipt:
    """Take an acceptance back: the return waits again, the version it had superseded counts again.

    If a later version was submitted meanwhile, that one waits and this one is superseded. NotNow: not_accepted, reason_needed.
    """
    reason = fit(reason, house.plan.privacy, NotNow)
    with house.store.writing() as transaction:
        stored = _ready(transaction, viewer, id, "accepted", reason)
        _step(transaction, viewer, house, stored, "undo", "submitted", reason=reason)
        for other in _others(transaction, stored):
            if other.standing.replaced == stored.id:
                _step(transaction, viewer, house, other, "restore", "accepted")
        waiting = returns.get_return(transaction, stored.id)
        for other in _others(transaction, stored):
            if other.standing.status == "submitted" and other.version > stored.version:
                supersede(transaction, house, viewer, waiting, other)
        return receipt(returns.get_return(transaction, stored.id))


def approve(transaction: Transaction, viewer: Viewer, house: House, id: str, reason: str = "", *, seen: str = "") -> Receipt:
    """`accept`, inside the writer's transaction."""
    stored = _ready(transaction, viewer, id, "submitted", seen=seen)
    facts = {"reason": reason.strip()} if reason.strip() else {}
    if viewer.person in stored.standing.senders:
        if _other_coordinators(transaction, viewer, house):
            raise NotNow("own_return")
        facts["no_second_pair"] = "yes"
    for other in _others(transaction, stored):
        if other.standing.status == "accepted":
            supersede(transaction, house, viewer, other, stored)
    _step(transaction, viewer, house, stored, "accept", "accepted", **facts)
    return receipt(returns.get_return(transaction, stored.id))


def give_back(transaction: Transaction, viewer: Viewer, house: House, id: str, reason: str, *, seen: str = "") -> Receipt:
    """`send_back`, inside the writer's transaction."""
    stored = _ready(transaction, viewer, id, "submitted", reason, seen=seen)
    _step(transaction, viewer, house, stored, "send_back", "returned", reason=reason.strip())
    return receipt(returns.get_return(transaction, stored.id))


def _ready(
    transaction: Transaction, viewer: Viewer, id: str, status: str, reason: str | None = None, *, seen: str = ""
) -> StoredReturn:
    stored = find(transaction, viewer, id, Verb.REVIEW)
    if seen and seen != seen_now(stored):
        raise _meanwhile(transaction, stored)
    if stored.standing.status != status:
        raise NotNow(f"not_{status}")
    if reason is not None and not reason.strip():
        raise NotNow("reason_needed")
    return stored


def _meanwhile(transaction: Transaction, stored: StoredReturn) -> NotNow:
    last = next(one for one in audit.events(transaction, stored.id) if one.number == stored.standing.number)
    return NotNow("decided_meanwhile", person=last.person, act=last.act)


def _step(
    transaction: Transaction, viewer: Viewer, house: House, stored: StoredReturn, act: str, status: str, **facts: str
) -> None:
    audit.append(transaction, house.moment(), viewer.person, act, stored.plan, stored.id, status, viewer.origin, **facts)


def _others(transaction: Transaction, stored: StoredReturn) -> list[StoredReturn]:
    return [one for one in returns.versions(transaction, stored) if one.id != stored.id]


def _other_coordinators(transaction: Transaction, viewer: Viewer, house: House) -> bool:
    everybody = active_viewers(transaction, house)
    return any(Role.COORDINATOR in one.roles and one.person != viewer.person for one in everybody)
