"""Files received on behalf of a partner, and what the partner says of them: handovers and one-time links of confirmation.

A secret is kept by its hash alone. Nothing is changed but that a link is over, with what was answered by it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from nap.store import life_tables as t
from nap.store.tables import Found


@dataclass(frozen=True)
class Handover:
    """From whom a file came, on which day and by which way, with a note; who entered it, and when."""

    whom: str
    came: date
    way: str
    note: str
    person: str
    at: datetime


@dataclass(frozen=True)
class StoredConfirmation:
    """One link. `over`: when it was answered or another one took its place; `answer`: yes, no, or empty."""

    secret_sha256: str
    plan: str
    return_id: str
    made: datetime
    ends: datetime
    over: datetime | None = None
    answer: str = ""
    said: str = ""


def add_handover(connection: sa.Connection, plan: str, return_id: str, handover: Handover) -> None:
    """Keep how the file of a return came; a return has one such entry at most."""
    connection.execute(sa.insert(t.handovers), {**vars(handover), "plan": plan, "return_id": return_id})


def find_handover(connection: sa.Connection, plan: str, return_id: str) -> Handover | None:
    """How the file of that return came, if somebody entered it for its partner."""
    of_it = (t.handovers.c.plan == plan, t.handovers.c.return_id == return_id)
    row = connection.execute(sa.select(t.handovers).where(*of_it)).first()
    return None if row is None else Handover(row.whom, row.came, row.way, row.note, row.person, row.at)


def hand_on(connection: sa.Connection, plan: str, old: str, new: str) -> None:
    """The next version, made of the same file on the screen, came the same way."""
    known = find_handover(connection, plan, old)
    if known is not None:
        add_handover(connection, plan, new, known)


def add_confirmation(connection: sa.Connection, one: StoredConfirmation) -> None:
    """Keep a new link, or an answer that was given without one."""
    connection.execute(sa.insert(t.confirmations), vars(one))


def find_confirmation(connection: sa.Connection, secret_sha256: str) -> StoredConfirmation | None:
    """The link of that secret, however it stands with it."""
    row = connection.execute(sa.select(t.confirmations).where(t.confirmations.c.secret_sha256 == secret_sha256)).first()
    return None if row is None else _confirmation(row)


def confirmations_of(connection: sa.Connection, plan: str, return_ids: Collection[str]) -> tuple[StoredConfirmation, ...]:
    """Every link of these returns, the first one first."""
    of_them = (t.confirmations.c.plan == plan, t.confirmations.c.return_id.in_(return_ids))
    order = (t.confirmations.c.made, t.confirmations.c.ends, t.confirmations.c.secret_sha256)
    return tuple(map(_confirmation, connection.execute(sa.select(t.confirmations).where(*of_them).order_by(*order))))


def end_confirmations(connection: sa.Connection, plan: str, return_id: str, at: datetime) -> None:
    """No link of that return works any more."""
    waiting = (t.confirmations.c.plan == plan, t.confirmations.c.return_id == return_id, t.confirmations.c.over.is_(None))
    connection.execute(sa.update(t.confirmations).where(*waiting).values(over=at))


def answer_confirmation(connection: sa.Connection, secret_sha256: str, at: datetime, answer: str, said: str) -> None:
    """The link was used, and with it this was said."""
    of_it = (t.confirmations.c.secret_sha256 == secret_sha256, t.confirmations.c.over.is_(None))
    connection.execute(sa.update(t.confirmations).where(*of_it).values(over=at, answer=answer, said=said))


def _confirmation(row: Found) -> StoredConfirmation:
    return StoredConfirmation(**{name: getattr(row, name) for name in StoredConfirmation.__dataclass_fields__})
