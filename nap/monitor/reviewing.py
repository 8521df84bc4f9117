"""A coordinator's verbs: accept a return, send it back, undo an acceptance. Each is one transaction and one or more events.

A reason that cannot be kept is refused before anything else: NotNow, with the codes of `nap.monitor.reasons`.
"""

from __future__ import annotations

from nap.monitor.confirmed import is_denied
from nap.monitor.house import House
from nap.monitor.left_out import settle
from nap.monitor.problems import NotNow
from nap.monitor.reasons import fit
from nap.monitor.receipts import find, receipt, seen_now
from nap.monitor.sending import supersede
from nap.monitor.sessions import active_viewers
from nap.monitor.views import Receipt
from nap.people import Role, Verb, Viewer
from nap.store import Transaction, audit, returns
from nap.store.returns import StoredReturn
from nap.store.standing import REACTIVATE, Counted


def accept(viewer: Viewer, house: House, id: str, reason: str = "", *, seen: str = "") -> Receipt:
    """Let a submitted return count; the version accepted before it is superseded.

    `seen`: how the return stood when it was shown (`ReturnDetail.seen`); empty: whoever decides has just looked.
    NotNow: decided_meanwhile, if it stands otherwise now; not_submitted; own_return, if the viewer had a hand in sending it or
    belongs to its organisation and another active coordinator does not; said_not_ours, if its partner says that it is not its
    own and no reason is given.
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


def undo(viewer: Viewer, house: House, id: str, reason: str, *, seen: str = "") -> Receipt:
    """Take an acceptance back: the return waits again, the version it had superseded counts again.

    If a later version was submitted meanwhile, that one waits and this one is superseded. Of a version that was reactivated it
    takes that back: what counted until then counts again, and this one is superseded as before. `seen` as with `accept`.
    NotNow: decided_meanwhile, not_accepted, reason_needed; own_return as for `accept`, where another version counts again by it.
    """
    reason = fit(reason, house.plan.privacy, NotNow)
    with house.store.writing() as transaction:
        stored = _ready(transaction, viewer, id, "accepted", reason, seen=seen)
        if any(other.standing.replaced == stored.id for other in _others(transaction, stored)):
            second_pair(transaction, viewer, house, stored)
        way = stored.standing.counted[-1]
        if way.act == REACTIVATE:
            _take_back(transaction, viewer, house, stored, way, reason)
        else:
            _let_wait(transaction, viewer, house, stored, reason)
        return receipt(returns.get_return(transaction, stored.id))


def _let_wait(transaction: Transaction, viewer: Viewer, house: House, stored: StoredReturn, reason: str) -> None:
    _step(transaction, viewer, house, stored, "undo", "submitted", reason=reason)
    for other in _others(transaction, stored):
        if other.standing.replaced == stored.id:
            _step(transaction, viewer, house, other, "restore", "accepted")
    waiting = returns.get_return(transaction, stored.id)
    for other in _others(transaction, stored):
        if other.standing.status == "submitted" and other.version > stored.version:
            supersede(transaction, house, viewer, waiting, other)


def _take_back(transaction: Transaction, viewer: Viewer, house: House, stored: StoredReturn, way: Counted, reason: str) -> None:
    """It is replaced by what had replaced it before, so that every later undoing finds all as it was."""
    facts = {"by": way.before, "was": "accepted", "reason": reason}
    _step(transaction, viewer, house, stored, "undo", "superseded", **facts)
    for other in _others(transaction, stored):
        if other.id == way.instead and other.standing.replaced == stored.id:
            _step(transaction, viewer, house, other, "restore", "accepted")


def approve(transaction: Transaction, viewer: Viewer, house: House, id: str, reason: str = "", *, seen: str = "") -> Receipt:
    """`accept`, inside the writer's transaction."""
    stored = _ready(transaction, viewer, id, "submitted", seen=seen)
    if not reason.strip() and is_denied(transaction, stored):
        raise NotNow("said_not_ours")
    facts = {"reason": reason.strip()} if reason.strip() else {}
    facts |= second_pair(transaction, viewer, house, stored)
    replaced = [other for other in _others(transaction, stored) if other.standing.status == "accepted"]
    settle(transaction, house, stored, next(iter(replaced), None))
    for other in replaced:
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
    as_shown(transaction, stored, seen)
    if stored.standing.status != status:
        raise NotNow(f"not_{status}")
    if reason is not None and not reason.strip():
        raise NotNow("reason_needed")
    return stored


def as_shown(transaction: Transaction, stored: StoredReturn, seen: str) -> None:
    """Go on if the return stands as it was shown, or nobody says how; else NotNow(decided_meanwhile): who did what since."""
    if seen and seen != seen_now(stored):
        last = next(one for one in audit.events(transaction, stored.id) if one.number == stored.standing.number)
        raise NotNow("decided_meanwhile", person=last.person, act=last.act)


def second_pair(transaction: Transaction, viewer: Viewer, house: House, stored: StoredReturn) -> dict[str, str]:
    """What is noted of a decision about one's own return: nothing for others', else that nobody else was there.

    Own is what one had a hand in sending, where one mended figures on the screen, and what one's own organisation reports.
    NotNow(own_return) if somebody else could decide.
    """
    if not is_own(viewer, stored):
        return {}
    if any(Role.COORDINATOR in one.roles and not is_own(one, stored) for one in active_viewers(transaction, house)):
        raise NotNow("own_return")
    return {"no_second_pair": "yes"}


def is_own(viewer: Viewer, stored: StoredReturn) -> bool:
    """Whether that return is the viewer's own: she had a hand in sending it or in its figures, or it is her organisation's."""
    hands = {*stored.standing.senders, *stored.standing.mended_by.split(", ")}
    return viewer.person in hands or viewer.partner == stored.partner


def _step(
    transaction: Transaction, viewer: Viewer, house: House, stored: StoredReturn, act: str, status: str, **facts: str
) -> None:
    audit.append(transaction, house.moment(), viewer.person, act, stored.plan, stored.id, status, viewer.origin, **facts)


def _others(transaction: Transaction, stored: StoredReturn) -> list[StoredReturn]:
    return [one for one in returns.versions(transaction, stored) if one.id != stored.id]
