"""Returns: kept whole in one transaction and never changed; where each stands is told by its events in the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from nap.facts import Finding, Item, Note, Observation, Period
from nap.store import audit, rows, tables as t
from nap.store.standing import (
    ANSWER as ANSWER,
    MEND as MEND,
    REMARK as REMARK,
    Standing as Standing,
    standing as standing,
)
from nap.store.tables import Found


@dataclass(frozen=True)
class NewReturn:
    """All there is to keep of one upload that was not refused."""

    plan: str
    plan_version: int
    partner: str
    period: Period
    sha256: str
    data: bytes
    filename: str
    received: datetime
    late: bool
    person: str
    language: str
    verdict: str
    rows: int
    nothing_to_report: bool
    errors: int
    warnings: int
    because: str = ""
    findings: Sequence[Finding] = ()
    observations: Sequence[Observation] = ()
    items: Sequence[Item] = ()
    notes: Sequence[Note] = ()
    mapping: str = ""
    """Of a table in a layout of its own the name of the mapping it was read with; empty for a return workbook."""
    mapped: str = ""
    """That mapping's text, so that the table can be read again as it was."""
    origin: str = ""
    """From where it was sent."""


@dataclass(frozen=True)
class StoredReturn:
    """One kept return without its contents."""

    id: str
    plan: str
    plan_version: int
    partner: str
    period: Period
    version: int
    sha256: str
    filename: str
    received: datetime
    late: bool
    person: str
    language: str
    verdict: str
    rows: int
    nothing_to_report: bool
    errors: int
    warnings: int
    standing: Standing
    mapping: str = ""
    """Of a table in a layout of its own the name of its mapping; empty for a return workbook."""


@dataclass(frozen=True)
class Contents:
    """What a return holds."""

    findings: tuple[Finding, ...]
    observations: tuple[Observation, ...]
    items: tuple[Item, ...]
    notes: tuple[Note, ...]


_ROW = ("plan", "plan_version", "partner", "sha256", "filename", "received", "late", "person", "language", "verdict", "rows")
_COUNTS = ("nothing_to_report", "errors", "warnings", "mapping")


def add_return(connection: sa.Connection, new: NewReturn) -> StoredReturn:
    """Keep a return as the partner's next version for its period, a draft; whole or, if anything fails, not at all.

    Workbook and tables of a partner and period are numbered together, so that every return has a number of its own.
    """
    version = 1 + max((one.version for one in find_returns(connection, new.plan, new.partner, new.period)), default=0)
    id = f"{new.plan}.{new.partner}.{new.period}.{version}"
    row = {name: getattr(new, name) for name in _ROW + _COUNTS}
    connection.execute(sa.insert(t.returns), {**row, "id": id, "period": str(new.period), "version": version})
    connection.execute(sa.insert(t.originals), {"plan": new.plan, "return_id": id, "data": new.data})
    if new.mapping:
        connection.execute(sa.insert(t.mapped), {"plan": new.plan, "return_id": id, "text": new.mapped})
    _add_contents(connection, new, id)
    told = {"because": new.because, "mapping": new.mapping}
    facts = {name: text for name, text in told.items() if text}
    facts["sha256"] = new.sha256
    audit.append(connection, new.received, new.person, "receive", new.plan, id, "draft", new.origin, **facts)
    return get_return(connection, id)


def _add_contents(connection: sa.Connection, new: NewReturn, id: str) -> None:
    contents: tuple[tuple[sa.Table, Iterable[rows.Row]], ...] = (
        (t.findings, map(rows.finding_row, new.findings)),
        (t.observations, map(rows.observation_row, new.observations)),
        (t.items, map(rows.item_row, new.items)),
        (t.notes, map(rows.note_row, new.notes)),
    )
    for table, content in contents:
        numbered = rows.numbered(content, plan=new.plan, return_id=id)
        if numbered:
            connection.execute(sa.insert(table), numbered)


def get_return(connection: sa.Connection, id: str) -> StoredReturn:
    """The return of that id; KeyError if there is none."""
    found = _select(connection, t.returns.c.id == id)
    if not found:
        raise KeyError(id)
    return found[0]


def find_returns(
    connection: sa.Connection,
    plan: str,
    partner: str | None = None,
    period: Period | None = None,
    until: datetime | None = None,
    mapping: str | None = None,
) -> tuple[StoredReturn, ...]:
    """The plan's returns by partner, period (as text) and version; of one partner, one period or one mapping if asked.

    With `until` those that had been received, as they stood, just before that moment.
    """
    wanted = [t.returns.c.plan == plan]
    if partner is not None:
        wanted.append(t.returns.c.partner == partner)
    if period is not None:
        wanted.append(t.returns.c.period == str(period))
    if mapping is not None:
        wanted.append(t.returns.c.mapping == mapping)
    return _select(connection, *wanted, until=until)


def versions(connection: sa.Connection, stored: StoredReturn) -> tuple[StoredReturn, ...]:
    """Every version of the same return, the first one first: of one partner and period what came by the same way."""
    return find_returns(connection, stored.plan, stored.partner, stored.period, mapping=stored.mapping)


def mapped_text(connection: sa.Connection, id: str) -> str:
    """The text of the mapping that return was read with; empty for a return workbook."""
    return connection.scalar(sa.select(t.mapped.c.text).where(t.mapped.c.return_id == id)) or ""


def contents(connection: sa.Connection, id: str) -> Contents:
    """What the return holds, in the order of the workbook."""
    return Contents(
        tuple(map(rows.finding_of, _part(connection, t.findings, id))),
        tuple(rows.observation_of(row, rows.typed_of(row)) for row in _part(connection, t.observations, id)),
        tuple(map(rows.item_of, _part(connection, t.items, id))),
        tuple(map(rows.note_of, _part(connection, t.notes, id))),
    )


def observations(connection: sa.Connection, id: str) -> tuple[Observation, ...]:
    """The values of one return, without what was typed."""
    figures = [column for column in t.observations.c if column.name != "typed"]
    return tuple(map(rows.observation_of, _part(connection, t.observations, id, *figures)))


def items(connection: sa.Connection, id: str) -> tuple[Item, ...]:
    """The entries of lists of one return."""
    return tuple(map(rows.item_of, _part(connection, t.items, id)))


def notes(connection: sa.Connection, id: str) -> tuple[Note, ...]:
    """The words of one return."""
    return tuple(map(rows.note_of, _part(connection, t.notes, id)))


def findings(connection: sa.Connection, id: str) -> tuple[Finding, ...]:
    """What was found in one return."""
    return tuple(map(rows.finding_of, _part(connection, t.findings, id)))


def totals(connection: sa.Connection, id: str) -> tuple[Observation, ...]:
    """What the totals of results need of one return: every row's total or answer; of a row without either the key of one part.

    Only figures: without place, source and what was typed.
    """
    of_it, given = _of(t.observations, id), t.observations.c
    found = connection.execute(sa.select(*rows.FIGURE).where(of_it, given.breakdown == "").order_by(given.number)).all()
    first = sa.func.min(given.breakdown)
    alone = sa.select(*rows.ROW_KEY, first).where(of_it, given.state == "").group_by(*rows.ROW_KEY).having(first != "")
    return (*map(rows.figure_of, found), *map(rows.part_of, connection.execute(alone)))


def figures(connection: sa.Connection, ids: Sequence[str], indicator: str) -> tuple[Observation, ...]:
    """Every value of one indicator in these returns, parts included, in the order of `ids` and of rows; only figures."""
    by_return = figures_by_return(connection, ids, indicator)
    return tuple(one for id in ids for one in by_return.get(id, ()))


def figures_by_return(connection: sa.Connection, ids: Sequence[str], indicator: str) -> Mapping[str, Sequence[Observation]]:
    """The same by return; of returns that say nothing of the indicator nothing."""
    given = t.observations.c
    plans = sa.select(t.returns.c.plan).where(t.returns.c.id.in_(ids)).distinct()
    wanted = (given.plan.in_(plans), given.indicator == indicator, given.return_id.in_(ids))
    found = connection.execute(sa.select(given.return_id, *rows.FIGURE).where(*wanted).order_by(given.return_id, given.number))
    by_return: dict[str, list[Observation]] = {}
    for id, *figure in found:
        by_return.setdefault(id, []).append(rows.figure_of(figure))
    return by_return


def original(connection: sa.Connection, id: str) -> bytes:
    """The bytes as they were sent; KeyError if there is no such return."""
    data = connection.scalar(sa.select(t.originals.c.data).where(t.originals.c.return_id == id))
    if data is None:
        raise KeyError(id)
    return bytes(data)


def _part(connection: sa.Connection, table: sa.Table, id: str, *columns: sa.Column[Any]) -> Iterable[Found]:
    return connection.execute(sa.select(*columns or table.c).where(_of(table, id)).order_by(table.c.number))


def _of(table: sa.Table, id: str) -> sa.ColumnElement[bool]:
    # The plan stands first in every key: without it the database would walk the whole table for each return.
    plan = sa.select(t.returns.c.plan).where(t.returns.c.id == id).scalar_subquery()
    return sa.and_(table.c.plan == plan, table.c.return_id == id)


def _select(
    connection: sa.Connection, *wanted: sa.ColumnElement[bool], until: datetime | None = None
) -> tuple[StoredReturn, ...]:
    returns = t.returns.c
    order = (returns.partner, returns.period, returns.version)
    found = connection.execute(sa.select(t.returns).where(*wanted).order_by(*order)).all()
    chosen = sa.select(returns.id).where(*wanted)
    known = [t.audit.c.return_id.in_(chosen), t.audit.c.act != audit.DOWNLOAD, *([t.audit.c.at < until] if until else [])]
    question = sa.select(t.audit).where(*known).order_by(t.audit.c.number)
    by_return: dict[str, list[audit.AuditEvent]] = {}
    for event in audit.read(connection, question):
        by_return.setdefault(event.return_id or "", []).append(event)
    return tuple(_stored(row, standing(by_return[row.id])) for row in found if row.id in by_return)


def _stored(row: Found, where: Standing) -> StoredReturn:
    same = {name: getattr(row, name) for name in _ROW + _COUNTS}
    return StoredReturn(id=row.id, period=Period.parse(row.period), version=row.version, standing=where, **same)
