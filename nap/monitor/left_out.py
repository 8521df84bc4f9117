"""Rows left out of a return, and what of its errors still blocks it: a kept return enters, within a transaction.

Which cells a row held back has in the workbook stands in the event that tells of it, by the number of their tab: they were found
when it was held back, and nobody reads the workbook for them again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from nap.facts import Finding, Period, Severity
from nap.monitor.counting import Supposed
from nap.monitor.house import House
from nap.returns.fields import counted as weight
from nap.returns.tabnumbers import numbered
from nap.store import Transaction, audit, counted, left_out, remarks, returns
from nap.store.answers import spot
from nap.store.left_out import DECLINED, HELD, LeftOut, Row
from nap.store.remarks import WAIVERS
from nap.store.returns import StoredReturn

HOLD, TAKE_BACK, DECLINE, UNDECLINE = "hold_back", "take_back_hold", "decline", "undecline"
"""The events by which a row is left out by its partner or a reviewer, and counts again."""


def left_out_of(
    transaction: Transaction, stored: StoredReturn, kind: str = "", until: datetime | None = None
) -> Mapping[Row, LeftOut]:
    """The rows of that return that do not count, or only those of a kind; as known just before the moment `until`."""
    found = left_out.find(transaction, stored.plan, stored.id, until)
    return {one.row: one for one in found if kind in ("", one.kind)}


def open_errors(transaction: Transaction, stored: StoredReturn) -> int:
    """How many errors still block that return: those not waived, less their cells in rows that are held back."""
    return sum(blocking(transaction, stored).values()) if stored.errors else 0


def blocking(transaction: Transaction, stored: StoredReturn) -> Mapping[int, int]:
    """The errors that still block, by their number among the return's findings, each with how many it counts for."""
    waived = {one.spot for one in remarks.find(transaction, WAIVERS, stored.plan, stored.id)}
    findings = enumerate(returns.findings(transaction, stored.id))
    errors = {number: each for number, each in findings if each.severity is Severity.ERROR and spot(each) not in waived}
    held = left_out_of(transaction, stored, HELD)
    if not held:
        return {number: weight(each) for number, each in errors.items()}
    cells = frozenset(cell for several in recorded_cells(transaction, stored, held).values() for cell in several)
    places = _places(transaction, stored, errors)
    left = {number: weight(each) - _inside(weight(each), places[number], cells) for number, each in errors.items()}
    return {number: count for number, count in left.items() if count > 0}


def _inside(weight: int, places: Collection[str], cells: Collection[str]) -> int:
    """How much of an error lies in rows held back: cell by cell, or all or nothing where its cells are one problem."""
    held = sum(place in cells for place in places)
    if weight == len(places):
        return held
    return weight if places and held == len(places) else 0


def recorded_cells(transaction: Transaction, stored: StoredReturn, held: Collection[Row]) -> Mapping[Row, tuple[str, ...]]:
    """The cells with errors in rows that are held back, by the number of their tab."""
    cells: dict[Row, str] = {}
    for event in audit.events(transaction, stored.id):
        if event.act == HOLD:
            facts = event.facts
            cells[facts["indicator"], facts["region"], Period.parse(facts["period"])] = facts.get("cells", "")
    return {row: tuple(filter(None, cells.get(row, "").split(", "))) for row in held}


def _places(transaction: Transaction, stored: StoredReturn, errors: Mapping[int, Finding]) -> Mapping[int, list[str]]:
    """The cells of each error by the number of their tab; none where the file itself is gone."""
    try:
        data = returns.original(transaction, stored.id)
    except KeyError:
        return {number: [] for number in errors}
    spots = [(each.sheet or "", cell) for each in errors.values() for cell in each.cells]
    told = iter(numbered(data, spots))
    return {number: [next(told) for _ in each.cells] for number, each in errors.items()}


def nothing_left(transaction: Transaction, stored: StoredReturn) -> bool:
    """Whether every row of which that return says anything is held back."""
    held = left_out_of(transaction, stored, HELD)
    if not held:
        return False
    given = {(one.indicator, one.region, one.period) for one in returns.observations(transaction, stored.id)}
    return given <= held.keys()


def settle(transaction: Transaction, house: House, stored: StoredReturn, replaced: StoredReturn | None) -> None:
    """Note, when a return is accepted, what counts in the place of each row left out of it: what counted of it before, by the
    version that was replaced or by what counted in that one's place. To be called before the event that accepts."""
    rows = left_out_of(transaction, stored)
    instead = instead_of(transaction, stored, replaced, rows)
    at = house.moment()
    changed = [LeftOut(row, one.kind, one.reason, one.person, at, instead[row]) for row, one in rows.items()]
    left_out.add(transaction, stored.plan, stored.id, changed)


def instead_of(
    transaction: Transaction, stored: StoredReturn, replaced: StoredReturn | None, rows: Collection[Row]
) -> Mapping[Row, str]:
    """For each of these rows the return whose row would count in its place; empty where there is none."""
    if replaced is None or not rows:
        return dict.fromkeys(rows, "")
    before = left_out_of(transaction, replaced)
    there = counted.holding(transaction, replaced.id, rows)
    own = {row: before[row].instead if row in before else replaced.id if row in there else "" for row in rows}
    return {row: id if id != stored.id else "" for row, id in own.items()}


def supposing(transaction: Transaction, house: House, stored: StoredReturn, without: Collection[Row] | None = None) -> Supposed:
    """How it would be if that return were accepted now, without the rows left out of it, or without these."""
    about = (stored.plan, stored.partner, stored.period)
    versions = returns.find_returns(transaction, *about, until=house.until, mapping=stored.mapping)
    replaced = next((one for one in versions if one.standing.status == "accepted" and one.id != stored.id), None)
    gone = {stored.id, replaced.id if replaced else ""}
    counting = counted.accepted_ids(transaction, house.plan.id, house.until)
    ids = (*(id for id in counting if id not in gone), stored.id)
    held = {row for row, one in left_out_of(transaction, stored).items() if without is None or one.kind != DECLINED}
    rows = held | set(without or ())
    return Supposed(ids, {stored.id: instead_of(transaction, stored, replaced, rows)})


def supposing_all(
    transaction: Transaction, house: House, several: Sequence[StoredReturn], without: Collection[Row] | None = None
) -> Supposed:
    """The same of several returns, accepted one after the other in this order."""
    each = [supposing(transaction, house, one, without) for one in several]
    last = [one.id for one in several]
    first = each[0].ids if each else counted.accepted_ids(transaction, house.plan.id, house.until)
    before = (id for id in first if id not in last and all(id in one.ids for one in each))
    return Supposed((*before, *last), {id: rows for one in each for id, rows in one.left_out.items()})
