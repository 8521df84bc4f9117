"""A store that cannot be used for now: what the database library raises goes in, one exception that says only that comes out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

_LOG = logging.getLogger("nap.store")
_PASSING = frozenset({5, 6, 8, 10, 13, 14})
"""SQLite's codes for: busy, locked, read-only, a failing disk, full, cannot be opened. Others are our own mistakes."""
_PASSING_STATES = frozenset({"25006", "25P03"})
"""PostgreSQL's, of those that are not told as an operation's: the server only reads (a copy of one), we waited too long."""


class Unavailable(Exception):
    """The disk is full, or the store locked, read-only or out of reach. Nothing was changed."""


class Unanswered(Exception):
    """The line to the database was cut while it kept what was written: nobody knows yet whether it is kept."""


@contextmanager
def told(unavailable: Callable[[], Exception], unanswered: Callable[[], Exception] = Unanswered) -> Iterator[None]:
    """Raise what `unavailable` or `unanswered` makes instead, and tell the log why; mistakes of ours stay what they are."""
    try:
        yield
    except (sa.exc.DBAPIError, sa.exc.TimeoutError) as fault:
        if not _passes(fault):
            raise
        _LOG.error("the store cannot be used: %s", getattr(fault, "orig", None) or fault)
        raise unavailable() from fault
    except Unanswered as fault:
        _LOG.error("no answer whether it was kept: %s", getattr(fault.__cause__, "orig", None) or fault.__cause__)
        raise unanswered() from fault


def _passes(fault: sa.exc.SQLAlchemyError) -> bool:
    """Whether it is about the store's state, not about what was asked of it."""
    orig = getattr(fault, "orig", None)
    if getattr(fault, "connection_invalidated", False) or getattr(orig, "sqlstate", None) in _PASSING_STATES:
        return True
    if not isinstance(fault, sa.exc.OperationalError | sa.exc.InterfaceError | sa.exc.TimeoutError):
        return False
    code = getattr(orig, "sqlite_errorcode", None)
    return code is None or code & 0xFF in _PASSING
