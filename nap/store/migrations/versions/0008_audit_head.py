"""The end of the audit chain in a table of its own; neither can be changed or shortened by an ordinary statement.

A later migration that makes `audit` anew must make these triggers anew as well: a test would miss them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

START = "0" * 64
BEHIND_THE_LAST = "EXISTS (SELECT 1 FROM audit WHERE number >= NEW.number)"
"""An event is put in behind all others. On SQLite this also stops `INSERT OR REPLACE`, which asks no trigger about deleting."""
ONLY_ONE = "EXISTS (SELECT 1 FROM audit_head)"
BACKWARDS = "NEW.number <= OLD.number"
RULES = (
    ("audit", "insert", BEHIND_THE_LAST),
    ("audit", "update", ""),
    ("audit", "delete", ""),
    ("audit_head", "insert", ONLY_ONE),
    ("audit_head", "update", BACKWARDS),
    ("audit_head", "delete", ""),
)
"""Table, statement, and when it is refused; empty: always."""


def upgrade() -> None:
    op.create_index("audit_of_a_person", "audit", ["person", "number"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
    )
    last = "SELECT number, sha256 FROM audit ORDER BY number DESC LIMIT 1"
    number, sha256 = op.get_bind().execute(sa.text(last)).first() or (0, START)
    op.execute(sa.text("INSERT INTO audit_head VALUES (1, :number, :sha256)").bindparams(number=number, sha256=sha256))
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    for table, act, refused in RULES:
        when = f"WHEN {refused} " if refused else ""
        op.execute(
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
        )


def _guard_postgresql() -> None:
    for table, act, refused in RULES:
        _guard(f"{table}_no_{act}", table, act, refused or "true", "ROW")
    for table in ("audit", "audit_head"):
        _guard(f"{table}_no_truncate", table, "truncate", "true", "STATEMENT")


def _guard(name: str, table: str, act: str, refused: str, each: str) -> None:
    # What passes is given back: a row trigger that gives back nothing would silently leave the row out.
    raised = f"RAISE EXCEPTION '{table} is only added to'"
    passed = "RETURN NEW;" if each == "ROW" else "RETURN NULL;"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {refused} THEN {raised}; END IF; {passed} END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()")
