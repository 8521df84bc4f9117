"""A viewer's turn for what loads the server: workbooks that are read, marked or written. A viewer enters; the turn leaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from nap.monitor.permission import operator
from nap.monitor.problems import NotNow
from nap.people import Viewer
from nap.returns.turns import TURNS, Busy

SMALL = 1_000_000
"""Bytes of a workbook that is marked or written at once; a larger one waits for its turn."""


def sender_of(viewer: Viewer) -> str:
    """Whose turn it is; the operator is a whole installation."""
    return "" if viewer == operator() else viewer.person


@contextmanager
def turn_of(viewer: Viewer) -> Iterator[None]:
    """Wait for a place and hold it; never inside a transaction or another turn. NotNow: busy."""
    try:
        with TURNS.turn(sender_of(viewer)):
            yield
    except Busy as fault:
        raise NotNow("busy") from fault


def turn_if_large(viewer: Viewer, data: bytes) -> AbstractContextManager[None]:
    """The same for a workbook of more than `SMALL` bytes; a smaller one goes ahead."""
    return turn_of(viewer) if len(data) > SMALL else nullcontext()
