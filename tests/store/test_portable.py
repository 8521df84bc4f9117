"""The schema holds nothing that a managed or distributed PostgreSQL might not have; its keys let the rows be spread by plan."""

from __future__ import annotations

import re
from pathlib import Path

import sqlalchemy as sa

import nap.store.life_tables
import nap.store.release_tables
from nap.store import Store
from nap.store.tables import Day, Exact, Moment, metadata

assert nap.store.life_tables
assert nap.store.release_tables  # whatever describes tables has described them

TYPES = (sa.Text, sa.Integer, sa.Boolean, sa.LargeBinary, Exact, Moment, Day)
LED_BY_OTHERS = {
    "returns": "its id is random, so that its rows spread by it; plan, partner, period and version are a key beside it",
    "audit": "one chain for all: each event is bound to the one before it",
    "audit_head": "one row, the end of the chain",
    "installation": "one row",
    "people": "an account is of no plan; a few hundred rows",
    "person_roles": "the same",
    "sessions": "found by the hash of a token alone",
    "links": "the same",
    "attempts": "counted by who tries, before anybody knows of what plan; gone after a quarter of an hour",
    "confirmations": "found by the hash of a secret alone",
    "share_links": "found by the secret alone",
    "reminders": "found by their id alone; by plan, partner and period there is an index",
    "organisations": "the directory goes on from plan to plan; a few hundred rows",
    "organisation_people": "the same",
    "capacity_scores": "the same",
}
"""Every table whose key does not begin with the plan, and why."""
ONLY_POSTGRESQL_15 = re.compile(
    r"advisory|\bLISTEN\b|\bNOTIFY\b|\bSEQUENCE\b|\bSERIAL\b|nextval|IDENTITY|\bLOCK TABLE\b|CREATE EXTENSION|UNLOGGED"
    r"|jsonb|tsvector"
)
CODE = Path(nap.store.life_tables.__file__).parent


def test_columns_are_of_types_that_every_engine_has() -> None:
    odd = [str(column) for table in metadata.tables.values() for column in table.c if not isinstance(column.type, TYPES)]
    assert odd == []


def test_no_number_is_made_by_the_database(store: Store) -> None:
    """Sequences are one place for all, leave gaps, and are not part of a transaction."""
    made = [str(key) for table in metadata.tables.values() for key in table.primary_key if key.autoincrement is True]
    numbered = [str(table.autoincrement_column) for table in metadata.tables.values() if table.autoincrement_column is not None]
    assert made + numbered == []
    if store.engine.dialect.name == "postgresql":
        with store.reading() as transaction:
            assert transaction.scalar(sa.text("SELECT count(*) FROM pg_sequences")) == 0
            assert transaction.scalar(sa.text("SELECT count(*) FROM pg_extension WHERE extname <> 'plpgsql'")) == 0


def test_the_key_of_every_table_begins_with_the_plan_or_it_is_said_why_not() -> None:
    others = {name for name, table in metadata.tables.items() if next(iter(table.primary_key)).name != "plan"}
    assert others == set(LED_BY_OTHERS)


def test_every_table_has_a_key() -> None:
    assert [name for name, table in metadata.tables.items() if not len(table.primary_key)] == []


def test_nothing_is_asked_that_only_one_engine_knows() -> None:
    found = [path.name for path in CODE.rglob("*.py") if ONLY_POSTGRESQL_15.search(path.read_text(encoding="utf-8"))]
    assert found == []
