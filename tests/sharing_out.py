"""Which worker runs what: the longest rooms begin, and all journeys go to one worker, all attacks on a running server to one,
which then starts its servers once.

Enters xdist's configuration, leaves its scheduler. Without this the files with the fewest tests come last, the journeys among
them, and one worker waits for the other.
"""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

ROOMS = ("oidc", "crash", "walk", "web", "pages", "returns", "asked", "monitor", "fuzz", "cli", "results")
TOGETHER = ("tests/journeys/", "tests/hostile/")
"""Rooms with one server for all their files."""
LONGEST = (*TOGETHER, *(f"tests/{room}/" for room in ROOMS))


class ByRoom(LoadFileScheduling):  # type: ignore[misc]
    """File by file in the order of collection, rooms that share a server as one."""

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return next((room for room in TOGETHER if nodeid.startswith(room)), None) or str(super()._split_scope(nodeid))


def longest_first(items: list[pytest.Item]) -> None:
    """The rooms that take longest come first, in an order of their own; all others as they were."""
    items.sort(key=lambda item: next((n for n, room in enumerate(LONGEST) if item.nodeid.startswith(room)), len(LONGEST)))
