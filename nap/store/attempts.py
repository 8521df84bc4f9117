"""Attempts that are counted, by keys that tell nobody's name. An attempt has one id and counts under each of its keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from nap.store import tables as t


def add_attempt(connection: sa.Connection, id: str, keys: Iterable[str], at: datetime) -> None:
    """Count one attempt under each key."""
    connection.execute(sa.insert(t.attempts), [{"id": id, "key": key, "at": at} for key in keys])


def nth_newest(connection: sa.Connection, key: str, n: int, since: datetime) -> datetime | None:
    """The moment of the n-th newest attempt under the key after `since`; None if there are fewer."""
    question = sa.select(t.attempts.c.at).where(t.attempts.c.key == key, t.attempts.c.at > since)
    found: datetime | None = connection.scalar(question.order_by(t.attempts.c.at.desc()).limit(1).offset(n - 1))
    return found


def forget_attempts(connection: sa.Connection, key: str) -> None:
    """Forget every attempt that counts under the key, under its other keys too."""
    ids = sa.select(t.attempts.c.id).where(t.attempts.c.key == key)
    connection.execute(sa.delete(t.attempts).where(t.attempts.c.id.in_(ids)))


def drop_old_attempts(connection: sa.Connection, before: datetime) -> None:
    """Forget every attempt made before that moment."""
    connection.execute(sa.delete(t.attempts).where(t.attempts.c.at < before))
