"""The tables, as SQLAlchemy Core sees them. Their making stands in `migrations/`; a test compares the two on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine


class Exact(TypeDecorator[Decimal]):
    """A Decimal kept digit for digit: NUMERIC on PostgreSQL, text on SQLite (whose numbers are binary floats)."""

    impl = sa.Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(sa.Text() if dialect.name == "sqlite" else sa.Numeric(asdecimal=True))

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> Any:
        if value is not None and not value.is_finite():
            raise ValueError(value)
        return str(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as ISO 8601 text of fixed width, so that it sorts and hashes alike on every database."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A date as ISO text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


Found = sa.Row[*tuple[Any, ...]]
"""One row as a query gives it."""

metadata = sa.MetaData()


def _text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False, **options)


def _of_a_return() -> list[sa.Column[Any]]:
    """A row that belongs to a return, numbered within it; the plan stands in every key."""
    return [
        _text("plan", primary_key=True),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    ]


def _of_a_place() -> list[sa.Column[Any]]:
    return [sa.Column("sheet", sa.Text), sa.Column("cell", sa.Text)]


installation = sa.Table(
    "installation",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("demo", sa.Boolean, nullable=False),
    sa.Column("today", Day),
    sa.Column("begun", Moment, nullable=False),
)

plans = sa.Table(
    "plans",
    metadata,
    _text("plan", primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    _text("sha256"),
    sa.Column("source", sa.LargeBinary, nullable=False),
    sa.Column("adopted", Moment, nullable=False),
)

people = sa.Table(
    "people",
    metadata,
    _text("person", primary_key=True),
    _text("name"),
    sa.Column("partner", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("password", sa.Text),
    sa.Column("joined", sa.Boolean, nullable=False, server_default=sa.true()),
    _text("invited_by", server_default=""),
    *(sa.Column(name, Moment) for name in ("invited", "seen", "asked")),
)

person_roles = sa.Table(
    "person_roles",
    metadata,
    sa.Column("person", sa.Text, sa.ForeignKey("people.person"), primary_key=True),
    _text("role", primary_key=True),
)

sessions = sa.Table(
    "sessions",
    metadata,
    _text("token_sha256", primary_key=True),
    _text("person"),
    sa.Column("created", Moment, nullable=False),
    sa.Column("seen", Moment, nullable=False),
    _text("origin", server_default=""),
    _text("browser", server_default=""),
    sa.Index("sessions_of_a_person", "person"),
)

links = sa.Table(
    "links",
    metadata,
    _text("secret_sha256", primary_key=True),
    sa.Column("person", sa.Text, sa.ForeignKey("people.person"), nullable=False),
    _text("purpose"),
    sa.Column("made", Moment, nullable=False),
    sa.Column("ends", Moment, nullable=False),
    sa.Column("over", Moment),
    sa.Index("links_of_a_person", "person"),
)

attempts = sa.Table(
    "attempts",
    metadata,
    _text("id", primary_key=True),
    _text("key", primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Index("attempts_by_key", "key", "at"),
)

returns = sa.Table(
    "returns",
    metadata,
    _text("id", primary_key=True),
    _text("plan"),
    sa.Column("plan_version", sa.Integer, nullable=False),
    _text("partner"),
    _text("period"),
    sa.Column("version", sa.Integer, nullable=False),
    _text("sha256"),
    _text("filename"),
    sa.Column("received", Moment, nullable=False),
    sa.Column("late", sa.Boolean, nullable=False),
    _text("person"),
    _text("language"),
    _text("verdict"),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("nothing_to_report", sa.Boolean, nullable=False),
    sa.Column("errors", sa.Integer, nullable=False),
    sa.Column("warnings", sa.Integer, nullable=False),
    _text("mapping", server_default=""),
    sa.UniqueConstraint("plan", "partner", "period", "version", name="one_return_a_version"),
    sa.ForeignKeyConstraint(["plan", "plan_version"], ["plans.plan", "plans.version"], name="return_of_a_plan"),
)

originals = sa.Table(
    "originals",
    metadata,
    _text("plan", primary_key=True),
    sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

mapped = sa.Table(
    "mapped",
    metadata,
    _text("plan", primary_key=True),
    sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), primary_key=True),
    _text("text"),
)

observations = sa.Table(
    "observations",
    metadata,
    *_of_a_return(),
    _text("partner"),
    _text("indicator"),
    _text("region"),
    _text("period"),
    _text("breakdown"),
    sa.Column("value", Exact),
    sa.Column("numerator", Exact),
    sa.Column("denominator", Exact),
    _text("state"),
    _text("quality"),
    _text("source"),
    *_of_a_place(),
    _text("typed", server_default=""),
    sa.Index("figures_of_an_indicator", "plan", "indicator", "return_id"),
)

items = sa.Table(
    "items",
    metadata,
    *_of_a_return(),
    _text("indicator"),
    _text("region"),
    sa.Column("started", Day, nullable=False),
    _text("title"),
    _text("addressee"),
    _text("subject"),
    _text("answered_recipient"),
    _text("answered_network"),
    sa.Column("answered", Day),
    _text("source"),
    *_of_a_place(),
)

notes = sa.Table(
    "notes",
    metadata,
    *_of_a_return(),
    _text("kind"),
    _text("text"),
    _text("indicator"),
    _text("region"),
    *_of_a_place(),
)


def _of_a_finding() -> list[sa.Column[Any]]:
    optional = [sa.Column(name, sa.Text) for name in ("sheet", "indicator", "region", "found")]
    return [_text("code"), _text("severity"), *optional, _text("case"), _text("cells"), _text("facts")]


findings = sa.Table("findings", metadata, *_of_a_return(), *_of_a_finding())

mends = sa.Table(
    "mends",
    metadata,
    *_of_a_return(),
    _text("sheet"),
    _text("cell"),
    _text("before"),
    _text("after"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("offered", sa.Boolean, nullable=False),
    _text("person"),
    sa.Column("at", Moment, nullable=False),
)

answers = sa.Table(
    "answers",
    metadata,
    *_of_a_return(),
    *(_text(name) for name in ("code", "sheet", "cell", "indicator", "region", "text", "person")),
    sa.Column("at", Moment, nullable=False),
)

incidents = sa.Table(
    "incidents",
    metadata,
    _text("plan", primary_key=True),
    _text("id", primary_key=True),
    sa.Column("at", Moment, nullable=False),
    _text("person"),
    _text("sha256"),
    _text("filename"),
    sa.Column("keep_until", Day),
    sa.Column("data", sa.LargeBinary),
)

incident_findings = sa.Table(
    "incident_findings",
    metadata,
    _text("plan", primary_key=True),
    _text("incident_id", primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    *_of_a_finding(),
    sa.ForeignKeyConstraint(["plan", "incident_id"], ["incidents.plan", "incidents.id"], name="finding_of_an_incident"),
)

mappings = sa.Table(
    "mappings",
    metadata,
    _text("plan", primary_key=True),
    _text("name", primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    *(_text(name) for name in ("partner", "text", "person")),
    sa.Column("at", Moment, nullable=False),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    _text("person"),
    _text("act"),
    _text("plan"),
    sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id")),
    sa.Column("status", sa.Text),
    _text("facts"),
    _text("previous"),
    _text("sha256"),
    sa.Index("audit_of_a_return", "return_id", "number"),
    sa.Index("audit_by_act", "act", "number"),
    sa.Index("audit_of_a_person", "person", "number"),
)

audit_head = sa.Table(
    "audit_head",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, nullable=False),
    _text("sha256"),
)
