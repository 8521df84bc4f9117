"""Rows of a return that do not count: its partner holds some back and sends the rest; a reviewer declines some and accepts the
rest. A return, rows and a reason enter; its receipt leaves. In the place of such a row what counted before goes on counting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from nap.facts import Finding, Severity
from nap.monitor.house import House
from nap.monitor.left_out import DECLINE, HOLD, TAKE_BACK, UNDECLINE, left_out_of
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.receipts import find, receipt
from nap.monitor.recording import record
from nap.monitor.row_lines import lines_in, plan_read_with, tab_places
from nap.monitor.views import Receipt
from nap.people import Verb, Viewer
from nap.returns.of_rows import Lines, rows_of_cells
from nap.store import Transaction, left_out, returns
from nap.store.left_out import DECLINED, HELD, LeftOut, Row
from nap.store.returns import Contents, StoredReturn

LONGEST_WHY = 400
"""Letters of the reason why a row is left out; it stands beside the row."""


def hold_back(viewer: Viewer, house: House, return_id: str, rows: Collection[Row], reason: str) -> Receipt:
    """Leave these rows out of a draft: they do not count, and what was found in them no longer blocks it.

    NotNow: not_draft, rows_needed, reason_needed, reason_too_long, reason_personal. Unknown(row). Never inside a transaction.
    """
    said = _reason(house, reason)
    with house.store.reading() as transaction:
        stored, held = _of(transaction, viewer, return_id, Verb.SEND_RETURN, "draft"), returns.contents(transaction, return_id)
    lines = lines_in(viewer, house, stored, held)
    _known(rows, {*lines.values(), *_kept(held), *_named(held.findings, house, stored)})
    with house.store.writing() as transaction:
        stored = _of(transaction, viewer, return_id, Verb.SEND_RETURN, "draft")
        cells = _cells(transaction, house, stored, held.findings, lines)
        _leave_out(transaction, viewer, house, stored, rows, (HELD, HOLD), said, cells)
        return receipt(returns.get_return(transaction, return_id))


def take_back_hold(viewer: Viewer, house: House, return_id: str, rows: Collection[Row]) -> Receipt:
    """Let rows of a draft that were held back count again. NotNow: not_draft, rows_needed. Unknown(row)."""
    with house.store.writing() as transaction:
        stored = _of(transaction, viewer, return_id, Verb.SEND_RETURN, "draft")
        _let_in(transaction, viewer, house, stored, rows, HELD, TAKE_BACK)
        return receipt(returns.get_return(transaction, return_id))


def decline(viewer: Viewer, house: House, return_id: str, rows: Collection[Row], reason: str) -> Receipt:
    """Leave these rows out of what a waiting return is accepted with. The reasons why it is refused are those of `hold_back`,
    with not_submitted for not_draft."""
    said = _reason(house, reason)
    with house.store.writing() as transaction:
        stored = _of(transaction, viewer, return_id, Verb.REVIEW, "submitted")
        _known(rows, set(_kept(returns.contents(transaction, return_id))))
        _leave_out(transaction, viewer, house, stored, rows, (DECLINED, DECLINE), said, {})
        return receipt(returns.get_return(transaction, return_id))


def undecline(viewer: Viewer, house: House, return_id: str, rows: Collection[Row]) -> Receipt:
    """Let rows that were declined be accepted with the rest. NotNow: not_submitted, rows_needed. Unknown(row)."""
    with house.store.writing() as transaction:
        stored = _of(transaction, viewer, return_id, Verb.REVIEW, "submitted")
        _let_in(transaction, viewer, house, stored, rows, DECLINED, UNDECLINE)
        return receipt(returns.get_return(transaction, return_id))


def _reason(house: House, reason: str) -> str:
    return fit(reason, house.plan.privacy, NotNow, LONGEST_WHY, needed=True)


def _of(transaction: Transaction, viewer: Viewer, id: str, verb: Verb, status: str) -> StoredReturn:
    stored = find(transaction, viewer, id, verb)
    if stored.standing.status != status:
        raise NotNow(f"not_{status}")
    return stored


def _known(rows: Collection[Row], there: Collection[Row]) -> None:
    if not rows:
        raise NotNow("rows_needed")
    for row in rows:
        if row not in there:
            raise Unknown("row", " ".join(map(str, row)))


def _kept(held: Contents) -> Iterable[Row]:
    return ((one.indicator, one.region, one.period) for one in held.observations)


def _named(findings: Iterable[Finding], house: House, stored: StoredReturn) -> Iterable[Row]:
    plan = plan_read_with(house, stored)
    found = (row for each in findings for row in rows_of_cells(each, {}, plan, stored.partner, stored.period))
    return (row for row in found if row is not None)


def _cells(
    transaction: Transaction, house: House, stored: StoredReturn, findings: Iterable[Finding], lines: Lines
) -> Mapping[Row, list[str]]:
    """The cells of errors by row, told by the number of their tab."""
    plan, spots, rows = plan_read_with(house, stored), list[tuple[str, str]](), list[Row | None]()
    for each in findings:
        if each.severity is Severity.ERROR:
            spots += [(each.sheet or "", cell) for cell in each.cells]
            rows += rows_of_cells(each, lines, plan, stored.partner, stored.period)
    found: dict[Row, list[str]] = {}
    for row, place in zip(rows, tab_places(transaction, stored, spots), strict=True):
        if row is not None and place not in found.setdefault(row, []):
            found[row].append(place)
    return found


def _leave_out(
    transaction: Transaction,
    viewer: Viewer,
    house: House,
    stored: StoredReturn,
    rows: Collection[Row],
    how: tuple[str, str],
    reason: str,
    cells: Mapping[Row, list[str]],
) -> None:
    kind, act = how
    already = left_out_of(transaction, stored)
    # What its partner held back stays held back: a reviewer has nothing to decline there.
    new = [row for row in dict.fromkeys(rows) if row not in already or already[row].kind == kind]
    entries = [LeftOut(row, kind, reason, viewer.person, house.moment()) for row in new]
    left_out.add(transaction, stored.plan, stored.id, entries)
    for row in new:
        facts = {"cells": ", ".join(cells[row])} if cells.get(row) else {}
        record(transaction, house, viewer, act, stored.id, **_place(row), **facts, reason=reason)


def _let_in(
    transaction: Transaction, viewer: Viewer, house: House, stored: StoredReturn, rows: Collection[Row], kind: str, act: str
) -> None:
    _known(rows, left_out_of(transaction, stored, kind))
    entries = [LeftOut(row, "", "", viewer.person, house.moment()) for row in dict.fromkeys(rows)]
    left_out.add(transaction, stored.plan, stored.id, entries)
    for one in entries:
        record(transaction, house, viewer, act, stored.id, **_place(one.row))


def _place(row: Row) -> dict[str, str]:
    indicator, region, period = row
    return {"indicator": indicator, "region": region, "period": str(period)}
