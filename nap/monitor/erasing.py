"""Erasing a file for a person's sake: one coordinator asks with a reason, another one confirms; then no word of it is left.

A request and a viewer enter, the tombstone leaves. What the file said in words goes with it; its figures, its hash and its
history stay, and the audit trail, which holds hashes alone, still fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from nap.facts import Period
from nap.monitor.house import House
from nap.monitor.permission import operator, require
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.monitor.retention import backups_until, forget, take_out
from nap.people import Verb, Viewer
from nap.store import Transaction, erasures, incidents, returns
from nap.store.erasures import ASK, DROP, ERASE, Request
from nap.store.returns import StoredReturn

UNSENT = frozenset({"draft", "returned"})
"""Without its file nobody could go on with such a return: it is withdrawn by the erasure."""


@dataclass(frozen=True)
class Asked:
    """What is asked to be erased, by whom, why and since when. `subject`: a return, or a refused upload (then without period)."""

    subject: str
    person: str
    at: datetime
    reason: str
    partner: str = ""
    period: Period | None = None
    version: int = 0


@dataclass(frozen=True)
class Erased:
    """What was done about a file: `done`, or only asked for.

    `backups_until`: the day by which no backup holds it any more; None where that is not known. `copies`: copies of the database
    that an upgrade left beside it, which hold it still. `others`: versions of the same return whose files are kept. `swept`: the
    database itself holds no trace; else it has to be tidied once more.
    """

    subject: str
    done: bool
    sha256: str
    backups_until: date | None = None
    copies: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    swept: bool = True


def erasures_asked(viewer: Viewer, house: House) -> tuple[Asked, ...]:
    """What waits for a second person, the oldest first."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        known = {one.id: one for one in returns.find_returns(transaction, house.plan.id)}
        return tuple(_asked(known.get(one.subject), one) for one in erasures.asked(transaction, house.plan.id))


def ask_erasure(viewer: Viewer, house: House, subject: str, reason: str) -> Erased:
    """Ask that the file of a return, or a refused upload, be erased. Nothing is taken out yet.

    Unknown: return, incident. NotNow: erased_already, erasure_asked, reason_needed, reason_too_long, reason_personal.
    """
    require(viewer, Verb.REVIEW)
    reason = fit(reason, house.plan.privacy, NotNow, needed=True)
    with house.store.writing() as transaction:
        file = _file(transaction, house, subject)
        if _request(transaction, house, subject) is not None:
            raise NotNow("erasure_asked")
        _note(transaction, house, viewer, file, ASK, "ask", reason)
        return Erased(subject, False, file.sha256, others=_others(transaction, file))


def confirm_erasure(viewer: Viewer, house: House, subject: str) -> Erased:
    """Erase what another coordinator asked for, at once and for good. NotNow: erasure_none, erasure_own, erased_already."""
    require(viewer, Verb.REVIEW)
    with house.store.writing() as transaction:
        file, asked = _file(transaction, house, subject), _request(transaction, house, subject)
        if asked is None:
            raise NotNow("erasure_none")
        if asked.person == viewer.person:
            raise NotNow("erasure_own")
        _erase(transaction, house, file)
        _note(transaction, house, viewer, file, ERASE, "confirm", "")
        others = _others(transaction, file)
    swept = forget(house, [subject])
    return Erased(subject, True, file.sha256, backups_until(house), copies_beside(house), others, swept)


def drop_erasure(viewer: Viewer, house: House, subject: str, reason: str) -> None:
    """Take the request back, one's own or another's. NotNow: erasure_none, reason_needed, reason_too_long, reason_personal."""
    require(viewer, Verb.REVIEW)
    reason = fit(reason, house.plan.privacy, NotNow, needed=True)
    with house.store.writing() as transaction:
        file = _file(transaction, house, subject)
        if _request(transaction, house, subject) is None:
            raise NotNow("erasure_none")
        _note(transaction, house, viewer, file, DROP, "drop", reason)


def purge(viewer: Viewer, house: House, subject: str, reason: str) -> Erased:
    """Ask for it or, if another coordinator has asked, do it."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        asked = _request(transaction, house, subject)
    return confirm_erasure(viewer, house, subject) if asked else ask_erasure(viewer, house, subject, reason)


def erase_again(house: House, subjects: Iterable[str]) -> tuple[str, ...]:
    """After a backup from before was brought back: what two coordinators had erased since is erased anew, by the operator.

    Which of them were there and are gone now; what is unknown or gone already is passed over.
    """
    done: list[str] = []
    with house.store.writing() as transaction:
        for subject in dict.fromkeys(subjects):
            try:
                file = _file(transaction, house, subject)
            except (Unknown, NotNow):
                continue
            _erase(transaction, house, file)
            _note(transaction, house, operator(), file, ERASE, "confirm", "", again="yes")
            done.append(subject)
    forget(house, done)
    return tuple(done)


def copies_beside(house: House) -> tuple[str, ...]:
    """Names of the copies of an SQLite database that upgrades left beside it."""
    name = house.store.file()
    return tuple(sorted(each.name for each in name.parent.glob(f"{name.name}.before-*"))) if name else ()


@dataclass(frozen=True)
class _File:
    """A return or, without `stored`, a refused upload."""

    subject: str
    sha256: str
    stored: StoredReturn | None = None


def _file(transaction: Transaction, house: House, subject: str) -> _File:
    if subject.startswith("I-"):
        return _refused(transaction, house, subject)
    try:
        stored = returns.get_return(transaction, subject)
    except KeyError:
        raise Unknown("return", subject) from None
    if stored.standing.erased:
        raise NotNow("erased_already")
    return _File(subject, stored.sha256, stored)


def _refused(transaction: Transaction, house: House, subject: str) -> _File:
    found = next((one for one in incidents.find_incidents(transaction, house.plan.id) if one.id == subject), None)
    if found is None:
        raise Unknown("incident", subject)
    if (
        not found.findings
        and not found.filename
        and incidents.incident_data(transaction, house.plan.id, subject, date.min) is None
    ):
        raise NotNow("erased_already")
    return _File(subject, found.sha256)


def _erase(transaction: Transaction, house: House, file: _File) -> None:
    if file.stored is None:
        erasures.wipe_incident(transaction, house.plan.id, file.subject)
    else:
        take_out(transaction, house, file.stored, "erased")
        erasures.wipe(transaction, file.stored.plan, file.subject)


def _request(transaction: Transaction, house: House, subject: str) -> Request | None:
    return next((one for one in erasures.asked(transaction, house.plan.id) if one.subject == subject), None)


def _note(
    transaction: Transaction, house: House, viewer: Viewer, file: _File, act: str, step: str, reason: str, **more: str
) -> None:
    """On record, with the hash and never with a word of the file; of a return its steps stand beside it too."""
    told = {"sha256": file.sha256, **more} | ({"reason": reason} if reason else {})
    if file.stored is None:
        record(transaction, house, viewer, act, incident=file.subject, **told)
        return
    withdrawn = step == "confirm" and file.stored.standing.status in UNSENT
    record(transaction, house, viewer, act, file.subject, "withdrawn" if withdrawn else None, **told)
    erasures.say(transaction, file.stored.plan, file.subject, step, viewer.person, house.moment(), reason)


def _others(transaction: Transaction, file: _File) -> tuple[str, ...]:
    """Other versions of the same return that were not erased: most of what stands in one stands in them too."""
    if file.stored is None:
        return ()
    found = returns.versions(transaction, file.stored)
    return tuple(one.id for one in found if one.id != file.subject and not one.standing.erased)


def _asked(stored: StoredReturn | None, one: Request) -> Asked:
    said = (one.subject, one.person, one.at, one.reason)
    return Asked(*said) if stored is None else Asked(*said, stored.partner, stored.period, stored.version)
