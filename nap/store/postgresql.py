"""Connections to PostgreSQL that never keep a page waiting for long: an address's parts enter, a patient connection leaves.

A database that is restarted says goodbye; a line that is cut says nothing. Nobody waits for it longer than `PATIENCE`, and a
writer that died does not keep the others out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import psycopg
import sqlalchemy as sa

PATIENCE = 30.0
"""Seconds one statement may take before the line is taken for dead. Nothing that a page asks for takes a tenth of it."""
TURN = 15
"""Seconds a writer waits for its turn, as on SQLite."""
IDLE = 60
"""Seconds a writer may do nothing before the database ends it: one whose machine is gone would keep out all others."""
LINE = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 15_000,
    "prepare_threshold": None,
}
"""How a connection is made where the address says nothing else. Nothing is prepared on the other side: poolers that hand one
connection to many know nothing of it."""
_LIMITS = f"SET LOCAL lock_timeout = '{TURN}s'; SET LOCAL idle_in_transaction_session_timeout = '{IDLE}s'"
LOCK = "; ".join((_LIMITS, "SELECT version_num FROM alembic_version FOR UPDATE"))
"""The turn of a writer: the one row that every store has from its first migration on. Plain SQL, kept until the end of the
transaction, and asked for first, so that whatever the writer reads afterwards is what the one before it left."""


class Patient(psycopg.Connection[Any]):
    """A connection that is given up when no answer comes. `patience`: seconds, None for as long as it takes."""

    patience: float | None = PATIENCE

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """The same as any connection's, with an end."""
        limit = timeout or self.patience
        begun = monotonic()
        try:
            return super().wait(gen, interval, limit)
        except psycopg.OperationalError:
            if limit and monotonic() - begun >= limit:
                self.pgconn.finish()  # nobody knows what it would answer next
            raise


def be_patient(engine: sa.Engine) -> None:
    """Every connection of that engine is made so."""
    sa.event.listen(engine, "do_connect", _connect)


@contextmanager
def without_hurry(connection: sa.Connection) -> Iterator[None]:
    """For what may take long, and nobody waits for: upgrades, sweeping."""
    line = connection.connection.driver_connection
    if not isinstance(line, Patient):
        yield
        return
    line.patience = None
    try:
        yield
    finally:
        line.patience = PATIENCE


def take_turn(connection: sa.Connection) -> None:
    """Wait until no other writer is at work. First thing in a transaction that reads what is committed (READ COMMITTED)."""
    connection.exec_driver_sql(LOCK)


def _connect(_dialect: object, _record: object, cargs: tuple[Any, ...], cparams: dict[str, Any]) -> Patient:
    return Patient.connect(*cargs, **{**LINE, **cparams})
