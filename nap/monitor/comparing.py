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


def difference(viewer: Viewer, house: House, id: str) -> Difference | None:
    """What changed since the version that counts, or counted until this one took its place; None for a first version.

    Where none counts: since the latest earlier version that was sent, else the latest earlier one.
    """
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEE_RETURNS)
        versions = returns.versions(transaction, stored)
        against = _accepted(stored, versions) or _earlier(stored, versions)
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


def _earlier(stored: StoredReturn, versions: Sequence[StoredReturn]) -> StoredReturn | None:
    """The latest version before this one that was sent; a trial only where nothing was."""
    earlier = [one for one in versions if one.version < stored.version]
    sent = [one for one in earlier if one.standing.status != "draft"]
    return next(reversed(sent or earlier), None)
