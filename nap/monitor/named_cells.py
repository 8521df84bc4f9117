"""Which cells of a kept return wait to be mended: read from its workbook once, in turn, while no connection is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nap.facts import Finding
from nap.monitor.house import House
from nap.monitor.problems import NotNow
from nap.monitor.receipts import its_file
from nap.monitor.turns import turn_of
from nap.people import Viewer
from nap.returns.book import Book
from nap.returns.fields import Field, Spot, fields
from nap.returns.worker import open_book_safely
from nap.store.returns import StoredReturn

Fields = Mapping[Spot, Field]


def fields_of(viewer: Viewer, house: House, stored: StoredReturn, findings: Sequence[Finding]) -> Fields:
    """The fields of a return that can be mended now. NotNow: busy, file_gone, or unread if the reading failed this once.

    To be called outside of a transaction: reading waits for its turn, and may take minutes.
    """
    if stored.mapping:
        return {}  # a table is mended where it was made, or in its mapping
    if stored.standing.gone is not None:
        raise NotNow("file_gone")
    return house.memory.fields.made(stored.id, lambda: _read(viewer, house, stored, findings))


def fields_known(house: House, stored: StoredReturn) -> Fields:
    """The fields that were read while it could be mended: somebody may still have them before them. Nothing is read for it."""
    return house.memory.fields.known(stored.id) or {}


def _read(viewer: Viewer, house: House, stored: StoredReturn, findings: Sequence[Finding]) -> Fields:
    with house.store.reading() as transaction:
        data = its_file(transaction, stored)
    with turn_of(viewer):
        book = open_book_safely(data)
    if not isinstance(book, Book):
        raise NotNow("unread")
    return fields(book, house.plans.get((stored.plan, stored.plan_version), house.plan), findings)
