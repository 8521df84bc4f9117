"""What a reviewer says to a finding or to a cell of a return: a place and a text enter, the remark is kept beside the return.

Its partner reads it at that place on the screen, in the light pages and in the marked workbook.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from nap.facts import Finding
from nap.monitor.house import House
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.receipts import find, receipt
from nap.monitor.recording import record
from nap.monitor.row_lines import tab_places
from nap.monitor.views import Receipt
from nap.people import Verb, Viewer
from nap.returns.book import position
from nap.returns.references import LAST_COLUMN, LAST_ROW
from nap.returns.tabnumbers import UNKNOWN
from nap.store import Transaction, remarks, returns
from nap.store.answers import Spot, spot
from nap.store.remarks import REMARKS, Word
from nap.store.returns import StoredReturn
from nap.store.standing import REMARK

LONGEST_REMARK = 500
"""Letters; it stands in a note of a cell, also on a phone."""
_OPEN = frozenset({"draft", "submitted", "returned"})


def at_cell(sheet: str, cell: str) -> Spot:
    """The place of a remark about a cell alone."""
    return "", sheet, cell.strip().upper().replace("$", ""), "", ""


def remark(viewer: Viewer, house: House, return_id: str, place: Spot, text: str) -> Receipt:
    """Say something about a finding (its spot) or a cell (`at_cell`) of a return that is not decided; empty takes it back.

    NotNow: not_submitted, reason_too_long, reason_personal. Unknown(finding or cell) for a place the return does not have.
    """
    said = fit(text, house.plan.privacy, NotNow, LONGEST_REMARK)
    with house.store.writing() as transaction:
        stored = find(transaction, viewer, return_id, Verb.REVIEW)
        if stored.standing.status not in _OPEN:
            raise NotNow("not_submitted")
        where = _there(transaction, stored, place)
        at = house.moment()
        remarks.add(transaction, REMARKS, stored.plan, stored.id, [Word(place, said, viewer.person, at)])
        record(transaction, house, viewer, REMARK, stored.id, cells=where)
        return receipt(returns.get_return(transaction, return_id))


def remarks_of(viewer: Viewer, house: House, return_id: str) -> tuple[Word, ...]:
    """What reviewers say to places of that return, in the order it was first said."""
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, return_id, Verb.SEE_RETURNS)
        return remarks.find(transaction, REMARKS, stored.plan, stored.id)


def _there(transaction: Transaction, stored: StoredReturn, place: Spot) -> str:
    """The place by the number of its tab, for the trail; Unknown if the return has no such finding or cell."""
    code, sheet, cell, _, _ = place
    if code and not any(spot(each) == place for each in returns.findings(transaction, stored.id)):
        raise Unknown("finding", code)
    if not cell:
        if not code:
            raise Unknown("cell", sheet)
        return code
    (told,) = tab_places(transaction, stored, [(sheet, cell)])
    if not code and (told.startswith(f"sheet {UNKNOWN}") or not _is_cell(cell)):
        raise Unknown("cell", f"{sheet}!{cell}")
    return f"{code}:{told}" if code else told


def _is_cell(cell: str) -> bool:
    try:
        row, column = position(cell)
    except ValueError:
        return False
    return 0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN


def carry_remarks(
    transaction: Transaction,
    old: StoredReturn,
    new: StoredReturn,
    findings: Iterable[Finding],
    changed: Collection[tuple[str, str]],
) -> None:
    """Give the version made on the screen what was said to the one before, but of cells that were changed; `changed`: those."""
    standing = {spot(each) for each in findings}
    kept = [
        one
        for one in remarks.find(transaction, REMARKS, old.plan, old.id)
        if (one.spot[1], one.spot[2]) not in changed and (not one.spot[0] or one.spot in standing)
    ]
    remarks.add(transaction, REMARKS, new.plan, new.id, kept)
