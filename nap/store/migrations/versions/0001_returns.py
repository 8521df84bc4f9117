"""The first tables: the installation, plans, people and sessions; returns with all they hold; incidents; the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    _installation()
    _people()
    _returns()
    _observations()
    _words()
    _findings()
    _incidents()
    _audit()


def _installation() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("today", sa.Text),
        sa.Column("begun", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "plans",
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("source", sa.LargeBinary, nullable=False),
        sa.Column("adopted", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("plan", "version"),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("partner", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "person_roles",
        sa.Column("person", sa.Text, sa.ForeignKey("people.person"), nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person", "role"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_sha256", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("token_sha256"),
    )


def _returns() -> None:
    op.create_table(
        "returns",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("plan_version", sa.Integer, nullable=False),
        sa.Column("partner", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("received", sa.Text, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("nothing_to_report", sa.Boolean, nullable=False),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("warnings", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["plan", "plan_version"], ["plans.plan", "plans.version"], name="return_of_a_plan"),
        sa.UniqueConstraint("plan", "partner", "period", "version", name="one_return_a_version"),
    )
    op.create_table(
        "originals",
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("plan", "return_id"),
    )


def _observations() -> None:
    op.create_table(
        "observations",
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("partner", sa.Text, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("breakdown", sa.Text, nullable=False),
        sa.Column("value", EXACT),
        sa.Column("numerator", EXACT),
        sa.Column("denominator", EXACT),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("quality", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text),
        sa.Column("cell", sa.Text),
        sa.PrimaryKeyConstraint("plan", "return_id", "number"),
    )


def _words() -> None:
    op.create_table(
        "items",
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("started", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("addressee", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("answered_recipient", sa.Text, nullable=False),
        sa.Column("answered_network", sa.Text, nullable=False),
        sa.Column("answered", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text),
        sa.Column("cell", sa.Text),
        sa.PrimaryKeyConstraint("plan", "return_id", "number"),
    )
    op.create_table(
        "notes",
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text),
        sa.Column("cell", sa.Text),
        sa.PrimaryKeyConstraint("plan", "return_id", "number"),
    )


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text),
        sa.Column("indicator", sa.Text),
        sa.Column("region", sa.Text),
        sa.Column("found", sa.Text),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("cells", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("plan", "return_id", "number"),
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("keep_until", sa.Text),
        sa.Column("data", sa.LargeBinary),
        sa.PrimaryKeyConstraint("plan", "id"),
    )
    op.create_table(
        "incident_findings",
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("incident_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text),
        sa.Column("indicator", sa.Text),
        sa.Column("region", sa.Text),
        sa.Column("found", sa.Text),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("cells", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("plan", "incident_id", "number"),
        sa.ForeignKeyConstraint(["plan", "incident_id"], ["incidents.plan", "incidents.id"], name="finding_of_an_incident"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id")),
        sa.Column("status", sa.Text),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("audit_by_act", "audit", ["act", "number"])
    op.create_index("audit_of_a_return", "audit", ["return_id", "number"])
