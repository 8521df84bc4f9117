"""What single keys cannot show: names that lead nowhere, combinations that make no sense, words that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from nap.plan.draft import Draft
from nap.plan.faults import Fault


def check(draft: Draft) -> Iterator[Fault]:
    """Every fault between keys, in no order."""
    yield from ()
