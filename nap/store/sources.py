"""Where figures come from: returns and an indicator enter; what was typed in which cell, sent and accepted by whom leaves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from nap.facts import Observation, Period
from nap.store import audit, rows, tables as t
from nap.store.counted import Share, ids_of
from nap.store.remarks import WAIVERS, Word, find as find_words
from nap.store.tables import Found


@dataclass(frozen=True)
class Source:
    """One return: what it is, who sent it when (UTC), and since when it counts, by whose decision."""

    return_id: str
    period: Period
    version: int
    received: datetime
    sent_by: str
    accepted: datetime
    accepted_by: str
    mapping: str = ""
    """Of a table in a layout of its own the name of its mapping; empty for a return workbook."""
    filename: str = ""
    waivers: tuple[Word, ...] = ()
    """Findings that were let pass, each with the reason."""

    def waived(self, one: Observation) -> tuple[str, ...]:
        """Why findings about that figure's row were let pass."""
        return tuple(word.text for word in self.waivers if word.spot[3:] == (one.indicator, one.region))


def counting(connection: sa.Connection, shares: Sequence[Share], indicator: str) -> list[tuple[str, Observation]]:
    """Every value of one indicator that counts of these returns with the return's id, in the order of `returns.figures`."""
    by_return = _given(connection, ids_of(shares), indicator)
    return [(share.id, one) for share in shares for one in by_return.get(share.id, ()) if share.holds(one)]


def _given(connection: sa.Connection, ids: Sequence[str], indicator: str) -> Mapping[str, Sequence[Observation]]:
    column = t.observations.c
    plans = sa.select(t.returns.c.plan).where(t.returns.c.id.in_(ids)).distinct()
    wanted = (column.plan.in_(plans), column.indicator == indicator, column.return_id.in_(ids))
    found = connection.execute(sa.select(t.observations).where(*wanted).order_by(column.return_id, column.number))
    by_return: dict[str, list[Observation]] = {}
    for row in found:
        by_return.setdefault(row.return_id, []).append(replace(rows.observation_of(row), typed=rows.typed_of(row)))
    return by_return


def sources(connection: sa.Connection, ids: Collection[str], until: datetime | None = None) -> dict[str, Source]:
    """The returns of these ids that count, or counted just before the moment `until`."""
    question = sa.select(t.audit).where(t.audit.c.return_id.in_(ids), t.audit.c.status == "accepted").order_by(t.audit.c.number)
    events = audit.read(connection, question if until is None else question.where(t.audit.c.at < until))
    accepted = {event.return_id: event for event in events}
    found = connection.execute(sa.select(t.returns).where(t.returns.c.id.in_(list(filter(None, accepted)))))
    told = {row.id: _source(row, accepted[row.id]) for row in found}
    with_waivers = connection.scalars(sa.select(WAIVERS.c.return_id).where(WAIVERS.c.return_id.in_(list(told))).distinct())
    for id in with_waivers.all():
        plan = connection.scalar(sa.select(t.returns.c.plan).where(t.returns.c.id == id)) or ""
        told[id] = replace(told[id], waivers=find_words(connection, WAIVERS, plan, id))
    return told


def _source(row: Found, accepted: audit.AuditEvent) -> Source:
    period, by = Period.parse(row.period), (accepted.at, accepted.person)
    return Source(row.id, period, row.version, row.received, row.person, *by, row.mapping, row.filename)
