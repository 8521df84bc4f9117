"""Kept returns as the monitor shows them, found with the permission they need."""

from __future__ import annotations

from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.views import Receipt, ReturnLine
from nap.people import Verb, Viewer
from nap.plan import due_date, return_periods
from nap.store import Transaction, returns
from nap.store.returns import StoredReturn


def find(transaction: Transaction, viewer: Viewer, id: str, verb: Verb) -> StoredReturn:
    """The return of that id; Denied if the viewer may not do this with it, Unknown if there is none."""
    require(viewer, verb)
    try:
        stored = returns.get_return(transaction, id)
    except KeyError:
        raise Unknown("return", id) from None
    require(viewer, verb, stored.partner)
    return stored


def receipt(stored: StoredReturn) -> Receipt:
    """The receipt of a kept return as it stands now."""
    where = stored.standing
    return Receipt(
        stored.id,
        stored.verdict,
        stored.sha256,
        stored.partner,
        stored.period,
        stored.version,
        where.status,
        stored.received,
        stored.person,
        stored.language,
        where.no_second_pair,
        where.because,
        where.mended_by,
        stored.mapping,
        where.gone,
        where.erased,
        stored.nothing_to_report,
    )


def its_file(transaction: Transaction, stored: StoredReturn) -> bytes:
    """The bytes as they were sent. NotNow: file_gone."""
    if stored.standing.gone is not None:
        raise NotNow("file_gone")
    return returns.original(transaction, stored.id)


def line(house: House, stored: StoredReturn) -> ReturnLine:
    """One line of a list of returns."""
    due = due_date(house.plan, stored.period) if stored.period in return_periods(house.plan) else None
    return ReturnLine(receipt(stored), stored.rows, stored.errors, stored.warnings, stored.late, due, came_back_because(stored))


def seen_now(stored: StoredReturn) -> str:
    """A word for how the return stands: another one as soon as anybody decides about it, or changes what is decided about."""
    return str(stored.standing.number)


def came_back_because(stored: StoredReturn) -> str:
    """The coordinator's reason while the return is with its partner again, else empty."""
    return stored.standing.reason if stored.standing.status == "returned" else ""
