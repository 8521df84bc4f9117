"""Figures of closed periods in a return for another period: a kept return enters, whether it would change one of them leaves.

A table may bring figures of several periods, and a newer figure takes the place of an older one; so one row of a period that is
open would let everything else of a closed one in. Saying the same again changes nothing, and rows held back do not count.
"""

from __future__ import annotations

from nap.facts import Observation
from nap.monitor.closing import closed_periods
from nap.monitor.house import House
from nap.monitor.left_out import left_out_of
from nap.monitor.table_stored import beside_within
from nap.plan import return_period
from nap.store import Transaction, returns
from nap.store.left_out import HELD
from nap.store.returns import StoredReturn

_UNCHANGED = frozenset({"same", "kept"})
"""Kinds of `Beside` by which what counts stays as it is."""


def changes_closed(transaction: Transaction, house: House, stored: StoredReturn) -> bool:
    """Whether that return says something new of a period that is closed for its partner."""
    figures = _of_closed(transaction, house, stored)
    if not figures:
        return False
    told = beside_within(transaction, house, stored.partner, figures, stored.id)
    return any(one.kind not in _UNCHANGED for one in told)


def _of_closed(transaction: Transaction, house: House, stored: StoredReturn) -> list[Observation]:
    stands = closed_periods(transaction, house)
    closed = {period for period, one in stands.items() if not one.open_for(stored.partner)}
    if not closed:
        return []
    held = left_out_of(transaction, stored, HELD)
    said = returns.observations(transaction, stored.id)
    counting = (one for one in said if (one.indicator, one.region, one.period) not in held)
    return [one for one in counting if return_period(house.plan, one.period) in closed]
