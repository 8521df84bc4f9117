"""Partners on record, rows left out, words about places, confirmations, joint activities, organisations, reminders, files."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _number() -> sa.Column[Any]:
    return sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)


def _of_a_return() -> list[sa.Column[Any]]:
    return [
        sa.Column("plan", sa.Text, primary_key=True),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), primary_key=True),
        _number(),
    ]


def upgrade() -> None:
    _partners()
    _of_returns()
    _confirmations()
    _joint()
    _organisations()
    _reminders()
    _files()


def _partners() -> None:
    op.create_table(
        "partner_entries",
        sa.Column("plan", sa.Text, primary_key=True),
        _number(),
        *_texts("code", "act", "name", "regions", "indicators", "since", "until", "reason", "person", "at"),
    )
    op.create_index("entries_of_a_partner", "partner_entries", ["plan", "code", "number"])


def _of_returns() -> None:
    op.create_table(
        "left_out",
        *_of_a_return(),
        *_texts("indicator", "region", "period", "kind", "reason", "person", "at"),
        sa.Column("instead", sa.Text, nullable=False, server_default=""),
    )
    for name in ("waivers", "remarks"):
        op.create_table(name, *_of_a_return(), *_texts("code", "sheet", "cell", "indicator", "region", "text", "person", "at"))
    op.create_table("erasures", *_of_a_return(), *_texts("act", "reason", "person", "at"))


def _confirmations() -> None:
    op.create_table(
        "handovers",
        *_of_a_return()[:2],
        *_texts("whom", "came", "way", "note", "person", "at"),
    )
    op.create_table(
        "confirmations",
        sa.Column("secret_sha256", sa.Text, primary_key=True),
        *_texts("plan"),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), nullable=False),
        *_texts("made", "ends"),
        sa.Column("over", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in ("answer", "said")),
    )
    op.create_index("confirmations_of_a_return", "confirmations", ["plan", "return_id"])


def _joint() -> None:
    op.create_table(
        "joint_activities",
        sa.Column("plan", sa.Text, primary_key=True),
        _number(),
        *_texts("act", "indicator", "region", "period", "first", "second", "same", "upon", "reason", "person", "at"),
    )


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Text, primary_key=True),
        _number(),
        *_texts("name", "region", "kind", "fields", "partner", "consent", "person", "at"),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("named", "active")),
        sa.Column("consent_day", sa.Text),
    )
    op.create_table(
        "organisation_people",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("organisation", "person")),
    )
    op.create_table(
        "capacity_scores",
        sa.Column("organisation", sa.Text, primary_key=True),
        _number(),
        *_texts("day", "area", "note", "person", "at"),
        *(sa.Column(name, EXACT, nullable=False) for name in ("score", "highest")),
    )


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("plan", "whom", "kind", "partner", "period", "return_id", "way", "outcome", "day", "at"),
    )
    op.create_index("reminders_of_a_partner", "reminders", ["plan", "partner", "period"])


def _files() -> None:
    op.create_table(
        "gone_files",
        *_of_a_return()[:2],
        *_texts("sha256", "why", "at"),
        sa.Column("backups_until", sa.Text),
    )
