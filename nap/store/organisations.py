"""The directory of organisations: versions of each, its people, its capacity scores. Of versions the last one holds."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from nap.store import life_tables as t
from nap.store.tables import Found


@dataclass(frozen=True)
class StoredOrganisation:
    """One version: `number` counts them, `name` by language, `named`: it agrees to be named outside, `consent`: by whose word."""

    id: str
    number: int
    name: Mapping[str, str]
    region: str
    kind: str
    fields: tuple[str, ...]
    partner: str
    named: bool
    consent: str
    consent_day: date | None
    active: bool
    person: str
    at: datetime


@dataclass(frozen=True)
class Score:
    """One score in one area on one day, out of `highest`."""

    organisation: str
    number: int
    day: date
    area: str
    score: Decimal
    highest: Decimal
    note: str
    person: str
    at: datetime


_PLAIN = ("id", "number", "region", "kind", "partner", "named", "consent", "consent_day", "active", "person", "at")


def add(connection: sa.Connection, new: StoredOrganisation) -> None:
    """Keep one version."""
    row: dict[str, Any] = {name: getattr(new, name) for name in _PLAIN}
    row |= {"name": json.dumps(dict(new.name), ensure_ascii=False), "fields": json.dumps(new.fields)}
    connection.execute(sa.insert(t.organisations), row)


def history(connection: sa.Connection, id: str | None = None) -> tuple[StoredOrganisation, ...]:
    """Every version of every organisation, or of one, in the order made."""
    wanted = [t.organisations.c.id == id] if id is not None else []
    question = sa.select(t.organisations).where(*wanted).order_by(t.organisations.c.id, t.organisations.c.number)
    return tuple(map(_organisation, connection.execute(question)))


def current(connection: sa.Connection) -> Mapping[str, StoredOrganisation]:
    """The version that holds of each organisation, by its id."""
    return {one.id: one for one in history(connection)}


def new_id() -> str:
    """An id nobody has had. Not the next number: who sees some of the organisations would learn how many others there are."""
    return f"W-{secrets.token_hex(4)}"


def add_scores(connection: sa.Connection, new: Iterable[Score]) -> None:
    """Keep further scores; their numbers are given here."""
    for one in new:
        column = t.capacity_scores.c
        last = connection.scalar(sa.select(sa.func.max(column.number)).where(column.organisation == one.organisation)) or 0
        connection.execute(sa.insert(t.capacity_scores), {**vars(one), "number": last + 1})


def scores(connection: sa.Connection, ids: Sequence[str] | None = None) -> tuple[Score, ...]:
    """Every score, or those of some organisations; of several for one day and area the last one given alone."""
    wanted = [t.capacity_scores.c.organisation.in_(ids)] if ids is not None else []
    question = sa.select(t.capacity_scores).where(*wanted)
    found = connection.execute(question.order_by(t.capacity_scores.c.organisation, t.capacity_scores.c.number))
    last = {(one.organisation, one.area, one.day): one for one in map(_score, found)}
    return tuple(sorted(last.values(), key=lambda one: (one.organisation, one.area, one.day)))


def people_of(connection: sa.Connection, id: str) -> tuple[str, ...]:
    """Who may see the scores of the organisation because somebody of it, by e-mail."""
    table = t.organisation_people
    return tuple(connection.scalars(sa.select(table.c.person).where(table.c.organisation == id).order_by(table.c.person)))


def of_person(connection: sa.Connection, person: str) -> tuple[str, ...]:
    """The organisations a person belongs to."""
    table = t.organisation_people
    return tuple(connection.scalars(sa.select(table.c.organisation).where(table.c.person == person)))


def set_people(connection: sa.Connection, id: str, people: Iterable[str]) -> None:
    """Exactly these people belong to it."""
    connection.execute(sa.delete(t.organisation_people).where(t.organisation_people.c.organisation == id))
    for person in people:
        connection.execute(sa.insert(t.organisation_people), {"organisation": id, "person": person})


def _organisation(row: Found) -> StoredOrganisation:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return StoredOrganisation(name=json.loads(row.name), fields=tuple(json.loads(row.fields)), **plain)


def _score(row: Found) -> Score:
    return Score(**{name: getattr(row, name) for name in Score.__dataclass_fields__})
