"""Taking a return back before it is accepted, and letting an earlier version count again. Nothing is overwritten by either."""

from __future__ import annotations

from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import NotNow
from nap.monitor.reasons import fit
from nap.monitor.receipts import find, receipt
from nap.monitor.recording import record
from nap.monitor.reviewing import as_shown, second_pair
from nap.monitor.sending import supersede
from nap.monitor.views import Receipt
from nap.people import Verb, Viewer
from nap.store import returns
from nap.store.returns import StoredReturn
from nap.store.standing import REACTIVATE

WITHDRAWABLE = frozenset({"draft", "submitted"})


def withdraw(viewer: Viewer, house: House, id: str, reason: str = "", *, seen: str = "") -> Receipt:
    """Take back what was not decided yet: it waits no longer and leaves the lists; its bytes, words and history stay.

    Its own organisation may, and the coordinator who sent it in its place. `seen` as for `accept`.
    NotNow: decided_meanwhile, not_withdrawable (it came back, counts or was replaced), not_sender, reason_too_long,
    reason_personal.
    """
    reason = fit(reason, house.plan.privacy, NotNow)
    with house.store.writing() as transaction:
        stored = find(transaction, viewer, id, Verb.SEND_RETURN)
        as_shown(transaction, stored, seen)
        if not may_withdraw(viewer, stored):
            raise NotNow("not_sender")
        if stored.standing.status not in WITHDRAWABLE:
            raise NotNow("not_withdrawable")
        facts = {"reason": reason} if reason else {}
        record(transaction, house, viewer, "withdraw", id, "withdrawn", **facts)
        return receipt(returns.get_return(transaction, id))


def may_withdraw(viewer: Viewer, stored: StoredReturn) -> bool:
    """Whether it is this viewer's to take back."""
    return viewer.partner == stored.partner or viewer.person in stored.standing.senders


def reactivate(viewer: Viewer, house: House, id: str, reason: str, *, seen: str = "") -> Receipt:
    """Let a version that counted earlier count again in place of the one that counts; `undo` takes it back.

    NotNow: decided_meanwhile, never_counted (no version that counted and was replaced), own_return as for `accept`,
    reason_needed, reason_too_long, reason_personal.
    """
    require(viewer, Verb.REVIEW)
    reason = fit(reason, house.plan.privacy, NotNow, needed=True)
    with house.store.writing() as transaction:
        stored = find(transaction, viewer, id, Verb.REVIEW)
        as_shown(transaction, stored, seen)
        if stored.standing.replaced is None:
            raise NotNow("never_counted")
        facts = second_pair(transaction, viewer, house, stored)
        counting = [one for one in returns.versions(transaction, stored) if one.standing.status == "accepted"]
        for one in counting:
            supersede(transaction, house, viewer, one, stored)
        facts |= {"reason": reason, "before": stored.standing.replaced, "instead": counting[0].id if counting else ""}
        record(transaction, house, viewer, REACTIVATE, id, "accepted", **{name: text for name, text in facts.items() if text})
        return receipt(returns.get_return(transaction, id))
