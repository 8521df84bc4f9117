"""The figures of one indicator are found without a walk through all: its page asks for them, and so does an explanation."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("figures_of_an_indicator", "observations", ["plan", "indicator", "return_id"])
