"""Beside each figure what was typed into its cells; nothing in returns kept before, whose originals stay as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("observations", sa.Column("typed", sa.Text, nullable=False, server_default=""))
