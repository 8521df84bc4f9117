"""Mending on the screen: new values for cells and answers to warnings enter, the next version of the return leaves.

The file as it was sent stays as the version it was; a mended one is written by `nap.returns.surgery` and checked like any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nap.facts import Finding, Severity
from nap.monitor.answered import earlier_figures
from nap.monitor.answering import answers_of, give_answers, hand_on_with, judge, plain
from nap.monitor.carrying import carry_beside
from nap.monitor.house import House, begin
from nap.monitor.named_cells import fields_known, fields_of
from nap.monitor.permission import require
from nap.monitor.problems import NotMended, NotNow
from nap.monitor.reasons import fit
from nap.monitor.receipts import find, its_file, line, receipt
from nap.monitor.sending import examined, in_hand, new_return
from nap.monitor.turns import turn_if_large, turn_of
from nap.monitor.views import Receipt, ReturnLine
from nap.people import Verb, Viewer
from nap.returns.book import Book
from nap.returns.check import Checked
from nap.returns.fields import Field, Spot, apart, counted
from nap.returns.marks import without_marks
from nap.returns.options import meant
from nap.returns.privately import blocked_by
from nap.returns.surgery import with_values
from nap.returns.tabnumbers import numbered
from nap.returns.totals import retold, without_result
from nap.returns.worker import open_book_safely
from nap.returns.zipcopy import CannotEdit
from nap.store import Transaction, audit, handovers, returns
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

    `fields` of one that is no longer open are those somebody may still have before them. `unread`: why its workbook
    could not be read just now (a code of `NotNow`), else empty; nothing is wrong with it, and it may be tried again.
    `because_needed`: whoever mends does so for another organisation and has not said why. `accepted`: the version for the same
    period that counts, which this one would correct.
    """

    open: bool
    newer: Receipt | None
    fields: Mapping[Spot, Field]
    because_needed: bool = False
    accepted: Receipt | None = None
    unread: str = ""


@dataclass(frozen=True)
class Mended:
    """What became of it: how many places with an error or warning have none of it any more, how many errors there are now, how
    many places have one that had none.

    `cells`: how many cells were changed; 0 where only warnings were answered. `explained`: how many warnings were answered.
    """

    receipt: Receipt
    cells: int
    mended: int = 0
    still: int = 0
    new: int = 0
    explained: int = 0


def to_mend(viewer: Viewer, house: House, id: str) -> ToMend:
    """The fields of a return, and whether they can be filled now."""
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEND_RETURN)
        versions = in_hand(returns.versions(transaction, stored))
        findings = returns.findings(transaction, id)
        needed = _because_needed(transaction, viewer, stored)
    latest = versions[-1] if versions else stored
    open_ = latest.id == id and stored.standing.status in OPEN
    newer = receipt(latest) if latest.version > stored.version else None
    counts = next((receipt(one) for one in versions if one.standing.status == "accepted" and one.id != id), None)
    unread = ""
    found = fields_known(house, stored) if stored.standing.status in OPEN else {}
    if open_ and findings:
        try:
            found = fields_of(viewer, house, stored, findings)
        except NotNow as problem:
            unread = problem.code
    return ToMend(open_, newer, found, needed, counts, unread)


def open_drafts(viewer: Viewer, house: House, partner: str) -> tuple[ReturnLine, ...]:
    """The returns of that organisation which can be gone on with: latest versions that are drafts or came back, newest first."""
    require(viewer, Verb.SEND_RETURN, partner)
    with house.store.reading() as transaction:
        latest = {one.period: one for one in in_hand(returns.find_returns(transaction, house.plan.id, partner, mapping=""))}
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
    its own, so that it can be submitted again. NotMended says what stands against it, NotNow (busy, unread) that it has to be
    tried again; then nothing was changed.
    """
    because = fit(because, house.plan.privacy, NotMended)
    with house.store.reading() as transaction:
        stored = _open_one(transaction, viewer, id, because)
        held, data = returns.contents(transaction, id), its_file(transaction, stored)
        known = find_answers(transaction, stored.plan, id)
        earlier = earlier_figures(transaction, stored, held, known)
    typed = _typed(viewer, house, stored, held.findings, values)
    said = judge(house.plan, held.findings, known, answers or {}, earlier)
    if not typed and not said:
        raise NotMended("nothing")
    only_said = not typed and stored.standing.status == "draft"
    made = None if only_said else _made(viewer, house, stored, data, held.findings, typed, lang)
    with house.store.writing() as transaction:
        stored = _open_one(transaction, viewer, id, because)
        begin(transaction, house)
        explained = sum(bool(text) for text in said.values())
        if made is None:
            give_answers(transaction, viewer, house, stored, said)
            return Mended(receipt(stored), 0, explained=explained)
        kept = _keep(transaction, viewer, house, stored, *made, typed, because)
        hand_on_with(transaction, viewer, stored, kept, made[1].findings, answers_of(viewer, house, said))
        carry_beside(transaction, viewer, house, (stored, kept), made[1].findings, {field.spot for field, _ in typed})
    return Mended(receipt(kept), len(typed), *_compared(held.findings, made[1].findings), explained)


Typed = Sequence[tuple[Field, str]]


def _open_one(transaction: Transaction, viewer: Viewer, id: str, because: str) -> StoredReturn:
    """The return, if this viewer can mend it now."""
    stored = find(transaction, viewer, id, Verb.SEND_RETURN)
    newer = [one for one in in_hand(returns.versions(transaction, stored)) if one.version > stored.version]
    if newer:
        raise NotMended("newer_version", newer=newer[-1].id)
    if stored.standing.status not in OPEN:
        raise NotMended("not_open")
    if _because_needed(transaction, viewer, stored) and not because.strip():
        raise NotMended("because_needed")
    return stored


def _because_needed(transaction: Transaction, viewer: Viewer, stored: StoredReturn) -> bool:
    known = stored.standing.because or handovers.find_handover(transaction, stored.plan, stored.id)
    return viewer.partner != stored.partner and not known


def _typed(viewer: Viewer, house: House, stored: StoredReturn, findings: Sequence[Finding], values: Mapping[Spot, str]) -> Typed:
    """The cells that really change, with what is typed into them; every one of them fit to be stored."""
    known = fields_of(viewer, house, stored, findings) if values else {}
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
    return [(known[where], text) for where, text in wanted.items() if known[where].hidden or text != known[where].now.strip()]


def _personal(where: Spot, pattern: str) -> Finding:
    return Finding("personal-data", Severity.REFUSED, where[0], (where[1],), facts=(("pattern", pattern),))


def _made(
    viewer: Viewer, house: House, stored: StoredReturn, data: bytes, told: Sequence[Finding], typed: Typed, lang: str | None
) -> tuple[bytes, Checked]:
    if stored.mapping:
        return data, _as_it_was(viewer, house, stored, data, lang)
    try:
        with turn_if_large(viewer, data):
            made = with_values(without_marks(data), {field.spot: text for field, text in typed})
    except CannotEdit:
        raise NotMended("cannot_edit") from None
    checked = examined(viewer, house, made, lang)
    about = (checked.plan.id if checked.plan else None, checked.partner, checked.period)
    if checked.verdict == "refused" or about != (stored.plan, stored.partner, stored.period):
        raise NotMended("refused", findings=checked.findings)
    return made, _with_totals(viewer, checked, told, data, made)


def _as_it_was(viewer: Viewer, house: House, stored: StoredReturn, data: bytes, lang: str | None) -> Checked:
    """A table whose warnings were answered, checked again by the mapping it was read with."""
    from nap.monitor.tables import checked_again  # reading of other people's tables is loaded by whoever has one

    with house.store.reading() as transaction:
        mapped = returns.mapped_text(transaction, stored.id)
    checked = checked_again(viewer, house, stored, data, mapped, lang)
    if checked.verdict == "refused":
        raise NotMended("refused", findings=checked.findings)
    return checked


def _with_totals(viewer: Viewer, checked: Checked, told: Sequence[Finding], data: bytes, made: bytes) -> Checked:
    """The same, with totals that lost their result because of what was mended told as such."""
    if not without_result(checked.findings):
        return checked
    with turn_of(viewer):
        before, after = open_book_safely(data), open_book_safely(made)
    if not isinstance(before, Book) or not isinstance(after, Book):
        raise NotNow("unread")
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
    new = replace(new, mapping=stored.mapping, mapped=returns.mapped_text(transaction, stored.id))
    kept, at = returns.add_return(transaction, new), house.moment()
    handovers.hand_on(transaction, stored.plan, stored.id, kept.id)
    before = find_mends(transaction, stored.plan, stored.id)
    own = [
        Mend(*field.spot, field.now, text, kept.version, _is_offered(house, field, text), viewer.person, at)
        for field, text in typed
    ]
    add_mends(transaction, kept.plan, kept.id, (*before, *own))
    if before or own:
        facts = {
            "of": stored.id,
            "cells": ", ".join(numbered(made, ((one.sheet, one.cell) for one in own))),
            "offered": str(sum(one.offered for one in own)),
            "mended_by": ", ".join(dict.fromkeys(one.person for one in (*before, *own))),
        }
        audit.append(transaction, at, viewer.person, MEND, kept.plan, kept.id, origin=viewer.origin, **facts)
    return returns.get_return(transaction, kept.id)


def _is_offered(house: House, field: Field, text: str) -> bool:
    """Whether what was typed is what was offered; a choice may be named in any language."""
    indicator = house.plan.indicator(field.indicator)
    choice = meant(field.column, indicator, field.offer or "")
    return text == field.offer or (choice is not None and choice == meant(field.column, indicator, text))


def _compared(before: Iterable[Finding], after: Sequence[Finding]) -> tuple[int, int, int]:
    """Places mended, errors there are now, places that are new. A cell with another error than before is neither."""
    old, now = _told(before), _told(after)
    errors = {place for place, codes in now.items() if Severity.ERROR in codes.values()}
    mended = sum(place not in errors and not codes.keys() & now.get(place, {}).keys() for place, codes in old.items())
    still = sum(counted(each) for each in after if each.severity is Severity.ERROR)
    return mended, still, len(now.keys() - old.keys())


def _told(findings: Iterable[Finding]) -> dict[tuple[str, str], dict[str, Severity]]:
    """The errors and warnings of each place: a cell, or what a finding without cells is about."""
    found: dict[tuple[str, str], dict[str, Severity]] = defaultdict(dict)
    for each in findings:
        if each.severity in _JUDGED:
            for cell in each.cells if apart(each) else each.cells[:1] or ("",):
                about = cell or f"{each.code} {each.indicator} {each.region} {each.case}"
                found[each.sheet or "", about][each.code] = each.severity
    return found
