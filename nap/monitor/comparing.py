"""How a return differs from another version for the same period: a return's number goes in, a Difference comes out."""

from __future__ import annotations

from collections.abc import Sequence

from nap.monitor.house import House
from nap.monitor.receipts import find, receipt
from nap.monitor.views import Difference
from nap.people import Verb, Viewer
from nap.returns.differences import amendments
from nap.store import returns
from nap.store.returns import StoredReturn


def difference(viewer: Viewer, house: House, id: str, *, from_accepted: bool = False) -> Difference | None:
    """What changed since the version before, whatever became of that one; None for a first version.

    `from_accepted`: since the version that counts, or counted until this one took its place; if there is none, as above.
    """
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEE_RETURNS)
        versions = returns.find_returns(transaction, stored.plan, stored.partner, stored.period)
        earlier = [one for one in versions if one.version < stored.version]
        against = (_accepted(stored, versions) if from_accepted else None) or (earlier[-1] if earlier else None)
        if against is None:
            return None
        old, new = (returns.observations(transaction, one.id) for one in (against, stored))
    return Difference(receipt(against), amendments(old, new))


def _accepted(stored: StoredReturn, versions: Sequence[StoredReturn]) -> StoredReturn | None:
    """The version whose figures this one would replace, or has replaced."""
    others = [one for one in versions if one.id != stored.id]
    replaced = [one for one in others if one.standing.replaced == stored.id]
    counting = [one for one in others if one.standing.status == "accepted"]
    return next(iter((*replaced, *counting)), None)
