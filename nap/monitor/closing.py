"""Closing return periods, and opening a closed one again for one partner: each is one event, and nothing is overwritten.

A closed period takes no further returns. Drafts stay drafts, what waits for review can still be decided, and figures go on
counting: closing says when the collecting is over, never which figures hold.
"""

from __future__ import annotations

from nap.facts import Period
from nap.monitor.editions import CLOSING, draft_edition, keep_edition
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.people import Verb, Viewer
from nap.plan import due_date, is_owed, return_periods
from nap.store import Transaction, closings
from nap.store.closings import CLOSE, REOPEN, Closing


def close_period(viewer: Viewer, house: House, period: Period, partner: str = "", reason: str = "") -> None:
    """Take no further returns for that period; with `partner`, for which it was opened again, no further ones of that partner.

    With it an edition is fixed: from then on partners and the forum read the sensitive figures of the period as they are now.
    Unknown: period, partner. NotNow: period_running (it has not ended, or its due date has not passed), already_closed,
    reason_too_long, reason_personal, edition_exposed, changed_meanwhile.
    """
    require(viewer, Verb.REVIEW)
    reason = fit(reason, house.plan.privacy, NotNow)
    _known(house, period)
    if partner:
        _owing(house, period, partner)
    if not may_close(house, period):
        raise NotNow("period_running")
    with house.store.reading() as transaction:
        _closable(transaction, house, period, partner)
    # Before anything is written: it takes a second or two, and nobody else has to wait for it.
    edition = draft_edition(house, period, house.today(), cause=CLOSING)
    with house.store.writing() as transaction:
        _closable(transaction, house, period, partner)
        _put(transaction, house, viewer, CLOSE, period, partner, reason)
        keep_edition(transaction, house, edition, viewer.person)


def _closable(transaction: Transaction, house: House, period: Period, partner: str) -> None:
    stands = closings.closings(transaction, house.plan.id).get(period)
    if partner and stands is None:
        raise NotNow("not_closed")
    if stands is not None and not (partner and stands.open_for(partner)):
        raise NotNow("already_closed")


def reopen_period(viewer: Viewer, house: House, period: Period, partner: str, reason: str) -> None:
    """Let one partner hand in for a closed period, until it is closed for that partner again.

    Unknown: period, partner. NotNow: not_closed, already_open, reason_needed, reason_too_long, reason_personal.
    """
    require(viewer, Verb.REVIEW)
    reason = fit(reason, house.plan.privacy, NotNow, needed=True)
    _known(house, period)
    _owing(house, period, partner)
    with house.store.writing() as transaction:
        stands = closings.closings(transaction, house.plan.id).get(period)
        if stands is None:
            raise NotNow("not_closed")
        if stands.open_for(partner):
            raise NotNow("already_open")
        _put(transaction, house, viewer, REOPEN, period, partner, reason)


def closed_for(transaction: Transaction, house: House, partner: str, period: Period) -> bool:
    """Whether that period takes nothing more from that partner. History is never closed."""
    stands = closed_periods(transaction, house).get(period)
    return stands is not None and not stands.open_for(partner)


def closed_periods(transaction: Transaction, house: House) -> dict[Period, Closing]:
    """Every closed period of the plan in force, as this house knows it."""
    return dict(closings.closings(transaction, house.plan.id, house.until))


def may_close(house: House, period: Period) -> bool:
    """True once the period has ended and its due date has passed."""
    return max(period.end, due_date(house.plan, period)) < house.today()


def _known(house: House, period: Period) -> None:
    periods = return_periods(house.plan)
    if period not in periods:
        raise Unknown("period", str(period), [str(one) for one in periods])


def _owing(house: House, period: Period, partner: str) -> None:
    if not is_owed(house.plan, partner, period):
        raise Unknown("partner", partner)


def _put(transaction: Transaction, house: House, viewer: Viewer, act: str, period: Period, partner: str, reason: str) -> None:
    said = {"partner": partner, "reason": reason}
    record(transaction, house, viewer, act, period=str(period), **{name: text for name, text in said.items() if text})
