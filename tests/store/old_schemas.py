"""A store as it stood at any earlier revision, with a row in every table that existed then, and what is to be found later."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from nap.store.audit import START, digest
from nap.store.migrate import MIGRATIONS, migrate

REVISIONS = tuple(sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")))
MOMENT = "2026-07-10T12:00:00.000000+00:00"
NOT_OURS = frozenset({"alembic_version", "audit", "audit_head"})


class Content(NamedTuple):
    """Of one table: the columns it had, how many rows, and the sha256 of all of them."""

    columns: tuple[str, ...]
    count: int
    sha256: str


def up_to(revision: str, folder: Path) -> Path:
    """Our migrations as they were when that one was the newest."""
    target = folder / revision
    shutil.copytree(
        MIGRATIONS, target, ignore=lambda _, names: [each for each in names if each[:4].isdigit() and each[:4] > revision]
    )
    return target


def stand_at(engine: sa.Engine, revision: str, folder: Path) -> None:
    """Bring the store to that revision and put one row more into every table."""
    migrate(engine, up_to(revision, folder))
    tables = sa.MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        for table in tables.sorted_tables:
            if table.name not in NOT_OURS:
                connection.execute(sa.insert(table).values(_row(table, int(revision))))
        _event(connection, tables, int(revision))


def contents(engine: sa.Engine, like: Mapping[str, Content] | None = None) -> dict[str, Content]:
    """What stands in every table; with `like` in those tables and columns alone, and of the rows that there were."""
    tables = sa.MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return {
            name: _content(connection, table, like[name] if like else None)
            for name, table in tables.tables.items()
            if name != "alembic_version" and (like is None or name in like)
        }


def _content(connection: sa.Connection, table: sa.Table, like: Content | None) -> Content:
    columns = like.columns if like else tuple(sorted(column.name for column in table.c))
    rows = sorted(repr(tuple(row)) for row in connection.execute(sa.select(*(table.c[name] for name in columns))))
    return Content(columns, len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())


def _row(table: sa.Table, number: int) -> dict[str, Any]:
    return {column.name: _value(table, column, number) for column in table.c}


def _value(table: sa.Table, column: sa.Column[Any], number: int) -> Any:
    for key in column.foreign_keys:  # the row of the same number that this one belongs to
        return _value(key.column.table, key.column, number)
    match column.type:
        case sa.Boolean():
            return True
        case sa.Integer():
            return number
        case sa.LargeBinary():
            return f"{table.name} {number} ө".encode()
        case sa.Numeric():
            return Decimal(f"{number}.50")
    return f"{column.name} {number} «ө»"


def _event(connection: sa.Connection, tables: sa.MetaData, number: int) -> None:
    """The event that follows, as it was always written."""
    audit = tables.tables["audit"]
    before, last = connection.execute(
        sa.select(audit.c.number, audit.c.sha256).order_by(audit.c.number.desc()).limit(1)
    ).first() or (0, START)
    returned = _value(tables.tables["returns"], tables.tables["returns"].c.id, number)
    number = before + 1
    plain = {"number": number, "person": "x", "act": "look", "plan": "p", "return_id": returned, "status": None}
    facts = '{"reason":"ө"}'
    sha256 = digest(last, plain, MOMENT, facts)
    connection.execute(sa.insert(audit).values({**plain, "at": MOMENT, "facts": facts, "previous": last, "sha256": sha256}))
    if "audit_head" in tables.tables:
        connection.execute(sa.update(tables.tables["audit_head"]).values(number=number, sha256=sha256))
