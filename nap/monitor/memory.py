"""What the house remembers between questions: results and the values they come from, as long as the same returns count."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from threading import RLock
from typing import Any

from nap.facts import Observation, Result

LIMIT = 5_000
"""Remembered lists of results; days to look back to are the visitor's choice, so their number must have an end."""

MADE = 1_000
"""Remembered figures; filters are the visitor's choice too."""


@dataclass
class Memory:
    """Everything here can be computed again. `lock` lets one visitor compute while the others wait for the same answer."""

    lock: RLock = field(default_factory=RLock)
    version: int = -1
    results: dict[Hashable, tuple[Result, ...]] = field(default_factory=dict)
    observations: dict[str, tuple[Observation, ...]] = field(default_factory=dict)
    """By return: a kept return never changes, so only those newly accepted are read again."""
    made: dict[Hashable, object] = field(default_factory=dict)
    """What was made of results for readers: boards, figures; forgotten together with the results."""
    earlier: dict[date, Any] = field(default_factory=dict)
    """The house as it stood on earlier days (`monitor.knowing`), each with a memory of its own."""

    def turn_to(self, version: int) -> None:
        """Forget results of another version of the store."""
        if version != self.version or len(self.results) > LIMIT:
            self.results.clear()
            self.made.clear()
            self.earlier.clear()
            self.version = version
        elif len(self.made) > MADE:
            self.made.clear()
