"""Editions, releases with their files, consents, links and how often something was read."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _whole(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _bytes(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.LargeBinary, nullable=False) for name in names]


def _plan() -> sa.Column[Any]:
    return sa.Column("plan", sa.Text, primary_key=True)


def _key(name: str = "number") -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def upgrade() -> None:
    _editions()
    _drafts()
    _releases()
    _around()


def _editions() -> None:
    op.create_table(
        "editions",
        _plan(),
        _key(),
        *_texts("cause", "period", "register", "sha256", "as_of", "person", "at"),
        *_whole("version", "method"),
        *_bytes("rows", "hidden"),
    )


def _drafts() -> None:
    op.create_table(
        "release_drafts",
        _plan(),
        _key(),
        _key("change"),
        *_texts("act", "period", "title", "texts", "included", "because", "visible", "reason", "person", "at"),
        *_whole("replaces"),
        sa.Column("answer_by", sa.Text),
    )


def _releases() -> None:
    op.create_table(
        "releases",
        _plan(),
        _key(),
        *_texts("kind", "period", "title", "texts", "included", "because", "register", "sha256", "as_of", "person", "at"),
        *_whole("edition", "draft", "version", "method", "previous", "replaces"),
        *_bytes("facts"),
    )
    op.create_table(
        "release_files",
        _plan(),
        _key("release"),
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("edition", "path")),
        *_texts("sha256"),
        *_whole("size"),
        *_bytes("data"),
    )


def _around() -> None:
    op.create_table(
        "consents",
        _plan(),
        sa.Column("partner", sa.Text, primary_key=True),
        _key(),
        *_whole("draft"),
        *_texts("answer", "said", "person", "at"),
    )
    op.create_table(
        "share_links",
        sa.Column("secret", sa.Text, primary_key=True),
        *_texts("plan", "purpose", "whom", "until", "person", "at"),
        *_whole("release"),
        sa.Column("taken_back", sa.Text),
    )
    op.create_index("links_of_a_release", "share_links", ["plan", "release"])
    op.create_table(
        "release_reads",
        _plan(),
        _key("release"),
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("day", "path")),
        *_whole("times"),
    )
