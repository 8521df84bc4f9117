"""A file that came by another way, entered for its partner: from whom, when and how; and the partner's own word on it.

The one-time link is for whoever has no account, or no line to sign in: looking never uses it up, answering does. It shows what is
confirmed and no figure; those are read after signing in.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from nap.facts import Period
from nap.monitor.confirmed import NO, YES, handover_of, on_behalf, spoken_for
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import LinkRefused, NotNow
from nap.monitor.reasons import fit
from nap.monitor.receipts import find
from nap.monitor.recording import record, record_of
from nap.monitor.sending import examined, keep, kept_or_failed
from nap.monitor.sessions import key_of
from nap.monitor.views import Received
from nap.people import Verb, Viewer
from nap.returns.check import Checked
from nap.store import Transaction, handovers, returns
from nap.store.handovers import Handover, StoredConfirmation
from nap.store.returns import StoredReturn
from nap.store.standing import ASK, CONFIRM, DENY

WAYS = ("messenger", "email", "paper", "telephone", "in_person", "other")
"""How a file can come."""
LASTS = timedelta(days=14)
LONGEST_WHOM, LONGEST_SAID = 120, 500
"""Letters of from whom a file came, and of what a partner says."""
_TO_CONFIRM = frozenset({"submitted", "accepted"})
"""A return that stands otherwise waits for nobody's word."""


@dataclass(frozen=True)
class ConfirmLink:
    """A one-time link by which a partner confirms. `secret` exists nowhere else. Its address is `/confirm/<secret>`."""

    return_id: str
    partner: str
    secret: str = field(repr=False)
    ends: datetime


@dataclass(frozen=True)
class ToConfirm:
    """What a partner is asked about: whose return it is, how it came, how much it holds, its fingerprint; no figure of it.

    `by`: the coordinator who entered it. `open`: it can be answered now; else it was (`answer`, `said`, `answered`), or the
    return stands otherwise than submitted or accepted and waits for no word. Moments are in UTC.
    """

    return_id: str
    partner: str
    period: Period
    version: int
    status: str
    received: datetime
    by: str
    because: str
    handover: Handover | None
    rows: int
    figures: int
    nothing: bool
    sha256: str
    ends: datetime
    open: bool
    answer: str = ""
    said: str = ""
    answered: datetime | None = None


def receive_on_behalf(
    viewer: Viewer,
    house: House,
    data: bytes,
    filename: str,
    *,
    whom: str,
    came: date | None,
    way: str,
    note: str = "",
    because: str = "",
    lang: str | None = None,
) -> Received:
    """`receive` for a partner, with from whom the file came, on which day and by which of `WAYS`; for coordinators.

    NotNow: whom_needed, came_wrong, way_unknown, not_on_behalf (the coordinator's own organisation), and as `receive`.
    """
    require(viewer, Verb.REVIEW)
    handover = _fit(viewer, house, whom, came, way, note)
    because = fit(because, house.plan.privacy, NotNow)
    checked = examined(viewer, house, data, lang)
    if checked.partner is not None and checked.partner == viewer.partner:
        raise NotNow("not_on_behalf")

    def put(transaction: Transaction, checked: Checked) -> Received:
        received = keep(transaction, viewer, house, data, filename, checked, because)
        if received.receipt is not None:
            _enter(transaction, viewer, returns.get_return(transaction, received.receipt.id), handover)
        return received

    return kept_or_failed(house, data, checked, put)


def _fit(viewer: Viewer, house: House, whom: str, came: date | None, way: str, note: str) -> Handover:
    said = fit(whom, house.plan.privacy, NotNow, LONGEST_WHOM)
    if not said:
        raise NotNow("whom_needed")
    if came is None or came > house.today():
        raise NotNow("came_wrong")
    if way not in WAYS:
        raise NotNow("way_unknown")
    return Handover(said, came, way, fit(note, house.plan.privacy, NotNow), viewer.person, house.moment())


def _enter(transaction: Transaction, viewer: Viewer, stored: StoredReturn, handover: Handover) -> None:
    """Once: what was noted of this very file before stays, and what its partner sent itself was not handed over."""
    first = stored.person == viewer.person and handover_of(transaction, stored) is None
    if first and stored.standing.status == "draft":
        handovers.add_handover(transaction, stored.plan, stored.id, handover)


def confirmation_link(viewer: Viewer, house: House, return_id: str) -> ConfirmLink:
    """A new one-time link for the partner of a return that was sent in its place; older ones stop working.

    NotNow: not_on_behalf, not_submitted (it is a draft, came back, was withdrawn or replaced), answered_already (by somebody of
    the organisation who was signed in: whoever has a link may be anybody, and does not speak over her).
    """
    secret, now = secrets.token_urlsafe(32), house.now()
    with house.store.writing() as transaction:
        stored = find(transaction, viewer, return_id, Verb.REVIEW)
        if not on_behalf(transaction, stored):
            raise NotNow("not_on_behalf")
        if stored.standing.status not in _TO_CONFIRM:
            raise NotNow("not_submitted")
        if spoken_for(transaction, stored):
            raise NotNow("answered_already")
        handovers.end_confirmations(transaction, stored.plan, stored.id, now)
        made = StoredConfirmation(key_of(secret), stored.plan, stored.id, now, now + LASTS)
        handovers.add_confirmation(transaction, made)
        record(transaction, house, viewer, ASK, stored.id)
    return ConfirmLink(stored.id, stored.partner, secret, made.ends)


def asked_to_confirm(house: House, secret: str) -> ToConfirm:
    """What a link asks; looking does not use it up. LinkRefused: unknown, expired, used (a newer link took its place)."""
    with house.store.reading() as transaction:
        return _asked(transaction, house, secret)


def confirm(house: House, secret: str, answer: str, said: str, origin: str) -> ToConfirm:
    """Answer `yes` or `no` by a link, once; asked again it tells what was answered. A no needs words.

    LinkRefused; NotNow: words_needed, not_submitted, reason_too_long, reason_personal. ValueError for another answer.
    """
    said = _words(house, answer, said)
    with house.store.writing() as transaction:
        asked = _asked(transaction, house, secret)
        if asked.answer:
            return asked
        if not asked.open:
            raise NotNow("not_submitted")
        handovers.answer_confirmation(transaction, key_of(secret), house.now(), answer, said)
        record_of(transaction, house, "", origin, CONFIRM if answer == YES else DENY, asked.return_id)
        return _asked(transaction, house, secret)


def confirm_own(viewer: Viewer, house: House, return_id: str, answer: str, said: str = "") -> None:
    """The same by somebody of the organisation who is signed in, with or without a link. The last answer holds.

    NotNow: not_theirs (of another organisation), not_on_behalf, and as `confirm`.
    """
    said = _words(house, answer, said)
    with house.store.writing() as transaction:
        stored = find(transaction, viewer, return_id, Verb.SEND_RETURN)
        if viewer.partner != stored.partner:
            raise NotNow("not_theirs")
        if not on_behalf(transaction, stored):
            raise NotNow("not_on_behalf")
        if stored.standing.status not in _TO_CONFIRM:
            raise NotNow("not_submitted")
        now = house.now()
        handovers.end_confirmations(transaction, stored.plan, stored.id, now)
        own = StoredConfirmation(key_of(secrets.token_urlsafe(32)), stored.plan, stored.id, now, now, now, answer, said)
        handovers.add_confirmation(transaction, own)
        record(transaction, house, viewer, CONFIRM if answer == YES else DENY, stored.id)


def _words(house: House, answer: str, said: str) -> str:
    if answer not in {YES, NO}:
        raise ValueError(answer)
    words = fit(said, house.plan.privacy, NotNow, LONGEST_SAID)
    if answer == NO and not words:
        raise NotNow("words_needed")
    return words


def _asked(transaction: Transaction, house: House, secret: str) -> ToConfirm:
    link = handovers.find_confirmation(transaction, key_of(secret))
    if link is None:
        raise LinkRefused("unknown")
    if link.over is not None and not link.answer:
        raise LinkRefused("used")
    if not link.answer and house.now() > link.ends:
        raise LinkRefused("expired")
    stored = returns.get_return(transaction, link.return_id)
    where = stored.standing
    return ToConfirm(
        *(stored.id, stored.partner, stored.period, stored.version, where.status, stored.received, stored.person, where.because),
        handover_of(transaction, stored),
        stored.rows,
        len(returns.observations(transaction, stored.id)),
        stored.nothing_to_report,
        stored.sha256,
        link.ends,
        open=not link.answer and where.status in _TO_CONFIRM,
        answer=link.answer,
        said=link.said,
        answered=link.over,
    )
