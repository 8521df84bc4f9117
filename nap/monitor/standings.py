"""Where each partner's return for each period stands: a transaction and a house enter, versions leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nap.facts import Period
from nap.monitor.house import House
from nap.results.gaps import Standings
from nap.results.spans import span_of
from nap.store import Transaction, returns
from nap.store.returns import StoredReturn

PASSED = frozenset({"draft", "superseded", "withdrawn"})
"""A version that stands so does not stand for its period while there is another."""

Versions = Mapping[tuple[str, Period], Sequence[StoredReturn]]


def versions_of(transaction: Transaction, house: House) -> Versions:
    """Every version of each partner's return workbook for each period that this house knows of, the first one first.

    A period has come in if its workbook has: a table brings figures and answers for nothing that it does not hold.
    """
    found: dict[tuple[str, Period], list[StoredReturn]] = {}
    for one in returns.find_returns(transaction, house.plan.id, until=house.until, mapping=""):
        found.setdefault((one.partner, one.period), []).append(one)
    return found


def standing_version(versions: Sequence[StoredReturn]) -> StoredReturn:
    """The version that stands for its period: the latest that was sent, else the latest draft, else the latest of all."""
    sent = [one for one in versions if one.standing.status not in PASSED]
    begun = [one for one in versions if one.standing.status == "draft"]
    return (sent or begun or versions)[-1]


def standings(versions: Versions) -> Standings:
    """The same for the pure rooms; a draft that nobody handed in is nothing."""
    stood = {key: standing_version(found).standing.status for key, found in versions.items()}
    return {(partner, span_of(period)): status for (partner, period), status in stood.items() if status not in PASSED}
