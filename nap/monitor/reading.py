"""Looking at returns: what is due, what was sent, one return in full, the original file, refused uploads."""

from __future__ import annotations

from collections.abc import Iterable

from nap.facts import Period
from nap.monitor.answering import CORRECTION
from nap.monitor.confirmed import confirmation_of, handover_of
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.receipts import came_back_because, find, its_file, line, receipt, seen_now
from nap.monitor.recording import downloaded
from nap.monitor.row_views import beside_return
from nap.monitor.sending import in_hand
from nap.monitor.standings import PASSED, standing_version
from nap.monitor.turns import turn_if_large
from nap.monitor.views import Download, DueReturn, Event, Incident, ReturnDetail, ReturnLine
from nap.monitor.waived import waived
from nap.monitor.withdrawing import WITHDRAWABLE, may_withdraw
from nap.people import Verb, Viewer, may
from nap.plan import due_date, is_owed, return_periods
from nap.returns.check import Checked
from nap.store import answers, audit, incidents, mends, remarks, returns
from nap.store.remarks import REMARKS
from nap.store.returns import StoredReturn

IN_HAND = frozenset({"submitted", "accepted"})
"""A return of which some version stands so is not overdue."""


def due_returns(viewer: Viewer, house: House) -> tuple[DueReturn, ...]:
    """Every return owed for a period that has begun: the organisation's own or, for coordinators, everybody's; oldest first."""
    require(viewer, Verb.SEE_RETURNS)
    codes = [partner.code for partner in house.plan.partners if may(viewer, Verb.SEE_RETURNS, partner.code)]
    periods = [period for period in return_periods(house.plan) if period.start <= house.today()]
    with house.store.reading() as transaction:
        sent = returns.find_returns(transaction, house.plan.id, mapping="")  # a table stands for no workbook
    return tuple(
        _due(house, code, period, [one for one in sent if (one.partner, one.period) == (code, period)])
        for period in periods
        for code in codes
        if is_owed(house.plan, code, period)
    )


def my_returns(viewer: Viewer, house: House) -> tuple[ReturnLine, ...]:
    """What the viewer's organisation sent, newest first; empty for a coordinator who belongs to none."""
    require(viewer, Verb.SEE_RETURNS)
    if viewer.partner is None:
        return ()
    with house.store.reading() as transaction:
        return _newest_first(house, returns.find_returns(transaction, house.plan.id, viewer.partner))


def waiting_returns(viewer: Viewer, house: House) -> tuple[ReturnLine, ...]:
    """What waits for review, oldest first."""
    lines = all_returns(viewer, house)
    return tuple(reversed([line for line in lines if line.receipt.status == "submitted"]))


def all_returns(viewer: Viewer, house: House) -> tuple[ReturnLine, ...]:
    """Every return of the plan, newest first."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        return _newest_first(house, returns.find_returns(transaction, house.plan.id))


def return_detail(viewer: Viewer, house: House, id: str) -> ReturnDetail:
    """One return in full: what it holds, what was found, what happened to it."""
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEE_RETURNS)
        held = returns.contents(transaction, id)
        trail = audit.events(transaction, id)
        versions = returns.versions(transaction, stored)
        mapped = returns.mapped_text(transaction, id)
        by_hand, said = mends.find_mends(transaction, stored.plan, id), answers.find_answers(transaction, stored.plan, id)
        handover = handover_of(transaction, stored)
        beside = beside_return(transaction, stored)
        own_word = confirmation_of(transaction, stored, house.now(), trail)
    corrected = next((one.text for one in said if answers.spot(one) == CORRECTION), "")
    events = tuple(_event(each, corrected) for each in trail)
    return ReturnDetail(
        line(house, stored),
        stored.plan_version,
        *(held.findings, held.observations, held.items, held.notes, events),
        stored.standing.reason,
        stored.filename,
        tuple(receipt(one) for one in reversed(versions) if one.id != id),
        by_hand,
        said,
        mapped,
        seen_now(stored),
        handover,
        own_word,
        withdrawable=may_withdraw(viewer, stored) and stored.standing.status in WITHDRAWABLE,
        counted_before=stored.standing.replaced is not None,
        beside=beside,
    )


def original(viewer: Viewer, house: House, id: str) -> Download:
    """The file as it was sent, under a name that tells what it is; a table under its own."""
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEE_RETURNS)
        data = its_file(transaction, stored)
    downloaded(viewer, house, "original", id)
    if stored.mapping:
        return Download(stored.filename or f"{stored.id}.bin", data, "application/octet-stream")
    return Download(f"{stored.id}.xlsx", data)


def marked_return(viewer: Viewer, house: House, id: str, lang: str) -> Download:
    """The file of that version with what was found marked in it, in `lang`.

    NotNow: busy, if it is large and so many workbooks are being read or marked that it does not get its turn; is_table.
    """
    from nap.monitor.marking import marked_copy  # what writes workbooks is loaded by whoever asks for one

    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEE_RETURNS)
        said = tuple((*one.spot[1:], one.text) for one in remarks.find(transaction, REMARKS, stored.plan, id))
        let_pass = frozenset(waived(transaction, stored))
    if stored.mapping:
        raise NotNow("is_table")
    if stored.standing.gone is not None:
        house.memory.forget_file(id)  # somebody may have taken the file away in another process
        raise NotNow("file_gone")

    def made() -> bytes:
        with house.store.reading() as transaction:
            data, found = its_file(transaction, stored), returns.findings(transaction, id)
        left = tuple(each for each in found if answers.spot(each) not in let_pass)
        plan = house.plans.get((stored.plan, stored.plan_version), house.plan)
        checked = Checked(stored.verdict, plan, stored.partner, stored.period, lang, stored.rows, findings=left)
        with turn_if_large(viewer, data):
            return marked_copy(data, checked, lang, said)

    copy = house.memory.copies.made((id, lang, said, let_pass), made)
    downloaded(viewer, house, "marked_return", id)
    return Download(f"{id}-marked.xlsx", copy)


def refused_uploads(viewer: Viewer, house: House) -> tuple[Incident, ...]:
    """Every incident of the plan, newest first."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        found = incidents.find_incidents(transaction, house.plan.id)
    return tuple(Incident(one.id, one.at, one.person, one.sha256, one.findings, one.keep_until, one.filename) for one in found)


def refused_file(viewer: Viewer, house: House, id: str) -> Download:
    """The bytes of a refused upload; Unknown(incident) if they were never kept or their time is over."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        data = incidents.incident_data(transaction, house.plan.id, id, house.today())
    if data is None:
        raise Unknown("incident", id)
    downloaded(viewer, house, "refused_file", incident=id)
    return Download(f"{id}.bin", data, "application/octet-stream")


def _due(house: House, partner: str, period: Period, versions: list[StoredReturn]) -> DueReturn:
    due, today = due_date(house.plan, period), house.today()
    overdue = due < today and not any(one.standing.status in IN_HAND for one in versions)
    left = in_hand(versions)
    if not left or standing_version(left).standing.status in PASSED - {"draft"}:
        return DueReturn(partner, period, due, overdue, period.end < today)
    one, last = standing_version(left), left[-1]
    begun = line(house, last) if last.id != one.id and last.standing.status == "draft" else None
    where = (one.standing.status, one.id, one.version, one.errors, came_back_because(one), begun)
    return DueReturn(partner, period, due, overdue, period.end < today, *where)


def _newest_first(house: House, found: Iterable[StoredReturn]) -> tuple[ReturnLine, ...]:
    return tuple(line(house, one) for one in sorted(found, key=lambda one: (one.received, one.id), reverse=True))


def _event(event: audit.AuditEvent, corrected: str) -> Event:
    """One step; the reason for a correction is kept beside the return and belongs to its submission."""
    given = [event.facts.get("reason"), event.facts.get("because"), corrected if event.act == "submit" else ""]
    because = "; ".join(dict.fromkeys(each for each in given if each))
    return Event(event.number, event.at, event.person, event.act, event.status or "", because, event.facts.get("mapping", ""))
