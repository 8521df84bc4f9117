"""Beside a return what was mended on the screen since its file was sent, and what its partner answers to warnings."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    mended = [*map(_text, ("sheet", "cell", "before", "after")), _needed("version", sa.Integer), _needed("offered", sa.Boolean)]
    answered = map(_text, ("code", "sheet", "cell", "indicator", "region", "text"))
    op.create_table("mends", *_of_a_return(), *mended, *_by_whom())
    op.create_table("answers", *_of_a_return(), *answered, *_by_whom())


def _of_a_return() -> list[sa.Column[Any]]:
    return [
        sa.Column("plan", sa.Text, primary_key=True),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    ]


def _by_whom() -> list[sa.Column[Any]]:
    return [_text("person"), _text("at")]


def _text(name: str) -> sa.Column[Any]:
    return _needed(name, sa.Text)


def _needed(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)
