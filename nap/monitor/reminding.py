"""Reminding: who would be told what today, sending it, passing it on by hand, what was sent. Nobody is told the same thing twice.

Each letter is noted as begun in a transaction of its own before it goes, so two commands at once send it once, and one that is
killed half-way sends nothing again. What the mail server was not there to take is tried again by the next run of its step.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.recording import record
from nap.monitor.reminding_found import Reminder, Thing, found, unheard as found_unheard
from nap.monitor.reminding_letters import reminder_letter
from nap.people import Verb, Viewer
from nap.post import NotSent, send
from nap.settings import Mail
from nap.store import Transaction, reminders as kept
from nap.store.reminders import StoredReminder

SENDING, SENT, PASSED, TROUBLE = "sending", "sent", "passed", "trouble"
NO_SERVER = ("unreachable", "insecure", "sign_in")
"""Outcomes that are the same for everybody: the run ends by the first of them, and the letter is tried again by the next."""
REMINDED = (SENDING, SENT, PASSED, "bad_address", "refused", TROUBLE, *NO_SERVER)
"""Every outcome: begun and not told how it ended, taken by the server, passed on by hand, not taken and why."""
MAIL, COPIED = "mail", "copied"
MOST_SHOWN = 200
_LOG = logging.getLogger("nap.letters")


@dataclass(frozen=True)
class Reminded:
    """How it went with one letter: one of `REMINDED`."""

    reminder: Reminder
    outcome: str


def reminders_due(viewer: Viewer, house: House) -> tuple[Reminder, ...]:
    """What is to be said today and was not said yet, one letter a person and purpose."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        return _open(transaction, house)


def reminders_unheard(viewer: Viewer, house: House) -> tuple[str, ...]:
    """Codes of partners with something to be reminded of today, of whom nobody has an account that is in use."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        return found_unheard(transaction, house)


def reminded(viewer: Viewer, house: House) -> tuple[StoredReminder, ...]:
    """What was sent or passed on, the newest first."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        return kept.latest(transaction, house.plan.id, MOST_SHOWN)


def send_reminders(viewer: Viewer, house: House) -> tuple[Reminded, ...]:
    """Send what is due by mail, one letter after the other; empty without a mail server. Waits for the server."""
    require(viewer, Verb.REVIEW)
    return tuple(_sent_one_by_one(viewer, house))


def pass_reminder_on(viewer: Viewer, house: House, reminder: Reminder) -> bool:
    """Note that a coordinator has told the person by another way; False if that was noted or sent meanwhile."""
    require(viewer, Verb.REVIEW)
    with house.store.writing() as transaction:
        claimed = _claim(transaction, house, reminder, COPIED, PASSED)
        if claimed is not None:
            record(transaction, house, viewer, "reminded", whom=reminder.person)
    return claimed is not None


def _sent_one_by_one(viewer: Viewer, house: House) -> Iterator[Reminded]:
    mail = house.settings.mail
    for reminder in reminders_due(viewer, house) if mail else ():
        if reminder.demo:
            continue
        with house.store.writing() as transaction:
            claimed = _claim(transaction, house, reminder, MAIL, SENDING)
        if claimed is None:
            continue
        outcome = _send(house, claimed, mail)
        _tell(viewer, house, claimed, outcome)
        yield Reminded(claimed, outcome)
        if outcome in NO_SERVER:
            return


def _open(transaction: Transaction, house: House) -> tuple[Reminder, ...]:
    known = kept.outcomes(transaction, house.plan.id)
    over = {id for id, outcome in known.items() if outcome not in NO_SERVER}
    without = (_without(one, over) for one in found(transaction, house))
    return tuple(one for one in without if one.things)


def _without(reminder: Reminder, over: Collection[str]) -> Reminder:
    return replace(reminder, things=tuple(one for one in reminder.things if one.id_for(reminder.person) not in over))


def _claim(transaction: Transaction, house: House, asked: Reminder, way: str, outcome: str) -> Reminder | None:
    """Note it before it goes, as it stands at this moment; None if there is nothing to say any more."""
    now = (one for one in _open(transaction, house) if (one.person, one.digest) == (asked.person, asked.digest))
    reminder = next(now, None)
    for id, thing in _by_id(reminder).items() if reminder else ():
        which = ("", "", "") if thing.week else (thing.partner, str(thing.period), thing.return_id)
        about = (house.plan.id, asked.person, thing.kind, *which, way, outcome)
        kept.put(transaction, StoredReminder(id, *about, house.today(), house.moment()))
    return reminder


def _by_id(reminder: Reminder) -> Mapping[str, Thing]:
    return {thing.id_for(reminder.person): thing for thing in reminder.things}


def _send(house: House, reminder: Reminder, mail: Mail | None) -> str:
    assert mail is not None
    try:
        send(mail, reminder_letter(house, reminder), house.now())
    except NotSent as problem:
        _LOG.warning("reminder not sent: %s: %.300r", problem.code, problem.__cause__)
        return problem.code
    except Exception:
        _LOG.exception("a reminder could not be made")
        return TROUBLE
    return SENT


def _tell(viewer: Viewer, house: House, reminder: Reminder, outcome: str) -> None:
    why = {} if outcome == SENT else {"why": outcome}
    act = "letter_sent" if outcome == SENT else "letter_failed"
    with house.store.writing() as transaction:
        kept.tell(transaction, tuple(_by_id(reminder)), outcome, house.moment())
        record(transaction, house, viewer, act, whom=reminder.person, purpose="reminder", **why)
