"""The tables of the store, for rooms that ask something of them: none if they cannot be asked, which another room tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from nap.monitor.doctor.patient import Patient
from nap.store import Transaction, installations
from nap.store.vitals import NotReached, Vitals, asked, vitals


class Inside(NamedTuple):
    """An open store as we know it. `demo`: it is one, or nobody has decided yet and the settings would make it one."""

    tables: Transaction
    vitals: Vitals
    demo: bool


@contextmanager
def inside(patient: Patient) -> Iterator[Inside | None]:
    """Asked without changing anything."""
    with ExitStack() as held:
        try:
            tables = held.enter_context(asked(patient.settings.database_url))
        except NotReached:
            yield None
            return
        found = vitals(tables)
        begun = installations.begun(tables) if found.revision == found.newest else None
        demo = begun.demo if begun else patient.settings.demo
        yield Inside(tables, found, demo) if found.revision == found.newest else None
