"""Is anything lost? What people were answered enters, and the address of the store; every contradiction leaves as a sentence.

Asks the tables themselves, with the server gone: a receipt that was given stands there with exactly those bytes, the figures and
findings that were in the file, and on record; nothing is half there; the chain of the audit trail holds.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

import sqlalchemy as sa

from benchmarks.load_ledger import Given
from nap.store import chain, engine, tables as t

OF_A_RETURN = (t.originals, t.observations, t.items, t.notes, t.findings, t.mends, t.answers)
_STATUS = {"submit": "submitted", "accept": "accepted"}


def losses(database: str, given: Collection[Given], done: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Every receipt that was given, every act that was answered, and what else stands in the store."""
    store = engine.make_engine(database)
    try:
        with engine.reading(store) as connection:
            return (
                *_trail(connection),
                *_halves(connection),
                *(fault for receipt in given for fault in _receipt(connection, receipt)),
                *_acts(connection, done),
                *_twice(connection),
            )
    finally:
        store.dispose()


def _trail(connection: sa.Connection) -> Iterator[str]:
    found = chain.examine(connection)
    if found.fault:
        yield f"audit trail: {found.fault} at {found.broken}"


def _halves(connection: sa.Connection) -> Iterator[str]:
    """No row without its return, no return without its bytes or its event, no gap between versions."""
    ids = set(connection.scalars(sa.select(t.returns.c.id)))
    for table in OF_A_RETURN:
        if alone := set(connection.scalars(sa.select(table.c.return_id).distinct())) - ids:
            yield f"{table.name} without their return: {sorted(alone)}"
    received = Counter(connection.scalars(sa.select(t.audit.c.return_id).where(t.audit.c.act == "receive")))
    if wrong := sorted(id for id in ids if received[id] != 1):
        yield f"not exactly once received on record: {wrong}"
    if bare := ids - set(connection.scalars(sa.select(t.originals.c.return_id))):
        yield f"returns without their bytes: {sorted(bare)}"
    versions: dict[tuple[str, str], list[int]] = {}
    for partner, period, version in connection.execute(sa.select(t.returns.c.partner, t.returns.c.period, t.returns.c.version)):
        versions.setdefault((partner, period), []).append(version)
    for whose, numbers in versions.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"versions of {whose}: {sorted(numbers)}"


def _receipt(connection: sa.Connection, receipt: Given) -> Iterator[str]:
    row = connection.execute(sa.select(t.returns).where(t.returns.c.id == receipt.id)).first()
    if row is None:
        yield f"{receipt.id} was given and is not there"
        return
    data = connection.scalar(sa.select(t.originals.c.data).where(t.originals.c.return_id == receipt.id)) or b""
    if not row.sha256 == receipt.sha256 == hashlib.sha256(data).hexdigest():
        yield f"{receipt.id} holds other bytes than were sent"
    yield from _figures(connection, receipt)
    yield from _findings(connection, receipt, row)


def _figures(connection: sa.Connection, receipt: Given) -> Iterator[str]:
    c = t.observations.c
    values = list(connection.scalars(sa.select(c.value).where(c.return_id == receipt.id)))
    if len(values) != receipt.figures or sum(values, Decimal()) != receipt.total:
        held = f"{len(values)} figures that sum to {sum(values)}"
        yield f"{receipt.id} holds {held}, its file {receipt.figures} and {receipt.total}"


def _findings(connection: sa.Connection, receipt: Given, row: sa.Row[tuple[object, ...]]) -> Iterator[str]:
    c = t.findings.c
    kept = Counter(connection.scalars(sa.select(c.severity).where(c.return_id == receipt.id)))
    planted = connection.scalars(sa.select(c.number).where(c.return_id == receipt.id, c.code == "parts-exceed-total")).all()
    if len(planted) != receipt.faults or (kept["error"] > 0) != (receipt.faults > 0):
        yield f"{receipt.id} holds {len(planted)} findings of the {receipt.faults} faults in its file"
    if (bool(kept["error"]), bool(kept["warning"])) != (bool(row.errors), bool(row.warnings)):
        yield f"{receipt.id} tells of {row.errors} errors and {row.warnings} warnings and holds {dict(kept)}"


def _acts(connection: sa.Connection, done: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What was answered is on record once, with the status it gave."""
    c = t.audit.c
    for id, act in sorted(done):
        statuses = list(connection.scalars(sa.select(c.status).where(c.return_id == id, c.act == act)))
        if statuses != [_STATUS[act]]:
            yield f"{act} of {id} was answered and is {len(statuses)} times on record"


def _twice(connection: sa.Connection) -> Iterator[str]:
    """The same bytes sent again are the same return."""
    for sha256, many in Counter(connection.scalars(sa.select(t.returns.c.sha256))).items():
        if many > 1:
            yield f"{many} returns of one file {sha256}"


def counted(database: str) -> dict[str, int]:
    """How much the store holds, for the report."""
    store = engine.make_engine(database)
    try:
        with engine.reading(store) as connection:
            tables = {"returns": t.returns, "figures": t.observations, "incidents": t.incidents, "events": t.audit}
            return {name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for name, table in tables.items()}
    finally:
        store.dispose()
