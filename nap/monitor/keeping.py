"""For whoever runs the installation: is it well, is the audit trail whole. No names, no figures, no secrets."""

from __future__ import annotations

from nap.monitor.house import House, installed
from nap.store import audit, chain, returns


def health(house: House) -> dict[str, object]:
    """`{status, demo, store: {version, schema, bytes, returns}, plan: {id, version}}`; raises if the store cannot be read."""
    with house.store.reading() as transaction:
        version = audit.version(transaction)
        kept = len(returns.find_returns(transaction, house.plan.id))
        demo = installed(transaction, house.settings).demo
    sizes = {"version": version, "schema": house.store.revision(), "bytes": house.store.bytes(), "returns": kept}
    return {"status": "ok", "demo": demo, "store": sizes, "plan": {"id": house.plan.id, "version": house.plan.version}}


def audit_verify(house: House) -> tuple[int | None, int]:
    """(number of the first audit event that does not fit the chain or None, number of events looked at)."""
    with house.store.reading() as transaction:
        found = chain.examine(transaction)
    return found.broken, found.count
