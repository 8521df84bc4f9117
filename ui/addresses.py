"""Addresses of our own pages: a page's name and the codes of its filters. What a link says is what its reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from urllib.parse import urlencode

AS_OF = "as_of"
"""The filter that shows pages as they were known on an earlier day."""
RELEASE = "release"
"""The filter that shows pages as a release has them."""
PLAN = "plan"
"""The filter that shows pages of another plan."""
MEANING = frozenset({"sheets", "methods"})
"""Pages about the plan and the rules, without figures of a day."""
BOARD = MEANING | {
    *("overview", "objective", "region", "indicator", "compare", "tracking"),
    *("brief", "responses", "promises", "about"),
}
"""The pages that show whatever plan, release and day the address asks for."""
_KEPT: ContextVar[Mapping[str, str]] = ContextVar("kept", default=MappingProxyType({}))


EXPLAIN = "explain"
"""The section of the indicator page that says how a number is made, as it stands behind `#` in an address."""


def explanation_address(indicator: str, region: str, period: object, part: str = "") -> str:
    """Where the explanation of a result stands."""
    return f"{address('indicator', indicator=indicator, region=region, period=period, part=part)}#{EXPLAIN}"


def address(page: str, **filters: object) -> str:
    """`address("objective", objective="O1", status="")` → `/objective?objective=O1`; empty filters are left out.

    From a page about an earlier day, a release or another plan, links to others lead to the same one.
    """
    kept = {**filters, **_KEPT.get()} if page in BOARD else filters
    asked = urlencode({name: str(value) for name, value in kept.items() if value not in ("", None)})
    return f"/{page}?{asked}" if asked else f"/{page}"


@contextmanager
def on(kept: Mapping[str, str]) -> Iterator[None]:
    """Links made meanwhile lead to that day, release and plan."""
    before = _KEPT.set(kept)
    try:
        yield
    finally:
        _KEPT.reset(before)
