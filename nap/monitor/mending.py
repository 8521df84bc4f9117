"""Mending on the screen: new values for cells and answers to warnings enter, the next version of the return leaves.

The file as it was sent stays as the version it was; a mended one is written by `nap.returns.surgery` and checked like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from nap.facts import Finding, Severity
from nap.monitor.answering import give_answers, hand_on, judge, plain
from nap.monitor.house import House, begin
from nap.monitor.permission import require
from nap.monitor.problems import NotMended
from nap.monitor.reasons import fit
from nap.monitor.receipts import find, line, receipt
from nap.monitor.sending import examined, new_return
from nap.monitor.views import Receipt, ReturnLine
from nap.people import Verb, Viewer
from nap.returns.book import Book
from nap.returns.check import Checked
from nap.returns.fields import Field, Spot, apart, fields
from nap.returns.marks import without_marks
from nap.returns.privately import blocked_by
from nap.returns.surgery import with_values
from nap.returns.totals import retold, without_result
from nap.returns.worker import open_book_safely
from nap.returns.zipcopy import CannotEdit
from nap.store import Transaction, audit, returns
from nap.store.answers import Spot as Place, find_answers
from nap.store.mends import Mend, add_mends, find_mends
from nap.store.returns import MEND, StoredReturn

OPEN = frozenset({"draft", "returned"})
"""The latest version can be mended while it stands so."""
LONGEST_VALUE = 500
"""Letters of a value typed on the screen."""
_JUDGED = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True)
class ToMend:
    """What can be mended in one return. `newer`: the latest version, if it is another one; `open`: it can be mended now.

    `fields` are those of any draft or return that came back: somebody may still have it before them while it is no longer open.
    `because_needed`: whoever mends does so for another organisation and has not said why. `accepted`: the version for the same
    period that counts, which this one would correct.
    """

    open: bool
    newer: Receipt | None
    fields: Mapping[Spot, Field]
    because_needed: bool = False
    accepted: Receipt | None = None


@dataclass(frozen=True)
class Mended:
    """What became of it. Of errors and warnings, cell by cell: how many are gone, how many errors still stand, how many are new.

    `cells`: how many cells were changed; 0 where only warnings were answered.
    """

    receipt: Receipt
    cells: int
    mended: int = 0
    still: int = 0
    new: int = 0


def to_mend(viewer: Viewer, house: House, id: str) -> ToMend:
    """The fields of a return, and whether they can be filled now."""
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEND_RETURN)
        versions = _versions(transaction, stored)
        held = returns.contents(transaction, id)
    open_ = versions[-1].id == id and stored.standing.status in OPEN
    newer = None if versions[-1].id == id else receipt(versions[-1])
    counts = next((receipt(one) for one in versions if one.standing.status == "accepted" and one.id != id), None)
    found = _fields(house, stored, held.findings) if stored.standing.status in OPEN else {}
    return ToMend(open_, newer, found, _because_needed(viewer, stored), counts)


def open_drafts(viewer: Viewer, house: House, partner: str) -> tuple[ReturnLine, ...]:
    """The returns of that organisation which can be gone on with: latest versions that are drafts or came back, newest first."""
    require(viewer, Verb.SEND_RETURN, partner)
    with house.store.reading() as transaction:
        latest = {one.period: one for one in returns.find_returns(transaction, house.plan.id, partner)}
    found = [line(house, one) for one in latest.values() if one.standing.status in OPEN]
    return tuple(sorted(found, key=lambda one: (one.receipt.period, one.receipt.version), reverse=True))


def mend(
    viewer: Viewer,
    house: House,
    id: str,
    values: Mapping[Spot, str],
    answers: Mapping[Place, str] | None = None,
    because: str = "",
    lang: str | None = None,
) -> Mended:
    """Make the next version of a return: `values` typed into its cells ("" empties one), warnings answered in one line each.

    Only cells with a field can be mended. Answers alone stay with a draft; with a return that came back they make a version of
    its own, so that it can be submitted again. NotMended says what stands against it; then nothing was changed.
    """
    because = fit(because, house.plan.privacy, NotMended)
    with house.store.reading() as transaction:
        stored = _open_one(transaction, viewer, id, because)
        held, data = returns.contents(transaction, id), returns.original(transaction, id)
        known = find_answers(transaction, stored.plan, id)
    typed = _typed(house, stored, held.findings, values)
    said = judge(house.plan, held.findings, known, answers or {})
    if not typed and not said:
        raise NotMended("nothing")
    only_said = not typed and stored.standing.status == "draft"
    made = None if only_said else _made(viewer, house, stored, data, held.findings, typed, lang)
    with house.store.writing() as transaction:
        stored = _open_one(transaction, viewer, id, because)
        begin(transaction, house)
        give_answers(transaction, viewer, house, stored, said)
        if made is None:
            return Mended(receipt(stored), 0)
        kept = _keep(transaction, viewer, house, stored, *made, typed, because)
        hand_on(transaction, stored, kept, made[1].findings)
    return Mended(receipt(kept), len(typed), *_compared(held.findings, made[1].findings))


Typed = Sequence[tuple[Field, str]]


def _open_one(transaction: Transaction, viewer: Viewer, id: str, because: str) -> StoredReturn:
    """The return, if this viewer can mend it now."""
    stored = find(transaction, viewer, id, Verb.SEND_RETURN)
    newest = _versions(transaction, stored)[-1]
    if newest.id != id:
        raise NotMended("newer_version", newer=newest.id)
    if stored.standing.status not in OPEN:
        raise NotMended("not_open")
    if _because_needed(viewer, stored) and not because.strip():
        raise NotMended("because_needed")
    return stored


def _because_needed(viewer: Viewer, stored: StoredReturn) -> bool:
    return viewer.partner != stored.partner and not stored.standing.because


def _typed(house: House, stored: StoredReturn, findings: Sequence[Finding], values: Mapping[Spot, str]) -> Typed:
    """The cells that really change, with what is typed into them; every one of them fit to be stored."""
    known = _fields(house, stored, findings) if values else {}
    wanted = {where: plain(text) for where, text in values.items()}
    strange = [where for where in wanted if where not in known]
    if strange:
        raise NotMended("unknown_cell", strange)
    long = [where for where, text in wanted.items() if len(text) > LONGEST_VALUE]
    if long:
        raise NotMended("too_long", long)
    blocked = {where: blocked_by(text, house.plan.privacy) for where, text in wanted.items()}
    personal = {where: pattern for where, pattern in blocked.items() if pattern is not None}
    if personal:
        raise NotMended("personal", list(personal), findings=[_personal(*each) for each in personal.items() if each[1]])
    return [(known[where], text) for where, text in wanted.items() if text != known[where].now.strip()]


def _personal(where: Spot, pattern: str) -> Finding:
    return Finding("personal-data", Severity.REFUSED, where[0], (where[1],), facts=(("pattern", pattern),))


def _made(
    viewer: Viewer, house: House, stored: StoredReturn, data: bytes, told: Sequence[Finding], typed: Typed, lang: str | None
) -> tuple[bytes, Checked]:
    try:
        made = with_values(without_marks(data), {field.spot: text for field, text in typed})
    except CannotEdit:
        raise NotMended("cannot_edit") from None
    checked = examined(viewer, house, made, lang)
    about = (checked.plan.id if checked.plan else None, checked.partner, checked.period)
    if checked.verdict == "refused" or about != (stored.plan, stored.partner, stored.period):
        raise NotMended("refused", findings=checked.findings)
    return made, _with_totals(checked, told, data, made)


def _with_totals(checked: Checked, told: Sequence[Finding], data: bytes, made: bytes) -> Checked:
    """The same, with totals that lost their result because of what was mended told as such."""
    if not without_result(checked.findings):
        return checked
    before, after = open_book_safely(data), open_book_safely(made)
    if not isinstance(before, Book) or not isinstance(after, Book):
        return checked
    return replace(checked, findings=retold(checked.findings, told, before, after, made))


def _keep(
    transaction: Transaction,
    viewer: Viewer,
    house: House,
    stored: StoredReturn,
    made: bytes,
    checked: Checked,
    typed: Typed,
    because: str,
) -> StoredReturn:
    """Keep the next version with its mends, and the event that tells of them: where, never what."""
    new = new_return(viewer, house, made, stored.filename, checked, because or stored.standing.because)
    kept, at = returns.add_return(transaction, new), house.moment()
    before = find_mends(transaction, stored.plan, stored.id)
    own = [Mend(*field.spot, field.now, text, kept.version, text == field.offer, viewer.person, at) for field, text in typed]
    add_mends(transaction, kept.plan, kept.id, (*before, *own))
    if before or own:
        facts = {
            "of": stored.id,
            "cells": " ".join(f"{one.sheet}!{one.cell}" for one in own),
            "offered": str(sum(one.offered for one in own)),
            "mended_by": ", ".join(dict.fromkeys(one.person for one in (*before, *own))),
        }
        audit.append(transaction, at, viewer.person, MEND, kept.plan, kept.id, **facts)
    return returns.get_return(transaction, kept.id)


def _compared(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[int, int, int]:
    """How many are gone, how many errors stand as before, how many are new."""
    old, now = _told(before), _told(after)
    still = sum(severity is Severity.ERROR for key, severity in now.items() if key in old)
    return len(old.keys() - now.keys()), still, len(now.keys() - old.keys())


def _told(findings: Iterable[Finding]) -> dict[tuple[str, ...], Severity]:
    """Each error and warning, cell by cell where equal ones of a column became one."""
    judged = [each for each in findings if each.severity in _JUDGED]
    return {
        (each.code, each.sheet or "", cell or f"{each.indicator} {each.region} {each.case}"): each.severity
        for each in judged
        for cell in (each.cells if apart(each) else each.cells[:1] or ("",))
    }


def _versions(transaction: Transaction, stored: StoredReturn) -> tuple[StoredReturn, ...]:
    return returns.find_returns(transaction, stored.plan, stored.partner, stored.period)


def _fields(house: House, stored: StoredReturn, findings: Sequence[Finding]) -> Mapping[Spot, Field]:
    """Read from the workbook once: a kept version never changes."""
    key, memory = ("fields", stored.id), house.memory
    if key not in memory.made:
        with house.store.reading() as transaction:
            book = open_book_safely(returns.original(transaction, stored.id))
        plan = house.plans.get((stored.plan, stored.plan_version), house.plan)
        memory.made[key] = fields(book, plan, findings) if isinstance(book, Book) else {}
    return cast(Mapping[Spot, Field], memory.made[key])
