"""Addresses of our own pages: a page's name and the codes of its filters. What a link says is what its reader sees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from urllib.parse import urlencode

AS_OF = "as_of"
"""The filter that shows pages as they were known on an earlier day."""
BOARD = frozenset(
    {
        *("overview", "objective", "region", "indicator", "compare", "tracking"),
        *("brief", "responses", "promises", "sheets", "methods", "about"),
    }
)
"""The pages that have it."""
_DAY: ContextVar[date | None] = ContextVar("as_of", default=None)


EXPLAIN = "explain"
"""The section of the indicator page that says how a number is made, as it stands behind `#` in an address."""


def explanation_address(indicator: str, region: str, period: object, part: str = "") -> str:
    """Where the explanation of a result stands."""
    return f"{address('indicator', indicator=indicator, region=region, period=period, part=part)}#{EXPLAIN}"


def address(page: str, **filters: object) -> str:
    """`address("objective", objective="O1", status="")` → `/objective?objective=O1`; empty filters are left out.

    From a page about an earlier day, links to others lead to the same day.
    """
    kept = {**filters, AS_OF: _DAY.get()} if page in BOARD else filters
    asked = urlencode({name: str(value) for name, value in kept.items() if value not in ("", None)})
    return f"/{page}?{asked}" if asked else f"/{page}"


@contextmanager
def on(day: date) -> Iterator[None]:
    """Links made meanwhile lead to what was known on that day."""
    before = _DAY.set(day)
    try:
        yield
    finally:
        _DAY.reset(before)
