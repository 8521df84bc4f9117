"""Accounts with a password and a story, where sessions come from, one-time links, failed attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("password", "invited", "seen", "asked"):
        op.add_column("people", sa.Column(name, sa.Text))
    op.add_column("people", sa.Column("invited_by", sa.Text, nullable=False, server_default=""))
    op.add_column("people", sa.Column("joined", sa.Boolean, nullable=False, server_default=sa.true()))
    for name in ("origin", "browser"):
        op.add_column("sessions", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.create_index("sessions_of_a_person", "sessions", ["person"])
    _create_links()
    _create_attempts()


def _create_links() -> None:
    op.create_table(
        "links",
        sa.Column("secret_sha256", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, sa.ForeignKey("people.person"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("purpose", "made", "ends")),
        sa.Column("over", sa.Text),
    )
    op.create_index("links_of_a_person", "links", ["person"])


def _create_attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("attempts_by_key", "attempts", ["key", "at"])
