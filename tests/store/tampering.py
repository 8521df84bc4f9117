"""What somebody who holds the whole database could do to the audit trail; for the tests alone, and undone at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from nap.store import Store, Transaction

GUARDS = ("audit_no_insert", "audit_no_update", "audit_no_delete", "audit_head_no_insert", "audit_head_no_update",
          "audit_head_no_delete")  # fmt: skip


@contextmanager
def unguarded(store: Store) -> Iterator[Transaction]:
    """A transaction in which the database refuses nothing; whatever is done in it is gone afterwards."""
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "sqlite":
            for guard in GUARDS:
                connection.execute(sa.text(f"DROP TRIGGER {guard}"))
        else:
            connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
        yield connection
        connection.rollback()
