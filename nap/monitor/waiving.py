"""One finding that a coordinator lets pass because the source itself is wrong: a return, the finding's place and a reason enter.

The figure counts as it was typed. Only findings whose figures are kept can be waived (`nap.returns.waivable`).
"""

from __future__ import annotations

from nap.monitor.holding_back import LONGEST_WHY
from nap.monitor.house import House
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.receipts import find, receipt
from nap.monitor.recording import record
from nap.monitor.reviewing import second_pair
from nap.monitor.row_lines import tab_places
from nap.monitor.views import Receipt
from nap.monitor.waived import waived
from nap.people import Verb, Viewer
from nap.returns.waivable import is_waivable
from nap.store import Transaction, remarks, returns
from nap.store.answers import Spot, spot
from nap.store.remarks import WAIVERS, Word
from nap.store.returns import StoredReturn

WAIVE, UNWAIVE = "waive", "unwaive"
_OPEN = frozenset({"draft", "submitted"})


def waive(viewer: Viewer, house: House, return_id: str, place: Spot, reason: str) -> Receipt:
    """Let one finding of a draft or of a waiting return pass, for a reason; also on a partner's draft, which can then be sent.

    NotNow: not_submitted, own_return as for accepting, not_waivable (the value itself could not be read), reason_needed,
    reason_too_long, reason_personal. Unknown(finding).
    """
    said = fit(reason, house.plan.privacy, NotNow, LONGEST_WHY, needed=True)
    with house.store.writing() as transaction:
        stored = _open_one(transaction, viewer, return_id)
        found = [each for each in returns.findings(transaction, return_id) if spot(each) == place]
        if not found:
            raise Unknown("finding", place[0])
        second_pair(transaction, viewer, house, stored)
        if not all(map(is_waivable, found)):
            raise NotNow("not_waivable")
        _keep(transaction, viewer, house, stored, Word(place, said, viewer.person, house.moment()), WAIVE)
        return receipt(returns.get_return(transaction, return_id))


def unwaive(viewer: Viewer, house: House, return_id: str, place: Spot) -> Receipt:
    """Let a waived finding stand again, as long as the return is a draft. NotNow: not_draft. Unknown(finding)."""
    with house.store.writing() as transaction:
        stored = _open_one(transaction, viewer, return_id)
        if stored.standing.status != "draft":
            raise NotNow("not_draft")  # it was handed in because it was waived
        if place not in waived(transaction, stored):
            raise Unknown("finding", place[0])
        _keep(transaction, viewer, house, stored, Word(place, "", viewer.person, house.moment()), UNWAIVE)
        return receipt(returns.get_return(transaction, return_id))


def _open_one(transaction: Transaction, viewer: Viewer, id: str) -> StoredReturn:
    stored = find(transaction, viewer, id, Verb.REVIEW)
    if stored.standing.status not in _OPEN:
        raise NotNow("not_submitted")
    return stored


def _keep(transaction: Transaction, viewer: Viewer, house: House, stored: StoredReturn, word: Word, act: str) -> None:
    remarks.add(transaction, WAIVERS, stored.plan, stored.id, [word])
    code, sheet, cell, _, _ = word.spot
    place = "".join(tab_places(transaction, stored, [(sheet, cell)] if cell else []))
    facts = {"reason": word.text} if word.text else {}
    record(transaction, house, viewer, act, stored.id, cells=f"{code}:{place}" if place else code, **facts)
