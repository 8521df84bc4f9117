"""What counts: the returns that are accepted and the rows that are left out of them enter; what of which return counts leaves.

Whoever asks what counts asks here. Figures that count are those of accepted returns without the rows left out of them and, for
each such row, what counted before: that row of the return that is named in its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from nap.facts import Item, Observation, Period
from nap.store import returns, rows, tables as t
from nap.store.left_out import LeftOutOf, Row, everything, find, instead_of
from nap.store.standing import REACTIVATE


class Share(NamedTuple):
    """What of one return counts: all but the rows `without`, or nothing but the rows `only`, which count in others' places."""

    id: str
    without: frozenset[Row] = frozenset()
    only: frozenset[Row] | None = None

    @property
    def whole(self) -> bool:
        """True if everything in it counts."""
        return self.only is None and not self.without

    def has(self, row: Row) -> bool:
        """Whether that row of the return counts."""
        return row not in self.without if self.only is None else row in self.only

    def speaks_of(self, indicator: str) -> bool:
        """Whether anything it says of the indicator could count."""
        return self.only is None or any(row[0] == indicator for row in self.only)

    def holds(self, one: Observation) -> bool:
        """Whether that figure of the return counts."""
        return self.whole or self.has((one.indicator, one.region, one.period))

    def lists(self, item: Item) -> bool:
        """Whether that entry of a list counts: it belongs to the row in whose period it began."""
        if self.whole:
            return True
        named = self.without if self.only is None else self.only
        inside = any(_begins_in(item, row) for row in named)
        return inside if self.only is not None else not inside


def _begins_in(item: Item, row: Row) -> bool:
    indicator, region, period = row
    return (item.indicator, item.region) == (indicator, region) and period.start <= item.started <= period.end


def accepted_ids(connection: sa.Connection, plan: str, until: datetime | None = None) -> tuple[str, ...]:
    """The returns of the plan that count, or counted just before the moment `until`; the one accepted last comes last.

    One that counts again because a later version was taken back keeps its place: nobody accepted it anew.
    """
    known = [t.audit.c.plan == plan, *([t.audit.c.at < until] if until else [])]
    accepted = sa.func.max(sa.case((t.audit.c.act == "accept", t.audit.c.number)))
    again = sa.func.max(sa.case((t.audit.c.act == REACTIVATE, 1), else_=0))
    last = (
        sa.select(sa.func.max(t.audit.c.number).label("number"), accepted.label("accepted"), again.label("again"))
        .where(*known, t.audit.c.return_id.is_not(None), t.audit.c.status.is_not(None))
        .group_by(t.audit.c.return_id)
        .subquery()
    )
    question = sa.select(t.audit.c.return_id, last.c.again).join(last, last.c.number == t.audit.c.number)
    order = (sa.func.coalesce(last.c.accepted, last.c.number), t.audit.c.return_id)
    found = connection.execute(question.where(t.audit.c.status == "accepted").order_by(*order)).all()
    ids = tuple(row.return_id for row in found)
    if not any(row.again for row in found):
        return ids
    when = _accepted_when(connection, ids, until)
    return tuple(sorted(ids, key=lambda id: (when.get(id, 0), id)))


def _accepted_when(connection: sa.Connection, ids: Collection[str], until: datetime | None = None) -> dict[str, int]:
    """Of these returns the number of the event by which each came to count, last and not undone."""
    told = [t.audit.c.return_id.in_(ids), t.audit.c.status.is_not(None), *([t.audit.c.at < until] if until else [])]
    columns = (t.audit.c.return_id, t.audit.c.act, t.audit.c.status, t.audit.c.number)
    found: dict[str, list[int]] = {}
    for id, act, status, number in connection.execute(sa.select(*columns).where(*told).order_by(t.audit.c.number)):
        if status == "accepted" and act != "restore":
            found.setdefault(id, []).append(number)
        elif act == "undo" and found.get(id):
            found[id].pop()
    return {id: numbers[-1] for id, numbers in found.items() if numbers}


def shares(connection: sa.Connection, plan: str, until: datetime | None = None) -> tuple[Share, ...]:
    """What counts of the plan's returns, or counted just before `until`; what was accepted last comes last."""
    ids = accepted_ids(connection, plan, until)
    return shared(connection, ids, instead_of(everything(connection, plan, until)), until)


def shared(
    connection: sa.Connection, ids: Sequence[str], left_out: LeftOutOf, until: datetime | None = None
) -> tuple[Share, ...]:
    """What counts if these returns do, in this order, without these rows. What counts in the place of a row keeps the place in
    the order that it has by its own acceptance: nobody accepted it anew."""
    found = [Share(id, frozenset(left_out.get(id, ()))) for id in ids]
    standing: dict[str, set[Row]] = {}
    for id in ids:
        for row, other in left_out.get(id, {}).items():
            if other:
                standing.setdefault(other, set()).add(row)
    if not standing:
        return tuple(found)
    when = _accepted_when(connection, [*ids, *standing], until)
    for id in sorted(standing, key=lambda each: when.get(each, 0)):
        found.insert(_place(found, when, when.get(id, 0)), Share(id, only=frozenset(standing[id])))
    return tuple(found)


def _place(found: Sequence[Share], when: Mapping[str, int], number: int) -> int:
    """Before the first accepted later; what is accepted only now (its number is none, or of an earlier time) is later."""
    latest = 0
    for place, share in enumerate(found):
        accepted = when.get(share.id)
        if accepted is None or accepted < latest or accepted > number:
            return place
        latest = accepted
    return len(found)


def ids_of(shares: Iterable[Share]) -> tuple[str, ...]:
    """The returns, each once."""
    return tuple(dict.fromkeys(share.id for share in shares))


def holding(connection: sa.Connection, return_id: str, wanted: Collection[Row]) -> frozenset[Row]:
    """Of these rows those that the return says anything about: a figure, an answer or an entry of a list."""
    said = {(one.indicator, one.region, one.period) for one in returns.observations(connection, return_id)}
    listed = returns.items(connection, return_id)
    return frozenset(row for row in wanted if row in said or any(_begins_in(item, row) for item in listed))


def counting_of(connection: sa.Connection, plan: str, return_id: str) -> tuple[Observation, ...]:
    """The figures that count by this return, with what counts in the place of its rows that are left out. Of a return that is not
    accepted: what of it would count."""
    left = instead_of({return_id: {one.row: one for one in find(connection, plan, return_id)}})
    told = shared(connection, [return_id], left)
    return tuple(one for share in told for one in returns.observations(connection, share.id) if share.holds(one))


def observations(connection: sa.Connection, plan: str) -> tuple[Observation, ...]:
    """Every value that counts."""
    told = shares(connection, plan)
    return tuple(one for share in told for one in returns.observations(connection, share.id) if share.holds(one))


def items(
    connection: sa.Connection, plan: str, indicator: str, until: datetime | None = None
) -> tuple[tuple[str, Period, str, Item], ...]:
    """The entries of one list that count, or counted just before `until`: partner, period, the return's id and the entry."""
    told = shares(connection, plan, until)
    wanted = (t.items.c.plan == plan, t.items.c.indicator == indicator, t.items.c.return_id.in_(ids_of(told)))
    question = sa.select(t.items, t.returns.c.partner, t.returns.c.period).join(t.returns, t.returns.c.id == t.items.c.return_id)
    found = connection.execute(question.where(*wanted).order_by(t.items.c.return_id, t.items.c.number))
    by_return: dict[str, list[Share]] = {}
    for share in told:
        by_return.setdefault(share.id, []).append(share)
    entries = ((row.partner, Period.parse(row.period), row.return_id, rows.item_of(row)) for row in found)
    return tuple(one for one in entries if any(share.lists(one[3]) for share in by_return[one[2]]))
