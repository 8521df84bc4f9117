"""The tables of a return's whole life: partners on record, rows left out, remarks, confirmations, joint activities,
organisations, reminders, files that are gone. They stand beside those of `nap.store.tables`; like them they are made in
`migrations/`.

Rows are only added; the last one for a key is the one that holds.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from nap.store.tables import Day, Exact, Moment, metadata


def text(name: str, **options: Any) -> sa.Column[Any]:
    """A text that is always there, perhaps empty."""
    return sa.Column(name, sa.Text, nullable=False, **options)


def numbered() -> sa.Column[Any]:
    """The number of a row among those of its key."""
    return sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)


def _of_a_return() -> list[sa.Column[Any]]:
    return [
        text("plan", primary_key=True),
        sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), primary_key=True),
        numbered(),
    ]


def by_whom() -> list[sa.Column[Any]]:
    """Who put the row in, and when."""
    return [text("person"), sa.Column("at", Moment, nullable=False)]


def _of_a_row() -> list[sa.Column[Any]]:
    return [text("indicator"), text("region"), text("period")]


partner_entries = sa.Table(
    "partner_entries",
    metadata,
    text("plan", primary_key=True),
    numbered(),
    *(text(name) for name in ("code", "act", "name", "regions", "indicators", "since", "until", "reason")),
    *by_whom(),
    sa.Index("entries_of_a_partner", "plan", "code", "number"),
)
"""What coordinators say of partners on top of the plan file; `name`, `regions`, `indicators` as JSON, periods as text."""

left_out = sa.Table(
    "left_out",
    metadata,
    *_of_a_return(),
    *_of_a_row(),
    text("kind"),
    text("reason"),
    text("instead", server_default=""),
    *by_whom(),
)
"""Rows of a return that do not count: `held` back by its partner, `declined` by the reviewer, or (empty) neither any more.
`instead`: the return whose row goes on counting in its place, set when it is accepted."""


def _said(name: str) -> sa.Table:
    """Words about one place of a return: code of the finding (or none), sheet, cell, row."""
    words = (text(column) for column in ("code", "sheet", "cell", "indicator", "region", "text"))
    return sa.Table(name, metadata, *_of_a_return(), *words, *by_whom())


waivers = _said("waivers")
"""Findings that a coordinator lets pass because the source itself is wrong, each with a reason."""

remarks = _said("remarks")
"""What a reviewer says to a finding or to a cell."""

handovers = sa.Table(
    "handovers",
    metadata,
    text("plan", primary_key=True),
    sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), primary_key=True),
    text("whom"),
    sa.Column("came", Day, nullable=False),
    text("way"),
    text("note"),
    *by_whom(),
)
"""Of a file received on behalf of a partner: from whom it came, on which day, by which way."""

confirmations = sa.Table(
    "confirmations",
    metadata,
    text("secret_sha256", primary_key=True),
    text("plan"),
    sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), nullable=False),
    sa.Column("made", Moment, nullable=False),
    sa.Column("ends", Moment, nullable=False),
    sa.Column("over", Moment),
    text("answer", server_default=""),
    text("said", server_default=""),
    sa.Index("confirmations_of_a_return", "plan", "return_id"),
)
"""One-time links by which a partner says whether a return sent for it is its own: `answer` is `yes`, `no` or still empty."""

joint_activities = sa.Table(
    "joint_activities",
    metadata,
    text("plan", primary_key=True),
    numbered(),
    text("act"),
    *_of_a_row(),
    *(text(name) for name in ("first", "second", "same", "upon", "reason")),
    *by_whom(),
)
"""Rows of two partners about the same activity: `same` people in both, by breakdown, `upon` which figures (JSON).
`act`: mark, lift."""

organisations = sa.Table(
    "organisations",
    metadata,
    text("id", primary_key=True),
    numbered(),
    *(text(name) for name in ("name", "region", "kind", "fields", "partner")),
    sa.Column("named", sa.Boolean, nullable=False),
    text("consent"),
    sa.Column("consent_day", Day),
    sa.Column("active", sa.Boolean, nullable=False),
    *by_whom(),
)
"""The directory: `name` as JSON by language, `fields` of work as JSON; `named` if it agrees to be named outside, by whose
word."""

organisation_people = sa.Table(
    "organisation_people",
    metadata,
    text("organisation", primary_key=True),
    text("person", primary_key=True),
)

capacity_scores = sa.Table(
    "capacity_scores",
    metadata,
    text("organisation", primary_key=True),
    numbered(),
    sa.Column("day", Day, nullable=False),
    text("area"),
    sa.Column("score", Exact, nullable=False),
    sa.Column("highest", Exact, nullable=False),
    text("note"),
    *by_whom(),
)
"""One score of an organisation in one area on one day, out of `highest`."""

reminders = sa.Table(
    "reminders",
    metadata,
    text("id", primary_key=True),
    *(text(name) for name in ("plan", "whom", "kind", "partner", "period", "return_id", "way", "outcome")),
    sa.Column("day", Day, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index("reminders_of_a_partner", "plan", "partner", "period"),
)
"""What somebody was reminded of, when and by which way."""

erasures = sa.Table(
    "erasures",
    metadata,
    *_of_a_return(),
    text("act"),
    text("reason"),
    *by_whom(),
)
"""Somebody asks that a file be erased for a person's sake, a second one confirms (or it is dropped): `ask`, `confirm`, `drop`."""

gone_files = sa.Table(
    "gone_files",
    metadata,
    text("plan", primary_key=True),
    sa.Column("return_id", sa.Text, sa.ForeignKey("returns.id"), primary_key=True),
    text("sha256"),
    text("why"),
    sa.Column("at", Moment, nullable=False),
    sa.Column("backups_until", Day),
)
"""The tombstone of a file that is no longer kept: `retention` or `erased`; when the last backup loses it, if that is known."""
