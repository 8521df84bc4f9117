"""Addresses of our own pages: a page's name and the codes of its filters. What a link says is what its reader sees."""

from __future__ import annotations

from urllib.parse import urlencode


def address(page: str, **filters: object) -> str:
    """`address("objective", objective="O1", status="")` → `/objective?objective=O1`; empty filters are left out."""
    asked = urlencode({name: str(value) for name, value in filters.items() if value not in ("", None)})
    return f"/{page}?{asked}" if asked else f"/{page}"
