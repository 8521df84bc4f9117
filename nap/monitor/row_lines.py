"""In which lines of its workbook the rows of a kept return stand: read once, in turn, while no connection is held."""

from __future__ import annotations

from collections.abc import Sequence

from nap.monitor.house import House
from nap.monitor.problems import NotNow
from nap.monitor.turns import turn_of
from nap.people import Viewer
from nap.plan import Plan
from nap.returns.book import Book
from nap.returns.of_rows import Lines, lines_kept, lines_of
from nap.returns.tabnumbers import numbered
from nap.returns.worker import open_book_safely
from nap.store import Transaction, returns
from nap.store.returns import Contents, StoredReturn


def lines_in(viewer: Viewer, house: House, stored: StoredReturn, held: Contents) -> Lines:
    """Every line with its row. Of a table, or of a workbook that cannot be read now, the lines of which something is kept.

    To be called outside of a transaction: reading waits for its turn, and may take long.
    """
    kept = lines_kept(held.observations)
    if stored.mapping or not stored.errors:
        return kept
    try:
        return {**kept, **house.memory.lines.made(stored.id, lambda: _read(viewer, house, stored))}
    except NotNow:
        return kept


def tab_places(transaction: Transaction, stored: StoredReturn, spots: Sequence[tuple[str, str]]) -> list[str]:
    """Cells (sheet, address) by the number of their tab, as the trail tells them. NotNow(file_gone)."""
    if not spots:
        return []
    try:
        data = returns.original(transaction, stored.id)
    except KeyError:
        raise NotNow("file_gone") from None
    return numbered(data, spots)


def plan_read_with(house: House, stored: StoredReturn) -> Plan:
    """The version of the plan the return was read with."""
    return house.plans.get((stored.plan, stored.plan_version), house.plan)


def _read(viewer: Viewer, house: House, stored: StoredReturn) -> Lines:
    with house.store.reading() as transaction:
        try:
            data = returns.original(transaction, stored.id)
        except KeyError:
            raise NotNow("unread") from None
    with turn_of(viewer):
        book = open_book_safely(data)
    if not isinstance(book, Book):
        raise NotNow("unread")
    return lines_of(book, plan_read_with(house, stored), stored.partner, stored.period)
