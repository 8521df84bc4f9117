"""A store that cannot be used for now: what the database library raises goes in, one exception that says only that comes out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

_LOG = logging.getLogger("nap.store")
_PASSING = frozenset({5, 6, 8, 10, 13, 14})
"""SQLite's codes for: busy, locked, read-only, a failing disk, full, cannot be opened. Others are our own mistakes."""


class Unavailable(Exception):
    """The disk is full, or the store locked, read-only or out of reach. Nothing was changed."""


@contextmanager
def told(unavailable: Callable[[], Exception]) -> Iterator[None]:
    """Raise what `unavailable` makes instead, and tell the log why; mistakes of ours stay what they are."""
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError) as fault:
        if not _passes(fault):
            raise
        _LOG.error("the store cannot be used: %s", getattr(fault, "orig", None) or fault)
        raise unavailable() from fault


def _passes(fault: sa.exc.SQLAlchemyError) -> bool:
    """Whether it is about the store's state, not about what was asked of it."""
    code = getattr(getattr(fault, "orig", None), "sqlite_errorcode", None)
    return code is None or code & 0xFF in _PASSING
