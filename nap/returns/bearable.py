"""How many findings one file may have. What is beyond helps nobody and would cost others their time.

Findings enter as they come; `too-many-findings` ends the reading, `more-findings` says how many are not listed.
"""

from __future__ import annotations

from collections.abc import Iterable

from nap.facts import Finding, Severity
from nap.returns.gate import refusal

LISTED = 5_000
"""Findings that are listed, the gravest first; equal ones of a column count once."""
DIFFERENT, ALL = 20_000, 400_000
"""Findings that are read at most: different ones, and all. One wrong word in a column of a bulk file makes 100,000 equal ones."""


class Burden:
    """Counts while rows are read."""

    def __init__(self, different: int = DIFFERENT, every: int = ALL) -> None:
        self._different, self._every, self._count = different, every, 0
        self._kinds: set[tuple[str, str | None]] = set()

    def add(self, found: Iterable[Finding]) -> None:
        """Take note of these. Raises Refused with `too-many-findings`."""
        for each in found:
            self._kinds.add((each.code, each.found))
            self._count += 1
        if len(self._kinds) > self._different or self._count > self._every:
            raise refusal("too-many-findings", limit=self._different)


def listed(findings: list[Finding], most: int = LISTED) -> list[Finding]:
    """The first ones, and how many are left out."""
    if len(findings) <= most:
        return findings
    return [*findings[:most], Finding("more-findings", Severity.INFO, facts=(("count", len(findings) - most),))]
