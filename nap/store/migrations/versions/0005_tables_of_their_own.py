"""A return may come by a table in a layout of its own: the mapping it was read with, by name, and its text as it was then."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("returns", sa.Column("mapping", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "mapped",
        sa.Column("plan", sa.Text, primary_key=True),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
